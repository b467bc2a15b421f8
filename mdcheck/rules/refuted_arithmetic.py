"""F303: numbers that do not come to what is written."""

from typing import ClassVar

from mdcheck.model.claim import ClaimKind
from mdcheck.rules.base import Invalid, Valid
from mdcheck.rules.refuted import RefutedClaim


class RefutedArithmetic(RefutedClaim):
    r"""Finds arithmetic that is false.

    ## What it does

    Both sides of an equation between numbers are computed exactly, or in balls where functions occur.
    A figure with decimals stands for every number that rounds to it.

    ## Why is this bad?

    A worked example with a wrong result makes readers doubt the right formula.

    ## How to mend it

    Write the value that the message gives.
    """

    code: ClassVar[str] = "F303"
    name: ClassVar[str] = "refuted-arithmetic"
    kind: ClassVar[ClaimKind] = "arithmetic"
    valid: ClassVar[tuple[Valid, ...]] = (
        Valid("$-\\log 0.7 = 0.357$\n"),
        Valid("$768 \\times 3072 \\times 2 = 4{,}718{,}592$\n"),
    )
    invalid: ClassVar[tuple[Invalid, ...]] = (
        Invalid("$768 \\times 3072 = 2359297$\n", at=("768 \\times 3072 = 2359297",)),
        Invalid("$-\\log_2 0.25 = 3$\n", at=("-\\log_2 0.25 = 3",)),
    )
