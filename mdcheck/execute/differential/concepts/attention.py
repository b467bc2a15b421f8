"""Attention: the function on queries, keys and values, and modules with one head or several."""

import math
from dataclasses import replace

import torch
from torch import Tensor

from mdcheck.execute.differential import drawing
from mdcheck.execute.differential.attention_axes import HEAD_SCALES, MASKS, SCALES, SCORES, SOFTMAX, VALUES
from mdcheck.execute.differential.canon import canonical
from mdcheck.execute.differential.record import (
    Concept,
    Form,
    Inputs,
    Role,
    Settings,
    Sizes,
    axis,
    bug,
    convention,
    words,
)

_NEVER = -1e9  # finite, so that a softmax over other axes than the keys' still has a value


def attend(q: Tensor, k: Tensor, v: Tensor, given: Inputs, how: Settings, *, model_width: int) -> Tensor:
    """Attention of (..., n, d_k) to (..., m, d_k), in the way that the settings say."""
    if given.get("kind") == "additive" and how.get("mask") == "True=drop":
        raise ValueError("what is added to scores tells by itself what it hides")
    keep = _seen(given.get("keep"), q.shape[-2], k.shape[-2], how.get("causality", "all"))
    sound = all(how[name] == "canon" for name in ("scale", "scores", "softmax", "values"))
    if sound and _keeps(keep, how) is not False:
        mask = _keeps(keep, how)
        value: Tensor = canonical("scaled_dot_product_attention")(q, k, v, mask)
        return value
    scores = _score(q, k, how["scores"]) * _factor(q, k, model_width, how["scale"])
    scores = _mask_scores(scores, keep, how, added=given.get("kind") == "additive")
    weights = _weigh(scores, how)
    if keep is not None and how.get("mask") == "after softmax":
        weights = weights * keep
    match how["values"]:
        case "keys":
            return weights @ k
        case "queries":
            return weights @ q
        case "weights transposed":
            return weights.mT @ v
    return weights @ v


def _seen(keep: Tensor | None, queries: int, keys: int, how: str) -> Tensor | None:
    """What a mask that was handed over and one that is built in leave together."""
    shift = {"past": 0, "without itself": -1, "one ahead": 1}.get(how)
    if how == "all":
        return keep
    ones = torch.ones(queries, keys, dtype=torch.bool)
    built_in = ones.triu() if shift is None else ones.tril(shift)
    return built_in if keep is None else keep & built_in


def _keeps(keep: Tensor | None, how: Settings) -> Tensor | bool | None:
    """The mask as the canonical code takes it; False where the way is none of its own."""
    if keep is None:
        return None
    match how.get("mask", "canon"):
        case "canon":
            return keep
        case "True=drop":
            return ~keep
        case "ignored":
            return None
    return False


def _score(q: Tensor, k: Tensor, how: str) -> Tensor:
    match how:
        case "negated":
            return -(q @ k.mT)
        case "transposed":
            return k @ q.mT
        case "queries alone":
            return q @ q.mT
        case "keys alone":
            return k @ k.mT
    return q @ k.mT


def _factor(q: Tensor, k: Tensor, model_width: int, how: str) -> float:
    width, keys = q.shape[-1], k.shape[-2]
    match how:
        case "heads":
            return 1 / math.sqrt(model_width / width)
        case "none":
            return 1.0
        case "1/d":
            return 1 / width
        case "times root":
            return math.sqrt(width)
        case "1/root of length":
            return 1 / math.sqrt(keys)
        case "fourth root":
            return float(width**-0.25)
        case "model":
            return 1 / math.sqrt(model_width)
    return 1 / math.sqrt(width)


def _mask_scores(scores: Tensor, keep: Tensor | None, how: Settings, *, added: bool) -> Tensor:
    if keep is None:
        return scores
    match how.get("mask", "canon"):
        case "plus":
            return scores.masked_fill(~keep, -_NEVER)
        case "zeros":
            return scores.masked_fill(~keep, 0.0)
        case "added":
            return scores + keep
        case "True=drop":
            return scores.masked_fill(keep, _NEVER)
        case "ignored" | "after softmax":
            return scores
    return scores + _NEVER * ~keep if added else scores.masked_fill(~keep, _NEVER)


