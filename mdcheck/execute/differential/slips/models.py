"""Word vectors, distillation, averages, attention scores, ranking, parameters counted."""

import torch
from torch import Generator, Tensor
from torch.nn.functional import logsigmoid, one_hot

from mdcheck.execute.differential.record import COMPARES, TAKES, Sizes
from mdcheck.execute.differential.slips.slip import Also, Known, other, wrong


def _log_rows(generator: Generator, _: Sizes) -> Tensor:
    return torch.randn(5, generator=generator, dtype=torch.float64).sigmoid().log()


def _mean_loss(generator: Generator, _: Sizes) -> Tensor:
    return torch.rand((), generator=generator, dtype=torch.float64) + 0.5


def _many(generator: Generator, _: Sizes) -> int:
    return int(torch.randint(6, 10, (), generator=generator))


def _few(generator: Generator, _: Sizes) -> int:
    return int(torch.randint(2, 5, (), generator=generator))


def _more_each(generator: Generator, _: Sizes) -> Tensor:
    return 6 + 4 * torch.rand(6, generator=generator, dtype=torch.float64)


def _few_each(generator: Generator, _: Sizes) -> Tensor:
    return 1 + 4 * torch.rand(6, generator=generator, dtype=torch.float64)


def _dots(h: Tensor, u: Tensor) -> Tensor:
    return (h * u).sum(-1)


def _noise(h: Tensor, U: Tensor) -> Tensor:
    return (U @ h[..., None]).squeeze(-1)


def _soft(
    s: Tensor, t: Tensor, T: float, *, student: float | None = None, teacher: float | None = None
) -> Tensor:
    p, log_q = (t / (teacher or T)).softmax(-1), (s / (student or T)).log_softmax(-1)
    return (p * (p.log() - log_q)).sum(-1)


def _hard(s: Tensor, y: Tensor) -> Tensor:
    return -(one_hot(y, s.shape[-1]) * s.log_softmax(-1)).sum(-1)


def _reverse(s: Tensor, t: Tensor, T: float) -> Tensor:
    return _soft(t, s, T)


def _above(s: Tensor, y: Tensor) -> Tensor:
    """Positive scores held against negative ones."""
    return s[y == 1][:, None] - s[y == 0]


def _tied(generator: Generator, _: Sizes) -> Tensor:
    """Scores of few values; a positive and a negative share one."""
    scores = torch.randint(4, (5,), generator=generator).double() / 4
    scores[1] = scores[0]
    return scores


_AUC = Known(
    also=(Also("s", "ties", _tied, lambda s: s, group="ties"),),
    slips=(
        other("ties count nothing", lambda s, y: (_above(s, y) > 0).double().mean(), silent=True),
        other(
            "ties count whole, where they count half",
            lambda s, y: (_above(s, y) >= 0).double().mean(),
            mentioned=r".?",
            inexcusable=rf"{COMPARES}(?!\S*(?:y|lab|true|gt|target))",
        ),
        wrong(
            "negatives are counted above positives: this is 1 - AUC",
            lambda s, y: (_above(s, y) < 0).double().mean(),
        ),
        wrong(
            "the pairs are divided by the number of all examples, not of pairs",
            lambda s, y: (_above(s, y) > 0).double().sum() / len(y),
        ),
        wrong(
            "the pairs are divided by all pairs of examples",
            lambda s, y: (_above(s, y) > 0).double().sum() / len(y) ** 2,
        ),
        wrong(
            "pairs in the right order are counted and not divided",
            lambda s, y: (_above(s, y) > 0).double().sum(),
        ),
    ),
    named=(
        r"(?:roc_?)?auc(?:_?roc)?(?:_?score)?(?:_?(?:by_?)?(?:ranks?|pairs?|pairwise|mann_?whitney|wilcoxon))?"
        r"|auroc|(?:mann_?whitney|wilcoxon|rank)_?auc"
    ),
)


def _gaps(s: Tensor, y: Tensor, sign: float = -1.0) -> Tensor:
    """True against false positive rate at each example, from the highest score on."""
    y = y[s.argsort(descending=True)].double()
    return y.cumsum(0) / y.sum() + sign * (1 - y).cumsum(0) / (1 - y).sum()


