"""A disk that is full and a cache that may not be written cost time, and no finding."""

import ctypes
import os
import resource
import signal

import pytest

COMMAND = ("check", "--no-exec", "--jobs", "2", "--output-format", "concise", "-q")
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE = 24, 1  # linux/prctl.h, linux/capability.h


@pytest.fixture
def notes(project):
    """A finding in every second note."""
    for number in range(9):
        project.write(f"n{number}.md", f"# {number}\n\n$$1 + 1 = {2 + number % 2}$$\n")
    return project


def no_more_than(size: int):
    """What makes every write beyond the first bytes of a file fail, as on a full disk."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


@pytest.mark.parametrize("size", [0, 100, 8_192, 20_000])
def test_a_full_disk_costs_no_finding(notes, size):
    fresh = notes.mdcheck(*COMMAND, "--no-cache").stdout
    assert len(fresh.splitlines()) == 4
    full = notes.mdcheck(*COMMAND, preexec_fn=no_more_than(size))
    assert (full.stdout, full.returncode) == (fresh, 1)
    assert "Traceback" not in full.stderr
    assert full.stderr.count("cannot be written") <= 1
    assert full.stderr.count("one process does all") == (size == 0)
    for _ in range(2):  # there is room again: results are kept, and believed
        assert notes.mdcheck(*COMMAND).stdout == fresh


def without_override() -> None:
    """Take from root, too, the right to write what may not be written."""
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0)


def test_a_cache_that_may_not_be_written_costs_no_finding(notes):
    fresh = notes.mdcheck(*COMMAND, preexec_fn=without_override).stdout
    notes.write("n8.md", "$$1 + 1 = 3$$")
    places = (notes.root, *notes.root.rglob("*"))
    for place in places:
        place.chmod(0o555 if place.is_dir() else 0o444)
    read_only = notes.mdcheck(*COMMAND, preexec_fn=without_override)
    for place in places:
        place.chmod(0o755)
    assert read_only.stdout.splitlines()[:-1] == fresh.splitlines()
    assert read_only.stdout.splitlines()[-1].startswith("n8.md:1:3: error[F303]")
    assert "cannot be written" in read_only.stderr


def test_a_report_that_does_not_fit_on_the_disk_is_named_and_leaves_nothing_behind(notes):
    (notes.root / "report.sarif").write_text("of yesterday")
    full = notes.mdcheck(
        *COMMAND, "--no-cache", "--output", "sarif:report.sarif", preexec_fn=no_more_than(100)
    )
    assert full.returncode == 2
    assert "report.sarif" in full.stderr
    assert "cannot be written" in full.stderr
    assert (notes.root / "report.sarif").read_text() == "of yesterday"
    assert not list(notes.root.glob("*.part"))


def test_who_reads_the_report_may_stop_early(notes):
    command = [*COMMAND, "--no-cache", "--output", "sarif:report.sarif"]
    run = notes.start(*command)
    run.stdout.close()
    errors = run.stderr.read()
    assert run.wait() == 2
    assert errors == ""
