"""Feeding functions: parameters to roles by name first, permutations only where names leave roles open."""

import ast
import inspect
import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import torch
from torch import Tensor

from mdcheck.execute.differential.callables import as_function
from mdcheck.execute.differential.gradients import Replay
from mdcheck.execute.differential.judge import Feeding, Trial
from mdcheck.execute.differential.numbers import as_tensor
from mdcheck.execute.differential.record import Concept, Form, Role, Sizes
from mdcheck.records import dataclass

_DIMENSION = frozenset({"dim", "axis"})
_DRAWS = 3
_MOST_CONSTANTS = 6
_MOST_GUESSES = 40
_MOST_NAMES = 6
Convert = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which parameter takes which role, and what the roles without parameter are."""

    roles: Mapping[str, Role]
    hidden: Mapping[str, float]
    fixed: Mapping[str, Any]
    certain: bool = True


def feed(target: Any, node: ast.AST, concept: Concept) -> Iterator[Feeding]:
    """Every way of calling a function, or a class that is built and called, which returns numbers."""
    function = as_function(target)
    if function is None:
        return
    for kinds in _tiers(node):
        if fed := list(_fed(function, node, concept, kinds)):
            yield from fed
            return


def _fed(
    function: Callable[..., Any], node: ast.AST, concept: Concept, kinds: Sequence[tuple[str, Convert]]
) -> Iterator[Feeding]:
    fed = False
    for form in concept.forms:
        if form.fallback and fed:
            continue
        for plan in _plans(function, node, concept, form):
            for kind, convert in kinds:
                trials = [_trial(function, concept, form, plan, convert, seed) for seed in range(_DRAWS)]
                if all(trials):
                    label = ", ".join(f"{p} as {r.name}" for p, r in plan.roles.items())
                    fed = True
                    yield Feeding(
                        f"{label}; {form.name}, {kind}", form, tuple(t for t in trials if t), plan.certain
                    )
                    break


def _plans(function: Callable[..., Any], node: ast.AST, concept: Concept, form: Form) -> Iterator[_Plan]:
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return
    plain = [p for p in parameters if p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)]
    usable = [r for r in concept.roles if r.name in form.draws or r.constants]
    roles, fixed, left = _by_name(plain, usable)
    if any(r.optional and not r.constants and r not in roles.values() for r in usable):
        return
    open_roles = [r for r in usable if r not in roles.values() and not r.optional and not r.constants]
    others = [r for r in concept.roles if r not in usable]
    if len(left) != len(open_roles) or any(r.strict for r in open_roles) or best_match(_names(left), others):
        return
    for order in itertools.permutations(open_roles):
        chosen = roles | {p.name: r for p, r in zip(left, order, strict=True)}
        for hidden in _hidden(concept, chosen, node):
            yield _Plan(chosen, hidden, fixed, certain=not left)


def _names(parameters: Sequence[inspect.Parameter]) -> list[str]:
    return [p.name for p in parameters]


def _by_name(
    parameters: list[inspect.Parameter], usable: list[Role]
) -> tuple[dict[str, Role], dict[str, Any], list[inspect.Parameter]]:
    fixed = {p.name: -1 for p in parameters if p.name in _DIMENSION and not _called([p.name], usable)}
    roles = best_match(_names([p for p in parameters if p.name not in fixed]), usable)
    if {"y", "t"} <= {p.name for p in parameters}:
        roles = _with_outputs(roles, usable, [p.name for p in parameters if p.name not in fixed])
    named = roles.keys() | fixed.keys()
    return roles, fixed, [p for p in parameters if p.name not in named and p.default is p.empty]


def arguments(depends: Sequence[Sequence[str]], others: Sequence[str], concept: Concept) -> tuple[str, ...]:
    """Which variables are all that a concept is computed of; empty if some of it is not at hand.

    Args:
        depends: What a value depends on, at first sight and then at last: none of those that the concept
            knows may be left out.
        others: What else is at hand.
        concept: What the value is named after.
    """
    for near, form in itertools.product(depends, concept.forms):
        usable = [r for r in concept.roles if r.name in form.draws or r.constants]
        known = dict.fromkeys([*_called(near, usable), *_called(others, usable)])
        found = best_match(list(known)[:_MOST_NAMES], usable)
        needed = [r for r in usable if not r.optional and not r.constants]
        if (
            needed
            and all(r in found.values() for r in needed)
            and set(_called(near, concept.roles)) <= found.keys()
        ):
            return tuple(found)
    return ()


def are_alike(feeding: Feeding, concept: Concept, values: Mapping[str, Any]) -> bool:
    """Whether arguments were fed as numbers, vectors or tables, each as the value is that a page gives it."""
    usable = [role for role in concept.roles if role.name in feeding.form.draws]
    for name, role in best_match(list(values), usable).items():
        own, fed = as_tensor(values[name]), feeding.trials[0].inputs.get(role.name)
        if own is not None and isinstance(fed, Tensor) and min(own.ndim, 2) != min(fed.ndim, 2):
            return False
    return True


def _called(names: Sequence[str], roles: Sequence[Role]) -> list[str]:
    return [n for n in names if any(r.called.fullmatch(n.lower().strip("_")) for r in roles)]


def _with_outputs(roles: dict[str, Role], usable: list[Role], names: list[str]) -> dict[str, Role]:
    """Where ``t`` is the target, ``y`` is what the network puts out."""
    told = {"y": "y_pred", "t": "y_true"}
    found = best_match([told.get(name, name) for name in names], usable)
    back = {told.get(name, name): name for name in names}
    return {back[name]: role for name, role in found.items()} if len(found) == len(roles) else roles


def best_match(names: Sequence[str], roles: Sequence[Role]) -> dict[str, Role]:
    """Give as many names as possible a role of their own that is called so."""
    return dict(_best_match(tuple(names), tuple(roles)))


@lru_cache(maxsize=4096)
def _best_match(names: tuple[str, ...], roles: tuple[Role, ...]) -> Mapping[str, Role]:
    if not names:
        return {}
    first, rest = names[0], names[1:]
    called = [r for r in roles if r.called.fullmatch(first.lower().strip("_"))]
    left = ((r, tuple(other for other in roles if other is not r)) for r in called)
    options = [{first: r, **_best_match(rest, others)} for r, others in left]
    return max([*options, _best_match(rest, roles)], key=len)


def _hidden(concept: Concept, chosen: Mapping[str, Role], node: ast.AST) -> Iterator[Mapping[str, float]]:
    """Values for roles that have no parameter: what the note's code itself has written into its body."""
    missing = [r for r in concept.roles if r not in chosen.values() and r.constants]
    written = constants(node)
    choices = [list(dict.fromkeys([*([] if r.default is None else [r.default]), *written])) for r in missing]
    for values in itertools.islice(itertools.product(*choices), _MOST_GUESSES):
        yield dict(zip((r.name for r in missing), values, strict=True))


