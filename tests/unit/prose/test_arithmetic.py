"""Sums in words are evaluated as exactly as they are written."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdcheck.verify.prose_arithmetic import Unreadable, evaluate, read_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2 + 3 * 4", 14),
        ("(2 + 3) * 4", 20),
        ("2^3^2", 512),
        ("7 - 2 - 1", 4),
        ("24 / 4 / 2", 3),
        ("3 × 4 ÷ 6", 2),
        ("1,204 * 10", 12040),
    ],
)
def test_follows_the_order_of_operations(text, value):
    assert evaluate(text) == (value, value)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("0.3", "0.25", "0.35"),
        ("23.4M", "23350000", "23450000"),
        ("3%", "0.025", "0.035"),
        ("1.1亿", "105000000", "115000000"),
        ("12", "12", "12"),
    ],
)
def test_a_figure_stands_for_all_that_rounds_to_it(text, low, high):
    assert read_number(text) == (Fraction(low), Fraction(high))


@pytest.mark.parametrize("text", ["", "2 +", "(2", "2 3", "x", "2 ^ 999999"])
def test_refuses_what_is_no_sum(text):
    with pytest.raises(Unreadable):
        evaluate(text)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=6))
def test_adds_whole_numbers_exactly(numbers):
    assert evaluate(" + ".join(f"{number:,}" for number in numbers)) == (sum(numbers), sum(numbers))
