"""GAN and VAE losses, preferences, returns, language models."""

from collections.abc import Callable, Mapping

import torch
from torch import Generator, Tensor
from torch.nn.functional import cross_entropy, logsigmoid

from mdcheck.execute.differential.record import Sizes
from mdcheck.execute.differential.slips.slip import Known, Slip, other, wrong


def _values(generator: Generator, _: Sizes) -> Tensor:
    """As many as there are rewards, and one."""
    return torch.randn(6, generator=generator, dtype=torch.float64)


def _both(real: Tensor, fake: Tensor) -> Tensor:
    return -(real.log() + (1 - fake).log())


def _both_logits(real: Tensor, fake: Tensor) -> Tensor:
    return -(logsigmoid(real) + logsigmoid(-fake))


def _of_other_games(*, logits: bool) -> tuple[Slip, ...]:
    """Losses of discriminators that are no classifiers: those have no probabilities."""
    return (
        other("Wasserstein", lambda real, fake: fake - real, silent=True),
        other("least squares", lambda real, fake: ((real - 1) ** 2 + fake**2) / 2, silent=True),
        other("least squares, both halves", lambda real, fake: (real - 1) ** 2 + fake**2, silent=True),
        *(
            (other("hinge", lambda real, fake: (1 - real).relu() + (1 + fake).relu(), silent=True),)
            if logits
            else ()
        ),
    )


_OF_OTHER_GENERATORS = (
    other("Wasserstein, hinge", lambda fake: -fake, silent=True),
    other("least squares", lambda fake: (fake - 1) ** 2, silent=True),
    other("least squares, half", lambda fake: (fake - 1) ** 2 / 2, silent=True),
)


def _half(loss: object) -> Slip:
    return other("the mean of both halves is taken", loss, silent=True)  # type: ignore[arg-type]


def _cross(x: Tensor, x_hat: Tensor) -> Tensor:
    return -(x * x_hat.log() + (1 - x) * (1 - x_hat).log())


def _kl(mu: Tensor, log_variance: Tensor) -> Tensor:
    return -0.5 * (1 + log_variance - mu**2 - log_variance.exp())


def _squares(x: Tensor, x_hat: Tensor) -> Tensor:
    return (x - x_hat) ** 2


_TERMS: Mapping[str, Callable[[Tensor, Tensor], Tensor]] = {
    "cross entropy": _cross,
    "squared error": _squares,
}


def _whole(value: Tensor, over: str) -> Tensor:
    """What a term comes to: summed over the features, or a mean of everything."""
    return value.sum(-1) if over == "sum" else value.mean()


def _vae(name: str, over: str, kl_over: str) -> Slip:
    def compute(x: Tensor, x_hat: Tensor, mu: Tensor, log_variance: Tensor) -> Tensor:
        cost = _whole(_TERMS[name](x, x_hat), over)
        code = _kl(mu, log_variance)
        return cost + (code.mean() if kl_over == "mean" else code.sum(-1))

    return other(f"reconstruction by {name}, {over}; the code's part: {kl_over}", compute, silent=True)


def _taken(z: Tensor, ids: Tensor, here: slice, there: slice) -> Tensor:
    log_p = z.log_softmax(-1)[..., here, :]
    return -log_p.gather(-1, ids[..., there, None])[..., 0]


def _of_kept(z: Tensor, y: Tensor, keep: Tensor) -> Tensor:
    """Perplexity of some of the tokens.

    Raises:
        ValueError: None is left, or all.
    """
    if keep.all() or not keep.any():
        raise ValueError("no token is left, or none is left out")
    return _taken(z, y, _ALL, _ALL)[keep].mean().exp()


_ALL, _BUT_LAST, _BUT_FIRST = slice(None), slice(None, -1), slice(1, None)
_SHIFTED = r"already shifted|已经?(?:右|左)?移位|已错位"


def _standardised(returns: Tensor) -> Tensor:
    return (returns - returns.mean()) / returns.std()


def _returns(rewards: Tensor, gamma: float) -> Tensor:
    n = len(rewards)
    powers = gamma ** (torch.arange(n) - torch.arange(n)[:, None]).clamp(min=0)
    return (powers * torch.ones(n, n).triu()) @ rewards


def _ended(values: Tensor) -> Tensor:
    return torch.cat([values[:-1], torch.zeros(1, dtype=values.dtype)])


def _advantages(rewards: Tensor, values: Tensor, gamma: float, lambda_: float) -> Tensor:
    return _returns(rewards + gamma * values[1:] - values[:-1], gamma * lambda_)


def _ratio(log_p: Tensor, old_log_p: Tensor) -> Tensor:
    return (log_p - old_log_p).exp()


