"""Runs the command line in this process, as a shell would."""

import io
import sys
from dataclasses import dataclass

import pytest

from mdcheck import cli


@dataclass(frozen=True)
class Result:
    """What a run left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def mdcheck(monkeypatch, capsys, tmp_path):
    """``mdcheck("check", "a.md", stdin=b"..")`` in an empty folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")

    def run(*arguments: str, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "argv", ["mdcheck", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        captured = capsys.readouterr()
        return Result(stopped.value.code, captured.out, captured.err)

    return run
