"""Feeding batch normalising modules: two steps of training, then evaluation on what they remember."""

import ast
import copy
import inspect
from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor, nn

from mdcheck.execute.differential import drawing, modules
from mdcheck.execute.differential.functions import results_in
from mdcheck.execute.differential.judge import Feeding, Trial
from mdcheck.execute.differential.norms import BETA, EPS, GAMMA
from mdcheck.execute.differential.record import Concept, Sizes

_SEEDS = 2
_GIVEN = 0.3


def feed(cls: type[nn.Module], node: ast.ClassDef, concept: Concept) -> Iterator[Feeding]:
    """Call instances on rows and on images, whichever they take."""
    sizes = Sizes()
    names = inspect.signature(cls.__init__).parameters
    chosen: dict[str, float] = {p: 0.004 for p in names if EPS.fullmatch(p.lower())}
    chosen |= {p: _GIVEN for p in names if p.lower() in {"momentum", "decay", "alpha"}}
    for dims in (2, 4):
        layout = {"num_dims": dims, "ndim": dims, "dims": dims}
        for module in modules.instances(cls, node, sizes, **chosen, **layout):
            trials = [_trial(module, dims, seed, sizes) for seed in range(_SEEDS)]
            if all(trials):
                label = f"module on {'rows' if dims == 2 else 'images'}"
                yield Feeding(label, concept.forms[0], tuple(t for t in trials if t))


def _trial(module: nn.Module, dims: int, seed: int, sizes: Sizes) -> Trial | None:
    generator = torch.Generator().manual_seed(seed)
    shape = (6, sizes.width, *([3, 4] if dims == 4 else []))
    xs = [drawing.normal(generator, *shape, std=0.05 * n) + n for n in (1, 2, 3)]
    own = copy.deepcopy(module).train()
    outputs: list[Tensor] = []
    try:
        for x in xs[:2]:
            outputs.extend(list(results_in(own(x.clone())))[:1])
        with torch.no_grad():
            outputs.extend(list(results_in(own.eval()(xs[2].clone())))[:1])
    except Exception:
        return None
    if len(outputs) != len(xs) or any(y.shape != x.shape for x, y in zip(xs, outputs, strict=True)):
        return None
    return Trial({"form": "module", "xs": xs, **_read(module)}, (torch.stack(outputs),))


def _read(module: nn.Module) -> dict[str, Any]:
    """Scale, shift, epsilon and momentum of an instance."""
    found: dict[str, Any] = {"eps": 1e-5, "momentum": 0.1}
    for name, parameter in module.named_parameters():
        last = name.rpartition(".")[2].lower()
        if GAMMA.fullmatch(last):
            found["gamma"] = parameter.detach().reshape(-1)
        elif BETA.fullmatch(last):
            found["beta"] = parameter.detach().reshape(-1)
    for name, value in vars(module).items():
        if isinstance(value, float):
            found["eps" if EPS.fullmatch(name.lower()) else "momentum"] = value
    return found
