"""Feeding optimizers: step functions, classes and whole loops, all driven along one drawn objective."""

import ast
import copy
import inspect
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import torch
from torch import Tensor

from mdcheck.execute.differential import optimizer_lists
from mdcheck.execute.differential.functions import Convert, best_match, constants, converters
from mdcheck.execute.differential.judge import Feeding, Trial
from mdcheck.execute.differential.optimizer_names import (
    GRADIENT,
    HELD,
    KEPT,
    LENGTH,
    METHODS,
    OBJECTIVE,
    STATES,
    THETA,
    G,
    T,
)
from mdcheck.execute.differential.optimizer_problem import (
    NUMBERS,
    SHAPES,
    STEPS,
    Problem,
    Run,
    Runner,
    Running,
    joined,
    keys_of,
)
from mdcheck.execute.differential.record import Concept, Form, Role

_SEEDS = (0, 1)
_RISING = (-1, -2)
"""Problems whose gradients are all positive: what takes the root of an average of gradients survives them."""
_MOST_GUESSES = 30


def feed(target: Any, node: ast.AST, concept: Concept) -> Iterator[Feeding]:
    """Run every style that the code allows; each number that it does not take is looked for in the code."""
    for label, taken, runner in _runners(target, node, concept):
        for seeds in (_SEEDS, _RISING):
            runs = [_attempt(runner, Problem(seed)) for seed in seeds]
            for form in dict.fromkeys(form for form, _, _ in runs[0]):
                of_form = [next((run for run in found if run[0] == form), None) for found in runs]
                if all(of_form):
                    found = dict(zip(seeds, (run for run in of_form if run), strict=True))
                    yield from _feedings(label, taken, found, node, concept)
            if any(runs):
                break


def _feedings(
    label: str, taken: frozenset[str], runs: Mapping[int, Run], node: ast.AST, concept: Concept
) -> Iterator[Feeding]:
    given = {name: NUMBERS[name] for name in taken if name in NUMBERS}
    handed = "loop" not in label
    trials = [Trial(_inputs(run, seed, handed=handed), (run[2],)) for seed, run in runs.items()]
    form = next(iter(runs.values()))[0]
    yield from with_numbers(f"{label}, {form}", given, trials, constants(node), concept)


def with_numbers(
    label: str,
    given: Mapping[str, float],
    trials: Sequence[Trial],
    written: Sequence[float],
    concept: Concept,
) -> Iterator[Feeding]:
    """A feeding for every way to understand the numbers that code has written into its body.

    Args:
        label: How it reads.
        given: Numbers that are known.
        trials: What came back.
        written: Numbers that stand in the code.
        concept: The optimizer, whose remaining numbers are looked for among those.
    """
    missing = [role for role in concept.roles if role.name not in given]
    small = [value for value in written if value < 1]
    choices = [list(dict.fromkeys([*([] if r.default is None else [r.default]), *small])) for r in missing]
    for values in itertools.islice(itertools.product(*choices), _MOST_GUESSES):
        numbers = {**given, **dict(zip((role.name for role in missing), values, strict=True))}
        known = tuple(replace(trial, inputs={**trial.inputs, **numbers}) for trial in trials)
        yield Feeding(label, Form("steps", {}), known)


def _inputs(run: Run, seed: int, *, handed: bool) -> dict[str, Any]:
    return {
        "form": run[0],
        "theta": run[1],
        "gradient": Problem(seed).gradient,
        "steps": STEPS,
        "handed": handed,
    }


def _attempt(runner: Runner, problem: Problem) -> list[Run]:
    try:
        runs = runner(problem)
    except Exception:
        return []
    return [run for run in runs if torch.isfinite(run[2]).all()]


def _runners(target: Any, node: ast.AST, concept: Concept) -> Iterator[Running]:
    if isinstance(target, type):
        yield from _class_runners(target, node, concept)
        return
    parameters = list(inspect.signature(target).parameters.values())
    roles = best_match([p.name for p in parameters], (GRADIENT, OBJECTIVE, LENGTH, THETA, *concept.roles))
    given = {role.name for role in roles.values()}
    if {"theta", "length"} <= given and given & {"gradient", "objective"} and _all_known(parameters, roles):
        for kind, convert in (*converters(node), ("numbers", None)):
            yield f"a loop on {kind}", frozenset(given), _loop(target, roles, convert)
    yield from _step_runners(target, parameters, node, concept)
    yield from optimizer_lists.runners(target, node, concept)


def _step_runners(
    target: Callable[..., Any], parameters: Sequence[inspect.Parameter], node: ast.AST, concept: Concept
) -> Iterator[Running]:
    if kept := next((p for p in parameters if KEPT.called.fullmatch(p.name) and keys_of(node, p.name)), None):
        yield from _keeping(target, parameters, kept, node, concept)
        return
    roles = best_match([p.name for p in parameters], (THETA, G, T, *concept.roles, *STATES))
    given = {role.name for role in roles.values()}
    if {"theta", "g"} <= given and _all_known(parameters, roles):
        for kind, convert in converters(node):
            for order in _orders(roles, node):
                for first in (1, 0) if "t" in given else (1,):
                    label = f"a step on {kind}, t from {first}"
                    yield label, frozenset(given), _stepping(target, roles, order, first, convert)


