"""Words for the author: what is wrong, where, and what would mend it."""

from collections.abc import Mapping
from dataclasses import field
from enum import IntEnum

from mdcheck.model.source import Span
from mdcheck.records import dataclass


class Severity(IntEnum):
    """How bad a finding is; larger is worse."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """Its name in reports: info, warning or error."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the source at ``span`` by ``text``."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that mend a finding; a safe fix changes only what renders equal or was broken."""

    message: str
    edits: tuple[Edit, ...]
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding."""

    rule: str
    code: str
    severity: Severity
    span: Span
    message: str
    evidence: Mapping[str, str] = field(default_factory=dict)
    fix: Fix | None = None
