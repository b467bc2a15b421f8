"""Decide which of two concepts is the larger, on inputs that both share."""

from collections.abc import Callable, Iterator

import numpy as np

from mdcheck.model.verdict import Verdict
from mdcheck.verify.concept_values import CONCEPTS, Array, points
from mdcheck.verify.properties import Trial, at_least
from mdcheck.verify.trials import everywhere

_PARTS: dict[tuple[str, str], Callable[..., tuple[Array, ...]]] = {
    ("distributions", "distribution"): lambda p, q: (p,),  # noqa: ARG005  H(p) beside H(p, q)
    ("joint", "distribution"): lambda joint: (joint.sum(1),),
}
"""How the input of one concept yields that of another: the entropy beside a cross entropy is that of p."""


def judge_comparison(left: str, relation: str, right: str) -> Verdict | None:
    """The verdict on ``left >= right`` and the like; None if the two share no inputs."""
    if relation in ("<=", "<"):
        return judge_comparison(right, ">=" if relation == "<=" else ">", left)
    tries = list(_tries(left, right))
    return everywhere(tries) if tries and left != right else None


def _tries(larger: str, smaller: str) -> Iterator[Trial]:
    domains = CONCEPTS[larger].domain, CONCEPTS[smaller].domain
    wide = domains[0] if domains[0] == domains[1] or domains in _PARTS else domains[1]
    narrowed = [_narrowed(wide, domain) for domain in domains]
    if narrowed[0] is None or narrowed[1] is None:
        return
    for inputs in points(wide):
        with np.errstate(all="ignore"):
            left = float(np.sum(CONCEPTS[larger].value(*narrowed[0](*inputs))))
            right = float(np.sum(CONCEPTS[smaller].value(*narrowed[1](*inputs))))
        if np.isfinite([left, right]).all():
            yield at_least(inputs, left, right)


def _narrowed(wide: str, domain: str) -> Callable[..., tuple[Array, ...]] | None:
    return (lambda *inputs: inputs) if wide == domain else _PARTS.get((wide, domain))