KNOWN = {
    "negative_sampling_loss": Known(
        slips=(
            wrong(
                "negatives keep their sign: they are pulled near as the positive is",
                lambda h, u, U: -logsigmoid(_dots(h, u)) - logsigmoid(_noise(h, U)).sum(-1),
            ),
            wrong(
                "the positive has the sign of a negative",
                lambda h, u, U: -logsigmoid(-_dots(h, u)) - logsigmoid(-_noise(h, U)).sum(-1),
            ),
            wrong(
                "positive and negatives have each other's sign",
                lambda h, u, U: -logsigmoid(-_dots(h, u)) - logsigmoid(_noise(h, U)).sum(-1),
            ),
            wrong(
                "the term of the negatives is subtracted where it has to be added",
                lambda h, u, U: -logsigmoid(_dots(h, u)) + logsigmoid(-_noise(h, U)).sum(-1),
            ),
            wrong(
                "the logarithms are missing",
                lambda h, u, U: -_dots(h, u).sigmoid() - (-_noise(h, U)).sigmoid().sum(-1),
            ),
            wrong("the negatives are left out", lambda h, u: -logsigmoid(_dots(h, u))),
            other(
                "the negatives are averaged, the canonical loss sums them",
                lambda h, u, U: -logsigmoid(_dots(h, u)) - logsigmoid(-_noise(h, U)).mean(-1),
                silent=True,
            ),
        ),
        named=r"(?:sgns|neg(?:ative)?_?samp(?:ling)?)(?:_?loss)?|skip_?gram_?neg(?:ative)?_?(?:samp(?:ling)?)?(?:_?loss)?",
    ),
    "noise_distribution": Known(
        slips=(
            wrong(
                "counts are not raised to the power 3/4",
                lambda counts: counts / counts.sum(),
                excused=r"unigram distribution|一元",
            ),
            wrong("the powers are never divided by their sum", lambda counts, power: counts**power),
            wrong(
                "the power is taken after the division",
                lambda counts, power: (counts / counts.sum()) ** power,
            ),
            wrong(
                "the powers are divided by the sum of the counts",
                lambda counts, power: counts**power / counts.sum(),
            ),
        ),
        named=r"(?:noise|neg(?:ative)?_?sampling|unigram)_?(?:dist(?:ribution)?|probs?|probabilities|table)",
    ),
    "skip_gram_loss": Known(
        slips=(
            other(
                "mean over the context",
                lambda center, context, W, W_prime: (
                    -(W[center] @ W_prime.T).log_softmax(-1).gather(-1, context).mean(-1)
                ),
                silent=True,
            ),
            wrong(
                "softmax is missing",
                lambda center, context, W, W_prime: -(W[center] @ W_prime.T).gather(-1, context).sum(-1),
            ),
            wrong(
                "one table stands for both: centers are held against centers",
                lambda center, context, W: -(W[center] @ W.T).log_softmax(-1).gather(-1, context).sum(-1),
            ),
        ),
    ),
    "distillation_loss": Known(
        slips=(
            other(
                "alpha weighs the labels",
                lambda s, t, y, T, alpha: (1 - alpha) * T**2 * _soft(s, t, T) + alpha * _hard(s, y),
                silent=True,
            ),
            other(
                "the soft part is not multiplied by the square of the temperature, the canonical one is",
                lambda s, t, y, T, alpha: alpha * _soft(s, t, T) + (1 - alpha) * _hard(s, y),
                inexcusable=r"T\s*\^\s*\{?2|T²|T \*\* ?2|温度.{0,4}平方|squared temperature",
            ),
            other(
                "the soft part is not multiplied by the square of the temperature, the canonical one is",
                lambda s, t, y, T, alpha: (1 - alpha) * _soft(s, t, T) + alpha * _hard(s, y),
                inexcusable=r"T\s*\^\s*\{?2|T²|T \*\* ?2|温度.{0,4}平方|squared temperature",
            ),
            *(
                wrong(
                    words,
                    lambda s, t, y, T, alpha, soft=soft, side=side: (
                        abs(side - alpha) * soft(s, t, T) + (1 - abs(side - alpha)) * _hard(s, y)
                    ),
                )
                for words, soft in (
                    ("the temperature stands where its square belongs", lambda s, t, T: T * _soft(s, t, T)),
                    (
                        "the temperature does not soften the student",
                        lambda s, t, T: T**2 * _soft(s, t, T, student=1.0),
                    ),
                    (
                        "the temperature does not soften the teacher",
                        lambda s, t, T: T**2 * _soft(s, t, T, teacher=1.0),
                    ),
                    (
                        "student and teacher are swapped in the divergence",
                        lambda s, t, T: T**2 * _reverse(s, t, T),
                    ),
                    (
                        "the scores are multiplied by the temperature; they have to be divided by it",
                        lambda s, t, T: T**2 * _soft(s, t, 1 / T),
                    ),
                    (
                        "it divides by the square of the temperature where it has to multiply",
                        lambda s, t, T: _soft(s, t, T) / T**2,
                    ),
                    ("the temperature is not used at all", lambda s, t, T: _soft(s, t, 1.0) + 0 * T),
                )
                for side in (0, 1)
            ),
        ),
        named=r"(?:knowledge_?)?distill(?:ation)?(?:_?loss)?|kd_?loss",
    ),
    "soft_target_loss": Known(
        slips=(
            other("without the square of the temperature", lambda s, t, T: _soft(s, t, T), silent=True),
            wrong("student and teacher are swapped in the divergence", _reverse),
            wrong(
                "the temperature does not soften the student",
                lambda s, t, T: T**2 * _soft(s, t, T, student=1.0),
            ),
            wrong(
                "the temperature does not soften the teacher",
                lambda s, t, T: T**2 * _soft(s, t, T, teacher=1.0),
            ),
            wrong("the temperature stands where its square belongs", lambda s, t, T: T * _soft(s, t, T)),
        ),
        named=r"soft_?(?:target|label)s?_?loss|distill(?:ation)?(?:_?kl)?(?:_?loss)?|kd_?loss",
    ),
    "moving_average": Known(
        slips=(
            other(
                "the decay weighs the new value, it has to weigh the average",
                lambda average, x, beta: (1 - beta) * average + beta * x,
                inexcusable=rf"{TAKES}(?:\w*decay|beta|momentum)=0\.9",
                silent=True,
            ),
            wrong("the new value is not weighed by 1 - beta", lambda average, x, beta: beta * average + x),
            wrong("both are weighed by beta", lambda average, x, beta: beta * average + beta * x),
            wrong("the new value is subtracted", lambda average, x, beta: beta * average - (1 - beta) * x),
        ),
        named=r"(?:update_?)?ema(?:_?update)?|exponential_?moving_?average|moving_?average",
    ),
    **dict.fromkeys(("auc_by_pairs", "auc_by_ranks"), _AUC),
    "area_under_curve": Known(
        slips=(
            wrong(
                "the axes are exchanged: the abscissa is summed along the ordinate",
                lambda x, y: torch.trapezoid(x, y),
            ),
        ),
    ),
    "kolmogorov_smirnov": Known(
        slips=(
            other("the larger rate first", lambda s, y: _gaps(s, y).max(), silent=True),
            wrong("the least gap is taken where the widest belongs", lambda s, y: _gaps(s, y).min()),
            wrong("the gaps are averaged", lambda s, y: _gaps(s, y).abs().mean()),
            wrong("the rates are added where their difference belongs", lambda s, y: _gaps(s, y, 1.0).max()),
        ),
        named=r"ks(?:_?(?:statistic|stat|score|value|metric|test))?|kolmogorov_?smirnov(?:_?(?:statistic|test))?",
    ),
    "perplexity": Known(
        also=(
            Also("p", "log-probabilities", _log_rows, torch.exp),
            Also("p", "losses", lambda g, s: -_log_rows(g, s), lambda losses: (-losses).exp()),
            Also("p", "the mean loss", _mean_loss, lambda loss: (-loss).exp()[None]),
        ),
        slips=(
            wrong("the logarithms are summed where their mean belongs", lambda p: (-p.log().sum(-1)).exp()),
            wrong("the exponent has the wrong sign", lambda p: p.log().mean(-1).exp()),
            wrong("the exponential is missing: this is the mean log loss", lambda p: -p.log().mean(-1)),
            wrong("2 is raised to natural logarithms", lambda p: 2 ** (-p.log().mean(-1))),
            wrong("e is raised to logarithms of base 2", lambda p: (-p.log2().mean(-1)).exp()),
            wrong(
                "the mean of inverse probabilities is taken: the geometric mean belongs there",
                lambda p: (1 / p).mean(-1),
            ),
            wrong("the inverse of the mean probability is taken", lambda p: 1 / p.mean(-1)),
        ),
        named=r"ppl|perplexity(?:_?from_?probs?(?:abilities)?)?",
    ),
    "scaled_dot_score": Known(
        slips=(
            wrong(
                "the scores are divided by d where they have to be divided by its root",
                lambda Q, K: Q @ K.mT / Q.shape[-1],
            ),
            wrong("the scores are multiplied by the root of d", lambda Q, K: Q @ K.mT * Q.shape[-1] ** 0.5),
            wrong("the scores are transposed", lambda Q, K: K @ Q.mT / Q.shape[-1] ** 0.5),
        ),
        named=r"scaled_?(?:dot_?product_?)?(?:attention_?)?scores?",
    ),
    "additive_attention": Known(
        slips=(
            wrong(
                "tanh is missing",
                lambda Q, K, V, W_q, W_k, w: (
                    (((Q @ W_q)[..., :, None, :] + (K @ W_k)[..., None, :, :]) @ w).softmax(-1) @ V
                ),
            ),
            wrong(
                "softmax runs over the queries",
                lambda Q, K, V, W_q, W_k, w: (
                    (((Q @ W_q)[..., :, None, :] + (K @ W_k)[..., None, :, :]).tanh() @ w).softmax(-2) @ V
                ),
            ),
            wrong(
                "queries and keys are multiplied where they have to be added",
                lambda Q, K, V, W_q, W_k, w: (
                    (((Q @ W_q)[..., :, None, :] * (K @ W_k)[..., None, :, :]).tanh() @ w).softmax(-1) @ V
                ),
            ),
        ),
        named=r"(?:additive|bahdanau)_?attention",
    ),
    "permutations": Known(draws={"n": _many, "m": _few}),
    "log_combinations": Known(draws={"n": _more_each, "m": _few_each}),
    "combinations": Known(
        draws={"n": _many, "m": _few},
        named=r"n?_?choose_?k?|comb|binom(?:ial)?(?:_?coeff?(?:icient)?)?|nCr|n_cr",
    ),
    "f_beta": Known(
        slips=(
            wrong(
                "beta's square weighs the recall below the line, it has to weigh the precision",
                lambda P, R, beta: (1 + beta**2) * P * R / (P + beta**2 * R),
            ),
            wrong("beta is not squared", lambda P, R, beta: (1 + beta) * P * R / (beta * P + R)),
            wrong("beta's square is missing above the line", lambda P, R, beta: P * R / (beta**2 * P + R)),
            wrong("the factor stays 2, whatever beta", lambda P, R, beta: 2 * P * R / (beta**2 * P + R)),
        ),
        named=r"f_?beta(?:_?(?:score|measure))?",
    ),
    "one_hot": Known(named=r"(?:to_?)?one_?hot(?:_?encod(?:e|ing))?"),
    "causal_mask": Known(
        slips=(
            other("True hides", lambda n: ~torch.ones(n, n, dtype=torch.bool).tril(), silent=True),
            other("minus infinity hides", lambda n: torch.full((n, n), -torch.inf).triu(1), silent=True),
            wrong("a position cannot see itself", lambda n: torch.ones(n, n, dtype=torch.bool).tril(-1)),
            wrong("a position cannot see itself", lambda n: torch.ones(n, n, dtype=torch.bool).triu()),
            wrong("a position sees the next one, too", lambda n: torch.ones(n, n, dtype=torch.bool).tril(1)),
        ),
        named=r"(?:causal|subsequent|look_?ahead|autoregressive)_?mask",
        apart=(),
    ),
}
