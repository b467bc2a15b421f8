r"""L211: a \left without \right, or the reverse."""

import re
from collections.abc import Iterator

from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.page import Page
from mdcheck.model.source import Span
from mdcheck.patterns import regex
from mdcheck.rules.base import Invalid, Needs, Rule, Valid
from mdcheck.rules.rendering import refusals

# Halves with their bracket, then all that begins, ends or divides a group; other escapes are passed over.
_TOKEN = regex(
    r"(?P<half>\\(?:left|right)(?![A-Za-z])\s*(?:\\[A-Za-z]+|\\?.)?)"
    r"|(?P<begin>\\begin(?![A-Za-z])|\{)|(?P<end>\\end(?![A-Za-z])|\})|(?P<cell>\\\\|\\cr(?![A-Za-z])|&)|\\.|%[^\n]*",
    re.DOTALL,
)


class UnmatchedLeft(Rule):
    r"""`\left` without `\right`, and `\right` without `\left`.

    ## What it does
    Reports the half that has no partner in its group or cell, if KaTeX refuses the formula for it.

    ## Why is this bad?
    The formula is shown as an error. LaTeX wants both in one group: a pair may not reach over `&` or `\\`.

    ## How to mend it
    Write the partner, or `\right.` for an invisible one; over several rows use `\bigl` and `\bigr`.
    """

    code = "L211"
    name = "unmatched-left"
    severity = Severity.ERROR
    needs = Needs.DOCUMENT
    valid = (
        Valid(r"$\left( \frac{a}{b} \right)$ 与 $\left\{ x \right.$"),
        Valid(r"$\left. f \right|_0$ and $a \leftarrow b$"),
    )
    invalid = (
        Invalid(r"故 $\left( \frac{a}{b} )$。", at=(r"\left(",)),
        Invalid(r"$( a \right] + 1$", at=(r"\right]",)),
        Invalid("$$\n\\begin{aligned} a &= \\left( b \\\\ &+ c \\right) \\end{aligned}\n$$", at=(r"\left(",)),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Report the half that KaTeX stumbles over."""
        for refusal in refusals(page):
            if refusal.error and re.search(r"\\(?:left|right)", refusal.error.message):
                half = _lone_half(refusal.formula.content.text)
                span = refusal.formula.content.locate(half) if half else refusal.formula.span
                yield self.found(span, r"`\left` and `\right` have to come in pairs within one group or cell")


def _lone_half(text: str) -> Span | None:
    r"""The first ``\left`` or ``\right`` without partner in its group and cell."""
    open_: list[Span | None] = []  # None stands for the begin of a group
    lone: list[Span] = []
    for token in _TOKEN.finditer(text):
        span = Span(*token.span())
        match token.lastgroup:
            case "half" if token[0].startswith(r"\left"):
                open_.append(span)
            case "half" if open_ and open_[-1]:
                open_.pop()
            case "half":
                lone.append(span)
            case "begin":
                open_.append(None)
            case "end" | "cell" as kind:
                while open_ and (half := open_[-1]):
                    lone.append(half)
                    open_.pop()
                if open_ and kind == "end":
                    open_.pop()
    return min([*lone, *(half for half in open_ if half)], default=None)
