r"""F301: an equation that does not hold."""

from typing import ClassVar

from mdcheck.model.claim import ClaimKind
from mdcheck.rules.base import Invalid, Valid
from mdcheck.rules.refuted import RefutedClaim


class RefutedIdentity(RefutedClaim):
    r"""Finds equations that are false: identities, links of a derivation, values of known quantities.

    ## What it does

    Equations whose symbols all have a meaning (entropies, divergences and probabilities of one law, counts
    of a confusion matrix, numbers of selections, moments) are evaluated in small random models with certified
    arithmetic. One at which the two sides surely differ, in every region and under every sensible reading,
    refutes the equation. Equations that may as well be constraints, assumptions or data are never refuted.

    ## Why is this bad?

    A reader takes the equation for a fact, and the next derivation builds on it.

    ## How to mend it

    Evaluate both sides at the values in the message; where a small change of the formula makes it hold, the
    message says which. If the equation holds only under an assumption, write the assumption beside it.
    """

    code: ClassVar[str] = "F301"
    name: ClassVar[str] = "refuted-identity"
    kind: ClassVar[ClaimKind] = "identity"
    valid: ClassVar[tuple[Valid, ...]] = (
        Valid("$$H(p,q)=H(p)+D_{KL}(p\\|q)$$\n"),
        Valid("设 $X, Y$ 独立，则 $H(X,Y)=H(X)+H(Y)$。\n"),
        Valid("The line is $y = wx + b$.\n"),
    )
    invalid: ClassVar[tuple[Invalid, ...]] = (
        Invalid("$$H(p,q)=H(p)-D_{KL}(p\\|q)$$\n", at=("H(p,q)=H(p)-D_{KL}(p\\|q)",)),
        Invalid("$$TNR = 1 + FPR$$\n", at=("TNR = 1 + FPR",)),
        Invalid("$C_n^m = \\frac{n!}{m!(n+m)!}$\n", at=("C_n^m = \\frac{n!}{m!(n+m)!}",)),
    )
