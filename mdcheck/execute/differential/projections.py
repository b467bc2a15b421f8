"""The linear maps of an attention module: alone, packed into one, one a head, or as bare matrices."""

import re
from collections.abc import Callable, Mapping

import torch
from torch import Tensor, nn
from torch.nn.functional import linear

from mdcheck.execute.differential.record import Sizes
from mdcheck.records import dataclass

Map = Callable[[Tensor], Tensor]
_WORDS = {
    "q": re.compile(
        r"q|wq|query|queries|toq|toqueries|qproj|projq|lineq|linq|qlinear|linearq|fcq|qlin|queryproj|wquery"
        r"|queryprojection|qs|wqs"
    ),
    "k": re.compile(
        r"k|wk|key|keys|tok|tokeys|kproj|projk|linek|link|klinear|lineark|fck|klin|keyproj|wkey"
        r"|keyprojection|ks|wks"
    ),
    "v": re.compile(
        r"v|wv|value|values|tov|tovalues|vproj|projv|linev|linv|vlinear|linearv|fcv|vlin|valueproj|wvalue"
        r"|valueprojection|vs|wvs"
    ),
}
_PACKED = re.compile(
    r"qkv|toqkv|wqkv|qkvproj|qkvlayer|qkvlinear|cattn|inproj|inprojweight|projqkv|kqv|attn"
    r"|qkvprojection"
)


@dataclass(frozen=True, slots=True)
class Projections:
    """What a module does before and after attending.

    Attributes:
        q: From tokens to queries, all heads side by side.
        k: To keys.
        v: To values.
        o: From the merged heads to the output; None where there is none.
        heads: Number of heads.
        width: Length of a token.
        label: How the maps are stored.
    """

    q: Map
    k: Map
    v: Map
    o: Map | None
    heads: int
    width: int
    label: str = ""


def projections(module: nn.Module, sizes: Sizes) -> list[Projections]:
    """The ways in which a module's weights can be understood; none if they are no attention's."""
    maps, widths = _maps(module)
    apart = {role: _named(maps, role) for role in _WORDS}
    if all(apart.values()):
        taken = {name for names in apart.values() for name in names}
        rest = [name for name in maps if name not in taken]
        heads = len(apart["q"]) if len(apart["q"]) > 1 else _heads(module, sizes)
        if len(rest) > 1 or len({len(names) for names in apart.values()}) > 1:
            return []
        q, k, v = (_side_by_side([maps[name] for name in apart[role]]) for role in _WORDS)
        return [Projections(q, k, v, maps[rest[0]] if rest else None, heads, widths[apart["q"][0]])]
    return _packed(module, maps, widths, sizes)


def _maps(module: nn.Module) -> tuple[dict[str, Map], dict[str, int]]:
    """Linear layers, and matrices that tokens are multiplied with, by name; and what they take."""
    layers = {name: m for name, m in module.named_modules() if isinstance(m, nn.Linear)}
    bare = {n: p for n, p in module.named_parameters() if p.ndim == 2 and n.rpartition(".")[0] not in layers}
    maps: dict[str, Map] = {**layers, **{name: _times(matrix) for name, matrix in bare.items()}}
    widths = {name: m.in_features for name, m in layers.items()} | {n: p.shape[0] for n, p in bare.items()}
    return maps, widths


def _times(matrix: Tensor) -> Map:
    return lambda x: x @ matrix


def _side_by_side(maps: list[Map]) -> Map:
    return maps[0] if len(maps) == 1 else lambda x: torch.cat([part(x) for part in maps], -1)


def _named(maps: Mapping[str, Map], role: str) -> list[str]:
    return [name for name in maps if _is_called(name, _WORDS[role])]


def _is_called(name: str, pattern: re.Pattern[str]) -> bool:
    parts = [part for part in re.split(r"[._]|\d+", name.lower()) if part]
    joined = ("".join(parts[i:j]) for i in range(len(parts)) for j in range(i + 1, len(parts) + 1))
    return any(pattern.fullmatch(part) for part in joined)


def _packed(
    module: nn.Module, maps: Mapping[str, Map], widths: Mapping[str, int], sizes: Sizes
) -> list[Projections]:
    """One layer for queries, keys and values: all of each side by side, or those of a head together."""
    layers = {n: m for n, m in module.named_modules() if isinstance(m, nn.Linear)}
    threefold = [
        n for n, m in layers.items() if m.out_features == 3 * m.in_features and _is_called(n, _PACKED)
    ]
    rest = [name for name in maps if name not in threefold]
    if len(threefold) != 1 or len(rest) > 1:
        return []
    layer, heads, width = layers[threefold[0]], _heads(module, sizes), widths[threefold[0]]
    last = maps[rest[0]] if rest else None
    rows = torch.arange(3 * width)
    ways = {
        "packed": rows.view(3, width),
        "packed by head": rows.view(heads, 3, -1).transpose(0, 1).reshape(3, width),
    }
    return [
        Projections(_rows(layer, q), _rows(layer, k), _rows(layer, v), last, heads, width, label)
        for label, (q, k, v) in ways.items()
    ]


def _rows(layer: nn.Linear, rows: Tensor) -> Map:
    bias = None if layer.bias is None else layer.bias[rows]
    return lambda x: linear(x, layer.weight[rows], bias)


def _heads(module: nn.Module, sizes: Sizes) -> int:
    counts = {
        n: v for n, v in vars(module).items() if isinstance(v, int) and not isinstance(v, bool) and v > 0
    }
    named = [
        v
        for n, v in counts.items()
        if re.fullmatch(r"h|n?_?heads?|n_?head|(?:num|number_of)_(?:\w+_)?heads?|nhead", n)
    ]
    return named[0] if named else next((v for n, v in counts.items() if "head" in n and v == sizes.heads), 1)
