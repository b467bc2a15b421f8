"""Which concept an equation is about: by its left side, its sentence, its heading; silent when unsure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from mdcheck.claims.definitions import Candidate, Sign
from mdcheck.concepts.catalogue import definitions
from mdcheck.concepts.definitions import Definition
from mdcheck.concepts.names import normalised

Grade = Literal["strong", "fair", "weak"]
GRADES: tuple[Grade, ...] = ("strong", "fair", "weak")
LETTER = re.compile(
    r"(?:[A-Za-zℓ]|alpha|beta|gamma|delta|epsilon|varepsilon|eta|theta|kappa|lambda|mu|nu|xi|rho|sigma|tau|phi|"
    r"varphi|psi|omega|Omega|Phi|Psi|ell|hat[a-zA-Z]|tilde[a-zA-Z]|bar[a-zA-Z])'*(?:_[A-Za-z0-9,]|_theta|_beta)?"
    r"(?:\^(?:[a-zA-Z0-9]|\([a-z0-9]\)))?'*$"
)
NEUTRAL = frozenset(
    ("loss", "cost", "score", "out", "output", "y_i", "obj", "result", "objective", "Loss", "Cost")
)
BRIEF_HAN, BRIEF_WORDS, LONGEST_TITLE = 12, 5, 30
BEFORE = re.compile(
    r"(?:\b(?:squared|smooth(?:ed)?|weighted|balanced|generali[sz]ed|modified|regulari[sz]ed|leak\w*|"
    r"parametric|noisy|hard|truncated|multi ?class|sparse|conditional|joint|relative|partial|adjusted|"
    r"normali[sz]ed|macro|micro|average|mean|approximate|differential|symmetric|reverse|forward|"
    r"label smoothed|soft|structured|ranking|pairwise|maximum|minimum|residual|quantum|fuzzy|"
    r"spectral|permutation|sample|continuous|discrete|multivariate|log|inverse|top|total|cumulative|expected|excess|"
    r"negative|scaled|shifted|stable|safe) |"
    r"加权|平滑|平方|广义|修正|改进的?|多类|稀疏|平衡|微分|最大|最小|归一化|条件|联合|近似|逆|反向|对称|平均|宏|微|"
    r"局部|量子|模糊|渗漏|泄露|连续|多元|对数|渐进|改良的?|稳定的?)$"
)
AFTER = re.compile(
    r" ?(?:method|gradient|regulari[sz]ation|search|minimi[sz]ation|maximi[sz]ation|regression|estimat\w+|"
    r"matrix|process|family|prior|mixture|coding|curve|decay|rate|penalty|classifier|layer|that|weight|"
    r"(?:log[ -]?)?likelihood|variance)\b|(?<=recall) (?:the|from|our|how|what|we|in|again)\b|"
    r"的?(?:梯度|方法|最小化|最大化|模型|回归|正则化|矩阵|先验|混合|过程|编码|搜索|导数|上界|下界|期望|方差|均值|熵|(?:对数)?似然|权|族|层)"
)
LOSSES = frozenset(("L", "J", "E", "l", "ell", "ℓ", "C", "Loss", "loss", "cost", "R"))
NUMBERING = re.compile(
    r"^(?:\d+(?:\.\d+)*[.、)）]?\s+|\d+(?:\.\d+)+\s*|\d+[.、)）]\s*|[一二三四五六七八九十]+[、.．]\s*|"
    r"[(（][一二三四五六七八九十\d]+[)）]\s*)+|[#*`]+"
)
TRIMMINGS = re.compile(
    r"[（(][^（）()]*[）)]|的?(?:数学)?(?:定义|公式|计算公式|计算方法|计算|函数|介绍|概念|简介|原理|数学形式|表达式)$|^什么是|"
    r"^(?:definition|the|what is|formula)\b|"
    r"\b(?:definition|formula|function)$|[?？:：]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A concept that an equation is about.

    Attributes:
        definition: The concept.
        why: What names it: ``left side, sentence, heading, topic``.
        grade: ``strong``: a deviation is an error; ``fair``: it is where the formula itself is nearly the
            concept's; ``weak``: only agreement counts.
    """

    definition: Definition
    why: str
    grade: Grade

    @property
    def strong(self) -> bool:
        """Whether a deviation may be called an error whatever the formula looks like."""
        return self.grade == "strong"


