"""Batch normalisation: as a module or a function that remembers, and as a function that does not."""

from dataclasses import replace

from torch import Tensor, ones, stack, zeros

from mdcheck.execute.differential.canon import canonical
from mdcheck.execute.differential.conventions import EPS_OUTSIDE, UNBIASED
from mdcheck.execute.differential.record import Concept, Form, Inputs, Settings, axis, bug, convention, words


def _compute(given: Inputs, how: Settings) -> Tensor:
    xs, eps, momentum = given["xs"], given["eps"], given["momentum"]
    channels = xs[0].shape[1]
    gamma, beta = given.get("gamma", ones(channels)), given.get("beta", zeros(channels))
    if any(value != "canon" for value in how.values()) or given["form"] == "nothing remembered":
        return _by_hand(given, (gamma, beta), how)
    module = canonical("BatchNorm")(channels, eps=max(eps, 1e-300), momentum=momentum)
    kept = {
        "running_mean": given.get("mean", zeros(channels)),
        "running_var": given.get("variance", ones(channels)),
    }
    module.load_state_dict({**module.state_dict(), "gamma": gamma, "beta": beta, **kept})
    match given["form"]:
        case "training":
            return stack([module.train()(xs[0])]).detach()
        case "evaluation":
            return stack([module.eval()(xs[0])]).detach()
    first, second = module.train()(xs[0]), module(xs[1])
    return stack([first, second, module.eval()(xs[2])]).detach()


def _by_hand(given: Inputs, weights: tuple[Tensor, Tensor], how: Settings) -> Tensor:
    xs, eps, momentum = given["xs"], given["eps"], given["momentum"]
    share = 1 - momentum if how["momentum"] == "share of the old" else momentum
    mean, variance = (
        given.get(n, start(xs[0].shape[1])) for n, start in (("mean", zeros), ("variance", ones))
    )
    mean, variance = (mean, variance * 0) if how["start"] == "zeros" else (mean, variance)
    out = []
    evaluated = {"training": (False,), "evaluation": (True,)}.get(given["form"], (False, False, True))
    for x, evaluates in zip(xs, evaluated, strict=False):
        remembers = evaluates is not (how["memory"] == "turned round")
        here = _statistics(x, how)
        kept = x.var(_all_but_channels(x), correction=0 if how["remembered"] == "biased" else 1)
        used = (mean, variance) if remembers and how["memory"] != "not used" else here
        changes = how["memory"] != "never updated" and given["form"] != "nothing remembered"
        if not remembers and changes and how["over"] == "canon":
            of_mean, of_variance = (1 - share if how["shares"] == other else share for other in _KEPT)
            mean = (1 - of_mean) * mean + of_mean * here[0]
            variance = (1 - of_variance) * variance + of_variance * kept
        root = (used[1] + eps).sqrt() if how["eps"] == "canon" else used[1].sqrt() + eps
        root = (used[1] + eps) if how["root"] == "left out" else root
        y = (x - _along(used[0], x)) / _along(root, x)
        scale, shift = weights[::-1] if how["affine"] == "swapped" else weights
        out.append(_along(scale, x) * y + _along(shift, x))
    return stack(out)


_KEPT = ("mean otherwise", "variance otherwise")
_UNLIKE = (
    "the remembered mean and the remembered variance take unlike shares: momentum is turned round in one"
)


def _all_but_channels(x: Tensor) -> tuple[int, ...]:
    return tuple(n for n in range(x.ndim) if n != 1)


def _statistics(x: Tensor, how: Settings) -> tuple[Tensor, Tensor]:
    """Mean and variance of a batch."""
    over, correction = _all_but_channels(x), 1 if how["variance"] == "unbiased" else 0
    mean, variance = x.mean(over), x.var(over, correction=correction)
    own = tuple(range(1, x.ndim))
    match how["over"]:
        case "each example":
            return x.mean(own, keepdim=True), x.var(own, correction=correction, keepdim=True)
        case "mean of each example":
            return x.mean(own[1:] or own, keepdim=True), variance
        case "each channel of each example" if x.ndim > 2:
            return x.mean(own[1:], keepdim=True), x.var(own[1:], correction=correction, keepdim=True)
    return mean, variance


def _along(value: Tensor, x: Tensor) -> Tensor:
    """Numbers of channels in their place beside a batch."""
    return value if value.ndim > 1 else value.view(1, -1, *[1] * (x.ndim - 2))


_MODULE = Concept(
    canonical="BatchNorm",
    named=words(r"batch_?norm|^bn(?:_?\dd)?$"),
    but_not=words(r"layer_norm|conv|relu|block|backward|folded|fused|sync"),
    compute=_compute,
    forms=(Form("module", {}),),
    axes=(
        axis("momentum", "canon", convention("share of the old", "")),
        axis("shares", "canon", *(bug(value, _UNLIKE) for value in _KEPT)),
        axis("remembered", "canon", convention("biased", "")),
        axis("start", "canon", convention("zeros", "")),
        axis("variance", "canon", UNBIASED),
        axis("eps", "canon", EPS_OUTSIDE),
        axis(
            "memory",
            "canon",
            bug("never updated", "what is remembered is never updated in training"),
            bug("not used", "evaluation takes the statistics of the batch, not the remembered ones"),
            bug("turned round", "training takes what is remembered, evaluation the statistics of the batch"),
        ),
        axis(
            "over",
            "canon",
            bug("each example", "each example is normalised by itself, as layer norm does, not each channel"),
            bug(
                "mean of each example", "the mean is that of each example, where that of each channel belongs"
            ),
            bug(
                "each channel of each example",
                "each example has statistics of its own, as instance norm does, where the batch shares them",
            ),
        ),
        axis("affine", "canon", bug("swapped", "scale and shift are swapped")),
        axis("root", "canon", bug("left out", "it divides by the variance, not by its root")),
    ),
    kind="batch norm module",
)

CONCEPTS = (_MODULE, replace(_MODULE, canonical="batch_norm", kind="batch norm function"))
