"""Feeding dropout: what share of ones survives, as what, and what evaluation returns."""

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch import Tensor, nn

from mdcheck.execute.differential.callables import as_function
from mdcheck.execute.differential.functions import Convert, converters, results_in
from mdcheck.execute.differential.judge import Feeding, Trial
from mdcheck.execute.differential.record import Concept

_RATES = (0.3, 0.2)
_MANY = (150, 200)
_NEAR = 0.02
_RATE = re.compile(r"p|(?:drop(?:out)?|keep)_?(?:p|prob(?:ability)?|rate|ratio)?|rate|ratio|prob|p_?drop")
_TRAINING = re.compile(r"(?:is_?)?train(?:ing)?(?:_?(?:flg|flag|mode))?|mode")
_INPUT = re.compile(r"x|inputs?|h|a|data|tensor|hidden|activations?|features|z")
_Run = Callable[[Any, float, bool], Any]
"""Input, rate, whether it is training."""


def feed(target: Any, node: ast.AST, concept: Concept) -> Iterator[Feeding]:
    """Drop entries of a matrix of ones, in training and, where the code knows it, in evaluation."""
    run, knows_evaluation = _runner(target)
    if run is None:
        return
    for kind, convert in converters(node):
        trials = [_trial(run, rate, convert, evaluated=knows_evaluation) for rate in _RATES]
        if all(trials):
            label = f"{kind}, training{' and evaluation' if knows_evaluation else ''}"
            yield Feeding(label, concept.forms[0], tuple(t for t in trials if t))
            return


def _runner(target: Any) -> tuple[_Run | None, bool]:
    if isinstance(target, type) and issubclass(target, nn.Module):
        return _of_module(target), True
    function = as_function(target)
    if function is None:
        return None, False
    names = {p.name: p for p in inspect.signature(function).parameters.values()}
    x, rate, training = (
        next((n for n in names if called.fullmatch(n.lower())), None) for called in (_INPUT, _RATE, _TRAINING)
    )
    if (
        x is None
        or rate is None
        or any(p.default is p.empty and n not in (x, rate, training) for n, p in names.items())
    ):
        return None, False

    def run(value: Any, share: float, train: bool) -> Any:
        more = {} if training is None else {training: train}
        return function(**{x: value, rate: share}, **more)

    return run, training is not None


def _of_module(target: type[nn.Module]) -> _Run | None:
    rate = next((n for n in inspect.signature(target).parameters if _RATE.fullmatch(n.lower())), None)
    if rate is None:
        return None

    def run(value: Any, share: float, train: bool) -> Any:
        return target(**{rate: share}).train(train)(value)

    return run


def _trial(run: _Run, rate: float, convert: Convert, *, evaluated: bool) -> Trial | None:
    torch.manual_seed(11)
    ones = torch.ones(_MANY, dtype=torch.float64)
    try:
        kept = next(iter(results_in(run(convert(ones), rate, True))))
        after = next(iter(results_in(run(convert(ones), rate, False)))) if evaluated else None
    except Exception:
        return None
    measured = _measured(kept, rate)
    if measured is None or kept.shape != ones.shape:
        return None
    summary = [*measured, *([] if after is None else [_evaluated(after)])]
    return Trial({"form": "ones", "p": rate, "evaluated": evaluated}, (torch.tensor(summary),))


def _measured(kept: Tensor, rate: float) -> tuple[float, float] | None:
    """The share that survives, as exactly as chance allows, and the value of survivors."""
    survivors = kept[kept != 0].double()
    share = survivors.numel() / kept.numel()
    if not survivors.numel() or survivors.max() - survivors.min() > 1e-9:
        return None
    exact = next((s for s in (1 - rate, rate, 1.0) if abs(s - share) < _NEAR), share)
    return exact, survivors[0].item()


def _evaluated(after: Tensor) -> float:
    """The value that evaluation gives every entry; -1 where it still drops some."""
    steady = (after.double().max() - after.double().min()).item() < 1e-9
    return after.double().reshape(-1)[0].item() if steady else -1.0
