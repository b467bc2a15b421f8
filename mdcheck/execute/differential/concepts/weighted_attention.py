"""Self-attention and multi-head attention as functions of tokens and weight matrices."""

from dataclasses import replace

from torch import Generator, Tensor

from mdcheck.execute.differential import attention_axes, drawing
from mdcheck.execute.differential.concepts import attention
from mdcheck.execute.differential.record import Concept, Form, Inputs, Role, Settings, Sizes, words

_HEADS = 3


def _projected(given: Inputs, how: Settings) -> Tensor:
    x = given["X"]
    q, k, v = (x @ given[name] for name in ("W_q", "W_k", "W_v"))
    return attention.attend(q, k, v, given, how, model_width=x.shape[-1])


def _multi_head(given: Inputs, how: Settings) -> Tensor:
    x, batched = given["X"], given["X"].ndim == 3
    rows = x if batched else x[None]
    projected = {role: rows @ given[f"W_{role}"] for role in ("q", "k", "v")}
    last = given.get("W_o")
    output = None if last is None else lambda merged: merged @ last
    value = attention.of_projections({**projected, "heads": int(given["heads"]), "output": output}, how)
    return value if batched else value[0]


def _tokens(generator: Generator, sizes: Sizes) -> Tensor:
    return drawing.normal(generator, sizes.batch, sizes.length, sizes.width)


def _square(generator: Generator, sizes: Sizes) -> Tensor:
    return drawing.normal(generator, sizes.width, sizes.width, std=0.5)


def _narrow(generator: Generator, sizes: Sizes) -> Tensor:
    return drawing.normal(generator, sizes.width, 4, std=0.5)


def _heads(generator: Generator, sizes: Sizes) -> int:
    del generator, sizes
    return _HEADS


_X = Role("X", words(r"x|inputs?|tokens?|hidden_?states?|embeddings?|seq|sequence|emb|h"))
_WEIGHTS = tuple(
    Role(f"W_{r}", words(rf"w_?{r}|w_?{name}|{name}_?(?:w|weights?|matrix|proj)|{r}_?(?:w|weights?|proj)"))
    for r, name in (("q", "query"), ("k", "key"), ("v", "value"))
)
_LAST = Role(
    "W_o", words(r"w_?o(?:ut)?|w_?output|out(?:put)?_?(?:w|weights?|proj)|w_?proj|w_?0"), optional=True
)
_COUNT = Role("heads", words(r"(?:num|n)_?heads?|h|heads?|n_?head"))
_FORMS = {
    "batches of tokens": {"X": _tokens},
    "one sequence": {"X": drawing.rows},
}


def _forms(weight: drawing.Draw, *, heads: bool) -> tuple[Form, ...]:
    more = {"heads": _heads} if heads else {}
    outputs: tuple[dict[str, drawing.Draw], ...] = ({"W_o": _square}, {}) if heads else ({},)
    weights = {"W_q": weight, "W_k": weight, "W_v": weight}
    return tuple(
        Form(f"{name}{' and an output map' if last else ''}", {**draws, **weights, **last, **more})
        for name, draws in _FORMS.items()
        for last in outputs
    )


_SELF = Concept(
    canonical="self_attention",
    named=words(r"self_?att|^(?:scaled_dot_product_)?attention$|single_head_?att"),
    but_not=words(r"multi|causal|masked|local|linear|sparse|relative|block|layer"),
    compute=_projected,
    roles=(_X, *_WEIGHTS),
    forms=_forms(_narrow, heads=False),
    axes=(
        attention_axes.SCALES,
        attention_axes.SCORES,
        attention_axes.SOFTMAX,
        attention_axes.VALUES,
        attention.CAUSALITY,
    ),
)

CONCEPTS = (
    _SELF,
    replace(
        _SELF,
        named=words(r"(?:causal|masked)_?self_?att"),
        but_not=None,
        axes=(*(a for a in _SELF.axes if a.name != "causality"), attention.BLIND),
    ),
    replace(
        _SELF,
        canonical="multi_head_attention",
        named=words(r"multi_?head|^mha$"),
        but_not=words(r"causal|masked|local|linear|sparse|relative|block|layer|query_att|group"),
        compute=_multi_head,
        roles=(_X, *_WEIGHTS, _LAST, _COUNT),
        forms=_forms(_square, heads=True),
        axes=attention.MULTI_HEAD_AXES,
    ),
)
