"""Every note beside this file comes to what the info string of its fence says.

``true``: recognised, agrees, nothing is reported. ``silent``: nothing is reported. ``false``: an error.
``warned eps``: a warning, and no error, whose message speaks of eps.
"""

import re
from pathlib import Path

import pytest

from mdcheck.config import Config
from mdcheck.markdown import read
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.source import Source
from mdcheck.model.verdict import Refuted, Supported
from mdcheck.verify import judge

HERE = Path(__file__).parent
FENCE = re.compile(r"^~~~ (?P<wish>\w+) ?(?P<said>.*?)$\n(?P<note>.*?)^~~~$", re.MULTILINE | re.DOTALL)
SECTION = re.compile(r"^## (.*)$", re.MULTILINE)
CANON = ("definition", "recurrence")


def cases() -> list[tuple[str, str, str, str]]:
    """Each note with its name, what is wished, and what a warning must speak of."""
    found = []
    for path in sorted(HERE.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        for fence in FENCE.finditer(text):
            section = [
                title[1] for title in SECTION.finditer(text, 0, fence.start()) if outside(text, title.start())
            ]
            line = text.count("\n", 0, fence.start()) + 1
            found.append((f"{path.stem}:{line} {section[-1]}", fence["wish"], fence["said"], fence["note"]))
    return found


def outside(text: str, place: int) -> bool:
    """Whether a place is in no fence."""
    return not any(f.start() < place < f.end() for f in FENCE.finditer(text))


def claims(note: str) -> tuple[JudgedClaim, ...]:
    return judge(read(Source("note.md", note)), Config())


def comes_to(found: tuple[JudgedClaim, ...]) -> str:
    """``false``, ``warned``, ``true`` or ``silent``."""
    if any(isinstance(claim.verdict, Refuted) for claim in found):
        return "false"
    held = [claim for claim in found if claim.kind in CANON and isinstance(claim.verdict, Supported)]
    if any(claim.evidence.get("warn") for claim in held):
        return "warned"
    return "true" if held else "silent"


@pytest.mark.parametrize(("wish", "said", "note"), [c[1:] for c in cases()], ids=[c[0] for c in cases()])
def test_comes_to_what_is_expected(wish: str, said: str, note: str):
    found = claims(note)
    assert comes_to(found) == wish, [(c.kind, c.text, c.verdict, c.evidence) for c in found]
    if said:
        assert any(said in claim.evidence.get("convention", "") for claim in found)


def test_there_are_pairs_enough():
    wishes = [case[1] for case in cases()]
    assert wishes.count("true") >= 60
    assert wishes.count("false") >= 60
