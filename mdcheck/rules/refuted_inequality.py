r"""F313: an inequality that does not hold."""

from typing import ClassVar

from mdcheck.model.claim import ClaimKind
from mdcheck.rules.base import Invalid, Valid
from mdcheck.rules.refuted import RefutedClaim


class RefutedInequality(RefutedClaim):
    r"""Finds inequalities of which only the reverse holds, and bounds that information measures break.

    ## What it does

    Both sides are evaluated at many points, some of which bring them near to each other. An inequality
    between expressions in the same names is refuted only if the opposite one holds at all of them: what holds
    here and fails there is a condition, and says something about its names.

    ## Why is this bad?

    A bound in the wrong direction bounds nothing, and what follows from it is unproven.

    ## How to mend it

    Turn the sign round, or write down under which condition it holds as it stands.
    """

    code: ClassVar[str] = "F313"
    name: ClassVar[str] = "refuted-inequality"
    kind: ClassVar[ClaimKind] = "inequality"
    valid: ClassVar[tuple[Valid, ...]] = (
        Valid("$$2ab \\le a^2 + b^2$$\n"),
        Valid("Points with $x^2 + y^2 \\le r^2$ lie in the disc.\n"),
        Valid("$$H(X|Y) \\le H(X)$$\n"),
    )
    invalid: ClassVar[tuple[Invalid, ...]] = (
        Invalid("$$2ab \\ge a^2 + b^2$$\n", at=("2ab \\ge a^2 + b^2",)),
        Invalid("$$H(X|Y) \\ge H(X)$$\n", at=("H(X|Y) \\ge H(X)",)),
    )
