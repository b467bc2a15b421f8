r"""L212: an environment of displayed maths in running text."""

import re
from collections.abc import Iterator
from typing import Final

from mdcheck.model.diagnostic import Diagnostic, Edit, Fix, Severity
from mdcheck.model.document import Formula
from mdcheck.model.page import Page
from mdcheck.model.source import Span
from mdcheck.patterns import regex
from mdcheck.rules.base import Invalid, Needs, Rule, Valid
from mdcheck.rules.rendering import refusals

_INLINE: Final = {"align": "aligned", "gather": "gathered", "alignat": "alignedat", "split": "aligned"}
_NAME: Final = regex(r"\\(?:begin|end)\{((?:align|gather|alignat|equation|split|multline)\*?)\}")


class DisplayEnvironment(Rule):
    r"""`align`, `gather` and the like between single dollars.

    ## What it does
    Reports an environment that is a displayed formula by itself inside a formula of running text.

    ## Why is this bad?
    LaTeX and KaTeX refuse it, and the formula is shown as an error.

    ## How to mend it
    Write `aligned` or `gathered`, which is what the fix does, or two dollars.
    """

    code = "L212"
    name = "display-environment"
    severity = Severity.ERROR
    needs = Needs.DOCUMENT
    valid = (
        Valid(r"$\begin{aligned} a &= b \end{aligned}$"),
        Valid("$$\n\\begin{align} a &= b \\end{align}\n$$"),
    )
    invalid = (
        Invalid(
            r"有 $\begin{align*} a &= b \end{align*}$。",
            at=("align*",),
            fixed=r"有 $\begin{aligned} a &= b \end{aligned}$。",
        ),
        Invalid(r"$\begin{equation} x \end{equation}$", at=("equation",)),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Report the first such environment of a formula that KaTeX refuses for it."""
        for refusal in refusals(page):
            if refusal.error and "only in display mode" in refusal.error.message:
                names = list(_NAME.finditer(refusal.formula.content.text))
                if names:
                    yield self._finding(refusal.formula, names)

    def _finding(self, formula: Formula, names: list[re.Match[str]]) -> Diagnostic:
        spans = [formula.content.locate(Span(*name.span(1))) for name in names]
        inline = [_INLINE.get(name[1].rstrip("*")) for name in names]
        edits = tuple(Edit(span, better) for span, better in zip(spans, inline, strict=True) if better)
        fix = Fix("use the form for running text", edits) if len(edits) == len(names) else None
        return self.found(spans[0], f"{names[0][1]} is for displayed maths only", fix=fix)
