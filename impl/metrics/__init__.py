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
from impl.metrics.gain import discounted_gain, normalised_gain
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
from impl.metrics.regression import mean_absolute_percentage_error, r_squared, root_mean_squared_error

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
    "discounted_gain",
    "f1",
    "f_beta",
    "false_positive_rate",
    "gini",
    "kolmogorov_smirnov",
    "mean_absolute_percentage_error",
    "normalised_gain",
    "perplexity",
    "perplexity_from_logits",
    "precision",
    "precision_recall_curve",
    "r_squared",
    "recall",
    "roc_curve",
    "root_mean_squared_error",
    "specificity",
]