def _weigh(scores: Tensor, how: Settings) -> Tensor:
    match how["softmax"]:
        case "over queries":
            return scores.softmax(-2)
        case "over heads":
            return scores.softmax(-3) if scores.ndim > 2 else scores * math.nan
        case "left out":
            return scores
    return scores.softmax(-1)


def _function(given: Inputs, how: Settings) -> Tensor:
    if (mask := given.get("mask")) is not None:
        keep = mask == 0 if (mask < 0).any() else mask != 0
        given = {**given, "keep": keep}
    return attend(given["q"], given["k"], given["v"], given, how, model_width=given["q"].shape[-1])


def of_projections(given: Inputs, how: Settings) -> Tensor:
    """Heads split off projected tokens, attended, merged and mapped to the output."""
    heads = given["heads"]
    q, k, v = (_split(given[role], heads, how["split"]) for role in ("q", "k", "v"))
    attended = attend(q, k, v, given, how, model_width=given["q"].shape[-1])
    if heads > 1 or attended.ndim > 3:
        attended = _merge(attended, how["merge"])
    output = given["output"]
    result: Tensor = attended if output is None or how["output"] == "left out" else output(attended)
    return result


def _split(x: Tensor, heads: int, how: str) -> Tensor:
    batch, length, width = x.shape
    if how == "without transpose":
        return x.reshape(batch, heads, length, width // heads)
    return x.view(batch, length, heads, width // heads).transpose(1, 2)


def _merge(x: Tensor, how: str) -> Tensor:
    batch, heads, length, width = x.shape
    if how == "without transpose":
        return x.reshape(batch, length, heads * width)
    value: Tensor = canonical("merge_heads")(x)
    return value


def _rows(count: str, width: str = "width") -> drawing.Draw:
    def draw(generator: torch.Generator, sizes: Sizes) -> Tensor:
        return drawing.normal(generator, sizes.batch, getattr(sizes, count), getattr(sizes, width))

    return draw


def _heads(count: str) -> drawing.Draw:
    def draw(generator: torch.Generator, sizes: Sizes) -> Tensor:
        return drawing.normal(generator, sizes.batch, sizes.heads, getattr(sizes, count), 4)

    return draw


def _matrix(count: str) -> drawing.Draw:
    def draw(generator: torch.Generator, sizes: Sizes) -> Tensor:
        return drawing.normal(generator, getattr(sizes, count), sizes.width)

    return draw


def _masked_forms() -> tuple[Form, ...]:
    """Masks that say which keys are kept, as booleans, as ones and zeros, and as what is added to scores."""
    shapes = {
        "b": ("batch", "length", "other"),
        "b1": ("batch", "one", "length", "other"),
        "": ("length", "other"),
    }
    tokens = {"b": _rows, "b1": _heads, "": _rows}
    return tuple(
        Form(
            f"{kind} mask over {', '.join(shape)}",
            {
                "q": tokens[axes]("length"),
                "k": tokens[axes]("other"),
                "v": tokens[axes]("other"),
                "mask": _mask(shape, kind),
            },
            group="masked",
        )
        for axes, shape in shapes.items()
        for kind in ("boolean", "number", "additive")
    )


def _mask(shape: tuple[str, ...], kind: str) -> drawing.Draw:
    def draw(generator: torch.Generator, sizes: Sizes) -> Tensor:
        lengths = [1 if name == "one" else getattr(sizes, name) for name in shape]
        keep = torch.rand(lengths, generator=generator) < 0.6
        keep[..., 0], keep[..., -1] = True, False
        return drawing.as_mask(keep, kind)

    return draw


_Q, _K, _V = words(r"q|query|queries|q_s"), words(r"k|keys?|k_s"), words(r"v|values?|v_s")
CAUSALITY = axis("causality", "all", convention("past", ""))
_MULTI_HEAD = Concept(
    canonical="MultiHeadAttention",
    named=words(r"multi_?head|^mha$|mhsa"),
    but_not=words(
        r"local|linear|flash|window|sparse|relative|rotary|causal|latent|grouped|block|layer$|group|query_att|rope|kv_?cache|temporal"
    ),
    compute=of_projections,
    forms=(Form("tokens", {}), Form("masked tokens", {}, group="masked")),
    axes=(
        HEAD_SCALES,
        SCORES,
        SOFTMAX,
        VALUES,
        MASKS,
        axis(
            "split",
            "canon",
            bug("without transpose", "heads are cut by a view without transposing, which mixes tokens"),
        ),
        axis(
            "merge",
            "canon",
            bug("without transpose", "heads are merged without transposing back, which mixes tokens"),
        ),
        axis("output", "canon", bug("left out", "the output projection is made and never applied")),
        CAUSALITY,
    ),
    kind="attention module",
)
MULTI_HEAD_AXES = _MULTI_HEAD.axes
BLIND = axis(
    "causality",
    "past",
    bug("all", "nothing is masked: positions see later ones"),
    bug("future", "the triangle is turned round: positions see the future, not the past"),
    bug("without itself", "positions cannot see themselves: the diagonal is masked, too"),
    bug("one ahead", "positions see the next one: the diagonal above the main one is not masked"),
)

CONCEPTS = (
    replace(
        _MULTI_HEAD,
        named=words(r"(?:causal|masked)_?(?:multi_?head_?)?(?:self_?)?att|causal_mha"),
        but_not=words(r"softmax|linear|flash|block|relative|rotary|local|sparse|layer$|language|lm$"),
        axes=(*(a for a in _MULTI_HEAD.axes if a.name not in ("causality", "mask")), BLIND),
        forms=(Form("tokens", {}),),
    ),
    Concept(
        canonical="scaled_dot_product_attention",
        named=words(
            r"scaled_?dot|dot_?product_?att|sdpa|^(?:self_?)?attention$|^attn$|^cal(?:c|culate)?_?attention$"
        ),
        but_not=words(
            r"multi|additive|linear|bahdanau|local|flash|window|sparse|relative|rotary|causal|cosine|score|weight|gradient|graph|cross|kernel|pool"
        ),
        compute=_function,
        roles=(Role("q", _Q), Role("k", _K), Role("v", _V), Role("mask", words(r".*mask"), optional=True)),
        forms=(
            Form("batches of tokens", {"q": _rows("length"), "k": _rows("other"), "v": _rows("other")}),
            Form("heads of tokens", {"q": _heads("length"), "k": _heads("other"), "v": _heads("other")}),
            Form("one sequence", {"q": _matrix("length"), "k": _matrix("other"), "v": _matrix("other")}),
            Form(
                "one sequence of its own",
                {"q": _matrix("length"), "k": _matrix("length"), "v": _matrix("length")},
            ),
            *_masked_forms(),
        ),
        axes=(SCALES, SCORES, SOFTMAX, VALUES, CAUSALITY, MASKS),
    ),
    _MULTI_HEAD,
    replace(
        _MULTI_HEAD,
        canonical="cross_attention",
        named=words(r"cross_?att|encoder_?decoder_?att"),
        but_not=words(r"block|layer|criss"),
    ),
    replace(_MULTI_HEAD, canonical="BertSelfAttention", named=words(r"bert_?(?:self_?)?att")),
    Concept(
        canonical="self_attention",
        named=words(
            r"self_?att|^(?:simple_?|basic_?|single_?head_?|scaled_?dot_?product_?)attention$|dot_?product_?attention"
        ),
        but_not=words(
            r"multi|local|linear|flash|window|sparse|relative|rotary|causal|masked|block|layer|graph|pool|additive|bert|conv|sagan"
        ),
        told=words(r"self.?attention|自注意力|自我注意力|Q.{0,3}K.{0,3}V|query key value"),
        weak=words(r"^att(?:n|ention)?$"),
        compute=of_projections,
        forms=(Form("tokens", {}), Form("masked tokens", {}, group="masked")),
        axes=(
            SCALES,
            SCORES,
            SOFTMAX,
            VALUES,
            MASKS,
            axis("split", "canon"),
            axis("merge", "canon"),
            axis("output", "canon", bug("left out", "the output projection is made and never applied")),
            CAUSALITY,
        ),
        kind="attention module",
    ),
)
