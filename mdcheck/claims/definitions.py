"""Equations that may define a concept: their left side as a sign, and the words that introduce them."""

import re
from collections.abc import Iterator

from mdcheck.claims.appellations import apposed, called
from mdcheck.claims.equations import RELATIONS
from mdcheck.claims.sections import Place, Section, plain
from mdcheck.latex import statements
from mdcheck.latex.statements import Statement
from mdcheck.latex.tree import Row
from mdcheck.patterns import regex
from mdcheck.records import dataclass

ASSIGNS = frozenset(("equiv", "leftarrow", "gets", "longleftarrow"))
FOLLOWING = frozenset(("in", "le", "ge", "leq", "geq", "leqslant", "geqslant", "lt", "gt", "<", ">"))
STYLES = regex(
    r"\\(?:mathrm|text(?:bf|it|rm|sf|tt)?|operatorname\*?|mathcal|mathbf|mathit|mathbb|mathsf|mathscr|mathfrak|"
    r"boldsymbol|bm|pmb|rm|bf|left|right|displaystyle|[bB]igg?[lrm]?|limits|nolimits|mathop)(?![A-Za-z])"
)
SPACES = regex(r"\\[,;:! ]|\\quad|\\qquad|~|\s")
BARS = regex(r"\\\||\\(?:parallel|Vert|lVert|rVert)(?![A-Za-z])|\|\|")
BAR = regex(r"\\(?:mid|vert|lvert|rvert)(?![A-Za-z])")
SENTENCE = regex(r"[。！？!?；;\n]|\.(?=\s|$)")
IDLE = " *_-|>$\\(["
DEFINES = regex(
    r"定义|公式|计算|表示|表达式|形式|如下|写作|写成|记为|记作|为\s*[:：]?\s*$|是\s*[:：]?\s*$|即|[:：]\s*$|"
    r"\b(?:defin\w+|formula\w*|given by|comput\w+|calculat\w+|expressed|written|reads|as follows|is|are)"
    r"\s*[:：]?\s*\**\s*$|"
    r"\b(?:defin\w+|formula|given by|as follows)\b",
    re.IGNORECASE,
)
CAUTION = regex(
    r"独立|如果|若|特别地|特殊|当[^，。]{1,20}时|例如|比如|[?？]|近似|上界|下界|梯度|导数|求导|偏导|等价于|最小化|最大化|"
    r"简化|改进|变体|推广|特例|"
    r"\b(?:if|when|whenever|unless|independen\w+|special case|example|e\.g|suppose|assum\w+|approximat\w+|"
    r"bound\w*|gradient\w*|derivative\w*|minimi\w+|maximi\w+|simplif\w+|variant\w*|wrong|incorrect\w*|"
    r"mistake\w*|instead of|reduces to|becomes|equivalent to|proportional|up to)\b",
    re.IGNORECASE,
)
OPTIMISED = regex(r"最小化|最大化|minimi|maximi", re.IGNORECASE)

EQUATION = regex(r"\$[^$]*=[^$]*\$")
SHORTEST = 16
FURTHER = regex(
    r"[\s,，;；。.]*(?:于是|因此|所以|从而|故|则|那么|代入|再|然后|"
    r"hence|so|thus|then|therefore|and|which gives)",
    re.IGNORECASE,
)
"""What goes on to something else after an equation."""
PARTICULAR = regex(
    r"(?:\b(?:for|with|at|if|when|where|setting)|若|当|取|令|对于?)\s*\$[^$=]*=\s*-?[\d.]+\s*\$[^$.。]{0,40}\$?$",
    re.IGNORECASE,
)
"""Words that give a value to something right before a formula."""
DERIVED = regex(r"\\(?:partial|nabla)(?![A-Za-z])|\\frac\{?\s*(?:\\mathrm\{d\}|d)(?![A-Za-z])")
"""What makes a left side a derivative of something, not the thing itself."""
GRADIENT = "∂"
SLOPE = regex(
    r"(?:[dt]?frac)?(?:partial|d)(?:L|J|E|ell|C|loss|Loss|L_i|ell_i|L_CE|L_BCE|CE|BCE)/?(?:partial|d)(?P<by>(?:hat)?[a-zA-Z]|theta|beta)(?:_\w+|\^\(\w+\))?"
)
NABLA = regex(r"nabla_(?P<by>[a-zA-Z]|theta|beta|bmw)(?:L|J|E|ell|C|loss|Loss)?$")
"""What a gradient is of and by, in a left side without its commands."""
ARGUMENTS = regex(r"(?:\\left)?\([^()]*\)")
LIKELIHOOD = regex(r"似然|likelihood", re.IGNORECASE)
OPERATOR = regex(r"^(?!2[a-z]\+1$).*(?:[-+*/=]|cdot|frac)")
"""What stands in an argument that is neither a plain name nor an odd place."""

