"""Normalisation: of each token's features, of each channel over a batch, and by the root mean square."""

import torch
from jaxtyping import Float
from torch import Tensor, nn

from impl.checked import checked
from impl.domains import NonNegative, Positive, Probability


@checked
def layer_norm(
    x: Float[Tensor, "*batch d"],
    gamma: Float[Tensor, "d"],
    beta: Float[Tensor, "d"],
    eps: Positive[float, ""] = 1e-5,
) -> Float[Tensor, "*batch d"]:
    r"""Bring the features of each token to mean 0 and variance 1, then scale and shift them.

    Formula:
        $$ y_i = \gamma_i \frac{x_i - \mu}{\sqrt{\sigma^2 + \epsilon}} + \beta_i $$
        $$ \mu = \frac{1}{d} \sum_{j=1}^{d} x_j $$
        $$ \sigma^2 = \frac{1}{d} \sum_{j=1}^{d} (x_j - \mu)^2 $$

    Names:
        layer normalisation, layer normalization; 层归一化, 层规范化; LayerNorm, LN

    Args:
        x: features, one token in each row.
        gamma: scale of each feature.
        beta: shift of each feature.
        eps: added to the variance, so that equal features divide by no zero.

    Returns:
        The features normalised, of the shape of x; beta where all features of a token are equal.

    Raises:
        ValueError: if gamma or beta does not have d entries, or eps is not positive.

    Conventions:
        variance: biased | unbiased
        eps: inside the root | outside the root
        eps size: 1e-5 | 1e-6 | 1e-12

    Source:
        Ba, Kiros and Hinton, Layer Normalization, 2016.
    """
    centred = x - x.mean(-1, keepdim=True)  # (*batch, d)
    x_hat = centred * torch.rsqrt(_mean_square(centred, [-1]) + eps)  # (*batch, d)
    return torch.addcmul(beta, gamma, x_hat)  # (*batch, d): beta + gamma * x_hat


class LayerNorm(nn.Module):
    r"""Layer normalisation that learns its scale and shift.

    Formula:
        $$ y_i = \gamma_i \frac{x_i - \mu}{\sqrt{\sigma^2 + \epsilon}} + \beta_i $$
        $$ \mu = \frac{1}{d} \sum_{j=1}^{d} x_j $$
        $$ \sigma^2 = \frac{1}{d} \sum_{j=1}^{d} (x_j - \mu)^2 $$

    Names:
        layer normalisation, layer normalization; 层归一化, 层规范化; LayerNorm, LN

    Args:
        d: number of features.
        eps: added to the variance.

    Attributes:
        gamma: scale of each feature, 1 at first.
        beta: shift of each feature, 0 at first.

    Raises:
        ValueError: if the input does not have d features.

    Conventions:
        variance: biased | unbiased
        eps: inside the root | outside the root
        eps size: 1e-5 | 1e-6 | 1e-12

    Source:
        Ba, Kiros and Hinton, Layer Normalization, 2016.
    """

    def __init__(self, d: int, *, eps: float = 1e-5) -> None:
        super().__init__()
        self.eps = eps
        self.gamma = nn.Parameter(torch.ones(d))
        self.beta = nn.Parameter(torch.zeros(d))

    def forward(self, x: Float[Tensor, "*batch d"]) -> Float[Tensor, "*batch d"]:
        """Normalise the last axis."""
        return layer_norm(x, self.gamma, self.beta, self.eps)


@checked
def rms_norm(
    x: Float[Tensor, "*batch d"], gamma: Float[Tensor, "d"], eps: Positive[float, ""] = 1e-6
) -> Float[Tensor, "*batch d"]:
    r"""Divide the features of each token by their root mean square, then scale them: no mean, no shift.

    Formula:
        $$ y_i = \gamma_i \frac{x_i}{\sqrt{\frac{1}{d} \sum_{j=1}^{d} x_j^2 + \epsilon}} $$

    Names:
        root mean square layer normalisation, RMS normalization; 均方根归一化, 均方根层归一化; RMSNorm

    Args:
        x: features, one token in each row.
        gamma: scale of each feature.
        eps: added to the mean square.

    Returns:
        The features normalised, of the shape of x.

    Raises:
        ValueError: if gamma does not have d entries, or eps is not positive.

    Conventions:
        eps: inside the root | outside the root
        eps size: 1e-6 | 1e-5 | 1e-8

    Source:
        Zhang and Sennrich, Root Mean Square Layer Normalization, 2019.
    """
    return x * torch.rsqrt(_mean_square(x, [-1]) + eps) * gamma  # (*batch, d)


