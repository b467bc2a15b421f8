"""Contrastive learning: likeness, losses over pairs, triplets and batches, weak labels."""

from impl.contrastive.info_nce import clip_loss, info_nce, nt_xent
from impl.contrastive.margin import contrastive_loss
from impl.contrastive.similarity import alignment, cosine_similarity, normalised, triplet_loss, uniformity
from impl.contrastive.weakly_supervised import (
    connected_components,
    nearest_neighbour_graph,
    swapped_contrastive_loss,
    weak_labels,
    weakly_supervised_contrastive_loss,
    weighted_contrastive_loss,
)

__all__ = [
    "alignment",
    "clip_loss",
    "connected_components",
    "contrastive_loss",
    "cosine_similarity",
    "info_nce",
    "nearest_neighbour_graph",
    "normalised",
    "nt_xent",
    "swapped_contrastive_loss",
    "triplet_loss",
    "uniformity",
    "weak_labels",
    "weakly_supervised_contrastive_loss",
    "weighted_contrastive_loss",
]
