"""Functions of a page held against the page's own formulas, for what no canonical package has."""

import ast
import inspect
import re
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import torch

from mdcheck.execute.differential.edits import Edit
from mdcheck.execute.differential.functions import Convert, converters, results_in
from mdcheck.execute.differential.recognise import snake
from mdcheck.execute.differential.unmistakable import mending
from mdcheck.execute.protocol import Formula
from mdcheck.records import dataclass

_SAME, _DIFFERENT = 1e-6, 1e-3
_SECONDS = 1.5
_SPOKEN = re.compile(r"^(?:compute|calc(?:ulate)?|get|my|simple)_|_(?:fn|func|function|score|loss|np|torch)$")
_KNOWN_AS: Mapping[str, frozenset[str]] = {
    "yhat": frozenset({"ypred", "pred", "preds", "prediction", "predictions", "output", "outputs", "yp"}),
    "y": frozenset({"ytrue", "true", "target", "targets", "label", "labels", "yt", "actual"}),
    "epsilon": frozenset({"eps"}),
    "lambda": frozenset({"lam", "lambd", "lmbda", "reg"}),
    "eta": frozenset({"lr", "learningrate"}),
    "tau": frozenset({"temperature", "temp", "quantile"}),
    "sigma": frozenset({"std"}),
    "mu": frozenset({"mean"}),
}
"""What code calls what formulas write as one letter."""


@dataclass(frozen=True, slots=True)
class Held:
    """A function held against a formula.

    Attributes:
        formula: The formula.
        agrees: Whether it gives the formula's values; None if it does not and no single slip explains it.
        edit: After it, the function gives them.
        evidence: At the smallest draw that shows it.
    """

    formula: Formula
    agrees: bool | None
    edit: Edit | None
    evidence: Mapping[str, str]


def held(
    node: ast.FunctionDef, names: Mapping[str, Any], formulas: Sequence[Formula], *, alone: bool
) -> Held | None:
    """What comes of a function and the formula that it is named after; None if there is no such formula.

    Args:
        node: The function.
        names: The page's names.
        formulas: Those under the same heading.
        alone: Whether the function is the only one there.
    """
    target = names[node.name]
    named = [f for f in formulas if _is_named(node.name, f)]
    for formula in named or (formulas if alone and len(formulas) == 1 else ()):
        if taken := _aligned(target, list(formula.draws[0])):
            return _compared(node, names, formula, taken)
    return None


def _is_named(name: str, formula: Formula) -> bool:
    """Whether a function bears the name of what a formula defines, or the whole name of its heading."""
    plain, before = snake(name), ""
    while plain != before:
        plain, before = _SPOKEN.sub("", plain), plain
    title = re.sub(r"[^a-z0-9]+", "_", formula.title.lower()).strip("_")
    head = re.sub(r"[^a-z0-9]+", "", formula.head.lower())
    return bool(plain) and (plain.replace("_", "") == head or f"_{plain}_" in f"_{title}_")


def _aligned(target: Any, quantities: Collection[str]) -> dict[str, str]:
    """Which quantity each argument stands for; empty unless names decide all of them, one for one."""
    try:
        parameters = inspect.signature(target).parameters.values()
    except (TypeError, ValueError):
        return {}
    found: dict[str, str] = {}
    for parameter in parameters:
        meant = [q for q in quantities if q not in found.values() and _means(parameter.name, q)]
        exact = [q for q in meant if _squeezed(q) == _squeezed(parameter.name)] or meant
        if len(exact) == 1:
            found[parameter.name] = exact[0]
        elif parameter.default is parameter.empty:
            return {}
    return found if len(found) == len(quantities) else {}


def _means(parameter: str, quantity: str) -> bool:
    mine, its = _squeezed(parameter).lower(), _spelled(quantity)
    return mine == its.lower() or mine in _KNOWN_AS.get(its, ())


def _squeezed(name: str) -> str:
    return name.replace("_", "").replace(" ", "")


def _spelled(quantity: str) -> str:
    """``hat y`` as ``yhat``, as code has it."""
    mark, _, base = quantity.partition(" ")
    return _squeezed(f"{base}{mark}") if base and mark in ("hat", "bar", "tilde") else _squeezed(quantity)


def _compared(
    node: ast.FunctionDef, names: Mapping[str, Any], formula: Formula, taken: Mapping[str, str]
) -> Held | None:
    for kind, convert in converters(node):
        values = [_value(names[node.name], draw, taken, convert) for draw in formula.draws]
        found = [value for value in values if value is not None]
        if len(found) < len(values):
            continue
        gaps = [abs(mine - its) / max(abs(its), 1.0) for mine, its in zip(found, formula.values, strict=True)]
        label = ", ".join(f"{parameter} as {quantity}" for parameter, quantity in taken.items())
        evidence = {"fed as": f"{label}; {kind}", "draws": str(len(found))}
        if max(gaps) <= _SAME:
            return Held(formula, agrees=True, edit=None, evidence=evidence)
        worst = min((i for i, gap in enumerate(gaps) if gap > _DIFFERENT), default=None)
        edit = _mended(node, names, formula, partial(_value, taken=taken, convert=convert))
        if worst is None or edit is None:
            reason = f"it differs from the formula of line {formula.line}, and no single slip explains how"
            return Held(formula, agrees=None, edit=None, evidence={**evidence, "reason": reason})
        shown = {"code": f"{found[worst]:.6g}", "formula": f"{formula.values[worst]:.6g}"}
        at = ", ".join(f"{q} = {_short(formula.draws[worst][q])}" for q in taken.values())
        return Held(formula, agrees=False, edit=edit, evidence={**evidence, "at": at, **shown})
    return None


def _value(
    target: Callable[..., Any], draw: Mapping[str, Any], taken: Mapping[str, str], convert: Convert
) -> float | None:
    given = {
        p: torch.tensor(v, dtype=torch.float64) if isinstance(v := draw[q], list) else v
        for p, q in taken.items()
    }
    try:
        found = list(results_in(target(**{p: convert(value) for p, value in given.items()})))
    except Exception:
        return None
    return found[0].double().item() if len(found) == 1 and found[0].numel() == 1 else None


def _mended(
    node: ast.FunctionDef,
    names: Mapping[str, Any],
    formula: Formula,
    value: Callable[[Callable[..., Any], Mapping[str, Any]], float | None],
) -> Edit | None:
    """The first slip of the pen after which the function gives the formula's values."""
    end = time.process_time() + _SECONDS
    for edit, target in _edited(node, names):
        if time.process_time() > end:
            return None
        pairs = ((value(target, draw), its) for draw, its in zip(formula.draws, formula.values, strict=True))
        if all(mine is not None and abs(mine - its) <= _SAME * max(abs(its), 1.0) for mine, its in pairs):
            return edit
    return None


def _edited(node: ast.FunctionDef, names: Mapping[str, Any]) -> Iterator[tuple[Edit, Callable[..., Any]]]:
    for edit, edited in mending(node, ""):
        own = dict(names)
        try:
            exec(compile(ast.Module([edited], []), "<edited>", "exec"), own)
        except Exception:
            continue
        yield edit, own[node.name]


def _short(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_short(v) for v in value)}]"
    return f"{value:.3g}"
