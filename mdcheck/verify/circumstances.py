"""What limits the inputs of a concept (``negative inputs``, ``equal distributions``), and changes of them."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from mdcheck.verify.concept_domains import Array, Domain, Inputs
from mdcheck.verify.concept_values import Concept
from mdcheck.verify.terms import read_number

_FAR = 1e9
"""Stands for infinity: as far out as the functions of a line are told apart from their limits."""

Map = Callable[[Inputs], Inputs]

_PROJECTIONS: Mapping[tuple[str, Domain], Map] = {
    ("equal", "distributions"): lambda f: (f[0], f[0]),
    ("equal", "vectors"): lambda f: (f[0], f[0]),
    ("uniform", "distribution"): lambda f: (np.full_like(f[0], 1 / f[0].size),),
    ("uniform", "distributions"): lambda f: (np.full_like(f[0], 1 / f[0].size), f[1]),
    ("one-hot", "distribution"): lambda f: (_one_hot(f[0]),),
    ("one-hot", "distributions"): lambda f: (_one_hot(f[0]), f[1]),
    ("apart", "vectors"): lambda f: tuple(np.eye(f[0].size)[:2]),
    ("<0", "line"): lambda f: (np.sort(-np.abs(f[0]) - 1e-3),),
    (">0", "line"): lambda f: (np.sort(np.abs(f[0]) + 1e-3),),
}
"""A circumstance and a domain to the nearest inputs that meet it."""


def _one_hot(p: Array) -> Array:
    hot = np.zeros_like(p)
    hot[np.argmax(p)] = 1
    return hot


def projection(circumstance: str, domain: Domain) -> Map | None:
    """How inputs of a domain are made to meet a circumstance; None if it has no meaning there."""
    if known := _PROJECTIONS.get((circumstance, domain)):
        return known
    if circumstance.startswith("n=") and domain == "distribution":
        n = int(circumstance.removeprefix("n="))
        return lambda _: (np.full(n, 1 / n),)
    sign, number = circumstance[:1], read_number(circumstance.removeprefix("at").lstrip("<>"))
    if number is None or domain != "line":
        return None
    limit = float(np.clip(number(2), -_FAR, _FAR))
    if circumstance.startswith("at"):
        return lambda f: (np.full_like(f[0], limit),)
    return _beyond(sign, limit) if sign in ("<", ">") else None


def _beyond(sign: str, limit: float) -> Map:
    if sign == ">":
        return lambda f: (np.sort(limit + np.abs(f[0]) + 1e-3),)
    return lambda f: (np.sort(limit - np.abs(f[0]) - 1e-3),)


def limited(concept: Concept, circumstances: tuple[str, ...]) -> Concept | None:
    """A concept tried only where all circumstances hold; None if one has no meaning for it."""
    for circumstance in circumstances:
        project = projection(circumstance, concept.domain)
        if project is None:
            return None
        concept = replace(concept, project=_both(project, concept.project))
    return concept


def _both(outer: Map, inner: Map | None) -> Map:
    return outer if inner is None else lambda inputs: outer(inner(inputs))


def _each(change: Callable[[Array], Array]) -> Map:
    return lambda inputs: tuple(map(change, inputs))


def _added(*counts: float) -> Map:
    """More of some outcomes (TP, FP, FN, TN); a negative count is taken away only where there is enough."""
    return lambda inputs: (np.maximum(inputs[0] + np.array(counts), 0.0),)


_MOVABLE: tuple[Domain, ...] = ("logits", "scores", "vectors", "vector", "batch")

_PAIRED: tuple[Domain, ...] = ("distributions", "vectors")
_UNORDERED: tuple[Domain, ...] = ("distribution", "vector", "positives", "probabilities")

_CHANGES: Mapping[tuple[str, Domain], Map] = {
    **{("scale", domain): _each(lambda x: 2.0 * x) for domain in _MOVABLE},
    **{("shift", domain): _each(lambda x: x + 3.0) for domain in _MOVABLE},
    ("shift one", "vectors"): lambda inputs: (inputs[0] + 3.0, inputs[1]),
    ("scale one", "vectors"): lambda inputs: (2.0 * inputs[0], inputs[1]),
    ("minus largest", "logits"): _each(lambda x: x - x.max()),
    ("over largest", "logits"): _each(lambda x: x / x.max()),
    **{("swap", domain): lambda inputs: inputs[::-1] for domain in _PAIRED},
    ("swap", "joint"): lambda inputs: (inputs[0].T,),
    **{("permute", domain): _each(lambda x: x[::-1]) for domain in (*_PAIRED, *_UNORDERED)},
    ("monotone", "scores"): _each(lambda x: np.exp(x) + x),
    ("monotone", "vectors"): _each(lambda x: np.cbrt(x)),
    ("class ratio", "counts"): lambda inputs: (inputs[0] * np.array([1.0, 3.0, 1.0, 3.0]),),
    ("threshold", "counts"): _added(3, 5, -3, -5),
    ("threshold", "scores"): lambda inputs: inputs,
    ("TP", "counts"): _added(7, 0, 0, 0),
    ("FP", "counts"): _added(0, 7, 0, 0),
    ("FN", "counts"): _added(0, 0, 7, 0),
    ("TN", "counts"): _added(0, 0, 0, 7),
    ("other samples", "batch"): lambda inputs: (np.vstack([inputs[0][:1], inputs[0][1:] ** 2 + 1]),),
}  # fmt: skip


def change_of(name: str, domain: Domain) -> Map | None:
    """A change of the inputs by its name; None if it has no meaning on the domain."""
    return _CHANGES.get((name, domain))
