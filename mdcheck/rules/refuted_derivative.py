"""F302: a derivative that is not the derivative."""

from typing import ClassVar

from mdcheck.model.claim import ClaimKind
from mdcheck.rules.base import Invalid, Valid
from mdcheck.rules.refuted import RefutedClaim


class RefutedDerivative(RefutedClaim):
    r"""Finds derivatives that are false, in formulas and in the rows of tables.

    ## What it does

    The derivative of a function that is written out, or defined before in the section or table row, is
    computed by power series in ball arithmetic at several points and compared with what the note says.
    Rules for generic functions (chain, product, quotient) are tried with random smooth functions.

    ## Why is this bad?

    Derivative tables are copied without being checked, and a wrong sign becomes a wrong gradient.

    ## How to mend it

    Compare the values in the message, and mend the sign, factor or exponent.
    """

    code: ClassVar[str] = "F302"
    name: ClassVar[str] = "refuted-derivative"
    kind: ClassVar[ClaimKind] = "derivative"
    valid: ClassVar[tuple[Valid, ...]] = (
        Valid("| 函数 | 导数 |\n|---|---|\n| $f(x)=\\cos x$ | $f'(x)=-\\sin x$ |\n"),
        Valid("$\\frac{d}{dx} x^n = n x^{n-1}$\n"),
    )
    invalid: ClassVar[tuple[Invalid, ...]] = (
        Invalid(
            "| 函数 | 导数 |\n|---|---|\n| $f(x)=\\cos x$ | $f'(x)=\\sin x$ |\n",
            at=("f'(x)=\\sin x",),
        ),
        Invalid("$\\frac{d}{dx} x^n = n x^{n+1}$\n", at=("\\frac{d}{dx} x^n = n x^{n+1}",)),
    )
