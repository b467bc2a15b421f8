"""P511: one quantity with logarithms to two bases."""

from collections.abc import Iterable
from typing import ClassVar

from mdcheck.claims.clashes import Clash
from mdcheck.claims.log_bases import log_bases
from mdcheck.model.diagnostic import Severity
from mdcheck.model.document import Document
from mdcheck.rules.base import Invalid, Valid
from mdcheck.rules.clash import ClashRule


class MixedLogarithms(ClashRule):
    r"""Finds quantities of information that one page computes with logarithms to different bases.

    ## What it does

    Formulas for the same quantity (``H``, ``I``, ``D_{KL}``) whose logarithms all show their base are held
    against the first of them.

    ## Why is this bad?

    An identity that joins the two is off by the factor $\\ln 2$.

    ## How to mend it

    Use one base, or write ``\\log`` throughout and name the base once.
    """

    code: ClassVar[str] = "P511"
    name: ClassVar[str] = "mixed-logarithms"
    severity: ClassVar[Severity] = Severity.WARNING
    valid: ClassVar[tuple[Valid, ...]] = (
        Valid("$H(X) = -\\sum_x p(x) \\log_2 p(x)$，$H(Y) = -\\sum_y p(y) \\log_2 p(y)$\n"),
        Valid("$H(X) = -\\sum_x p(x) \\log p(x)$ and $H(Y) = -\\sum_y p(y) \\ln p(y)$\n"),
    )
    invalid: ClassVar[tuple[Invalid, ...]] = (
        Invalid(
            "熵 $H(X) = -\\sum_x p(x) \\log_2 p(x)$。\n\n$H(X|Y) = -\\sum_{x,y} p(x,y) \\ln p(x|y)$\n",
            at=("$H(X|Y) = -\\sum_{x,y} p(x,y) \\ln p(x|y)$",),
        ),
        Invalid(
            "$I(X;Y) = \\sum p \\log_2 r$ and then $I(X;Y) = \\sum p \\ln r$\n",
            at=("$I(X;Y) = \\sum p \\ln r$",),
        ),
    )

    @staticmethod
    def clashes(document: Document) -> Iterable[Clash]:
        """Every such place."""
        return log_bases(document)

    @staticmethod
    def message(clash: Clash) -> str:
        """What is here, and what was there."""
        return f"{clash.subject} has logarithms to base {clash.now} here, to base {clash.before} above"
