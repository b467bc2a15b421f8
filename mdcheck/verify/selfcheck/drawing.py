"""Arguments drawn from the domains of a signature: ties, zeros, saturation, sizes that differ."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from mdcheck.concepts.concept import Domain, Kind, Parameter
from mdcheck.records import dataclass

Values = np.ndarray[Any, np.dtype[Any]]
Sizes = Mapping[str, int]
FREE = Domain()
TENTHS = 20  # drawn numbers are multiples of 1/20: exact enough to tie, and to be read in a report


@dataclass(frozen=True, slots=True)
class Drawer:
    """Draws everything that one call needs.

    Attributes:
        generator: Where chance comes from.
        sizes: Size of each named axis.
        reveal: Whether the values that a domain names as revealing are drawn.
    """

    generator: np.random.Generator
    sizes: Sizes
    reveal: bool

    def draw(self, parameter: Parameter, rank: int = 0) -> Values | float | int:
        """A value for a parameter; ``rank`` is the number of axes of a shape that is left open.

        Raises:
            LookupError: if nothing says what the parameter may be.
        """
        for kind in parameter.kinds:
            if kind.holder == "Tensor" and kind.name != "Mask":
                return self.tensor(kind, rank)
        for kind in parameter.kinds:
            if kind.holder == "Tensor":
                return self.tensor(kind, rank)
            if "int" in (kind.holder, kind.name):
                return self.integer(parameter.name, kind)
            if kind.name == "bool":
                return bool(self.generator.integers(0, 2))
            if "float" in (kind.holder, kind.name):
                return float(self.numbers(kind.domain or FREE, ()))
        raise LookupError(f"no values are known for {parameter.name}")

    def integer(self, name: str, kind: Kind) -> int:
        """A size, if an axis bears the name; else a small number."""
        if name in self.sizes:
            return self.sizes[name]
        return int(self.generator.integers(1 if kind.domain and kind.domain.open else 0, 6))

    def shape(self, kind: Kind, rank: int) -> tuple[int, ...]:
        """Sizes of the axes; of the open ones, as many as asked for by ``*shape`` and none of a batch."""
        sizes: list[int] = []
        for axis in kind.axes:
            if axis.startswith("*"):
                sizes += [3, 4, 5][:rank] if axis == "*shape" else []
            else:
                name = axis.lstrip("#")
                sizes.append(int(name) if name.isdigit() else self.sizes[name])
        return tuple(sizes)

    def tensor(self, kind: Kind, rank: int) -> Values:
        """An array of the shape and the values that a kind asks for."""
        shape = self.shape(kind, rank)
        domain = kind.domain or FREE
        law = LAWS.get(domain.law)
        if domain.law == "classes":
            return self.generator.integers(0, self.sizes.get(kind.counted, 2), shape)
        if domain.element == "Int" or kind.name == "Int":
            return self.generator.integers(0 if self.reveal else 1, 9, shape)
        if domain.element == "Bool" or kind.name == "Bool":
            return self.mask(shape)
        return law(self, shape, domain) if law else self.numbers(domain, shape)

    def numbers(self, domain: Domain, shape: tuple[int, ...]) -> Values:
        """Numbers within bounds, on a grid, so that some of them tie."""
        inside = self.generator.integers(1, TENTHS, shape) / TENTHS
        if domain.low > -np.inf and domain.high < np.inf:
            values = domain.low + (domain.high - domain.low) * inside
        elif domain.low > -np.inf:
            values = domain.low + 3 * inside
        else:
            values = 4 * inside - 2 + 0.01 * self.generator.integers(0, 2, shape)
        return np.asarray(self.revealing(np.asarray(values), domain))

    def revealing(self, values: Values, domain: Domain) -> Values:
        """Some of the numbers replaced by those that a domain names."""
        if not self.reveal or not values.size:
            return values
        flat = values.astype(float).reshape(-1)
        special = {"zeros": 0.0, "ones": 1.0, "tiny": 1e-3, "saturated": 40.0, "ties": flat[-1]}
        for name in domain.reveal:
            if name in special:
                flat[self.generator.integers(0, flat.size)] = special[name]
        return flat.reshape(values.shape)

    def weights(self, shape: tuple[int, ...]) -> Values:
        """Positive numbers, and a zero where zeros reveal."""
        drawn = self.generator.integers(1, 9, shape).astype(float)
        if self.reveal and drawn.size > 1:
            drawn.reshape(-1)[0] = 0.0
        return drawn

    def mask(self, shape: tuple[int, ...]) -> Values:
        """Partly true, and in every row somewhere."""
        drawn = self.generator.integers(0, 2, shape).astype(bool)
        if drawn.ndim:
            drawn[..., 0] = True
        return drawn


def simplex(drawer: Drawer, shape: tuple[int, ...], domain: Domain) -> Values:
    """Rows that sum to 1."""
    del domain
    drawn = drawer.weights(shape)
    return np.asarray(drawn / drawn.sum(-1, keepdims=True))


def joint(drawer: Drawer, shape: tuple[int, ...], domain: Domain) -> Values:
    """A table that sums to 1."""
    del domain
    drawn = drawer.weights(shape)
    return np.asarray(drawn / drawn.sum())


def ends(drawer: Drawer, shape: tuple[int, ...], domain: Domain) -> Values:
    """Either bound, both of them where there is room."""
    drawn = np.asarray(drawer.generator.integers(0, 2, shape), dtype=float)
    if drawn.size > 1:
        drawn.reshape(-1)[drawer.generator.permutation(drawn.size)[:2]] = [0, 1]
    return np.asarray(domain.low + (domain.high - domain.low) * drawn)


def one_hot(drawer: Drawer, shape: tuple[int, ...], domain: Domain) -> Values:
    """A single 1 in each row."""
    del domain
    return np.asarray(np.eye(shape[-1])[drawer.generator.integers(0, shape[-1], shape[:-1])])


def unit(drawer: Drawer, shape: tuple[int, ...], domain: Domain) -> Values:
    """Rows of length 1."""
    drawn = drawer.numbers(domain, shape)
    return np.asarray(drawn / np.linalg.norm(drawn, axis=-1, keepdims=True))


def invertible(drawer: Drawer, shape: tuple[int, ...], domain: Domain) -> Values:
    """A matrix with a heavy diagonal."""
    return np.asarray(drawer.numbers(domain, shape) + 7 * np.eye(shape[-1]))


def symmetric(drawer: Drawer, shape: tuple[int, ...], domain: Domain) -> Values:
    """A matrix equal to its transpose."""
    drawn = drawer.numbers(domain, shape)
    return np.asarray(drawn + np.swapaxes(drawn, -1, -2))


LAWS: Mapping[str, Callable[[Drawer, tuple[int, ...], Domain], Values]] = {
    "simplex": simplex,
    "joint": joint,
    "ends": ends,
    "one-hot": one_hot,
    "unit": unit,
    "invertible": invertible,
    "symmetric": symmetric,
}


def sizes(axes: tuple[str, ...], generator: np.random.Generator) -> dict[str, int]:
    """A size for each axis, all of them different; axes named after others are as large as those say.

    ``two_n`` is twice n, ``h_d_v`` h times d_v, ``d_qk`` the sum of d_q and d_k; d is what h heads
    of d_h make.
    """
    plain = [axis for axis in axes if not _parts(axis, axes)]
    drawn = generator.permutation(max(len(plain), 4))[: len(plain)] + 2
    found = {axis: int(size) for axis, size in zip(plain, drawn, strict=True)}
    if {"d", "h", "d_h"} <= found.keys():
        found["d"] = found["h"] * found["d_h"]
    for axis in axes:
        if parts := _parts(axis, axes):
            found |= {part: 3 for part in parts if part not in found}
            if axis.startswith("two_"):
                found[axis] = 2 * found[parts[0]]
            else:
                pair = [found[part] for part in parts]
                found[axis] = sum(pair) if axis == "d_qk" else int(np.prod(pair))
    return found


def _parts(axis: str, axes: tuple[str, ...]) -> tuple[str, ...]:
    """The axes that a compound axis is made of."""
    if axis.startswith("two_"):
        return (axis.removeprefix("two_"),)
    if axis == "d_qk":
        return ("d_q", "d_k")
    first, _, rest = axis.partition("_")
    return (first, rest) if first in axes and rest in axes else ()


def open_rank(parameter: Parameter) -> bool:
    """Whether the number of axes of a parameter is left to the caller."""
    return any("*shape" in kind.axes for kind in parameter.kinds)
