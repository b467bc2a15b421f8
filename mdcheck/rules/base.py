"""What a rule is: a class with a page (its docstring), cases (its tests) and a check (its work)."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import Enum
from typing import ClassVar

from mdcheck.model.diagnostic import Diagnostic, Fix, Severity
from mdcheck.model.page import Page
from mdcheck.model.source import Span
from mdcheck.records import dataclass


class Needs(Enum):
    """The last stage that must have run before the rule can look."""

    DOCUMENT = "document"
    TREES = "trees"
    CLAIMS = "claims"
    SNIPPETS = "snippets"


@dataclass(frozen=True, slots=True)
class Valid:
    """A note in which the rule stays silent; ``files`` exist beside the note, by path and content."""

    note: str
    files: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Invalid:
    """A note in which the rule speaks.

    Attributes:
        note: The note.
        at: The text that each finding underlines, in order.
        fixed: The note after all fixes; None if the rule offers none here.
        files: What exists beside the note.
    """

    note: str
    at: tuple[str, ...]
    fixed: str | None = None
    files: Mapping[str, str] = field(default_factory=dict)


class Rule(ABC):
    """One kind of finding.

    The docstring of a subclass is its page: a first line that completes "Finds ...", then
    ``## What it does``, ``## Why is this bad?`` and, where there is one, ``## How to mend it``.
    The cases are its tests and examples.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity]
    needs: ClassVar[Needs]
    default: ClassVar[bool] = True
    valid: ClassVar[tuple[Valid, ...]]
    invalid: ClassVar[tuple[Invalid, ...]]

    @abstractmethod
    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Yield the findings on one page."""

    def found(
        self,
        span: Span,
        message: str,
        *,
        fix: Fix | None = None,
        evidence: Mapping[str, str] | None = None,
        severity: Severity | None = None,
    ) -> Diagnostic:
        """A diagnostic of this rule."""
        return Diagnostic(
            rule=self.name,
            code=self.code,
            severity=severity or self.severity,
            span=span,
            message=message,
            evidence=evidence or {},
            fix=fix,
        )