def recognised(candidate: Candidate) -> tuple[Recognised, ...]:
    """The concepts that an equation may be about, the likeliest first; empty when unsure.

    A left side that is a word decides alone; a letter leaves it to the sentence, and then to the heading.
    """
    sign = candidate.sign
    by_sign = signed(sign)
    word = bool(by_sign) and not is_bare_letter(sign)
    primed = sign.marks is not None and "'" in sign.head  # the derivative of a function, not the function
    if primed or not (by_sign or is_letter(sign)):
        return ()
    by_sentence = in_sentence(candidate)
    sources = {
        "left side": by_sign,
        "sentence": flat(by_sentence),
        "heading": headed(candidate.titles),
        "topic": touched(candidate),
    }
    found = []
    for name in chosen_of(by_sign, sources, word=word):
        why = [source for source, names in sources.items() if name in names]
        grade = graded(candidate, name, why, by_sentence, word=word)
        found.append(Recognised(definitions()[name], ", ".join(why), grade))
    return tuple(sorted(found, key=lambda r: (GRADES.index(r.grade), -len(r.why))))


def graded(
    candidate: Candidate, name: str, why: Sequence[str], by_sentence: Sequence[Sequence[str]], *, word: bool
) -> Grade:
    """How sure it is that an equation defines what it is recognised as."""
    if candidate.cautious or candidate.place.marked_wrong:
        return "weak"
    if word or ("sentence" in why and (len(by_sentence) == 1 or "left side" in why)):
        return "strong"
    if "heading" in why and not by_sentence and leaves_to_heading(candidate):
        return "strong"
    titled = "heading" in why and name in entitled(candidate.titles)
    return "fair" if not by_sentence and (titled or "topic" in why) else "weak"


def chosen_of(by_sign: Sequence[str], sources: Mapping[str, Sequence[str]], *, word: bool) -> Sequence[str]:
    """The names to go by: those of the left side, confirmed by words if it is a letter, else of the words."""
    if word:
        return by_sign
    words = (*sources["sentence"], *sources["heading"], *sources["topic"])
    if confirmed := [name for name in by_sign if name in words]:
        return confirmed
    return sources["sentence"] or flat((sources["heading"], sources["topic"])) or by_sign


