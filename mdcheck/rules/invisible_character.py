"""D102: characters that nobody sees and every program reads."""

import re
import unicodedata
from collections.abc import Iterator

from mdcheck.model.diagnostic import Diagnostic, Edit, Fix, Severity
from mdcheck.model.page import Page
from mdcheck.model.source import Span
from mdcheck.patterns import regex
from mdcheck.rules.base import Invalid, Needs, Rule, Valid

# Joiners have work to do in emoji and in scripts that join letters; a byte order mark may begin a file.
_ALWAYS = "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069"
_CONTROL = "\x00-\x08\x0b\x0e-\x1f\x7f"
_CONTROLS = regex(f"[{_CONTROL}]+")
_MANY = 10
_INVISIBLE = regex(rf"[{_ALWAYS}{_CONTROL}]+|(?<!^)\ufeff+|(?<![^\x00-\x7f\u2e80-\uffef])[\u200c\u200d]+")


class InvisibleCharacter(Rule):
    """stray zero-width, directional and control characters.

    ## What it does
    Reports zero-width spaces and joiners, soft hyphens, direction marks, byte order marks inside the
    text, and control characters. Joiners inside emoji and joining scripts are left alone. A file with control
    characters at more than ten places is no text: one finding, at the first.

    ## Why is this bad?
    They come along with copied text. Search does not find the word, a link's anchor changes, code does
    not run and a formula is read as other symbols, and nothing of it can be seen.

    ## How to mend it
    Delete them; the fix does so, together with the blanks after one that begins a line. Where a line
    holds nothing else and keeps a paragraph together, the author has to decide.
    """

    code = "D102"
    name = "invisible-character"
    severity = Severity.WARNING
    needs = Needs.DOCUMENT
    valid = (
        Valid("\ufeff# 标题 with a byte order mark"),
        Valid("👩\u200d💻 writes می\u200cخواهم"),
    )
    invalid = (
        Invalid("交叉\u200b熵 $x\u200b+y$", at=("\u200b", "\u200b"), fixed="交叉熵 $x+y$"),
        Invalid("cross\u00adentropy\u2060 loss", at=("\u00ad", "\u2060"), fixed="crossentropy loss"),
        Invalid("一\n\n\u200b\t二\n", at=("\u200b",), fixed="一\n\n二\n"),
        Invalid("一\n\u200b\n二\n", at=("\u200b",)),
        Invalid("\x03ab" * 11, at=("\x03",)),
        Invalid("soft\u200dmax", at=("\u200d",), fixed="softmax"),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Report each run of invisible characters."""
        controls = [Span(*match.span()) for match in _CONTROLS.finditer(page.source.text)]
        if len(controls) > _MANY:
            more = f"{len(controls) - 1:,} more places"
            yield self.found(controls[0], f"control characters here and at {more}: the file is no text")
            return
        for match in _INVISIBLE.finditer(page.source.text):
            span = Span(*match.span())
            name = unicodedata.name(match[0][0], f"control character U+{ord(match[0][0]):04X}")
            edit = _deletion(page.source.text, span)
            fix = Fix("delete it", (edit,)) if edit else None
            yield self.found(span, f"invisible character: {name.lower()}", fix=fix)


def _deletion(text: str, span: Span) -> Edit | None:
    """What deletes the characters and changes nothing else; None if they keep two blocks together.

    At the beginning of a line, blanks after them would turn the line into indented code, so these go as well.
    """
    line_start = max(text.rfind(end, 0, span.start) for end in "\r\n") + 1
    if text[line_start : span.start].strip():
        return Edit(span, "")
    rest = re.compile(r"[ \t]*").match(text, span.end)
    end = rest.end() if rest else span.end
    alone = text[end : end + 1] in ("", "\r", "\n")
    return None if alone and not _stands_apart(text, line_start, end) else Edit(Span(span.start, end), "")


def _stands_apart(text: str, start: int, end: int) -> bool:
    """Whether the lines before and after the line from ``start`` to ``end`` are blank."""
    before = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : start]
    following = text.find("\n", end) + 1 or len(text)
    after = text[following : text.find("\n", following) + 1 or len(text)]
    return not before.strip() and not after.strip()
