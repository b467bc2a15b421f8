"""Feeding optimizer steps written as functions: five steps on drawn gradients, states carried along."""

import ast
import inspect
import itertools
import math
import re
from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch import Tensor

from mdcheck.execute.differential.functions import best_match
from mdcheck.execute.differential.judge import Feeding, Trial
from mdcheck.execute.differential.record import Concept, Form, Role, words

_STEPS = 5
_SEEDS = 2
ROLES = (
    Role("theta", words(r"theta|params?|parameters?|w|weights?|x|var|variable|p")),
    Role("g", words(r"g|grads?|gradients?|dw|dx|dtheta|d_?w|g_t|grad_t")),
    Role("m", words(r"m|m_?t|first_moment|exp_avg|m_?prev|moment1|s_?dw")),
    Role(
        "v", words(r"v|v_?t|velocity|second_moment|exp_avg_sq|v_?prev|cache|s|state|sq|moment2|buf|r|v_?dw")
    ),
    Role("t", words(r"t|step|iteration|iter|k")),
    Role("eta", words(r"lr|eta|learning_?rate|alpha|step_?size|lr_?t")),
    Role("beta_1", words(r"beta_?1|b1|beta|momentum|mu|gamma|rho_?1|beta1")),
    Role("beta_2", words(r"beta_?2|b2|decay_?rate|rho|decay|beta2")),
    Role("eps", words(r"eps|epsilon|e")),
)
_NUMBERS = {"eta": 0.03, "beta_1": 0.7, "beta_2": 0.8, "eps": 0.05}


def feed(function: Callable[..., Any], node: ast.AST, concept: Concept) -> Iterator[Feeding]:
    """Run five steps, handing each step's states to the next; every order of the results is tried."""
    del node
    parameters = list(inspect.signature(function).parameters.values())
    wanted = [r for r in ROLES if r in concept.roles]
    roles = best_match([p.name for p in parameters], wanted)
    missing = [p for p in parameters if p.name not in roles and p.default is p.empty]
    taken = {role.name for role in roles.values()}
    if missing or not {"theta", "g"} <= taken:
        return
    states = [name for name in ("m", "v") if name in taken]
    names = {parameter: role.name for parameter, role in roles.items()}
    for order in itertools.permutations(["theta", *states]):
        for first in (1, 0) if "t" in taken else (1,):
            runs = [_run(function, names, order, first, seed) for seed in range(_SEEDS)]
            if all(runs):
                trials = tuple(run for run in runs if run)
                yield Feeding(f"returns {', '.join(order)}; t from {first}", concept.forms[0], trials)


def _run(
    function: Callable[..., Any], names: dict[str, str], order: tuple[str, ...], first: int, seed: int
) -> Trial | None:
    generator = torch.Generator().manual_seed(seed)
    theta = torch.randn(4, generator=generator, dtype=torch.float64)
    gradients = torch.randn(_STEPS, 4, generator=generator, dtype=torch.float64)
    now: dict[str, Any] = {"theta": theta.clone(), "m": torch.zeros_like(theta), "v": torch.zeros_like(theta)}
    path = []
    for step in range(_STEPS):
        values = {**_NUMBERS, **now, "g": gradients[step].clone(), "t": first + step}
        arguments = {p: values[role] for p, role in names.items()}
        try:
            result = function(**{p: v.clone() if isinstance(v, Tensor) else v for p, v in arguments.items()})
        except Exception:
            return None
        parts = result if isinstance(result, tuple | list) else (result,)
        if len(parts) < len(order) or not all(isinstance(part, Tensor) for part in parts[: len(order)]):
            return None
        now |= dict(zip(order, parts, strict=False))
        path.append(now["theta"])
    numbers = {role: _default(function, names, role) for role in _NUMBERS}
    inputs = {"form": "steps", "theta": theta, "gradients": gradients, "first": first, **numbers}
    return Trial(inputs, (torch.stack(path),)) if _moved(path) else None


def _default(function: Callable[..., Any], names: dict[str, str], role: str) -> float:
    if role in names.values():
        return _NUMBERS[role]
    floats = [
        float(n)
        for n in re.findall(r"(?<![\w.])(\d*\.\d+|\d+e-\d+)", inspect.getsource(function))
        if math.isfinite(float(n))
    ]
    small = [n for n in floats if n < 1e-4]
    return small[0] if role == "eps" and small else 0.0 if role == "eps" else _NUMBERS[role]


def _moved(path: list[Tensor]) -> bool:
    return all(torch.isfinite(theta).all() for theta in path) and path[0].shape == path[-1].shape


FORMS = (Form("steps", {}),)
