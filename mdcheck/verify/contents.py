"""Decide what a fraction's denominator contains, by enumerating the sum in the formula nearby."""

from collections.abc import Iterator, Mapping

from mdcheck.claims.passages import Text
from mdcheck.claims.prose_contents import Contents, Role, contents
from mdcheck.config import Config
from mdcheck.latex import parse
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.document import Formula
from mdcheck.model.verdict import Proved, Refuted, Undecided, Verdict, Witness
from mdcheck.verify.claim_ids import ClaimIds
from mdcheck.verify.contrastive import roles_in_denominator
from mdcheck.verify.index_sets import Unread

_WORDS: dict[Role, str] = {
    "self": "the sample itself",
    "positive": "the positive",
    "negative": "the negatives",
}


def judge_contents(text: Text, config: Config) -> Iterator[JudgedClaim]:
    """Every sentence about what a contrastive loss sums over, with its verdict."""
    ids, macros = ClaimIds(), {**config.macros, **text.document.macros}
    for claim in contents(text):
        verdict = _judge(claim, macros)
        if verdict:
            reading = f"{claim.part} {claim.mode} {_listed(claim.roles)}"
            yield JudgedClaim(
                ids.next("predicate", claim.text), "predicate", claim.span, claim.text, reading, verdict
            )


def _judge(claim: Contents, macros: Mapping[str, str]) -> Verdict | None:
    """The verdict by what the loss is, or by the first contrastive formula nearby; None without either."""
    if claim.topic and _denies_negatives(claim):
        return _held(claim, _standard(claim), {"concept": claim.topic})
    for formula in claim.formulas:
        try:
            present = _roles(formula, claim, macros)
        except Unread as gap:
            return Undecided("reading", f"the denominator was not read: {gap}")
        if present is not None:
            return _held(claim, present, {"formula": " ".join(formula.content.text.split())})
    if claim.topic and "self" not in claim.roles:
        return _held(claim, _standard(claim), {"concept": claim.topic})
    return None


def _denies_negatives(claim: Contents) -> bool:
    """Whether a claim leaves a loss nothing to hold its positive against; no such loss is contrastive."""
    without = "negative" in claim.roles if claim.mode == "excludes" else "negative" not in claim.roles
    return claim.mode != "includes" and claim.part != "numerator" and without


def _standard(claim: Contents) -> frozenset[Role]:
    """What a contrastive loss compares: the positive above, the positive and the negatives below."""
    return frozenset({"positive"}) if claim.part == "numerator" else frozenset({"positive", "negative"})


def _roles(formula: Formula, claim: Contents, macros: Mapping[str, str]) -> frozenset[Role] | None:
    text = formula.content.text
    if "frac" not in text and "over" not in text:
        return None
    present = roles_in_denominator(parse(text, macros=dict(macros)))
    if present is None or claim.part == "denominator":
        return present
    return frozenset({"positive"})


def _held(claim: Contents, present: frozenset[Role], where: dict[str, str]) -> Verdict:
    match claim.mode:
        case "includes":
            true = claim.roles <= present
        case "excludes":
            true = not claim.roles & present
        case "only":
            true = claim.roles == present
    if true:
        return Proved("enumeration")
    shown = f"the {claim.part} sums over {_listed(present)}"
    if "formula" in where:
        shown += f", it leaves out {_listed(frozenset(_WORDS) - present, 'only ')}"
    return Refuted(Witness(where, f"{claim.mode} {_listed(claim.roles)}", shown), by="enumeration")


def _listed(roles: frozenset[Role], before: str = "") -> str:
    names = " and ".join(words for role, words in _WORDS.items() if role in roles)
    return before + names if names else "nothing"
