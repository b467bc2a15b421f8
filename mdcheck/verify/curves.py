"""Decide what the axes of a curve show, on the confusion matrices that its points are made of."""

from collections.abc import Mapping

from mdcheck.claims.axes import CURVES
from mdcheck.claims.statements import Statement
from mdcheck.claims.terms import Applied, Named, Term
from mdcheck.model.verdict import Refuted, Verdict
from mdcheck.verify.comparisons import judge_comparison

_COORDINATES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "roc curve": (("fpr", "specificity"), ("recall",)),
    "pr curve": (("recall",), ("precision",)),
    "det curve": (("fpr",), ("fnr",)),
}
"""Curve to its x and y (Fawcett, 2006; Davis & Goadrich, 2006); in medicine the x-axis of a ROC curve is also
labelled with the specificity, from 1 down to 0."""


def judge_axes(said: Statement) -> Verdict | None:
    """The verdict on one axis, or on both; None if what they are said to show has no value."""
    if not isinstance(said.subject, Named) or said.subject.concept not in CURVES:
        return None
    across, up = _COORDINATES[said.subject.concept]
    match said.property, said.other:
        case "x-axis", shown if shown:
            return _shown(shown, across)
        case "y-axis", shown if shown:
            return _shown(shown, up)
        case "axes", Applied(arguments=(left, right)):
            verdicts = [_shown(left, across), _shown(right, up)]
            return next((one for one in verdicts if isinstance(one, Refuted)), verdicts[0])
        case _:
            return None


def _shown(term: Term, coordinates: tuple[str, ...]) -> Verdict | None:
    verdicts = [judge_comparison(term, "=", Named(one)) for one in coordinates]
    return next((one for one in verdicts if not isinstance(one, Refuted)), verdicts[0])
