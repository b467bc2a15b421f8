"""Losses of models that generate: the two sides of a GAN, and the variational autoencoder."""

import torch
from jaxtyping import Float
from torch import Tensor
from torch.nn.functional import softplus

from impl.checked import checked
from impl.domains import Logits, Probability
from impl.losses.gaussian import gaussian_kl


@checked
def discriminator_loss(
    real: Probability[Tensor, "*batch"], fake: Probability[Tensor, "*batch"]
) -> Float[Tensor, "*batch"]:
    r"""What a discriminator pays for doubting what is real and for believing what is made.

    Formula:
        $$ L = -\log r - \log (1 - f) $$
        $$ r = \text{real} $$
        $$ f = \text{fake} $$

    Names:
        discriminator loss, GAN discriminator loss; 判别器损失; D loss

    Args:
        real: probability, by the discriminator, that a real sample is real.
        fake: probability, by the discriminator, that a generated sample is real.

    Returns:
        One loss for each pair, in nats, at least 0; 2 log 2 where it cannot tell.

    Raises:
        ValueError: if the shapes differ or a value is outside [0, 1].

    Conventions:
        scale: sum of both halves | mean of both halves
        reduction: none | mean over the batch

    Source:
        Goodfellow et al., Generative Adversarial Nets, 2014, equation 1.
    """
    return -real.log() - torch.log1p(-fake)  # (*batch)


@checked
def discriminator_loss_with_logits(
    real: Logits[Tensor, "*batch"], fake: Logits[Tensor, "*batch"]
) -> Float[Tensor, "*batch"]:
    r"""The loss of a discriminator that returns logits.

    Formula:
        $$ L = -\log \sigma(r) - \log (1 - \sigma(f)) $$
        $$ r = \text{real} $$
        $$ f = \text{fake} $$

    Names:
        discriminator loss with logits, discriminator loss from logits; 由 logits 计算的判别器损失

    Args:
        real: logits, by the discriminator, of real samples.
        fake: logits, by the discriminator, of generated samples.

    Returns:
        One loss for each pair, in nats, at least 0.

    Raises:
        ValueError: if the shapes differ.

    Conventions:
        scale: sum of both halves | mean of both halves
        reduction: none | mean over the batch

    Source:
        Goodfellow et al., Generative Adversarial Nets, 2014, equation 1.
    """
    return softplus(-real) + softplus(fake)  # (*batch)


@checked
def generator_loss(fake: Probability[Tensor, "*batch"]) -> Float[Tensor, "*batch"]:
    r"""What a generator pays for samples that the discriminator does not believe.

    Formula:
        $$ L = -\log f $$
        $$ f = \text{fake} $$

    Names:
        generator loss, non-saturating generator loss, GAN generator loss; 生成器损失; G loss

    Args:
        fake: probability, by the discriminator, that a generated sample is real.

    Returns:
        One loss for each sample, in nats, at least 0.

    Raises:
        ValueError: if a value is outside [0, 1].

    Conventions:
        objective: not saturating | minimax, log(1 - fake)
        reduction: none | mean over the batch

    Source:
        Goodfellow et al., Generative Adversarial Nets, 2014, section 3.
    """
    return -fake.log()  # (*batch)


@checked
def generator_loss_with_logits(fake: Logits[Tensor, "*batch"]) -> Float[Tensor, "*batch"]:
    r"""The loss of a generator whose discriminator returns logits.

    Formula:
        $$ L = -\log \sigma(f) $$
        $$ f = \text{fake} $$

    Names:
        generator loss with logits, generator loss from logits; 由 logits 计算的生成器损失

    Args:
        fake: logits, by the discriminator, of generated samples.

    Returns:
        One loss for each sample, in nats, at least 0.

    Conventions:
        objective: not saturating | minimax, log(1 - fake)
        reduction: none | mean over the batch

    Source:
        Goodfellow et al., Generative Adversarial Nets, 2014, section 3.
    """
    return softplus(-fake)  # (*batch)


@checked
def reparameterised(
    mu: Float[Tensor, "*batch d"], log_variance: Float[Tensor, "*batch d"], noise: Float[Tensor, "*batch d"]
) -> Float[Tensor, "*batch d"]:
    r"""A sample of a normal distribution as a function of its parameters, so that gradients reach them.

    Formula:
        $$ z_j = \mu_j + \exp(s_j / 2) \epsilon_j $$
        $$ s_j = \text{log\_variance}_j $$
        $$ \epsilon_j = \text{noise}_j $$

    Names:
        reparameterisation, reparameterization trick, reparametrization trick; 重参数化, 重参数化技巧

    Args:
        mu: means.
        log_variance: logarithms of the variances.
        noise: standard normal values.

    Returns:
        One sample each.

    Raises:
        ValueError: if the shapes differ.

    Conventions:
        spread: logarithm of the variance | standard deviation

    Source:
        Kingma and Welling, Auto-Encoding Variational Bayes, 2014, section 2.4.
    """
    return mu + (log_variance / 2).exp() * noise  # (*batch, d)


@checked
def vae_loss(
    x: Probability[Tensor, "*batch n"],
    x_hat: Probability[Tensor, "*batch n"],
    mu: Float[Tensor, "*batch d"],
    log_variance: Float[Tensor, "*batch d"],
) -> Float[Tensor, "*batch"]:
    r"""The negative evidence lower bound: what reconstruction costs, and what the code costs.

    Formula:
        $$ L = -\sum_{i=1}^n (x_i \log \hat{x}_i + (1 - x_i) \log (1 - \hat{x}_i))
            - \frac{1}{2} \sum_{j=1}^d (1 + s_j - \mu_j^2 - \exp(s_j)) $$
        $$ s_j = \text{log\_variance}_j $$

    Names:
        VAE loss, negative ELBO, variational autoencoder loss; 变分自编码器损失, VAE 损失

    Args:
        x: what was encoded, between 0 and 1.
        x_hat: what was decoded.
        mu: means of the code.
        log_variance: logarithms of the variances of the code.

    Returns:
        One loss for each sample, in nats.

    Raises:
        ValueError: if the shapes do not fit or x or x_hat is outside [0, 1].

    Conventions:
        reconstruction: binary cross entropy | squared error
        reduction: sum over the features | mean

    Source:
        Kingma and Welling, Auto-Encoding Variational Bayes, 2014, equation 10.
    """
    reconstruction = -(x * x_hat.log() + (1 - x) * (1 - x_hat).log()).sum(-1)  # (*batch)
    return reconstruction + gaussian_kl(mu, log_variance)  # (*batch)
