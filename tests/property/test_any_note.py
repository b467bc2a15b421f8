"""Whatever the bytes of a note are: findings lie inside it, every format prints them, nothing fails."""

from unicodedata import category

from hypothesis import given, settings
from hypothesis import strategies as st

from mdcheck import markdown
from mdcheck.config import Config
from mdcheck.pipeline.fixes import mend
from mdcheck.pipeline.run import Checker
from mdcheck.report.base import load, names
from mdcheck.report.palette import Palette
from mdcheck.report.result import Result

CHECKER = Checker.of(Config(select=("D", "L", "X")))
PIECES = st.sampled_from(
    [
        *(
            "$",
            "$$",
            "`",
            "```",
            "|",
            "\\",
            "{",
            "}",
            "[",
            "](",
            ")",
            "<!-- mdcheck: ignore[D] x -->",
            "<b>",
            "-->",
        ),
        *(
            "\\frac",
            "\\begin{array}",
            "\\\\",
            "&",
            "\\left(",
            "#",
            "# ",
            "> ",
            "- ",
            "1. ",
            "\n",
            "\r\n",
            "\r",
            "\t",
        ),
        *(
            " ",
            "a",
            "熵",
            "\u200b",
            "\ufeff",
            "𝔼",
            "\x00",
            "![",
            "<!-- mdcheck:",
            "!!! note\n    ",
            ":::",
            "^",
            "_",
        ),
    ]
)
NOTES = st.one_of(
    st.lists(PIECES, max_size=40).map(lambda parts: "".join(parts).encode()), st.binary(max_size=200)
)


def is_obeyed(char: str) -> bool:
    """Whether a terminal would act on a character instead of showing it."""
    return char != "\n" and category(char) in {"Cc", "Cf", "Zl", "Zp"}


@settings(deadline=None)
@given(NOTES)
def test_is_read_reported_and_mended(data: bytes):
    outcome = CHECKER.source(markdown.decode("note.md", data))
    length = len(outcome.page.source.text)
    assert [found for found in outcome.diagnostics if found.rule == "internal-error"] == []
    assert all(0 <= found.span.start <= found.span.end <= length for found in outcome.diagnostics)
    result = Result.of(outcome)
    for name in names():
        report = load(name)(Palette(colour=False))
        printed = report.page(result) + report.end(result.summary, 0.0)
        assert not report.footed or not any(map(is_obeyed, printed))
    mended = mend(result, CHECKER.result, unsafe=True)
    assert [found for found in mended.result.diagnostics if found.rule == "internal-error"] == []
