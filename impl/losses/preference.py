"""Losses that learn from preferences and from advantages: reward models, DPO, PPO."""

import torch
from jaxtyping import Float
from torch import Tensor
from torch.nn.functional import logsigmoid

from impl.checked import checked
from impl.domains import Positive


@checked
def preference_loss(
    chosen: Float[Tensor, "*batch"], rejected: Float[Tensor, "*batch"]
) -> Float[Tensor, "*batch"]:
    r"""What a reward model pays for not telling the better answer from the worse one.

    Formula:
        $$ L = -\log \sigma(w - l) $$
        $$ w = \text{chosen} $$
        $$ l = \text{rejected} $$

    Names:
        preference loss, reward model loss, Bradley-Terry loss, pairwise ranking loss; 偏好损失, 奖励模型损失

    Args:
        chosen: reward of the answer that was preferred.
        rejected: reward of the other.

    Returns:
        One loss for each pair, in nats, at least 0; log 2 where the rewards are equal.

    Raises:
        ValueError: if the shapes differ.

    Conventions:
        reduction: none | mean over the batch

    Source:
        Ouyang et al., Training Language Models to Follow Instructions with Human Feedback, 2022, equation 1.
    """
    return -logsigmoid(chosen - rejected)  # (*batch)


@checked
def dpo_loss(
    chosen: Float[Tensor, "*batch"],
    rejected: Float[Tensor, "*batch"],
    reference_chosen: Float[Tensor, "*batch"],
    reference_rejected: Float[Tensor, "*batch"],
    beta: Positive[float, ""] = 0.1,
) -> Float[Tensor, "*batch"]:
    r"""Prefer the better answer by more than a reference model does, without a reward model.

    Formula:
        $$ L = -\log \sigma(\beta ((w - u) - (l - v))) $$
        $$ w = \text{chosen} $$
        $$ l = \text{rejected} $$
        $$ u = \text{reference\_chosen} $$
        $$ v = \text{reference\_rejected} $$

    Names:
        DPO loss, direct preference optimization loss; 直接偏好优化损失, DPO 损失; DPO

    Args:
        chosen: log probability of the preferred answer.
        rejected: log probability of the other.
        reference_chosen: log probability of the preferred answer by the reference model.
        reference_rejected: log probability of the other by the reference model.
        beta: how strongly the reference binds.

    Returns:
        One loss for each pair, in nats, at least 0.

    Raises:
        ValueError: if the shapes differ or beta is not positive.

    Conventions:
        reduction: none | mean over the batch

    Source:
        Rafailov et al., Direct Preference Optimization, 2023, equation 7.
    """
    margin = (chosen - reference_chosen) - (rejected - reference_rejected)  # (*batch)
    return -logsigmoid(beta * margin)  # (*batch)


@checked
def ppo_loss(
    log_p: Float[Tensor, "*batch"],
    old_log_p: Float[Tensor, "*batch"],
    advantage: Float[Tensor, "*batch"],
    eps: Positive[float, ""] = 0.2,
) -> Float[Tensor, "*batch"]:
    r"""Make good actions likelier, but gain nothing by moving far from the policy that acted.

    Formula:
        $$ L = -\min(\rho A, \min(\max(\rho, 1 - \epsilon), 1 + \epsilon) A) $$
        $$ \rho = \exp(a - b) $$
        $$ A = \text{advantage} $$
        $$ a = \text{log\_p} $$
        $$ b = \text{old\_log\_p} $$

    Names:
        PPO loss, clipped surrogate objective, PPO policy loss, PPO clip loss; PPO 损失, 截断的代理目标; PPO

    Args:
        log_p: log probability of the action.
        old_log_p: its log probability when it was taken.
        advantage: by how much the action was better than expected.
        eps: how far the ratio of probabilities may count.

    Returns:
        One loss for each action: minus the objective.

    Raises:
        ValueError: if the shapes differ or eps is not positive.

    Conventions:
        sign: a loss, to be minimised | an objective, to be maximised
        reduction: none | mean over the batch

    Source:
        Schulman et al., Proximal Policy Optimization Algorithms, 2017, equation 7.
    """
    ratio = (log_p - old_log_p).exp()  # (*batch)
    return -torch.minimum(ratio * advantage, ratio.clamp(1 - eps, 1 + eps) * advantage)  # (*batch)
