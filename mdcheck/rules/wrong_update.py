r"""F309: update equations that are one slip away from the optimizer that they are named for."""

from typing import ClassVar

from mdcheck.model.claim import ClaimKind, JudgedClaim
from mdcheck.model.verdict import Witness
from mdcheck.rules.base import Invalid, Valid
from mdcheck.rules.canonical_claims import RefutedByCanon

ADAM = (
    "## Adam\n\n$m_t = \\beta_1 m_{t-1} + (1-\\beta_1) g_t$\n\n"
    "$v_t = \\beta_2 v_{t-1} + (1-\\beta_2) g_t^2$\n\n"
    "$\\hat m_t = \\frac{m_t}{1-\\beta_1^t}$\n\n$\\hat v_t = \\frac{v_t}{1-\\beta_PLACE^t}$\n\n"
    "$\\theta_{t+1} = \\theta_t - \\eta\\frac{\\hat m_t}{\\sqrt{\\hat v_t}+\\epsilon}$\n"
)


class WrongUpdate(RefutedByCanon):
    r"""Finds update equations that do not make the steps of the optimizer they are named for.

    ## What it does

    The update equations of a section, in a sentence or displayed, with times or with arrows, are put together
    to a program and run for a few steps on random gradients, beside the optimizer that the heading names.
    Only where no known convention makes the same steps, and one small edit does (a sign, a missing square or
    root, a rate in another one's place), the equation is called wrong. Equations that leave something out are
    not run.

    ## Why is this bad?

    An optimizer written down with one slip still converges on easy problems, and nobody finds out why it
    is worse than the library's.

    ## How to mend it

    The message shows the equation that makes the right steps.
    """

    code: ClassVar[str] = "F309"
    name: ClassVar[str] = "wrong-update"
    kind: ClassVar[ClaimKind] = "recurrence"
    method: ClassVar[str] = "recurrence"
    valid: ClassVar[tuple[Valid, ...]] = (
        Valid(ADAM.replace("PLACE", "2")),
        Valid("## 动量法\n\n$$v \\leftarrow \\mu v - \\eta g$$\n\n$$w \\leftarrow w + v$$\n"),
        Valid("## Momentum\n\n$v_t = \\mu v_{t-1} - g_t$\n"),
    )
    invalid: ClassVar[tuple[Invalid, ...]] = (
        Invalid(ADAM.replace("PLACE", "1"), at=("\\hat v_t = \\frac{v_t}{1-\\beta_1^t}",)),
        Invalid(
            "## AdaGrad\n\n$$s \\leftarrow s + g$$\n\n"
            "$$w \\leftarrow w - \\frac{\\eta}{\\sqrt{s}+\\epsilon} g$$\n",
            at=("s \\leftarrow s + g",),
        ),
    )

    def message(self, claim: JudgedClaim, witness: Witness) -> str:
        """The optimizer, both runs and the equation that would agree."""
        concept = claim.evidence.get("concept", "")
        hint = f"; agrees with {witness.likely}" if witness.likely else ""
        return f"not the steps of {concept}: these give {witness.left}, {concept} gives {witness.right}{hint}"
