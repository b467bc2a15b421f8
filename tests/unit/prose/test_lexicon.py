"""The lexicon names each thing once, and finds names in any spelling."""

from collections import Counter

import pytest

from mdcheck.claims.axes import CURVES
from mdcheck.claims.lexicon.concepts import CONCEPT, NAMES, concept_of
from mdcheck.claims.lexicon.confusion import CELLS, OUTCOMES, RATES, RATIOS
from mdcheck.claims.lexicon.mentions import GROUPS, mentions
from mdcheck.claims.misspellings import one_slip
from mdcheck.verify.concept_values import CONCEPTS


def test_no_name_has_two_meanings():
    names = Counter(
        name.casefold()
        for group in GROUPS
        for term in group.terms
        for listed in term.names.values()
        for name in listed
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_every_outcome_and_rate_has_its_meaning():
    assert {term.key for term in OUTCOMES.terms} == set(CELLS)
    assert {term.key for term in RATES.terms} == set(RATIOS)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("False-Negatives and FPs", ["FN", "FP"]),
        ("真阳性率不是真阳性", ["TPR", "TP"]),
        ("KL 散度、KL散度", ["KL", "KL"]),
        ("run the column", ["column"]),
        ("运行（row）", ["row"]),
        ("HTTP, TPU, stepFN", []),
    ],
)
def test_finds_names_as_written(text, keys):
    assert [mention.term.key for mention in mentions(text)] == keys


@pytest.mark.parametrize("concept", sorted(NAMES.keys() - CURVES))
def test_every_named_concept_can_be_computed(concept):
    assert CONCEPTS[concept]
    assert all(list(reading.points()) for reading in CONCEPTS[concept])


@pytest.mark.parametrize("name", ["KL 散度", "kl divergence", "L2 范数", "Leaky ReLU", "交叉熵损失"])
def test_finds_concepts_as_written(name):
    found = CONCEPT.fullmatch(name)
    assert found
    assert concept_of(found) in NAMES


@pytest.mark.parametrize(
    ("name", "other"),
    [("farward", "forward"), ("ran", "rank"), ("fowrard", "forward"), ("softmaxx", "softmax")],
)
def test_one_slip_is_one_letter(name, other):
    assert one_slip(name, other)


@pytest.mark.parametrize(("name", "other"), [("forward", "forward"), ("backward", "forward"), ("rk", "rank")])
def test_more_than_one_letter_is_another_name(name, other):
    assert not one_slip(name, other)
