"""Quantities that one page computes with logarithms to different bases."""

import re
from collections.abc import Iterator

from mdcheck.claims.clashes import Clash
from mdcheck.latex.formulas import formulas
from mdcheck.model.document import Document
from mdcheck.patterns import regex

_HEAD = regex(
    r"\s*(?P<head>H|I|D\s*_\s*\{?\s*(?:\\(?:text|mathrm|operatorname)\s*\{)?\s*(?:KL|JS)\s*\}?\s*\}?|KL|JS)\s*(?:\\left|\\[bB]igl?)?\s*\(?"
    r"[^=]{0,60}="
)
_GENERAL = regex(r"\\sum|\\int|\\mathbb\s*\{?\s*E|(?<![A-Za-z\\])E(?![A-Za-z])")
"""What the general formula of such a quantity has; a worked number may be in bits beside it."""
_BASES = {
    "2": regex(r"\\log\s*_\s*(?:2|\{\s*2\s*\})|\\lb\b"),
    "e": regex(r"\\ln\b|\\log\s*_\s*(?:e|\{\s*e\s*\})"),
    "10": regex(r"\\log\s*_\s*\{\s*10\s*\}|\\lg\b"),
}


def log_bases(document: Document) -> Iterator[Clash]:
    """Formulas for a quantity whose base is not that of an earlier formula for the same quantity."""
    seen: dict[str, str] = {}
    for formula in formulas(document):
        text = formula.content.text
        head = _HEAD.match(text)
        bases = [base for base, pattern in _BASES.items() if pattern.search(text)]
        if head and len(bases) == 1 and _GENERAL.search(text):
            name = re.sub(r"[\s{}_\\]|text|mathrm|operatorname", "", head["head"])
            before = seen.setdefault(name, bases[0])
            if before != bases[0]:
                yield Clash(formula.span, name, bases[0], before)
