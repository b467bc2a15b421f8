"""Statements about changes: whether one of the inputs matters, and how a parameter moves a value."""

import re

from mdcheck.claims.statements import Item, Items, Statement, codes_of, part, subject_of, value_of
from mdcheck.claims.terms import Named
from mdcheck.claims.tokens import Token
from mdcheck.patterns import regex

CELLS = ("TP", "FP", "FN", "TN")
"""Numbers of samples, which move with the threshold."""

_MATTERS = regex(
    "T[IAK]*!?[IAK]*[~^]&?Z(?:&Z)*|T[IAK]*!?[&wW]?Zs?[AKHI]*!?[~^]|Z[AK]*T!?~|TDZ,?T?!?~"
    "|Zs?,?[AK]*!?[AK]*XO?D?T|T[AK]*!?[AK]*X[wW]?Zs?"
)
"""``AUC is independent of the threshold``, ``a shift does not change softmax``; ``Z`` is the change."""

_TRENDS = regex(
    "[UL]pK*,?TD?g|[wWI]?p[UL],?TD?g|[UL]p,?gT|T(?:[UL]p|p[UL])[KA]*g|(?:[UL]ps?|[wWI]?pA*K*[UL]s?)[KA]*,?[AK]*!?(?:[UL]D?T|TD?[AK]*!?[UL])"
    "|T[wW]pD?[AK]*[UL]s?&?[AK]*!?[UL]|TI!?(?:pDP|POp)"
)
"""``the lower the temperature, the sharper the softmax``, ``raising the threshold lowers recall``."""


def mattering(codes: str, items: list[Item]) -> list[Statement]:
    """That a value stays, or not, when the inputs change in a certain way."""
    if not _MATTERS.fullmatch(codes):
        return []
    denied = ("!" in codes) != bool(re.search(r"[\^X]", codes))
    changes = [value_of(item) for item in items if part(item) == "Z"]
    return [Statement(subject_of(items), "unchanged", denied, bounds=(change,)) for change in changes]


def trends(items: Items) -> list[Statement]:
    """That a value rises or falls with a parameter; with a quality, that an output becomes flatter."""
    items = [_in_trend(item) for item in items]
    codes = codes_of(items)
    if not _TRENDS.fullmatch(codes):
        return []
    signs = [sign for item in items if (sign := _sign(item))]
    rises = (signs[0] == signs[-1] if len(signs) > 1 else signs == ["+"]) != ("!" in codes)
    name = f"{'rises' if rises else 'falls'}{' in spread' if 'g' in codes else ''}"
    return [Statement(subject_of(items), name, bounds=(value_of(items[codes.index("p")]),))]


def _sign(item: Item) -> str:
    """The direction that a word stands for; nothing for other words."""
    match item:
        case Token(part="U") | Token(part="P", value="increasing"):
            return "+"
        case Token(part="L") | Token(part="P", value="decreasing"):
            return "-"
        case Token(part="g", value=value):
            return value
        case _:
            return ""


def _in_trend(item: Item) -> Item:
    match item:
        case Token(part="Z", value="threshold"):
            return Token("p", "threshold")
        case Token(part="Z", value=cell) if cell in CELLS:
            return Named(cell)
        case _:
            return item
