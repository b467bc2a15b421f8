"""Right sides of equations: their readings, whether they tell anything, and the step that they belong to."""

import re
from collections.abc import Iterator
from dataclasses import replace

from mdcheck.claims.definitions import ASSIGNS, Candidate
from mdcheck.expr.gap import Gap
from mdcheck.expr.nodes import Apply, Call, Expr, Index, Info, Number, Prob, Symbol, walk
from mdcheck.expr.reader import Choices, Reader
from mdcheck.expr.scope import Scope
from mdcheck.latex.tree import Row
from mdcheck.patterns import regex
from mdcheck.verify.definitions.lower import Lowered
from mdcheck.verify.definitions.times import of_left

MOST_READINGS = 4
BACKWARDS = regex(r"双向|反向|后向|backwards?\b|bidirectional|Bi-?(?:LSTM|GRU|RNN)", re.IGNORECASE)
"""Where the step before may be the one after."""


def read(side: Row, scope: Scope) -> Iterator[Expr]:
    """The readings of a right side, the plainest first.

    Raises:
        Gap: if there is none.
    """
    choices = Choices()
    first = Reader(scope, choices).row(side)
    yield first
    seen = {first}
    for point, options in enumerate(choices.options[:MOST_READINGS]):
        for option in range(1, options):
            try:
                other = Reader(scope, Choices((0,) * point + (option,))).row(side)
            except Gap:
                continue
            if other not in seen:
                seen.add(other)
                yield other


def dated(low: Lowered, candidate: Candidate) -> Lowered:
    """A formula with the step of its left side, where that one is no assignment and time runs forwards."""
    assigned = any(mark.name in ASSIGNS for mark in candidate.statement.relations)
    if assigned or BACKWARDS.search(f"{candidate.intro} {' '.join(candidate.titles)}"):
        return low
    left = of_left(candidate.sign.head, candidate.sign.args)
    return replace(low, steps=replace(low.steps, left=left))


def says_nothing(reading: Expr) -> bool:
    """Whether a right side is a name, a number, or a function of names, or lacks an operand."""
    names = (part.name for part in walk(reading) if isinstance(part, Symbol))
    if any(not any(map(str.isalnum, name)) for name in names):
        return True
    match reading:
        case Symbol() | Index() | Prob() | Info() | Number():
            return True
        case Apply(_, args) | Call(_, args) if is_applied(reading):
            return not any(isinstance(part, Apply) for arg in args for part in walk(arg))
    return False


def is_applied(reading: Expr) -> bool:
    """Whether a right side is a function that has its meaning by its name alone."""
    match reading:
        case Call() | Apply("softmax" | "sigmoid" | "tanh" | "relu" | "transpose", _):
            return True
    return False
