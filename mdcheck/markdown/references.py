"""Link reference definitions at the start of paragraphs."""

from mdcheck.patterns import regex
from mdcheck.records import dataclass

_DEFINITION = regex(
    r"[ \t]{0,3}\[(?P<label>(?!\^)(?:\\.|[^\[\]\\\n])++)\]:[ \t]*(?:\r?\n)?[ \t]*"
    r"(?:<(?P<angle>[^<>\n]*)>|(?P<bare>[^\s<]\S*))"
    r"(?:[ \t]*(?:\r?\n)?(?<=\s)[ \t]*(?:\"[^\"]*+\"|'[^']*+'|\([^()]*+\)))?+[ \t]*(?=\r?\n|\Z)"
)


@dataclass(frozen=True, slots=True)
class Definition:
    """A definition by offsets into its paragraph."""

    start: int
    end: int
    label: str
    target: str


def peel(text: str) -> tuple[list[Definition], int]:
    """The definitions that a paragraph begins with, and where the rest of it begins."""
    found: list[Definition] = []
    at = 0
    while match := _DEFINITION.match(text, at):
        if not match["label"].strip():
            break
        target = match["angle"] if match["angle"] is not None else match["bare"]
        found.append(Definition(match.start("label") - 1, match.end(), match["label"], target))
        at = match.end()
        while at < len(text) and text[at] in "\r\n":
            at += 1
    return found, at
