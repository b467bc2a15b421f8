"""Normalisation of images within one example: each channel by itself, or channels in groups."""

import torch
from jaxtyping import Float
from torch import Tensor

from impl.checked import checked
from impl.domains import Positive


@checked
def instance_norm(
    x: Float[Tensor, "n c h w"],
    gamma: Float[Tensor, "c"],
    beta: Float[Tensor, "c"],
    eps: Positive[float, ""] = 1e-5,
) -> Float[Tensor, "n c h w"]:
    r"""Bring each channel of each image to mean 0 and variance 1, then scale and shift it.

    Formula:
        $$ y_{ijkl} = \gamma_j \frac{x_{ijkl} - \mu_{ij}}{\sqrt{\sigma_{ij}^2 + \epsilon}} + \beta_j $$
        $$ \mu_{ij} = \frac{1}{h w} \sum_{k=1}^{h} \sum_{l=1}^{w} x_{ijkl} $$
        $$ \sigma_{ij}^2 = \frac{1}{h w} \sum_{k=1}^{h} \sum_{l=1}^{w} (x_{ijkl} - \mu_{ij})^2 $$

    Names:
        instance normalisation, instance normalization; 实例归一化; InstanceNorm

    Args:
        x: images, channels first.
        gamma: scale of each channel.
        beta: shift of each channel.
        eps: added to the variance.

    Returns:
        The images normalised, of the shape of x.

    Raises:
        ValueError: if gamma or beta do not fit the channels, or eps is not positive.

    Conventions:
        variance: divided by h w | divided by h w - 1

    Source:
        Ulyanov, Vedaldi and Lempitsky, Instance Normalization, 2016.
    """
    return group_norm(x, x.shape[1], gamma, beta, eps)


@checked
def group_norm(
    x: Float[Tensor, "n c h w"],
    groups: Positive[int, ""],
    gamma: Float[Tensor, "c"],
    beta: Float[Tensor, "c"],
    eps: Positive[float, ""] = 1e-5,
) -> Float[Tensor, "n c h w"]:
    r"""Bring each group of neighbouring channels of an image to mean 0 and variance 1; scale and shift them.

    Names:
        group normalisation, group normalization; 组归一化, 分组归一化; GroupNorm

    Args:
        x: images, channels first.
        groups: how many, a divisor of the number of channels.
        gamma: scale of each channel.
        beta: shift of each channel.
        eps: added to the variance.

    Returns:
        The images normalised, of the shape of x.

    Raises:
        ValueError: if groups does not divide the channels, gamma or beta do not fit, or eps is not positive.

    Conventions:
        variance: divided by the size of a group | divided by one less

    Source:
        Wu and He, Group Normalization, 2018.
    """
    if x.shape[1] % groups:
        raise ValueError(f"{groups} groups cannot hold {x.shape[1]} channels evenly")
    grouped = x.reshape(len(x), groups, -1)  # (n, groups, c / groups * h * w)
    centred = grouped - grouped.mean(-1, keepdim=True)  # (n, groups, c / groups * h * w)
    scaled = centred * torch.rsqrt((centred**2).mean(-1, keepdim=True) + eps)  # (n, groups, ...)
    return scaled.reshape(x.shape) * gamma[:, None, None] + beta[:, None, None]  # (n, c, h, w)
