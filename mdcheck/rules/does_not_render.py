"""L204: a formula that KaTeX refuses."""

from collections.abc import Iterator

from mdcheck.latex.katex import KatexError
from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.page import Page
from mdcheck.model.source import Span
from mdcheck.patterns import regex
from mdcheck.rules.base import Invalid, Needs, Rule, Valid
from mdcheck.rules.rendering import refusals

# What other rules say in better words.
_ELSEWHERE = regex(r"\\right|\\left|only in display mode")

_WORDS = (
    (regex(r"Expected 'EOF', got '&'"), "`&` outside an environment with columns"),
    (
        regex(r"Expected '(?:EOF|\}|&.*?)', got '#'|Expected 'EOF', got '#'"),
        "`#` has to be written `\\#`",
    ),
    (regex(r"Expected 'EOF', got '\}'"), "this `}` closes nothing"),
    (
        regex(r"Expected '\}', got 'EOF'|Unexpected end of input in a macro argument"),
        "a `{` is not closed",
    ),
    (regex(r"Can't use function '\$' in math mode"), "a dollar inside a formula"),
    (regex(r"Double (sub|super)script"), r"a second \1script on the same base"),
)


class DoesNotRender(Rule):
    r"""formulas that KaTeX refuses.

    ## What it does
    Parses each formula with KaTeX, with the macros of the page and of the configuration. What other rules
    report, such as an unknown command, is left to them.

    ## Why is this bad?
    The published page shows the source in red instead of the formula.

    ## How to mend it
    The message is KaTeX's own, at the place where it gave up: the slip is there or shortly before.
    """

    code = "L204"
    name = "does-not-render"
    severity = Severity.ERROR
    needs = Needs.DOCUMENT
    valid = (
        Valid(r"由 $\frac12 + x_{i}^{2}$ 与 $\text{当 } x > 0$ 可知。"),
        Valid("$$\n\\begin{aligned} a &= b \\\\ &= c \\end{aligned}\n$$"),
        Valid("$$\\newcommand{\\E}{\\mathbb{E}} \\E x$$\n\n$\\E y$"),
        Valid(r"$\unknown$ and $\left( x$ are for other rules."),
    )
    invalid = (
        Invalid(r"故 $\frac{a}{b$ 成立", at=("b",)),
        Invalid("$x^2^3$", at=("^",)),
        Invalid("$$\na & = b\n$$", at=("&",)),
        Invalid("$$\n\\begin{eqnarray} a &=& b \\end{eqnarray}\n$$", at=("{eqnarray}",)),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Report each refusal that is not another rule's."""
        for refusal in refusals(page):
            error, content = refusal.error, refusal.formula.content
            if error is None or error.kind == "limit" or _ELSEWHERE.search(error.message):
                continue
            place = _place(content.text, error)
            span = content.locate(place) if place else refusal.formula.span
            yield self.found(span, f"this does not render: {_worded(error.message)}")


def _place(text: str, error: KatexError) -> Span | None:
    """What to underline; the last character where KaTeX reached the end of the formula."""
    if error.position is None:
        return None
    if error.length:
        return Span(error.position, error.position + error.length)
    end = len(text[: error.position].rstrip())
    return Span(max(end - 1, 0), end) if end else None


def _worded(message: str) -> str:
    for pattern, words in _WORDS:
        if match := pattern.search(message):
            return match.expand(words.replace("\\#", "\\\\#"))
    return message
