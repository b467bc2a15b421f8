"""Colours for terminals, and text made safe to print on them."""

import unicodedata

from mdcheck.model.diagnostic import Severity
from mdcheck.records import dataclass

_RESET = "\x1b[0m"
_CODES = {"bold": "1", "error": "1;31", "warning": "1;33", "info": "1;36", "frame": "1;34", "good": "32"}
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class Palette:
    """Paints text, or leaves it plain."""

    colour: bool

    def paint(self, text: str, style: str) -> str:
        """``text`` in a style: bold, error, warning, info, frame or good."""
        return f"\x1b[{_CODES[style]}m{text}{_RESET}" if self.colour and text else text

    def link(self, text: str, address: str) -> str:
        """``text``, which terminals that can open ``address`` for."""
        return f"\x1b]8;;{address}\x1b\\{text}\x1b]8;;\x1b\\" if self.colour else text

    def severity(self, text: str, severity: Severity) -> str:
        """``text`` in the colour of a severity."""
        return self.paint(text, severity.word)


def one_line(text: str) -> str:
    """``text`` with single blanks for runs of blanks and line ends, safe to print."""
    return visible(" ".join(text.split()))


def visible(text: str) -> str:
    """``text`` on one line; characters that terminals would obey, or not show, become ``<U+200B>``."""
    return "".join(
        f"<U+{ord(char):04X}>" if unicodedata.category(char) in _UNPRINTABLE else char for char in text
    )
