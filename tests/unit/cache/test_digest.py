"""Digests tell values apart by content, and are the same in every process."""

import subprocess
import sys
from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdcheck.cache.digest import Digests, NoDigestError

ATOMS = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=3), st.fractions())
VALUES = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(st.text(max_size=2), inner, max_size=3),
        st.frozensets(ATOMS, max_size=3),
    ),
    max_leaves=8,
)


@dataclass(frozen=True, slots=True)
class Point:
    x: object
    y: object = 0


@dataclass(frozen=True, slots=True)
class Other:
    x: object
    y: object = 0


@given(VALUES, VALUES)
def test_values_have_one_digest_exactly_if_they_look_alike(one, other):
    digests = Digests()
    assert digests.of(one) == Digests().of(one)
    if one != other:
        assert digests.of(one) != digests.of(other)


def test_types_and_nesting_count():
    values = [
        1,
        True,
        "1",
        Fraction(1),
        (1,),
        ((1,),),
        [1],
        Point(1),
        Other(1),
        Point(1, 1),
        {1: 1},
        {"x": 1},
    ]
    assert len({Digests().of(value) for value in values}) == len(values)


def test_what_is_no_content_has_no_digest():
    with pytest.raises(NoDigestError, match="function"):
        Digests().of((1, Point(lambda: 0)))


def test_sets_have_the_same_digest_whatever_their_order_in_a_process():
    code = "from mdcheck.cache.digest import Digests; print(Digests().of(frozenset('abcdefgh')).hex())"
    found = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in "123"
    }
    assert len(found) == 1
