"""Findings that a team has decided to live with for now, known by their content and not by their lines."""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import field
from pathlib import Path

from mdcheck.config import ConfigError
from mdcheck.records import dataclass
from mdcheck.report.fingerprints import fingerprints
from mdcheck.report.result import Result

DEFAULT = ".mdcheck-baseline.json"
SCHEMA = 1
_ALWAYS_SAID = ("internal-error", "unreadable-file")


@dataclass(slots=True)
class Baseline:
    """What was found in each note when the baseline was made: fingerprint to what it was, in words.

    Attributes:
        root: The folder that notes are named from.
        notes: The findings by note.
        seen: Which of them were found again.
        checked: The notes that were looked at.
    """

    root: str
    notes: Mapping[str, Mapping[str, str]]
    seen: set[tuple[str, str]] = field(default_factory=set)
    checked: set[str] = field(default_factory=set)

    @classmethod
    def load(cls, file: Path, root: str) -> "Baseline":
        """Read a baseline.

        Raises:
            ConfigError: If it is missing, or not what ``mdcheck baseline`` writes.
        """
        try:
            data = json.loads(file.read_text(encoding="utf-8"))
            if data["schema"] != SCHEMA:
                raise ConfigError(f"{file}: this baseline is another version's: run `mdcheck baseline`")
            return cls(root, {name: dict(found) for name, found in data["notes"].items()})
        except FileNotFoundError:
            raise ConfigError(f"{file}: there is no baseline: `mdcheck baseline` writes one") from None
        except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
            raise ConfigError(f"{file}: is no baseline: {error}") from None

    def without(self, result: Result) -> Result:
        """The result without what the baseline knows."""
        name = _name(result, self.root)
        known = self.notes.get(name, {})
        self.checked.add(name)
        kept = []
        for found, fingerprint in zip(
            result.diagnostics, fingerprints(result.diagnostics, result.source), strict=True
        ):
            if fingerprint in known and found.rule not in _ALWAYS_SAID:
                self.seen.add((name, fingerprint))
            else:
                kept.append(found)
        return result.finding(tuple(kept))

    def gone(self) -> list[str]:
        """What is not found any more, in words, in the notes that were looked at or are deleted."""
        return [
            f"{name}: {words}"
            for name, found in self.notes.items()
            if name in self.checked or not os.path.exists(os.path.join(self.root, name))
            for fingerprint, words in found.items()
            if (name, fingerprint) not in self.seen
        ]


def written(results: Iterable[Result], root: str) -> tuple[str, int]:
    """The text of a baseline with all that was found, and how much that is."""
    notes = {}
    for result in results:
        prints = fingerprints(result.diagnostics, result.source)
        found = {
            fingerprint: f"{item.code} {item.rule}: {item.message}"
            for item, fingerprint in zip(result.diagnostics, prints, strict=True)
            if item.rule not in _ALWAYS_SAID
        }
        if found:
            notes[_name(result, root)] = found
    text = json.dumps({"schema": SCHEMA, "notes": notes}, ensure_ascii=False, indent=1, sort_keys=True)
    return f"{text}\n", sum(map(len, notes.values()))


def _name(result: Result, root: str) -> str:
    return os.path.relpath(result.source.path, root).replace(os.sep, "/")
