r"""Every relation in the notes of ``formulas/`` comes to what the comment behind it says.

``<!-- expect: supported -->`` speaks of all claims since the comment before; ``supported; refuted`` of each
in its turn. The words are ``supported`` (or proved), ``refuted``, ``assumed``, ``undecided`` (perhaps with
its reason), ``unrefuted`` (anything but refuted: nothing universal is asserted) and ``unsupported``.
``refuted, now: undecided`` (or ``nothing``, where no claim is found) is a known gap; it may only ever be one
of silence, and has to go when it is closed: ``python -m tests.spec.refresh``.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from mdcheck.config import Config
from mdcheck.markdown import read
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.source import Source
from mdcheck.model.verdict import Undecided, verdict_name
from mdcheck.verify.formulas import judge_formulas

NOTES = sorted((Path(__file__).parent / "formulas").glob("*.md"))
COMMENT = re.compile(r"<!-- expect: (.*?) -->")
WORDS = frozenset(("supported", "refuted", "assumed", "undecided", "unrefuted", "unsupported", "nothing"))
UNSOUND = {
    ("supported", "refuted"),
    ("assumed", "refuted"),
    ("unrefuted", "refuted"),
    ("refuted", "supported"),
    ("unsupported", "supported"),
}
"""What is expected, and what it must never come to."""
SILENT = ("undecided", "assumed", "nothing")


@dataclass(frozen=True)
class Expected:
    """One claim with what is expected of it.

    Attributes:
        line: Of the comment, from 1.
        wish: What is right.
        now: What it comes to as long as the gap is known; the wish itself if there is none.
        claim: The claim; None if there is none where one was expected.
    """

    line: int
    wish: str
    now: str
    claim: JudgedClaim | None

    @property
    def came(self) -> str:
        """The verdict in the words of the comments."""
        return "nothing" if self.claim is None else word_of(self.claim)

    def __str__(self) -> str:
        text = self.claim.text if self.claim else ""
        reading = f" [{self.claim.reading}]" if self.claim else ""
        return f"line {self.line}: expected {self.wish}, came to {self.came}: {text}{reading}"


@pytest.fixture(scope="module", params=NOTES, ids=lambda path: path.stem)
def expectations(request) -> list[Expected]:
    return expected(request.param.read_text(encoding="utf-8"))


def test_true_is_never_refuted_and_false_never_supported(expectations: list[Expected]):
    assert not [str(e) for e in expectations if (e.wish.split()[0], e.came.split()[0]) in UNSOUND]


def test_comes_to_what_is_expected(expectations: list[Expected]):
    assert not [str(e) for e in expectations if not fits(e.now, e.came)]


def test_known_gaps_are_gaps_of_silence(expectations: list[Expected]):
    gaps = [e for e in expectations if e.now != e.wish]
    assert not [f"line {e.line}: {e.now}" for e in gaps if e.now.split()[0] not in SILENT]


def expected(text: str) -> list[Expected]:
    """What a note's comments say, beside what its claims come to."""
    comments = list(COMMENT.finditer(text))
    note = COMMENT.sub(lambda found: " " * len(found[0]), text)
    claims = list(judge_formulas(read(Source("note.md", note)), Config().macros))
    found: list[Expected] = []
    start = 0
    for comment in comments:
        mine = [c for c in claims if start <= c.span.start < comment.start()]
        start = comment.end()
        found += beside(text.count("\n", 0, start) + 1, comment[1].split(";"), mine)
    assert not [c.text for c in claims if c.span.start >= start], "claims that no comment speaks of"
    return found


def beside(line: int, entries: list[str], claims: list[JudgedClaim]) -> list[Expected]:
    """The entries of one comment with the claims that they speak of."""
    if len(entries) == 1:
        entries = entries * max(1, len(claims))
    assert len(claims) in (0, len(entries)), f"line {line}: {[c.text for c in claims]}"
    found = []
    for number, entry in enumerate(entries):
        wish, _, now = (part.strip() for part in entry.partition(", now:"))
        assert {word.split()[0] for word in (wish, now) if word} <= WORDS, f"line {line}: {entry}"
        found.append(Expected(line, wish, now or wish, claims[number] if claims else None))
    return found


def word_of(claim: JudgedClaim) -> str:
    """A claim's verdict as comments write it."""
    name = verdict_name(claim.verdict)
    if isinstance(claim.verdict, Undecided):
        return f"undecided {claim.verdict.reason}"
    return "supported" if name == "proved" else name


def fits(wanted: str, came: str) -> bool:
    """Whether a verdict is the wanted one; a reason counts only where the comment names it."""
    if wanted in ("unrefuted", "unsupported"):
        return came != wanted.removeprefix("un")
    return came == wanted or came.split()[0] == wanted
