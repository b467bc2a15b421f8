"""Statements about the axes of a curve: ``the x-axis of the ROC curve is the FPR``."""

from mdcheck.claims.statements import Item, Statement, part, subjects_of, value_of
from mdcheck.claims.terms import Applied, Named, Term
from mdcheck.patterns import regex

CURVES = frozenset({"roc curve", "pr curve", "det curve"})

_ONE = regex("TD?aA*[Ih]?T|aOTA*[Ih]T")
_BOTH = regex("T[Hh]?[wWO]?T[IwWO]+a[&,]+[wWO]?T[IwWO]+a")
_AGAINST = regex("T[hI]TvT|[wW]T,?T[hI]*vT")


def axes(codes: str, items: list[Item]) -> list[Statement]:
    """What a curve shows along one of its axes, or both."""
    terms = subjects_of(items)
    curve = terms[0] if terms else None
    if not (isinstance(curve, Named) and curve.concept in CURVES):
        return []
    named = [value_of(item) for item in items if part(item) == "a"]
    if _ONE.fullmatch(codes):
        return [Statement(curve, f"{named[0]}-axis", other=terms[1])]
    if _BOTH.fullmatch(codes) and set(named) == {"x", "y"}:
        return [_with_both(curve, dict(zip(named, terms[1:], strict=True)))]
    if _AGAINST.fullmatch(codes):
        return [_with_both(curve, {"y": terms[1], "x": terms[2]})]
    return []


def _with_both(curve: Term, shown: dict[str, Term]) -> Statement:
    return Statement(curve, "axes", other=Applied("axes", (shown["x"], shown["y"])))
