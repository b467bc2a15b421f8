"""Sinusoidal encoding against its definition, entry by entry, and as rotations."""

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from impl.attention.positions import sinusoidal_encoding


@given(n=st.integers(1, 6), pairs=st.integers(1, 5))
def test_each_entry_is_as_defined(n, pairs):
    d = 2 * pairs
    expected = [
        [(math.sin, math.cos)[j % 2](t / 10_000 ** ((j - j % 2) / d)) for j in range(d)] for t in range(n)
    ]
    torch.testing.assert_close(
        sinusoidal_encoding(n, d), torch.tensor(expected, dtype=torch.get_default_dtype())
    )


def test_steps_ahead_are_the_same_rotation_everywhere():
    p = sinusoidal_encoding(12, 6).unflatten(-1, (3, 2))
    waves = torch.complex(p[..., 1], p[..., 0])
    turned = waves[5:] / waves[:-5]
    torch.testing.assert_close(turned, turned[:1].expand_as(turned))


def test_an_odd_number_of_features_is_refused():
    with pytest.raises(ValueError, match="even"):
        sinusoidal_encoding(3, 5)
