"""From tries of a property to a verdict: one clear failure refutes, only failures by rounding support."""

from collections.abc import Iterable

import numpy as np

from mdcheck.model.verdict import Proved, Refuted, Supported, Undecided, Verdict, Witness
from mdcheck.verify.concept_domains import Array
from mdcheck.verify.concept_values import EXACT
from mdcheck.verify.properties import Trial

FALSE = 1e-3
"""A property fails where it is missed by more than this, or by far more than the concept's own error."""
PRINTED = 100
"""So many failures are compared by how long their inputs are; printing takes time."""


def everywhere(tries: Iterable[Trial], *, slack: float = EXACT) -> Verdict:
    """The verdict on a property that is claimed of all inputs."""
    tried = list(tries)
    worst = [trial for trial in tried if trial.excess > max(FALSE, 30 * slack)]
    if worst:
        plainest = min(worst[:PRINTED], key=lambda trial: sum(len(shown(array)) for array in trial.inputs))
        return Refuted(_witness(plainest), by="sampling")
    if not tried or any(trial.excess > slack for trial in tried):
        return Undecided("precision", "too close to tell")
    return Supported(len(tried), slack)


def denied(verdict: Verdict) -> Verdict:
    """The verdict on the contrary: what fails somewhere does not hold everywhere."""
    match verdict:
        case Refuted():
            return Proved("counterexample")
        case Supported(points=points):
            return Refuted(Witness({}, "claimed to fail", f"holds at all of {points} points"), by="sampling")
        case _:
            return verdict


def _witness(trial: Trial) -> Witness:
    names = ("x", "y", "z", "w")
    values = {name: shown(array) for name, array in zip(names, trial.inputs, strict=False)}
    return Witness(values, f"{trial.left:.6g}", f"{trial.right:.6g}")


def shown(array: Array) -> str:
    """An input as a reader would write it."""
    return np.array2string(np.asarray(array), precision=3, separator=", ", threshold=12).replace("\n", "")
