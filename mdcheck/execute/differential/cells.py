"""Feeding recurrent cells: the sums of their gates are read off weights or linear layers, packed or apart."""

import ast
import copy
import inspect
import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import torch
from torch import Tensor, nn

from mdcheck.execute.differential import drawing, modules
from mdcheck.execute.differential.functions import best_match, converters, results_in
from mdcheck.execute.differential.judge import Feeding, Trial
from mdcheck.execute.differential.numbers import as_tensor
from mdcheck.execute.differential.record import Concept, Role, Sizes, words

GATES: Mapping[str, str] = {"lstm_cell": "ifgo", "gru_cell": "rzn"}
"""The gates of a cell in torch's order."""
_NAMES: Mapping[str, Mapping[str, re.Pattern[str]]] = {
    "lstm_cell": {
        "f": re.compile(r"forget|(?<![a-z])[wul]?_?[xhiu]?_?f(?![a-z])"),
        "g": re.compile(r"cand|cell|modul|(?<![a-z])[wul]?_?[xhiu]?_?[gc](?![a-z])"),
        "o": re.compile(r"out|(?<![a-z])[wul]?_?[xhiu]?_?o(?![a-z])"),
        "i": re.compile(r"input_?(?:gate)|in_?gate|(?<![a-z])[wul]?_?[xhiu]?_?i(?![a-z])|update"),
    },
    "gru_cell": {
        "r": re.compile(r"reset|(?<![a-z])[wul]?_?[xhiu]?_?r(?![a-z])"),
        "z": re.compile(r"update|(?<![a-z])[wul]?_?[xhiu]?_?z(?![a-z])"),
        "n": re.compile(r"cand|new|hidden|tilde|(?<![a-z])[wul]?_?[xhiu]?_?[nh](?![a-z])"),
    },
}
_X = Role("x", words(r"x(?:_?t)?|inputs?|inp|x_?in"))
_H = Role("h", words(r"h(?:_?(?:t|prev|0|old|x))?|h_?t_?1|prev_?h(?:idden)?|hidden(?:_?state)?|h_?tm1"))
_C = Role("c", words(r"c(?:_?(?:t|prev|0|old|x))?|c_?t_?1|prev_?c(?:ell)?|cell(?:_?state)?|c_?tm1"))
_STATE = Role("state", words(r"states?|hidden|hc|prev_?state|hx"))
_W_X = Role("W_x", words(r"w_?(?:ih|x|xh|i)|wx|weight_?ih|w_?input"))
_W_H = Role("W_h", words(r"w_?(?:hh|h)|u|wh|weight_?hh|w_?hidden"))
_B_X = Role("b_x", words(r"b_?(?:ih|x|i)?|bias(?:_?ih)?|b"))
_B_H = Role("b_h", words(r"b_?(?:hh|h)|bias_?hh"))
_ROLES = (_X, _H, _C, _STATE, _W_X, _W_H, _B_X, _B_H)
_SEEDS = 2
_INPUT, _HIDDEN = 5, 4
_Map = Callable[[Tensor], Tensor]


def feed(target: Any, node: ast.AST, concept: Concept) -> Iterator[Feeding]:
    """Call functions on drawn weights, and instances of modules, one step from a drawn state."""
    if isinstance(target, type) and issubclass(target, nn.Module) and isinstance(node, ast.ClassDef):
        chosen = {name: size for name in inspect.signature(target).parameters if (size := _size(name))}
        for module in modules.instances(target, node, Sizes(), **chosen):
            for label, maps in _read(module, concept.canonical):
                yield from _fed(_of_module, module, (label, (label, maps)), concept, ())
            return
    elif inspect.isfunction(target):
        for kind, convert in converters(node):
            for turned in (False, True):
                label = f"packed weights of {kind}{', transposed' if turned else ''}"
                yield from _fed(_of_function, target, (label, turned), concept, (convert,))


