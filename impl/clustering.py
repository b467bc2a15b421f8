"""k-means: examples go to their nearest centre, centres to the mean of their examples."""

import torch
from jaxtyping import Float, Int
from torch import Tensor

from impl.checked import checked
from impl.kernels import squared_distances


@checked
def nearest_centres(X: Float[Tensor, "n d"], C: Float[Tensor, "k d"]) -> Int[Tensor, "n"]:
    r"""For each example the centre that is nearest to it.

    Formula:
        $$ a_i = \operatorname{argmin}_j \sum_{l=1}^d (X_{il} - C_{jl})^2 $$

    Names:
        nearest centres, cluster assignment, assignment step; 簇分配, 最近的簇中心

    Args:
        X: examples, one a row.
        C: centres, one a row.

    Returns:
        Numbers of centres from 0; the first of several that are equally near.

    Raises:
        ValueError: if the features do not fit.

    Conventions:
        none

    Source:
        Lloyd, Least Squares Quantization in PCM, 1982.
    """
    return squared_distances(X, C).argmin(-1)  # (n)


@checked
def inertia(X: Float[Tensor, "n d"], C: Float[Tensor, "k d"]) -> Float[Tensor, ""]:
    r"""The sum of squared distances of the examples to their nearest centres: what k-means minimises.

    Formula:
        $$ J = \sum_{i=1}^n \min_j \sum_{l=1}^d (X_{il} - C_{jl})^2 $$

    Names:
        inertia, within-cluster sum of squares, distortion; 簇内平方和, 簇内误差平方和; WCSS

    Args:
        X: examples, one a row.
        C: centres, one a row.

    Returns:
        At least 0.

    Raises:
        ValueError: if the features do not fit.

    Conventions:
        scale: sum | mean

    Source:
        Lloyd, Least Squares Quantization in PCM, 1982.
    """
    return squared_distances(X, C).amin(-1).sum()  # ()


@checked
def k_means(X: Float[Tensor, "n d"], C: Float[Tensor, "k d"], steps: int = 10) -> Float[Tensor, "k d"]:
    r"""Move centres to the mean of the examples that are nearest to them, again and again.

    Names:
        k-means, k-means clustering, Lloyd's algorithm; k 均值, k 均值聚类

    Args:
        X: examples, one a row.
        C: centres to begin with.
        steps: how often.

    Returns:
        The centres; one that no example is nearest to stays where it is.

    Raises:
        ValueError: if the features do not fit.

    Conventions:
        empty_cluster: stays | is drawn anew

    Source:
        Lloyd, Least Squares Quantization in PCM, 1982.
    """
    for _ in range(steps):
        chosen = torch.nn.functional.one_hot(nearest_centres(X, C), len(C)).to(X.dtype)  # (n, k)
        sizes = chosen.sum(0)[:, None]  # (k, 1)
        C = torch.where(sizes > 0, chosen.mT @ X / sizes.clamp(min=1), C)  # (k, d)
    return C
