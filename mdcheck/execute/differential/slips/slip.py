"""One way, other than the canonical one, of computing what a concept computes."""

from collections.abc import Callable
from dataclasses import dataclass

from torch import Tensor

from mdcheck.execute.differential.record import Way, bug, convention

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