def constants(node: ast.AST) -> list[float]:
    """Positive numbers that stand in code, in order of appearance."""
    found = [
        float(n.value)
        for n in ast.walk(node)
        if isinstance(n, ast.Constant) and isinstance(n.value, int | float) and not isinstance(n.value, bool)
    ]
    positive = [value for value in found if 0 < value < 100 and math.isfinite(value)]
    return list(dict.fromkeys(positive))[:_MOST_CONSTANTS]


def converters(node: ast.AST) -> list[tuple[str, Convert]]:
    """Tensors, arrays or lists, whichever the code seems to be written for first."""
    names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
    kinds: dict[str, Convert] = {
        "tensors": lambda v: v.clone() if isinstance(v, Tensor) else v,
        "arrays": lambda v: v.numpy().copy() if isinstance(v, Tensor) and v.ndim else _plain(v),
        "lists": lambda v: v.tolist() if isinstance(v, Tensor) else v,
    }
    if names & {"np", "numpy"} and not names & {"torch", "F", "nn"}:
        return [(kind, kinds[kind]) for kind in ("arrays", "tensors", "lists")]
    if not names & {"np", "numpy", "torch", "F", "nn"}:
        return [(kind, kinds[kind]) for kind in ("tensors", "arrays", "lists")]
    return [("tensors", kinds["tensors"])]


