"""The fork server from the checker's side: when it cannot work, nobody is told that all is well."""

import sys
from pathlib import Path

import pytest

from mdcheck.config import Config
from mdcheck.execute import Job, client
from mdcheck.execute.client import WorkerError, run_job
from mdcheck.execute.protocol import Fence
from mdcheck.model.source import Source
from mdcheck.pipeline.stages import read
from mdcheck.rules.base import Needs

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="containment is for Linux")
JOB = Job((Fence("1 + 1"),), seed=4)


@pytest.fixture
def broken_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package that shadows one of the standard library's, so that the server dies while it imports."""
    (tmp_path / "resource.py").write_text("raise RuntimeError('no such limits here')")
    monkeypatch.syspath_prepend(str(tmp_path))
    client.close()
    return tmp_path


def test_a_server_that_dies_twice_before_it_answers_is_an_error(broken_start: Path) -> None:
    with pytest.raises(WorkerError, match="RuntimeError: no such limits here"):
        run_job(JOB)


def test_the_error_is_a_finding_of_the_note(broken_start: Path) -> None:
    page, failures = read(
        Source("n.md", "```python\n1 + 1\n```\n"), Config(root=str(broken_start)), [Needs.SNIPPETS]
    )
    assert page.snippets is None
    assert [failure.code for failure in failures] == ["X901"]
    assert "no such limits here" in failures[0].message


def test_a_server_that_died_after_an_answer_is_replaced() -> None:
    assert run_job(JOB).end == "done"
    for server in client._servers.values():
        server.process.kill()
        server.process.wait()
    assert run_job(JOB).fences[0].ran == 1


def test_a_page_that_waits_is_cut_off_by_the_clock() -> None:
    code = "import time\ntime.sleep(60)"
    report = run_job(Job((Fence(code),), statement_seconds=0.2))
    assert report.fences[0].skipped == {"takes longer than the time limit": 1}


def test_a_comparison_that_runs_out_of_time_is_undecided() -> None:
    code = "import torch\n\n\ndef softmax(x):\n    while True:\n        x = x / torch.exp(x).sum(-1)"
    job = Job((Fence(code),), compare_seconds=0.5, canonical=("impl",), root=str(Path(__file__).parents[3]))
    report = run_job(job)
    assert report.fences[0].comparison == "undecided"
    assert "time limit" in report.fences[0].evidence["softmax: reason"]
