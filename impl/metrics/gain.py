"""Metrics of ranked results whose relevance is graded."""

import torch
from jaxtyping import Float
from torch import Tensor

from impl.checked import checked
from impl.domains import NonNegative


@checked
def discounted_gain(relevance: NonNegative[Tensor, "n"]) -> Float[Tensor, ""]:
    r"""The worth of a ranking: relevant results count more, and less the later they come.

    Formula:
        $$ DCG = \sum_{i=1}^n \frac{2^{\text{relevance}_i} - 1}{\log_2(i + 1)} $$

    Names:
        discounted cumulative gain; 折损累计增益, 折扣累积收益; DCG

    Args:
        relevance: of each result, best ranked first.

    Returns:
        At least 0.

    Raises:
        ValueError: if a relevance is negative.

    Conventions:
        gain: 2^r - 1 | r

    Source:
        Burges et al., Learning to Rank using Gradient Descent, 2005, section 5.
    """
    place = torch.arange(1, len(relevance) + 1, device=relevance.device)  # (n)
    return ((2**relevance - 1) / (place + 1).log2()).sum()  # ()


@checked
def normalised_gain(relevance: NonNegative[Tensor, "n"]) -> Float[Tensor, ""]:
    r"""The worth of a ranking, as a share of that of the best ranking of the same results.

    Names:
        normalised discounted cumulative gain, normalized discounted cumulative gain; 归一化折损累计增益; nDCG

    Args:
        relevance: of each result, best ranked first, not all 0.

    Returns:
        From 0 to 1, which is the best ranking.

    Raises:
        ValueError: if a relevance is negative.

    Conventions:
        gain: 2^r - 1 | r

    Source:
        Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques, 2002.
    """
    return discounted_gain(relevance) / discounted_gain(relevance.sort(descending=True).values)  # ()
