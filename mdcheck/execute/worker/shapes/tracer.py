"""Follows shapes while the page runs: one memory a call, values flowing on at the top level."""

import contextlib
import sys
from collections.abc import Iterator, Mapping
from dataclasses import field
from types import FrameType
from typing import Any

from mdcheck.execute.protocol import Note
from mdcheck.execute.worker.shapes.fitting import fit
from mdcheck.execute.worker.shapes.grammar import Said, Shape
from mdcheck.execute.worker.shapes.probes import Probe
from mdcheck.records import dataclass

_MOST_CALLS = 400
_MOST_CHECKS = 60


@dataclass(slots=True)
class _Memory:
    """What the letters stand for in one call, and how many sizes shapes have that fitted."""

    bound: dict[str, int] = field(default_factory=dict)
    ranks: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A value that is not what was said."""

    probe: int
    said: str
    actual: tuple[int, ...]
    bound: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Seen:
    """What calls showed: how often each probe was fitted, and which were contradicted."""

    checked: dict[int, int]
    contradictions: dict[int, Contradiction]


class Tracer:
    """Receives values from probes and holds them against what was said."""

    def __init__(self) -> None:
        self.probes: list[Probe] = []
        self.checked: dict[int, int] = {}
        self.contradictions: dict[int, Contradiction] = {}
        self._paused = False
        self._calls: dict[FrameType, _Memory] = {}
        self._top: dict[int, _Memory] = {}

    def probe(self, number: int, value: Any) -> Any:
        """Look at a value on its way; returns it unchanged, and never raises."""
        if self._paused:
            return value
        if self.checked.get(number, 0) < _MOST_CHECKS and number not in self.contradictions:
            try:
                self._look(number, value, sys._getframe(1))
            except Exception:
                self.checked.setdefault(number, 0)
        return value

    def notes(self) -> Iterator[Note]:
        """A note on each contradiction."""
        for found in self.contradictions.values():
            yield self.note(found)

    def note(self, found: Contradiction) -> Note:
        """The note on one contradiction."""
        probe = self.probes[found.probe]
        sizes = ", ".join(f"{name} = {size}" for name, size in found.bound.items())
        evidence = {"said": found.said, "actual": str(found.actual), "sizes": sizes}
        message = f"the comment says {found.said}, the value has shape {found.actual}"
        return Note(probe.fence, "shape", probe.start, probe.end, message, evidence)

    @contextlib.contextmanager
    def aside(self) -> Iterator["Seen"]:
        """Look at other calls than the page's: what they show is kept apart."""
        kept = self.checked, self.contradictions, self._calls
        self.checked, self.contradictions, self._calls = {}, {}, {}
        try:
            yield Seen(self.checked, self.contradictions)
        finally:
            self.checked, self.contradictions, self._calls = kept

    @contextlib.contextmanager
    def paused(self) -> Iterator[None]:
        """Look at nothing inside the block: inputs there are not the page's own."""
        self._paused = True
        try:
            yield
        finally:
            self._paused = False

    def _look(self, number: int, value: Any, frame: FrameType) -> None:
        probe = self.probes[number]
        memory = self._memory(number, probe, frame)
        worst: Contradiction | None = None
        for said in probe.said:
            outcome = self._alternative(number, said, value, frame, memory)
            if outcome is True:
                self.checked[number] = self.checked.get(number, 0) + 1
                return
            worst = worst or (outcome if isinstance(outcome, Contradiction) else None)
        if worst:
            self.contradictions[number] = worst

    def _alternative(
        self, number: int, said: Said, value: Any, frame: FrameType, memory: _Memory
    ) -> bool | Contradiction | None:
        values = [_find(frame, name) for name in said.names] or [value]
        pairs = [(shape, sizes) for v in values for shape, sizes in _pair(said.shapes, v)]
        bound = dict(memory.bound)
        for shape, sizes in pairs:
            result = fit(shape, sizes, bound, lambda name: _known(frame, name))
            if not result.ok:
                named = shape[0].batch or any(rank > len(shape) for rank in memory.ranks)
                unmentioned = result.short and not named
                return None if unmentioned else Contradiction(number, _written(shape), sizes, bound)
            bound = dict(result.bound)
        if not pairs:
            return None
        memory.bound = bound
        memory.ranks.update(len(sizes) for _, sizes in pairs)
        return True

    def _memory(self, number: int, probe: Probe, frame: FrameType) -> _Memory:
        if probe.feeds is None:
            if len(self._calls) > _MOST_CALLS:
                self._calls.clear()
            return self._calls.setdefault(frame, _Memory())
        merged = _Memory()
        for feeding in probe.feeds:
            if known := self._top.get(feeding):
                clashing = {n for n, s in known.bound.items() if merged.bound.get(n, s) != s}
                merged.bound = {n: s for n, s in (merged.bound | known.bound).items() if n not in clashing}
                merged.ranks |= known.ranks
        self._top[number] = merged
        return merged


def _written(shape: Shape) -> str:
    return "(" + ", ".join(size.text for size in shape) + ")"


def _pair(shapes: tuple[Shape, ...], value: Any) -> list[tuple[Shape, tuple[int, ...]]]:
    values = list(value) if isinstance(value, tuple | list) and len(shapes) > 1 else [value]
    sizes = [_sizes(v) for v in values]
    if len(sizes) != len(shapes) or any(s is None for s in sizes):
        return []
    return [(shape, s) for shape, s in zip(shapes, sizes, strict=True) if s is not None]


def _sizes(value: Any) -> tuple[int, ...] | None:
    shape = None if isinstance(value, type) else getattr(value, "shape", None)
    if isinstance(shape, tuple) and all(isinstance(n, int) for n in shape):
        return tuple(shape)
    return None


def _find(frame: FrameType, name: str) -> Any:
    return frame.f_locals.get(name, frame.f_globals.get(name))


def _known(frame: FrameType, name: str) -> int | None:
    """The number that a letter or word has in the code itself."""
    owner, _, attribute = name.rpartition("__dot__")
    if owner:
        return _integer(getattr(_find(frame, owner), attribute, None))
    places = [frame.f_locals.get(name)]
    places += [
        getattr(frame.f_locals.get(holder), name, None) for holder in ("self", "config", "cfg", "args")
    ]
    if len(name) >= 3:
        places.append(frame.f_globals.get(name))
    return next((n for n in map(_integer, places) if n is not None), None)


def _integer(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
