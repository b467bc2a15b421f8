"""What actions come to: returns of an episode, and advantages over what was expected."""

import torch
from jaxtyping import Float
from torch import Tensor

from impl.checked import checked
from impl.domains import Probability


@checked
def discounted_returns(
    rewards: Float[Tensor, "n"], gamma: Probability[float, ""] = 0.99
) -> Float[Tensor, "n"]:
    r"""From each step on, the sum of the rewards, each worth less the later it comes.

    Formula:
        $$ G_t = \sum_{k=t}^n \gamma^{k - t} r_k $$
        $$ r_k = \text{rewards}_k $$

    Names:
        discounted returns, discounted rewards, returns, rewards-to-go; 折扣回报, 累积折扣奖励

    Args:
        rewards: the reward of each step of one episode.
        gamma: what a reward is worth one step later.

    Returns:
        One return for each step.

    Raises:
        ValueError: if rewards is not a vector or gamma is outside [0, 1].

    Conventions:
        scale: as they are | standardised

    Source:
        Sutton and Barto, Reinforcement Learning, 2018, equation 3.8.
    """
    returns = torch.empty_like(rewards)  # (n)
    following = rewards.new_zeros(())
    for t in range(len(rewards) - 1, -1, -1):
        following = rewards[t] + gamma * following  # ()
        returns[t] = following
    return returns  # (n)


@checked
def generalised_advantages(
    rewards: Float[Tensor, "n"],
    values: Float[Tensor, "n_and_one"],
    gamma: Probability[float, ""] = 0.99,
    lambda_: Probability[float, ""] = 0.95,
) -> Float[Tensor, "n"]:
    r"""Advantages as discounted sums of how much better each step was than its value.

    Formula:
        $$ A_t = \sum_{k=t}^n (\gamma \lambda)^{k - t} (r_k + \gamma v_{k+1} - v_k) $$
        $$ r_k = \text{rewards}_k $$
        $$ v_k = \text{values}_k $$

    Names:
        generalised advantage estimation, generalized advantage estimate; 广义优势估计; GAE

    Args:
        rewards: the reward of each step.
        values: the value of each state, and of the one after the last step.
        gamma: what a reward is worth one step later.
        lambda_: how far to look; 0 trusts the values alone, 1 the rewards alone.

    Returns:
        One advantage for each step.

    Raises:
        ValueError: if the lengths do not fit, or gamma or lambda is outside [0, 1].

    Conventions:
        values: with that of the last state | without, where the episode has ended

    Source:
        Schulman et al., High-Dimensional Continuous Control Using Generalized Advantage Estimation, 2016.
    """
    if len(values) != len(rewards) + 1:
        raise ValueError(f"there must be {len(rewards) + 1} values, one more than rewards, got {len(values)}")
    delta = rewards + gamma * values[1:] - values[:-1]  # (n)
    return discounted_returns(delta, gamma * lambda_)  # (n)
