"""How alike two vectors are, and the losses made of pairs and triplets."""

import torch
from jaxtyping import Float
from torch import Tensor

from impl.checked import checked
from impl.domains import NonNegative, Positive, UnitVectors
from impl.losses.reduction import Reduction, reduced


@checked
def cosine_similarity(
    a: Float[Tensor, "*batch d"], b: Float[Tensor, "*batch d"], eps: Positive[float, ""] = 1e-8
) -> Float[Tensor, "*batch"]:
    r"""Cosine of the angle between two vectors: alike in direction, whatever their lengths.

    Formula:
        $$ \cos(a, b) = \frac{a \cdot b}{\|a\| \|b\|} $$

    Names:
        cosine similarity; 余弦相似度, 余弦相似性

    Args:
        a: one vector.
        b: the other.
        eps: least length that is divided by.

    Returns:
        A value in [-1, 1]; 0 where a vector is zero.

    Raises:
        ValueError: if the shapes differ or eps is not positive.

    Conventions:
        eps: least of each length | least of the product of lengths | added to the product of lengths

    Source:
        Salton, Wong and Yang, A Vector Space Model for Automatic Indexing, 1975.
    """
    return (normalised(a, eps) * normalised(b, eps)).sum(-1)  # (*batch)


@checked
def normalised(x: Float[Tensor, "*batch d"], eps: Positive[float, ""] = 1e-8) -> Float[Tensor, "*batch d"]:
    r"""The vector of length 1 in the same direction.

    Formula:
        $$ y = \frac{x}{\|x\|} $$

    Names:
        L2 normalisation, unit vector; L2 归一化, 单位向量

    Args:
        x: vectors.
        eps: least length that is divided by.

    Returns:
        Vectors of length 1; zero for a zero vector.

    Raises:
        ValueError: if eps is not positive.

    Conventions:
        norm: L2 | L1 | maximum

    Source:
        Salton, Wong and Yang, A Vector Space Model for Automatic Indexing, 1975.
    """
    length = torch.linalg.vector_norm(x, dim=-1, keepdim=True)  # (*batch, 1)
    unit: Tensor = x / length.clamp_min(eps)  # (*batch, d)
    return unit


@checked
def triplet_loss(
    a: Float[Tensor, "*batch d"],
    p: Float[Tensor, "*batch d"],
    n: Float[Tensor, "*batch d"],
    margin: NonNegative[float, ""] = 1.0,
    reduction: Reduction = "none",
) -> Float[Tensor, "*batch"]:
    r"""Ask that a negative lies farther from the anchor than a positive does, by a margin.

    Formula:
        $$ L = \max(0, \|a - p\| - \|a - n\| + \text{margin}) $$

    Names:
        triplet loss, triplet margin loss; 三元组损失, 三元组损失函数

    Args:
        a: anchor.
        p: positive, of the anchor's class.
        n: negative, of another class.
        margin: how much farther.
        reduction: over the triplets.

    Returns:
        One loss for each triplet, or their mean or sum.

    Raises:
        ValueError: if the shapes differ, the margin is negative or the reduction is unknown.

    Conventions:
        distance: Euclidean | squared Euclidean | cosine
        reduction: none | mean | sum

    Source:
        Schroff, Kalenichenko and Philbin, FaceNet, 2015.
    """
    to_p = torch.linalg.vector_norm(a - p, dim=-1)  # (*batch)
    to_n = torch.linalg.vector_norm(a - n, dim=-1)  # (*batch)
    return reduced((to_p - to_n + margin).relu(), reduction)


@checked
def alignment(
    x: UnitVectors[Tensor, "n d"], y: UnitVectors[Tensor, "n d"], alpha: Positive[float, ""] = 2.0
) -> Float[Tensor, ""]:
    r"""How far apart positive pairs lie on the sphere; small is good.

    Formula:
        $$ L = \frac{1}{n} \sum_{i=1}^{n} \|x_i - y_i\|^\alpha $$

    Names:
        alignment, alignment loss; 对齐性, 对齐损失

    Args:
        x: features of length 1.
        y: features of length 1, each the positive of the same row of x.
        alpha: power of the distance.

    Returns:
        The mean.

    Raises:
        ValueError: if the shapes differ, a length is not 1 or alpha is not positive.

    Conventions:
        none

    Source:
        Wang and Isola, Understanding Contrastive Representation Learning on the Hypersphere, 2020.
    """
    distance: Tensor = torch.linalg.vector_norm(x - y, dim=-1)  # (n,)
    return distance.pow(alpha).mean()  # ()


@checked
def uniformity(x: UnitVectors[Tensor, "n d"], t: Positive[float, ""] = 2.0) -> Float[Tensor, ""]:
    r"""How unevenly features lie on the sphere: log of the mean Gaussian potential of pairs; small is good.

    Formula:
        $$ L = \log \left( \frac{2}{n (n - 1)} \sum_{j=1}^n \sum_{i=1}^{j-1} e^{-t \|x_i - x_j\|^2} \right) $$

    Names:
        uniformity, uniformity loss; 均匀性, 均匀性损失

    Args:
        x: features of length 1.
        t: sharpness of the potential.

    Returns:
        A value between -4 t and 0; 0 where all features are equal.

    Raises:
        ValueError: if there are fewer than two features, a length is not 1 or t is not positive.

    Conventions:
        none

    Source:
        Wang and Isola, Understanding Contrastive Representation Learning on the Hypersphere, 2020.
    """
    if x.shape[0] < 2:
        raise ValueError(f"x must hold at least 2 features to compare, got {x.shape[0]}")
    return torch.exp(-t * torch.pdist(x) ** 2).mean().log()  # () from n (n - 1) / 2 pairs
