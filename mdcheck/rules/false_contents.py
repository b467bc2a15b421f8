"""P502: a sentence about what a contrastive loss sums over that its formula or its definition contradicts."""

from collections.abc import Iterator
from typing import ClassVar

from mdcheck.model.claim import JudgedClaim
from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.page import Page
from mdcheck.model.verdict import Refuted
from mdcheck.rules.base import Invalid, Needs, Rule, Valid

_LOSS = r"""
$$
L_i = -\log \frac{\exp(s(z_i, z_{j(i)})/\tau)}{\sum_{k=1, k \neq i}^{2N} \exp(s(z_i, z_k)/\tau)}
$$
"""


class FalseContents(Rule):
    r"""Finds sentences about what a loss sums over that its formula or its definition contradicts.

    ## What it does

    The index set of the denominator of a contrastive loss is enumerated for a small batch and sorted into
    the sample itself, its positive and its negatives; ``the denominator contains no negatives`` is then
    true or not. Without a formula beside it, a sentence about a loss that it names (InfoNCE, NT-Xent, ..) is
    held against the definition: the positive above, the positive and the negatives below.

    ## Why is this bad?

    Whoever writes code from the sentence masks the wrong entries.

    ## How to mend it

    Say what the loss sums over and what it leaves out: the message names it.
    """

    code: ClassVar[str] = "P502"
    name: ClassVar[str] = "false-contents"
    severity: ClassVar[Severity] = Severity.ERROR
    needs: ClassVar[Needs] = Needs.CLAIMS
    valid: ClassVar[tuple[Valid, ...]] = (
        Valid("分母不包含样本自身：\n" + _LOSS),
        Valid("The denominator contains the positive and all negatives.\n" + _LOSS),
        Valid("分母不包含负样本吗？\n" + _LOSS),
        Valid("SimCLR 不需要负样本队列。\n"),
    )
    invalid: ClassVar[tuple[Invalid, ...]] = (
        Invalid("请注意分母不包含负样本：\n" + _LOSS, at=("分母不包含负样本",)),
        Invalid("InfoNCE 的分母里没有负样本。\n", at=("分母里没有负样本",)),
        Invalid(
            "Here the denominator only contains the negatives.\n" + _LOSS,
            at=("denominator only contains the negatives",),
        ),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Every sentence that the enumeration refutes."""
        for claim in page.claims or ():
            match claim:
                case JudgedClaim(kind="predicate", verdict=Refuted(witness=witness, by="enumeration")):
                    message = f"“{claim.text}” is false: {witness.right}"
                    yield self.found(claim.span, message, evidence=witness.values)
                case _:
                    pass
