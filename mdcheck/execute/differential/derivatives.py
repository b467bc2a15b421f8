"""Functions named as the derivative of another one: held against that one's quotients of differences."""

import ast
import inspect
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import torch
from torch import Tensor

from mdcheck.execute.differential.canon import canonical, full_name
from mdcheck.execute.differential.edits import Edit
from mdcheck.execute.differential.functions import results_in
from mdcheck.execute.differential.numbers import show
from mdcheck.execute.differential.unmistakable import mending
from mdcheck.records import dataclass

_NAMED = re.compile(
    r"(?:d_?|(?:grad(?:ient)?|deriv(?:ative)?)_(?:of_)?)(?P<behind>\w+)"
    r"|(?P<before>\w+?)_?(?:deriv(?:ative)?|prime|grad(?:ient)?|dx)"
)
_ALONE = re.compile(r"grad(?:ient)?|deriv(?:ative)?")
_USUAL = ("f", "func", "function", "objective", "loss", "cost", "J")
_CANONICAL = {"swish": "silu", "hyperbolic_tangent": "tanh"} | {
    name: name for name in ("sigmoid", "tanh", "relu", "softplus", "silu", "gelu", "elu", "leaky_relu")
}
_POINTS = ((0.7, -0.4), (-1.3, 0.9), (1.9, 1.6), (-0.6, -2.1), (0.35, 1.2))
_STEP = 1e-3
_STENCIL = ((-2, 1 / 12), (-1, -2 / 3), (1, 2 / 3), (2, -1 / 12))
_AGREE, _DIFFER = 1e-6, 1e-3
_SECONDS = 1.0
Function = Callable[..., Any]
Point = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Derived:
    """A derivative, held against the function that it is named after.

    Attributes:
        of: The function's name: on the page, or in full in the canonical package.
        agrees: Whether it is its derivative at every point; None if that is not settled.
        edit: The slip that explains the difference, if there is exactly one place for it.
        evidence: At the first point that shows it.
    """

    of: str
    agrees: bool | None
    edit: Edit | None
    evidence: Mapping[str, str]


def derived(node: ast.FunctionDef, names: Mapping[str, Any]) -> Derived | None:
    """What comes of a definition named as a derivative; None if it is none, or cannot be called with numbers.

    A difference settles nothing by itself: authors drop factors, and hand over what was computed before. It
    counts where one slip explains it.
    """
    found = _function(node.name, names)
    target = names.get(node.name)
    if found is None or not callable(target):
        return None
    of, function = found
    taken, given = _required(function), _required(target)
    if not 0 < len(given) == len(taken) <= len(_POINTS[0]) or (len(given) > 1 and given != taken):
        return None
    for kind in (float, partial(torch.tensor, dtype=torch.float64)):
        slopes = [_slopes(function, point[: len(given)], kind) for point in _POINTS]
        mine = [_numbers(target, point[: len(given)], kind) for point in _POINTS]
        pairs = [(m, s) for m, s in zip(mine, slopes, strict=True) if m is not None and s is not None]
        if len(pairs) == len(_POINTS) and all(m.shape == s.shape for m, s in pairs):
            return _judged(node, names, of, function, pairs, kind)
    return None


def _function(name: str, names: Mapping[str, Any]) -> tuple[str, Function] | None:
    """The function that a name calls another one the derivative of."""
    match = _NAMED.fullmatch(name)
    base = (match["behind"] or match["before"]) if match else ""
    wanted = _USUAL if _ALONE.fullmatch(name) else (base,)
    own = [n for n in wanted if inspect.isfunction(names.get(n)) and n != name]
    if own:
        return own[0], names[own[0]]
    if known := _CANONICAL.get(base.lower()):
        try:
            function = canonical(known)
        except LookupError:
            return None
        return full_name(function), lambda x: function(torch.as_tensor(x, dtype=torch.float64))
    return None


def _required(function: Function) -> list[str]:
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return []
    return [p.name for p in parameters if p.default is p.empty and p.kind is p.POSITIONAL_OR_KEYWORD]


def _numbers(function: Function, point: Point, kind: Function) -> Tensor | None:
    """What a function gives at a point, as one row of numbers."""
    try:
        found = next(iter(results_in(function(*map(kind, point)))), None)
    except Exception:
        return None
    return None if found is None else found.double().reshape(-1)


def _slopes(function: Function, point: Point, kind: Function) -> Tensor | None:
    """The partial derivatives of a function of numbers, by differences of the fourth order."""
    found = []
    for place in range(len(point)):
        slope = 0.0
        for steps, weight in _STENCIL:
            moved = [x + steps * _STEP * (i == place) for i, x in enumerate(point)]
            value = _numbers(function, tuple(moved), kind)
            if value is None or value.numel() != 1:
                return None
            slope += weight * value.item() / _STEP
        found.append(slope)
    return torch.tensor(found, dtype=torch.float64)


def _judged(
    node: ast.FunctionDef,
    names: Mapping[str, Any],
    of: str,
    function: Function,
    pairs: Sequence[tuple[Tensor, Tensor]],
    kind: Function,
) -> Derived:
    if all(_near(m, s, _AGREE) for m, s in pairs):
        return Derived(of, agrees=True, edit=None, evidence={"points": str(len(pairs))})
    slopes = [slope for _, slope in pairs]
    points = [point[: slopes[0].numel()] for point in _POINTS]

    def agrees(target: Function, point: Point, slope: Tensor) -> bool:
        found = _numbers(target, point, kind)
        return found is not None and found.shape == slope.shape and _near(found, slope, _AGREE)

    def of_value(target: Function) -> bool:
        """Whether it takes what the function gives, as backward passes do."""
        values = [_numbers(function, point, kind) for point in points]
        rows = [tuple(v.tolist()) for v in values if v is not None]
        return len(points[0]) == 1 and all(map(partial(agrees, target), rows, slopes))

    if of_value(names[node.name]):
        return Derived(of, agrees=True, edit=None, evidence={"takes": f"the value of {of}"})
    shown = next((i for i, (m, s) in enumerate(pairs) if not _near(m, s, _DIFFER)), None)
    evidence = {"reason": f"it is not the derivative of {of}, and no single slip explains it"}
    if shown is None:
        return Derived(of, agrees=None, edit=None, evidence=evidence)
    for edited_by, target in _edited(node, names):
        if all(map(partial(agrees, target), points, slopes)) or of_value(target):
            at = ", ".join(f"{x:g}" for x in points[shown])
            told = {"at": at, "code": show(pairs[shown][0]), "by differences": show(slopes[shown])}
            return Derived(of, agrees=False, edit=edited_by, evidence=told)
    return Derived(of, agrees=None, edit=None, evidence=evidence)


def _edited(node: ast.FunctionDef, names: Mapping[str, Any]) -> Iterator[tuple[Edit, Function]]:
    """The definition after each slip that would be one, as far as time allows."""
    end = time.process_time() + _SECONDS
    for edit, edited in mending(node, ""):
        if time.process_time() > end:
            return
        own = dict(names)
        try:
            exec(compile(ast.Module([edited], []), "<edited>", "exec"), own)
        except Exception:
            continue
        yield edit, own[node.name]


def _near(mine: Tensor, other: Tensor, tolerance: float) -> bool:
    scale = max(other.abs().max().item(), 1.0)
    return bool((mine - other).abs().max() <= tolerance * scale)
