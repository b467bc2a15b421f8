"""`--watch` checks again after a save, and ends quietly."""

import os
import selectors
import signal
import subprocess
import sys
import time

import pytest

from tests.everyday.projects import MAIN

pytest.importorskip("watchfiles")


def read_until(run, words: str, seconds: float = 30.0) -> str:
    """What the run printed up to some words; never waits longer than ``seconds``."""
    os.set_blocking(run.stdout.fileno(), False)
    selector = selectors.DefaultSelector()
    selector.register(run.stdout, selectors.EVENT_READ)
    text, end = "", time.monotonic() + seconds
    while words not in text:
        assert selector.select(end - time.monotonic()), f"{words!r} did not come: {text!r}"
        text += os.read(run.stdout.fileno(), 1 << 16).decode()
    return text


def test_a_save_is_followed_by_a_new_report(project):
    project.write("a.md", "$$1 + 1 = 2$$")
    run = project.start("check", "--watch", "--output-format", "concise")
    try:
        assert "no findings" in read_until(run, "1 file,")
        time.sleep(0.5)  # the watcher begins after the first report
        project.write("a.md", "$$1 + 1 = 3$$")
        assert "a.md:1:3: error[F303]" in read_until(run, "1 error")
        project.write("mdcheck.toml", "select = [")
        time.sleep(1)
        project.write("mdcheck.toml", 'ignore = ["F"]')
        assert "no findings" in read_until(run, "no findings")
        os.killpg(run.pid, signal.SIGINT)
        assert run.wait(20) in (0, 130)
        err = run.stderr.read()
        assert "is not valid TOML" in err
        assert "Traceback" not in err
    finally:
        run.kill()


def test_what_a_run_writes_itself_is_no_reason_for_another(project):
    project.write("a.md", "$$1 + 1 = 2$$")
    command = [sys.executable, "-c", MAIN, "check", "--watch", "--output", "sarif:report.sarif"]
    with (project.root / "out.txt").open("w") as out, (project.root / "err.txt").open("w") as err:
        run = subprocess.Popen(command, cwd=project.root, stdout=out, stderr=err)
        try:
            rounds = wait_for_rounds(project, 1)
            time.sleep(2)
            assert rounds() == 1
            project.write("a.md", "$$1 + 1 = 3$$")
            wait_for_rounds(project, 2)
        finally:
            run.kill()
            run.wait()


def wait_for_rounds(project, count: int, seconds: float = 60.0):
    """Wait for a number of reports; tells how many there are."""

    def rounds() -> int:
        return (project.root / "err.txt").read_text().count("watching")

    end = time.monotonic() + seconds
    while rounds() < count:
        assert time.monotonic() < end
        time.sleep(0.1)
    return rounds


@pytest.mark.parametrize("other", ["--fix", "--diff"])
def test_watching_changes_nothing(project, other):
    assert project.mdcheck("check", "--watch", other).returncode == 2
