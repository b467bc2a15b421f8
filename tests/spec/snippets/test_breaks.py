"""Each of six fences agrees as it stands, and is reported with any of ten slips in it."""

import pytest

pytest.importorskip("torch")

from mdcheck.config import Config
from mdcheck.execute import run_fences
from mdcheck.markdown import read
from mdcheck.model.snippet import Snippet
from mdcheck.model.source import Source
from tests.spec.snippets.broken import BREAKS


def snippet(heading: str, code: str) -> Snippet:
    source = Source("note.md", f"# {heading}\n\n```python{code}```\n")
    return run_fences(source, read(source), Config(canonical=("impl",)))[0]


@pytest.mark.parametrize("heading", BREAKS)
def test_any_of_ten_slips_is_reported(heading: str) -> None:
    code, *slips = BREAKS[heading]
    assert len(slips) == 10
    as_it_stands = snippet(heading, code)
    assert (as_it_stands.status, as_it_stands.findings) == ("agrees", ())
    missed = {}
    for old, new in slips:
        assert code.count(old) >= 1
        broken = snippet(heading, code.replace(old, new, 1))
        if broken.status != "disagrees":
            missed[f"{old} -> {new}"] = (broken.status, dict(broken.evidence))
    assert not missed
