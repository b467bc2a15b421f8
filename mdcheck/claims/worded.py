"""Claims of two formulas and the words between them: "the derivative of ``x^n`` is ``n x^{n-1}``"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mdcheck.claims.derivative_tables import plain_names, usual_variable
from mdcheck.claims.lexicon.operations import ANTIDERIVATIVES, DERIVATIVES, function_named
from mdcheck.claims.link import Link
from mdcheck.claims.sections import Place
from mdcheck.claims.surroundings import MASK, Paragraph
from mdcheck.expr.gap import Gap
from mdcheck.expr.nodes import (
    Apply,
    Call,
    Compare,
    Derivative,
    Expr,
    Index,
    Symbol,
    transform,
    walk,
)
from mdcheck.expr.reader import Choices, Reader
from mdcheck.expr.scope import Scope
from mdcheck.latex import parse, statements
from mdcheck.latex.tree import Atom, Command, Row, Scripts
from mdcheck.records import dataclass

ARGUMENTS = ("x", "z", "t", "u")
"""Names that a function's argument usually has; another name may stand for its value."""
MOST_NAMES = 4
ALGEBRA = frozenset({"add", "mul", "div", "neg", "pow", "sqrt"})
E = Symbol("const e")


@dataclass(frozen=True, slots=True)
class Said:
    """What the words before a formula say of it: of which rows it is a derivative, by which."""

    body: Row | None
    named: str
    variable: Row | None
    order: int
    gradient: bool
    backwards: bool = False


def worded(place: Place, earlier: Sequence[Place], scope: Scope) -> Iterator[Link]:
    """The claim that the words before a formula make of it and of those before it in its paragraph."""
    said = _said(place, earlier)
    [first, *_] = statements(place.parsed.tree) or [None]
    if said is None or first is None or not first.terms[0].items:
        return
    reader, right = Reader(scope, Choices()), first.terms[0]
    try:
        readings = tuple(_readings(said, reader, reader.row(right), scope))
    except Gap:
        return
    if readings:
        text = place.parsed.text[right.span.start : right.span.end]
        doubtful = reader.choices.doubtful
        yield Link(place, right.span, text, "eq", "first", readings, "", scope, doubtful=doubtful)


def _said(place: Place, earlier: Sequence[Place]) -> Said | None:
    """By the first turn of phrase before the formula that has all its parts."""
    words, paragraph, offset = _words(place)
    for pattern in (*DERIVATIVES, *ANTIDERIVATIVES):
        found = pattern.search(words)
        said = _understood(found, paragraph, offset, earlier) if found else None
        if said:
            return replace(said, backwards=pattern in ANTIDERIVATIVES)
    return None


def _understood(
    found: re.Match[str], paragraph: Paragraph, offset: int, earlier: Sequence[Place]
) -> Said | None:
    groups = {name: text or "" for name, text in found.groupdict().items()}
    of, by = (_row_at(found, name, paragraph, offset, earlier) for name in ("of", "by"))
    if of and not by and _is_letter(of) and "求" in found[0]:
        of, by = None, of
    named = groups.get("named", "")
    of = of or (None if named else _last_defined(paragraph, offset + found.start(), earlier))
    lost = (groups.get("by") and not by) or not (of or named)
    if lost or (by and not _is_letter(by)):
        return None
    gradient = groups.get("kind", "").lower() in ("梯度", "gradient")
    return Said(of, named, by, 2 if groups.get("order") else 1, gradient)


def _words(place: Place) -> tuple[str, Paragraph, int]:
    """What the sentence says before a formula, in which paragraph, from where on."""
    paragraph = place.paragraph
    if paragraph.marks:
        mark = paragraph.marks[place.number]
        start = paragraph.sentence(mark).start
        if paragraph.text[start:mark].strip():
            return paragraph.text[start:mark], paragraph, start
    return place.lead.unfinished, place.lead, place.lead.last


def _row_at(
    found: re.Match[str], group: str, paragraph: Paragraph, offset: int, earlier: Sequence[Place]
) -> Row | None:
    """The formula that a group stands for: a single term, or what a chain defines."""
    if not found.groupdict().get(group):
        return None
    at = offset + found.start(group)
    return next((_term(one) for one in earlier if _stands_at(one, paragraph, at)), None)