def _size(name: str) -> int:
    lower = name.lower()
    if re.fullmatch(r"(?:d_?)?(?:input|in|x|embed(?:ding)?|n_?in)(?:_?(?:size|dim|features|sz))?|d", lower):
        return _INPUT
    if re.fullmatch(r"(?:d_?|n_?)?(?:hidden|hid|h|units|state)(?:_?(?:size|dim|features|sz))?", lower):
        return _HIDDEN
    return 0


def _fed(
    trial: Callable[..., Trial | None],
    code: Any,
    way: tuple[str, Any],
    concept: Concept,
    more: tuple[Any, ...],
) -> Iterator[Feeding]:
    trials = [trial(code, way[1], concept.canonical, seed, *more) for seed in range(_SEEDS)]
    if all(trials):
        yield Feeding(way[0], concept.forms[0], tuple(t for t in trials if t))


def _drawn(seed: int) -> tuple[Tensor, Tensor, Tensor]:
    generator = torch.Generator().manual_seed(seed + 41)
    return tuple(drawing.normal(generator, 3, n) for n in (_INPUT, _HIDDEN, _HIDDEN))  # type: ignore[return-value]


def _arguments(parameters: Sequence[inspect.Parameter], values: Mapping[str, Any]) -> dict[str, Any] | None:
    """What each parameter is given; None if one that is needed remains unknown."""
    roles = best_match([p.name for p in parameters], _ROLES)
    if any(p.name not in roles and p.default is p.empty for p in parameters) or _X not in roles.values():
        return None
    state = values["h"] if "c" not in values else (values["h"], values["c"])
    given = {**values, "state": state}
    return {name: given[role.name] for name, role in roles.items() if role.name in given}


def _results(value: Any) -> tuple[Tensor, ...]:
    """The state alone, and state and cell together, in either order."""
    found = [t for t in results_in(value) if t.shape == (3, _HIDDEN)]
    pairs = (torch.stack([a, b]) for a, b in itertools.permutations(found[:3], 2))
    return (*pairs, *found[:1])


def _of_module(
    module: nn.Module, way: tuple[str, Mapping[str, tuple[_Map, _Map]]], cell: str, seed: int
) -> Trial | None:
    label, maps = way
    x, h, c = _drawn(seed)
    values = {"x": x, "h": h, "c": c} if cell == "lstm_cell" else {"x": x, "h": h}
    arguments = _arguments(list(inspect.signature(module.forward).parameters.values()), values)
    if arguments is None:
        return None
    try:
        with torch.no_grad():
            results = _results(copy.deepcopy(module)(**arguments))
            sums = {gate: (of_x(x), of_h) for gate, (of_x, of_h) in maps.items()}
            packed = not label.startswith("a layer for each")
            given = {"form": "module", "h": h, "c": c, "sums": sums, "packed": packed}
            return Trial(given, results) if results else None
    except Exception:
        return None


def _of_function(
    function: Callable[..., Any], turned: bool, cell: str, seed: int, convert: Callable[[Any], Any]
) -> Trial | None:
    x, h, c = _drawn(seed)
    gates = GATES[cell]
    generator = torch.Generator().manual_seed(seed + 5)
    shapes = {"W_x": (len(gates) * _HIDDEN, _INPUT), "W_h": (len(gates) * _HIDDEN, _HIDDEN)}
    weights = {n: drawing.normal(generator, *shape) for n, shape in shapes.items()}
    biases = {n: drawing.normal(generator, len(gates) * _HIDDEN) for n in ("b_x", "b_h")}
    values = {"x": x, "h": h, **({"c": c} if cell == "lstm_cell" else {})}
    shown = {n: w.mT.contiguous() if turned else w for n, w in weights.items()}
    parameters = list(inspect.signature(function).parameters.values())
    arguments = _arguments(parameters, {**values, **shown, **biases})
    taken = best_match([p.name for p in parameters], _ROLES).values()
    if arguments is None or not {_W_X, _W_H} <= set(taken):
        return None
    biases = {n: b if any(role.name == n for role in taken) else 0 * b for n, b in biases.items()}
    try:
        found = function(**{n: _converted(v, convert) for n, v in arguments.items()})
        results = _results(
            tuple(as_tensor(v) for v in found) if isinstance(found, tuple) else as_tensor(found)
        )
    except Exception:
        return None
    sums = {
        gate: (x @ w.mT + b, _linear(u, v))
        for gate, w, b, u, v in zip(
            gates,
            *(p.chunk(len(gates)) for p in (weights["W_x"], biases["b_x"], weights["W_h"], biases["b_h"])),
            strict=True,
        )
    }
    given = {"form": "module", "h": h, "c": c, "sums": sums, "packed": True}
    return Trial(given, results) if results else None