_KL_AS_A_LOSS = "the sign of the code's part is wrong: it would reward codes that are far from normal"

KNOWN = {
    "discriminator_loss": Known(
        slips=(
            _half(lambda real, fake: _both(real, fake) / 2),
            *_of_other_games(logits=False),
            wrong("real and generated samples are exchanged", lambda real, fake: _both(fake, real)),
            wrong("generated samples are taken for real ones", lambda real, fake: -(real.log() + fake.log())),
        ),
        named=r"(?:gan_?)?(?:d|disc(?:riminator)?)_?loss",
    ),
    "discriminator_loss_with_logits": Known(
        slips=(
            _half(lambda real, fake: _both_logits(real, fake) / 2),
            *_of_other_games(logits=True),
            wrong("real and generated samples are exchanged", lambda real, fake: _both_logits(fake, real)),
            wrong(
                "generated samples are taken for real ones",
                lambda real, fake: -(logsigmoid(real) + logsigmoid(fake)),
            ),
        ),
        named=r"(?:gan_?)?(?:d|disc(?:riminator)?)_?loss",
    ),
    "generator_loss": Known(
        slips=(
            other("the minimax objective, which saturates", lambda fake: torch.log1p(-fake), silent=True),
            *_OF_OTHER_GENERATORS,
            wrong(
                "the generator is asked to be found out: its samples are labelled as generated",
                lambda fake: -torch.log1p(-fake),
            ),
        ),
        named=r"(?:gan_?)?(?:g|gen(?:erator)?)_?loss",
    ),
    "generator_loss_with_logits": Known(
        slips=(
            other("the minimax objective, which saturates", lambda fake: logsigmoid(-fake), silent=True),
            *_OF_OTHER_GENERATORS,
            wrong(
                "the generator is asked to be found out: its samples are labelled as generated",
                lambda fake: -logsigmoid(-fake),
            ),
        ),
        named=r"(?:gan_?)?(?:g|gen(?:erator)?)_?loss",
    ),
    "vae_loss": Known(
        slips=(
            *(
                _vae(name, over, kl_over)
                for name in _TERMS
                for over in ("sum", "mean")
                for kl_over in ("sum", "mean")
                if (name, over, kl_over) != ("cross entropy", "sum", "sum")
            ),
            *(
                wrong(
                    _KL_AS_A_LOSS,
                    lambda x, x_hat, mu, log_variance, cost=cost: (
                        cost(x, x_hat).sum(-1) - _kl(mu, log_variance).sum(-1)
                    ),
                )
                for cost in _TERMS.values()
            ),
        ),
        named=r"vae_?loss(?:_?(?:function|fn))?|neg(?:ative)?_?elbo|elbo_?loss",
    ),
    "preference_loss": Known(
        slips=(
            wrong(
                "the better and the worse answer are exchanged",
                lambda chosen, rejected: -logsigmoid(rejected - chosen),
            ),
        ),
        named=r"reward_?(?:model_?)?(?:ranking_?)?loss|bradley_?terry(?:_?loss)?|rm_?loss|pair_?wise_?(?:reward_?)?loss",
    ),
    "dpo_loss": Known(
        slips=(
            wrong(
                "the reference's log probabilities are added where they have to be subtracted",
                lambda chosen, rejected, reference_chosen, reference_rejected, beta: (
                    -logsigmoid(beta * ((chosen + reference_chosen) - (rejected + reference_rejected)))
                ),
            ),
            wrong(
                "the better and the worse answer are exchanged",
                lambda chosen, rejected, reference_chosen, reference_rejected, beta: (
                    -logsigmoid(-beta * ((chosen - reference_chosen) - (rejected - reference_rejected)))
                ),
            ),
        ),
    ),
    "ppo_loss": Known(
        slips=(
            other(
                "the objective, to be maximised",
                lambda log_p, old_log_p, advantage, eps: torch.minimum(
                    _ratio(log_p, old_log_p) * advantage,
                    _ratio(log_p, old_log_p).clamp(1 - eps, 1 + eps) * advantage,
                ),
                silent=True,
            ),
            wrong(
                "the greater of both terms is taken: it has to be the smaller one",
                lambda log_p, old_log_p, advantage, eps: (
                    -torch.maximum(
                        _ratio(log_p, old_log_p) * advantage,
                        _ratio(log_p, old_log_p).clamp(1 - eps, 1 + eps) * advantage,
                    )
                ),
            ),
            wrong(
                "the ratio is turned round: the old policy stands above the new one",
                lambda log_p, old_log_p, advantage, eps: (
                    -torch.minimum(
                        _ratio(old_log_p, log_p) * advantage,
                        _ratio(old_log_p, log_p).clamp(1 - eps, 1 + eps) * advantage,
                    )
                ),
            ),
            wrong(
                "the difference of the logarithms stands for the ratio: its exponential is missing",
                lambda log_p, old_log_p, advantage, eps: (
                    -torch.minimum(
                        (log_p - old_log_p) * advantage,
                        (log_p - old_log_p).clamp(1 - eps, 1 + eps) * advantage,
                    )
                ),
            ),
        ),
        named=r"ppo_?(?:clip(?:ped)?_?)?(?:policy_?|actor_?)?(?:loss|objective)|clipped_?(?:surrogate_?)?(?:loss|objective)",
    ),
    "discounted_returns": Known(
        slips=(
            other(
                "standardised", lambda rewards, gamma: _standardised(_returns(rewards, gamma)), silent=True
            ),
            other("the first return alone", lambda rewards, gamma: _returns(rewards, gamma)[0], silent=True),
            wrong(
                "rewards are added up from the first one on: a return looks ahead, not back",
                lambda rewards, gamma: _returns(rewards.flip(0), gamma).flip(0),
            ),
            wrong(
                "the returns come in reverse order: they are never turned round",
                lambda rewards, gamma: _returns(rewards, gamma).flip(0),
            ),
        ),
        named=r"(?:discount(?:ed)?_?)?(?:cumulative_?)?(?:rewards?_?to_?go|returns?)|discount(?:ed)?_?(?:cum(?:ulative)?_?(?:sum|rewards?)?|rewards?)|monte_?carlo_?returns?",
    ),
    "generalised_advantages": Known(
        draws={"values": _values},
        slips=(
            other(
                "the episode ends there: the last state is worth nothing",
                lambda rewards, values, gamma, lambda_: _advantages(rewards, _ended(values), gamma, lambda_),
                silent=True,
            ),
            wrong(
                "advantages are never carried on: they are the errors of single steps",
                lambda rewards, values, gamma: rewards + gamma * values[1:] - values[:-1],
                excused=r"lambda ?= ?0|TD",
            ),
        ),
    ),
    "next_token_loss": Known(
        slips=(
            other(
                "nothing is shifted: the caller has to do it",
                lambda z, ids: _taken(z, ids, _ALL, _ALL).mean(-1),
                silent=True,
            ),
            other("summed", lambda z, ids: _taken(z, ids, _BUT_LAST, _BUT_FIRST).sum(-1), silent=True),
            wrong(
                "logits and tokens are cut alike, so that a position foretells itself",
                lambda z, ids: _taken(z, ids, _BUT_FIRST, _BUT_FIRST).mean(-1),
                excused=_SHIFTED,
            ),
            wrong(
                "logits and tokens are cut alike, so that a position foretells itself",
                lambda z, ids: _taken(z, ids, _BUT_LAST, _BUT_LAST).mean(-1),
                excused=_SHIFTED,
            ),
            wrong(
                "the shift is turned round: a position foretells the token before it",
                lambda z, ids: _taken(z, ids, _BUT_FIRST, _BUT_LAST).mean(-1),
            ),
        ),
        named=r"(?:causal_?|next_?token_?)?(?:lm|language_?model(?:l?ing)?)_?loss|next_?token_?(?:prediction_?)?loss|gpt_?loss|causal_?loss|shift(?:ed)?_?(?:cross_?entropy|loss)",
    ),
    "perplexity_from_logits": Known(
        named=r"ppl|perplexity",
        slips=(
            wrong("2 is raised to a loss in natural logarithms", lambda z, y: 2 ** cross_entropy(z, y)),
            other("token 0 is padding", lambda z, y: _of_kept(z, y, y != 0), silent=True),
            wrong(
                "padding alone is counted, where it has to be left out", lambda z, y: _of_kept(z, y, y == 0)
            ),
            other(
                "shifted inside, so that each position foretells the next",
                lambda z, y: _taken(z, y, _BUT_LAST, _BUT_FIRST).mean().exp(),
                silent=True,
            ),
            wrong(
                "logits and tokens are cut alike, so that a position foretells itself",
                lambda z, y: _taken(z, y, _BUT_FIRST, _BUT_FIRST).mean().exp(),
                excused=_SHIFTED,
            ),
            wrong(
                "logits and tokens are cut alike, so that a position foretells itself",
                lambda z, y: _taken(z, y, _BUT_LAST, _BUT_LAST).mean().exp(),
                excused=_SHIFTED,
            ),
            wrong(
                "the shift is turned round: a position foretells the token before it",
                lambda z, y: _taken(z, y, _BUT_FIRST, _BUT_LAST).mean().exp(),
            ),
        ),
    ),
}
