"""Shape comments in code that the page never calls: it is called on drawn inputs in plausible layouts."""

import ast
import inspect
import itertools
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import torch
from torch import Tensor, nn

from mdcheck.execute.differential import modules
from mdcheck.execute.differential.numbers import double_precision
from mdcheck.execute.differential.record import Sizes
from mdcheck.execute.worker.running import Program
from mdcheck.execute.worker.shapes.tracer import Contradiction, Tracer

_SIZES = Sizes()
_B, _T, _M, _D, _H = _SIZES.batch, _SIZES.length, _SIZES.other, _SIZES.width, _SIZES.heads
_LAYOUTS: Mapping[str, tuple[int, ...]] = {
    "tokens": (_B, _T, _D),
    "rows": (_T, _D),
    "heads": (_B, _H, _T, _D // _H),
    "images": (_B, _D, 8, 8),
    "a vector": (_D,),
    "an example a row": (_B, _D),
    "token numbers": (_B, _T),
    "one image channel": (_B, 1, 28, 28),
    "colour images": (_B, 3, 32, 32),
}
_MIXED = ("tokens", "rows", "an example a row")
_MOST_MIXED = 3
_MASKS = ((_B, 1, 1, _T), (_B, 1, _T), (_B, _T), (_T, _T))


def contradictions(program: Program, names: Mapping[str, Any], tracer: Tracer) -> Iterator[Contradiction]:
    """What every layout that runs contradicts, of the probes that the page's own calls did not reach."""
    for node in program.tree.body:
        target = names.get(getattr(node, "name", ""))
        waiting = _waiting(node, program, tracer)
        if waiting and isinstance(node, ast.FunctionDef | ast.ClassDef) and target is not None:
            yield from _in_every_layout(target, node, waiting, tracer)


def _waiting(node: ast.AST, program: Program, tracer: Tracer) -> frozenset[int]:
    start = program.code.starts[getattr(node, "lineno", 1) - 1]
    end = program.code.line_span(getattr(node, "end_lineno", 1) or 1)[1]
    inside = (
        number
        for number, probe in enumerate(tracer.probes)
        if probe.fence == program.index
        and probe.feeds is None
        and start <= probe.start
        and probe.start <= end
    )
    return frozenset(n for n in inside if n not in tracer.checked and n not in tracer.contradictions)


def _in_every_layout(
    target: Any, node: ast.FunctionDef | ast.ClassDef, waiting: frozenset[int], tracer: Tracer
) -> Iterator[Contradiction]:
    found = []
    for call in _calls(target, node):
        with tracer.aside() as seen:
            try:
                with double_precision(), torch.no_grad():
                    call()
            except Exception:
                continue
            found.append(dict(seen.contradictions))
    declared = [layout for layout in found if not any(tracer.probes[n].entry for n in layout)]
    plausible = declared or found
    for number, contradiction in (plausible[0] if plausible else {}).items():
        if number in waiting and all(number in layout for layout in plausible):
            yield contradiction


def _calls(target: Any, node: ast.FunctionDef | ast.ClassDef) -> Iterator[partial[Any]]:
    """Calls to try, one a layout, with equal lengths first."""
    if isinstance(node, ast.FunctionDef):
        yield from _with_layouts(target, target)
    elif isinstance(target, type) and issubclass(target, nn.Module):
        for module in modules.instances(target, node, _SIZES):
            yield from _with_layouts(module, module.forward)
            return


def _with_layouts(call: Callable[..., Any], described: Callable[..., Any]) -> Iterator[partial[Any]]:
    try:
        parameters = inspect.signature(described).parameters.values()
    except (TypeError, ValueError):
        return
    required = [
        p.name for p in parameters if p.default is p.empty and p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)
    ]
    masked = any("mask" in name.lower() for name in required)
    for layout, shape in _LAYOUTS.items():
        for mask in _MASKS if masked else _MASKS[:1]:
            yield partial(call, **{name: _value(name, layout, shape, mask) for name in required})
    if 1 < len(required) <= _MOST_MIXED:
        for mixed in itertools.product(_MIXED, repeat=len(required)):
            if len(set(mixed)) > 1:
                given = zip(required, mixed, strict=True)
                yield partial(call, **{n: _value(n, at, _LAYOUTS[at], _MASKS[0]) for n, at in given})


def _value(name: str, layout: str, shape: tuple[int, ...], mask: tuple[int, ...]) -> Any:
    lower = name.lower()
    if "mask" in lower:
        return torch.ones(mask, dtype=torch.float64)
    if lower in {"temperature", "tau", "eps", "lr", "alpha", "beta", "gamma", "p", "scale", "margin"}:
        return 0.5
    if lower in {"d_k", "dk", "n_heads", "num_heads", "h", "heads", "head_dim"}:
        return _H if "k" not in lower and "dim" not in lower else _D // _H
    if layout == "token numbers":
        return torch.arange(_B * _T).reshape(shape) % 7
    return _drawn(shape)


def _drawn(shape: tuple[int, ...]) -> Tensor:
    generator = torch.Generator().manual_seed(sum(shape))
    return torch.randn(shape, generator=generator, dtype=torch.float64)
