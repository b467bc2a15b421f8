"""Distillation: a small network learns from what a large one says, not only from the labels."""

import torch
from jaxtyping import Float
from torch import Tensor

from impl.checked import checked
from impl.domains import Labels, Logits, Positive, Probability


@checked
def soft_target_loss(
    s: Logits[Tensor, "*batch n"], t: Logits[Tensor, "*batch n"], T: Positive[float, ""] = 1.0
) -> Float[Tensor, "*batch"]:
    r"""How far the student's softened distribution is from the teacher's, scaled to keep its gradients' size.

    Formula:
        $$ L = T^2 \sum_{i=1}^n p_i \log \frac{p_i}{q_i} $$
        $$ p = \operatorname{softmax}(t / T) $$
        $$ q = \operatorname{softmax}(s / T) $$

    Names:
        soft-target loss, distillation with temperature; 软标签损失, 软目标损失

    Args:
        s: logits of the student.
        t: logits of the teacher.
        T: temperature; the higher, the more the small probabilities of the teacher tell.

    Returns:
        One loss for each item, in nats, at least 0.

    Raises:
        ValueError: if the shapes differ or T is not positive.

    Conventions:
        scale: T^2 | 1
        divergence: KL | cross entropy, which has the same gradients
        reduction: none | mean over the batch

    Source:
        Hinton, Vinyals and Dean, Distilling the Knowledge in a Neural Network, 2015.
    """
    log_p = torch.log_softmax(t / T, -1)  # (*batch, n)
    log_q = torch.log_softmax(s / T, -1)  # (*batch, n)
    return T**2 * (log_p.exp() * (log_p - log_q)).sum(-1)  # (*batch)


@checked
def distillation_loss(
    s: Logits[Tensor, "*batch n"],
    t: Logits[Tensor, "*batch n"],
    y: Labels[Tensor, "*batch", "n"],
    T: Positive[float, ""] = 2.0,
    alpha: Probability[float, ""] = 0.5,
) -> Float[Tensor, "*batch"]:
    r"""Learn from the teacher with weight alpha, from the labels with the rest.

    Formula:
        $$ L = \alpha T^2 \sum_{i=1}^n p_i \log \frac{p_i}{q_i}
            - (1 - \alpha) \log \operatorname{softmax}(s)_y $$
        $$ p = \operatorname{softmax}(t / T) $$
        $$ q = \operatorname{softmax}(s / T) $$

    Names:
        knowledge distillation loss, knowledge distillation; 知识蒸馏损失, 蒸馏损失, 知识蒸馏; KD

    Args:
        s: logits of the student.
        t: logits of the teacher.
        y: the true class.
        T: temperature of the first term; the labels' term has none.
        alpha: weight of the teacher.

    Returns:
        One loss for each item, in nats.

    Raises:
        ValueError: if the shapes do not fit, T is not positive, alpha is outside [0, 1] or y is not below n.

    Conventions:
        alpha_weighs: the teacher | the labels
        scale: T^2 | 1
        reduction: none | mean over the batch

    Source:
        Hinton, Vinyals and Dean, Distilling the Knowledge in a Neural Network, 2015.
    """
    hard = -torch.log_softmax(s, -1).gather(-1, y[..., None])[..., 0]  # (*batch)
    return alpha * soft_target_loss(s, t, T) + (1 - alpha) * hard  # (*batch)