class RMSNorm(nn.Module):
    r"""Root mean square normalisation that learns its scale.

    Formula:
        $$ y_i = \gamma_i \frac{x_i}{\sqrt{\frac{1}{d} \sum_{j=1}^{d} x_j^2 + \epsilon}} $$

    Names:
        root mean square layer normalisation, RMS normalization; 均方根归一化, 均方根层归一化; RMSNorm

    Args:
        d: number of features.
        eps: added to the mean square.

    Attributes:
        gamma: scale of each feature, 1 at first.

    Raises:
        ValueError: if the input does not have d features.

    Conventions:
        eps: inside the root | outside the root
        eps size: 1e-6 | 1e-5 | 1e-8

    Source:
        Zhang and Sennrich, Root Mean Square Layer Normalization, 2019.
    """

    def __init__(self, d: int, *, eps: float = 1e-6) -> None:
        super().__init__()
        self.eps = eps
        self.gamma = nn.Parameter(torch.ones(d))

    def forward(self, x: Float[Tensor, "*batch d"]) -> Float[Tensor, "*batch d"]:
        """Normalise the last axis."""
        return rms_norm(x, self.gamma, self.eps)


@checked
def batch_norm(
    x: Float[Tensor, "n c *space"],
    gamma: Float[Tensor, "c"],
    beta: Float[Tensor, "c"],
    eps: Positive[float, ""] = 1e-5,
) -> Float[Tensor, "n c *space"]:
    r"""Bring each channel to mean 0 and variance 1 over the batch, then scale and shift it: as in training.

    Formula:
        $$ y_{ij} = \gamma_j \frac{x_{ij} - \mu_j}{\sqrt{\sigma_j^2 + \epsilon}} + \beta_j $$
        $$ \mu_j = \frac{1}{n} \sum_{k=1}^{n} x_{kj} $$
        $$ \sigma_j^2 = \frac{1}{n} \sum_{k=1}^{n} (x_{kj} - \mu_j)^2 $$

    Names:
        batch normalisation, batch normalization; 批归一化, 批量规范化, 批量归一化; BatchNorm, BN

    Args:
        x: features by sample and channel; axes after these (places of an image) count as more samples.
        gamma: scale of each channel.
        beta: shift of each channel.
        eps: added to the variance.

    Returns:
        The features normalised, of the shape of x.

    Raises:
        ValueError: if gamma or beta does not have c entries, eps is not positive, or a channel has a single
            value, which has no variance to divide by.

    Conventions:
        variance: biased | unbiased
        eps: inside the root | outside the root
        layout: channels second | channels last

    Source:
        Ioffe and Szegedy, Batch Normalization, 2015, algorithm 1.
    """
    variance, mean = batch_statistics(x)  # (c,) each
    return batch_norm_with(x, mean, variance, gamma, beta, eps)


@checked
def batch_statistics(x: Float[Tensor, "n c *space"]) -> tuple[Float[Tensor, "c"], Float[Tensor, "c"]]:
    r"""Variance (biased) and mean of each channel over the batch and all places.

    Formula:
        $$ \sigma_j^2 = \frac{1}{n} \sum_{k=1}^{n} (x_{kj} - \mu_j)^2 $$
        $$ \mu_j = \frac{1}{n} \sum_{k=1}^{n} x_{kj} $$

    Names:
        batch statistics; 批统计量

    Args:
        x: features by sample and channel; axes after these count as more samples.

    Returns:
        The variances, which the formula gives, and the means.

    Raises:
        ValueError: if a channel has a single value.

    Conventions:
        variance: biased | unbiased

    Source:
        Ioffe and Szegedy, Batch Normalization, 2015, algorithm 1.
    """
    if x.numel() <= x.shape[1]:
        raise ValueError(f"x must hold at least 2 values for each channel, got shape {tuple(x.shape)}")
    axes = [0, *range(2, x.dim())]  # all but the channels
    mean = x.mean(axes, keepdim=True)  # (1, c, *ones)
    variance = _mean_square(x - mean, axes)  # (1, c, *ones)
    return variance.flatten(), mean.flatten()  # (c,) each


