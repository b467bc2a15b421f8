"""Nadaraya-Watson regression with a Gaussian kernel of any width, on numbers and on features."""

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
    x, keys, values, w = given["x"], given["X"], given["Y"], _pace(given, how)
    if all(how[name] == "canon" for name in ("over", "sign", "sum")) and x.ndim == 1:
        value: Tensor = canonical("gaussian_attention_pooling")(x, keys, values, w)
        return value
    gap = x[:, None] - keys[None]
    squares = gap.square() if x.ndim == 1 else gap.square().sum(-1)
    sign = 1.0 if how["sign"] == "turned" else -1.0
    weights = (sign * squares * w**2 / 2).exp()
    if how["sum"] == "left out":
        return weights @ values
    return weights / weights.sum(0 if how["over"] == "queries" else -1, keepdim=True) @ values


def _pace(given: Inputs, how: Settings) -> float:
    """What multiplies distances, however the code takes it.

    Raises:
        ValueError: The code takes no width that could be meant in another way.
    """
    if "sigma" not in given:
        if how["width"] != "canon":
            raise ValueError("no width is given")
        return float(given.get("w", 1.0))
    sigma: float = given["sigma"]
    return {"without the 2": 2**0.5 / sigma, "itself": sigma**-0.5}.get(how["width"], 1 / sigma)


def _queries(generator: Generator, sizes: Sizes) -> Tensor:
    return drawing.normal(generator, sizes.length)


def _keys(generator: Generator, sizes: Sizes) -> Tensor:
    return drawing.normal(generator, sizes.other + 2)


def _query_rows(generator: Generator, sizes: Sizes) -> Tensor:
    return drawing.normal(generator, sizes.length, sizes.classes)


def _key_rows(generator: Generator, sizes: Sizes) -> Tensor:
    return drawing.normal(generator, sizes.other + 2, sizes.classes)


_NUMBERS = {"x": _queries, "X": _keys, "Y": _keys}
_ROWS = {"x": _query_rows, "X": _key_rows, "Y": _keys}
_SIGMA = drawing.scalar(0.5, 0.9)
CONCEPTS = (
    Concept(
        canonical="gaussian_attention_pooling",
        named=words(
            r"nadaraya_?watson|^(?:(?:gaussian|nw|fit|predict|my)_)*kernel_(?:regression|smooth(?:er|ing)?)(?:_\w+)?$"
            r"|^nw_(?:regression|estimator|kernel)|^(?:gaussian|parametric)_attention_pooling"
        ),
        but_not=words(r"ridge|epanech|boxcar|plot|train|loss|weights?$|poly"),
        compute=_compute,
        roles=(
            Role("x", words(r"(?:x_?)?(?:query|queries|q|test|new|eval|grid|star|0)|x|xs")),
            Role("X", words(r"(?:x_?)?(?:train|keys?|k|data|obs|i|known|samples?)|x|xs|x_?tr")),
            Role("Y", words(r"(?:y_?)?(?:train|values?|v|data|obs|i|known)|y|ys|y_?tr|targets?")),
            Role("sigma", words(r"sigma|h|bandwidth|bw|width|length_?scale|l|tau|scale"), strict=True),
            Role("w", words(r"w|weight|gamma"), strict=True),
        ),
        forms=(
            Form("numbers", _NUMBERS),
            Form("numbers and a width", {**_NUMBERS, "sigma": _SIGMA}),
            Form("numbers and one over the width", {**_NUMBERS, "w": _SIGMA}),
            Form("features and a width", {**_ROWS, "sigma": _SIGMA}, fallback=True),
            Form("features", _ROWS, fallback=True),
        ),
        axes=(
            axis("width", "canon", convention("without the 2", ""), convention("itself", "")),
            axis(
                "over", "canon", bug("queries", "the weights of each key sum to 1, not those of each query")
            ),
            axis(
                "sign", "canon", bug("turned", "far examples weigh more than near ones: the minus is missing")
            ),
            axis("sum", "canon", bug("left out", "the weights are never divided by their sum")),
        ),
    ),
)
