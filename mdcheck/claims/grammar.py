"""From the tokens of a clause to what it states, by rewriting: terms first, then the forms of statements.

A clause is a string with one letter a token; ``T`` is a term that was put together from others.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from mdcheck.claims.axes import axes
from mdcheck.claims.changes import mattering, trends
from mdcheck.claims.lexicon.modes import MODES
from mdcheck.claims.statements import (
    Item,
    Items,
    Statement,
    codes_of,
    part,
    subject_of,
    subjects_of,
    value_of,
)
from mdcheck.claims.terms import PARAMETRIC, Applied, Named, Number, Term
from mdcheck.claims.tokens import Token
from mdcheck.patterns import regex

_MEANS = ("arithmetic mean", "geometric mean", "harmonic mean")
_FLIPPED = {"<": "≥", ">": "≤", "≤": ">", "≥": "<"}


def leading(tokens: Sequence[Token]) -> Term | None:
    """The concept that a clause begins with, whatever it says of it."""
    return Named(tokens[0].value) if tokens and tokens[0].part == "C" else None


def _applied(function: Item, *arguments: Item) -> Term:
    return Applied(value_of(function), tuple(map(_term, arguments)))


def _term(item: Item) -> Term:
    match item:
        case Token(part="N", value=text):
            return Number(text)
        case Token(value=value):
            return Named(value)
    return item


_REWRITES: tuple[tuple[re.Pattern[str], Callable[[Items], Term]], ...] = (
    (regex("C"), lambda f: _term(f[0])),
    (regex("TOT"), lambda f: Applied("of", (_term(f[0]), _term(f[2])))),
    (regex("FO?T"), lambda f: _applied(f[0], f[-1])),
    (regex("TD?F(?!O)"), lambda f: _applied(f[-1], f[0])),
    (regex("MO?T&T"), lambda f: _applied(f[0], f[-3], f[-1])),
    (regex("T&TD?M"), lambda f: _applied(f[-1], f[0], f[2])),
    (regex("NT"), lambda f: Applied("*", (_term(f[0]), _term(f[1])))),
    (regex("[TN][*/]T|T[*/]N"), lambda f: _applied(f[1], f[0], f[2])),
    (regex("[TN][-+]T|T[-+]N"), lambda f: _applied(f[1], f[0], f[2])),
)
"""Made into one term wherever it stands, the first rule that fits first."""


def _rewritten(items: Items) -> list[Item]:
    done = False
    while not done:
        done = True
        for pattern, build in _REWRITES:
            if found := pattern.search(codes_of(items)):
                start, end = found.span()
                items = [*items[:start], build(items[start:end]), *items[end:]]
                done = False
                break
    return [
        Named(value_of(item)) if part(item) == "M" and value_of(item) in _MEANS else item for item in items
    ]


def statements(tokens: Sequence[Token], *, carried: Term | None = None) -> list[Statement]:
    """What the tokens state; nothing unless all of them are part of it.

    A ``carried`` subject stands for a pronoun, or for a subject left out.
    """
    if parts := _by_mode(tokens):
        return _each_mode(parts, carried)
    where, only, settings, rest = _circumstances(tokens)
    while rest and rest[0].part in "&DO":
        rest = rest[1:]
    if implied := _implied(rest):
        return trends(implied)
    if "temperature" in settings and codes_of(rest) == "=C":
        rest = [Token("C", "softmax"), *rest]
    found = _said([carried if token.part == "t" and carried else token for token in rest])
    if not found and carried is not None and not (rest and rest[0].part in "Ct"):
        found = _said([carried, *rest])
    return [_placed(one, where, only, settings) for one in found]


def _by_mode(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """The parts of ``active in training and off at inference``, if each part has its mode."""
    ends = [at for at, token in enumerate(tokens) if token.part == "&"]
    if len(ends) != 1:
        return []
    parts = [tokens[: ends[0]], tokens[ends[0] + 1 :]]
    single = all(sum(token.value in MODES and token.part == "Y" for token in one) == 1 for one in parts)
    return parts if single else []


def _each_mode(parts: list[Sequence[Token]], carried: Term | None) -> list[Statement]:
    first = statements(parts[0], carried=carried)
    second = statements(parts[1], carried=first[-1].subject if first else None)
    return [*first, *second] if first and second else []


def _implied(tokens: Sequence[Token]) -> list[Item]:
    """``a higher temperature gives a flatter distribution``: of a softmax, if nothing else is named."""
    plain = [token for token in tokens if token.part not in "=,"]
    return [Named("softmax"), *plain] if _TEMPERED.fullmatch(codes_of(plain)) else []


def _said(items: Items) -> list[Statement]:
    """The statements of a clause; of each subject, if several are joined."""
    if _AMBIGUOUS.search(codes_of(items)):
        return []
    rewritten = _rewritten(items)
    joined = _JOINED.search(codes_of(rewritten))
    if (found := _forms(rewritten)) or not joined:
        return found
    before, after = rewritten[: joined.start()], rewritten[joined.end() :]
    subjects = subjects_of(rewritten[joined.start() : joined.end()])
    return [one for subject in subjects for one in _forms([*before, subject, *after])]


def _circumstances(tokens: Sequence[Token]) -> tuple[tuple[str, ...], bool, dict[str, str], list[Token]]:
    """Where a statement holds, and its parameters; what is left is the statement itself."""
    where: list[str] = []
    settings: dict[str, str] = {}
    rest: list[Token] = []
    for at, token in enumerate(tokens):
        last = rest[-1].part if rest else ""
        if token.part == "Y" and last == "=" and token.value in ("uniform", "one-hot"):
            rest.append(Token("C", token.value))
        elif token.part == "Y":
            rest = rest[:-1] if last in ("w", "W", "O") else rest
            where.append(token.value)
        elif token.part == "S":
            rest = rest[:-1] if last in ("w", "W", "O") else rest
            name, _, value = token.value.partition("=")
            settings[name] = value
        elif not (token.part in ("w", "f") and _leads(tokens, at)) and not (
            token.part == "s" and _ends(tokens, at)
        ):
            rest.append(token)
    only = any(token.part == "f" for token in tokens)
    if MODES & set(where):
        only = any(token.part == "y" for token in tokens)
        rest = [token for token in rest if token.part != "y"]
    while rest and rest[0].part in (",", "D", "I") and (where or settings):
        rest = rest[1:]
    return tuple(where), only, settings, rest


def _leads(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word like ``when`` stands before a circumstance."""
    return at + 1 < len(tokens) and tokens[at + 1].part in ("Y", "S", "f")


