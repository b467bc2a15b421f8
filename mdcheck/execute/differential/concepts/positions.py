"""Sinusoidal positional encoding: as a table, and added to tokens by a module that keeps the table."""

import torch
from torch import Generator, Tensor

from mdcheck.execute.differential import drawing
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


def _compute(given: Inputs, how: Settings) -> Tensor:
    x = given.get("x")
    first = given["form"] == "tokens, positions first"
    length = given["n"] if x is None else x.shape[0 if first else -2]
    table = _table(length, given.get("d", 0) if x is None else x.shape[-1], how)
    if x is None:
        if how["tokens"] != "canon":
            raise ValueError("no tokens are given")
        return table
    table = table[:, None] if first else table
    match how["tokens"]:
        case "scaled":
            return x * x.shape[-1] ** 0.5 + table
        case "left out":
            return table.expand(x.shape)
    value: Tensor = x + table
    return value


def _table(n: int, d: int, how: Settings) -> Tensor:
    if all(how[name] == "canon" for name in ("waves", "pace", "first")):
        value: Tensor = canonical("sinusoidal_encoding")(n, d)
        return value
    features = torch.arange(0, d, 2) / d
    exponent = {"rising": features, "half": -features / 2, "double": -2 * features}.get(
        how["pace"], -features
    )
    position = torch.arange(n)[:, None] + (1.0 if how["first"] == "from 1" else 0.0)
    angle = position * 10_000.0**exponent
    sine, cosine = angle.sin(), angle.cos()
    match how["waves"]:
        case "apart":
            return torch.cat([sine, cosine], -1)
        case "exchanged":
            sine, cosine = cosine, sine
        case "sines only":
            cosine = sine
        case "cosines only":
            sine = cosine
    return torch.stack([sine, cosine], -1).flatten(-2)


def _positions(generator: Generator, sizes: Sizes) -> int:
    del generator
    return sizes.length


def _many(generator: Generator, sizes: Sizes) -> int:
    del generator
    return 3 * sizes.length


def _features(generator: Generator, sizes: Sizes) -> int:
    del generator
    return sizes.width


def _tokens(generator: Generator, sizes: Sizes) -> Tensor:
    return drawing.normal(generator, sizes.batch, sizes.length, sizes.width)


def _turned(generator: Generator, sizes: Sizes) -> Tensor:
    return drawing.normal(generator, sizes.length, sizes.batch, sizes.width)


_LENGTH = r"(?:(?:max|num|n|seq|sequence|context|block)_?)*(?:len(?:gth)?|positions?|pos|size|tokens|steps)"
_MODULE = {"d": _features, "n": _many}

CONCEPTS = (
    Concept(
        canonical="sinusoidal_encoding",
        named=words(
            r"^(?:get_|make_|build_)?sinusoidal(?:_?(?:table|positions?|pe))?$|(?:pos(?:ition(?:al)?)?|sin(?:usoid(?:al)?|e)?)_?(?:enc(?:od(?:e|er|ing)s?)?|embeddings?)(?!.*(?:attn|layer|2d))"
        ),
        but_not=words(r"learn|rotary|rope|relative|2d|image|time|apply|alibi|fourier"),
        compute=_compute,
        roles=(
            Role("n", words(rf"n|t|l|{_LENGTH}")),
            Role(
                "d",
                words(
                    r"d|(?:d|n|num)_?(?:model|embd|hiddens?|dims?)|(?:emb(?:ed(?:ding)?)?|hidden|model)_?(?:dim|size)|dim|depth|channels|size"
                ),
            ),
            Role(
                "x",
                words(r"x|tokens?|inputs?|emb(?:eddings?|edded)?|token_?embeddings?|h|hidden_?states?"),
                optional=True,
            ),
        ),
        forms=(
            Form("positions and features", {"n": _positions, "d": _features}),
            Form("tokens", {"x": _tokens, **_MODULE}),
            Form("tokens, features told", {"x": _tokens, "d": _features}),
            Form("tokens, positions first", {"x": _turned, **_MODULE}, fallback=True),
        ),
        axes=(
            axis(
                "waves",
                "canon",
                convention("apart", ""),
                bug("exchanged", "sine and cosine are exchanged: even features take the sine"),
                bug("sines only", "both halves take the sine: odd features take the cosine"),
                bug("cosines only", "both halves take the cosine: even features take the sine"),
            ),
            axis(
                "pace",
                "canon",
                bug("rising", "frequencies rise with the feature: the exponent has lost its minus"),
                bug("half", "the exponent is half of what it has to be: it falls by 2i / d"),
                bug("double", "the exponent is twice what it has to be: it falls by 2i / d"),
            ),
            axis(
                "first",
                "canon",
                convention("from 1", "positions are counted from 1, the canonical ones from 0"),
            ),
            axis(
                "tokens",
                "canon",
                convention("scaled", ""),
                bug("left out", "the tokens are left out: the encoding has to be added to them"),
            ),
        ),
    ),
)
