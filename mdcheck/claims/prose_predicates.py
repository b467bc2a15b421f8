"""Sentences that say what a concept is: symmetric, bounded, convex, at least another one."""

from collections.abc import Iterator
from dataclasses import replace

from mdcheck.claims.axes import CURVES
from mdcheck.claims.grammar import leading, statements
from mdcheck.claims.lexicon.caution import CONDITIONAL, EQUALITY, asserted_around
from mdcheck.claims.lexicon.caution import clause as clause_around
from mdcheck.claims.lexicon.concepts import CONCEPT, CONCEPT_HERE, concept_of
from mdcheck.claims.lexicon.curves import AXIS
from mdcheck.claims.lexicon.modes import MODE_PHRASE, SWITCHING
from mdcheck.claims.lexicon.words import BOUNDARY, LEAD, LIMIT, SCOPE, TEMPERATURE, THRESHOLD
from mdcheck.claims.passages import Passage, Text
from mdcheck.claims.statements import Statement
from mdcheck.claims.terms import Named, Term
from mdcheck.claims.tokens import Token, tokens
from mdcheck.model.source import Span
from mdcheck.patterns import regex
from mdcheck.records import dataclass

_CLAUSE = regex(
    r"(?:[^，,。；;：:\n()（）!！?？.\[【]|[(（][A-Za-z\u4e00-\u9fff \-]{2,40}[)）]"
    r"|\(\s*(?:-?\d+(?:\.\d+)?|[a-z])\s*\)"
    r"|[\[(（【][^\]()（）】\n]{0,30}[,，][^\]()（）】\n]{0,30}[\])）】]|(?<=\d)\.(?=\d))+"
)
_HEAD = regex(
    r"\s*(?:\\(?:text|mathrm|mathit|operatorname)\s*\{(?P<wrapped>[A-Za-z ]+)\}|\\?(?P<plain>[A-Za-z]{2,}))"
    r"\s*(?:\([^()=]*\))?\s*="
)
"""How a formula begins that defines a name."""
_COMMA = regex(r"\s*[，,]\s*")
_COLON = regex(r"\s*[：:]\s*")


@dataclass(frozen=True, slots=True)
class Predicate:
    """A statement at its place."""

    span: Span
    text: str
    said: Statement


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause without the words that lead to it, which begin at ``opens``."""

    opens: int
    start: int
    end: int
    tokens: list[Token]
    whole: bool

    def names_concept(self) -> bool:
        return any(token.part in ("C", "M") for token in self.tokens)

    def refers_back(self) -> bool:
        """Whether it begins with an axis of what was named before, or with a pronoun for it."""
        return bool(self.tokens) and self.tokens[0].part in "at"


def _named_formulas(passage: Passage) -> Passage:
    """The passage with formulas such as ``$FPR = ..$`` read as the names that they define."""
    shown = passage.maths
    for place, formula in passage.formulas:
        found = _HEAD.match(formula.content.text)
        name = (found["wrapped"] or found["plain"]).strip() if found else ""
        if CONCEPT.fullmatch(name):
            shown = shown[: place.start] + name.center(place.end - place.start) + shown[place.end :]
    return replace(passage, maths=shown)


def predicates(text: Text) -> Iterator[Predicate]:
    """Every predicate whose clause holds a known subject and known properties, nothing else."""
    for passage in text.passages:
        named = any(hint.search(passage.maths) for hint in (CONCEPT_HERE, TEMPERATURE, THRESHOLD))
        if named or _heading_subject(passage):
            yield from _in_passage(_named_formulas(passage))


def _in_passage(passage: Passage) -> Iterator[Predicate]:
    clauses = list(_clauses(passage.maths))
    subject: Term | None = _heading_subject(passage)
    narrowed, at = False, 0
    while at < len(clauses):
        one = clauses[at]
        after = next((c for c in clauses[at + 1 : at + 2] if _belongs(passage.maths, one, c)), None)
        said, last = _read(one, after, subject)
        later = next(iter(clauses[at + (2 if last is after else 1) :]), None)
        limited = (
            later
            and not later.whole
            and _follows(passage.maths, last, later)
            and LIMIT.match(passage.maths, later.start)
        )
        if said and not narrowed and not limited and _unconditional(passage, one.start, last.end):
            span, written = passage.locate(one.start, last.end), passage.written(one.start, last.end)
            yield from (Predicate(span, written, statement) for statement in said)
        at += 2 if last is after else 1
        followed = at < len(clauses) and _follows(passage.maths, last, clauses[at])
        subject = (said[-1].subject if said else leading(one.tokens)) if followed else None
        scope = passage.maths[one.opens : one.end]
        narrowed = followed and (narrowed or (subject is None and not SCOPE.fullmatch(scope)))


def _heading_subject(passage: Passage) -> Term | None:
    """What the heading names, if the passage begins with one of its axes, or with one of its modes."""
    title = passage.titles[-1] if passage.titles else ""
    named = {concept_of(found) for found in CONCEPT.finditer(title)}
    about = named <= CURVES and AXIS.match(passage.maths)
    about = about or (named <= SWITCHING and MODE_PHRASE.match(passage.maths))
    return Named(named.pop()) if len(named) == 1 and about else None


def _read(one: _Clause, after: _Clause | None, subject: Term | None) -> tuple[list[Statement], _Clause]:
    """What a clause states, alone or with the clause behind its comma."""
    if not one.whole:
        return [], one
    carried = None if one.names_concept() and not one.refers_back() else subject
    if said := statements(one.tokens, carried=carried):
        return said, one
    if after and after.whole:
        joined = [*one.tokens, Token(","), *after.tokens]
        named = one.names_concept() or after.names_concept()
        if said := statements(joined, carried=None if named else subject):
            return said, after
    return [], one


def _clauses(text: str) -> Iterator[_Clause]:
    for found in _CLAUSE.finditer(text):
        start = found.start()
        for piece in BOUNDARY.split(found[0]):
            at = text.index(piece, start)
            start = at + len(piece)
            lead = LEAD.match(piece)
            begin = _unblanked(text, at + (lead.end() if lead else 0), start)
            end = at + len(piece.rstrip())
            if begin < end:
                yield _Clause(_unblanked(text, at, start), begin, end, *tokens(text[begin:end]))


def _unblanked(text: str, at: int, end: int) -> int:
    return end - len(text[at:end].lstrip())


def _belongs(text: str, one: _Clause, other: _Clause) -> bool:
    """Whether a clause may end the sentence of the one before: behind a comma, or a colon."""
    return _follows(text, one, other) or bool(_COLON.fullmatch(text, one.end, other.opens))


def _follows(text: str, one: _Clause, other: _Clause) -> bool:
    return bool(_COMMA.fullmatch(text, one.end, other.opens))


def _unconditional(passage: Passage, start: int, end: int) -> bool:
    text = passage.maths
    outside = clause_around(text, start, end).replace(text[start:end], "")
    outside = MODE_PHRASE.sub("", EQUALITY.sub("", outside))
    return not CONDITIONAL.search(outside) and asserted_around(text, start, end, passage.titles)
