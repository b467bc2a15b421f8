"""P503: a sentence that says of a concept what its values contradict."""

from collections.abc import Iterator
from typing import ClassVar

from mdcheck.model.claim import JudgedClaim
from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.page import Page
from mdcheck.model.verdict import Refuted, Witness
from mdcheck.rules.base import Invalid, Needs, Rule, Valid

_METHODS = ("sampling", "run", "counting", "literature", "monotone")


class FalsePredicate(Rule):
    """Finds sentences that say of a known concept what its values contradict.

    ## What it does

    ``KL divergence is symmetric`` and sentences like it (bounded, convex, monotone, its smallest value and
    where it lies, at least or equal to another concept, unchanged by a shift, the same as another with a
    parameter set, how its cost grows) are tried on the concept's values over many small inputs. A sentence is
    only read if its clause holds known words alone, without a condition nearby.

    ## Why is this bad?

    A property that does not hold is what proofs and code are built upon.

    ## How to mend it

    Deny the property, name the condition under which it holds, or mend the number. The message shows an input
    on which the property fails.
    """

    code: ClassVar[str] = "P503"
    name: ClassVar[str] = "false-predicate"
    severity: ClassVar[Severity] = Severity.ERROR
    needs: ClassVar[Needs] = Needs.CLAIMS
    valid: ClassVar[tuple[Valid, ...]] = (
        Valid("KL 散度不是对称的，而且非负。\n"),
        Valid("Softmax is shift-invariant.\n"),
        Valid("很多人误以为 KL 散度是对称的。\n"),
        Valid("If both distributions are equal, KL divergence is symmetric.\n"),
    )
    invalid: ClassVar[tuple[Invalid, ...]] = (
        Invalid("KL 散度是对称的。\n", at=("KL 散度是对称的",)),
        Invalid("The range of tanh is (0, 1).\n", at=("The range of tanh is (0, 1)",)),
        Invalid("困惑度的最小值为 0。\n", at=("困惑度的最小值为 0",)),
        Invalid(
            "AdamW has the same effect as Adam with L2 regularization.\n",
            at=("AdamW has the same effect as Adam with L2 regularization",),
        ),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Every sentence that fails on some input."""
        for claim in page.claims or ():
            match claim:
                case JudgedClaim(kind="predicate", verdict=Refuted(witness=witness, by=by)) if by in _METHODS:
                    yield self.found(claim.span, _message(claim, witness), evidence=witness.values)
                case _:
                    pass


def _message(claim: JudgedClaim, witness: Witness) -> str:
    at = ", ".join(f"{name} = {value}" for name, value in witness.values.items())
    where = f" at {at}" if at else ""
    return f"“{claim.text}” is false: {claim.reading} fails, {witness.left} against {witness.right}{where}"
