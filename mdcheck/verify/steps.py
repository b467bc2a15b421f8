"""What evaluation runs on: counted steps, bound variables, and the two ways in which it gives up."""

from collections.abc import Mapping
from typing import Any

from mdcheck.records import dataclass

Env = Mapping[str, Any]
"""Bindings: an Outcome for a random variable, a value for anything else."""


class Unknown(Exception):
    """The engine has no meaning for this expression: the claim stays undecided."""


class ShapesDiffer(Unknown):
    """The sides of a statement are a number, vectors or matrices of shapes that do not fit.

    Attributes:
        left: What the left side is.
        right: What the right side is.
    """

    def __init__(self, left: str, right: str) -> None:
        super().__init__("the sides have different shapes")
        self.left, self.right = left, right


class OutOfFuel(Exception):
    """A claim took more steps than it may."""


@dataclass(slots=True)
class Fuel:
    """Steps that are left; counted rather than timed, so that every machine comes to the same verdict."""

    steps: int

    def burn(self, amount: int) -> None:
        """Take steps, or stop."""
        self.steps -= amount
        if self.steps < 0:
            raise OutOfFuel


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a variable is bound to while a sum runs over the values of a random variable."""

    number: int


@dataclass(frozen=True, slots=True)
class Member:
    """What a variable is bound to while a sum runs over a finite set: a member, by its number from 1."""

    number: int
