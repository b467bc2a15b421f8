"""Several processes find what one finds, in the same order; none of them is missed when it dies."""

import os
import signal
import time

import pytest

from mdcheck.config import Config
from mdcheck.pipeline.crew import CrewError
from mdcheck.pipeline.processes import Processes

TRUE, FALSE = "$$1 + 1 = 2$$", "$$1 + 1 = 3$$"


@pytest.fixture
def notes(project):
    for number in range(12):
        project.write(f"n{number:02}.md", f"# {number}\n\n![x](x{number}.png)\n\n{(TRUE, FALSE)[number % 2]}")
    return project


def test_two_processes_report_what_one_reports(notes):
    assert notes.report(cached=False, jobs=2) == notes.report(cached=False, jobs=1)
    assert notes.report(cached=True, jobs=2) == notes.report(cached=True, jobs=1)


def test_an_unknown_rule_is_told_before_anything_starts(notes):
    run = notes.mdcheck("check", "--select", "D999", "--jobs", "2")
    assert run.returncode == 2
    assert "no rule is called 'D999'" in run.stderr


def test_a_process_that_is_killed_loses_nothing():
    crew = Processes(Config(execute=False), None, 2)
    fetches = [crew.submit(f"n{number}.md", FALSE.encode()) for number in range(8)]
    for hand in list(crew._hands):
        os.kill(hand.process.pid, signal.SIGKILL)
    assert all(b"refuted-arithmetic" in fetch().head for fetch in fetches)
    crew.close()


def test_a_note_that_kills_every_process_is_given_up(monkeypatch):
    crew = Processes(Config(execute=False), None, 1)
    fetch = crew.submit("n.md", b"")
    other = crew.submit("o.md", FALSE.encode())
    lost = crew._lost

    def killed_again(hand):
        lost(hand)
        crew._assign()
        for each in crew._hands:
            if each.task is not None and each.task.path == "n.md":
                os.kill(each.process.pid, signal.SIGKILL)

    monkeypatch.setattr(Processes, "_lost", lambda _, hand: killed_again(hand))
    os.kill(crew._hands[0].process.pid, signal.SIGKILL)
    with pytest.raises(CrewError, match="ended early"):
        fetch()
    assert b"refuted-arithmetic" in other().head
    crew.close()


@pytest.mark.parametrize(
    ("stop", "code", "delay"),
    [(signal.SIGINT, 130, 0.6), (signal.SIGINT, 130, 1.2), (signal.SIGKILL, -signal.SIGKILL, 1.0)],
)
def test_a_run_that_is_stopped_leaves_a_cache_that_tells_the_truth(notes, stop, code, delay):
    run = notes.start("check", "--jobs", "2", "--output-format", "concise", "-q")
    time.sleep(delay)
    os.killpg(run.pid, stop)
    out, err = run.communicate()
    assert run.returncode in (code, 1)  # it may have come to its end before
    assert "Traceback" not in err
    fresh = notes.mdcheck("check", "--no-cache", "--output-format", "concise", "-q")
    after = notes.mdcheck("check", "--output-format", "concise", "-q")
    again = notes.mdcheck("check", "--output-format", "concise", "-q")
    assert fresh.stdout == after.stdout == again.stdout
    assert fresh.stdout.startswith(out)
    assert len(fresh.stdout.splitlines()) == 18


def test_two_runs_at_once_find_the_same(notes):
    runs = [notes.start("check", "--output-format", "concise", "-q") for _ in range(2)]
    outputs = [run.communicate()[0] for run in runs]
    assert outputs[0] == outputs[1]
    assert len(outputs[0].splitlines()) == 18
