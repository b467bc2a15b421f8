"""Layers of a transformer, and the network inside: the canonical ones are given the parts of the code."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn.functional import gelu, relu, silu

from mdcheck.execute.differential.canon import canonical
from mdcheck.execute.differential.record import Concept, Form, Inputs, Settings, axis, bug, convention, words
from mdcheck.execute.differential.sublayers import HOLE, Part, applied

_ACTIVATIONS: dict[str, Callable[[Tensor], Tensor]] = {
    "canon": relu,
    "gelu": gelu,
    "gelu by tanh": lambda x: gelu(x, approximate="tanh"),
    "silu": silu,
    "missing": lambda x: x,
}
_ACTIVATION = axis(
    "activation",
    "canon",
    *(convention(name, "") for name in ("gelu", "gelu by tanh", "silu")),
    bug("missing", "the activation between both linear maps is missing: together they are one linear map"),
)


def _layer(given: Inputs, how: Settings) -> Tensor:
    with torch.no_grad():
        x, parts = given["x"], given["parts"]
        if how["order"] == "side by side":
            return _side_by_side(x, parts, how)
        for part in parts:
            x = _sublayer(x, part, how)
        value: Tensor = x.nan_to_num(HOLE) if how["seen"] == "without itself" else x
        return value


def _sublayer(x: Tensor, part: Part, how: Settings) -> Tensor:
    """One part with its shortcut.

    Raises:
        ValueError: It has no such part.
    """
    first, left_out = how["order"] == "before", how["shortcut"]
    f = _function(part, x, how)
    if part.norm is None:
        raise ValueError("no normalization belongs to it")
    if left_out in ("both", "attention" if part.attends else "network"):
        value: Tensor = f(part.norm(x)) if first else part.norm(f(x))
    elif how["norm"] == ("attention" if part.attends else "network"):
        value = x + f(x)
    else:
        value = canonical("Sublayer")(f, part.norm, norm_first=first)(x)
    return value


def _function(part: Part, x: Tensor, how: Settings) -> Callable[[Tensor], Tensor]:
    mask = _mask(x.shape[-2], how["seen"]) if part.attends else None
    return lambda tokens: applied(part, tokens, mask, _ACTIVATIONS[how["activation"]])


def _mask(n: int, how: str) -> Tensor | None:
    """True where a position is hidden."""
    ones = torch.ones(n, n, dtype=torch.bool)
    return {"past": ones.triu(1), "future": ones.tril(-1), "without itself": ones.triu()}.get(how)


def _side_by_side(x: Tensor, parts: tuple[Part, ...], how: Settings) -> Tensor:
    if len(parts) < 2 or how["shortcut"] != "canon" or how["norm"] != "canon":
        raise ValueError("there is only one part")
    for part in parts:
        assert part.norm is not None
    return x + sum((_function(p, x, how)(p.norm(x)) for p in parts if p.norm), torch.zeros_like(x))


def _network(given: Inputs, how: Settings) -> Tensor:
    x, (first, second) = given["x"], given["parts"][0].maps
    with torch.no_grad():
        if how["activation"] != "canon" or first.bias is None or second.bias is None:
            value: Tensor = second(_ACTIVATIONS[how["activation"]](first(x)))
        else:
            value = canonical("feed_forward")(x, first.weight, first.bias, second.weight, second.bias)
    return value


_BEFORE = (
    r"pre-?\s?(?:norm|ln|layer ?norm)|前置归一化|先归一化|归一化.{0,4}(?:放|置)?在.{0,8}之前|norm_?first"
)
_BEHIND = r"post-?\s?(?:norm|ln|layer ?norm)|后置归一化|归一化.{0,4}(?:放|置)?在.{0,8}之后"

CONCEPTS = (
    Concept(
        canonical="EncoderLayer",
        named=words(
            r"(?:transformer|encoder|gpt2?|bert|vit|pre_?(?:norm|ln)|post_?(?:norm|ln))_?(?:encoder_?)?(?:block|layer)"
            r"|^(?:mlp|ffn|feed_?forward|attention)_?(?:sub_?layer|block)$|^block$|^sub_?layer$"
        ),
        but_not=words(r"decoder(?!_?only)|cross|conv|res_?net|dense|moe|swin|norm_?layer$|stack|parallel"),
        compute=_layer,
        forms=(Form("module", {}),),
        axes=(
            axis(
                "order",
                "canon",
                convention("before", "", required=_BEFORE, inexcusable=_BEHIND),
                convention("side by side", ""),
            ),
            axis(
                "shortcut",
                "canon",
                bug("attention", "the shortcut around attention is left out: its input is never added"),
                bug("network", "the shortcut around the network is left out: its input is never added"),
                bug("both", "both shortcuts are left out: inputs are never added"),
            ),
            axis(
                "norm",
                "canon",
                bug("attention", "the tokens go into attention and out of it without normalization"),
                bug("network", "the tokens go into the network and out of it without normalization"),
            ),
            axis(
                "seen",
                "all",
                convention("past", ""),
                bug(
                    "without itself",
                    "positions cannot see themselves, and the first one sees nothing: that is nan",
                ),
                bug("future", "the triangle is turned round: positions see the future, not the past"),
            ),
            _ACTIVATION,
        ),
        kind="sublayer module",
    ),
    Concept(
        canonical="feed_forward",
        named=words(
            r"^(?:my_?)?(?:position_?wise_?)?(?:feed_?forward(?:_?net(?:work)?)?|ffn)(?:_?(?:layer|block|module))?$|^positionwise_?ffn$"
        ),
        compute=_network,
        forms=(Form("module", {}),),
        axes=(_ACTIVATION,),
        kind="network module",
    ),
)
