"""What KaTeX says about the formulas of a page, and which commands it does not know."""

import re
from collections.abc import Iterator, Mapping

from mdcheck.latex import katex
from mdcheck.latex.formulas import formulas
from mdcheck.model.document import Formula
from mdcheck.model.page import Page
from mdcheck.model.source import Span
from mdcheck.patterns import regex
from mdcheck.records import dataclass

# The letters after a pair of backslashes, which ends a row, name no command; nor do those in a comment.
_TOKEN = regex(r"\\(?:[A-Za-z@]+|.)|%[^\n]*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A formula that does not render.

    Attributes:
        unknown: Commands that KaTeX does not know, with their places in the formula's text.
        error: What it has against the formula apart from them; None if nothing.
    """

    formula: Formula
    unknown: tuple[tuple[str, Span], ...]
    error: katex.KatexError | None


def refusals(page: Page) -> Iterator[Refusal]:
    """Every formula of the page that KaTeX refuses."""
    for formula in formulas(page.document):
        text = formula.content.text
        error = katex.check(text, display=formula.display, macros=page.macros)
        if error is None:
            continue
        unknown = tuple(_unknown(text, page.macros))
        if unknown:
            stubs = {name: "{}" for name, _ in unknown}
            error = katex.check(text, display=formula.display, macros={**page.macros, **stubs})
        yield Refusal(formula, unknown, error)


def _unknown(text: str, macros: Mapping[str, str]) -> Iterator[tuple[str, Span]]:
    for match in _TOKEN.finditer(text):
        name = match[0]
        if name[0] == "\\" and name not in macros and not katex.defined(name):
            yield name, Span(*match.span())
