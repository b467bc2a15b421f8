"""P507: a claim stated in a directive that is false."""

from collections.abc import Iterator
from typing import ClassVar

from mdcheck.model.claim import JudgedClaim
from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.page import Page
from mdcheck.model.verdict import Refuted
from mdcheck.rules.base import Invalid, Needs, Rule, Valid


class FalseClaim(Rule):
    """Finds claims stated outright that evaluation refutes.

    ## What it does

    Where language is too free, a claim can be stated in a comment, about the canonical packages:
    `<!-- mdcheck: claim NAME RELATION NAME -->` with one of `== != <= >= < >`, or `NAME is PROPERTY`. A name
    is dotted (`impl.optimizers.adamw`), with values of parameters behind it where it has any (`(gamma=0)`);
    the right side may be a number. Both sides are evaluated on many inputs: `==` is to hold at all of them,
    `!=` to fail at some.

    ## Why is this bad?

    The sentence that the claim stands for is false.

    ## How to mend it

    Mend the sentence, and the claim with it. The message shows where the sides part.
    """

    code: ClassVar[str] = "P507"
    name: ClassVar[str] = "false-claim"
    severity: ClassVar[Severity] = Severity.ERROR
    needs: ClassVar[Needs] = Needs.CLAIMS
    valid: ClassVar[tuple[Valid, ...]] = (
        Valid("<!-- mdcheck: claim impl.optimizers.adamw != impl.optimizers.adam_l2 -->\n"),
        Valid("<!-- mdcheck: claim impl.information.cross_entropy >= impl.information.entropy -->\n"),
        Valid("<!-- mdcheck: claim impl.information.kl_divergence is not symmetric -->\n"),
        Valid("<!-- mdcheck: claim impl.losses.focal_loss(gamma=0) == impl.information.cross_entropy -->\n"),
    )
    invalid: ClassVar[tuple[Invalid, ...]] = (
        Invalid(
            "<!-- mdcheck: claim impl.optimizers.adamw == impl.optimizers.adam_l2 -->\n",
            at=("<!-- mdcheck: claim impl.optimizers.adamw == impl.optimizers.adam_l2 -->",),
        ),
        Invalid(
            "<!-- mdcheck: claim impl.information.kl_divergence <= 1 -->\n",
            at=("<!-- mdcheck: claim impl.information.kl_divergence <= 1 -->",),
        ),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Every stated claim that was refuted."""
        for claim in page.claims or ():
            match claim:
                case JudgedClaim(kind="relation", verdict=Refuted(witness=witness)):
                    at = ", ".join(f"{name} = {value}" for name, value in witness.values.items())
                    where = f" at {at}" if at else ""
                    message = f"'{claim.text}' is false: {witness.left} against {witness.right}{where}"
                    yield self.found(claim.span, message, evidence=witness.values)
                case _:
                    pass
