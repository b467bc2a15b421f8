"""What the result of a note was made of besides its text: while that is the same, so is the result."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from mdcheck.cache.canon import Canon
from mdcheck.records import dataclass

EVERYTHING = "*"
"""Stands for all of the canonical packages, where it is not known what was used of them."""


@dataclass(slots=True)
class Trace:
    """What was asked while a note was checked, with the answers.

    Attributes:
        exists: Which paths existed, as the note names them.
        anchors: What other notes said, and the places in them that a link may lead to: two digests.
        concepts: Which canonical objects something was held against.
        names: Whether names were looked up in the canonical packages.
        lasting: Whether the same would come out again: false where the tool failed.
    """

    exists: dict[str, bool] = field(default_factory=dict)
    anchors: dict[str, tuple[str, str]] = field(default_factory=dict)
    concepts: set[str] = field(default_factory=set)
    names: bool = False
    lasting: bool = True

    def dependencies(self, canon: Canon) -> dict[str, Any]:
        """All of it as plain data."""
        return {
            "exists": self.exists,
            "anchors": self.anchors,
            "names": canon.names if self.names else None,
            "concepts": {name: canon.module(name) for name in sorted(self.concepts)},
        }

    def take_over(self, dependencies: Mapping[str, Any]) -> None:
        """Add what something was made of that was kept before."""
        self.names |= dependencies["names"] is not None
        self.concepts |= dependencies["concepts"].keys()


def hold(dependencies: Mapping[str, Any], canon: Canon) -> bool:
    """Whether the canonical packages are as they were, as far as they were used."""
    return dependencies["names"] in (None, canon.names) and all(
        canon.module(name) == digest for name, digest in dependencies["concepts"].items()
    )