def flat(groups: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """All names of several mentions, each once."""
    return tuple(dict.fromkeys(name for group in groups for name in group))


@cache
def _signs() -> dict[str, tuple[str, ...]]:
    """Names of definitions by the signs of their left sides; those of several letters in lower case too."""
    table: dict[str, list[str]] = {}
    for name, definition in definitions().items():
        for sign in definition.signs.split():
            for spelling in {sign, sign.casefold()} if is_word(sign.partition("(")[0]) else {sign}:
                table.setdefault(spelling, []).append(name)
    return {sign: tuple(names) for sign, names in table.items()}


def is_word(head: str) -> bool:
    """Whether a left side is so long that letter case does not count."""
    return sum(letter.isalpha() for letter in head) > 2


def signed(sign: Sign) -> tuple[str, ...]:
    """What a left side names, by itself or by the word in its subscript: ``L_{hinge}``."""
    text = str(sign)
    head, _, label = sign.head.partition("_")
    for spelling in (text, text.casefold()):
        if spelling in _signs():
            return _signs()[spelling]
    if is_word(sign.head) and sign.marks is not None:
        for spelling in (sign.head, sign.head.casefold(), f"{sign.head}()", f"{sign.head.casefold()}()"):
            if spelling in _signs():
                return _signs()[spelling]
    if is_word(head) and len(label) == 1:
        return signed(Sign(head, sign.args, sign.marks))
    if head in LOSSES and len(label) > 1:
        return _signs().get(label) or _signs().get(label.casefold()) or by_name(label)
    return by_name(sign.head) if len(sign.head) > 3 or not sign.head.isascii() else ()


def is_letter(sign: Sign) -> bool:
    """Whether a left side is a letter, or a word that says nothing of the concept."""
    return bool(LETTER.match(sign.head)) or sign.head in NEUTRAL


def is_bare_letter(sign: Sign) -> bool:
    """Whether a sign is a single letter, which several fields use: ``H(,)``, ``G()``."""
    return len(sign.head) == 1 and sign.marks != "||"


@cache
def _names() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """One pattern for all names, the longest first, and the definitions of each name."""
    table: dict[str, dict[str, None]] = {}
    for name, definition in definitions().items():
        signs = (sign for sign in definition.signs.split() if len(sign) > 2 and sign.isalpha())
        for spelled in (name, *filter(None, definition.names.split(",")), *signs):
            table.setdefault(normalised(spelled.strip()), {})[name] = None
    ordered = sorted(table, key=len, reverse=True)
    pattern = "|".join(
        rf"(?<![a-z]){re.escape(n)}(?:es|s)?(?![a-z])" if n.isascii() else re.escape(n) for n in ordered
    )
    return re.compile(pattern), {name: tuple(found) for name, found in table.items()}


def by_name(name: str) -> tuple[str, ...]:
    """The definitions of a name, as it is spelled or with its letters alone."""
    table = _names()[1]
    return table.get(normalised(name.replace("_", " "))) or ()


def mentioned(text: str) -> tuple[tuple[str, ...], ...]:
    """The mentions in a text, in order, each with the definitions that bear the name; the longest name wins.

    A name that is qualified (``squared ..``, 加权..) or goes on (``.. gradient``, ..矩阵) is another one's.
    """
    pattern, table = _names()
    text = normalised(text)
    found: dict[tuple[str, ...], None] = {}
    for match in pattern.finditer(text):
        if BEFORE.search(text, 0, match.start()) or AFTER.match(text, match.end()):
            continue
        name = match[0]
        for spelling in (name, name.removesuffix("s"), name.removesuffix("es")):
            if spelling in table:
                found.setdefault(table[spelling])
                break
    return tuple(found)


def in_sentence(candidate: Candidate) -> tuple[tuple[str, ...], ...]:
    """What the introducing sentence names; where it only says that a formula follows, the one before."""
    here = mentioned(candidate.intro)
    if here or not (candidate.defines and is_brief(candidate.intro)):
        return here
    return mentioned(candidate.before)


def leaves_to_heading(candidate: Candidate) -> bool:
    """Whether the words before an equation name nothing of their own: there are none, or they announce it."""
    return not candidate.intro or (candidate.defines and is_brief(candidate.intro))


def is_brief(intro: str) -> bool:
    """Whether a sentence says little more than that a formula follows."""
    han = sum("一" <= letter <= "鿿" for letter in intro)
    return han <= BRIEF_HAN if han else len(intro.split()) <= BRIEF_WORDS


def headed(titles: tuple[str, ...]) -> tuple[str, ...]:
    """What the nearest heading that says more than "definition" names."""
    if found := entitled(titles):
        return found
    title = telling(titles)
    names = mentioned(title)
    return names[0] if len(names) == 1 and len(title) < LONGEST_TITLE else ()


def entitled(titles: tuple[str, ...]) -> tuple[str, ...]:
    """What the nearest heading that says more than "definition" is the name of, and of nothing else."""
    title = telling(titles)
    for text in (title, *re.findall(r"[（(]([^（）()]*)[）)]", title)):
        for spelling in (text, trimmed(text)):
            if found := by_name(spelling):
                return found
    return ()


def telling(titles: tuple[str, ...]) -> str:
    """The nearest heading that says what it is about, without its number."""
    plain = (NUMBERING.sub("", title).strip() for title in reversed(titles))
    return next((title for title in plain if trimmed(title)), "")


def trimmed(title: str) -> str:
    """A title without what only says that it defines something."""
    return TRIMMINGS.sub("", TRIMMINGS.sub("", title).strip()).strip()


@cache
def _topics() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Words under which a definition's formula stands without being called by its name."""
    return tuple(
        (words_of(definition.topics), name) for name, definition in definitions().items() if definition.topics
    )


def words_of(names: str) -> re.Pattern[str]:
    """A pattern for any of some names, normalised."""
    spelled = (re.escape(normalised(name)) for name in names.split(","))
    return re.compile("|".join(rf"(?<![a-z]){name}(?![a-z])" if name.isascii() else name for name in spelled))


def touched(candidate: Candidate) -> tuple[str, ...]:
    """Definitions whose topic the heading or the introduction speaks of."""
    text = normalised(f"{telling(candidate.titles)} | {candidate.intro}")
    return tuple(name for words, name in _topics() if words.search(text))
