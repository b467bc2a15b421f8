"""D101: characters that were lost between bytes and text."""

import re
from collections.abc import Iterator

from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.page import Page
from mdcheck.model.source import Span
from mdcheck.rules.base import Invalid, Needs, Rule, Valid

_REPLACEMENT = re.compile("\ufffd+")


class InvalidEncoding(Rule):
    """bytes that are no UTF-8, and replacement characters that an earlier conversion left behind.

    ## What it does
    Reports every place where the file's bytes are no UTF-8 text, and every U+FFFD that is stored in the file.

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
        faults = {fault.span: fault.message for fault in page.source.faults}
        for span, message in faults.items():
            yield self.found(span, message)
        for match in _REPLACEMENT.finditer(page.source.text):
            if not any(span.start < match.end() and match.start() < span.end for span in faults):
                yield self.found(Span(*match.span()), "a character was lost here by an earlier conversion")
