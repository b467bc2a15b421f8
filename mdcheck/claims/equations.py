"""Equations of a note: every link of every chain, read under the scope at its place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mdcheck.claims.abbreviations import means, spelt_out
from mdcheck.claims.assumptions import supposed
from mdcheck.claims.derivative_tables import (
    FUNCTION_COLUMN,
    Tabled,
    is_derivative_column,
    table_row,
    tabled,
)
from mdcheck.claims.directives import told
from mdcheck.claims.distributions import declared as followed
from mdcheck.claims.distributions import in_passing
from mdcheck.claims.evidence import scope_of
from mdcheck.claims.explanations import explanations
from mdcheck.claims.heads import headed
from mdcheck.claims.hypotheses import annotated
from mdcheck.claims.instances import with_values
from mdcheck.claims.link import Link, Role
from mdcheck.claims.list_statistics import statistics
from mdcheck.claims.marked_derivatives import with_marks
from mdcheck.claims.naming import defined_name, extended, is_chance, is_componentwise, refers_to, with_novelty
from mdcheck.claims.numbered import as_names, numbered_in
from mdcheck.claims.qualities import described, is_independent
from mdcheck.claims.renewals import Extent, definitions_in, otherwise, own_names
from mdcheck.claims.restrictions import is_usable
from mdcheck.claims.sections import Place, Section, sections
from mdcheck.claims.solutions import with_conditions
from mdcheck.claims.stipulations import is_particular
from mdcheck.claims.told_moments import with_moments
from mdcheck.claims.told_shapes import declared
from mdcheck.claims.worded import worded
from mdcheck.expr.antiderivatives import differentiated
from mdcheck.expr.free_indices import with_free_indices
from mdcheck.expr.gap import Gap
from mdcheck.expr.nodes import (
    Apply,
    Call,
    Compare,
    Expr,
    Symbol,
    free_names,
)
from mdcheck.expr.reader import Choices, Reader
from mdcheck.expr.scope import Definition, Scope
from mdcheck.expr.stream import is_atom
from mdcheck.latex import statements
from mdcheck.latex.formulas import ParsedFormula
from mdcheck.latex.statements import Statement
from mdcheck.latex.tree import Atom, Row, Text
from mdcheck.model.document import Document
from mdcheck.model.source import Span
from mdcheck.records import dataclass

RELATIONS = {
    "=": "eq", "eq": "eq", ":=": "eq", "coloneqq": "eq", "triangleq": "eq",
    "ne": "ne", "neq": "ne", "!=": "ne", "le": "le", "ge": "ge", "<": "lt", "lt": "lt", ">": "gt", "gt": "gt",
    "approx": "approx", "simeq": "approx", "doteq": "approx", "perp": "perp",
}  # fmt: skip
MOST_READINGS = 8


def links(document: Document, parsed: dict[Span, ParsedFormula]) -> Iterator[Link]:
    """All links of a note in order; ``parsed`` holds its formulas by span."""
    found = list(sections(document, parsed))
    spoken_of = supposed(found)
    for section in found:
        yield from links_of(section, spoken_of)


def links_of(section: Section, spoken_of: Mapping[str, frozenset[str]]) -> Iterator[Link]:
    """The links of a section in order, each with the definitions that follow it."""
    found = list(in_order(section))
    later: dict[str, Definition] = {}
    particular: dict[str, frozenset[Expr]] = {}
    for link in found:
        for name, values in extended(Scope(), link).particular.items():
            particular[name] = particular.get(name, frozenset()) | values
    found = with_novelty(found)
    explained, told, own = explanations(found, defined_in(found)), definitions_in(found), own_names(found)
    for place in range(len(found) - 1, -1, -1):
        link = found[place]
        near = explained.get(place, {})
        mine = {n: d for n, d in link.scope.definitions.items() if n in own[place] or n not in near}
        known = {**near, **mine}
        usual = means(link.readings[0], {*known, *later}) if link.readings else {}
        scope = replace(
            link.scope,
            particular=particular,
            supposed=spoken_of,
            definitions={**usual, **known},
        )
        link = replace(link, scope=scope, later=dict(later), own=own[place] | near.keys())
        scope = replace(scope, otherwise=otherwise(told, place, link))
        found[place] = replace(link, scope=scope)
        if link.role == "definition" and link.place.row is None:
            later.update(extended(Scope(), link).definitions)
    yield from with_conditions(section, annotated(section, with_values(found)))
    yield from statistics(section, found)


def defined_in(found: Sequence[Link]) -> dict[int, tuple[str, Definition]]:
    """By the place of a link: the name that it defines, and as what."""
    return {
        place: one
        for place, link in enumerate(found)
        if link.role == "definition" and link.place.row is None
        for one in extended(Scope(), link).definitions.items()
    }


def in_order(section: Section) -> Iterator[Link]:
    """The links as they are met, definitions coming into force as they are read."""
    start = replace(told(scope_of(section), section.directives), numbered=numbered_in(section))
    scope = start
    row: tuple[int, int] | None = None
    function: Tabled | None = None
    extent = Extent()
    sizes = declared(section)
    for before, place, matrices in zip((None, *section.places), section.places, sizes, strict=False):
        if place.row != row:
            scope, row = replace(scope, definitions=start.definitions if place.row else {}), place.row
        scope = extent.entered(scope, place)
        scope = replace(described(scope, place), independent=is_independent(place), matrices=matrices)
        scope = with_moments(following(scope, place, before), place)
        beside = False
        yield from worded(place, section.places, scope)
        for statement in headed(place):
            if function and function.row == place.row and is_derivative_column(place.column):
                yield from table_row(function, statement, place, scope)
            elif place.row is not None and FUNCTION_COLUMN.search(place.column):
                function = tabled(function, statement, place)
            for link in renewing(statement, place, scope, extent):
                yield replace(link, beside=beside)
                scope = extended(link.scope if link.role == "definition" else scope, link)
            beside = beside or any(mark.name == "=" for mark in statement.relations)


def renewing(statement: Statement, place: Place, scope: Scope, extent: Extent) -> list[Link]:
    """The links of one statement, which may introduce a name anew."""
    found = list(chain(statement, place, scope))
    if found and (name := extent.renewed(found[0])) is not None:
        first, *others = chain(statement, place, extent.forgotten(scope, found[0], name))
        found = [replace(first, renews=scope), *others]
    for link in found:
        extent.defined(link)
    return found


def following(scope: Scope, place: Place, before: Place | None) -> Scope:
    """The scope with what variables follow, as words say; those of an example hold in its paragraph."""
    gone = in_passing(before) if before and before.paragraph is not place.paragraph else frozenset()
    found = followed(place)
    if not found and not gone & scope.follows.keys():
        return scope
    kept = {name: choices for name, choices in scope.follows.items() if name not in gone}
    return replace(scope, follows={**kept, **found})


def chain(statement: Statement, place: Place, scope: Scope) -> Iterator[Link]:
    """The links of one statement."""
    given = conditions_of(statement, scope)
    conditioned = given is None or isinstance(statement.lead, Atom)
    met: frozenset[str] = frozenset()
    origin: Expr | None = None
    pairs = zip(statement.terms, statement.relations, statement.terms[1:], strict=False)
    for position, (left, mark, right) in enumerate(pairs):
        relation = RELATIONS.get(mark.name)
        if relation is None:
            continue
        span = Span(left.span.start, right.span.end)
        text = place.parsed.text[span.start : span.end]
        found = read(left, relation, right, scope)
        if relation == "perp" and not is_pair(found.readings):
            continue
        met |= free_names(found.readings[0]) if found.readings else frozenset()
        known = functions(scope, text)
        readings = tuple(
            differentiated(with_marks(as_names(spelt_out(reading, met, known), scope.numbered), scope))
            for reading in found.readings
        )
        if position == 0 and readings:
            origin = readings[0].left
        yield Link(
            place=place,
            span=span,
            text=text,
            relation=relation,
            role=role_of(readings, position, relation, scope, origin),
            readings=readings,
            guesses=found.guesses,
            gap=found.gap,
            scope=scope,
            conditioned=conditioned or is_justified(place.parsed.text, mark.span),
            doubtful=found.doubtful,
            origin=origin if position else None,
            lead=statement.lead.text.strip() if statement.lead is not None else "",
            given=given or (),
        )


def is_pair(readings: tuple[Compare, ...]) -> bool:
    """Whether two vectors are said to be orthogonal, and not two random variables to be independent."""
    names = {side.name for one in readings[:1] for side in (one.left, one.right) if isinstance(side, Symbol)}
    return len(names) == 2 and not any(name[0].isupper() for name in names)


def conditions_of(statement: Statement, scope: Scope) -> tuple[Compare, ...] | None:
    """The conditions that a statement itself states, if each is one that worlds can follow."""
    found: list[Compare] = []
    for row in statement.conditions:
        inner = [item for item in row.items if not (isinstance(item, Text) or is_atom(item, None, "forall"))]
        for part in statements(Row(row.span, tuple(inner))):
            for left, mark, right in zip(part.terms, part.relations, part.terms[1:], strict=False):
                relation = RELATIONS.get(mark.name)
                readings = read(left, relation, right, scope).readings if relation else ()
                if not readings or not is_usable(readings[0]):
                    return None
                found.append(readings[0])
            if not part.relations:
                return None
    return tuple(found)


def functions(scope: Scope, text: str) -> dict[str, Definition]:
    r"""Defined functions that may stand without arguments: those of one, and behind ``\partial`` all."""
    partial = "\\partial" in text or "\\nabla" in text
    return {
        name: definition
        for name, definition in scope.definitions.items()
        if definition.called and (partial or len(definition.parameters) == 1)
    }


def is_justified(text: str, span: Span) -> bool:
    """Whether something is written over a relation: what makes it hold, such as an earlier equation."""
    return any(
        command in text[span.start : span.end]
        for command in ("overset", "stackrel", "underset", "xlongequal")
    )


@dataclass(frozen=True, slots=True)
class Understood:
    """What reading a link came to; see the attributes of the same names in Link."""

    readings: tuple[Compare, ...] = ()
    guesses: tuple[Compare, ...] = ()
    gap: str = ""
    doubtful: bool = True


def read(left: Row, relation: str, right: Row, scope: Scope) -> Understood:
    """All readings of a link, or why there is none."""
    try:
        choices = Choices()
        first = one(left, relation, right, scope, choices)
    except Gap as gap:
        return Understood(gap=gap.reason)
    found: list[Compare] = [first]
    guesses: list[Compare] = []
    for point, options in enumerate(choices.options[:MOST_READINGS]):
        for option in range(1, options):
            try:
                other = one(left, relation, right, scope, Choices((0,) * point + (option,)))
            except Gap:
                continue
            if other not in (*found, *guesses):
                (guesses if point in choices.sorts else found).append(other)
    return Understood(tuple(found), tuple(guesses), "", choices.doubtful)


def one(left: Row, relation: str, right: Row, scope: Scope, choices: Choices) -> Compare:
    """One reading of a link."""
    reader = Reader(scope, choices)
    sides = (reader.row(left), reader.row(right))
    names = [free_names(side) for side in sides]
    return Compare(relation, *(with_free_indices(s, n) for s, n in zip(sides, names[::-1], strict=True)))


def role_of(
    readings: tuple[Compare, ...], position: int, relation: str, scope: Scope, origin: Expr | None
) -> Role:
    """What part a link plays in its chain; a name for a probability is defined by what follows it."""
    name = defined_name(readings[0].left) if readings and relation == "eq" else None
    if position > 0:
        of_chance = position == 1 and origin is not None and is_chance(origin)
        if name is None or name in scope.definitions or not of_chance:
            return "link"
        return "definition" if isinstance(readings[0].left, Symbol | Call) else "link"
    if name is None or (isinstance(readings[0].left, Apply) and is_particular(readings[0].right)):
        return "first"
    if name in scope.definitions:
        return "restatement"
    if refers_to(readings[0].right, name) and not is_componentwise(readings[0].right, name):
        return "first"
    return "definition"
