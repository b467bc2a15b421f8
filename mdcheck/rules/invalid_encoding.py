"""D101: characters that were lost between bytes and text."""

from collections.abc import Iterator

from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.page import Page
from mdcheck.model.source import Span
from mdcheck.patterns import regex
from mdcheck.rules.base import Invalid, Needs, Rule, Valid

_REPLACEMENT = regex("\ufffd+")
_MANY = 10


class InvalidEncoding(Rule):
    """bytes that are no UTF-8, and replacement characters that an earlier conversion left behind.

    ## What it does
    Reports every place where the file's bytes are no UTF-8 text, and every U+FFFD that is stored in the file.
    A file with more than ten such places is in another encoding, or no text: one finding, at the first.

    ## Why is this bad?
    A character is lost there, and readers see a black diamond. Often one such place means that the whole
    file was saved in another encoding.

    ## How to mend it
    Save the file as UTF-8 from an editor that opens it in its true encoding; retype what was lost.
    """

    code = "D101"
    name = "invalid-encoding"
    severity = Severity.ERROR
    needs = Needs.DOCUMENT
    valid = (Valid("熵与信息：naïve café, 𝑥 → y"),)
    invalid = (Invalid("交叉熵\ufffd\ufffd损失", at=("\ufffd\ufffd",)),)

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Report faults of decoding, then stored replacement characters."""
        faults = page.source.faults
        if len(faults) > _MANY:
            yield self.found(
                faults[0].span,
                f"bytes are no UTF-8 here and at {len(faults) - 1:,} more places: "
                "the file is in another encoding, or no text",
            )
        else:
            yield from (self.found(fault.span, fault.message) for fault in faults)
        broken = {fault.span.start for fault in faults}
        for match in _REPLACEMENT.finditer(page.source.text):
            if broken.isdisjoint(range(*match.span())):
                yield self.found(Span(*match.span()), "a character was lost here by an earlier conversion")
