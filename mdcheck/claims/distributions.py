r"""What random variables follow, as formulas (``X \sim N(0, 1)``) and sentences say it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import TypeGuard

from mdcheck.claims.lexicon.conditions import CONDITIONS
from mdcheck.claims.lexicon.distributions import (
    BEFORE,
    BEHIND,
    BEHIND_MOMENTS,
    BY_MEAN,
    BY_RATE,
    BY_SCALE,
    FOLLOWING,
    HEAD,
    LEADING,
    MOMENTS,
    NAMING,
    OF_ANOTHER,
    OTHER,
    PHRASES,
    QUANTITIES,
    QUANTITY,
    SAID,
    WRITTEN,
)
from mdcheck.claims.sections import Place
from mdcheck.claims.surroundings import MASK, Paragraph
from mdcheck.expr.distributions import conventional, named, of_record, read
from mdcheck.expr.gap import Gap
from mdcheck.expr.nodes import Apply, Bind, Compare, Expr, Index, Number, Symbol, free_names
from mdcheck.expr.reader import Reader
from mdcheck.expr.scope import Distribution, Scope
from mdcheck.latex import parse, statements
from mdcheck.latex.tree import Row
from mdcheck.notation.distributions import Named
from mdcheck.patterns import regex
from mdcheck.records import dataclass

ABOVE = regex(r"\\(?:overset|stackrel)\s*\{(?:[^{}]|\{[^{}]*\})*\}\s*(?:\{\s*\\sim\s*\}|\\sim)")
"""``iid`` written above the sign."""
CLAUSE = regex(r"[，,。；;：:]|\.(?=\s|$)")
WORD = regex(r"[\u4e00-\u9fff]{2,8}|[A-Za-z][A-Za-z \-]{2,30}")
"""A name at the beginning of a cell."""
EXAMPLE = regex(
    r"[(（][^)）]*$|反例|例如|比如|[例譬]子|譬如|^\s*例|"
    r"\bfor (?:example|instance)\b|\be\.g\.|counter-?example|^\s*example",
    re.IGNORECASE,
)
"""What a sentence says before a variable that it takes for an example, or in brackets."""
SURE = frozenset(("cal N", "N", "Bernoulli", "Ber", "Bern", "Poisson", "Poi", "Exp", "cal U"))
"""Names that stand for distributions behind an equals sign, too: ``p = N(0, 1)``."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A distribution that a paragraph names.

    Attributes:
        choices: Once for each convention of its name.
        subject: The variable that follows it, if one is said to.
        told: Whether its parameters are given, rather than the letters that are usual.
    """

    choices: tuple[Distribution, ...]
    subject: str = ""
    told: bool = True


def said_in(text: str) -> Iterator[re.Match[str]]:
    """The phrases for distributions in a text of lower case."""
    return SAID.finditer(text) if any(word in text for word in NAMING) else iter(())


def declared(place: Place) -> dict[str, tuple[Distribution, ...]]:
    """What variables follow, as the paragraph of a formula says."""
    met = sorted(mentions(surroundings(place)), key=lambda mention: mention.told)
    found = {m.subject: m.choices for m in met if m.subject}
    return {**found, **{m.subject: m.choices for m in in_formula(place.parsed.text) if m.subject}}


def in_passing(place: Place) -> frozenset[str]:
    """Variables of which a paragraph says in brackets, or of an example only, what they follow."""
    around = surroundings(place)
    return frozenset(
        mention.subject
        for mark, formula in zip(around.marks, around.formulas, strict=True)
        for mention in in_formula(formula)
        if mention.subject and EXAMPLE.search(around.text[around.sentence(mark).start : mark])
    )


def surroundings(place: Place) -> Paragraph:
    """The paragraph of a formula; of a display by itself, the one that leads to it."""
    return place.paragraph if place.paragraph.text.strip(f"{MASK} \n") else place.lead


def topic(place: Place) -> Mention | None:
    """The one distribution that a paragraph is about, if it names one only."""
    found = mentions(surroundings(place))
    families = {frozenset(d.record.said for d in m.choices) for m in found}
    if len(families) != 1 or frozenset() in families:
        return None
    told = [m for m in found if m.told]
    different = {m.choices for m in told}
    return None if len(different) > 1 else (told or found)[0]


@lru_cache(maxsize=64)
def mentions(paragraph: Paragraph) -> tuple[Mention, ...]:
    """All distributions that a paragraph names, by phrases and by notation."""
    lower = paragraph.text.lower()
    phrases = list(said_in(lower))
    records = {record for phrase in phrases for record in PHRASES[phrase[0]]}
    found = [m for formula in paragraph.formulas for m in in_formula(formula)]
    noted = [by_itself(formula, records) for formula in paragraph.formulas] if records else []
    return (
        *found,
        *(m for m in noted if m.choices),
        *(said(phrase, lower, paragraph.formulas) for phrase in phrases),
    )


def by_itself(formula: str, records: set[Named]) -> Mention:
    """A distribution that stands as ``B(n, p)`` beside a phrase for it."""
    node = expression(formula) if "(" in formula or "[" in formula else None
    choices = named(node) if node is not None else ()
    return Mention(tuple(d for d in choices if d.record in records))


def estranged(place: Place) -> bool:
    """Whether a paragraph speaks of a relative of a distribution, or of one as of another thing."""
    text = surroundings(place).text.lower()
    return any(OTHER.search(text[: phrase.start()]) for phrase in said_in(text))


def unconditioned(place: Place, parameters: frozenset[str]) -> bool:
    """Whether nothing near a formula restricts it, or the parameters, but what a variable follows."""
    around, passed = surroundings(place), 0
    for clause in CLAUSE.split(around.text):
        formulas = around.formulas[passed : passed + clause.count(MASK)]
        passed += clause.count(MASK)
        follows = [any(in_formula(formula)) for formula in formulas]
        if any(follows) or any(said_in(clause.lower())):
            if any(restricts(f, parameters) for f, known in zip(formulas, follows, strict=True) if not known):
                return False
        elif CONDITIONS.search(clause):
            return False
    return True


def restricts(text: str, parameters: frozenset[str]) -> bool:
    """Whether a formula beside a distribution gives a parameter a value."""
    match expression(text) if "=" in text else None:
        case Compare("eq", Symbol(name), _):
            return name in parameters
    return False


def quantity(place: Place, choices: tuple[Distribution, ...], *, with_verb: bool = False) -> str:
    """Which quantity of a distribution the sentence says that a formula is; nothing if it speaks of more."""
    found = next(reversed(list(QUANTITY.finditer(place.before))), None)
    leading = LEADING.match(place.before, found.end()) if found is not None else None
    if found is None or leading is None or (with_verb and not leading["verb"]):
        return ""
    around = surroundings(place)
    last = place.number if around is place.paragraph else len(around.formulas)
    count = place.before.count(MASK)
    letters = frozenset(("X", "x")).union(*(free_names(p) for d in choices for p in d.parameters))
    for formula in around.formulas[last - count : last]:
        said_before = expression(formula)
        if not any(in_formula(formula)) and not is_told_by(said_before, letters, choices):
            return ""
    return next(kind for kind in QUANTITIES if found[kind])


def in_row(first: Paragraph) -> tuple[Distribution, ...]:
    """The distribution that the first cell of a row names: by its phrase, or by its word alone."""
    word = WORD.match(first.text.strip())
    texts = (first.text, f"{word[0]}分布", f"{word[0].strip()} distribution") if word else ()
    for text in texts:
        found = [m for m in mentions(replace(first, text=text)) if m.choices]
        if found:
            return next((m for m in found if first.formulas and m.told), found[0]).choices
    return ()


def column_quantity(place: Place) -> str:
    """Which quantity the head of a column says that its cells are; nothing if it says more than one."""
    head = place.column.replace("\\mathrm", "").translate(str.maketrans("", "", "${}\\"))
    found = [match for match in HEAD.finditer(head) if not head[: match.start()].endswith(OF_ANOTHER)]
    kinds = {{"e": "mean", "var": "variance"}.get(m.lastgroup or "", m.lastgroup or "") for m in found}
    return kinds.pop() if len(kinds) == 1 else ""


def named_before(place: Place) -> bool:
    """Whether a paragraph names its distribution before a formula, which is no parameter of it then."""
    around = place.paragraph
    text = around.text[: around.marks[place.number]].lower()
    return any(said_in(text)) or any(any(in_formula(f)) for f in around.formulas[: place.number])


def is_told_by(node: Expr | None, letters: frozenset[str], choices: tuple[Distribution, ...]) -> bool:
    """Whether a formula before is about parameters, or names the distribution."""
    if node is None:
        return False
    records = {d.record for d in choices}
    return free_names(node) <= letters or any(d.record in records for d in named(node))


def said(phrase: re.Match[str], text: str, formulas: tuple[str, ...]) -> Mention:
    """A distribution by its phrase, with the parameters that stand before or behind it."""
    records = PHRASES[phrase[0]]
    before, behind = text[: phrase.start()], text[phrase.end() :]
    subject = subject_of(before, formulas)
    for record in records:
        for name, values in record.special:
            if name == phrase[0]:
                return Mention((Distribution(record, tuple(map(read, values))),), subject)
    word, parameters = "", moments(before, behind, formulas, text)
    if not parameters:
        word, parameters = listed(before, behind, formulas, text)
    fitting = (r for r in called(records, word) if len(r.parameters) == len(parameters))
    choices = tuple(Distribution(r, parameters) for r in fitting)
    if choices or word:
        settled = BY_MEAN.search(word) or BY_SCALE.search(word)
        return Mention(choices if settled else conventional(choices), subject if choices else "")
    return Mention(tuple(map(of_record, records)), subject, told=False)


def subject_of(before: str, formulas: tuple[str, ...]) -> str:
    """The variable before words such as "follows", if it is the nearest formula that is one name."""
    at = next(reversed(list(FOLLOWING.finditer(before))), None)
    if at is None or not formulas or MASK not in before[: at.start()]:
        return ""
    gap = before[before.rfind(MASK, 0, at.start()) + 1 : at.start()]
    if len(gap.strip()) > 12 or re.search(r"[。.;；，,]", before[at.end() :]):
        return ""
    return variable(formula_at(before[: at.start()].count(MASK) - 1, formulas))


def variable(text: str) -> str:
    """The name that a formula is; nothing if it is more. Members of a family stand for all of it."""
    match expression(text):
        case Symbol(name) | Index(Symbol(name), _):
            return name
    return ""


def formula_at(number: int, formulas: tuple[str, ...]) -> str:
    """A formula of the paragraph."""
    return formulas[number] if 0 <= number < len(formulas) else ""


def listed(before: str, behind: str, formulas: tuple[str, ...], text: str) -> tuple[str, tuple[Expr, ...]]:
    """What parameters are called and which they are, in order: ``参数为 n, p 的``, "with rate $r$"."""
    if (found := BEFORE.search(before)) is not None:
        first = before[: found.start(2)].count(MASK)
    elif (found := BEHIND.search(behind)) is not None:
        first = text[: len(text) - len(behind)].count(MASK) + behind[: found.start(2)].count(MASK)
    else:
        return "", ()
    count = found[2].count(MASK)
    given = (p for k in range(first, first + count) for p in parameters_in(formula_at(k, formulas)))
    return found[1], tuple(given)


def called(records: tuple[Named, ...], word: str) -> tuple[Named, ...]:
    """The conventions under which a parameter is what it is called."""
    if BY_MEAN.search(word):
        return tuple(r for r in records if r.mean == r.parameters[0][0])
    if BY_SCALE.search(word):
        return tuple(r for r in records if r.name.endswith("by scale"))
    if BY_RATE.search(word) and word != "概率":
        return tuple(r for r in records if not r.name.endswith("by scale"))
    return records


def moments(before: str, behind: str, formulas: tuple[str, ...], text: str) -> tuple[Expr, ...]:
    """Mean and variance, perhaps said as the standard deviation."""
    if (found := MOMENTS.search(before)) is not None:
        first = before[: found.start(1)].count(MASK)
    elif (found := BEHIND_MOMENTS.search(behind)) is not None:
        first = text[: len(text) - len(behind)].count(MASK)
    else:
        return ()
    parameters = tuple(p for k in (first, first + 1) for p in parameters_in(formula_at(k, formulas)))
    if len(parameters) == 2 and found[2] in ("标准差", "standard deviation"):
        return parameters[0], Apply("pow", (parameters[1], Number(Fraction(2))))
    return parameters


def parameters_in(text: str) -> Iterator[Expr]:
    r"""Parameters that a formula lists, what they must be taken off: ``\lambda > 0``, ``(n, p)``."""
    match expression(text):
        case Apply("list" | "tuple", args):
            yield from args
        case Compare(_, value, _):
            yield value
        case None:
            return
        case value:
            yield value


def expression(text: str) -> Expr | None:
    """A formula of a paragraph by itself, where it can be read."""
    try:
        return Reader(Scope()).row(parse(text)) if text else None
    except Gap:
        return None


@lru_cache(maxsize=256)
def in_formula(text: str) -> tuple[Mention, ...]:
    r"""``X \sim N(0, 1)``, ``X, Y \sim N(0, 1)``, ``p = N(0, 1)``, or a distribution by itself."""
    if not WRITTEN.search(text):
        return ()
    found: list[Mention] = []
    waiting: list[str] = []
    for statement in statements(parse(ABOVE.sub(r"\\sim ", text))):
        terms = [term_of(row) for row in statement.terms]
        names = [mark.name for mark in statement.relations]
        if len(terms) == 1 and name_of(terms[0]):
            waiting.append(name_of(terms[0]))
        for left, relation, right in zip(terms, names, terms[1:], strict=False):
            if relation == "sim" and right is not None and (choices := named(right)):
                found += [Mention(choices, name) for name in (*waiting, *names_of(left))]
            elif relation in ("=", "eq") and is_sure(right) and (choices := named(right)):
                found.append(Mention(choices, name_of(left)))
        if len(terms) == 1 and is_sure(terms[0]) and (choices := named(terms[0])):
            found.append(Mention(choices))
    return tuple(found)


def term_of(row: Row) -> Expr | None:
    """A term of a formula, where it can be read."""
    try:
        return Reader(Scope()).row(row)
    except Gap:
        return None


def names_of(left: Expr | None) -> list[str]:
    r"""The variables before ``\sim``; none where something is given: that is a conditional distribution."""
    several = left.args if isinstance(left, Apply) and left.head == "list" else (left,)
    return [name for one in several if (name := name_of(one))]


def is_sure(node: Expr | None) -> TypeGuard[Expr]:
    r"""Whether a notation can stand for a distribution without ``\sim``."""
    function = getattr(node, "function", None)
    return isinstance(function, Symbol) and function.name in SURE


def name_of(node: Expr | None) -> str:
    """The variable that an expression is; nothing if it is more."""
    match node:
        case Bind("each", body=Index(Symbol(name), _)):
            return name
        case Symbol(name) | Index(Symbol(name), _):
            return name
    return ""
