"""Layer norm and RMS norm, as functions and as modules."""

from dataclasses import replace

import torch
from torch import Generator, Tensor

from mdcheck.execute.differential.canon import canonical
from mdcheck.execute.differential.conventions import EPS_OUTSIDE, UNBIASED
from mdcheck.execute.differential.drawing import narrow, scalar, scale_and_shift
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


def _layer_norm(given: Inputs, how: Settings) -> Tensor:
    x, eps = given["x"], given["eps"]
    gamma = given.get("gamma", torch.ones(x.shape[-1], dtype=x.dtype))
    beta = given.get("beta", torch.zeros(x.shape[-1], dtype=x.dtype))
    if all(how[name] == "canon" for name in how):
        gamma, beta = (torch.as_tensor(w).expand(x.shape[-1]) for w in (gamma, beta))
        value: Tensor = canonical("layer_norm")(x, gamma, beta, max(eps, 1e-300))
        return value
    over = _AXES[how["over"]]
    mean = 0.0 if how["mean"] == "kept" else x.mean(over, keepdim=True)
    correction = 1 if how["variance"] == "unbiased" else 0
    variance = x.var(over, correction=correction, keepdim=True)
    x_hat = (x - mean) / _spread(variance, eps, how)
    match how["affine"]:
        case "swapped":
            return beta * x_hat + gamma
        case "shift first":
            return gamma * (x_hat + beta)
        case "no shift":
            return gamma * x_hat
        case "no scale":
            return x_hat + beta
    return gamma * x_hat + beta


_AXES: dict[str, tuple[int, ...]] = {
    "canon": (-1,),
    "examples": (0,),
    "tokens": (-2,),
    "both": (-2, -1),
    "all": (0, 1, 2),
}


def _spread(variance: Tensor, eps: float, how: Settings) -> Tensor:
    match how["spread"]:
        case "variance":
            return variance + eps
        case "no root":
            return variance.sqrt().sqrt() + eps
    return variance.sqrt() + eps if how["eps"] == "outside" else (variance + eps).sqrt()


def _rms_norm(given: Inputs, how: Settings) -> Tensor:
    x, eps = given["x"], given["eps"]
    gamma = given.get("gamma", torch.ones(x.shape[-1], dtype=x.dtype))
    if all(value == "canon" for value in how.values()):
        value: Tensor = canonical("rms_norm")(x, gamma, max(eps, 1e-300))
        return value
    if how["mean"] == "subtracted":
        x = x - x.mean(-1, keepdim=True)
    total = (x**2).sum(-1, keepdim=True) if how["average"] == "sum" else (x**2).mean(-1, keepdim=True)
    if how["root"] == "left out":
        return gamma * x / (total + eps)
    root = total.sqrt() + eps if how["eps"] == "outside" else (total + eps).sqrt()
    return x * root * gamma if how["root"] == "multiplied" else gamma * x / root


_ROLES = (
    Role("x", words(r"x|xs|input|inputs|z|h|hidden_states|features|tensor|a|data|out")),
    Role("gamma", words(r"gamma|weight|scale|g|w|alpha"), optional=True),
    Role("beta", words(r"beta|bias|shift|b"), optional=True),
    Role("eps", words(r"eps|epsilon|variance_epsilon|e"), constants=True, default=0.0),
)
_PLAIN = {"x": narrow, "eps": scalar(1e-3, 1e-2)}


def _token(generator: Generator, sizes: Sizes) -> Tensor:
    """The features of one token, of small spread."""
    return narrow(generator, sizes)[0, 0]


_ONE = {**_PLAIN, "x": _token}
_NUMBERS = {"gamma": scalar(1.5, 2.5), "beta": scalar(0.5, 1.5)}
_LAYER_NORM = Concept(
    canonical="layer_norm",
    named=words(r"layer_?norm|^ln$|^my_?ln"),
    but_not=words(
        r"batch|group|instance|rms|cond|ada|pre_?norm|post_?norm|block|residual|add_|sublayer|deep"
    ),
    compute=_layer_norm,
    roles=_ROLES,
    forms=(
        Form("with scale and shift", {**_PLAIN, "gamma": scale_and_shift, "beta": scale_and_shift}),
        Form("without scale and shift", _PLAIN),
        Form("one token", {**_ONE, "gamma": scale_and_shift, "beta": scale_and_shift}, fallback=True),
        Form("one token, numbers as scale and shift", {**_ONE, **_NUMBERS}, fallback=True),
    ),
    axes=(
        axis("eps", "canon", EPS_OUTSIDE),
        axis("variance", "canon", UNBIASED),
        axis(
            "over",
            "canon",
            convention(
                "both", "it normalises over tokens and features together, not over each token's features"
            ),
            bug("examples", "it normalises over the batch, as batch norm does, not over the features"),
            bug("tokens", "it normalises over the tokens, not over the features of each"),
            bug("all", "it normalises over the whole tensor, not over the features of each token"),
        ),
        axis("mean", "canon", bug("kept", "the mean is not subtracted: that is RMS norm or a slip")),
        axis(
            "spread",
            "canon",
            bug("variance", "it divides by the variance, not by its root"),
            bug("no root", "it takes the root of the standard deviation once more"),
        ),
        axis(
            "affine",
            "canon",
            bug("swapped", "scale and shift are swapped"),
            bug("shift first", "the shift is added before the scale is applied"),
            bug("no shift", "the shift is never added"),
            bug("no scale", "the scale is never applied"),
        ),
    ),
)
_RMS_NORM = Concept(
    canonical="rms_norm",
    named=words(r"rms_?(layer_?)?norm|root_mean_square"),
    but_not=words(r"block|residual|add_"),
    compute=_rms_norm,
    roles=tuple(role for role in _ROLES if role.name != "beta"),
    forms=(
        Form("with scale", {**_PLAIN, "gamma": scale_and_shift}),
        Form("without scale", _PLAIN),
        Form("one token", {**_ONE, "gamma": scale_and_shift}, fallback=True),
        Form("one token without scale", _ONE, fallback=True),
    ),
    axes=(
        axis("eps", "canon", EPS_OUTSIDE),
        axis("mean", "canon", bug("subtracted", "the mean is subtracted: that is layer norm")),
        axis("average", "canon", bug("sum", "squares are summed where their mean belongs")),
        axis(
            "root",
            "canon",
            bug("left out", "it divides by the mean square, not by its root"),
            bug("multiplied", "it multiplies by the root mean square, where it has to divide"),
        ),
    ),
)

CONCEPTS = (
    _LAYER_NORM,
    replace(_LAYER_NORM, canonical="LayerNorm", kind="norm module"),
    _RMS_NORM,
    replace(_RMS_NORM, canonical="RMSNorm", kind="norm module"),
)
