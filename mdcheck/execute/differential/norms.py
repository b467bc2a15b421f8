"""Feeding normalising modules: their parameters and epsilon are read off the instance."""

import ast
import inspect
import re
from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor, nn

from mdcheck.execute.differential import drawing, modules
from mdcheck.execute.differential.functions import results_in
from mdcheck.execute.differential.judge import Feeding, Trial
from mdcheck.execute.differential.modules import CONFIG
from mdcheck.execute.differential.record import Concept, Sizes

GAMMA = re.compile(r"gamma|weight|scale|gain|g|w|alpha|a_?\d?")
BETA = re.compile(r"beta|bias|shift|b_?\d?")
EPS = re.compile(r".*eps.*")
_SEEDS = 3


def feed(cls: type[nn.Module], node: ast.ClassDef, concept: Concept) -> Iterator[Feeding]:
    """Call instances on narrow rows, epsilon large enough to see where it stands."""
    sizes = Sizes()
    parameters = inspect.signature(cls.__init__).parameters
    chosen: dict[str, Any] = {p: 0.004 for p in parameters if EPS.fullmatch(p.lower())}
    required = [p.name for p in list(parameters.values())[1:] if p.default is p.empty]
    chosen |= {name: sizes.width for name in required if len(required) == 1 and not CONFIG.fullmatch(name)}
    for module in modules.instances(cls, node, sizes, **chosen):
        weights = {n: p.detach() for n, p in module.named_parameters()}
        for eps in _epsilons(module):
            trials = tuple(t for seed in range(_SEEDS) if (t := _trial(module, weights, eps, seed, sizes)))
            if len(trials) == _SEEDS:
                yield Feeding(f"module on rows, eps {eps:g}", concept.forms[0], trials)
        return


def _epsilons(module: nn.Module) -> list[float]:
    stored = [v for n, v in vars(module).items() if isinstance(v, float) and EPS.fullmatch(n.lower())]
    constants = _constants(type(module))
    return list(dict.fromkeys([*stored, *constants, 0.0]))


def _constants(cls: type) -> list[float]:
    try:
        tree = ast.parse(inspect.cleandoc(inspect.getsource(cls)))
    except (OSError, TypeError, SyntaxError):
        return []
    floats = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, float)]
    return [value for value in floats if 0 < value < 0.1]


def _trial(
    module: nn.Module, weights: dict[str, Tensor], eps: float, seed: int, sizes: Sizes
) -> Trial | None:
    x = drawing.narrow(torch.Generator().manual_seed(seed), sizes)
    forward = [p for p in inspect.signature(module.forward).parameters.values() if p.default is p.empty]
    if len(forward) != 1:
        return None
    arguments = {forward[0].name: x}
    results = tuple(results_in(modules.call(module, arguments)))
    inputs: dict[str, Any] = {"form": "module", "x": x, "eps": eps}
    for name, value in weights.items():
        last = name.rpartition(".")[2].lower()
        if GAMMA.fullmatch(last):
            inputs["gamma"] = value
        elif BETA.fullmatch(last):
            inputs["beta"] = value
    return Trial(inputs, results, modules.replay(module, arguments)) if results else None
