"""Learning rates that change while a model trains; steps are counted from 0."""

from math import cos, pi

from impl.checked import checked
from impl.domains import NonNegative, Positive, Probability


@checked
def cosine_annealing(
    t: NonNegative[int, ""],
    total: Positive[int, ""],
    eta_max: Positive[float, ""],
    eta_min: NonNegative[float, ""] = 0.0,
) -> float:
    r"""Go down from the highest rate to the lowest along half a wave.

    Formula:
        $$ \eta = \eta_{min} + \frac{1}{2} (\eta_{max} - \eta_{min}) (1 + \cos(\frac{\pi t}{\text{total}})) $$

    Names:
        cosine annealing, cosine schedule, cosine decay, cosine learning rate; 余弦退火, 余弦学习率衰减

    Args:
        t: steps made.
        total: steps in all.
        eta_max: rate at the first step.
        eta_min: rate at the last.

    Returns:
        The rate at step t.

    Raises:
        ValueError: if an argument is negative, or total or eta_max is 0.

    Conventions:
        after the last step: goes on along the wave | stays at the lowest rate

    Source:
        Loshchilov and Hutter, SGDR: Stochastic Gradient Descent with Warm Restarts, 2017.
    """
    return eta_min + 0.5 * (eta_max - eta_min) * (1 + cos(pi * t / total))


@checked
def step_decay(
    t: NonNegative[int, ""],
    eta: Positive[float, ""],
    gamma: Probability[float, ""],
    every: Positive[int, ""],
) -> float:
    r"""Multiply the rate by a factor every so many steps.

    Formula:
        $$ \eta_t = \eta \gamma^{\lfloor t / \text{every} \rfloor} $$

    Names:
        step decay, step learning rate, step schedule; 阶梯衰减, 分段常数衰减; StepLR

    Args:
        t: steps made.
        eta: rate at first.
        gamma: the factor.
        every: steps between two decreases.

    Returns:
        The rate at step t.

    Raises:
        ValueError: if an argument is out of its range.

    Conventions:
        none

    Source:
        Goodfellow, Bengio and Courville, Deep Learning, 2016, section 8.3.1.
    """
    return float(eta * gamma ** (t // every))


@checked
def exponential_decay(
    t: NonNegative[int, ""], eta: Positive[float, ""], gamma: Probability[float, ""]
) -> float:
    r"""Multiply the rate by a factor at each step.

    Formula:
        $$ \eta_t = \eta \gamma^t $$

    Names:
        exponential decay, exponential learning rate decay; 指数衰减, 学习率指数衰减

    Args:
        t: steps made.
        eta: rate at first.
        gamma: the factor.

    Returns:
        The rate at step t.

    Raises:
        ValueError: if an argument is out of its range.

    Conventions:
        decay: a factor for each step | the exponential of minus a constant times t

    Source:
        Goodfellow, Bengio and Courville, Deep Learning, 2016, section 8.3.1.
    """
    return float(eta * gamma**t)


@checked
def linear_warmup(t: NonNegative[int, ""], warmup: Positive[int, ""], eta_max: Positive[float, ""]) -> float:
    r"""Rise from 0 to the highest rate in so many steps, and stay there.

    Formula:
        $$ \eta = \eta_{max} \min(1, \frac{t}{\text{warmup}}) $$

    Names:
        linear warmup, learning rate warmup, warmup; 线性预热, 学习率预热

    Args:
        t: steps made.
        warmup: steps until the highest rate.
        eta_max: the highest rate.

    Returns:
        The rate at step t.

    Raises:
        ValueError: if an argument is negative, or warmup or eta_max is 0.

    Conventions:
        first step: rate 0 | one step above 0

    Source:
        Goyal et al., Accurate, Large Minibatch SGD, 2017, section 2.2.
    """
    return eta_max * min(1.0, t / warmup)
