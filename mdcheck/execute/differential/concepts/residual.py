"""Residual blocks: the canonical one is given the layers of the code that is compared."""

import copy
from typing import Any

import torch
from torch import Tensor, nn

from mdcheck.execute.differential.canon import canonical
from mdcheck.execute.differential.record import Concept, Form, Inputs, Settings, axis, bug, convention, words


def _basic(given: Inputs, how: Settings) -> Tensor:
    return _compute(given, how, convolutions=2)


def _bottleneck(given: Inputs, how: Settings) -> Tensor:
    return _compute(given, how, convolutions=3)


def _compute(given: Inputs, how: Settings, *, convolutions: int) -> Tensor:
    block = _block(given, how, convolutions)
    x = given["x"]
    with torch.no_grad():
        return torch.stack(
            [_applied(copy.deepcopy(block).train(training), x, how) for training in (False, True)]
        )


def _applied(block: Any, x: Tensor, how: Settings) -> Tensor:
    if all(how[name] == "canon" for name in ("sum", "last")):
        value: Tensor = block(x)
        return value
    f: Tensor = block.f(x)
    match how["sum"]:
        case "left out":
            y = f
        case "subtracted":
            y = f - block.g(x)
        case "multiplied":
            y = f * block.g(x)
        case _:
            y = f + block.g(x)
    return y if how["last"] == "none" else y.relu()


def _block(given: Inputs, how: Settings, convolutions: int) -> Any:
    """The canonical block with the code's layers in their places: first the residual, then the shortcut.

    Raises:
        ValueError: The layers are no such block.
    """
    convs = [m for m in given["layers"] if isinstance(m, nn.Conv2d)]
    norms = [m for m in given["layers"] if isinstance(m, nn.BatchNorm2d)]
    stride = max(c.stride[0] for c in convs[:convolutions])
    c, d = convs[0].in_channels, convs[convolutions - 1].out_channels if len(convs) >= convolutions else 0
    if convolutions == 3:
        block = canonical("Bottleneck")(c, convs[0].out_channels, d, stride)
    else:
        block = canonical("BasicBlock")(c, d, stride)
    _fit(block.f, convs[:convolutions], norms[:convolutions])
    projects = isinstance(block.g, nn.Sequential)
    if projects != (len(convs) > convolutions) or len(convs) > convolutions + 1:
        raise ValueError("the layers are no such block")
    if projects:
        _fit(block.g, convs[convolutions:], norms[convolutions:])
    if how["activation"] == "missing inside":
        block.f = nn.Sequential(*(m for m in block.f if not isinstance(m, nn.ReLU)))
    return block.double()


def _fit(part: nn.Sequential, convs: list[nn.Conv2d], norms: list[nn.BatchNorm2d]) -> None:
    """Put layers in the places of a part's own; without normalisations, theirs are taken out.

    Raises:
        ValueError: They are not of the same number and shape.
    """
    left, right = list(convs), list(norms)
    for index, own in enumerate(part):
        if isinstance(own, nn.Conv2d):
            other = left.pop(0)
            if _shape(own) != _shape(other):
                raise ValueError("a convolution is of another shape")
            part[index] = other
        elif isinstance(own, nn.BatchNorm2d):
            part[index] = right.pop(0) if norms else nn.Identity()
    if left or right:
        raise ValueError("there are more layers than places")


def _shape(conv: nn.Conv2d) -> tuple[object, ...]:
    """All that matters of a convolution but the place where a block strides."""
    return conv.weight.shape, conv.padding, conv.dilation, conv.groups


_AXES = (
    axis(
        "sum",
        "canon",
        bug("left out", "the shortcut is left out: the input is never added"),
        bug("subtracted", "the input is subtracted where it has to be added"),
        bug("multiplied", "the input is multiplied where it has to be added"),
    ),
    axis(
        "last",
        "canon",
        convention("none", "nothing is cut off after the addition, the canonical block does so"),
    ),
    axis("activation", "canon", bug("missing inside", "the activation between the convolutions is missing")),
)
_BLOCK = r"res(?:idual)?(?:_?net)?_?block|^residual(?:_?unit)?$"
_NOT = words(
    r"dense|attention|encoder|decoder|pre_?act|squeeze|se_|inverted|conv1d|1d|mlp|transformer|group|stage|layer$|stack|net$"
)

CONCEPTS = (
    Concept(
        canonical="BasicBlock",
        named=words(rf"basic_?block|{_BLOCK}"),
        but_not=_NOT,
        compute=_basic,
        forms=(Form("module", {}),),
        axes=_AXES,
        kind="block module",
    ),
    Concept(
        canonical="Bottleneck",
        named=words(rf"bottle_?neck|{_BLOCK}"),
        but_not=_NOT,
        compute=_bottleneck,
        forms=(Form("module", {}),),
        axes=_AXES,
        kind="block module",
    ),
)
