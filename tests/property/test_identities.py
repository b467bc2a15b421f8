"""Generated identities are never refuted; their false variants never called true, and most are refuted."""

import pytest

from bench.identities import judged, samples
from bench.mutate import Outcome

COUNT = 300
ENOUGH = 0.85
"""Less than what is measured over thousands (docs/verification.md)."""
Judged = tuple[str, Outcome | None, str]


@pytest.fixture(scope="module")
def results() -> list[Judged]:
    """Verdicts on identities over all notations, and on one false variant of each."""
    return [result for one in samples(COUNT, seed=20) for result in judged(one, 1)]


def test_no_true_identity_is_refuted(results: list[Judged]) -> None:
    assert [words for verdict, outcome, words in results if outcome is None and verdict == "refuted"] == []


def test_no_false_variant_is_called_true(results: list[Judged]) -> None:
    assert [words for verdict, outcome, words in results if outcome is not None and verdict == "true"] == []


def test_most_false_variants_are_refuted(results: list[Judged]) -> None:
    claims = [verdict for verdict, outcome, _ in results if outcome is not None and not outcome.given]
    assert claims.count("refuted") >= ENOUGH * len(claims)
