"""The contained child's life: lock itself in, read the page, run it, say what it saw, and end."""

import contextlib
import io
import json
import os
import sys
from typing import NoReturn

from mdcheck.execute.protocol import Job
from mdcheck.execute.sandbox import Cell, UncontainedError, contain
from mdcheck.execute.worker.page import study


def live(job: Job, *, report: int, directory: str) -> NoReturn:
    """Run the job in this process, write events to the descriptor ``report``, and exit; never returns."""
    try:
        report = _close_everything_but(report)
        _live(job, report, directory)
        _write(report, {"done": True})
    except BaseException as error:
        with contextlib.suppress(BaseException):
            _write(report, {"crash": f"{type(error).__name__}: {error}"})
    finally:
        os._exit(0)


def _live(job: Job, report: int, directory: str) -> None:
    os.environ.update(HOME=directory, TMPDIR=directory)
    try:
        cell = Cell(directory, cpu_seconds=int(job.cpu_seconds) + 1, graphics=job.device == "cuda")
        _write(report, {"missing": list(contain(cell))})
    except UncontainedError as reason:
        _write(report, {"uncontained": str(reason)})
        return
    for event in study(job):
        _write(report, event)


def _close_everything_but(report: int) -> int:
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(report, 3)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    os.closerange(4, 1 << 16)
    sys.stdin = io.StringIO()
    return 3


def _write(report: int, event: object) -> None:
    data = memoryview(json.dumps(event).encode() + b"\n")
    while data:
        data = data[os.write(report, data) :]