def _tiers(node: ast.AST) -> list[list[tuple[str, Convert]]]:
    """What code may be written for, the kinds of each tier only if none before it fit in any form.

    Code that goes through lists by hand would take rows of a tensor for numbers.
    """
    kinds = converters(node)
    lists = [(kind, convert) for kind, convert in kinds if kind == "lists"]
    by_hand = any(isinstance(n, ast.GeneratorExp | ast.ListComp | ast.For) for n in ast.walk(node))
    others = [(kind, convert) for kind, convert in kinds if kind != "lists"]
    return [lists, others] if lists and by_hand and kinds[0][0] == "tensors" else [kinds]


def _plain(value: Any) -> Any:
    return value.item() if isinstance(value, Tensor) else value


def _trial(
    function: Callable[..., Any], concept: Concept, form: Form, plan: _Plan, convert: Convert, seed: int
) -> Trial | None:
    generator = torch.Generator().manual_seed(seed + 17)
    sizes = Sizes(length=5 + seed % 2)
    taken = {role.name for role in plan.roles.values()}
    given = {name: draw(generator, sizes) for name, draw in form.draws.items() if name in taken}
    arguments = {p: convert(given[r.name]) for p, r in plan.roles.items() if r.name in given}
    try:
        result = function(**arguments, **plan.fixed)
    except Exception:
        return None
    results = tuple(results_in(result))
    inputs = {"form": form.name, **plan.hidden, **_defaults(concept, plan), **given}
    if not results:
        return None
    return Trial(inputs, results, _replay(function, arguments, plan) if isinstance(result, Tensor) else None)


def _replay(function: Callable[..., Any], arguments: Mapping[str, Any], plan: _Plan) -> Replay:
    """The same call, differentiable by its arguments."""
    taken = {name: value for name, value in arguments.items() if isinstance(value, Tensor)}

    def run(leaves: Mapping[str, Tensor]) -> Any:
        given = {n: leaves[n].clone() if n in leaves else v for n, v in arguments.items()}
        return function(**given, **plan.fixed)

    return Replay(taken, run)


def _defaults(concept: Concept, plan: _Plan) -> dict[str, float]:
    unfilled = [r for r in concept.roles if r not in plan.roles.values() and r.default is not None]
    return {r.name: r.default for r in unfilled if r.default is not None and r.name not in plan.hidden}


def results_in(value: Any) -> Iterator[Tensor]:
    """Every tensor that a result is or holds, parts of a tuple also side by side."""
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, tuple | list) and any(isinstance(v, Tensor) or hasattr(v, "shape") for v in value):
        for part in value:
            yield from results_in(part)
        yield from _side_by_side(value)
        return
    tensor = as_tensor(value)
    if tensor is not None and tensor.numel():
        yield tensor
    elif isinstance(value, tuple):
        yield from _side_by_side(value)


def _side_by_side(values: Sequence[Any]) -> Iterator[Tensor]:
    """Numbers of a tuple as one vector; its first two vectors, the points of a curve, as two rows."""
    tensors = [t for v in values if (t := as_tensor(v)) is not None]
    if len(tensors) == len(values) > 1 and all(t.ndim == 0 for t in tensors):
        yield torch.stack(tensors)
    elif len(tensors) > 1 and tensors[0].ndim == 1 and tensors[0].shape == tensors[1].shape:
        yield torch.stack(tensors[:2])
