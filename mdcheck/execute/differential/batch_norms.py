"""Feeding batch normalisation: two steps of training, then evaluation on what is remembered."""

import ast
import copy
import inspect
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import torch
from torch import Tensor, nn

from mdcheck.execute.differential import drawing, modules
from mdcheck.execute.differential.functions import best_match, constants, converters, results_in
from mdcheck.execute.differential.judge import Feeding, Trial
from mdcheck.execute.differential.norms import BETA, EPS, GAMMA
from mdcheck.execute.differential.record import Concept, Role, Sizes, words

_SEEDS = 2
_NUMBERS = {"eps": 0.004, "momentum": 0.3}
_X = Role("x", words(r"x|inputs?|z|h|features|tensor|a|data|xs|batch"))
_GAMMA, _BETA = Role("gamma", GAMMA), Role("beta", BETA)
_MEAN = Role("mean", words(r"(?:running|moving|global|pop(?:ulation)?|ema)_?(?:mean|mu)|r_?mean|mu|mean"))
_VARIANCE = Role(
    "variance",
    words(r"(?:running|moving|global|pop(?:ulation)?|ema)_?var(?:iance)?|r_?var|var(?:iance)?|sigma_?2"),
)
_EPS = Role("eps", EPS)
_MOMENTUM = Role("momentum", words(r"momentum|decay|alpha|rho|m"))
_TRAINING = Role("training", words(r"(?:is_?)?train(?:ing)?(?:_?(?:mode|fla?g))?|mode"))
_KEPT = Role("kept", words(r"bn_?params?|params?|config|cache|state"))
_ROLES = (_X, _GAMMA, _BETA, _MEAN, _VARIANCE, _EPS, _MOMENTUM, _TRAINING, _KEPT)
_TRAINS, _EVALUATES = ("train", "training"), ("test", "eval", "inference", "infer")
_Step = Callable[[Any, bool], Any]


def feed(target: Any, node: ast.AST, concept: Concept) -> Iterator[Feeding]:
    """Call modules, records and functions on rows and on images, whichever they take."""
    for dims in (2, 4):
        for label, trials in _runs(target, node, dims):
            if trials and all(trials):
                where = "rows" if dims == 2 else "images"
                yield Feeding(f"{label} on {where}", concept.forms[0], tuple(t for t in trials if t))