def _all_known(parameters: Sequence[inspect.Parameter], roles: Mapping[str, Role]) -> bool:
    return all(p.name in roles or p.default is not p.empty for p in parameters)


def _orders(roles: Mapping[str, Role], node: ast.AST) -> Iterator[tuple[str, ...]]:
    """Orders in which a step may return the parameters (empty name) and its states; one if names tell."""
    names = {name: "" if role is THETA else name for name, role in roles.items() if role in (THETA, *STATES)}
    for inner in ast.walk(node):
        match inner:
            case ast.Return(value=ast.Tuple(elts=elts)) if elts:
                given = [e.id for e in elts if isinstance(e, ast.Name)]
                if sorted(given) == sorted(names) and len(given) == len(elts):
                    yield tuple(names[name] for name in given)
                    return
    yield from itertools.permutations(("", *(name for name in names.values() if name)))


def _stepping(
    function: Callable[..., Any],
    roles: Mapping[str, Role],
    order: tuple[str, ...],
    first: int,
    convert: Convert,
) -> Runner:
    def run(problem: Problem) -> list[Run]:
        theta = convert(problem.start((4,)))
        names = {role.name: name for name, role in roles.items()}
        states = {name: convert(torch.zeros(4, dtype=torch.float64)) for name in order if name}
        path = []
        for step in range(STEPS):
            arguments = {n: NUMBERS[r.name] for n, r in roles.items() if r.name in NUMBERS}
            arguments |= {names["theta"]: theta, names["g"]: problem.gradient(theta), **states}
            if "t" in names:
                arguments[names["t"]] = first + step
            result = function(**arguments)
            parts = [p for p in (result if isinstance(result, tuple | list) else (result,)) if _is_array(p)]
            now = dict(zip(order, parts, strict=False))
            theta, states = now.get("", theta), {name: now.get(name, states[name]) for name in states}
            path.append(torch.as_tensor(theta).detach().clone())
        return [("path", problem.start((4,)), torch.stack(path))]

    return run


def _keeping(
    target: Callable[..., Any],
    parameters: Sequence[inspect.Parameter],
    kept: inspect.Parameter,
    node: ast.AST,
    concept: Concept,
) -> Iterator[Running]:
    """A step whose states, and perhaps numbers, lie in a dict that it changes or returns."""
    roles = best_match([p.name for p in parameters if p is not kept], (THETA, G, T, *concept.roles))
    keys = best_match(keys_of(node, kept.name), (T, *concept.roles))
    given = {role.name for role in roles.values()} | {r.name for r in keys.values() if r.name in NUMBERS}
    if not {"theta", "g"} <= given or not _all_known([p for p in parameters if p is not kept], roles):
        return
    numbers = {key: NUMBERS[r.name] for key, r in keys.items() if r.name in NUMBERS}
    for kind, convert in converters(node):
        zeros = {
            key: 0 if keys.get(key) is T else convert(torch.zeros(4)) for key in keys_of(node, kept.name)
        }
        for start in (numbers, {**zeros, **numbers}):
            runner = _remembering(target, roles, kept.name, start, convert)
            yield f"a step on {kind} with a dict of states", frozenset(given), runner


def _remembering(
    function: Callable[..., Any],
    roles: Mapping[str, Role],
    kept: str,
    first: Mapping[str, Any],
    convert: Convert,
) -> Runner:
    def run(problem: Problem) -> list[Run]:
        theta = convert(problem.start((4,)))
        memory = {key: copy.deepcopy(value) for key, value in first.items()}
        path = []
        for step in range(STEPS):
            given = {**NUMBERS, "theta": theta, "g": problem.gradient(theta), "t": step + 1}
            result = function(**{n: given[r.name] for n, r in roles.items()}, **{kept: memory})
            parts = result if isinstance(result, tuple | list) else (result,)
            theta = next((part for part in parts if _is_array(part)), theta)
            memory = next((part for part in parts if isinstance(part, dict)), memory)
            path.append(torch.as_tensor(theta).detach().clone())
        return [("path", problem.start((4,)), torch.stack(path))]

    return run


def _is_array(value: Any) -> bool:
    return isinstance(value, Tensor | np.ndarray) and value.ndim > 0


def _loop(function: Callable[..., Any], roles: Mapping[str, Role], convert: Convert | None) -> Runner:
    def run(problem: Problem) -> list[Run]:
        start = problem.start(() if convert is None else (4,))
        given = {
            "theta": start.item() if convert is None else convert(start),
            "gradient": problem.gradient,
            "objective": problem.objective,
            "length": STEPS,
            **NUMBERS,
        }
        result = function(**{name: given[role.name] for name, role in roles.items()})
        return list(_read(result, start))

    return run


