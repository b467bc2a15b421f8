"""Calls held against their annotations, so that bodies hold nothing but the maths."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from inspect import signature
from math import inf
from types import UnionType
from typing import Annotated, Any, ParamSpec, TypeVar, Union, get_args, get_origin

import torch
from torch import Tensor

from impl.domains import Domain

P = ParamSpec("P")
R = TypeVar("R")
Sizes = dict[str, tuple[int, ...]]

SUM_TOLERANCE = 1e-3  # a float32 distribution over 50,000 classes is off by less


@dataclass(frozen=True)
class Demand:
    """What one alternative of an annotation asks for: a holder, its axes and dtypes, its values."""

    holder: type
    axes: tuple[str, ...] = ()
    dtypes: tuple[str, ...] = ()
    domain: Domain | None = None
    counted: str = ""

    @property
    def summed(self) -> tuple[int, ...]:
        """The axes along which the domain wants a sum of 1."""
        match self.domain.law if self.domain else "free":
            case "simplex" | "one-hot":
                return (-1,)
            case "joint":
                return tuple(range(-sum("*" not in axis for axis in self.axes), 0))
            case _:
                return ()


def checked(function: Callable[P, R]) -> Callable[P, R]:
    """Hold every call against the shapes and domains that the annotations name.

    Equal names of axes must have equal sizes across the arguments; ``#n`` may also be 1; ``*batch`` stands
    for any number of axes, ``*#batch`` for as many as broadcast to it. Values are read where a domain
    bounds them, which on a CUDA device waits for it.

    Raises:
        ValueError: at a call whose argument has the wrong dtype, shape or values; the message says what was
            expected and what came.
    """
    spec = signature(function)
    demands = {name: _demands(parameter.annotation) for name, parameter in spec.parameters.items()}

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        given = spec.bind(*args, **kwargs).arguments
        sizes: Sizes = {}
        chosen = {name: _check_shape(name, value, demands[name], sizes) for name, value in given.items()}
        for name, demand in chosen.items():
            if demand:
                _check_values(name, given[name], demand, _limit(demand, sizes))
        return function(*args, **kwargs)

    return call


def _demands(annotation: Any) -> tuple[Demand, ...]:
    """The alternatives of an annotation that can be checked."""
    if get_origin(annotation) in (Union, UnionType):
        return tuple(demand for part in get_args(annotation) for demand in _demands(part))
    if get_origin(annotation) is Annotated:
        inner, domain, *counted = get_args(annotation)
        return tuple(Demand(d.holder, d.axes, d.dtypes, domain, *counted) for d in _demands(inner))
    if hasattr(annotation, "dim_str"):
        return (Demand(annotation.array_type, tuple(annotation.dim_str.split()), tuple(annotation.dtypes)),)
    return (Demand(annotation if annotation in (int, float, bool, type(None)) else object),)


def _check_shape(name: str, value: object, demands: tuple[Demand, ...], sizes: Sizes) -> Demand | None:
    """Find the alternative that fits the value, and bind the names of its axes."""
    if any(d.holder is object for d in demands):
        return None
    if not isinstance(value, Tensor):
        plain = [d for d in demands if isinstance(value, (int, float) if d.holder is float else d.holder)]
        if not plain:
            raise ValueError(f"{name} must be a {demands[0].holder.__name__}, got {type(value).__name__}")
        return plain[0]
    tensors = [d for d in demands if d.holder is Tensor]
    fitting = [d for d in tensors if str(value.dtype).removeprefix("torch.") in d.dtypes]
    if not fitting:
        kinds = " or ".join(_kind(d.dtypes) for d in tensors) or demands[0].holder.__name__
        raise ValueError(f"{name} must be {kinds}, got a tensor of {value.dtype}")
    if not _bind(fitting[0].axes, tuple(value.shape), sizes):
        raise ValueError(
            f"{name} must have shape {_wanted(fitting[0].axes, sizes)}, got {tuple(value.shape)}"
        )
    return fitting[0]


def _kind(dtypes: tuple[str, ...]) -> str:
    names = {"bool": "booleans", "float64": "floats", "int64": "integers"}
    return " or ".join(word for dtype, word in names.items() if dtype in dtypes)


def _bind(axes: tuple[str, ...], shape: tuple[int, ...], sizes: Sizes) -> bool:
    """Whether the shape fits the axes; names that were free are bound to the sizes met."""
    star = next((i for i, axis in enumerate(axes) if axis.startswith("*")), None)
    if star is None:
        parts: list[tuple[int, ...]] = [(size,) for size in shape]
    else:
        rest = len(shape) - (len(axes) - 1)
        if rest < 0:
            return False
        parts = [(size,) for size in shape[:star]]
        parts += [shape[star : star + rest], *((size,) for size in shape[star + rest :])]
    return len(parts) == len(axes) and all(_fits(a, part, sizes) for a, part in zip(axes, parts, strict=True))


def _fits(axis: str, part: tuple[int, ...], sizes: Sizes) -> bool:
    name = axis.lstrip("*#")
    if name.isdigit():
        return part == (int(name),)
    bound = sizes.setdefault(name, part)
    if "#" not in axis:
        return bound == part
    try:
        return tuple(torch.broadcast_shapes(bound, part)) == bound  # type: ignore[no-untyped-call]
    except RuntimeError:
        return False


def _wanted(axes: tuple[str, ...], sizes: Sizes) -> str:
    known = [(axis.lstrip("*#"), sizes.get(axis.lstrip("*#"))) for axis in axes]
    told = [f"{name} = {list(size) if '*' in axis else size[0]}"
            for axis, (name, size) in zip(axes, known, strict=True) if size is not None]  # fmt: skip
    return f"({', '.join(axes)})" + (f" with {', '.join(told)}" if told else "")


def _limit(demand: Demand, sizes: Sizes) -> float:
    """Size of the axis that labels count along; infinite where none is named."""
    return sizes[demand.counted][0] if demand.counted in sizes else inf


def _check_values(name: str, value: Any, demand: Demand, limit: float) -> None:
    """Raise ValueError unless all values lie in the domain."""
    domain = demand.domain
    if domain is None:
        return
    if isinstance(value, Tensor) and 0 in [value.shape[axis] for axis in demand.summed]:
        raise ValueError(f"{name} must sum to 1, got no values: shape {tuple(value.shape)}")
    if not _readable(value, domain):
        return
    if domain.law != "ends":
        _check_bounds(name, value, domain, limit)
    wrong = _breach(value.detach(), demand, domain) if isinstance(value, Tensor) else ""
    if wrong:
        raise ValueError(f"{name} must {wrong}")


def _check_bounds(name: str, value: Any, domain: Domain, limit: float) -> None:
    low, high = value.detach().aminmax() if isinstance(value, Tensor) else (value, value)
    if not (_inside(low, domain) and _inside(high, domain) and high < limit):
        raise ValueError(f"{name} must hold {_interval(domain, limit)}, got {low:g} to {high:g}")


def _readable(value: Any, domain: Domain) -> bool:
    """Whether there are values that the domain could forbid."""
    bounded = domain.low > -inf or domain.high < inf or domain.law == "unit"
    return bounded and not (isinstance(value, Tensor) and (value.numel() == 0 or value.dtype == torch.bool))


def _inside(value: Any, domain: Domain) -> bool:
    return bool(domain.low < value < domain.high if domain.open else domain.low <= value <= domain.high)


def _interval(domain: Domain, limit: float) -> str:
    if limit < inf:
        return f"classes from 0 to {int(limit) - 1}"
    left, right = "(" if domain.open else "[", ")" if domain.open or domain.high == inf else "]"
    return f"values in {left}{domain.low:g}, {domain.high:g}{right}"


def _breach(value: Tensor, demand: Demand, domain: Domain) -> str:
    """How the values break the law of the domain; empty if they keep it."""
    match domain.law:
        case "simplex" | "joint":
            off = (value.sum(demand.summed) - 1).abs().max().item()
            return f"sum to 1, but a sum is off by {off:g}" if off > SUM_TOLERANCE else ""
        case "one-hot":
            single = bool(((value == 1).sum(-1) == 1).all() and ((value == 0) | (value == 1)).all())
            return "" if single else "hold a single 1 among zeros along the last axis"
        case "unit":
            off = (value.norm(dim=-1) - 1).abs().max().item()
            return f"have length 1, but a length is off by {off:g}" if off > SUM_TOLERANCE else ""
        case "ends":
            middle, half = (domain.low + domain.high) / 2, (domain.high - domain.low) / 2
            centred = value - middle if middle else value
            least, most = centred.abs().aminmax()  # five times faster than two comparisons
            return "" if least == half == most else f"be {domain.low:g} or {domain.high:g} everywhere"
        case "free" | "classes" | "symmetric" | "invertible":
            return ""
