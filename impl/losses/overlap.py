"""How much two sets of points, or two boxes, have in common."""

import torch
from jaxtyping import Float
from torch import Tensor

from impl.checked import checked
from impl.domains import Binary, NonNegative, Probability


@checked
def dice_loss(
    y: Binary[Tensor, "n"], p: Probability[Tensor, "n"], smooth: NonNegative[float, ""] = 1.0
) -> Float[Tensor, ""]:
    r"""One minus twice the overlap over the sum of both sizes: small parts count as much as large ones.

    Formula:
        $$ L = 1 - \frac{2 \sum_{i=1}^n y_i p_i + s}{\sum_{i=1}^n y_i + \sum_{i=1}^n p_i + s} $$
        $$ s = \text{smooth} $$

    Names:
        Dice loss, soft Dice loss; Dice 损失, 骰子损失

    Args:
        y: which points belong.
        p: probability that each does.
        smooth: added above and below, so that two empty sets agree.

    Returns:
        0 if they are the same set, nearly 1 if they have nothing in common.

    Raises:
        ValueError: if the shapes differ or a value is outside [0, 1].

    Conventions:
        size: sums | sums of squares
        smooth: 1 | a tiny number | 0

    Source:
        Milletari, Navab and Ahmadi, V-Net, 2016.
    """
    return 1 - (2 * y @ p + smooth) / (y.sum() + p.sum() + smooth)  # ()


def box_iou(a: Float[Tensor, "4"], b: Float[Tensor, "4"]) -> Float[Tensor, ""]:
    r"""The area that two boxes share over the area that they cover together.

    Boxes are given by two corners: left, top, right, bottom.

    Names:
        intersection over union, Jaccard index; 交并比; IoU

    Args:
        a: one box.
        b: the other.

    Returns:
        From 0, nothing in common, to 1, the same box.

    Conventions:
        box: two corners | a corner and its sides | centre and sides

    Source:
        Everingham et al., The PASCAL Visual Object Classes Challenge, 2010, section 4.2.
    """
    sides = torch.minimum(a[2:], b[2:]) - torch.maximum(a[:2], b[:2])  # (2)
    shared = sides.clamp(min=0).prod()  # ()
    both = (a[2:] - a[:2]).prod() + (b[2:] - b[:2]).prod()  # ()
    return shared / (both - shared)  # ()