def _ends(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word like 时 stands behind a circumstance."""
    return at > 0 and tokens[at - 1].part in ("Y", "S")


def _placed(one: Statement, where: tuple[str, ...], only: bool, settings: dict[str, str]) -> Statement:
    given = tuple(settings.items())
    subject = _with_settings(one.subject, given)
    other = _with_settings(one.other, given) if one.other and subject == one.subject else one.other
    return replace(one, subject=subject or one.subject, other=other, where=where, only=only)


def _with_settings(term: Term | None, given: tuple[tuple[str, str], ...]) -> Term | None:
    match term:
        case Named(concept=concept) if given and concept in PARAMETRIC:
            return Named(concept, given)
        case Applied(function=function, arguments=arguments):
            inside = tuple(_with_settings(argument, given) or argument for argument in arguments)
            return Applied(function, inside)
    return term


_AMBIGUOUS = regex(r"[*/].*[-+]|[-+].*[*/]")
"""Products and sums in one clause: words have no brackets."""

_TEMPERED = regex("[UL]p[KA]*g|p[KA]*[UL]g")
_JOINED = regex("T(?:&T)+")
_AUX = "[IAKHD]*"
_COMPARED = regex(rf"T{_AUX}(!?){_AUX}([<>≤≥=]),?([TN]),?")
_ALIKE = regex(rf"T&(T){_AUX}(!?){_AUX}=")
_IS = regex(r"T[AK]*I(!?)A*([TN])|HT([TN])|H?TO([TN])|THTO([TN])")
_SUMMED = regex("T&TD?[IAKH]*(!?)A*m")
_USED = regex("(!?)PT")
_STANDS_FOR = regex("T[I=]?O?N[=hI]T")
_BOUND_OF = regex("TI?(?:TDB|BO?T)")
_BOUND = regex(f"T[DH]*B{_AUX}=?N|BOT{_AUX}=?N")
_EXTREME = regex("(?:T[DH]*(E)|(E)OT|T?H(E)O)[IAKHQ=]*(N)")
_LIMITED = regex("(?:TD?E|EOT)[IAK]*(!?)[AK]*([<>≤≥])(N)")
_PLACE = regex("T[AIHDKQ]*(E)|[HD]?(E)O?T|T[AI]*(E)[OW]?")
_RANGE = regex(f"(?:TD?R|ROT|TH*R){_AUX}[=WO]?(V)|TR?W?(V)")
_WITHIN = regex("T[AIHKD]*W?(V)")
_REACH = regex("TE?K?Q(N)")
_SAID = regex(rf"&?({_AUX})(!?)([IAKHOWw]*)([Pm])A*")


def _forms(items: list[Item]) -> list[Statement]:
    codes = codes_of(items).strip(",")
    for reads in (axes, _compared, _valued, _ranged, mattering, _summed, _used, _properties):
        if found := reads(codes, items):
            return found
    return trends(items)


def _compared(codes: str, items: list[Item]) -> list[Statement]:
    if found := _COMPARED.fullmatch(codes):
        sign = codes[found.start(2)]
        other = _term(items[found.start(3)])
        always = "A" in codes or "!" in codes
        if sign == "=" and value_of(items[found.start(2)]) == "approaches":
            return [Statement(subject_of(items), "approaches", bool(found[1]), other=other)]
        sign = "≡" if sign == "=" and always and not found[1] else sign
        able = "K" in codes and not always
        return _comparison(subject_of(items), sign, other, denied=bool(found[1]), always=always, able=able)
    if found := _ALIKE.fullmatch(codes):
        return [Statement(subject_of(items), "=", bool(found[2]), other=subjects_of(items)[1])]
    if found := _IS.fullmatch(codes):
        other = _term(items[-1])
        if "A" in codes and not found[1]:
            return [Statement(subject_of(items), "≡", other=other)]
        return [Statement(subject_of(items), "is", bool(found[1]), other=other)]
    if _STANDS_FOR.fullmatch(codes):
        return _standing(items)
    if _BOUND_OF.fullmatch(codes):
        upper = value_of(items[codes.index("B")])
        left, right = subjects_of(items)
        return [Statement(left, "≥" if upper == "≤" else "≤", other=right)]
    return []


def _standing(items: list[Item]) -> list[Statement]:
    """``an AUC of 0.5 corresponds to random guessing`` says what random guessing has."""
    measure, kind = subjects_of(items)
    if measure != Named("auc") or kind not in (Named("auc by chance"), Named("auc at best")):
        return []
    return [Statement(kind, "is", other=_term(next(item for item in items if part(item) == "N")))]


def _comparison(
    left: Term, sign: str, right: Term, *, denied: bool, always: bool, able: bool = False
) -> list[Statement]:
    if denied and sign != "=":
        return [Statement(left, _FLIPPED[sign], other=right)] if sign in "<>" else []
    if able:
        return [Statement(left, _FLIPPED[sign], negated=True, other=right)] if sign in "<>" else []
    if sign in "<>" and not always:
        return []
    return [Statement(left, sign, denied, other=right)]


def _valued(codes: str, items: list[Item]) -> list[Statement]:
    if _BOUND.fullmatch(codes):
        return [
            Statement(
                subject_of(items), value_of(items[codes.index("B")]), other=_term(items[codes.index("N")])
            )
        ]
    if found := _EXTREME.fullmatch(codes):
        subject = subjects_of(items)
        extreme = value_of(items[codes.index("E")])
        bounds = (value_of(items[codes.index("N")]),)
        return [Statement(subject[0], extreme, bounds=bounds)] if subject else []
    if found := _LIMITED.fullmatch(codes):
        sign = codes[found.start(2)]
        other = _term(items[found.start(3)])
        return _comparison(subject_of(items), sign, other, denied=bool(found[1]), always=True)
    if found := _REACH.fullmatch(codes):
        return [Statement(subject_of(items), "reaches", bounds=(value_of(items[found.start(1)]),))]
    if _PLACE.fullmatch(codes):
        return [Statement(subject_of(items), f"{value_of(items[codes.index('E')])} at")]
    return []


def _ranged(codes: str, items: list[Item]) -> list[Statement]:
    for pattern, name in ((_RANGE, "range"), (_WITHIN, "within")):
        if pattern.fullmatch(codes):
            held = items[codes.index("V")]
            numbers = held.numbers if isinstance(held, Token) else ()
            name = "range" if "R" in codes else "within"
            return [Statement(subject_of(items), name, bounds=numbers)]
    return []


def _summed(codes: str, items: list[Item]) -> list[Statement]:
    """``recall and the miss rate sum to 1``: of numbers, their sum."""
    found = _SUMMED.fullmatch(codes)
    if not found:
        return []
    both = Applied("+", tuple(subjects_of(items)))
    return [Statement(both, "sums-to", bool(found[1]), bounds=(value_of(items[codes.index("m")]),))]


def _used(codes: str, items: list[Item]) -> list[Statement]:
    """``训练时不使用 Dropout``: what is said stands before its subject."""
    found = _USED.fullmatch(codes)
    said = value_of(items[codes.index("P")]) if found else ""
    return [Statement(subject_of(items), said, bool(found and found[1]))] if said == "active" else []


def _properties(codes: str, items: list[Item]) -> list[Statement]:
    if not codes.startswith("T"):
        return []
    found: list[Statement] = []
    at, subject = 1, subject_of(items)
    while at < len(codes):
        said = _SAID.match(codes, at)
        if not said:
            return []
        item, denied, able = items[said.start(4)], bool(said[2]), "K" in said[1] + said[3]
        if said[4] == "m":
            found += [] if able else [Statement(subject, "sums-to", denied, bounds=(value_of(item),))]
        else:
            found += _property(subject, value_of(item), denied=denied, able=able)
        at = said.end()
    return found


def _property(subject: Term, name: str, *, denied: bool, able: bool) -> list[Statement]:
    if name == "negative":
        if not denied and not able:
            return []
        return [Statement(subject, "nonnegative" if denied else "negative-somewhere")]
    if name == "positive":
        return [] if able or denied else [Statement(subject, ">", other=Number("0"))]
    return [Statement(subject, name, denied)]
