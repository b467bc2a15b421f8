"""Drawing what annotations of the canonical package ask for: shapes by axis, values by domain."""

import math
from collections.abc import Callable, Iterable, Mapping

import torch
from torch import Generator, Tensor
from torch.nn.functional import normalize, one_hot

from mdcheck.concepts.concept import Domain, Kind, Parameter
from mdcheck.execute.differential.record import Sizes

Draw = Callable[[Generator, Sizes], object]
_FREE = Domain()
_DISTINCT = (5, 4, 3, 6, 7, 2, 8, 9)
_EXAMPLES = 6
"""Sizes handed out to axes in order of appearance, no two alike."""


def axes_of(parameters: Iterable[Parameter], *, examples: bool) -> dict[str, tuple[int, ...]]:
    """A size for each axis of a signature; ``*batch`` is one axis or none, compound axes follow their parts.

    Args:
        parameters: All parameters, in order.
        examples: Whether open axes (``*batch``, ``*shape``) stand for one axis rather than for none.
    """
    names = [a.lstrip("#") for p in parameters for k in p.kinds for a in k.axes if not a.isdigit()]
    plain = [n for n in dict.fromkeys(names) if not n.startswith("*")]
    sizes = {name: (size,) for name, size in zip(plain, _DISTINCT, strict=False)}
    for name in plain:
        if name.startswith("two_"):
            sizes[name] = (2 * sizes.setdefault(name[4:], (5,))[0],)
        elif name == "d_qk" and {"d_q", "d_k"} <= sizes.keys():
            sizes[name] = (sizes["d_q"][0] + sizes["d_k"][0],)
    opened = {"*shape": (4,), **{n: (_EXAMPLES,) if examples else () for n in names if n.startswith("*")}}
    return {**sizes, **opened}


def drawer(parameter: Parameter, sizes: Mapping[str, tuple[int, ...]]) -> Draw | None:
    """What draws a parameter; None where nothing says which values it takes."""
    by_name = _EPSILON if parameter.name.startswith("eps") else None
    for kind in parameter.kinds:
        if kind.holder == "Tensor" and all(a.isdigit() or a.lstrip("#") in sizes for a in kind.axes):
            shape = tuple(s for a in kind.axes for s in ((int(a),) if a.isdigit() else sizes[a.lstrip("#")]))
            return _of_shape(kind, shape, sizes.get(kind.counted, (2,))[0])
        if "float" in (kind.holder, kind.name):
            return by_name or _number(kind.domain or _FREE)
        if "int" in (kind.holder, kind.name):
            return _integer(parameter.name, sizes)
    return None


def _of_shape(kind: Kind, shape: tuple[int, ...], classes: int) -> Draw:
    domain = kind.domain or _FREE

    def draw(generator: Generator, _: Sizes) -> Tensor:
        return _tensor(domain, kind.name, shape, classes, generator)

    return draw


def _tensor(domain: Domain, name: str, shape: tuple[int, ...], classes: int, generator: Generator) -> Tensor:
    free = torch.randn(shape, generator=generator, dtype=torch.float64)
    match domain.law:
        case "simplex":
            return free.softmax(-1)
        case "joint":
            return free.flatten(-2).softmax(-1).reshape(shape)
        case "classes":
            return torch.randint(classes, shape, generator=generator)
        case "one-hot":
            return one_hot(torch.randint(shape[-1], shape[:-1], generator=generator), shape[-1]).double()
        case "ends":
            return _ends(domain, shape, generator)
        case "unit":
            return normalize(free, dim=-1)
        case "symmetric":
            return free + free.mT
        case "invertible":
            return free + 3 * torch.eye(shape[-1], dtype=torch.float64)
    if "Int" in (domain.element, name):
        return torch.randint(3, 40, shape, generator=generator)
    if "Bool" in (domain.element, name):
        return (torch.rand(shape, generator=generator) < 0.6).index_fill(-1, torch.tensor([0]), True)
    return _within(domain, free)


def _within(domain: Domain, free: Tensor) -> Tensor:
    """Normal numbers bent into the bounds of a domain, away from their ends."""
    if domain.low > -math.inf and domain.high < math.inf:
        return domain.low + (domain.high - domain.low) * (0.02 + 0.96 * free.sigmoid())
    return domain.low + 0.1 + (free / 2).exp() if domain.low > -math.inf else free


def _ends(domain: Domain, shape: tuple[int, ...], generator: Generator) -> Tensor:
    sides = torch.rand(shape, generator=generator, dtype=torch.float64) < 0.4
    if sides.numel() > 1:
        flat = sides.reshape(-1)
        flat[0], flat[1] = False, True
    return torch.where(sides, domain.high, domain.low).to(torch.float64)


def _number(domain: Domain) -> Draw:
    def draw(generator: Generator, _: Sizes) -> float:
        return _within(domain, torch.randn((), generator=generator, dtype=torch.float64) / 2).item()

    return draw


def _epsilon(generator: Generator, _: Sizes) -> float:
    """Large enough to see where it stands."""
    return 10 ** (-3 + torch.rand((), generator=generator, dtype=torch.float64).item())


_EPSILON: Draw = _epsilon


def _integer(name: str, sizes: Mapping[str, tuple[int, ...]]) -> Draw:
    """A size, if an axis bears the name; else a small number."""

    def draw(generator: Generator, _: Sizes) -> int:
        if sizes.get(name):
            return sizes[name][0]
        return int(torch.randint(2, 7, (), generator=generator))

    return draw