OTHER_COLUMN = regex(
    r"'|导|梯度|似然|对数|期望|均值|方差|熵|众数|中位数|母函数|共轭|先验|后验|支撑|逆|范围|值域|取值|例|复杂度|特点|备注|参数|形状|最小|最大|极限|"
    r"\b(?:log|likelihood\w*|mean|expect\w*|variance|entropy|mode|median|support|prior|posterior|inverse|"
    r"deriv\w*|grad\w*|range|values?|examples?|complexity|notes?|shape|bounds?|param\w*|min\w*|max\w*|at|when)\b",
    re.IGNORECASE,
)
"""What a column is about that does not hold the formulas of what its rows are called."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A left side as text.

    Attributes:
        head: ``D_KL``, ``H``, ``L_CE``, ``查准率``.
        args: Its arguments: ``("p", "q")``.
        marks: What separates them: ``||``, ``|``, ``,``; None without brackets.
    """

    head: str
    args: tuple[str, ...] = ()
    marks: str | None = None

    def __str__(self) -> str:
        """``D_KL(||)``, ``L_CE``."""
        return self.head if self.marks is None else f"{self.head}({self.marks})"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An equation with what may name its concept.

    Attributes:
        place: The formula that it stands in.
        statement: The equation.
        sign: Its left side.
        sides: Its right sides, in order.
        intro: The sentence that introduces it.
        before: The sentence before that.
        titles: The headings above, the nearest last.
        called: What the words behind say that it is called, in the spellings to look for.
        apposed: What stands behind it as another word for it, likewise.
        exact: How many of the sides are equal to the left; the rest is near it.
    """

    place: Place
    statement: Statement
    sign: Sign
    sides: tuple[Row, ...]
    intro: str
    before: str
    titles: tuple[str, ...]
    called: tuple[str, ...] = ()
    apposed: tuple[str, ...] = ()
    exact: int = 99

    @property
    def defines(self) -> bool:
        """Whether the introduction says that a definition follows."""
        return DEFINES.search(self.intro) is not None

    @property
    def cautious(self) -> bool:
        """Whether the introduction speaks of something derived from the concept rather than of itself."""
        return speaks_of_others(self.intro) or is_particular(self.place)

    @property
    def conditional(self) -> bool:
        """Whether it is a case, or derived, though it may well be what is minimised or maximised."""
        found = (match[0] for match in CAUTION.finditer(self.intro))
        return is_particular(self.place) or not all(map(OPTIMISED.match, found))


def candidates(section: Section) -> Iterator[Candidate]:
    """Every equation of a section, and every formula without a left side that words stand before."""
    for place in section.places:
        found = statements(place.parsed.tree)
        if len(found) == 1 and not found[0].relations:
            yield from nameless(place, found[0], found[0].terms, section.titles)
            continue
        for statement in found:
            sides = equal_sides(statement)
            if sides and not statement.conditions:
                intro, before = introduction(place)
                left = statement.terms[0].span
                if not statement.terms[0].items:
                    yield from nameless(place, statement, sides, section.titles)
                    continue
                written = place.parsed.text[left.start : left.end]
                sign = gradient_of(written) if DERIVED.search(written) else sign_of(written)
                if any(OPERATOR.search(argument) for argument in sign.args):
                    continue  # a property, as of sigma(-x), defines nothing
                if sign.head.startswith(GRADIENT) and LIKELIHOOD.search(section.words):
                    continue  # it may be the gradient of what is maximised
                names = (called(place), apposed(place)) if statement is found[-1] else ((), ())
                exact = exact_sides(statement)
                yield Candidate(place, statement, sign, sides, intro, before, section.titles, *names, exact)


def equal_sides(statement: Statement) -> tuple[Row, ...]:
    """The right sides of a chain of equations; what is near the last, or bounds it, may follow."""
    marks = [mark.name for mark in statement.relations]
    while len(marks) > 1 and marks[-1] in FOLLOWING:
        marks.pop()
    marks = [] if marks == ["in"] else marks
    equal = all(RELATIONS.get(mark) == "eq" or mark in ASSIGNS or mark == "approx" for mark in marks)
    return statement.terms[1 : len(marks) + 1] if equal else ()


def exact_sides(statement: Statement) -> int:
    """How many right sides come before the first that is only nearly equal."""
    marks = [mark.name for mark in statement.relations]
    return marks.index("approx") if "approx" in marks else len(marks)


def nameless(
    place: Place, statement: Statement, sides: tuple[Row, ...], titles: tuple[str, ...]
) -> Iterator[Candidate]:
    """A formula alone, or after a bare ``=``, as a candidate, if a cell or a sentence may name it."""
    intro, before = introduction(place)
    names = called(place), apposed(place)
    told = intro or place.column or any(names)
    if told and not statement.conditions and not OTHER_COLUMN.search(place.column):
        yield Candidate(place, statement, Sign(""), sides, intro, before, titles, *names)


def sign_of(text: str) -> Sign:
    """A left side without the commands that only style it."""
    text = STYLES.sub("", BAR.sub("|", BARS.sub("∥", text)))
    text = SPACES.sub("", text).replace("\\_", "_").replace("\\", "").replace("{", "").replace("}", "")
    text = text.replace("[", "(").replace("]", ")").strip("&")
    head, opening, rest = text.partition("(")
    if not opening:
        return Sign(head)
    inside, separators = split(rest)
    return Sign(head, tuple(inside), separators.replace("∥", "||"))


def gradient_of(text: str) -> Sign:
    """The left side of a gradient: ``∂L/∂z`` for that of any loss by z or its entries; else the text."""
    plain = sign_of(ARGUMENTS.sub("", text)).head
    match = SLOPE.fullmatch(plain) or NABLA.match(plain)
    return Sign(f"{GRADIENT}L/{GRADIENT}{match['by']}") if match else Sign(f"{GRADIENT}{plain}")


def split(text: str) -> tuple[list[str], str]:
    """The arguments up to the closing bracket, and what separates them."""
    depth, parts, marks = 0, [""], ""
    for letter in text:
        if letter == ")" and depth == 0:
            break
        depth += (letter == "(") - (letter == ")")
        if depth == 0 and letter in ",;|∥":
            parts.append("")
            marks += letter
        else:
            parts[-1] += letter
    return parts, marks


def introduction(place: Place) -> tuple[str, str]:
    """The sentence right before a formula, and the one before that; in a table, the first cell of its row."""
    raw, text = place.raw, place.parsed.text
    at = raw.find(text)
    before = plain(since_last_equation(raw[:at].rstrip("$ ")) if at >= 0 else raw)
    above = place.above if at >= 0 and place.row is None else ""
    parts = [part.strip() for text in (above, before) for part in SENTENCE.split(text) if part.strip(IDLE)]
    parts = [place.beside, *parts] if place.beside else parts
    return (parts[-1] if parts else ""), (parts[-2] if len(parts) > 1 else "")


def speaks_of_others(intro: str) -> bool:
    """Whether words tell of a case, of an approximation or of something derived."""
    return CAUTION.search(intro) is not None


def is_particular(place: Place) -> bool:
    """Whether the words before a formula give a value to something: it is a case of what it is called."""
    at = place.raw.find(place.parsed.text)
    return at > 0 and PARTICULAR.search(place.raw[:at].rstrip()) is not None


def since_last_equation(text: str) -> str:
    """What follows the last equation of a text, if it goes on to something else."""
    found = [match for match in EQUATION.finditer(text) if len(match[0]) >= SHORTEST]
    rest = text[found[-1].end() :] if found else ""
    return rest if FURTHER.match(rest) else text
