"""Decide what sentences say of concepts, by trying the property on the concept's values."""

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from typing import assert_never

from mdcheck.claims.passages import Text
from mdcheck.claims.prose_predicates import Predicate, predicates
from mdcheck.claims.statements import Statement
from mdcheck.claims.terms import Applied, Named, Number, Term, concepts_in, words
from mdcheck.config import Config
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.verdict import Refuted, Supported, Undecided, Verdict
from mdcheck.records import dataclass
from mdcheck.verify import properties
from mdcheck.verify.bounds import judge_bounds
from mdcheck.verify.circumstances import change_of, limited, projection
from mdcheck.verify.claim_ids import ClaimIds
from mdcheck.verify.comparisons import judge_comparison
from mdcheck.verify.concept_domains import Domain
from mdcheck.verify.concept_values import Concept
from mdcheck.verify.curves import judge_axes
from mdcheck.verify.modes import judge_modes, of_modes
from mdcheck.verify.properties import Trial
from mdcheck.verify.terms import read_number, readings
from mdcheck.verify.trends import judge_trend
from mdcheck.verify.trials import denied, everywhere


@dataclass(frozen=True, slots=True)
class Property:
    """How a property is tried, and on which domains it has a meaning."""

    domains: tuple[Domain, ...]
    tries: Callable[[Concept], Iterator[Trial]]


_TWO: tuple[Domain, ...] = ("distributions", "vectors", "joint")
_ONE: tuple[Domain, ...] = ("line", "vector", "distribution", "positives")
_ANY: tuple[Domain, ...] = (*_TWO, *_ONE, "probabilities", "logits", "scores", "counts", "chance")


def _unchanged(name: str) -> Callable[[Concept], Iterator[Trial]]:
    """A property: the value stays after a change."""

    def tries(concept: Concept) -> Iterator[Trial]:
        change = change_of(name, concept.domain)
        return properties.unchanged(concept, change) if change else iter(())

    return tries


_MOVED: tuple[Domain, ...] = ("logits", "scores", "vectors", "vector", "batch")
_LINE: tuple[Domain, ...] = ("line", "penalty")

PROPERTIES: dict[str, Property] = {
    "symmetric": Property(_TWO, properties.symmetric),
    "nonnegative": Property(_ANY, lambda f: properties.bounded_below(f, lambda _: 0.0)),
    "increasing": Property(_LINE, properties.increasing),
    "decreasing": Property(_LINE, lambda f: properties.increasing(f, sign=-1)),
    "convex": Property(_ONE, properties.convex),
    "concave": Property(_ONE, lambda f: properties.convex(f, sign=-1)),
    "odd": Property(_LINE, lambda f: properties.mirrored(f, sign=-1)),
    "even": Property(_LINE, lambda f: properties.mirrored(f, sign=1)),
    "zero-centered": Property(_LINE, lambda f: properties.mirrored(f, sign=-1)),
    "continuous": Property(_LINE, properties.continuous),
    "differentiable": Property(_LINE, properties.differentiable),
    "sums-to-one": Property(("line", "logits"), lambda f: properties.sums_to(f, lambda _: 1.0)),
    "shift-invariant": Property(_MOVED, _unchanged("shift")),
    "scale-invariant": Property(_MOVED, _unchanged("scale")),
    "triangle": Property(("distributions", "vectors"), properties.triangle),
    "metric": Property(
        ("distributions", "vectors"), lambda f: chain(properties.symmetric(f), properties.triangle(f))
    ),
    "sparse": Property(("penalty",), properties.sparse),
    "keeps-mean": Property(("dropped",), properties.keeps_mean),
    "over-batch": Property(("batch",), _unchanged("other samples")),
    "over-features": Property(("batch",), properties.depends_on_column),
    "centers": Property(("batch",), _unchanged("shift")),
}

_OPPOSITES = {
    "asymmetric": "symmetric",
    "nonconvex": "convex",
    "negative-somewhere": "nonnegative",
    "over-batch": "over-batch",
}
"""Properties that are tried by their contrary: statistics over the batch depend on the other samples."""

