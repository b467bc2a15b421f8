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
    shape = (1, -1, *[1] * (xs[0].ndim - 2))
    over = tuple(n for n in range(xs[0].ndim) if n != 1)
    share = 1 - momentum if how["momentum"] == "share of the old" else momentum
    mean, variance = (
        given.get(n, start(xs[0].shape[1])) for n, start in (("mean", zeros), ("variance", ones))
    )
    mean, variance = (mean, variance * 0) if how["start"] == "zeros" else (mean, variance)
    out = []
    evaluated = {"training": (False,), "evaluation": (True,)}.get(given["form"], (False, False, True))
    for x, evaluates in zip(xs, evaluated, strict=False):
        here = (x.mean(over), x.var(over, correction=1 if how["variance"] == "unbiased" else 0))
        kept = x.var(over, correction=0 if how["remembered"] == "biased" else 1)
        used = (mean, variance) if evaluates and how["memory"] != "not used" else here
        if not evaluates and how["memory"] != "never updated" and given["form"] != "nothing remembered":
            mean, variance = (1 - share) * mean + share * here[0], (1 - share) * variance + share * kept
        root = (used[1] + eps).sqrt() if how["eps"] == "canon" else used[1].sqrt() + eps
        root = (used[1] + eps) if how["root"] == "left out" else root
        y = (x - used[0].view(shape)) / root.view(shape)
        out.append(weights[0].view(shape) * y + weights[1].view(shape))
    return stack(out)


_MODULE = Concept(
    canonical="BatchNorm",
    named=words(r"batch_?norm|^bn(?:_?\dd)?$"),
    but_not=words(r"layer_norm|conv|relu|block|backward|folded|fused|sync"),
    compute=_compute,
    forms=(Form("module", {}),),
    axes=(
        axis("momentum", "canon", convention("share of the old", "")),
        axis("remembered", "canon", convention("biased", "")),
        axis("start", "canon", convention("zeros", "")),
        axis("variance", "canon", UNBIASED),
        axis("eps", "canon", EPS_OUTSIDE),
        axis(
            "memory",
            "canon",
            bug("never updated", "what is remembered is never updated in training"),
            bug("not used", "evaluation takes the statistics of the batch, not the remembered ones"),
        ),
        axis("root", "canon", bug("left out", "it divides by the variance, not by its root")),
    ),
    kind="batch norm module",
)

CONCEPTS = (_MODULE, replace(_MODULE, canonical="batch_norm", kind="batch norm function"))
