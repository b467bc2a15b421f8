"""Losses: one number for each sample, from a prediction and the truth; risks over many."""

from impl.losses.entropy import (
    binary_cross_entropy,
    binary_cross_entropy_with_logits,
    cross_entropy_from_logits,
    cross_entropy_from_probabilities,
    focal_loss,
    log_loss,
    negative_log_likelihood,
    weighted_log,
)
from impl.losses.gaussian import gaussian_kl
from impl.losses.generative import (
    discriminator_loss,
    discriminator_loss_with_logits,
    generator_loss,
    generator_loss_with_logits,
    reparameterised,
    vae_loss,
)
from impl.losses.language import next_token_loss
from impl.losses.margin import (
    exponential_loss,
    hinge_loss,
    logistic_loss,
    perceptron_loss,
    soft_margin_svm_objective,
)
from impl.losses.overlap import box_iou, dice_loss
from impl.losses.preference import dpo_loss, ppo_loss, preference_loss
from impl.losses.reduction import Reduction, reduced
from impl.losses.regression import absolute_loss, huber_loss, squared_loss
from impl.losses.risk import empirical_risk, structural_risk
from impl.losses.smoothing import label_smoothing_loss, smoothed_labels
from impl.losses.zero_one import zero_one_loss

__all__ = [
    "Reduction",
    "absolute_loss",
    "binary_cross_entropy",
    "binary_cross_entropy_with_logits",
    "box_iou",
    "cross_entropy_from_logits",
    "cross_entropy_from_probabilities",
    "dice_loss",
    "discriminator_loss",
    "discriminator_loss_with_logits",
    "dpo_loss",
    "empirical_risk",
    "exponential_loss",
    "focal_loss",
    "gaussian_kl",
    "generator_loss",
    "generator_loss_with_logits",
    "hinge_loss",
    "huber_loss",
    "label_smoothing_loss",
    "log_loss",
    "logistic_loss",
    "negative_log_likelihood",
    "next_token_loss",
    "perceptron_loss",
    "ppo_loss",
    "preference_loss",
    "reduced",
    "reparameterised",
    "smoothed_labels",
    "soft_margin_svm_objective",
    "squared_loss",
    "structural_risk",
    "vae_loss",
    "weighted_log",
    "zero_one_loss",
]
