"""Counts of a confusion matrix and the measures made of them: known quantities with a canonical value each.

Source: Fawcett, "An introduction to ROC analysis", 2006; van Rijsbergen, "Information Retrieval", 1979.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction

COUNTS = ("TP", "FP", "FN", "TN")

Measure = Callable[[Fraction, Fraction, Fraction, Fraction], Fraction]

# Each measure as a function of TP, FP, FN, TN, with the names that notes write for it.
MEASURES: Mapping[str, tuple[Measure, tuple[str, ...]]] = {
    "precision": (
        lambda tp, fp, fn, tn: tp / (tp + fp),
        ("Precision", "precision", "PPV", "查准率", "精确率", "精准率"),
    ),
    "recall": (
        lambda tp, fp, fn, tn: tp / (tp + fn),
        (
            "Recall",
            "recall",
            "TPR",
            "Sensitivity",
            "sensitivity",
            "召回率",
            "查全率",
            "灵敏度",
            "真正率",
            "真阳性率",
        ),
    ),
    "fpr": (
        lambda tp, fp, fn, tn: fp / (fp + tn),
        ("FPR", "假正率", "假阳性率", "fallout", "FalsePositiveRate"),
    ),
    "specificity": (
        lambda tp, fp, fn, tn: tn / (tn + fp),
        ("Specificity", "specificity", "TNR", "特异度", "特异性"),
    ),
    "fnr": (lambda tp, fp, fn, tn: fn / (tp + fn), ("FNR", "漏报率", "假阴性率", "MissRate")),
    "npv": (lambda tp, fp, fn, tn: tn / (tn + fn), ("NPV",)),
    "fdr": (lambda tp, fp, fn, tn: fp / (tp + fp), ("FDR",)),
    "accuracy": (
        lambda tp, fp, fn, tn: (tp + tn) / (tp + fp + fn + tn),
        ("Accuracy", "accuracy", "ACC", "Acc", "acc", "准确率", "正确率"),
    ),
    "error rate": (lambda tp, fp, fn, tn: (fp + fn) / (tp + fp + fn + tn), ("ErrorRate", "错误率")),
    "f1": (
        lambda tp, fp, fn, tn: 2 * tp / (2 * tp + fp + fn),
        ("F1", "F_1", "F1Score", "F1-score", "F1 Score", "F1值", "F1score"),
    ),
    "balanced accuracy": (
        lambda tp, fp, fn, tn: (tp / (tp + fn) + tn / (tn + fp)) / 2,
        ("BalancedAccuracy", "BACC"),
    ),
}

WRITTEN = {name: head for head, (_, names) in MEASURES.items() for name in names}
