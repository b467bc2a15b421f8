"""P508: a claim stated in a directive that cannot be read."""

from collections.abc import Iterator
from typing import ClassVar

from mdcheck.model.claim import JudgedClaim
from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.page import Page
from mdcheck.model.verdict import Undecided
from mdcheck.rules.base import Invalid, Needs, Rule, Valid


class UnreadClaim(Rule):
    """Finds stated claims that name what does not exist or state nothing.

    ## What it does

    Every `<!-- mdcheck: claim .. -->` has to name objects of the canonical packages and relate them; see
    `false-claim`.

    ## Why is this bad?

    A claim that cannot be read is not checked, while its author relies on it.

    ## How to mend it

    The message says what was expected.
    """

    code: ClassVar[str] = "P508"
    name: ClassVar[str] = "unread-claim"
    severity: ClassVar[Severity] = Severity.ERROR
    needs: ClassVar[Needs] = Needs.CLAIMS
    valid: ClassVar[tuple[Valid, ...]] = (
        Valid("<!-- mdcheck: claim impl.tensors.softmax is shift-invariant -->\n"),
        Valid("<!-- mdcheck: claim impl.tokenization.encode_bpe == impl.tokenization.encode_wordpiece -->\n"),
    )
    invalid: ClassVar[tuple[Invalid, ...]] = (
        Invalid(
            "<!-- mdcheck: claim impl.optimizers.adamv != impl.optimizers.adam_l2 -->\n",
            at=("<!-- mdcheck: claim impl.optimizers.adamv != impl.optimizers.adam_l2 -->",),
        ),
        Invalid("<!-- mdcheck: claim AdamW is better -->\n", at=("<!-- mdcheck: claim AdamW is better -->",)),
        Invalid(
            "<!-- mdcheck: claim impl.tensors.softmax is nice -->\n",
            at=("<!-- mdcheck: claim impl.tensors.softmax is nice -->",),
        ),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Every directive that states nothing."""
        for claim in page.claims or ():
            match claim:
                case JudgedClaim(kind="relation", verdict=Undecided(reason="directive", detail=detail)):
                    yield self.found(claim.span, f"this claim cannot be read: {detail}")
                case _:
                    pass
