"""Decide where the queries, keys and values of cross-attention can come from, by running it.

The layer stands in the decoder and reads the encoder: its output has one row for each decoder position,
and changes with the encoder's states (Vaswani et al., 2017, section 3.2.3).
"""

from collections.abc import Iterator
from itertools import product

import numpy as np

from mdcheck.claims.passages import Text
from mdcheck.claims.prose_roles import Roles, roles
from mdcheck.config import Config
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.verdict import Refuted, Supported, Verdict, Witness
from mdcheck.verify.claim_ids import ClaimIds
from mdcheck.verify.concept_domains import Array

_ROLES = ("query", "key", "value")
_ENCODER, _DECODER, _WIDTH = 5, 3, 4
"""Positions of either side, and the width of their states."""


def judge_roles(text: Text, config: Config) -> Iterator[JudgedClaim]:
    """Every sentence about cross-attention's inputs with its verdict."""
    del config
    ids = ClaimIds()
    for claim in roles(text):
        reading = ", ".join(
            f"{role} from the {claim.sources[role]}" for role in _ROLES if role in claim.sources
        )
        identifier = ids.next("predicate", claim.text)
        yield JudgedClaim(identifier, "predicate", claim.span, claim.text, reading, judge(claim))


def judge(claim: Roles) -> Verdict:
    """Whether some choice of the roles left open makes a layer that reads the encoder for the decoder."""
    choices = product(
        *((claim.sources[role],) if role in claim.sources else ("decoder", "encoder") for role in _ROLES)
    )
    failures = [_failure(*chosen) for chosen in choices]
    failure = next((one for one in failures if one is None), failures[0])
    if failure is None:
        return Supported(len(failures), 0.0)
    return Refuted(
        Witness({"encoder": f"{_ENCODER} positions", "decoder": f"{_DECODER} positions"}, *failure), by="run"
    )


def _failure(query: str, key: str, value: str) -> tuple[str, str] | None:
    """What is wrong with a choice of sources, as wanted and as found."""
    rng = np.random.default_rng(0)
    states = {"encoder": rng.normal(size=(_ENCODER, _WIDTH)), "decoder": rng.normal(size=(_DECODER, _WIDTH))}
    if len(states[key]) != len(states[value]):
        return f"{len(states[value])} values", f"{len(states[key])} weights for each query"
    output = _attention(states[query], states[key], states[value])
    if len(output) != _DECODER:
        return f"{_DECODER} decoder positions", f"{len(output)} rows of output"
    moved = states | {"encoder": states["encoder"] + 1}
    if np.allclose(output, _attention(moved[query], moved[key], moved[value])):
        return "an output that reads the encoder", "the same output whatever the encoder gives"
    return None


def _attention(query: Array, key: Array, value: Array) -> Array:
    scores = query @ key.T / np.sqrt(_WIDTH)
    weights = np.exp(scores - scores.max(1, keepdims=True))
    return np.asarray(weights / weights.sum(1, keepdims=True) @ value)
