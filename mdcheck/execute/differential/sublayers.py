"""Feeding layers of transformers: their attention, network and normalizations are read off an instance."""

import ast
import copy
import inspect
import re
from collections.abc import Iterator, Sequence
from typing import Any

import torch
from torch import Tensor, nn

from mdcheck.execute.differential import drawing, modules
from mdcheck.execute.differential.functions import results_in
from mdcheck.execute.differential.judge import Feeding, Trial
from mdcheck.execute.differential.record import Concept, Sizes
from mdcheck.records import dataclass

_SEEDS = 2
_ATTENTION = re.compile(r"att|mha|mhsa", re.IGNORECASE)
_NORM = re.compile(r"norm|^ln", re.IGNORECASE)
_SILENT = re.compile(r"dropout|drop_?path|identity", re.IGNORECASE)
_ALONE = re.compile(
    r"residual|(?:pre|post)_?(?:norm|ln|layer_?norm)_?block|add_?(?:and_?)?norm|sublayer", re.IGNORECASE
)
"""Names of single sublayers that add their input themselves; with others, the caller may do it."""
HOLE = 1e6
"""Stands where there is no number: what a position comes to that sees nothing."""
_ACTIVATION = nn.ReLU | nn.GELU | nn.SiLU
_MASK = re.compile(r".*mask.*|is_causal|pad(?:ding)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """One sublayer.

    Attributes:
        attends: Whether it is attention.
        maps: The module; or the two linear maps of a network that the layer itself puts together.
        norm: The normalization that belongs to it.
    """

    attends: bool
    maps: tuple[nn.Module, ...]
    norm: nn.Module | None


def feed(cls: type[nn.Module], node: ast.ClassDef, concept: Concept) -> Iterator[Feeding]:
    """Call instances on drawn tokens, in evaluation."""
    sizes = Sizes()
    for module in modules.instances(cls, node, sizes):
        parts = _network(module) if concept.canonical == "feed_forward" else _parts(module)
        parts = parts if len(parts) != 1 or parts[0].norm is None or _ALONE.search(cls.__name__) else ()
        trials = [_trial(module, parts, seed, sizes) for seed in range(_SEEDS)] if parts else []
        if trials and all(trials):
            yield Feeding("tokens", concept.forms[0], tuple(t for t in trials if t))
            return


def _network(module: nn.Module) -> tuple[Part, ...]:
    """The two linear maps of a network that is nothing else."""
    linear = [m for m in module.modules() if isinstance(m, nn.Linear)]
    others = [m for m in module.modules() if _NORM.search(type(m).__name__)]
    return (Part(False, tuple(linear), None),) if len(linear) == 2 and not others else ()


def _parts(module: nn.Module) -> tuple[Part, ...]:
    """Attention before the network, each with its normalization; empty where they do not go together."""
    children = [m for m in module.children() if not _SILENT.search(type(m).__name__)]
    children = [m for m in children if not isinstance(m, _ACTIVATION)]
    attention = [m for m in children if _ATTENTION.search(type(m).__name__)]
    norms = [m for m in children if _NORM.search(type(m).__name__)]
    rest = [m for m in children if m not in attention and m not in norms]
    linear = [m for m in rest if isinstance(m, nn.Linear)]
    networks = [tuple(rest)] if rest and (len(rest) == 1 or len(linear) == len(rest) == 2) else []
    wanted = [(True, (m,)) for m in attention] + [(False, maps) for maps in networks]
    if len(attention) > 1 or not wanted or len(norms) != len(wanted) or len(rest) > 2:
        return ()
    return tuple(Part(attends, maps, norm) for (attends, maps), norm in zip(wanted, norms, strict=True))


def applied(part: Part, x: Tensor, mask: Tensor | None, activation: Any) -> Tensor:
    """What the attention or the network of a sublayer makes of tokens, without shortcut and normalization.

    Raises:
        ValueError: A mask cannot be handed over.
    """
    if len(part.maps) == 2:
        inner, outer = part.maps
        value: Tensor = outer(activation(inner(x)))
        return value
    f = part.maps[0]
    if isinstance(f, nn.MultiheadAttention):
        return _attended(f, x, mask)
    if mask is not None:
        raise ValueError("a mask cannot be handed over")
    given = [x for _ in _required(f)] if part.attends else [x]
    return next(iter(results_in(f(*given))))


def _attended(f: nn.MultiheadAttention, x: Tensor, mask: Tensor | None) -> Tensor:
    value: Tensor = f(x, x, x, attn_mask=mask)[0]
    return value


def _required(module: nn.Module) -> Sequence[str]:
    """What ``forward`` must be given beside masks."""
    parameters = inspect.signature(module.forward).parameters.values()
    return [p.name for p in parameters if p.default is p.empty and not _MASK.fullmatch(p.name)]


def _trial(module: nn.Module, parts: tuple[Part, ...], seed: int, sizes: Sizes) -> Trial | None:
    own = copy.deepcopy(module)
    parameters = inspect.signature(own.forward).parameters.values()
    masks = {p.name: None for p in parameters if p.default is p.empty and _MASK.fullmatch(p.name)}
    if len(_required(own)) != 1:
        return None
    generator = torch.Generator().manual_seed(seed + 11)
    x = drawing.normal(generator, sizes.batch, sizes.length, sizes.width)
    try:
        with torch.no_grad():
            results = tuple(r.nan_to_num(HOLE) for r in results_in(own(x.clone(), **masks)))
    except Exception:
        return None
    inputs = {"form": "module", "x": x, "parts": parts}
    return Trial(inputs, results) if results else None
