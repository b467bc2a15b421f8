"""Masks: which keys a query may see. True keeps; the additive form adds 0 or minus infinity to the scores."""

from math import inf

import torch
from jaxtyping import Bool, Float
from torch import Tensor

from impl.checked import checked
from impl.domains import Counts, Mask, Positive


@checked
def causal_mask(
    n: Positive[int, ""], m: Positive[int, ""] | None = None, *, device: torch.device | None = None
) -> Bool[Tensor, "n m"]:
    r"""Let query i see the keys up to its own place, and none after it.

    Formula:
        $$ M_{ij} = \begin{cases} 1, & j \le i \\ 0, & j > i \end{cases} $$

    Names:
        causal mask, look-ahead mask, subsequent mask; 因果掩码, 前瞻掩码

    Args:
        n: number of queries.
        m: number of keys; n if left out.
        device: where the mask is made.

    Returns:
        True where the query may look.

    Raises:
        ValueError: if a size is not positive.

    Conventions:
        mask: True=keep | True=drop | additive
        alignment: first query with first key | last query with last key

    Source:
        Vaswani et al., Attention Is All You Need, 2017, section 3.2.3.
    """
    return torch.ones(n, n if m is None else m, dtype=torch.bool, device=device).tril()  # (n, m)


@checked
def padding_mask(lengths: Counts[Tensor, "*batch"], m: Positive[int, ""]) -> Bool[Tensor, "*batch 1 m"]:
    r"""Hide what fills a sequence up to the length of the longest one in its batch.

    Formula:
        $$ M_{1,j} = \begin{cases} 1, & j \le \text{lengths} \\ 0, & j > \text{lengths} \end{cases} $$

    Names:
        padding mask, key padding mask; 填充掩码

    Args:
        lengths: number of true tokens of each sequence.
        m: number of keys, padding included.

    Returns:
        True at true tokens; the axis of size 1 stands for every query.

    Raises:
        ValueError: if a length is negative or m is not positive.

    Conventions:
        mask: True=keep | True=drop | additive
        padding: at the end | at the start

    Source:
        Vaswani et al., Attention Is All You Need, 2017, section 3.2.3.
    """
    place = torch.arange(1, m + 1, device=lengths.device)  # (m,)
    return place <= lengths[..., None, None]  # (*batch, 1, m)


@checked
def additive_mask(
    mask: Mask[Tensor, "*batch n m"], *, dtype: torch.dtype = torch.float32
) -> Float[Tensor, "*batch n m"]:
    r"""The same mask as a term of the scores: nothing where a key is kept, minus infinity where it is not.

    Formula:
        $$ A_{ij} = \begin{cases} 0, & \text{mask}_{ij} = 1 \\ -\infty, & \text{mask}_{ij} = 0 \end{cases} $$

    Names:
        additive mask, attention bias; 加性掩码

    Args:
        mask: True where a key is kept.
        dtype: of the scores to come.

    Returns:
        What is added to the scores before the softmax.

    Raises:
        ValueError: if the mask is not boolean.

    Conventions:
        fill: minus infinity | -10000 | least finite number

    Source:
        Vaswani et al., Attention Is All You Need, 2017, section 3.2.3.
    """
    return torch.zeros(mask.shape, dtype=dtype, device=mask.device).masked_fill(~mask, -inf)  # (*batch, n, m)
