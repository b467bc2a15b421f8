"""word2vec: a word from its context (CBOW), the context from a word (skip-gram), and a cheaper objective."""

import torch
from jaxtyping import Float
from torch import Tensor
from torch.nn.functional import logsigmoid

from impl.checked import checked
from impl.domains import Distribution, Labels, NonNegative


@checked
def cbow(
    context: Labels[Tensor, "*batch m", "v"], W: Float[Tensor, "v d"], W_prime: Float[Tensor, "v d"]
) -> Float[Tensor, "*batch v"]:
    r"""Predict the word in the middle from the average of the m words around it; m = 1 is the simplest case.

    Formula:
        $$ \log p_j = W'_j \cdot h - \log \sum_{k=1}^v \exp(W'_k \cdot h) $$
        $$ h = \frac{1}{m} \sum_{c=1}^m W_{\text{context}_c} $$

    Names:
        continuous bag of words; 连续词袋模型; CBOW

    Args:
        context: numbers of the words around the missing one.
        W: input vectors, one row for each word of the vocabulary.
        W_prime: output vectors, one row for each word of the vocabulary.

    Returns:
        Log-probability of each word of the vocabulary.

    Raises:
        ValueError: if the shapes do not fit, a word is not below v, or the context is empty.

    Conventions:
        hidden: mean of the context | sum of the context
        output_matrix: one row a word | one column a word

    Source:
        Mikolov et al., Efficient Estimation of Word Representations in Vector Space, 2013;
        Rong, word2vec Parameter Learning Explained, 2014, section 1.2.
    """
    if context.shape[-1] == 0:
        raise ValueError(f"context must hold at least one word, got shape {tuple(context.shape)}")
    h = W[context].mean(-2)  # (*batch, d)
    return torch.log_softmax(h @ W_prime.T, -1)  # (*batch, v)


@checked
def cbow_loss(
    context: Labels[Tensor, "*batch m", "v"],
    target: Labels[Tensor, "*batch", "v"],
    W: Float[Tensor, "v d"],
    W_prime: Float[Tensor, "v d"],
) -> Float[Tensor, "*batch"]:
    r"""How surprised CBOW is of the word that stood in the middle.

    Formula:
        $$ L = -\log p_{\text{target}} $$
        $$ p_j = \frac{\exp(W'_j \cdot h)}{\sum_{k=1}^v \exp(W'_k \cdot h)} $$
        $$ h = \frac{1}{m} \sum_{c=1}^m W_{\text{context}_c} $$

    Names:
        CBOW objective; CBOW 损失, CBOW 目标函数

    Args:
        context: numbers of the words around the missing one.
        target: number of the missing word.
        W: input vectors, one row for each word of the vocabulary.
        W_prime: output vectors, one row for each word of the vocabulary.

    Returns:
        One loss for each missing word, in nats.

    Raises:
        ValueError: if the shapes do not fit, a word is not below v, or the context is empty.

    Conventions:
        context: mean | sum
        log_base: e | 2

    Source:
        Rong, word2vec Parameter Learning Explained, 2014, section 1.2.
    """
    return -cbow(context, W, W_prime).gather(-1, target[..., None])[..., 0]  # (*batch)


@checked
def skip_gram(
    center: Labels[Tensor, "*batch", "v"], W: Float[Tensor, "v d"], W_prime: Float[Tensor, "v d"]
) -> Float[Tensor, "*batch v"]:
    r"""Predict a word of the context from the word in the middle.

    Formula:
        $$ \log p_j = W'_j \cdot h - \log \sum_{k=1}^v \exp(W'_k \cdot h) $$
        $$ h = W_{\text{center}} $$

    Names:
        skip-gram; 跳字模型, 跳元模型; SG

    Args:
        center: number of the word in the middle.
        W: input vectors, one row for each word of the vocabulary.
        W_prime: output vectors, one row for each word of the vocabulary.

    Returns:
        Log-probability of each word of the vocabulary, the same for every place of the context.

    Raises:
        ValueError: if the shapes do not fit or a word is not below v.

    Conventions:
        none

    Source:
        Mikolov et al., Efficient Estimation of Word Representations in Vector Space, 2013.
    """
    return torch.log_softmax(W[center] @ W_prime.T, -1)  # (*batch, v)


