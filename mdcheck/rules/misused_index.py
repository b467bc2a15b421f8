"""F305: a sum that does not run over what it sums."""

from typing import ClassVar

from mdcheck.model.claim import ClaimKind
from mdcheck.rules.base import Invalid, Valid
from mdcheck.rules.refuted import RefutedClaim


class MisusedIndex(RefutedClaim):
    r"""Finds sums whose terms ignore the index, and means that add one term too many.

    ## What it does

    A sum over `i` up to `t` whose terms carry the index `t` and never `i` adds one and the same term. A mean
    that divides by `n` and runs from 1 to `n + 1` adds one term more than it counts.

    ## Why is this bad?

    The formula computes something else than the words around it say, and code written from it does too.

    ## How to mend it

    Write the running index in the terms, or the right bound above the sum.
    """

    code: ClassVar[str] = "F305"
    name: ClassVar[str] = "misused-index"
    kind: ClassVar[ClaimKind] = "index"
    methods: ClassVar[tuple[str, ...]] = ("structure",)
    valid: ClassVar[tuple[Valid, ...]] = (
        Valid("$v_t = \\sum_{i=1}^{t} g_i^2$ and $\\frac{1}{n}\\sum_{i=1}^{n} x_i$\n"),
        Valid("$\\sum_{i=1}^{n} c = nc$ 与 $\\frac{1}{n-1}\\sum_{i=1}^{n}(x_i - \\bar x)^2$\n"),
    )
    invalid: ClassVar[tuple[Invalid, ...]] = (
        Invalid("$v_t = \\sum_{i=1}^{t} g_t^2$\n", at=("\\sum_{i=1}^{t} g_t^2",)),
        Invalid("$\\bar x = \\frac{1}{n}\\sum_{i=1}^{n+1} x_i$\n", at=("\\frac{1}{n}\\sum_{i=1}^{n+1} x_i",)),
    )
