"""Optimizers as plain steps: parameters, gradient and state in, parameters and state out."""

from impl.optimizers.adadelta import AdaDeltaState, adadelta
from impl.optimizers.adagrad import AdaGradState, adagrad
from impl.optimizers.adam import AdamState, adam, adam_l2, adamw
from impl.optimizers.average import moving_average
from impl.optimizers.clipping import clip_by_norm, clip_by_value
from impl.optimizers.gradient_descent import (
    batch_gradient_descent,
    gradient_descent,
    minibatch_gradient_descent,
    minibatches,
    stochastic_gradient_descent,
)
from impl.optimizers.momentum import MomentumState, momentum, momentum_average, momentum_classical
from impl.optimizers.nadam import NadamState, nadam, nadam_constant
from impl.optimizers.nesterov import nesterov, nesterov_lookahead
from impl.optimizers.rmsprop import RMSPropState, rmsprop

__all__ = [
    "AdaDeltaState",
    "AdaGradState",
    "AdamState",
    "MomentumState",
    "NadamState",
    "RMSPropState",
    "adadelta",
    "adagrad",
    "adam",
    "adam_l2",
    "adamw",
    "batch_gradient_descent",
    "clip_by_norm",
    "clip_by_value",
    "gradient_descent",
    "minibatch_gradient_descent",
    "minibatches",
    "momentum",
    "momentum_average",
    "momentum_classical",
    "moving_average",
    "nadam",
    "nadam_constant",
    "nesterov",
    "nesterov_lookahead",
    "rmsprop",
    "stochastic_gradient_descent",
]
