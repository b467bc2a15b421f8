"""L207: a function's name typed as letters."""

from collections.abc import Iterator
from typing import Final

from mdcheck.latex import walk
from mdcheck.latex.formulas import parsed_formulas
from mdcheck.latex.tree import Atom
from mdcheck.model.diagnostic import Diagnostic, Edit, Fix, Severity
from mdcheck.model.page import Page
from mdcheck.model.source import Span
from mdcheck.patterns import regex
from mdcheck.rules.base import Invalid, Needs, Rule, Valid

_NAMES: Final = """
    arccos arcsin arctan arg cos cosh cot coth csc det dim exp gcd inf ker lim liminf limsup ln log max min
    sec sin sinh sup tan tanh
"""
# `maxlen` and `costs` are names, `logPred` is none.
_LONGER: Final = regex("[a-z]{2}")
_COMMANDS: Final = frozenset(_NAMES.split())


class BareFunction(Rule):
    r"""names such as `log`, `exp` and `max` without their backslash.

    ## What it does
    Reports the name of a function for which LaTeX has a command, typed as single letters.

    ## Why is this bad?
    LaTeX sets the product of the letters l, o and g: in italics, with the wrong spacing, and `max_x` gets its
    condition beside it instead of below.

    ## How to mend it
    Write the command; the fix does so. It changes how the formula looks, so it has to be asked for.
    """

    code = "L207"
    name = "bare-function"
    severity = Severity.INFO
    needs = Needs.TREES
    valid = (
        Valid(r"$\log x + \max_i x_i + \text{max} + \mathrm{exp} + \operatorname{log}$"),
        Valid(r"$n_{maxlen} = costs$ 与 $\text{取 max}$"),
    )
    invalid = (
        Invalid("$-p log q$", at=("log",), fixed=r"$-p \log q$"),
        Invalid(r"其中 $x_{max} = exp(y)$。", at=("max", "exp"), fixed=r"其中 $x_{\max} = \exp(y)$。"),
        Invalid(r"$$log\alpha$$", at=("log",), fixed=r"$$\log\alpha$$"),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Report each bare name."""
        for parsed in parsed_formulas(page.document, page.macros):
            for node in walk(parsed.tree):
                bare = isinstance(node, Atom) and node.text in _COMMANDS
                if bare and not _LONGER.match(parsed.text, node.span.end):
                    yield self._finding(parsed.locate(node.span), parsed.text[slice(*node.span)])

    def _finding(self, span: Span, name: str) -> Diagnostic:
        edit = Edit(Span(span.start, span.start), "\\")
        fix = Fix(f"write \\{name}", (edit,), safe=False)
        return self.found(span, f"{name} without its backslash is a product of letters", fix=fix)
