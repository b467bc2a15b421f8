"""Decide what layers do in training and at inference, by running them in both modes."""

from collections.abc import Callable, Mapping

import numpy as np

from mdcheck.claims.lexicon.modes import MODES
from mdcheck.claims.statements import Statement
from mdcheck.claims.terms import Named
from mdcheck.model.verdict import Refuted, Supported, Verdict, Witness
from mdcheck.records import dataclass
from mdcheck.verify.concept_domains import Array
from mdcheck.verify.trials import shown

_RATE = 0.5
_RUNNING_MEAN, _RUNNING_DEVIATION = 0.25, 1.5
_OTHER = {"training": "inference", "inference": "training"}
_RUNS = 20

Run = Callable[[Array, bool, "np.random.Generator"], Array]
"""A layer: a batch of samples, whether it is training, and where it draws from."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer in each reading of its name, and what can be said of it."""

    readings: tuple[Run, ...]
    said: frozenset[str]


def _inverted_dropout(x: Array, training: bool, rng: "np.random.Generator") -> Array:
    return x * (rng.random(x.shape) >= _RATE) / (1 - _RATE) if training else x


def _dropout(x: Array, training: bool, rng: "np.random.Generator") -> Array:
    """As first published: the weights shrink at inference (Srivastava et al., 2014)."""
    return x * (rng.random(x.shape) >= _RATE) if training else x * (1 - _RATE)


def _batch_norm(x: Array, training: bool, _: "np.random.Generator") -> Array:
    if training:
        return np.asarray((x - x.mean(0)) / x.std(0))
    return (x - _RUNNING_MEAN) / _RUNNING_DEVIATION


def _layer_norm(x: Array, _: bool, __: "np.random.Generator") -> Array:
    return np.asarray((x - x.mean(1, keepdims=True)) / x.std(1, keepdims=True))


def _rms_norm(x: Array, _: bool, __: "np.random.Generator") -> Array:
    return np.asarray(x / np.sqrt(np.mean(x**2, 1, keepdims=True)))


_SWITCHED = frozenset({"active", "identity", "random", "rescaled", "shrunk", "alike", "unlike"})
_NORMALIZING = frozenset({"over-batch", "running", "alike", "unlike"})

LAYERS: Mapping[str, Layer] = {
    "dropout": Layer((_inverted_dropout, _dropout), _SWITCHED),
    "inverted dropout": Layer((_inverted_dropout,), _SWITCHED),
    "batch normalization": Layer((_batch_norm,), _NORMALIZING),
    "layer normalization": Layer((_layer_norm,), _NORMALIZING),
    "rms normalization": Layer((_rms_norm,), _NORMALIZING),
}


def of_modes(said: Statement) -> bool:
    """Whether a statement is about a mode, or about both."""
    return bool(MODES & set(said.where)) or said.property in _SWITCHED | {"running"}


def judge_modes(said: Statement) -> Verdict | None:
    """The verdict on what a layer does in a mode; None where it has no meaning."""
    layer = LAYERS.get(said.subject.concept) if isinstance(said.subject, Named) else None
    if layer is None or said.property not in layer.said or len(said.where) != 1:
        return None
    mode, paired = said.where[0], said.property in ("alike", "unlike")
    if (mode == "both modes") != paired:
        return None
    verdicts = [_held(run, said, mode) for run in layer.readings]
    return next((one for one in verdicts if not isinstance(one, Refuted)), verdicts[0])


def _held(run: Run, said: Statement, mode: str) -> Verdict:
    holds = _does(run, said.property, mode) != said.negated
    if holds and said.only:
        holds = not _does(run, said.property, _OTHER[mode])
    if holds:
        return Supported(_RUNS, 0.0)
    batch = np.array([[1.0, 2.0, 4.0], [3.0, -1.0, 0.0]])
    outputs = [
        f"{shown(run(batch, training, np.random.default_rng(3))[0])} {name}"
        for training, name in ((True, "in training"), (False, "at inference"))
    ]
    return Refuted(Witness({"x": shown(batch[0])}, *outputs), by="run")


def _does(run: Run, name: str, mode: str) -> bool:
    """Whether a layer has a property in a mode, as seen on drawn batches."""
    training = mode == "training"
    for seed in range(_RUNS):
        x = np.random.default_rng(seed).normal(size=(4, 3)) * 2 + 1
        other = np.vstack([x[:1], x[1:] * 3 - 1])
        here, again, moved, switched = (
            run(given, now, np.random.default_rng(drawn))
            for given, now, drawn in (
                (x, training, seed),
                (x, training, seed + 1),
                (other, training, seed),
                (x, not training, seed),
            )
        )
        seen = {
            "active": not np.allclose(here, x),
            "identity": np.allclose(here, x),
            "random": not np.allclose(here, again),
            "rescaled": np.allclose(here[here != 0], x[here != 0] / (1 - _RATE)),
            "shrunk": np.allclose(here[here != 0], x[here != 0] * (1 - _RATE)),
            "over-batch": not np.allclose(here[0], moved[0]),
            "running": np.allclose(here[0], moved[0]),
            "alike": np.allclose(here, switched),
            "unlike": not np.allclose(here, switched),
        }
        if not seen[name]:
            return False
    return True