def _converted(value: Any, convert: Callable[[Any], Any]) -> Any:
    return tuple(convert(v) for v in value) if isinstance(value, tuple) else convert(value)


def _linear(weight: Tensor, bias: Tensor) -> _Map:
    return lambda h: h @ weight.mT + bias


def _read(module: nn.Module, cell: str) -> Iterator[tuple[str, dict[str, tuple[_Map, _Map]]]]:
    """Every way in which linear layers can be the gates of a cell: maps of the input and of the state."""
    layers = {name.lower(): m for name, m in module.named_modules() if isinstance(m, nn.Linear)}
    gates = GATES[cell]
    width = _INPUT + _HIDDEN
    named = {gate: [m for n, m in layers.items() if _gate(n, cell) == gate] for gate in gates}
    if len(layers) in (len(gates), 2 * len(gates)) and len({len(found) for found in named.values()}) == 1:
        for first in ("input", "state"):
            maps = {gate: _maps(found, first) for gate, found in named.items()}
            yield f"a layer for each gate, {first} first", maps
    elif len(layers) == 1:
        layer = next(iter(layers.values()))
        fits = (layer.in_features, layer.out_features) == (width, len(gates) * _HIDDEN)
        for first in ("input", "state") if fits else ():
            parts = [_part(layer, k, len(gates)) for k in range(len(gates))]
            yield (
                f"one layer, {first} first",
                {g: _maps([p], first) for g, p in zip(gates, parts, strict=True)},
            )
    elif len(layers) == 2 and all(m.out_features == len(gates) * _HIDDEN for m in layers.values()):
        pair = list(layers.values())
        parts_of_both = ([_part(m, k, len(gates)) for m in pair] for k in range(len(gates)))
        yield (
            "a layer for the input and one for the state",
            {g: _maps(parts, "input") for g, parts in zip(gates, parts_of_both, strict=True)},
        )


def _gate(name: str, cell: str) -> str:
    return next((gate for gate, pattern in _NAMES[cell].items() if pattern.search(name)), "")


def _part(layer: nn.Linear, k: int, count: int) -> nn.Linear:
    """The k-th of several gates that a layer packs."""
    part = nn.Linear(layer.in_features, _HIDDEN, bias=layer.bias is not None).double()
    with torch.no_grad():
        part.weight.copy_(layer.weight.chunk(count)[k])
        if layer.bias is not None:
            part.bias.copy_(layer.bias.chunk(count)[k])
    return part


def _maps(layers: Sequence[nn.Linear], first: str) -> tuple[_Map, _Map]:
    """Of one layer on both side by side, or of two."""
    if len(layers) == 2:
        ordered = sorted(layers, key=lambda m: m.in_features != _INPUT)
        return ordered[0], ordered[1]
    layer = layers[0]
    cut = _INPUT if first == "input" else _HIDDEN
    left, right = layer.weight[:, :cut].detach(), layer.weight[:, cut:].detach()
    of_x, of_h = (left, right) if first == "input" else (right, left)
    bias = torch.zeros(_HIDDEN) if layer.bias is None else layer.bias.detach()
    return _linear(of_x, bias), _linear(of_h, 0 * bias)