def _runs(target: Any, node: ast.AST, dims: int) -> Iterator[tuple[str, list[Trial | None]]]:
    sizes = Sizes()
    if isinstance(target, type) and isinstance(node, ast.ClassDef):
        names = inspect.signature(target).parameters
        chosen = {p: _NUMBERS[r.name] for p, r in best_match(list(names), (_EPS, _MOMENTUM)).items()}
        layout = {"num_dims": dims, "ndim": dims, "dims": dims}
        if issubclass(target, nn.Module):
            for module in modules.instances(target, node, sizes, **chosen, **layout):
                yield "module", [_of_module(module, dims, seed, sizes) for seed in range(_SEEDS)]
        elif record := _record(target, chosen):
            yield "class", [_of_record(record, dims, seed, sizes) for seed in range(_SEEDS)]
    if isinstance(target, type) or not (roles := _roles_of(target)):
        return
    for shape in ((-1,), (1, -1, 1, 1))[: dims // 2]:
        for kind, convert in converters(node):
            seeds = range(_SEEDS)
            trials = [_of_function(target, node, roles, dims, seed, shape, convert) for seed in seeds]
            yield f"function of {kind}", trials


def _record(target: type, chosen: Mapping[str, float]) -> Any:
    """An instance of a class that keeps scale and shift in attributes and is called; None if it is not so."""
    width = Sizes().width
    names = [p for p, v in inspect.signature(target).parameters.items() if v.default is v.empty]
    try:
        instance = target(**dict.fromkeys(names, width), **chosen)
    except Exception:
        return None
    weights = [getattr(instance, name, None) for name in ("gamma", "beta")]
    kept = all(isinstance(w, Tensor) and w.numel() == width for w in weights)
    return instance if callable(instance) and hasattr(instance, "training") and kept else None


def _of_record(record: Any, dims: int, seed: int, sizes: Sizes) -> Trial | None:
    own = copy.deepcopy(record)
    generator = torch.Generator().manual_seed(seed + 50)
    weights = {n: drawing.normal(generator, sizes.width).abs() + 0.5 for n in ("gamma", "beta")}
    for name, value in weights.items():
        setattr(own, name, value.reshape(getattr(own, name).shape))

    def step(x: Tensor, training: bool) -> Any:
        own.training = training
        return own(x)

    numbers = {n: getattr(own, n) for n in _NUMBERS if isinstance(getattr(own, n, None), float)}
    return _trial(step, _drawn(dims, seed, sizes.width), {"eps": 1e-5, "momentum": 0.1, **weights, **numbers})


def _drawn(dims: int, seed: int, channels: int) -> list[Tensor]:
    """Three batches of unlike means and spreads."""
    generator = torch.Generator().manual_seed(seed)
    shape = (6, channels, *([3, 4] if dims == 4 else []))
    return [drawing.normal(generator, *shape, std=0.05 * n) + n for n in (1, 2, 3)]


def _of_module(module: nn.Module, dims: int, seed: int, sizes: Sizes) -> Trial | None:
    own = copy.deepcopy(module)

    def step(x: Tensor, training: bool) -> Any:
        return own.train(training)(x)

    return _trial(step, _drawn(dims, seed, sizes.width), _read(module))


def _trial(
    step: _Step, xs: list[Tensor], given: Mapping[str, Any], *, form: str = "three steps"
) -> Trial | None:
    """What came of training twice and of evaluation, under no_grad; None where it refuses."""
    outputs: list[Tensor] = []
    turns = {"training": [True], "evaluation": [False]}.get(form, [True, True, False])
    try:
        for x, training in zip(xs, turns, strict=False):
            with torch.set_grad_enabled(training):
                outputs.extend(list(results_in(step(x.clone(), training)))[:1])
    except Exception:
        return None
    if len(outputs) != len(turns) or any(y.shape != x.shape for x, y in zip(xs, outputs, strict=False)):
        return None
    return Trial({"form": form, "xs": xs, **given}, (torch.stack([y.detach() for y in outputs]),))


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


def _of_function(
    function: Callable[..., Any],
    node: ast.AST,
    roles: Mapping[str, Role],
    dims: int,
    seed: int,
    shape: tuple[int, ...],
    convert: Callable[[Any], Any],
) -> Trial | None:
    """A function that is given what it remembers, and changes it in place, hands it back or keeps it."""
    channels = Sizes().width
    generator = torch.Generator().manual_seed(seed + 50)
    drawn = {
        n: drawing.normal(generator, channels).abs() + 0.5 for n in ("gamma", "beta", "mean", "variance")
    }
    taken = {role.name for role in roles.values()}
    numbers = {n: v if taken & {n, "kept"} else _written(n, node) for n, v in _NUMBERS.items()}
    weights = {n: convert(drawn[n].reshape(shape)) for n in ("gamma", "beta")}
    now = {n: convert(drawn[n].reshape(shape)) for n in ("mean", "variance")}
    memory: dict[str, Any] = dict(numbers)

    def step(x: Tensor, training: bool) -> Any:
        memory["mode"] = "train" if training else "test"
        given = {
            "x": convert(x),
            "training": _flag(node, training),
            "kept": memory,
            **numbers,
            **weights,
            **now,
        }
        result = function(**{p: given[r.name] for p, r in roles.items()})
        returned = list(results_in(result))[1:]
        if len(returned) == len(now) and all(v.numel() == channels for v in returned):
            now.update(zip(now, map(convert, returned), strict=True))
        return result

    told = {n: v for n, v in drawn.items() if n in taken}
    form = _form(roles, node)
    start = {n: torch.zeros(channels) for n in ("mean", "variance")} if "kept" in taken else {}
    return _trial(step, _drawn(dims, seed, channels), {**start, **told, **numbers}, form=form)


def _roles_of(function: Callable[..., Any]) -> Mapping[str, Role]:
    """Which parameter is what; empty if one that is needed remains unknown."""
    parameters = [
        p for p in inspect.signature(function).parameters.values() if p.kind is p.POSITIONAL_OR_KEYWORD
    ]
    roles = best_match([p.name for p in parameters], _ROLES)
    unknown = any(p.name not in roles and p.default is p.empty for p in parameters)
    return {} if unknown or _X not in roles.values() else roles


def _written(name: str, node: ast.AST) -> float:
    """A number that code has in its body: the small ones are epsilons."""
    found = [v for v in constants(node) if (v < 0.01) == (name == "eps") and v < 1]
    return found[0] if found else 0.0


def _flag(node: ast.AST, training: bool) -> bool | str:
    """How the code is told that it trains: by a word if it compares with one."""
    words = [n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    known = [w for w in words if w in _TRAINS or w in _EVALUATES]
    if not known:
        return training
    fitting = [w for w in known if w in (_TRAINS if training else _EVALUATES)]
    return fitting[0] if fitting else ("train" if training else "test")


def _form(roles: Mapping[str, Role], node: ast.AST) -> str:
    """What can be seen of it: how it trains, how it evaluates, or both and what it remembers."""
    taken = {role.name for role in roles.values()}
    if "kept" in taken:
        return "three steps"
    if not {"mean", "variance"} <= taken:
        return "training"
    if "training" not in taken and not _asks_torch(node):
        return "evaluation"
    kept = {p for p, role in roles.items() if role in (_MEAN, _VARIANCE)}
    changed = any(isinstance(n, ast.Name) and n.id in kept and _is_changed(n, node) for n in ast.walk(node))
    return "three steps" if changed else "nothing remembered"


def _is_changed(name: ast.Name, node: ast.AST) -> bool:
    """Whether a name is set, or changed by a method of its own or by an item."""
    if isinstance(name.ctx, ast.Store):
        return True
    for inner in ast.walk(node):
        match inner:
            case ast.Attribute(value=owner, attr=method) if owner is name and method.endswith("_"):
                return True
            case ast.Subscript(value=owner, ctx=ast.Store()) if owner is name:
                return True
    return False


def _asks_torch(node: ast.AST) -> bool:
    return any(isinstance(n, ast.Attribute) and n.attr == "is_grad_enabled" for n in ast.walk(node))
