"""What a word of a sentence is: its part, what it stands for, its spellings; and how numbers are written."""

import re
from collections.abc import Iterator

from mdcheck.patterns import regex
from mdcheck.records import dataclass

NUMBER = (
    r"[-−+正负]?\s?(?:\d+(?:\.\d+)?(?:/\d+)?|∞|无穷大?|infinity|inf\b)|(?:minus|plus|negative|positive) infinity"
    r"|ln\s?\(?2\)?|log\s?\(?2\)?|log\s?\(?[nKk]\)?|ln\s?\(?[nKk]\)?|零|一(?![个种半定])|zero|one(?![ -]hot)"
)


@dataclass(frozen=True, slots=True)
class Word:
    """One meaning: its part, what it stands for, and the patterns of its spellings.

    ``NUM`` in a pattern stands for a number; a blank of the English one is any white space or hyphen.
    """

    part: str
    value: str
    zh: str = ""
    en: str = ""

    def patterns(self) -> Iterator[re.Pattern[str]]:
        """Its spellings in each language; numbers and places that they hold are groups."""
        english = re.sub(r" (?![?+*])", r"[\\s\\-]+", self.en.replace(" ?", r"[\s\-]?"))
        for spelling in (self.zh, rf"\b(?:{english})(?![A-Za-z])" if english else ""):
            if spelling:
                numbered = spelling.replace("NUM", rf"(?:{NUMBER})")
                yield regex(rf"\s*(?:{numbered})", re.IGNORECASE | re.ASCII)
