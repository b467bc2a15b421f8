"""F304: a case whose condition can never hold, or holds twice."""

from typing import ClassVar

from mdcheck.model.claim import ClaimKind
from mdcheck.rules.base import Invalid, Valid
from mdcheck.rules.refuted import RefutedClaim


class ImpossibleCase(RefutedClaim):
    r"""Finds values by cases with a condition that can never hold, or one condition with two values.

    ## What it does

    A strict condition with the same expression on both sides (`x > x`) never holds. Two cases with one
    condition and different values contradict each other.

    ## Why is this bad?

    One case is dead, and the one that was meant is missing.

    ## How to mend it

    Usually one of the two sides should carry another index or name.
    """

    code: ClassVar[str] = "F304"
    name: ClassVar[str] = "impossible-case"
    kind: ClassVar[ClaimKind] = "cases"
    methods: ClassVar[tuple[str, ...]] = ("structure",)
    valid: ClassVar[tuple[Valid, ...]] = (
        Valid("$$f(x) = \\begin{cases} 1, & x > 0 \\\\ 0, & x \\le 0 \\end{cases}$$\n"),
    )
    invalid: ClassVar[tuple[Invalid, ...]] = (
        Invalid(
            "$$s(a, b) = \\begin{cases} 1, & a > a \\\\ 0, & a \\le b \\end{cases}$$\n",
            at=("a > a",),
        ),
        Invalid(
            "$$g(x) = \\left\\{\\begin{array}{l}1, x > 0 \\\\ 2, x > 0\\end{array}\\right.$$\n",
            at=("x > 0",),
        ),
    )
