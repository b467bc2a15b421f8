"""Distances between normal distributions in closed form."""

from jaxtyping import Float
from torch import Tensor

from impl.checked import checked


@checked
def gaussian_kl(
    mu: Float[Tensor, "*batch d"], log_variance: Float[Tensor, "*batch d"]
) -> Float[Tensor, "*batch"]:
    r"""Relative entropy of independent normal variables to standard ones: what a VAE pays for its code.

    Formula:
        $$ D = -\frac{1}{2} \sum_{j=1}^d (1 + s_j - \mu_j^2 - \exp(s_j)) $$
        $$ s_j = \text{log\_variance}_j $$

    Names:
        Gaussian KL divergence, VAE KL loss, KL loss; 高斯分布的 KL 散度, 变分自编码器的 KL 损失

    Args:
        mu: means.
        log_variance: logarithms of the variances.

    Returns:
        At least 0 nats for each sample; 0 for standard normal variables.

    Raises:
        ValueError: if the shapes differ.

    Conventions:
        reduction: over the features alone | over the samples, too

    Source:
        Kingma and Welling, Auto-Encoding Variational Bayes, 2014, appendix B.
    """
    return -0.5 * (1 + log_variance - mu**2 - log_variance.exp()).sum(-1)  # (*batch)
