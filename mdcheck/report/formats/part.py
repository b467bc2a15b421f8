"""``part``: everything about the notes of a run, for ``mdcheck merge`` to make one report of several."""

import json
from importlib.metadata import version

from mdcheck.report import codec, pages, records
from mdcheck.report.base import Format
from mdcheck.report.palette import Palette
from mdcheck.report.result import Result
from mdcheck.report.summary import Summary

SCHEMA = 1


class Report(Format):
    """Of no use by itself."""

    footed = False
    detailed = True

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self._notes: list[records.Record] = []

    def page(self, result: Result) -> str:
        """Nothing yet: it is one object."""
        source = result.source
        self._notes.append(
            {
                "path": source.path,
                "text": source.text,
                "head": codec.head(result).decode(),
                "body": pages.body(result.page).decode(),
            }
        )
        return ""

    def end(self, summary: Summary, seconds: float) -> str:  # noqa: ARG002
        """The object."""
        run = {"shard": self.run.shard, "shards": self.run.shards, "fail_on": self.run.fail_on.word}
        part = {"schema": SCHEMA, "version": version("mdcheck"), **run, "notes": self._notes}
        return json.dumps(part) + "\n"
