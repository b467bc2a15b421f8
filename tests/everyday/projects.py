"""A project in a folder of its own, checked as a command would check it."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from mdcheck.cache import folder
from mdcheck.pipeline import discovery
from mdcheck.pipeline.session import Session
from mdcheck.pipeline.settings import settings
from mdcheck.report.base import load
from mdcheck.report.palette import Palette
from mdcheck.report.summary import Summary

MAIN = "from mdcheck.cli import main; main()"


@dataclass(frozen=True)
class Project:
    """A folder with a configuration and notes."""

    root: Path

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
        return path

    def report(self, *, cached: bool, jobs: int = 1, cluster=None) -> dict:
        """All that a run finds out, without the time it took."""
        config = settings([str(self.root)])
        kept = folder.place(config.root) if cached else None
        report, summary = load("json")(Palette(colour=False)), Summary()
        with Session(config, folder=kept, jobs=jobs, cluster=cluster, whole=True) as session:
            for result in session.results(discovery.notes([str(self.root)], config)):
                report.page(result)
                summary += result.summary
        return json.loads(report.end(summary, 0.0))

    def run(self, *command: str, **options) -> subprocess.CompletedProcess:
        """Run a program in the folder."""
        return subprocess.run(
            command, cwd=self.root, capture_output=True, encoding="utf-8", check=False, **options
        )

    def mdcheck(self, *arguments: str, **options) -> subprocess.CompletedProcess:
        """Run the command line in the folder."""
        return self.run(sys.executable, "-c", MAIN, *arguments, **options)

    def start(self, *arguments: str) -> subprocess.Popen:
        """Run the command line in the folder, in a process group of its own, without waiting."""
        return subprocess.Popen(
            [sys.executable, "-c", MAIN, *arguments],
            cwd=self.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            encoding="utf-8",
        )

    def git(self, *arguments: str) -> str:
        who = ("-c", "user.name=N", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=false")
        run = subprocess.run(
            ["git", *who, *arguments], cwd=self.root, capture_output=True, encoding="utf-8", check=True
        )
        return run.stdout
