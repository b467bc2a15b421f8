"""Data classes compiled late are those of the library."""

import copy
import dataclasses
import pickle
from typing import Any

import pytest

from mdcheck.records import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """A frozen one with a default, a factory, and a field that does not count."""

    x: int
    set: int = 2  # a name that a careless text of a method would shadow
    parts: list[int] = dataclasses.field(default_factory=list)
    note: str = dataclasses.field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Further(Point):
    """One that inherits."""

    z: int = 0


@dataclass
class Counter:
    """One that changes, with a field that is made of others."""

    start: int
    now: int = dataclasses.field(init=False, default=7)
    seen: list[int] = dataclasses.field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.now += self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One that is made with keywords."""

    a: int
    b: int = 1


@dataclass(slots=True, eq=False)
class Node:
    """One that is equal to itself only."""

    name: str


def test_objects_are_made_as_the_library_makes_them() -> None:
    assert Point(1) == Point(1, 2, [], "of no account")
    assert Point(1) != Point(1, 3)
    assert Point(1).parts is not Point(1).parts
    assert Further(1, 2, [], "", 4).z == 4
    assert Named(a=3) == Named(b=1, a=3)
    assert (Counter(2).now, Counter(2).seen) == (9, [])


def test_kinds_with_the_same_values_differ() -> None:
    assert Point(1) != Further(1)
    assert Point(1).__eq__(Further(1)) is NotImplemented


@pytest.mark.parametrize("wrong", [(), (1, 2, [], "", 5)])
def test_wrong_arguments_are_refused_by_name(wrong: tuple[Any, ...]) -> None:
    with pytest.raises(TypeError, match="__init__"):
        Point(*wrong)
    with pytest.raises(TypeError, match="positional"):
        Named(1)  # type: ignore[call-arg]


def test_frozen_objects_stay() -> None:
    point = Further(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del point.z
    assert not hasattr(point, "__dict__")


def test_hashes_go_with_equality() -> None:
    a, b = Named(a=1), Named(a=1)
    assert hash(a) == hash(b) == hash((1, 1))
    assert len({Node("a"), Node("a")}) == 2
    with pytest.raises(TypeError, match="unhashable"):
        hash(Counter(1))


def test_objects_can_be_copied_shown_and_taken_apart() -> None:
    further = Further(1, note="kept")
    for other in (copy.deepcopy(further), pickle.loads(pickle.dumps(further))):
        assert (other, other.note) == (further, "kept")
    assert repr(further) == "Further(x=1, set=2, parts=[], z=0)"
    assert dataclasses.replace(further, z=3).z == 3
    assert dataclasses.asdict(Named(a=1)) == {"a": 1, "b": 1}
    match Point(5):
        case Point(x, second):
            assert (x, second) == (5, 2)
