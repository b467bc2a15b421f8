"""What is known of the formulas in docstrings of the canonical package, which were held against its code."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from mdcheck import markdown
from mdcheck.integrations.evidence import EvidenceError, Record
from mdcheck.latex.formulas import formulas
from mdcheck.model.source import Source

SCHEMA = 1
REMEDY = "write it anew with `python -m tools.documented {}`"


@dataclass(frozen=True, slots=True)
class Documented:
    """The formulas of docstrings by their text: the place, and the claims, as notes have them.

    Attributes:
        file: Where that is kept.
        sources: A digest of the package that was checked; empty if nothing is kept.
        records: By text with single blanks.
    """

    file: Path
    sources: str
    records: Mapping[str, Record]

    @classmethod
    def load(cls, file: Path) -> "Documented":
        """What ``file`` holds; nothing if there is none.

        Raises:
            EvidenceError: It is not of this version.
        """
        try:
            found = json.loads(file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return cls(file, "", {})
        except (OSError, ValueError) as error:
            raise EvidenceError(f"{file} cannot be read ({error}): {REMEDY.format(file)}") from None
        if found.get("schema") != SCHEMA:
            raise EvidenceError(f"{file} was made by another version of mdcheck: {REMEDY.format(file)}")
        return cls(file, found["sources"], found["formulas"])

    def covers(self, text: str) -> bool:
        """Whether a text has formulas, and each of them is one of these."""
        found = formulas(markdown.read(Source("", text)))
        return bool(found) and all(key(formula.content.text) in self.records for formula in found)

    def about(self, formula: str) -> Record:
        """What is known of a formula."""
        return self.records[key(formula)]


def digest(files: Iterable[Path]) -> str:
    """A digest of the source of a package."""
    found = hashlib.sha256()
    for file in sorted(files):
        found.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return found.hexdigest()


def key(formula: str) -> str:
    """The text of a formula with single blanks."""
    return " ".join(formula.split())
