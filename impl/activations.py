"""Activations: what a layer does to each number by itself."""

from math import sqrt

import torch
from jaxtyping import Float
from torch import Tensor

from impl.domains import NonNegative, Positive


def sigmoid(x: Float[Tensor, "*shape"]) -> Float[Tensor, "*shape"]:
    r"""Squash numbers into (0, 1), half-way at 0.

    For a number far below 0 the exponential of its opposite would overflow, so its own is taken.

    Formula:
        $$ \sigma(x) = \frac{1}{1 + \exp(-x)} $$
        $$ \sigma(x) = \frac{\exp(x)}{1 + \exp(x)} $$

    Names:
        sigmoid, logistic function; S 型函数, 逻辑函数; sigmoid

    Args:
        x: numbers.

    Returns:
        Each number squashed.

    Conventions:
        none

    Source:
        Verhulst, Recherches mathématiques sur la loi d'accroissement de la population, 1845.
    """
    e = torch.exp(-x.abs())  # (*shape), at most 1
    return torch.where(x >= 0, 1.0, e) / (1 + e)  # (*shape)


def relu(x: Float[Tensor, "*shape"]) -> Float[Tensor, "*shape"]:
    r"""Let positive numbers through, and nothing else.

    Formula:
        $$ \operatorname{ReLU}(x) = \max(0, x) $$

    Names:
        rectified linear unit; 线性整流函数, 修正线性单元; ReLU

    Args:
        x: numbers.

    Returns:
        Each number, or 0 where it is negative; the gradient at 0 is 0.

    Conventions:
        none

    Source:
        Nair and Hinton, Rectified Linear Units Improve Restricted Boltzmann Machines, 2010.
    """
    return torch.where(x > 0, x, 0.0)  # (*shape)


def softplus(x: Float[Tensor, "*shape"]) -> Float[Tensor, "*shape"]:
    r"""A smooth ReLU, whose derivative is the sigmoid.

    Formula:
        $$ \operatorname{softplus}(x) = \ln(1 + \exp(x)) $$

    Names:
        softplus; 软加函数; softplus

    Args:
        x: numbers.

    Returns:
        Numbers above 0, nearly x where x is large.

    Conventions:
        none

    Source:
        Dugas et al., Incorporating Second-Order Functional Knowledge for Better Option Pricing, 2000.
    """
    return relu(x) + torch.exp(-x.abs()).log1p()  # (*shape)


def silu(x: Float[Tensor, "*shape"]) -> Float[Tensor, "*shape"]:
    r"""Weigh each number by its own sigmoid.

    Formula:
        $$ \operatorname{SiLU}(x) = \frac{x}{1 + \exp(-x)} $$

    Names:
        sigmoid linear unit, swish; 自门控激活函数; SiLU

    Args:
        x: numbers.

    Returns:
        Numbers not far below 0, nearly x where x is large.

    Conventions:
        none

    Source:
        Elfwing, Uchibe and Doya, Sigmoid-Weighted Linear Units, 2018.
    """
    return x * sigmoid(x)  # (*shape)


def gelu(x: Float[Tensor, "*shape"]) -> Float[Tensor, "*shape"]:
    r"""Weigh each number by the chance that a standard normal one is smaller.

    Formula:
        $$ \operatorname{GELU}(x) = \frac{x}{2} (1 + \operatorname{erf}(\frac{x}{\sqrt{2}})) $$

    Names:
        Gaussian error linear unit; 高斯误差线性单元; GELU

    Args:
        x: numbers.

    Returns:
        Numbers not far below 0, nearly x where x is large.

    Conventions:
        distribution: exact | approximated by tanh | approximated by a sigmoid

    Source:
        Hendrycks and Gimpel, Gaussian Error Linear Units, 2016.
    """
    return x / 2 * (1 + torch.erf(x / sqrt(2)))  # (*shape)


def tanh(x: Float[Tensor, "*shape"]) -> Float[Tensor, "*shape"]:
    r"""Squash numbers into (-1, 1), half-way at 0: a sigmoid stretched and centred.

    Formula:
        $$ \tanh(x) = \frac{\exp(x) - \exp(-x)}{\exp(x) + \exp(-x)} $$

    Names:
        hyperbolic tangent; 双曲正切, 双曲正切函数; tanh

    Args:
        x: numbers.

    Returns:
        Each number squashed.

    Conventions:
        none

    Source:
        LeCun, Bottou, Orr and Müller, Efficient BackProp, 1998, section 4.4.
    """
    return 2 * sigmoid(2 * x) - 1  # (*shape)


def leaky_relu(x: Float[Tensor, "*shape"], alpha: NonNegative[float, ""] = 0.01) -> Float[Tensor, "*shape"]:
    r"""Let positive numbers through, and a small share of negative ones.

    Formula:
        $$ y = \max(0, x) + \alpha \min(0, x) $$

    Names:
        leaky rectified linear unit, leaky ReLU; 带泄露线性整流函数, 带泄漏修正线性单元; LeakyReLU

    Args:
        x: numbers.
        alpha: slope below 0.

    Returns:
        Each number, or alpha times it where it is negative.

    Conventions:
        slope: 0.01 | 0.2 | learned

    Source:
        Maas, Hannun and Ng, Rectifier Nonlinearities Improve Neural Network Acoustic Models, 2013.
    """
    return torch.where(x > 0, x, alpha * x)  # (*shape)


def elu(x: Float[Tensor, "*shape"], alpha: Positive[float, ""] = 1.0) -> Float[Tensor, "*shape"]:
    r"""Let positive numbers through, and bend negative ones towards -alpha.

    Formula:
        $$ y = \max(0, x) + \alpha (\exp(\min(0, x)) - 1) $$

    Names:
        exponential linear unit; 指数线性单元; ELU

    Args:
        x: numbers.
        alpha: how far below 0 it may go.

    Returns:
        Numbers above -alpha.

    Conventions:
        none

    Source:
        Clevert, Unterthiner and Hochreiter, Exponential Linear Units, 2016.
    """
    return torch.where(x > 0, x, alpha * torch.expm1(x.clamp(max=0)))  # (*shape)
