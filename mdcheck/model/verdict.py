"""What became of a claim."""

from collections.abc import Mapping
from dataclasses import field
from typing import assert_never

from mdcheck.records import dataclass


@dataclass(frozen=True, slots=True)
class Witness:
    """Values at which a claim fails, readable and reproducible.

    Attributes:
        values: Variable to value, as printed.
        left: What the left side comes to there.
        right: What the right side comes to there.
        likely: The likely slip, if a small edit of the claim makes it hold.
    """

    values: Mapping[str, str]
    left: str
    right: str
    likely: str | None = None


@dataclass(frozen=True, slots=True)
class Proved:
    """Shown to hold; ``scope`` limits what was shown (``n = 3``), empty if nothing does."""

    by: str
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Supported:
    """Held at ``points`` valid points, and would have failed for a mutant of the claim."""

    points: int
    precision: float
    by: str = "sampling"


@dataclass(frozen=True, slots=True)
class Refuted:
    """False, by a certified witness."""

    witness: Witness
    by: str = "balls"


@dataclass(frozen=True, slots=True)
class Undecided:
    """Not decided, and why: ``reason`` is a stable word (``time``, ``gate``), ``detail`` a sentence."""

    reason: str
    detail: str
    evidence: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Assumed:
    """A definition with nothing to be held against."""


Verdict = Proved | Supported | Refuted | Undecided | Assumed


def verdict_name(verdict: Verdict) -> str:
    """The verdict's word in reports: proved, supported, refuted, undecided or assumed."""
    match verdict:
        case Proved():
            return "proved"
        case Supported():
            return "supported"
        case Refuted():
            return "refuted"
        case Undecided():
            return "undecided"
        case Assumed():
            return "assumed"
    assert_never(verdict)
