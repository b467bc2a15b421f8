"""Feeding optimizers that move several parameters at once, and those that a function builds."""

import ast
import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import torch
from torch import Tensor, nn

from mdcheck.execute.differential.functions import Convert, best_match, converters
from mdcheck.execute.differential.optimizer_names import (
    BATCH,
    GRADIENTS,
    HYPER,
    MODEL,
    STATES,
    STATES_OF,
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
from mdcheck.execute.differential.record import Concept, Role
from mdcheck.records import dataclass

_NAMES = ("W1", "b1")


@dataclass(frozen=True)
class _Style:
    """How a function wants its arguments.

    Attributes:
        function: What is called.
        roles: Its parameters.
        hyper: The numbers that it looks up in a dict, by key.
        packing: What holds parameters and gradients.
        paired: Whether each parameter has two states side by side.
        order: Names of what it returns, where its code tells.
        convert: From tensors.
    """

    function: Callable[..., Any]
    roles: Mapping[str, Role]
    hyper: Mapping[str, Role]
    packing: str
    paired: bool
    order: tuple[str, ...]
    convert: Convert


def runners(target: Callable[..., Any], node: ast.AST, concept: Concept) -> Iterator[Running]:
    """Every style in which a function may take lists or dicts of parameters, or hand over a step."""
    parameters = [
        p for p in inspect.signature(target).parameters.values() if p.kind is p.POSITIONAL_OR_KEYWORD
    ]
    every = (THETA, MODEL, G, GRADIENTS, T, HYPER, BATCH, STATES_OF, *concept.roles, *STATES)
    roles = best_match([p.name for p in parameters], every)
    if any(p.name not in roles and p.default is p.empty for p in parameters):
        return
    taken = {role.name for role in roles.values()}
    if inner := _handed_over(node):
        yield from _building(target, node, inner, roles, concept)
    elif taken & {"theta", "model"}:
        yield from _together(target, node, roles, concept)


def _together(
    target: Callable[..., Any], node: ast.AST, roles: Mapping[str, Role], concept: Concept
) -> Iterator[Running]:
    told = next((name for name, role in roles.items() if role is HYPER), "")
    hyper = best_match(keys_of(node, told), (T, *concept.roles))
    known = frozenset({r.name for r in (*roles.values(), *hyper.values())})
    paired = (False, True) if "states" in known else (False,)
    packings = ("list", "dict", "dict of d") if "g" in known else ("list",)
    for packing in packings:
        for pair in paired:
            for kind, convert in converters(node)[: 2 if "g" in known else 1]:
                style = _Style(target, roles, hyper, packing, pair, _order(node), convert)
                yield f"a step on a {packing} of {kind}", known, _runner(style)


def _order(node: ast.AST) -> tuple[str, ...]:
    """The names in the tuple that code returns."""
    for inner in ast.walk(node):
        match inner:
            case ast.Return(value=ast.Tuple(elts=elts)) if all(isinstance(e, ast.Name) for e in elts):
                return tuple(e.id for e in elts if isinstance(e, ast.Name))
    return ()


def _runner(style: _Style) -> Runner:
    by_role = {role.name: name for name, role in style.roles.items()}
    states = [name for name, role in style.roles.items() if role in STATES]

    def run(problem: Problem) -> list[Run]:
        start = [problem.start(shape, n) for n, shape in enumerate(SHAPES)]
        now = _packed(_parameters(start, style), style.packing)
        kept: dict[str, Any] = {name: _packed(_zeros(start, style), style.packing) for name in states}
        kept |= {by_role["states"]: _states(start, style)} if "states" in by_role else {}
        hyper = {key: 1 if role is T else NUMBERS[role.name] for key, role in style.hyper.items()}
        path = []
        for step in range(STEPS):
            values = _unpacked(now)
            gradients = [problem.gradient(_detached(v)) for v in values]
            _give(values, gradients)
            given = {
                "theta": now,
                "model": _Model(values),
                "t": step + 1,
                "batch": 1,
                "hyper": hyper,
                **NUMBERS,
            }
            given["g"] = _packed(gradients, style.packing, prefix="d" if style.packing == "dict of d" else "")
            arguments = {name: given[role.name] for name, role in style.roles.items() if role.name in given}
            result = style.function(**{**arguments, **kept})
            now, kept = _after(result, now, kept, style)
            path.append(joined(_unpacked(now)))
        return [("path", joined(start), torch.stack(path))]

    return run


class _Model(nn.Module):
    """What has parameters and nothing else."""

    def __init__(self, held: Sequence[Any]) -> None:
        super().__init__()
        self.held = nn.ParameterList(held) if all(isinstance(p, nn.Parameter) for p in held) else list(held)


def _parameters(start: Sequence[Tensor], style: _Style) -> list[Any]:
    """Tensors that hold their gradient, unless gradients are handed over."""
    if any(role.name == "g" for role in style.roles.values()):
        return [style.convert(value) for value in start]
    return [nn.Parameter(value.clone()) for value in start]


def _detached(value: Any) -> Any:
    return value.detach() if isinstance(value, Tensor) else value


def _give(values: Sequence[Any], gradients: Sequence[Any]) -> None:
    for value, gradient in zip(values, gradients, strict=True):
        if isinstance(value, nn.Parameter):
            value.grad = gradient.clone()


def _zeros(start: Sequence[Tensor], style: _Style) -> list[Any]:
    return [style.convert(torch.zeros_like(value)) for value in start]


def _states(start: Sequence[Tensor], style: _Style) -> list[Any]:
    if style.paired:
        return list(zip(_zeros(start, style), _zeros(start, style), strict=True))
    return _zeros(start, style)


def _packed(values: Sequence[Any], packing: str, *, prefix: str = "") -> Any:
    if packing == "list":
        return list(values)
    return {prefix + name: value for name, value in zip(_NAMES, values, strict=True)}


def _unpacked(value: Any) -> list[Any]:
    return list(value.values()) if isinstance(value, dict) else list(value)


def _after(result: Any, now: Any, kept: dict[str, Any], style: _Style) -> tuple[Any, dict[str, Any]]:
    """Parameters and states after a step: what it returns, in the order that its code tells."""
    theta = next(name for name, role in style.roles.items() if role.name in ("theta", "model"))
    if result is None:
        return now, kept
    if not isinstance(result, tuple):
        return (result if len(result) == len(SHAPES) else now), kept
    order = style.order if set(style.order) <= style.roles.keys() else ()
    returned = dict(zip(order or (theta, *kept), result, strict=False))
    return returned.get(theta, now), {name: returned.get(name, value) for name, value in kept.items()}


def _handed_over(node: ast.AST) -> ast.FunctionDef | None:
    """The function inside that a function returns."""
    inside = {n.name: n for n in getattr(node, "body", ()) if isinstance(n, ast.FunctionDef)}
    for inner in getattr(node, "body", ()):
        match inner:
            case ast.Return(value=ast.Name(id=name)) if name in inside:
                return inside[name]
    return None


def _building(
    target: Callable[..., Any],
    node: ast.AST,
    inner: ast.FunctionDef,
    roles: Mapping[str, Role],
    concept: Concept,
) -> Iterator[Running]:
    """A function that is given the numbers and hands over a step that remembers."""
    called = best_match([a.arg for a in inner.args.args], (THETA, G, T, *concept.roles))
    if not {THETA, G} <= set(called.values()) or len(called) < len(inner.args.args):
        return
    known = frozenset({r.name for r in (*roles.values(), *called.values())})
    for kind, convert in (*converters(node), ("numbers", None)):
        yield f"a step on {kind}, built first", known, _built(target, roles, called, convert)


def _built(
    target: Callable[..., Any], roles: Mapping[str, Role], called: Mapping[str, Role], convert: Convert | None
) -> Runner:
    def run(problem: Problem) -> list[Run]:
        start = problem.start((4,) if convert else ())
        step = target(**{name: NUMBERS[role.name] for name, role in roles.items() if role.name in NUMBERS})
        theta: Any = convert(start) if convert else start.item()
        path = []
        for number in range(STEPS):
            given = {**NUMBERS, "theta": theta, "g": problem.gradient(theta), "t": number + 1}
            result = step(**{name: given[role.name] for name, role in called.items()})
            theta = theta if result is None else result
            path.append(torch.as_tensor(theta).detach().clone())
        return [("path", start, torch.stack(path))]

    return run
