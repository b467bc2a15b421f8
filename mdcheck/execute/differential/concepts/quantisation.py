"""Numbers as integers of 8 bits, and back."""

import torch
from torch import Generator, Tensor

from mdcheck.execute.differential import drawing
from mdcheck.execute.differential.canon import canonical
from mdcheck.execute.differential.record import (
    Axis,
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


def _symmetric(given: Inputs, how: Settings) -> Tensor:
    q, scale, _ = canonical("quantise_symmetric")(given["x"])
    if how["steps"] == "of 128":
        scale = scale * 127 / 128
        q = (given["x"] / scale).round().clamp(-128, 127)
    return _given_back(q.double(), scale, 0.0, how)


def _affine(given: Inputs, how: Settings) -> Tensor:
    q, scale, z = canonical("quantise_affine")(given["x"])
    shift = 128 if how["range"] == "from 0" else 0
    return _given_back(q.double() + shift, scale, z + shift, how)


def _given_back(q: Tensor, scale: Tensor, z: Tensor | float, how: Settings) -> Tensor:
    match how["result"]:
        case "numbers again":
            return (q - z) * scale
        case "divided again":
            return (q - z) / scale
    return q


def _back(given: Inputs, how: Settings) -> Tensor:
    q, scale, z = given["q"], given["scale"], given.get("z", 0)
    match how["zero"]:
        case "added":
            return scale * (q + z)
        case "after the scale":
            return scale * q - z
        case "left out":
            return scale * q
    value: Tensor = canonical("dequantise")((q, torch.tensor(scale), torch.tensor(z)))
    return value


def _numbers(generator: Generator, sizes: Sizes) -> Tensor:
    """Numbers of both signs, whose extremes differ in size."""
    return drawing.normal(generator, sizes.length, sizes.width) + 0.2


def _integers(generator: Generator, sizes: Sizes) -> Tensor:
    return torch.randint(-100, 100, (sizes.width,), generator=generator)


def _zero(generator: Generator, sizes: Sizes) -> int:
    del sizes
    return int(torch.randint(3, 20, (), generator=generator))


def _bits(generator: Generator, sizes: Sizes) -> int:
    del generator, sizes
    return 8


_X = Role("x", words(r"x|w|weights?|tensor|inputs?|values?|data|arr"))
_B = Role("bits", words(r"b|n?_?bits|num_?bits|bit_?width"), strict=True)
_FORMS = (Form("numbers", {"x": _numbers}), Form("numbers and bits", {"x": _numbers, "bits": _bits}))
_RESULT: Axis = axis(
    "result",
    "canon",
    convention("numbers again", ""),
    bug("divided again", "the integers are divided by the scale; they have to be multiplied by it"),
)
_QUANTISE = r"(?:fake_)?quanti[sz](?:e|ation|er)(?:_(?:tensor|weights?|int8|8bit|linear|per_tensor))*"

CONCEPTS = (
    Concept(
        canonical="quantise_symmetric",
        named=words(rf"^{_QUANTISE}(?:_(?:symmetric|absmax))?$|^(?:symmetric|absmax|int8|sym)_{_QUANTISE}$"),
        but_not=words(r"per_channel|row|vector|product|dynamic|affine|asym"),
        compute=_symmetric,
        roles=(_X, _B),
        forms=_FORMS,
        axes=(_RESULT, axis("steps", "canon", convention("of 128", ""))),
    ),
    Concept(
        canonical="quantise_affine",
        named=words(
            rf"^{_QUANTISE}(?:_(?:affine|asymmetric|asym|zero_?point))?$|^(?:affine|asymmetric|zero_?point)_{_QUANTISE}$"
        ),
        but_not=words(r"per_channel|row|vector|product|dynamic|(?<!a)symmetric|absmax"),
        compute=_affine,
        roles=(_X, _B),
        forms=_FORMS,
        axes=(_RESULT, axis("range", "canon", convention("from 0", ""))),
    ),
    Concept(
        canonical="dequantise",
        named=words(r"^dequanti[sz](?:e|ation)(?:_\w+)?$"),
        compute=_back,
        roles=(
            Role("q", words(r"q(?:_?x)?|x_?q|quantized|quantised|x|x_?int|w_?q|int8|tensor")),
            Role("scale", words(r"scales?|s|delta|step")),
            Role("z", words(r"z(?:ero)?_?(?:point)?|zp|offset")),
        ),
        forms=(
            Form("with a zero point", {"q": _integers, "scale": drawing.scalar(0.01, 0.3), "z": _zero}),
            Form("without", {"q": _integers, "scale": drawing.scalar(0.01, 0.3)}),
        ),
        axes=(
            axis(
                "zero",
                "canon",
                bug("added", "the zero point is added where it has to be subtracted"),
                bug("after the scale", "the zero point is subtracted after the scale, it belongs before it"),
                bug("left out", "the zero point is left out"),
            ),
        ),
    ),
)
