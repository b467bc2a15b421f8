"""X917: an assumption or definition in a comment that cannot be read."""

from collections.abc import Iterator

from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.document import Directive
from mdcheck.model.page import Page
from mdcheck.rules.base import Invalid, Needs, Rule, Valid

_NAMES = ("assume", "define")


class UnreadAssumption(Rule):
    r"""comments that tell mdcheck of names in words that it does not understand.

    ## What it does
    Finds `<!-- mdcheck: assume names: sort -->` and `<!-- mdcheck: define name = expression -->` that cannot
    be read: another form, a sort that there is none of, LaTeX without a meaning.

    ## Why is this bad?
    The comment has no effect, and formulas that need it stay undecided.

    ## How to mend it
    Write `assume p, q: distribution(n)`, `assume A: symmetric`, `define f(x) = x^2`, with names as the
    formulas have them.
    """

    code = "X917"
    name = "unread-assumption"
    severity = Severity.ERROR
    needs = Needs.DOCUMENT
    valid = (
        Valid("<!-- mdcheck: assume p, q: distribution(n) -->\nText."),
        Valid("<!-- mdcheck: define \\sigma(x) = \\frac{1}{1+e^{-x}} -->\nText."),
    )
    invalid = (
        Invalid(
            "<!-- mdcheck: assume p: distributed -->\nText.", at=("<!-- mdcheck: assume p: distributed -->",)
        ),
        Invalid("<!-- mdcheck: define f(x) -->\nText.", at=("<!-- mdcheck: define f(x) -->",)),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Report each comment of the two kinds that has no effect."""
        told = [n for n in page.document.nodes if isinstance(n, Directive) and n.name in _NAMES]
        if not told:
            return
        from mdcheck.claims.directives import unread  # loads numpy, which a list of the rules does not need

        for found in unread(told):
            yield self.found(
                found.directive.span, f"this '{found.directive.name}' has no effect: {found.why}"
            )