@checked
def skip_gram_loss(
    center: Labels[Tensor, "*batch", "v"],
    context: Labels[Tensor, "*batch m", "v"],
    W: Float[Tensor, "v d"],
    W_prime: Float[Tensor, "v d"],
) -> Float[Tensor, "*batch"]:
    r"""How surprised skip-gram is of all the words of the context together.

    Formula:
        $$ L = -\sum_{c=1}^m \log p_{\text{context}_c} $$
        $$ p_j = \frac{\exp(W'_j \cdot h)}{\sum_{k=1}^v \exp(W'_k \cdot h)} $$
        $$ h = W_{\text{center}} $$

    Names:
        skip-gram objective; 跳字模型损失

    Args:
        center: number of the word in the middle.
        context: numbers of the words around it.
        W: input vectors, one row for each word of the vocabulary.
        W_prime: output vectors, one row for each word of the vocabulary.

    Returns:
        One loss for each word in the middle, in nats.

    Raises:
        ValueError: if the shapes do not fit or a word is not below v.

    Conventions:
        reduction: sum over the context | mean over the context

    Source:
        Rong, word2vec Parameter Learning Explained, 2014, section 2.
    """
    return -skip_gram(center, W, W_prime).gather(-1, context).sum(-1)  # (*batch)


@checked
def negative_sampling_loss(
    h: Float[Tensor, "*batch d"], u: Float[Tensor, "*batch d"], U: Float[Tensor, "*batch k d"]
) -> Float[Tensor, "*batch"]:
    r"""Tell the word that was there from k words drawn at random, instead of from the whole vocabulary.

    Formula:
        $$ L = -\log \sigma(u \cdot h) - \sum_{i=1}^k \log \sigma(-U_i \cdot h) $$

    Names:
        negative sampling, skip-gram with negative sampling; 负采样; NEG, SGNS

    Args:
        h: hidden vector, for skip-gram the input vector of the word in the middle.
        u: output vector of the word that was there.
        U: output vectors of the words drawn, see `noise_distribution`.

    Returns:
        One loss for each h, in nats, at least 0.

    Raises:
        ValueError: if the shapes do not fit.

    Conventions:
        reduction: sum over the negatives | mean over the negatives

    Source:
        Mikolov et al., Distributed Representations of Words and Phrases and their Compositionality, 2013.
    """
    positive = (u * h).sum(-1)  # (*batch)
    negative = (U @ h[..., None])[..., 0]  # (*batch, k)
    return -logsigmoid(positive) - logsigmoid(-negative).sum(-1)  # (*batch)


@checked
def noise_distribution(
    counts: NonNegative[Tensor, "v"], power: NonNegative[float, ""] = 0.75
) -> Distribution[Tensor, "v"]:
    r"""The distribution negatives are drawn from: frequencies, flattened in favour of rare words.

    Formula:
        $$ p_i = \frac{\text{counts}_i^{\text{power}}}{\sum_{j=1}^v \text{counts}_j^{\text{power}}} $$

    Names:
        noise distribution, unigram distribution raised to the 3/4 power; 噪声分布, 负采样分布

    Args:
        counts: how often each word occurs.
        power: 1 keeps the frequencies, 0 makes all words alike.

    Returns:
        One probability for each word.

    Raises:
        ValueError: if a count or the power is negative, or no word occurs.

    Conventions:
        power: 0.75 | 1 | 0

    Source:
        Mikolov et al., Distributed Representations of Words and Phrases and their Compositionality, 2013.
    """
    if not (counts > 0).any():
        raise ValueError(f"counts must hold a word that occurs, got {counts}")
    weights = counts**power  # (v)
    return weights / weights.sum()  # (v)
