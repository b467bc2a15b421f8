"""Which concept an equation is about: by its left side, its sentence, its heading; silent when unsure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from mdcheck.claims.definitions import Candidate, Sign
from mdcheck.concepts.catalogue import definitions
from mdcheck.concepts.definitions import Definition
from mdcheck.concepts.names import normalised

LETTER = re.compile(
    r"(?:[A-Za-zℓ]|alpha|beta|gamma|delta|epsilon|varepsilon|eta|theta|kappa|lambda|mu|nu|xi|rho|sigma|tau|phi|"
    r"varphi|psi|omega|Omega|Phi|Psi|ell|hat[a-zA-Z]|tilde[a-zA-Z]|bar[a-zA-Z])'*(?:_[A-Za-z0-9,]|_theta|_beta)?"
    r"(?:\^(?:[a-zA-Z0-9]|\([a-z0-9]\)))?'*$"
)
NEUTRAL = frozenset(
    ("loss", "cost", "score", "out", "output", "y_i", "obj", "result", "objective", "Loss", "Cost")
)
BRIEF_HAN, BRIEF_WORDS = 12, 5
LOSSES = frozenset(("L", "J", "E", "l", "ell", "ℓ", "C", "Loss", "loss", "cost", "R"))
NUMBERING = re.compile(r"^[\s\d.、()（）一二三四五六七八九十]+|[#*`]+")
TRIMMINGS = re.compile(
    r"[（(][^（）()]*[）)]|的?(?:定义|公式|计算公式|计算方法|函数|介绍|概念|简介|原理)$|^什么是|"
    r"^(?:definition|the|what is|formula)\b|"
    r"\b(?:definition|formula|function)$|[?？:：]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A concept that an equation is about.

    Attributes:
        definition: The concept.
        why: What names it: ``left side, sentence, heading``.
        strong: Whether a deviation may be called an error.
    """

    definition: Definition
    why: str
    strong: bool


def recognised(candidate: Candidate) -> tuple[Recognised, ...]:
    """The concepts that an equation may be about, the likeliest first; empty when unsure."""
    sign = candidate.sign
    by_sign = signed(sign)
    letter = is_letter(sign)
    word = bool(by_sign) and not is_bare_letter(sign)
    by_sentence = in_sentence(candidate)
    by_heading = headed(candidate.titles)
    found: dict[str, list[str]] = {}
    for names, why in ((by_sign, "left side"), (by_sentence, "sentence"), (by_heading, "heading")):
        for name in names:
            found.setdefault(name, []).append(why)
    if not (word or letter or by_sign):
        return ()
    if word:
        found = {name: why for name, why in found.items() if name in by_sign}
    elif by_sign and not set(by_sign) & {*by_sentence, *by_heading}:
        found = {} if not ({*by_sentence, *by_heading}) else found
    return tuple(sorted(graded(found, candidate, word=word), key=lambda r: (not r.strong, -len(r.why))))


def graded(found: Mapping[str, list[str]], candidate: Candidate, *, word: bool) -> Iterator[Recognised]:
    """What is found with whether it is enough to accuse: two witnesses, or a left side that is a word."""
    for name, why in found.items():
        named = "sentence" in why or "heading" in why
        alone = "sentence" in why or not in_sentence(candidate)
        enough = word or (named and alone)
        strong = enough and not candidate.cautious and not candidate.place.conditioned
        yield Recognised(definitions()[name], ", ".join(why), strong and not candidate.place.marked_wrong)


@cache
def _signs() -> dict[str, tuple[str, ...]]:
    """Names of definitions by the signs of their left sides; those of several letters in lower case too."""
    table: dict[str, list[str]] = {}
    for name, definition in definitions().items():
        for sign in definition.signs.split():
            for spelling in {sign, sign.casefold()} if len(sign.partition("(")[0]) > 2 else {sign}:
                table.setdefault(spelling, []).append(name)
    return {sign: tuple(names) for sign, names in table.items()}


def signed(sign: Sign) -> tuple[str, ...]:
    """What a left side names, by itself or by the word in its subscript: ``L_{hinge}``."""
    text = str(sign)
    head, _, label = sign.head.partition("_")
    for spelling in (text, text.casefold(), sign.head if sign.marks == "" else ""):
        if spelling in _signs():
            return _signs()[spelling]
    if len(sign.head) > 2 and sign.marks is not None:
        for spelling in (sign.head, sign.head.casefold(), f"{sign.head}()", f"{sign.head.casefold()}()"):
            if spelling in _signs():
                return _signs()[spelling]
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
        for spelled in (name, *definition.names.split(",")):
            table.setdefault(normalised(spelled.strip()), {})[name] = None
    ordered = sorted(filter(None, table), key=len, reverse=True)
    pattern = "|".join(
        rf"(?<![a-z]){re.escape(n)}(?:es|s)?(?![a-z])" if n.isascii() else re.escape(n) for n in ordered
    )
    return re.compile(pattern), {name: tuple(found) for name, found in table.items()}


def by_name(name: str) -> tuple[str, ...]:
    """The definitions of a name, as it is spelled or with its letters alone."""
    table = _names()[1]
    return table.get(normalised(name.replace("_", " "))) or ()


def mentioned(text: str) -> tuple[str, ...]:
    """The definitions that a text names, in order, longest names first at each place."""
    pattern, table = _names()
    found: dict[str, None] = {}
    for match in pattern.finditer(normalised(text)):
        name = match[0]
        for spelling in (name, name.removesuffix("s"), name.removesuffix("es")):
            for definition in table.get(spelling, ()):
                found.setdefault(definition)
    return tuple(found)


def in_sentence(candidate: Candidate) -> tuple[str, ...]:
    """What the introducing sentence names; where it only says that a formula follows, the one before."""
    here = mentioned(candidate.intro)
    if here or not (candidate.defines and is_brief(candidate.intro)):
        return here
    return mentioned(candidate.before)


def is_brief(intro: str) -> bool:
    """Whether a sentence says little more than that a formula follows."""
    han = sum("一" <= letter <= "鿿" for letter in intro)
    return han <= BRIEF_HAN if han else len(intro.split()) <= BRIEF_WORDS


def headed(titles: tuple[str, ...]) -> tuple[str, ...]:
    """What the nearest heading is the name of."""
    if not titles:
        return ()
    title = NUMBERING.sub("", titles[-1]).strip()
    for text in (title, *re.findall(r"[（(]([^（）()]*)[）)]", title)):
        plain = TRIMMINGS.sub("", TRIMMINGS.sub("", text).strip()).strip()
        for spelling in (text, plain):
            if found := by_name(spelling):
                return found
    found = mentioned(title)
    return found if len(found) == 1 and len(title) < 30 else ()
