r"""F310: the steps of one optimizer under the name of another."""

from typing import ClassVar

from mdcheck.model.claim import ClaimKind, JudgedClaim
from mdcheck.model.verdict import Witness
from mdcheck.rules.base import Invalid, Valid
from mdcheck.rules.canonical_claims import RefutedByCanon

STEPS = (
    "$s_t = \\rho s_{t-1} + (1-\\rho) g_t^2$\n\n"
    "$\\theta_{t+1} = \\theta_t - \\frac{\\eta}{\\sqrt{s_t}+\\epsilon} g_t$\n"
)


class AnotherOptimizer(RefutedByCanon):
    r"""Finds update equations that make the steps of another optimizer than their heading names.

    ## What it does

    Equations that do not make the steps of the optimizer named, under any known convention, are run beside
    the others as well.

    ## Why is this bad?

    The equations are right, and a reader implements the wrong optimizer.

    ## How to mend it

    Change the heading, or give the equations that belong to it: AdaDelta, for one, keeps a second average of
    the squared steps in place of the learning rate.
    """

    code: ClassVar[str] = "F310"
    name: ClassVar[str] = "another-optimizer"
    kind: ClassVar[ClaimKind] = "recurrence"
    method: ClassVar[str] = "another optimizer"
    valid: ClassVar[tuple[Valid, ...]] = (
        Valid(f"## RMSProp\n\n{STEPS}"),
        Valid(f"## RMSProp, AdaDelta\n\n{STEPS}"),
    )
    invalid: ClassVar[tuple[Invalid, ...]] = (
        Invalid(
            f"## Adadelta\n\n{STEPS}",
            at=("\\theta_{t+1} = \\theta_t - \\frac{\\eta}{\\sqrt{s_t}+\\epsilon} g_t",),
        ),
    )

    def message(self, claim: JudgedClaim, witness: Witness) -> str:
        """Both optimizers."""
        return f"these are {witness.left}, not of {claim.evidence.get('concept', witness.right)}"