_VERBS = {"rises": "rises with", "falls": "falls with", "sums-to": "sums to", "unchanged": "is unchanged by"}
"""Properties that are no adjectives, in words."""

_MOST = 100.0
"""Numbers beyond this may be out of reach of the inputs that are tried."""

_OF_SOMETHING = frozenset({"variance", "covariance", "inner product", "arithmetic mean"})
"""Concepts mostly said of one particular distribution: a counterexample elsewhere proves nothing."""

_MANY: tuple[Domain, ...] = ("line", "logits")
"""Domains whose functions have several numbers as output."""

_DESCRIPTIONS = frozenset({"positive above", "positive below"})
"""Concepts that are described rather than named: ``is`` says that they are equal."""

_EITHER = {"monotone": ("increasing", "decreasing"), "convex-zh": ("convex", "concave")}
"""Properties that hold if one of two does; what Chinese texts call 凸 is concave for some of them."""


def judge_predicates(text: Text, config: Config) -> Iterator[JudgedClaim]:
    """Every sentence about a known concept with its verdict."""
    del config
    ids = ClaimIds()
    for claim in predicates(text):
        if verdict := judge(claim.said):
            identifier = ids.next("predicate", claim.text)
            yield JudgedClaim(identifier, "predicate", claim.span, claim.text, reading(claim), verdict)


def reading(claim: Predicate) -> str:
    """The claim in plain words."""
    said, subject = claim.said, words(claim.said.subject)
    where = f" where {' and '.join(said.where)}" if said.where else ""
    if said.other:
        return f"{subject} {'not ' if said.negated else ''}{said.property} {words(said.other)}{where}"
    bounds = f" {', '.join(said.bounds)}" if said.bounds else ""
    name, _, rest = said.property.partition(" ")
    if verb := _VERBS.get(name):
        return (
            f"{subject} {'not: ' if said.negated else ''}{verb}{bounds}{f' ({rest})' if rest else ''}{where}"
        )
    return f"{subject} is {'not ' if said.negated else ''}{said.property}{bounds}{where}"


def judge(said: Statement) -> Verdict | None:
    """The verdict on a predicate; None where it has no meaning for its concept."""
    if of_modes(said):
        return judge_modes(said)
    if said.property in ("x-axis", "y-axis", "axes"):
        return judge_axes(said)
    if said.other:
        verdict = _compared(said)
        return denied(verdict) if verdict and said.negated else verdict
    if said.property.startswith(("rises", "falls")):
        return judge_trend(said)
    verdicts = [
        denied(verdict) if said.negated else verdict
        for concept in readings(said.subject)
        if (verdict := _reading(said, concept)) is not None
    ]
    kept = next((one for one in verdicts if not isinstance(one, Refuted)), verdicts[0] if verdicts else None)
    return kept if said.property == "unchanged" else _unless_special(said, kept)


def _unless_special(said: Statement, verdict: Verdict | None) -> Verdict | None:
    special = isinstance(said.subject, Named) and said.subject.concept in _OF_SOMETHING
    plain = said.other is None or isinstance(said.other, Number)
    if special and plain and isinstance(verdict, Refuted) and verdict.witness.values:
        return Undecided("context", "the sentence may speak of a particular distribution")
    return verdict


def _compared(said: Statement) -> Verdict | None:
    relation = said.property
    if not said.other:
        return None
    if isinstance(said.other, Number) and not _general(said.subject, said.other, relation, said.where):
        return None
    settled = said.where or any(one.settings for one in concepts_in(said.subject))
    if relation == "approaches" and not settled:
        return None
    if relation == "is" and not _equates(said.subject, said.other):
        return None
    relation = "=" if relation in ("is", "approaches") else relation
    verdict = judge_comparison(said.subject, relation, said.other, where=said.where, only=said.only)
    return _unless_special(said, verdict)


