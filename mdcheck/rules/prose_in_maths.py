"""L208: a sentence set as a formula."""

import re
from collections.abc import Iterator
from typing import Final

from mdcheck.latex import walk
from mdcheck.latex.formulas import ParsedFormula, parsed_formulas
from mdcheck.latex.tree import Text
from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.page import Page
from mdcheck.model.source import Span
from mdcheck.patterns import regex
from mdcheck.rules.base import Invalid, Needs, Rule, Valid

# Eight ideographs with a mark of punctuation among them are a sentence; a name (`平均交叉熵损失`) has none.
_CHINESE: Final = regex(r"[\u3400-\u9fff][\u3400-\u9fff，。；：？！、“”]{6,}[\u3400-\u9fff]")
_MARK: Final = regex(r"[，。；：？！]")
# Five words in a row, two of which only a sentence has.
_ENGLISH: Final = regex(r"(?<![\\A-Za-z{])[A-Za-z]+(?:[ \n]*,?[ \n]+[A-Za-z]+){4,}(?![A-Za-z])")
_WORDS: Final = """
    the of is are was were be been that this these those which where with from and or but we you it its as by
    an to can has have not so then there when if into than such for
"""
_FUNCTION_WORDS: Final = frozenset(_WORDS.split())


class ProseInMaths(Rule):
    r"""sentences that a lost or misplaced delimiter turned into a formula.

    ## What it does
    Reports a Chinese clause with its punctuation, or a run of English words, that stands bare in a formula.
    Words in `\text{..}` and names of a few characters are left alone.

    ## Why is this bad?
    English is set as a product of italic letters without spaces; the formulas around it are shown as source.

    ## How to mend it
    Find the delimiter that is missing or too much, at the start of the formula or shortly before; put
    words that belong to the formula into `\text{..}`.
    """

    code = "L208"
    name = "prose-in-maths"
    severity = Severity.WARNING
    needs = Needs.TREES
    valid = (
        Valid(r"$\text{准确率} = \frac{预测正确的样本数}{总样本数}$"),
        Valid(r"$$f(x) = \begin{cases} 1 & \text{if the point is in the set, as we said} \end{cases}$$"),
    )
    invalid = (
        Invalid(
            "$$\nx = 1，因此我们可以得到下面的结论，即 y = 2\n$$", at=("因此我们可以得到下面的结论，即",)
        ),
        Invalid(
            "$$\na = b \nwhere the value of b is not known\n$$", at=("b \nwhere the value of b is not known",)
        ),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Report the first sentence of each formula."""
        for parsed in parsed_formulas(page.document, page.macros):
            runs = sorted(_sentences(parsed.text))
            texts = (
                [n.span for n in walk(parsed.tree) if isinstance(n, Text) and n.text[0] == "\\"]
                if runs
                else []
            )
            for run in runs:
                if not any(span.start <= run.start and run.end <= span.end for span in texts):
                    yield self._finding(parsed, run)
                    break

    def _finding(self, parsed: ParsedFormula, run: Span) -> Diagnostic:
        """Chinese characters at least stay legible, and some authors comment in the middle of a formula."""
        severity = Severity.WARNING if parsed.text[run.start].isascii() else Severity.INFO
        return self.found(parsed.locate(run), "a sentence is set as a formula here", severity=severity)


def _sentences(text: str) -> Iterator[Span]:
    for match in _CHINESE.finditer(text):
        if _MARK.search(match[0]):
            yield Span(*match.span())
    for match in _ENGLISH.finditer(text):
        words = re.findall("[A-Za-z]+", match[0].lower())
        if sum(word in _FUNCTION_WORDS for word in words) >= 2:
            yield Span(*match.span())