def _stands_at(place: Place, paragraph: Paragraph, at: int) -> bool:
    return place.paragraph is paragraph and paragraph.marks[place.number] == at and paragraph.text[at] == MASK


def _last_defined(paragraph: Paragraph, before: int, earlier: Sequence[Place]) -> Row | None:
    """What "its" refers to: the last equation before in the paragraph, or the formula right before."""
    near = [p for p in earlier if p.paragraph is paragraph and paragraph.marks[p.number] < before]
    equations = [p for p in near if "=" in p.parsed.text]
    return _term((equations or near)[-1]) if near else None


def _is_letter(row: Row) -> bool:
    match row.items:
        case (Atom() | Command(),):
            return True
        case (Scripts(sup=sup, primes=primes),):
            return sup is None and not primes
    return False


def _term(place: Place) -> Row | None:
    found = statements(place.parsed.tree)
    return found[0].terms[-1] if len(found) == 1 and not found[0].conditions else None


def _readings(said: Said, reader: Reader, right: Expr, scope: Scope) -> Iterator[Compare]:
    """The claim; of a function that only has a name, the formula may be in terms of its value, too."""
    body = reader.row(said.body or parse(function_named(said.named)))
    known = _names_in(body, scope)
    body = _with_arguments(body, scope)
    if _is_name(right, known) or isinstance(right, Derivative) or isinstance(body, Derivative):
        return
    if not said.named:
        for variable in _variables(said, reader, _names_in(right, scope) if said.backwards else known):
            yield _derivative(said, body, variable, right)
        return
    for name in sorted(_names(right, scope))[:1]:
        argument = _with(body, "x", Symbol(name))
        if right == argument:  # the function is introduced once more before its derivative follows
            return
        if name in ARGUMENTS or _is_applied(right):
            yield _derivative(said, argument, Symbol(name), right)
        if not _is_applied(right):
            yield _derivative(said, argument, Symbol(name), _with(right, name, argument))


def _derivative(said: Said, body: Expr, variable: Expr, right: Expr) -> Compare:
    body, right = (right, body) if said.backwards else (body, right)
    return Compare("eq", Derivative(body, variable, said.order), right)


def _is_name(right: Expr, known: frozenset[str]) -> bool:
    """Whether a formula only names the derivative: a name, or a function of which nothing else is said."""
    match right:
        case Symbol(name):
            return name not in known
        case Call(primes=primes):
            return primes > 0
    return False


def _with(node: Expr, name: str, value: Expr) -> Expr:
    return transform(node, lambda n: value if n == Symbol(name) else n)


def _names(node: Expr, scope: Scope) -> frozenset[str]:
    functions = {name for name, sort in scope.sorts.items() if sort == "function"}
    return plain_names(node) - functions


def _names_in(body: Expr, scope: Scope) -> frozenset[str]:
    """What a body depends on: a name by itself on what its definition does, or nobody knows on what."""
    match body:
        case Symbol(name) if name in scope.definitions:
            definition = scope.definitions[name]
            return frozenset(definition.parameters) or _names(definition.body, scope)
        case Symbol(name) if name != "x":
            return frozenset()
    return _names(body, scope)


def _with_arguments(body: Expr, scope: Scope) -> Expr:
    """A function by its name alone with the arguments of its definition."""
    match body:
        case Symbol(name) if name in scope.definitions and scope.definitions[name].called:
            return Call(body, tuple(map(Symbol, scope.definitions[name].parameters)))
    return body


def _variables(said: Said, reader: Reader, known: frozenset[str]) -> list[Expr]:
    """By what the body is derived: as said, else by x or its only name; of a gradient by any of its names."""
    if said.variable is not None:
        variable = reader.row(said.variable)
        return [variable] if isinstance(variable, Symbol | Index) else []
    if said.gradient:
        return list(map(Symbol, sorted(known)[:MOST_NAMES]))
    usual = usual_variable(known)
    return [usual] if usual else []


def _is_applied(node: Expr) -> bool:
    """Whether a formula applies functions or powers of e, so that its name is an argument and no value."""
    return any(
        isinstance(n, Call) or (isinstance(n, Apply) and (n.head not in ALGEBRA or n.args[0] == E))
        for n in walk(node)
    )
