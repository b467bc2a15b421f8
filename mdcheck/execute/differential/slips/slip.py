"""One way, other than the canonical one, of computing what a concept computes."""

from collections.abc import Callable, Mapping
from dataclasses import field

from torch import Generator, Tensor

from mdcheck.execute.differential.record import Sizes, Way, bug, convention
from mdcheck.records import dataclass

Compute = Callable[..., Tensor]


@dataclass(frozen=True, slots=True)
class Slip:
    """A way with its computation.

    Attributes:
        way: What it is called, what it means, and when a note excuses or demands it.
        compute: Its value; takes arguments under the canonical parameters' names, as many as it needs.
    """

    way: Way
    compute: Compute


@dataclass(frozen=True, slots=True)
class Also:
    """Another form in which code may take an argument.

    Attributes:
        parameter: The canonical parameter.
        told: What it is called in reports.
        draw: Draws it in that form.
        convert: To the form that the canonical function takes.
        group: Forms of another group than the plain ones are judged by themselves: edges, for example.
        called: What code calls it then, beside the parameter's own names.
    """

    parameter: str
    told: str
    draw: Callable[[Generator, Sizes], Tensor]
    convert: Callable[[Tensor], Tensor]
    group: str = "plain"
    called: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a concept and stands in no docstring.

    Attributes:
        slips: Other ways of computing it.
        named: More names in code, as a pattern for a whole name in snake case.
        also: Other forms in which code may take an argument.
        draws: Values for parameters that have to be narrower than their domain.
        apart: Concepts with the same arguments that are no slip of this one.
    """

    slips: tuple[Slip, ...] = ()
    named: str = ""
    also: tuple[Also, ...] = ()
    draws: Mapping[str, Callable[[Generator, Sizes], object]] = field(default_factory=dict)
    apart: tuple[str, ...] = ()


def wrong(words: str, compute: Compute, *, excused: str = "") -> Slip:
    """A known slip, unless the note says that it is meant so."""
    return Slip(bug(words, words, excused=excused), compute)


def other(
    words: str,
    compute: Compute,
    *,
    mentioned: str = "",
    required: str = "",
    inexcusable: str = "",
    silent: bool = False,
) -> Slip:
    """A known convention; a silent one is not worth a remark."""
    way = convention(
        words,
        "" if silent else words,
        mentioned=mentioned,
        required=required,
        inexcusable=inexcusable,
    )
    return Slip(way, compute)
