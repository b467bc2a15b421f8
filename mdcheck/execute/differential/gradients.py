"""Gradients of code whose values agree: what autograd gives, held against differences of the code itself.

Values that agree with the canon have its derivative. Where autograd gives another one, the code cuts the
graph (``detach``, ``no_grad``, ``.data``, a new tensor made of an old one), or its own backward is wrong.
"""

import ast
import re
from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch import Tensor

from mdcheck.execute.differential.record import words
from mdcheck.records import dataclass

_STEPS = (1e-5, 3e-6)
_STILL = 1e-9
_FLAT, _STEADY, _DIFFERENT = 1e-4, 1e-4, 2e-3
_TRAINED = re.compile(r"losses|contrastive|distillation|attention|normalization|regression")
_WHOLE = re.compile(r"attention|normalization")
"""Concepts that pass gradients to everything they take: a loss may hold its target or its teacher still."""
_CUT = re.compile(r"\bdetach|no_grad|inference_mode|\.data\b|\.item\(|\.numpy\(|torch\.tensor\(|as_tensor\(")
_EXCUSED = words(
    r"detach|stop[- _]?grad|no_grad|inference|without gradients?|straight-through|momentum encoder"
    r"|\bfrozen\b|\bfreez|\bevaluat(?:e|ion)\b"
    r"|停止梯度|不(?:参与)?(?:传播|回传|计算|求|传)梯度|截断梯度|梯度截断|冻结|动量编码器|推理|直通"
)


@dataclass(frozen=True, slots=True)
class Replay:
    """The code once more, differentiable.

    Attributes:
        leaves: What it may be differentiated by: arguments and parameters by name.
        run: Its results for other values of those.
    """

    leaves: Mapping[str, Tensor]
    run: Callable[[Mapping[str, Tensor]], Any]


@dataclass(frozen=True, slots=True)
class Cut:
    """What is wrong with a gradient: words for it, the line if known, and both derivatives."""

    message: str
    line: int | None
    autograd: float
    difference: float


def cut(replay: Replay, node: ast.AST, home: str, note: str) -> Cut | None:
    """The first argument or parameter whose gradient is missing or wrong; None where all are right.

    Args:
        replay: Of code whose values agree.
        node: Its definition.
        home: Full name of the canonical object.
        note: Headings, words before the fence, docstring and comments.
    """
    if not _TRAINED.search(home) or _EXCUSED.search(note):
        return None
    leaves = {name: v.detach().double() for name, v in replay.leaves.items() if v.is_floating_point()}
    found = {name: both for name in leaves if (both := _derivatives(replay, leaves, name)) is not None}
    reached = [name for name, (own, _) in found.items() if own is not None]
    for name, (own, difference) in found.items():
        if own is None and (_WHOLE.search(home) or not reached):
            return Cut(f"values agree, but no gradient flows back to {name}", _line(node), 0.0, difference)
        if own is not None and abs(own - difference) > _DIFFERENT * max(abs(own), abs(difference)):
            words = f"values agree, but the gradient that flows back to {name} is not theirs"
            return Cut(words, _line(node), own, difference)
    return None


def influences(replay: Replay) -> frozenset[str]:
    """The arguments and parameters on which the first result depends."""
    leaves = {name: v.detach().double() for name, v in replay.leaves.items() if v.is_floating_point()}
    step = {name: 1e-3 * (1 + value.abs()) for name, value in leaves.items()}
    moved = {name: abs(_quotient(replay, leaves, name, step[name])) for name in leaves}
    return frozenset(name for name, by in moved.items() if by > _STILL * max(moved.values(), default=0.0))


def _line(node: ast.AST) -> int | None:
    """Where the graph is cut: the first statement that says so, or a backward of the code's own."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.FunctionDef) and inner.name == "backward":
            return inner.lineno
        plain = isinstance(inner, ast.stmt) and not isinstance(inner, ast.FunctionDef | ast.ClassDef)
        if isinstance(inner, ast.stmt) and plain and _CUT.search(ast.unparse(inner)):
            return inner.lineno
    return None


def _derivatives(
    replay: Replay, leaves: Mapping[str, Tensor], name: str
) -> tuple[float | None, float] | None:
    """Along a random direction: what autograd gives (None: nothing), and the quotient of differences.

    None where the quotient is not steady, or where the code does not depend on the leaf.
    """
    generator = torch.Generator().manual_seed(41)
    direction = torch.randn(leaves[name].shape, generator=generator, dtype=torch.float64)
    quotients = [_quotient(replay, leaves, name, step * direction) / step for step in _STEPS]
    scale = max(map(abs, quotients))
    if scale < _FLAT or abs(quotients[0] - quotients[1]) > _STEADY * scale:
        return None
    moved = {**leaves, name: leaves[name].clone().requires_grad_()}
    with torch.enable_grad():  # an earlier fence of the page may have switched it off
        value = _projected(replay.run(moved))
    if not value.requires_grad:
        return None, quotients[1]
    gradient = torch.autograd.grad(value, moved[name], allow_unused=True)[0]
    return None if gradient is None else (gradient * direction).sum().item(), quotients[1]


def _quotient(replay: Replay, leaves: Mapping[str, Tensor], name: str, by: Tensor) -> float:
    ahead, behind = ({**leaves, name: leaves[name] + sign * by} for sign in (1, -1))
    with torch.no_grad():
        difference = _projected(replay.run(ahead)) - _projected(replay.run(behind))
    return difference.item() / 2


def _projected(result: Any) -> Tensor:
    """One number made of a result, each entry weighed by chance."""
    result = result[0] if isinstance(result, tuple | list) else result
    if not isinstance(result, Tensor):
        raise TypeError("it returns no tensor")
    generator = torch.Generator().manual_seed(43)
    weights = torch.randn(result.shape, generator=generator, dtype=torch.float64)
    return (result.double() * weights).sum()
