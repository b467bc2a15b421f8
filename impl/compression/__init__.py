"""Compression: distillation, pruning, quantisation, and ALBERT's shared and factorized parameters."""

from impl.compression.albert import FactorizedEmbedding, SharedLayers, embedding_parameters
from impl.compression.distillation import distillation_loss, soft_target_loss
from impl.compression.pruning import magnitude_mask, magnitude_prune
from impl.compression.quantisation import Quantised, dequantise, quantise_affine, quantise_symmetric

__all__ = [
    "FactorizedEmbedding",
    "Quantised",
    "SharedLayers",
    "dequantise",
    "distillation_loss",
    "embedding_parameters",
    "magnitude_mask",
    "magnitude_prune",
    "quantise_affine",
    "quantise_symmetric",
    "soft_target_loss",
]
