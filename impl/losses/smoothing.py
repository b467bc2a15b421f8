"""Targets that leave some room for doubt, and the loss against them."""

from jaxtyping import Float
from torch import Tensor

from impl.checked import checked
from impl.domains import Distribution, Labels, Logits, OneHot, Probability
from impl.losses.reduction import Reduction, reduced


@checked
def smoothed_labels(
    y: OneHot[Tensor, "*batch c"], eps: Probability[float, ""] = 0.1
) -> Distribution[Tensor, "*batch c"]:
    r"""Take a share of certainty away from the true class and spread it over all of them.

    Formula:
        $$ q_k = (1 - \epsilon) y_k + \frac{\epsilon}{c} $$

    Names:
        label smoothing, smoothed labels, smooth labels; 标签平滑, 平滑标签

    Args:
        y: the true class as a one-hot row.
        eps: the share that is spread.

    Returns:
        A distribution over the classes.

    Raises:
        ValueError: if a row is not one-hot or eps is outside [0, 1].

    Conventions:
        spread: over all classes | over the wrong classes alone

    Source:
        Szegedy et al., Rethinking the Inception Architecture, 2016, section 7.
    """
    return (1 - eps) * y + eps / y.shape[-1]  # (*batch, c)


@checked
def label_smoothing_loss(
    z: Logits[Tensor, "*batch c"],
    y: Labels[Tensor, "*batch", "c"],
    eps: Probability[float, ""] = 0.1,
    reduction: Reduction = "none",
) -> Float[Tensor, "*batch"]:
    r"""Cross entropy against labels that were smoothed.

    Formula:
        $$ L = -(1 - \epsilon) \ell_y - \frac{\epsilon}{c} \sum_{k=1}^{c} \ell_k $$
        $$ \ell_k = \log \frac{\exp(z_k)}{\sum_{j=1}^{c} \exp(z_j)} $$

    Names:
        label smoothing cross entropy, label smoothing loss; 标签平滑交叉熵, 标签平滑损失

    Args:
        z: logits.
        y: the true class.
        eps: the share of certainty that is spread over all classes.
        reduction: over the samples.

    Returns:
        One loss for each sample, or their mean or sum.

    Raises:
        ValueError: if y is no class, eps is outside [0, 1], or the reduction is unknown.

    Conventions:
        spread: over all classes | over the wrong classes alone
        reduction: none | mean | sum

    Source:
        Szegedy et al., Rethinking the Inception Architecture, 2016, section 7.
    """
    ell = z.log_softmax(-1)  # (*batch, c)
    true = ell.gather(-1, y[..., None].long())[..., 0]  # (*batch)
    return reduced(-(1 - eps) * true - eps * ell.mean(-1), reduction)
