"""Feeding residual blocks: their layers are read off an instance, in the order in which they were made."""

import ast
import copy
import inspect
from collections.abc import Iterator, Mapping
from typing import Any

import torch
from torch import Tensor, nn

from mdcheck.execute.differential import drawing, modules
from mdcheck.execute.differential.functions import best_match, results_in
from mdcheck.execute.differential.judge import Feeding, Trial
from mdcheck.execute.differential.record import Concept, Role, words

_SEEDS = 2
_IN, _MID, _OUT = 4, 3, 6
_WIDER = {"c": _IN, "d": _OUT, "projects": True}
_C = Role(
    "c",
    words(
        r"c|c_?in|in_?(?:channels?|planes?|features?|dim|ch|c)|input_?channels?|channels|inplanes|planes|dim|n_?channels"
    ),
)
_D = Role(
    "d",
    words(
        r"d|c_?out|(?:out|num)_?(?:channels?|planes?|features?|filters|dim|ch|c)|output_?channels?|channels|planes|filters|width"
    ),
)
_M = Role("m", words(r"m|(?:mid(?:dle)?|bottle_?neck|hidden|inner)_?(?:channels?|planes?|features?|ch|dim)?"))
_STRIDE = Role("stride", words(r"strides?|s"))
_PROJECTS = Role("projects", words(r"use_?1x1_?conv|projection|use_?projection|use_?shortcut"))


def feed(cls: type[nn.Module], node: ast.ClassDef, concept: Concept) -> Iterator[Feeding]:
    """Call instances on images: as many channels out as in, then more, then every other place only."""
    del node
    for label, arguments in _constructions(cls):
        module = _built(cls, arguments)
        trials = [_trial(module, seed) for seed in range(_SEEDS)] if module else []
        if trials and all(trials):
            yield Feeding(label, concept.forms[0], tuple(t for t in trials if t))


def _constructions(cls: type[nn.Module]) -> Iterator[tuple[str, dict[str, Any]]]:
    parameters = [p for p in inspect.signature(cls).parameters.values() if p.kind is p.POSITIONAL_OR_KEYWORD]
    roles = best_match([p.name for p in parameters], (_M, _C, _D, _STRIDE, _PROJECTS))
    if any(p.name not in roles and p.default is p.empty for p in parameters) or not roles:
        return
    expansion = getattr(cls, "expansion", 1)
    plain = {"c": _IN * expansion, "m": _MID, "d": _IN, "stride": 1}
    yield "as many channels out as in", _given(roles, plain)
    if {"c", "d"} <= {role.name for role in roles.values()}:
        yield "more channels out than in", _given(roles, {**plain, **_WIDER})
    if _STRIDE in roles.values():
        yield "every other place", _given(roles, {**plain, **_WIDER, "stride": 2})


def _given(roles: Mapping[str, Role], values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[role.name] for name, role in roles.items() if role.name in values}


def _built(cls: type[nn.Module], arguments: Mapping[str, Any]) -> nn.Module | None:
    """An instance with random weights and random statistics."""
    generator = torch.Generator().manual_seed(31)
    try:
        module = cls(**arguments)
    except Exception:
        return None
    modules.randomise(module, generator)
    for name, buffer in module.named_buffers():
        if buffer.is_floating_point():
            drawn = drawing.normal(generator, *buffer.shape)
            buffer.copy_(drawn.abs() + 0.5 if name.endswith("var") else 0.3 * drawn)
    return module.double()


def _trial(module: nn.Module, seed: int) -> Trial | None:
    """What it returns in evaluation and in training."""
    convolutions = [m for m in module.modules() if isinstance(m, nn.Conv2d)]
    if not convolutions:
        return None
    x = drawing.normal(torch.Generator().manual_seed(seed), 2, convolutions[0].in_channels, 6, 8)
    results: list[Tensor] = []
    try:
        for training in (False, True):
            with torch.no_grad():
                results.extend(list(results_in(copy.deepcopy(module).train(training)(x.clone())))[:1])
    except Exception:
        return None
    inputs = {"form": "module", "x": x, "layers": _layers(module)}
    return Trial(inputs, (torch.stack(results),)) if len(results) == 2 else None


def _layers(module: nn.Module) -> list[nn.Module]:
    """Convolutions and normalisations, each once, in the order in which they were made."""
    return [m for m in module.modules() if isinstance(m, nn.Conv2d | nn.BatchNorm2d)]