@checked
def batch_norm_with(
    x: Float[Tensor, "n c *space"],
    mean: Float[Tensor, "c"],
    variance: NonNegative[Tensor, "c"],
    gamma: Float[Tensor, "c"],
    beta: Float[Tensor, "c"],
    eps: Positive[float, ""] = 1e-5,
) -> Float[Tensor, "n c *space"]:
    r"""Normalise each channel with statistics known beforehand: as in evaluation.

    Formula:
        $$ y_{ij} = \gamma_j \frac{x_{ij} - \text{mean}_j}{\sqrt{\text{variance}_j + \epsilon}} + \beta_j $$

    Names:
        batch normalisation in evaluation, inference-time batch normalization; 推理时的批归一化

    Args:
        x: features by sample and channel, then places if any.
        mean: mean of each channel.
        variance: variance of each channel.
        gamma: scale of each channel.
        beta: shift of each channel.
        eps: added to the variance.

    Returns:
        The features normalised, of the shape of x; a single sample is as good as many.

    Raises:
        ValueError: if a parameter does not have c entries, a variance is negative or eps not positive.

    Conventions:
        eps: inside the root | outside the root
        layout: channels second | channels last

    Source:
        Ioffe and Szegedy, Batch Normalization, 2015, algorithm 2.
    """
    scale = gamma * torch.rsqrt(variance + eps)  # (c,)
    shift = beta - mean * scale  # (c,)
    along = (-1, *[1] * (x.dim() - 2))  # channels against (n, c, *space)
    return torch.addcmul(shift.view(along), x, scale.view(along))  # (n, c, *space)


class BatchNorm(nn.Module):
    r"""Batch normalisation that learns scale and shift and keeps running statistics for evaluation.

    In training it normalises with the statistics of the batch and moves the running ones towards them; in
    evaluation it normalises with the running ones.

    Formula:
        $$ y_{ij} = \gamma_j \frac{x_{ij} - \mu_j}{\sqrt{\sigma_j^2 + \epsilon}} + \beta_j $$
        $$ \mu_j = \frac{1}{n} \sum_{k=1}^{n} x_{kj} $$
        $$ \sigma_j^2 = \frac{1}{n} \sum_{k=1}^{n} (x_{kj} - \mu_j)^2 $$

        in training, when the running mean moves to $(1 - \text{momentum}) \bar{\mu} + \text{momentum} \, \mu$

    Names:
        batch normalisation, batch normalization; 批归一化, 批量规范化, 批量归一化; BatchNorm, BN

    Args:
        c: number of channels.
        eps: added to the variance.
        momentum: share of the new statistics in the running ones.

    Attributes:
        gamma: scale of each channel, 1 at first.
        beta: shift of each channel, 0 at first.
        running_mean: mean to use in evaluation, 0 at first.
        running_var: variance to use in evaluation, 1 at first; unbiased, as it stands for unseen data.

    Raises:
        ValueError: if the input does not have c channels, or in training a channel has a single value.

    Conventions:
        variance: biased | unbiased
        running variance: unbiased | biased
        momentum: share of the new | share of the old
        eps: inside the root | outside the root

    Source:
        Ioffe and Szegedy, Batch Normalization, 2015.
    """

    running_mean: Tensor
    running_var: Tensor

    @checked
    def __init__(
        self, c: Positive[int, ""], *, eps: Positive[float, ""] = 1e-5, momentum: Probability[float, ""] = 0.1
    ) -> None:
        super().__init__()
        self.eps = eps
        self.momentum = momentum
        self.gamma = nn.Parameter(torch.ones(c))
        self.beta = nn.Parameter(torch.zeros(c))
        self.register_buffer("running_mean", torch.zeros(c))
        self.register_buffer("running_var", torch.ones(c))

    def forward(self, x: Float[Tensor, "n c *space"]) -> Float[Tensor, "n c *space"]:
        """Normalise each channel, in training with the batch's own statistics."""
        if not self.training:
            return batch_norm_with(x, self.running_mean, self.running_var, self.gamma, self.beta, self.eps)
        variance, mean = batch_statistics(x)  # (c,) each
        y = batch_norm_with(x, mean, variance, self.gamma, self.beta, self.eps)  # (n, c, *space)
        self._remember(mean.detach(), variance.detach(), x.numel() // x.shape[1])
        return y

    @torch.no_grad()
    def _remember(self, mean: Tensor, variance: Tensor, count: int) -> None:
        """Move the running statistics towards those of a batch with that many values for each channel."""
        self.running_mean.lerp_(mean, self.momentum)
        self.running_var.lerp_(variance * count / (count - 1), self.momentum)


def _mean_square(x: Tensor, axes: list[int]) -> Tensor:
    """Mean of the squares over some axes, which stay with size 1; by the norm, which stores no squares."""
    norm: Tensor = torch.linalg.vector_norm(x, dim=axes, keepdim=True)
    return norm**2 * (norm.numel() / x.numel())
