"""Decide what sentences say of concepts, by trying the property on the concept's values."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from mdcheck.claims.passages import Text
from mdcheck.claims.prose_predicates import Predicate, predicates
from mdcheck.config import Config
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.verdict import Refuted, Undecided, Verdict
from mdcheck.verify import properties
from mdcheck.verify.bounds import judge_bounds
from mdcheck.verify.claim_ids import ClaimIds
from mdcheck.verify.comparisons import judge_comparison
from mdcheck.verify.concept_values import CONCEPTS, Concept, Domain
from mdcheck.verify.properties import Trial
from mdcheck.verify.trials import denied, everywhere


@dataclass(frozen=True, slots=True)
class Property:
    """How a property is tried, and on which domains it has a meaning."""

    domains: tuple[Domain, ...]
    tries: Callable[[Concept], Iterator[Trial]]


_TWO: tuple[Domain, ...] = ("distributions", "vectors", "joint")
_ONE: tuple[Domain, ...] = ("line", "vector", "distribution", "positives")
_ANY: tuple[Domain, ...] = (*_TWO, *_ONE, "probabilities", "logits", "scores", "counts")
_MOVED: tuple[Domain, ...] = ("logits", "scores", "vectors", "vector")

PROPERTIES: dict[str, Property] = {
    "symmetric": Property(_TWO, properties.symmetric),
    "nonnegative": Property(_ANY, lambda f: properties.bounded_below(f, lambda _: 0.0)),
    "increasing": Property(("line",), properties.increasing),
    "decreasing": Property(("line",), lambda f: properties.increasing(f, sign=-1)),
    "convex": Property(_ONE, properties.convex),
    "concave": Property(_ONE, lambda f: properties.convex(f, sign=-1)),
    "odd": Property(("line",), lambda f: properties.mirrored(f, sign=-1)),
    "even": Property(("line",), lambda f: properties.mirrored(f, sign=1)),
    "zero-centered": Property(("line",), lambda f: properties.mirrored(f, sign=-1)),
    "differentiable": Property(("line",), properties.differentiable),
    "differentiable-at-zero": Property(("line",), lambda f: iter([properties.smooth_at(f, 0.0)])),
    "sums-to-one": Property(("line", "logits"), properties.sums_to_one),
    "shift-invariant": Property(_MOVED, lambda f: properties.unchanged(f, lambda x: x + 3.0)),
    "scale-invariant": Property(_MOVED, lambda f: properties.unchanged(f, lambda x: 2.0 * x)),
    "triangle": Property(("distributions", "vectors"), properties.triangle),
    "metric": Property(
        ("distributions", "vectors"), lambda f: chain(properties.symmetric(f), properties.triangle(f))
    ),
    "max-at-uniform": Property(("distribution",), properties.largest_at_uniform),
    "min-at-uniform": Property(("distribution",), lambda f: properties.largest_at_uniform(f, sign=-1)),
}

_OPPOSITES = {"asymmetric": "symmetric", "nonconvex": "convex", "negative-somewhere": "nonnegative"}
_OF_SOMETHING = frozenset(
    {
        "variance",
        "covariance",
        "inner product",
        "correlation",
        "arithmetic mean",
        "entropy",
        "conditional entropy",
    }
)
"""Concepts mostly said of one particular distribution: a counterexample elsewhere proves nothing."""

_EITHER = {"monotone": ("increasing", "decreasing"), "convex-zh": ("convex", "concave")}
"""Properties that hold if one of two does; what Chinese texts call 凸 is concave for some of them."""


def judge_predicates(text: Text, config: Config) -> Iterator[JudgedClaim]:
    """Every sentence about a known concept with its verdict."""
    del config
    ids = ClaimIds()
    for claim in predicates(text):
        if verdict := judge(claim):
            identifier = ids.next("predicate", claim.text)
            yield JudgedClaim(identifier, "predicate", claim.span, claim.text, reading(claim), verdict)


def reading(claim: Predicate) -> str:
    """The claim in plain words."""
    if claim.other:
        return f"{claim.concept} {claim.property} {claim.other}"
    bounds = f" {', '.join(claim.bounds)}" if claim.bounds else ""
    return f"{claim.concept} is {'not ' if claim.negated else ''}{claim.property}{bounds}"


def judge(claim: Predicate) -> Verdict | None:
    """The verdict on a predicate; None where it has no meaning for its concept."""
    if claim.other:
        return judge_comparison(claim.concept, claim.property, claim.other)
    if claim.property in _EITHER:
        verdict = _either(claim.concept, *_EITHER[claim.property])
    elif name := _OPPOSITES.get(claim.property):
        held = _tried(claim.concept, name)
        verdict = denied(held) if held else None
    elif claim.property in PROPERTIES:
        verdict = _tried(claim.concept, claim.property)
    else:
        verdict = judge_bounds(claim.concept, claim.property, claim.bounds)
    elsewhere = claim.concept in _OF_SOMETHING and not claim.property.endswith("at-uniform")
    if elsewhere and isinstance(verdict, Refuted) and verdict.witness.values:
        return Undecided("context", "the sentence may speak of a particular distribution")
    return denied(verdict) if verdict and claim.negated else verdict


def _tried(concept: str, name: str) -> Verdict | None:
    known = PROPERTIES[name]
    value = CONCEPTS[concept]
    return everywhere(known.tries(value)) if value.domain in known.domains else None


def _either(concept: str, one: str, other: str) -> Verdict | None:
    first, second = _tried(concept, one), _tried(concept, other)
    return second if isinstance(first, Refuted) and not isinstance(second, Refuted) else first
