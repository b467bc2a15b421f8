"""Recurrent cells against torch's own, with the same weights."""

import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from impl.recurrent import gru_cell, lstm_cell, rnn_cell
from tests.impl.oracle import draw

SIZE, SEED = st.integers(1, 5), st.integers(0, 10**6)


def sums(cell, x, h):
    """What a cell's weights make of the input and of the state."""
    return x @ cell.weight_ih.T + cell.bias_ih, h @ cell.weight_hh.T + cell.bias_hh


@settings(max_examples=10)
@given(d=SIZE, n=SIZE, seed=SEED)
def test_cells_equal_torch(device, d, n, seed):
    torch.manual_seed(seed)
    x, h, c = (
        draw(seed, 3, d, device=device),
        draw(seed + 1, 3, n, device=device),
        draw(seed + 2, 3, n, device=device),
    )
    options = {"device": device, "dtype": torch.float64}
    rnn, lstm, gru = (kind(d, n, **options) for kind in (nn.RNNCell, nn.LSTMCell, nn.GRUCell))
    close = torch.testing.assert_close
    close(rnn_cell(x, h, rnn.weight_ih, rnn.weight_hh, rnn.bias_ih + rnn.bias_hh), rnn(x, h))
    i, f, g, o = sum(sums(lstm, x, h)).chunk(4, -1)
    close(tuple(lstm_cell(i, f, g, o, c)), lstm(x, (h, c)))
    (r1, z1, a), (r2, z2, b) = (part.chunk(3, -1) for part in sums(gru, x, h))
    close(gru_cell(r1 + r2, z1 + z2, a, b, h), gru(x, h))


def test_a_gate_that_is_shut_keeps_the_cell():
    big = torch.full((2,), 100.0)
    h, c = lstm_cell(-big, big, big, big, torch.tensor([0.5, -2.0]))
    torch.testing.assert_close(c, torch.tensor([0.5, -2.0]))
    torch.testing.assert_close(h, c.tanh())
    assert gru_cell(big, big, big, big, torch.tensor([0.5, -2.0])).tolist() == [0.5, -2.0]
