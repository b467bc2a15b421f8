"""P504: sums in running text and lists that do not come to what is written."""

from collections.abc import Iterator
from typing import ClassVar

from mdcheck.model.claim import JudgedClaim
from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.page import Page
from mdcheck.model.verdict import Refuted
from mdcheck.rules.base import Invalid, Needs, Rule, Valid


class WrongTotal(Rule):
    """Finds sums in sentences and lists that do not come to the number written.

    ## What it does

    Products and sums outside formulas are computed exactly. Where one item holds a product and the next
    its total, the counts in the text (``12 layers``, ``x 12``) may multiply it; only a total that fits none
    of these readings is reported. A figure with decimals or a unit stands for all that rounds to it.

    ## Why is this bad?

    Readers check their own implementation against such totals.

    ## How to mend it

    Write the number that the message gives, or mend a factor.
    """

    code: ClassVar[str] = "P504"
    name: ClassVar[str] = "wrong-total"
    severity: ClassVar[Severity] = Severity.ERROR
    needs: ClassVar[Needs] = Needs.CLAIMS
    valid: ClassVar[tuple[Valid, ...]] = (
        Valid("一层有 768 * 768 = 589,824 个权重。\n"),
        Valid("- FFN: 512 * 2048 + 2048 * 512, 6 layers\n  - total: 12,582,912\n"),
        Valid("全部 2 / 64 = 3% 都没有用到。\n"),
    )
    invalid: ClassVar[tuple[Invalid, ...]] = (
        Invalid("一层有 768 * 768 = 589,842 个权重。\n", at=("768 * 768 = 589,842",)),
        Invalid(
            "- FFN: 512 * 2048 + 2048 * 512, 6 layers\n  - total: 12,528,912\n",
            at=("total: 12,528,912",),
        ),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Every sum outside formulas that is false."""
        for claim in page.claims or ():
            match claim:
                case JudgedClaim(kind="arithmetic", verdict=Refuted(witness=witness, by="adding up")):
                    message = f"{claim.reading} is false: it {witness.left}, not {witness.right}"
                    yield self.found(claim.span, message, evidence={"reading": claim.reading})
                case _:
                    pass
