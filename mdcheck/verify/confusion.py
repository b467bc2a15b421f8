"""The truth table of a binary classifier: which outcome a description means, and what a rate comes to."""

from collections.abc import Iterable
from fractions import Fraction

from mdcheck.claims.conditions import Condition
from mdcheck.claims.lexicon.confusion import CELLS, RATIOS

SAMPLE = {"TP": 30, "FP": 10, "FN": 20, "TN": 40}
"""A confusion matrix on which all rates differ."""


def holds(condition: Condition, cell: str) -> bool:
    """Whether a condition is true of the samples in a cell of the confusion matrix."""
    predicted, actual = CELLS[cell]
    match condition.aspect:
        case "predicted":
            return predicted == condition.value
        case "actual":
            return actual == condition.value
        case "correct":
            return (predicted == actual) == condition.value


def described(conditions: Iterable[Condition]) -> frozenset[str]:
    """The cells of which all conditions are true."""
    known = tuple(conditions)
    return frozenset(cell for cell in CELLS if all(holds(condition, cell) for condition in known))


def share(counted: Iterable[str], among: Iterable[str]) -> Fraction:
    """The share of some cells among others in the sample matrix."""
    return Fraction(sum(SAMPLE[cell] for cell in counted), sum(SAMPLE[cell] for cell in among))


def rate(name: str) -> Fraction:
    """A rate's value on the sample matrix."""
    counted, among = RATIOS[name]
    return share((counted,), among)


def cell_words(cell: str) -> str:
    """A cell in words: ``predicted positive, actually negative``."""
    predicted, actual = (("negative", "positive")[value] for value in CELLS[cell])
    return f"predicted {predicted}, actually {actual}"
