"""Feeding additive attention modules: two maps before tanh, one vector behind it."""

import ast
import inspect
import itertools
import re
from collections.abc import Iterator
from typing import Any

import torch
from torch import nn

from mdcheck.execute.differential import drawing, modules
from mdcheck.execute.differential.functions import results_in
from mdcheck.execute.differential.judge import Feeding, Trial
from mdcheck.execute.differential.record import Concept, Sizes

_SEEDS = 2
_QUERIES = ("several queries", "one query", "a vector")
_ROLES = {
    "q": re.compile(r"q|query|queries|(?:decoder_?)?(?:hidden|state)s?|dec_?(?:hidden|state)|s|s_?prev|h_?t"),
    "k": re.compile(
        r"k|keys?|encoder_?(?:outputs?|hidden(?:_states)?|states?)|enc_?(?:outputs?|out)|h"
        r"|annotations|memory"
    ),
    "v": re.compile(r"v|values?"),
}
_QUERY_MAP = re.compile(
    r"(?:w_?)?(?:q|query|dec|decoder|s|a|1|hidden)\w*|w|w_?decoder|linear_?1", re.IGNORECASE
)
_LETTER = re.compile(r"[wu](?:_?[ah12])?", re.IGNORECASE)
"""Names of maps that do not tell which of them is for the query."""


def feed(cls: type[nn.Module], node: ast.ClassDef, concept: Concept) -> Iterator[Feeding]:
    """Call instances on queries and keys, several queries or a single one."""
    sizes = Sizes()
    for module in modules.instances(cls, node, sizes):
        layers = {n: m for n, m in module.named_modules() if isinstance(m, nn.Linear)}
        vectors = [n for n, m in layers.items() if m.out_features == 1]
        maps = [n for n in layers if n not in vectors]
        if len(vectors) != 1 or len(maps) != 2:
            return
        query = [n for n in maps if _QUERY_MAP.fullmatch(n.rpartition(".")[2])]
        open_names = all(_LETTER.fullmatch(n.rpartition(".")[2]) for n in maps)
        either = maps if open_names else [query[0] if len(query) == 1 else maps[0]]
        for named, shape, form in itertools.product(either, _QUERIES, concept.forms):
            found = (layers[named], layers[next(n for n in maps if n != named)], layers[vectors[0]])
            trials = [_trial(module, found, seed, shape, sizes) for seed in range(_SEEDS)]
            if all(trials):
                label = f"{shape}, {named} maps them"
                yield Feeding(label, form, tuple(t for t in trials if t))
        return


def _trial(
    module: nn.Module, found: tuple[nn.Linear, nn.Linear, nn.Linear], seed: int, shape: str, sizes: Sizes
) -> Trial | None:
    generator = torch.Generator().manual_seed(seed + 3)
    of_query, of_key, vector = found
    queries = sizes.length if shape == "several queries" else 1
    q = drawing.normal(generator, sizes.batch, queries, of_query.in_features)
    k = drawing.normal(generator, sizes.batch, sizes.other, of_key.in_features)
    v = drawing.normal(generator, sizes.batch, sizes.other, sizes.width + 1)
    arguments: dict[str, Any] = {}
    parameters = [p for p in inspect.signature(module.forward).parameters.values() if p.default is p.empty]
    for parameter in parameters:
        role = next((r for r, called in _ROLES.items() if called.fullmatch(parameter.name.lower())), None)
        if role is None:
            return None
        arguments[parameter.name] = {"q": q[:, 0] if shape == "a vector" else q, "k": k, "v": v}[role]
    values = v if any(value is v for value in arguments.values()) else k
    results = tuple(results_in(modules.call(module, arguments)))
    inputs = {
        "form": "module",
        "q": of_query(q).detach(),
        "k": of_key(k).detach(),
        "v": values,
        "w": vector.weight[0].detach(),
    }
    return Trial(inputs, results) if results else None
