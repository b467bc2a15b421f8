"""Decide claims that directives state, by evaluating what the canonical names stand for."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from mdcheck.claims.lexicon.concepts import CONCEPT_HERE, concept_of
from mdcheck.claims.lexicon.optimizers import OPTIMIZER, optimizer_of
from mdcheck.claims.prose_optimizers import SameUpdate
from mdcheck.claims.stated import Side, Stated, Unread, stated
from mdcheck.claims.statements import Statement
from mdcheck.claims.terms import Named, Number, Term
from mdcheck.concepts.concept import Concept
from mdcheck.concepts.index import Index, load_package
from mdcheck.config import Config, did_you_mean
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.document import Document
from mdcheck.model.verdict import Undecided, Verdict
from mdcheck.verify import optimizers, predicates
from mdcheck.verify.claim_ids import ClaimIds
from mdcheck.verify.comparisons import judge_comparison
from mdcheck.verify.predicates import PROPERTIES
from mdcheck.verify.trials import denied

BAD = "directive"
"""Why a claim is undecided whose directive is wrong."""

_SIGNS = {"==": "=", "!=": "=", "<=": "≤", ">=": "≥", "<": "<", ">": ">"}


class Bad(Exception):
    """A directive that names what does not exist; its text says what."""


def judge_stated(document: Document, config: Config) -> Iterator[JudgedClaim]:
    """Every stated claim with its verdict; the canonical packages are looked at only if there is one."""
    claims = list(stated(document))
    if not claims:
        return
    ids, index = ClaimIds(), _index(config)
    for claim in claims:
        yield JudgedClaim(
            ids.next("relation", claim.text),
            "relation",
            claim.span,
            claim.text,
            claim.text,
            _judge(claim, index),
        )


def _index(config: Config) -> Index:
    """The concepts of all canonical packages, those of the project from its own folder."""
    cache = Path(config.root) / ".mdcheck_cache"
    parts = [load_package(_home(name, config), name, folder=cache) for name in config.packages]
    return Index(tuple(concept for part in parts for concept in part.concepts))


def _home(name: str, config: Config) -> Path:
    top = name.partition(".")[0]
    if (Path(config.root) / top).exists():
        return Path(config.root)
    spec = find_spec(top)
    places = list(spec.submodule_search_locations or ()) if spec else []
    return Path(places[0]).parent if places else Path(config.root)


def _judge(claim: Stated | Unread, index: Index) -> Verdict:
    if isinstance(claim, Unread):
        return Undecided(BAD, claim.why)
    try:
        return _decided(claim, index) or Undecided(
            "canonical", "there is no formula by which to evaluate this"
        )
    except Bad as error:
        return Undecided(BAD, str(error))


def _decided(claim: Stated, index: Index) -> Verdict | None:
    left = _concept(claim.left.path, index)
    if claim.right is None:
        return _property(claim, left)
    right = _concept(claim.right.path, index) if claim.right.path else None
    steps = [_optimizer(one) for one in (left, right) if one]
    if len(steps) == 2 and all(steps):
        return _same_steps(claim, steps[0] or "", steps[1] or "")
    terms = _term(claim.left, left), _term(claim.right, right)
    if not terms[0] or not terms[1]:
        return None
    verdict = judge_comparison(terms[0], _SIGNS[claim.relation], terms[1])
    return denied(verdict) if verdict and claim.relation == "!=" else verdict


def _property(claim: Stated, concept: Concept) -> Verdict | None:
    name = claim.relation.replace(" ", "-")
    if name not in PROPERTIES:
        raise Bad(f"there is no property '{name}'{did_you_mean(name, PROPERTIES)}")
    term = _term(claim.left, concept)
    return predicates.judge(Statement(term, name, claim.negated)) if term else None


def _same_steps(claim: Stated, left: str, right: str) -> Verdict:
    if claim.relation not in ("==", "!="):
        raise Bad("optimizers are equal or not, none is less than another")
    settings = (*claim.left.settings, *(claim.right.settings if claim.right else ()))
    setting = (settings[0][0], float(settings[0][1])) if settings else None
    pair = (right, left) if claim.left.settings else (left, right)
    return optimizers.judge(SameUpdate(claim.span, claim.text, *pair, setting, claim.relation == "!="))


def _concept(path: str, index: Index) -> Concept:
    """The canonical object of a dotted name; a package may pass on what its modules define."""
    package, _, plain = path.rpartition(".")
    inside = [one for one in index.concepts if one.path == path or _passed_on(one, package, plain)]
    if not inside:
        known = {f"{package}.{one.path.rpartition('.')[2]}" for one in index.concepts}
        raise Bad(f"no canonical package has {path}{did_you_mean(path, known)}")
    return inside[0]


def _passed_on(concept: Concept, package: str, plain: str) -> bool:
    home, _, name = concept.path.rpartition(".")
    return name == plain and home.startswith(f"{package}.")


def _optimizer(concept: Concept) -> str | None:
    found = (OPTIMIZER.fullmatch(name) for name in concept.names.all)
    return next((optimizer_of(one) for one in found if one), None)


def _term(side: Side, concept: Concept | None) -> Term | None:
    if concept is None:
        return Number(side.number)
    found = (CONCEPT_HERE.fullmatch(name) for name in concept.names.all)
    named = next((concept_of(one) for one in found if one), None)
    return Named(named, side.settings) if named else None
