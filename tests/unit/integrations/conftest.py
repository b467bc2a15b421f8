"""A folder with notes, their evidence, and a site to be built from them."""

import pytest

from mdcheck.config import Config
from mdcheck.model.source import Source
from mdcheck.pipeline.run import Checker
from mdcheck.report.base import load
from mdcheck.report.palette import Palette
from mdcheck.report.result import Result
from mdcheck.report.summary import Summary


@pytest.fixture
def evidence_of(tmp_path):
    """Check texts by name, and write the evidence to a file of the temporary folder."""

    def write(**notes: str):
        report = load("evidence")(Palette(colour=False))
        checker = Checker.of(Config(execute=False))
        for name, text in notes.items():
            report.page(Result.of(checker.source(Source(f"notes/{name}.md", text))))
        file = tmp_path / "evidence.json"
        file.write_text(report.end(Summary(), 0.0), encoding="utf-8")
        return file

    return write
