"""P505: a formula for a metric, typed in running text or a table, that computes something else."""

from collections.abc import Iterator
from typing import ClassVar

from mdcheck.model.claim import JudgedClaim
from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.page import Page
from mdcheck.model.verdict import Refuted
from mdcheck.rules.base import Invalid, Needs, Rule, Valid


class WrongMetricFormula(Rule):
    """Finds formulas for precision, recall and the like, typed outside maths, that compute something else.

    ## What it does

    Both sides are computed on a few confusion matrices. The letters P, N and R may mean positives or
    precision, negatives or the total, and recall: a formula that fits one meaning is right.

    ## Why is this bad?

    A metric computed from such a line looks plausible and is wrong.

    ## How to mend it

    Compare numerator and denominator with the metric's definition; the message shows telling counts.
    """

    code: ClassVar[str] = "P505"
    name: ClassVar[str] = "wrong-metric-formula"
    severity: ClassVar[Severity] = Severity.ERROR
    needs: ClassVar[Needs] = Needs.CLAIMS
    valid: ClassVar[tuple[Valid, ...]] = (
        Valid("TPR = TP / (TP + FN)\n"),
        Valid("查准率（Precision）= TP ÷（TP + FP）\n"),
        Valid("F1 = 2PR / (P + R)\n"),
    )
    invalid: ClassVar[tuple[Invalid, ...]] = (
        Invalid("FPR = FP / (FP + TP)\n", at=("FPR = FP / (FP + TP)",)),
        Invalid("查全率 = TP /（TP + FP）\n", at=("查全率 = TP /（TP + FP）",)),
        Invalid(
            "| metric | formula |\n| --- | --- |\n| Precision | TP / (TP + FN) |\n",
            at=("Precision | TP / (TP + FN)",),
        ),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Every formula that differs from its metric on some matrix."""
        for claim in page.claims or ():
            match claim:
                case JudgedClaim(kind="predicate", verdict=Refuted(witness=witness, by="confusion matrices")):
                    counts = ", ".join(f"{name} = {count}" for name, count in witness.values.items())
                    message = f"{claim.reading} is false: {witness.left}, but {witness.right} at {counts}"
                    yield self.found(claim.span, message, evidence=witness.values)
                case _:
                    pass