def _general(subject: Term, number: Number, relation: str, where: tuple[str, ...]) -> bool:
    """Whether a sentence with a number can be meant of all inputs: ``the recall is 0.9`` is a result."""
    domains = {one.domain for one in readings(subject)}
    if "sizes" in domains or where:
        return True
    limit = read_number(number.text)
    if isinstance(subject, Applied) and subject.function == "+" and limit and limit(2) == 1.0:
        return True
    if relation in ("is", "=") or "batch" in domains or (limit and _MOST < abs(limit(2)) < math.inf):
        return False
    return not domains & {"counts", "scores"} or (limit is not None and limit(2) in (-1.0, 0.0, 0.5, 1.0))


def _equates(left: Term, right: Term) -> bool:
    """Whether ``is`` says that two terms are equal: of plain names it may say many other things."""
    match right:
        case Named(concept=concept, settings=settings):
            return (
                bool(settings)
                or concept in _DESCRIPTIONS
                or isinstance(left, Applied)
                or (isinstance(left, Named) and bool(left.settings))
            )
        case Number() | Applied():
            return True
        case _:
            assert_never(right)


def _reading(said: Statement, concept: Concept) -> Verdict | None:
    """The verdict on a property of one reading of the subject."""
    extreme = said.property.removesuffix(" at")
    if extreme in ("maximum", "minimum") and said.where:
        return _extreme_at(concept, extreme, said.where, said.bounds)
    if said.property == "sums-to":
        return _sums_to(said, concept)
    inside = limited(concept, said.where) if said.property != "differentiable" else concept
    if inside is None:
        return None
    if said.property == "unchanged":
        change = change_of(said.bounds[0], concept.domain)
        return everywhere(properties.unchanged(inside, change), slack=concept.slack) if change else None
    if said.property == "differentiable" and said.where:
        return _smooth_at(concept, said.where)
    return _has(inside, said.property, said.bounds)


def _sums_to(said: Statement, concept: Concept) -> Verdict | None:
    """That the entries of an output come to a number; or the values of two measures."""
    total = read_number(said.bounds[0])
    meant = concept.domain == "counts" if isinstance(said.subject, Applied) else concept.domain in _MANY
    return everywhere(properties.sums_to(concept, total), slack=concept.slack) if total and meant else None


def _has(concept: Concept, name: str, bounds: tuple[str, ...]) -> Verdict | None:
    if name in _EITHER:
        first, second = (_tried(concept, one) for one in _EITHER[name])
        return second if isinstance(first, Refuted) and not isinstance(second, Refuted) else first
    if contrary := _OPPOSITES.get(name):
        held = _tried(concept, contrary)
        return denied(held) if held else None
    return _tried(concept, name) if name in PROPERTIES else judge_bounds(concept, name, bounds)


def _tried(concept: Concept, name: str) -> Verdict | None:
    known = PROPERTIES[name]
    return everywhere(known.tries(concept), slack=concept.slack) if concept.domain in known.domains else None


def _extreme_at(
    concept: Concept, extreme: str, where: tuple[str, ...], bounds: tuple[str, ...]
) -> Verdict | None:
    """That the extreme lies at a place, and is as large as stated."""
    place = projection(where[0], concept.domain) if len(where) == 1 else None
    if place is None:
        return None
    sign = 1 if extreme == "maximum" else -1
    there = everywhere(properties.best_at(concept, place, sign=sign), slack=concept.slack)
    if bounds and isinstance(there, Supported):
        return judge_bounds(replace(concept, project=place), "within", (bounds[0], bounds[0]))
    return there


def _smooth_at(concept: Concept, where: tuple[str, ...]) -> Verdict | None:
    number = where[0].removeprefix("at") if len(where) == 1 else ""
    if concept.domain not in ("line", "penalty") or not where[0].startswith("at"):
        return None
    return everywhere([properties.smooth_at(concept, float({"zero": "0", "零": "0"}.get(number, number)))])
