"""Digests of frozen values by their content: the same in each process, whatever sets are ordered by there."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction

from mdcheck.cache.store import key


class NoDigestError(TypeError):
    """A value that is more than its content, such as a function."""


class Digests:
    """Digests of values made of data classes, collections and atoms; what values share is read once.

    Args:
        alike: Types all of whose values count as the same.
    """

    def __init__(self, *alike: type) -> None:
        self._alike = alike
        self._known: dict[int, tuple[object, bytes]] = {}  # with the object: else its id may pass to another

    def of(self, value: object) -> bytes:
        """The digest of a value.

        Raises:
            NoDigestError: If something in it has no content to go by.
        """
        known = self._known.get(id(value))
        if known is not None:
            return known[1]
        if isinstance(value, self._alike):
            return key(type(value).__name__)
        match value:
            case str() | bytes() if not isinstance(value, Enum):
                return key(type(value).__name__, value)
            case None | int() | float() | Fraction() | Enum():
                return key(type(value).__name__, repr(value))
        kind = type(value)
        digest = key(kind.__module__, kind.__qualname__, *self._parts(value))
        self._known[id(value)] = value, digest
        return digest

    def _parts(self, value: object) -> list[bytes]:
        match value:
            case tuple() | list():
                return [self.of(part) for part in value]
            case frozenset() | set():
                return sorted(self.of(part) for part in value)
            case Mapping():
                return [self.of(part) for item in value.items() for part in item]
        if is_dataclass(value) and not isinstance(value, type):
            return [self.of(getattr(value, field.name)) for field in fields(value)]
        raise NoDigestError(f"{type(value).__name__} has no digest")
