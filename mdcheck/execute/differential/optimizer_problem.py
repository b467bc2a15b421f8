"""The objective that optimizers are driven along, and what a run of one gives."""

import ast
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor

from mdcheck.records import dataclass

STEPS = 5
NUMBERS = {"eta": 0.03, "beta_1": 0.7, "beta_2": 0.8, "eps": 0.05, "lambda_": 0.1}
SHAPES = ((2, 3), (3,))
"""Two parameters, so that state kept for one shows in the other."""


@dataclass(frozen=True)
class Problem:
    """An objective with its gradient, the same for tensors, arrays and numbers."""

    seed: int

    def start(self, shape: tuple[int, ...], salt: int = 0) -> Tensor:
        """Where parameters begin."""
        generator = torch.Generator().manual_seed(abs(self.seed) + 100 * salt)
        return torch.randn(shape, generator=generator, dtype=torch.float64)

    def gradient(self, x: Any) -> Any:
        """Of the objective, entry by entry."""
        if self.seed < 0:
            return 0.5 + 0.1 * x**2 - 0.1 * self.seed
        return 0.8 * x + 0.15 * x**3 - (0.4 + 0.3 * self.seed)

    def objective(self, x: Any) -> Any:
        """Sum over the entries."""
        if self.seed < 0:
            rising = 0.5 * x + x**3 / 30 - 0.1 * self.seed * x
            return rising.sum() if hasattr(rising, "sum") else rising
        total = 0.4 * x**2 + 0.0375 * x**4 - (0.4 + 0.3 * self.seed) * x
        return total.sum() if hasattr(total, "sum") else total


Run = tuple[str, Tensor, Tensor]
"""What came of a run: the form of its result, where it began, and the result."""
Runner = Callable[[Problem], list[Run]]
Running = tuple[str, frozenset[str], Runner]
"""How a run reads, the names of what it gives, and the run."""


def joined(parts: Sequence[Any]) -> Tensor:
    """Several parameters as one vector."""
    return torch.cat([torch.as_tensor(part).detach().reshape(-1).clone() for part in parts])


def keys_of(node: ast.AST, name: str) -> list[str]:
    """The keys under which code looks into a dict of that name."""
    found = []
    for inner in ast.walk(node):
        match inner:
            case ast.Subscript(value=ast.Name(id=owner), slice=ast.Constant(value=str(key))) if owner == name:
                found.append(key)
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id=owner)), args=[ast.Constant(value=str(key)), *_]
            ):
                found.extend([key] if owner == name else [])
    return list(dict.fromkeys(found))
