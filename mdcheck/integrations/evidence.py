"""The evidence file as the site reads it: what `mdcheck check --evidence` found out about each note."""

import json
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from mdcheck.records import dataclass
from mdcheck.report.content import content_key
from mdcheck.report.formats.evidence import SCHEMA

Record = Mapping[str, Any]
REMEDY = "run `mdcheck check NOTES --evidence {}` first"


class EvidenceError(Exception):
    """The evidence is missing, was made by another mdcheck, or is about another text."""


@dataclass(frozen=True, slots=True)
class NoteEvidence:
    """What is known of one note; records have the names of the JSON report.

    Attributes:
        path: As it was given to the check.
        judged: Whether claims were judged and fences looked at.
        macros: Macros in force in its formulas.
        formulas: Each formula in order: its text, line and claims.
        fences: Each code fence in order: its line, and its status if it was looked at.
        sentences: Claims that are in no formula.
        diagnostics: The findings.
    """

    path: str
    judged: bool
    macros: Mapping[str, str]
    formulas: Sequence[Record]
    fences: Sequence[Record]
    sentences: Sequence[Record]
    diagnostics: Sequence[Record]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence of a run, note by note."""

    file: Path
    notes: Mapping[str, NoteEvidence]

    @classmethod
    def load(cls, file: Path) -> "Evidence":
        """The evidence in ``file``.

        Raises:
            EvidenceError: There is none, or it is not this version's.
        """
        remedy = REMEDY.format(file)
        try:
            found = json.loads(file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise EvidenceError(f"there is no evidence at {file}: {remedy}") from None
        except (OSError, ValueError) as error:
            raise EvidenceError(f"the evidence at {file} cannot be read ({error}): {remedy}") from None
        if (found.get("schema"), found.get("version")) != (SCHEMA, version("mdcheck")):
            raise EvidenceError(f"the evidence at {file} was made by another version of mdcheck: {remedy}")
        return cls(file, {key: NoteEvidence(**note) for key, note in found["notes"].items()})

    def knows(self, text: str) -> bool:
        """Whether a note with that text was checked."""
        return content_key(text) in self.notes

    def about(self, text: str, name: str = "this text") -> NoteEvidence:
        """What is known of a note with that text.

        Raises:
            EvidenceError: Nothing is: the note is new, or has changed since it was checked.
        """
        note = self.notes.get(content_key(text))
        if note is None or not note.judged:
            state = "is stale: it does not know" if note is None else "was made without judging"
            raise EvidenceError(f"the evidence at {self.file} {state} {name}; {REMEDY.format(self.file)}")
        return note
