"""Feeding attention modules: projections found by name, then the same tokens through both."""

import ast
import inspect
import itertools
import re
from collections.abc import Iterator, Mapping
from typing import Any

import torch
from torch import Tensor, nn

from mdcheck.execute.differential import drawing, modules
from mdcheck.execute.differential.functions import results_in
from mdcheck.execute.differential.judge import Feeding, Trial
from mdcheck.execute.differential.projections import Projections, projections
from mdcheck.execute.differential.record import Concept, Form, Sizes
from mdcheck.records import dataclass

_SEEDS = 2
_X = re.compile(r"x|inputs?|hidden_states?|tokens?|emb|embeddings?|seq|sequence|src|features|h|data")
_ROLE = {
    "q": re.compile(r"q|query|queries|x_?q|q_?in"),
    "k": re.compile(
        r"k|key|keys|x_?k|context|memory|encoder_?(?:outputs?|hidden(?:_states)?|out)"
        r"|enc_?out(?:put)?|y|cond"
    ),
    "v": re.compile(r"v|value|values|x_?v"),
}
_MASK = re.compile(r".*mask.*|(?:is_?)?pad(?:ding|ded|s)?")


@dataclass(frozen=True, slots=True)
class _MaskForm:
    """A mask: axes by letter (batch, n queries, m keys), and what stands for a kept key."""

    axes: str
    kind: str


def feed(cls: type[nn.Module], node: ast.ClassDef, concept: Concept) -> Iterator[Feeding]:
    """Call instances on drawn tokens, without a mask where they allow it, and with partial masks."""
    sizes = Sizes()
    for module in modules.instances(cls, node, sizes):
        for maps in projections(module, sizes):
            for form in concept.forms:
                yield from _feed_form(module, maps, form, sizes)
        return


def _feed_form(module: nn.Module, maps: Projections, form: Form, sizes: Sizes) -> Iterator[Feeding]:
    masks = [p for p in _parameters(module) if _MASK.fullmatch(p.name.lower())]
    masked = form.group == "masked"
    if len(masks) > 1 or (masked and not masks) or (not masked and any(p.default is p.empty for p in masks)):
        return
    for length, mask in itertools.product((sizes.other, sizes.length), _MASK_FORMS if masked else (None,)):
        trials = [_trial(module, maps, (seed, length), mask, sizes) for seed in range(_SEEDS)]
        if all(trials):
            told = f", {mask.kind} mask over {mask.axes}" if mask else ""
            label = f"{form.name}, {length} keys{told}{', ' if maps.label else ''}{maps.label}"
            yield Feeding(label, form, tuple(t for t in trials if t))


_MASK_FORMS = tuple(
    _MaskForm(axes, kind)
    for axes in ("b11m", "b1nm", "bnm", "bm", "nm", "b1m")
    for kind in ("boolean", "number", "additive")
)


def _trial(
    module: nn.Module, maps: Projections, draw: tuple[int, int], mask: _MaskForm | None, sizes: Sizes
) -> Trial | None:
    seed, length = draw
    generator = torch.Generator().manual_seed(seed + 5)
    lengths = {"q": sizes.length, "k": length, "v": length}
    tokens = {r: drawing.normal(generator, sizes.batch, n, maps.width) for r, n in lengths.items()}
    arguments = _arguments(module, tokens)
    if arguments is None:
        return None
    source = {role: tokens[name] for role, name in _sources(module).items()}
    keep = _keep(generator, mask.axes, sizes, source["k"].shape[1]) if mask else None
    if mask and keep is not None:
        name = next(p.name for p in _parameters(module) if _MASK.fullmatch(p.name.lower()))
        arguments[name] = drawing.as_mask(keep, mask.kind)
    results = tuple(results_in(modules.call(module, arguments)))
    if not results:
        return None
    inputs: dict[str, Any] = {"form": "module", "heads": maps.heads, "output": maps.o}
    inputs |= {role: getattr(maps, role)(source[role]).detach() for role in ("q", "k", "v")}
    inputs["kind"] = mask.kind if mask else "none"
    inputs["keep"] = _broadcast(keep, mask.axes) if mask and keep is not None else None
    return Trial(inputs, results, modules.replay(module, arguments))


def _parameters(module: nn.Module) -> list[inspect.Parameter]:
    return list(inspect.signature(module.forward).parameters.values())


def _arguments(module: nn.Module, tokens: Mapping[str, Tensor]) -> dict[str, Any] | None:
    roles = _roles(module)
    if not roles or None in roles.values():
        return None
    return {name: tokens["q" if role == "x" else str(role)] for name, role in roles.items()}


def _sources(module: nn.Module) -> dict[str, str]:
    """Which tokens each projection sees."""
    roles = set(_roles(module).values())
    if "x" in roles and "k" not in roles:
        return {"q": "q", "k": "q", "v": "q"}
    key = "k" if "k" in roles else "q"
    return {"q": "q", "k": key, "v": "v" if "v" in roles else key}


def _roles(module: nn.Module) -> dict[str, str | None]:
    """Parameters of ``forward`` to q, k, v or x (all three at once); None for one that is none of them."""
    found: dict[str, str | None] = {}
    for parameter in _parameters(module):
        name = parameter.name.lower()
        role = next((r for r, pattern in _ROLE.items() if pattern.fullmatch(name)), None)
        role = role or ("x" if _X.fullmatch(name) else None)
        if not _MASK.fullmatch(name) and (role or parameter.default is parameter.empty):
            found[parameter.name] = role
    return found


def _keep(generator: torch.Generator, axes: str, sizes: Sizes, keys: int) -> Tensor:
    """True where a key is kept: rows differ, every query keeps its first key and loses some other."""
    lengths = {"b": sizes.batch, "n": sizes.length, "m": keys, "1": 1}
    keep = torch.rand([lengths[letter] for letter in axes], generator=generator) < 0.6
    keep[..., 0], keep[..., -1] = True, False
    return keep


def _broadcast(keep: Tensor, axes: str) -> Tensor:
    """The mask against scores of shape (batch, heads, queries, keys)."""
    match axes:
        case "bm":
            return keep[:, None, None, :]
        case "bnm" | "b1m":
            return keep[:, None]
    return keep
