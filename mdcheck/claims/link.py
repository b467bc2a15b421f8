"""What a note relates: one link of a chain, with all that bears on whether it is claimed and true."""

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from mdcheck.claims.sections import Place
from mdcheck.expr.nodes import Array, Compare, Expr, Number
from mdcheck.expr.scope import Definition, Scope
from mdcheck.model.source import Span
from mdcheck.records import dataclass

Role = Literal["definition", "restatement", "link", "first"]


@dataclass(frozen=True, slots=True)
class Solves:
    """What the value of a name is said to solve.

    Attributes:
        name: The unknown.
        body: An equation, or an expression that is zero; or what is largest or smallest there.
        extremum: Whether it is the latter.
    """

    name: str
    body: Expr
    extremum: bool


@dataclass(frozen=True, slots=True)
class Link:
    """One relation between neighbours of a chain.

    Attributes:
        place: The formula that it stands in.
        span: Its place in the formula's text.
        text: As written.
        relation: ``eq``, ``le``, ..., ``approx``.
        role: ``first`` of its chain, a later ``link``, ``definition`` of a new name, or its ``restatement``.
        readings: Ways to read it, the plainest first; empty if it was not understood.
        guesses: Readings with another sort of a name: they only help where the first has no meaning.
        gap: Why it was not understood.
        scope: What was known of names here.
        origin: The term that its chain begins with, if it was understood and this is a later link.
        doubtful: Whether a bracket was taken for a factor without evidence.
        own: Names that its sentence defines, or its paragraph alone, before it.
        renews: Where it introduces a name anew: what was known before.
        later: Definitions that follow in the section: "where mu is ..".
        conditioned: Whether the statement itself states a condition, or is one.
        lead: The word or arrow within the formula that introduces its statement.
        beside: Whether an equation stands before its statement in the same formula.
        new: Whether no equation before it in the section has its left side.
        given: Relations of the note that restrict the worlds in which it is claimed.
        perhaps: Relations nearby of which it is not sure whether they do.
        numbers: By name: the one number, or matrix of numbers, that its paragraph gives for it.
        restrained: Whether a condition near it was not understood.
        concluded: Whether it is drawn from conditions before it that were all understood.
        unread: The same, numbers for names left aside.
        solves: What the value that it gives a name is said to solve.
    """

    place: Place
    span: Span
    text: str
    relation: str
    role: Role
    readings: tuple[Compare, ...]
    gap: str
    scope: Scope
    conditioned: bool = False
    doubtful: bool = False
    guesses: tuple[Compare, ...] = ()
    origin: Expr | None = None
    later: Mapping[str, Definition] = field(default_factory=dict)
    lead: str = ""
    own: frozenset[str] = frozenset()
    renews: Scope | None = None
    beside: bool = False
    new: bool = True
    given: tuple[Compare, ...] = ()
    perhaps: tuple[Compare, ...] = ()
    numbers: Mapping[str, Number | Array] = field(default_factory=dict)
    restrained: bool = False
    concluded: bool = False
    unread: bool = False
    solves: tuple[Solves, ...] = ()