def _read(result: Any, start: Tensor) -> Iterator[Run]:
    """The last parameters or the whole path, in what a loop returns."""
    parts = [result, *result] if isinstance(result, tuple) else [result]
    parts = list(result.values()) if isinstance(result, dict) else parts
    for part in parts:
        value = _stacked(part)
        if value is None:
            continue
        if value.shape == start.shape:
            yield "final", start, value
        elif value.shape == (STEPS + 1, *start.shape):
            yield "path", start, value[1:]
        elif value.shape == (STEPS, *start.shape):
            yield "path", start, value
            yield "from start", start, value


def _stacked(value: Any) -> Tensor | None:
    try:
        if isinstance(value, list | tuple) and value and isinstance(value[0], Tensor):
            return torch.stack([v.detach() for v in value])
        return (
            value.detach() if isinstance(value, Tensor) else torch.as_tensor(np.asarray(value, dtype=float))
        )
    except (TypeError, ValueError, RuntimeError):
        return None


def _class_runners(target: type, node: ast.AST, concept: Concept) -> Iterator[Running]:
    built = [p for p in inspect.signature(target).parameters.values() if p.kind is p.POSITIONAL_OR_KEYWORD]
    numbers = best_match([p.name for p in built], (HELD, *concept.roles))
    method = next((m for m in METHODS if m in vars(target)), None)
    if method is None or not _all_known(built, numbers):
        return
    taken = frozenset(role.name for role in numbers.values())
    called = list(inspect.signature(getattr(target, method)).parameters.values())[1:]
    roles = best_match([p.name for p in called], (THETA, G, T))
    given = {role.name for role in roles.values()}
    if HELD in numbers.values() and "theta" not in given:
        for packed in ("g" in given, False):
            runner = _holding(target, method, numbers, roles if packed else {})
            yield "a class that holds its parameters", taken, runner
    elif {"theta", "g"} <= given and _all_known(called, roles):
        for kind, convert in converters(node):
            for packing in ("plain", "dict", "list"):
                label = f"a class called with {packing} {kind}"
                yield label, taken, _handed(target, method, (numbers, roles), packing, convert)


def _built(target: type, numbers: Mapping[str, Role], **more: Any) -> Any:
    given = {name: NUMBERS[role.name] for name, role in numbers.items() if role.name in NUMBERS}
    return target(**given, **more)


def _holding(target: type, method: str, numbers: Mapping[str, Role], roles: Mapping[str, Role]) -> Runner:
    """Like torch.optim: two parameters are held, their gradients lie in ``grad`` or are handed over."""

    def run(problem: Problem) -> list[Run]:
        held = [torch.nn.Parameter(problem.start(shape, n)) for n, shape in enumerate(SHAPES)]
        start = joined(held)
        name = next(n for n, role in numbers.items() if role.name == "theta")
        optimizer = _built(target, numbers, **{name: held})
        path = []
        for step in range(STEPS):
            gradients = [problem.gradient(p.detach()) for p in held]
            for parameter, gradient in zip(held, gradients, strict=True):
                parameter.grad = gradient.clone()
            more = {n: gradients if r.name == "g" else step + 1 for n, r in roles.items()}
            getattr(optimizer, method)(**more)
            path.append(joined(_current(optimizer, held)))
        return [("path", start, torch.stack(path))]

    return run


def _current(optimizer: Any, held: list[torch.nn.Parameter]) -> list[Tensor]:
    """The parameters as they are now: changed in place, or replaced in the optimizer's own list."""
    own = [v for v in vars(optimizer).values() if isinstance(v, list) and len(v) == len(held)]
    moved = [v for v in own if v is not held and all(isinstance(p, torch.nn.Parameter) for p in v)]
    return list(moved[0]) if moved else list(held)


def _handed(
    target: type,
    method: str,
    names: tuple[Mapping[str, Role], Mapping[str, Role]],
    packing: str,
    convert: Convert,
) -> Runner:
    """Parameters and gradients are handed over in every step, alone or in a dict or list."""
    numbers, roles = names

    def run(problem: Problem) -> list[Run]:
        shapes = SHAPES if packing != "plain" else SHAPES[:1]
        now = [convert(problem.start(shape, n)) for n, shape in enumerate(shapes)]
        start, optimizer, path = joined(now), _built(target, numbers), []
        for step in range(STEPS):
            gradients = [problem.gradient(v) for v in now]
            given = {"theta": _packed(now, packing), "g": _packed(gradients, packing), "t": step + 1}
            result = getattr(optimizer, method)(**{n: given[r.name] for n, r in roles.items()})
            now = _unpacked(given["theta"] if result is None else result, packing)
            path.append(joined(now))
        return [("path", start, torch.stack(path))]

    return run


def _packed(values: list[Any], packing: str) -> Any:
    match packing:
        case "dict":
            return dict(zip(("W1", "b1"), values, strict=True))
        case "list":
            return values
    return values[0]


def _unpacked(value: Any, packing: str) -> list[Any]:
    match packing:
        case "dict":
            return list(value.values())
        case "list":
            return list(value)
    return [value]
