"""How uncertain a language model is of the text it is shown."""

import torch
from jaxtyping import Float
from torch import Tensor

from impl.checked import checked
from impl.domains import Labels, Logits, Probability


@checked
def perplexity(p: Probability[Tensor, "*batch n"]) -> Float[Tensor, "*batch"]:
    r"""The number of equally likely words among which the model hesitates on average.

    Formula:
        $$ PPL = \exp(-\frac{1}{n} \sum_{i=1}^n \log p_i) $$

    Names:
        perplexity; 困惑度; PPL

    Args:
        p: probability the model gave each word of the text, given the words before it.

    Returns:
        At least 1 (every word was certain); infinite if a word was held impossible.

    Raises:
        ValueError: if a value is outside [0, 1] or there are no words.

    Conventions:
        base: e | 2, which gives the same number as long as root and logarithm agree
        per: word | character

    Source:
        Jelinek et al., Perplexity: a measure of the difficulty of speech recognition tasks, 1977.
    """
    if p.ndim == 0 or p.shape[-1] == 0:
        raise ValueError(f"p must hold at least one word along its last axis, got shape {tuple(p.shape)}")
    return p.log().mean(-1).neg().exp()  # (*batch)


@checked
def perplexity_from_logits(
    z: Logits[Tensor, "*batch n v"], y: Labels[Tensor, "*batch n", "v"]
) -> Float[Tensor, "*batch"]:
    r"""Perplexity of the text y under a model's logits: the exponential of the mean cross entropy.

    Formula:
        $$ PPL = \exp(-\frac{1}{n} \sum_{i=1}^n \log \frac{\exp(z_{i y_i})}{\sum_{j=1}^v \exp(z_{ij})}) $$

    Names:
        perplexity from logits; 困惑度; PPL

    Args:
        z: logits over the vocabulary at each position.
        y: the word that came there.

    Returns:
        At least 1; v for a model that gives all words the same logit.

    Raises:
        ValueError: if the shapes do not fit, a word is not below v, or there are no words.

    Conventions:
        none

    Source:
        Jelinek et al., Perplexity: a measure of the difficulty of speech recognition tasks, 1977.
    """
    if y.ndim == 0 or y.shape[-1] == 0:
        raise ValueError(f"y must hold at least one word along its last axis, got shape {tuple(y.shape)}")
    log_p = torch.log_softmax(z, -1).gather(-1, y[..., None]).squeeze(-1)  # (*batch, n)
    return log_p.mean(-1).neg().exp()  # (*batch)
