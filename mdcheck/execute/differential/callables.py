"""Functions, loss classes and autograd functions as one thing to call, with one signature."""

import inspect
import re
from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch import nn

_METHODS = (
    "forward",
    "__call__",
    "loss",
    "compute",
    "calculate",
    "compute_loss",
    "apply",
    "score",
    "evaluate",
)
_DECAY = re.compile(r"(?:ema_?)?(?:decay|beta|alpha|momentum|mu|tau)")


def as_function(target: Any) -> Callable[..., Any] | None:
    """What code defines, as a function of everything that it takes; None for a class without such a method.

    A class is built anew for each call: parameters of its constructor stand beside those of the method.
    """
    if not isinstance(target, type):
        return target if callable(target) else None
    if issubclass(target, torch.autograd.Function):
        return _applied(target)
    method = next((m for m in _METHODS if m in vars(target)), None)
    if method is None and "update" in vars(target):
        return _average_of_weights(target)
    return _built_and_called(target, method) if method else None


def _average_of_weights(target: type) -> Callable[..., Any] | None:
    """A class that follows a model's weights, as a function of the average, of what is new, and the decay."""
    try:
        built = list(inspect.signature(target).parameters.values())
        updated = list(inspect.signature(vars(target)["update"]).parameters.values())[1:]
    except (TypeError, ValueError):
        return None
    decays = [p.name for p in built if _DECAY.fullmatch(p.name)]
    models = [p.name for p in built if p.default is p.empty and p.name not in decays]
    if len(decays) != 1 or len(models) != 1 or len(updated) > 1:
        return None

    def function(*, average: Any, x: Any, beta: float) -> Any:
        model = nn.Linear(average.shape[-1], 1, bias=False).double()
        with torch.no_grad():
            model.weight.copy_(average)
            follower = target(**{models[0]: model, decays[0]: beta})
            model.weight.copy_(x)
            follower.update(*([model] if updated else []))
        return _held_by(follower)

    return function


def _held_by(follower: Any) -> Any:
    """The average that an object keeps: in a dictionary by name, in a list, or in a copy of the model."""
    for value in vars(follower).values():
        match value:
            case nn.Module():
                held = list(value.parameters())
            case dict():
                held = list(value.values())
            case list():
                held = value
            case _:
                continue
        if len(held) == 1 and isinstance(held[0], torch.Tensor) and not held[0].requires_grad:
            return held[0]
    return None


def _applied(target: type[torch.autograd.Function]) -> Callable[..., Any]:
    parameters = list(inspect.signature(target.forward).parameters.values())[1:]

    def function(**arguments: Any) -> Any:
        return target.apply(*(arguments.get(p.name, p.default) for p in parameters))  # type: ignore[no-untyped-call]

    return _with_signature(function, parameters)


def _built_and_called(target: type, method: str) -> Callable[..., Any] | None:
    try:
        built = [p for p in inspect.signature(target).parameters.values() if _plain(p)]
        called = list(inspect.signature(getattr(target, method)).parameters.values())[1:]
    except (TypeError, ValueError):
        return None
    given = {p.name for p in called}

    def function(**arguments: Any) -> Any:
        own = {p.name: arguments[p.name] for p in built if p.name in arguments and p.name not in given}
        instance = target(**own)
        if isinstance(instance, nn.Module):
            instance.double().eval()
        return getattr(instance, method)(**{k: v for k, v in arguments.items() if k in given})

    own = [p for p in built if p.name not in given]
    return _with_signature(function, [*_required_first(called, own)])


def _plain(parameter: inspect.Parameter) -> bool:
    return parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)


def _required_first(
    called: list[inspect.Parameter], own: list[inspect.Parameter]
) -> Iterator[inspect.Parameter]:
    for parameter in (*called, *own):
        if _plain(parameter):
            yield parameter.replace(kind=parameter.KEYWORD_ONLY)


def _with_signature(function: Callable[..., Any], parameters: list[inspect.Parameter]) -> Callable[..., Any]:
    keyword = [p.replace(kind=p.KEYWORD_ONLY) for p in parameters]
    function.__signature__ = inspect.Signature(keyword)  # type: ignore[attr-defined]
    return function
