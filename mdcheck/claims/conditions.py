"""Read what a description says of a sample: predicted or actually positive, predicted correctly or not."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from mdcheck.claims.lexicon.outcomes import PARTS

Aspect = Literal["predicted", "actual", "correct"]


@dataclass(frozen=True, slots=True, order=True)
class Condition:
    """One thing said about a sample: predicted positive or not, actually so or not, predicted correctly."""

    aspect: Aspect
    value: bool

    def __str__(self) -> str:
        word = {"correct": ("wrong", "right")}.get(self.aspect, ("negative", "positive"))[self.value]
        return f"{self.aspect if self.aspect != 'correct' else 'prediction'} {word}"


def conditions(text: str, *, bare: Aspect | None = None) -> frozenset[Condition] | None:
    """All that a description says of a sample; None if any word about it was not understood.

    Args:
        text: The description.
        bare: What ``positives`` alone is taken for; None: not understood.
    """
    reader = _Reader([found.lastgroup or "" for found in PARTS.finditer(text)], bare)
    found = frozenset(reader.read())
    return found if found and reader.understood else None


class _Reader:
    """Attach each polarity to the verb before or after it."""

    def __init__(self, parts: list[str], bare: Aspect | None) -> None:
        self.parts = parts
        self.bare = bare
        self.pending: list[Aspect] = []
        self.mistaken = False
        self.copula = False
        self.both = False
        self.understood = True

    def read(self) -> Iterator[Condition]:
        """The conditions in order; ``understood`` tells whether they are all there are."""
        for at, part in enumerate(self.parts):
            match part:
                case "negation":
                    self.understood = False
                case "mistaken":
                    yield Condition("correct", value=False)
                    self._open("predicted", mistaken=True)
                case "wrong" | "right":
                    yield Condition("correct", value=part == "right")
                    self.mistaken = self.mistaken or part == "wrong"
                case "judged" | "forecast":
                    self._open("predicted", mistaken=self.mistaken)
                case "actual":
                    self._open("actual", mistaken=False)
                case "positive" | "negative":
                    yield from self._polarity(at, value=part == "positive")
                case "retrieved":
                    yield Condition("predicted", value=True)
                case "relevant" | "irrelevant":
                    yield Condition("actual", value=part == "relevant")
                case "copula":
                    self.copula = True
                case "both":
                    self.both = True
                case "possessive":
                    self._close_modifier(at)
                case _:
                    self.mistaken = False

    def _open(self, aspect: Aspect, *, mistaken: bool) -> None:
        self.pending = [*self.pending, aspect] if aspect not in self.pending else self.pending
        self.pending.sort(key=lambda other: other == aspect)
        self.mistaken, self.copula = mistaken, False

    def _close_modifier(self, at: int) -> None:
        """``预测错误的``, ``预测的``: what follows is the thing predicted, not the prediction."""
        if at and self.parts[at - 1] in ("judged", "wrong", "right", "mistaken"):
            self.pending = [aspect for aspect in self.pending if aspect != "predicted"]

    def _polarity(self, at: int, *, value: bool) -> Iterator[Condition]:
        following = self.parts[at + 1 : at + 3]
        if following[:1] == ["forecast"]:
            yield Condition("predicted", value=value)
        elif self._is_subject(following):
            yield Condition("actual", value=value)
        elif not self.pending:
            self.understood = self.understood and self.bare is not None
            yield Condition(self.bare or "actual", value=value)
        elif self.pending[-1] == "predicted" and self.mistaken and not self.copula:
            self.understood = False
        else:
            taken = self.pending if self.both else self.pending[-1:]
            yield from [Condition(aspect, value=value) for aspect in taken]
            self.pending = [aspect for aspect in self.pending if aspect not in taken]
        self.both = False

    def _is_subject(self, following: list[str]) -> bool:
        """``正样本被错误地预测为``, ``negatives incorrectly classified as``."""
        verbs = [part for part in following if part not in ("copula", "possessive")]
        if self.pending and (self.copula or not verbs):
            return False
        return verbs[:1] in (["judged"], ["mistaken"], ["wrong"], ["right"])
