"""P501: a name beside the name or the description of something else."""

from collections.abc import Iterator
from typing import ClassVar

from mdcheck.model.claim import JudgedClaim
from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.page import Page
from mdcheck.model.verdict import Refuted, Witness
from mdcheck.rules.base import Invalid, Needs, Rule, Valid


class MismatchedLabel(Rule):
    """Finds a term beside an abbreviation, a translation or a description that belongs to another term.

    ## What it does

    Names that the field uses for one thing (``FN``, ``false negative``, ``漏报``) are held against the
    names and descriptions that the note puts beside them. Descriptions of the outcomes of a classifier are
    checked by the truth table of predicted and actual, those of its rates on a confusion matrix.

    ## Why is this bad?

    A reader who looks up an abbreviation takes the line at its word: swapped labels are learnt as they stand.

    ## How to mend it

    Write the name that the message offers, or the description that belongs to the name.
    """

    code: ClassVar[str] = "P501"
    name: ClassVar[str] = "mismatched-label"
    severity: ClassVar[Severity] = Severity.ERROR
    needs: ClassVar[Needs] = Needs.CLAIMS
    valid: ClassVar[tuple[Valid, ...]] = (
        Valid("假阴性（FN）：实际为正，预测为负。\n"),
        Valid("A false positive (FP) is predicted positive but actually negative.\n"),
        Valid("查准率（precision）与查全率（recall）往往此消彼长。\n"),
        Valid("不要把 FN 写成假阳性（FN）。\n"),
    )
    invalid: ClassVar[tuple[Invalid, ...]] = (
        Invalid("假阳性（FN）也要统计。\n", at=("假阳性（FN）",)),
        Invalid("- TN (false negatives)\n", at=("TN (false negatives)",)),
        Invalid("FN: predicted 1, actually 0\n", at=("FN: predicted 1, actually 0",)),
        Invalid(
            "召回率是预测为正的样本中实际为正的比例。\n",
            at=("召回率是预测为正的样本中实际为正的比例",),
        ),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Every label whose two sides mean different things."""
        for claim in page.claims or ():
            match claim:
                case JudgedClaim(kind="label", verdict=Refuted(witness=witness)):
                    yield self.found(claim.span, _message(claim, witness), evidence=witness.values)
                case _:
                    pass


def _message(claim: JudgedClaim, witness: Witness) -> str:
    hint = f"; probably {witness.likely}" if witness.likely else ""
    return f"“{' '.join(claim.text.split())}” mixes two things: {witness.left}, but {witness.right}{hint}"
