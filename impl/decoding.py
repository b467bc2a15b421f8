"""Narrowing what a language model may say next, before a token is drawn."""

import torch
from jaxtyping import Float
from torch import Tensor

from impl.checked import checked
from impl.domains import Logits, Probability


@checked
def top_k_filtered(z: Logits[Tensor, "*batch n"], k: int) -> Float[Tensor, "*batch n"]:
    r"""Keep the k greatest logits; the others become minus infinity, so that they are never drawn.

    Names:
        top-k filtering, top-k filter, top-k logits, top-k sampling; top-k 采样, top-k 过滤

    Args:
        z: logits.
        k: how many stay.

    Returns:
        The logits, filtered; those that tie with the k-th stay as well.

    Raises:
        ValueError: if k is not from 1 to n.

    Conventions:
        result: logits | probabilities

    Source:
        Fan, Lewis and Dauphin, Hierarchical Neural Story Generation, 2018, section 5.4.
    """
    if not 1 <= k <= z.shape[-1]:
        raise ValueError(f"k must be from 1 to {z.shape[-1]}, got {k}")
    least = z.topk(k, -1).values[..., -1:]  # (*batch, 1)
    return z.masked_fill(z < least, -torch.inf)  # (*batch, n)


@checked
def nucleus_filtered(
    z: Logits[Tensor, "*batch n"], p: Probability[float, ""] = 0.9
) -> Float[Tensor, "*batch n"]:
    r"""Keep the likeliest tokens that together reach probability p, one at least.

    Names:
        nucleus filtering, top-p filtering, top-p filter, nucleus sampling, top-p sampling; 核采样, top-p 采样

    Args:
        z: logits.
        p: the probability that those which stay have to reach together.

    Returns:
        The logits; those of all other tokens are minus infinity.

    Raises:
        ValueError: if p is outside [0, 1].

    Conventions:
        result: logits | probabilities

    Source:
        Holtzman et al., The Curious Case of Neural Text Degeneration, 2020, section 3.1.
    """
    ordered, places = z.sort(stable=True, dim=-1, descending=True)  # (*batch, n)
    probabilities = ordered.softmax(-1)  # (*batch, n)
    before = probabilities.cumsum(-1) - probabilities  # (*batch, n)
    dropped = before >= p  # (*batch, n)
    dropped[..., 0] = False
    return z.masked_fill(dropped.scatter(-1, places, dropped), -torch.inf)  # (*batch, n)
