"""Metrics: counts of right and wrong predictions, rankings by score, perplexity."""

from impl.metrics.confusion import (
    Confusion,
    accuracy,
    confusion_counts,
    confusion_matrix,
    f1,
    f_beta,
    false_positive_rate,
    precision,
    recall,
    specificity,
)
from impl.metrics.perplexity import perplexity, perplexity_from_logits
from impl.metrics.ranking import (
    Curve,
    area_under_curve,
    auc_by_pairs,
    auc_by_ranks,
    average_precision,
    gini,
    kolmogorov_smirnov,
    precision_recall_curve,
    roc_curve,
)

__all__ = [
    "Confusion",
    "Curve",
    "accuracy",
    "area_under_curve",
    "auc_by_pairs",
    "auc_by_ranks",
    "average_precision",
    "confusion_counts",
    "confusion_matrix",
    "f1",
    "f_beta",
    "false_positive_rate",
    "gini",
    "kolmogorov_smirnov",
    "perplexity",
    "perplexity_from_logits",
    "precision",
    "precision_recall_curve",
    "recall",
    "roc_curve",
    "specificity",
]
