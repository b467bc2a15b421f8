"""Batch normalisation as a module that remembers."""

from torch import Tensor, ones, stack, zeros

from mdcheck.execute.differential.canon import canonical
from mdcheck.execute.differential.record import Concept, Form, Inputs, Settings, axis, bug, convention, words


def _compute(given: Inputs, how: Settings) -> Tensor:
    xs, eps, momentum = given["xs"], given["eps"], given["momentum"]
    channels = xs[0].shape[1]
    gamma, beta = given.get("gamma", ones(channels)), given.get("beta", zeros(channels))
    if all(value == "canon" for value in how.values()):
        module = canonical("BatchNorm")(channels, eps=eps, momentum=momentum)
        weights = {"gamma": gamma, "beta": beta}
        module.load_state_dict({**module.state_dict(), **weights})
        first, second = module.train()(xs[0]), module(xs[1])
        return stack([first, second, module.eval()(xs[2])]).detach()
    return _by_hand(xs, (gamma, beta), (eps, momentum), how)


def _by_hand(
    xs: list[Tensor], weights: tuple[Tensor, Tensor], numbers: tuple[float, float], how: Settings
) -> Tensor:
    eps, momentum = numbers
    shape = (1, -1, *[1] * (xs[0].ndim - 2))
    over = tuple(n for n in range(xs[0].ndim) if n != 1)
    share = 1 - momentum if how["momentum"] == "share of the old" else momentum
    mean, variance = xs[0].new_zeros(xs[0].shape[1]), xs[0].new_ones(xs[0].shape[1])
    mean, variance = (mean, variance * 0) if how["start"] == "zeros" else (mean, variance)
    out = []
    for index, x in enumerate(xs):
        here = (x.mean(over), x.var(over, correction=1 if how["variance"] == "unbiased" else 0))
        kept = x.var(over, correction=0 if how["remembered"] == "biased" else 1)
        if index < 2 and how["memory"] != "never updated":
            mean, variance = (1 - share) * mean + share * here[0], (1 - share) * variance + share * kept
        used = (mean, variance) if index == 2 and how["memory"] != "not used" else here
        root = (used[1] + eps) if how["root"] == "left out" else (used[1] + eps).sqrt()
        y = (x - used[0].view(shape)) / root.view(shape)
        out.append(weights[0].view(shape) * y + weights[1].view(shape))
    return stack(out)


CONCEPTS = (
    Concept(
        canonical="BatchNorm",
        named=words(r"batch_?norm|^bn(?:_?\dd)?$"),
        but_not=words(r"layer_norm|conv|relu|block|folded|fused|sync"),
        compute=_compute,
        forms=(Form("module", {}),),
        axes=(
            axis("momentum", "canon", convention("share of the old", "")),
            axis("remembered", "canon", convention("biased", "")),
            axis("start", "canon", convention("zeros", "")),
            axis("variance", "canon", convention("unbiased", "the variance is divided by n - 1 in training")),
            axis(
                "memory",
                "canon",
                bug("never updated", "what is remembered is never updated in training"),
                bug("not used", "evaluation takes the statistics of the batch, not the remembered ones"),
            ),
            axis("root", "canon", bug("left out", "it divides by the variance, not by its root")),
        ),
        kind="batch norm module",
    ),
)
