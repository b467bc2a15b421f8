"""L206: characters that only look like the mathematical ones."""

import re
from collections.abc import Iterator
from typing import Final

from mdcheck.latex import walk
from mdcheck.latex.formulas import ParsedFormula, parsed_formulas
from mdcheck.latex.tree import Text
from mdcheck.model.diagnostic import Diagnostic, Edit, Fix, Severity
from mdcheck.model.page import Page
from mdcheck.model.source import Span
from mdcheck.patterns import regex
from mdcheck.rules.base import Invalid, Needs, Rule, Valid

# KaTeX sets each of these as text of another font, without the spacing of an operator or relation. Full-width
# commas and stops stay: they punctuate the sentence around the formula.
_CYRILLIC: Final = dict(zip("аеорсухіјѕАВЕКМНОРСТХІЈЅ", "aeopcyxijsABEKMHOPCTXIJS", strict=True))
_DASHES: Final = dict.fromkeys("‐‑‒–—―－﹣", "-")
_FULL_WIDTH: Final = {
    chr(ord(char) + 0xFEE0): char
    for char in "()[]+<=>|/*0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
}
_SYMBOLS: Final = {
    "µ": r"\mu", "∆": r"\Delta", "∊": r"\in", "∅": r"\emptyset", "⊤": r"\top", "•": r"\bullet",
    "∶": ":", "∕": "/", "⁄": "/", "∥": r"\|", "‖": r"\|", "❘": "|", "│": "|", "ǀ": "|",
    "’": "'", "′": "'", "´": "'", "″": "''", "〈": r"\langle", "〉": r"\rangle", "ﬁ": "fi", "ﬂ": "fl",
}  # fmt: skip
LOOKALIKES: Final = {**_CYRILLIC, **_DASHES, **_FULL_WIDTH, **_SYMBOLS}
_IDEOGRAPH: Final = regex(r"[\u3400-\u9fff]")
_PATTERN: Final = regex(f"[{''.join(map(re.escape, LOOKALIKES))}]")


class LookalikeCharacter(Rule):
    r"""characters in formulas that only look like the right ones.

    ## What it does
    Reports Cyrillic letters, dashes for minus, full-width letters, brackets and operators, and symbols
    that KaTeX does not know as mathematics. Words inside a formula, and the brackets around them, are
    left alone, and so is what KaTeX reads rightly, as U+2212 for minus, `×`, `≤` or `α`.

    ## Why is this bad?
    They are set in another font and with the spacing of a letter, and search and every program read
    another symbol.

    ## How to mend it
    Type the right character; the fix does so.
    """

    code = "L206"
    name = "lookalike-character"
    severity = Severity.WARNING
    needs = Needs.TREES
    valid = (
        Valid(r"$a − b × c ≤ α ∈ ℝ$，$\text{当（а – б）时}$，$P（好瓜=是）$"),
        Valid("Привет – мир（文）"),
    )
    invalid = (
        Invalid("$а + x$", at=("а",), fixed="$a + x$"),
        Invalid("$x – 1 （y＝2）$", at=("–", "（", "＝", "）"), fixed="$x - 1 (y=2)$"),
        Invalid("损失 $∆w$", at=("∆",), fixed=r"损失 $\Delta w$"),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Report each look-alike outside words."""
        for parsed in parsed_formulas(page.document, page.macros):
            matches = list(_PATTERN.finditer(parsed.text))
            texts = [node.span for node in walk(parsed.tree) if isinstance(node, Text)] if matches else []
            for match in matches:
                words = any(span.start <= match.start() < span.end for span in texts)
                if not words and not _holds_words(match, parsed.text):
                    yield self._finding(parsed, match)

    def _finding(self, parsed: ParsedFormula, match: re.Match[str]) -> Diagnostic:
        right = LOOKALIKES[match[0]]
        runs_on = right[0] == "\\" and right[-1].isalpha() and parsed.text[match.end() :][:1].isalpha()
        span = parsed.locate(Span(*match.span()))
        fix = Fix(f"write {right}", (Edit(span, right + " " * runs_on),))
        return self.found(span, f"{match[0]} (U+{ord(match[0]):04X}) is not {right}", fix=fix)


def _holds_words(bracket: re.Match[str], text: str) -> bool:
    """Whether a full-width bracket stands around Chinese words, as it should."""
    inside = text[bracket.end() :] if bracket[0] in "（［" else text[: bracket.start()][::-1]
    return bracket[0] in "（［）］" and bool(_IDEOGRAPH.match(inside))
