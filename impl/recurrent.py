"""Recurrent cells: what a state becomes when one more input is read."""

from typing import NamedTuple

import torch
from jaxtyping import Float
from torch import Tensor

from impl.activations import sigmoid, tanh
from impl.checked import checked


@checked
def rnn_cell(
    x: Float[Tensor, "*batch d"],
    h: Float[Tensor, "*batch n"],
    W: Float[Tensor, "n d"],
    U: Float[Tensor, "n n"],
    b: Float[Tensor, "n"],
) -> Float[Tensor, "*batch n"]:
    r"""A state that mixes itself with the input and is squashed.

    Formula:
        $$ y_i = \tanh(\sum_{j=1}^d W_{ij} x_j + \sum_{k=1}^n U_{ik} h_k + b_i) $$

    Names:
        RNN cell, Elman cell, vanilla RNN step; 循环神经网络单元, RNN 单元

    Args:
        x: the input.
        h: the state before.
        W: map of the input.
        U: map of the state.
        b: what is added.

    Returns:
        The state after.

    Raises:
        ValueError: if the sizes do not fit.

    Conventions:
        activation: tanh | relu

    Source:
        Elman, Finding Structure in Time, 1990.
    """
    return tanh(x @ W.mT + h @ U.mT + b)  # (*batch, n)


class LSTMState(NamedTuple):
    """What an LSTM remembers.

    Attributes:
        h: the state that is seen outside.
        c: the cell, which is only forgotten from and added to.
    """

    h: Tensor
    c: Tensor


@checked
def lstm_cell(
    i: Float[Tensor, "*batch n"],
    f: Float[Tensor, "*batch n"],
    g: Float[Tensor, "*batch n"],
    o: Float[Tensor, "*batch n"],
    c: Float[Tensor, "*batch n"],
) -> LSTMState:
    r"""Forget a part of the cell, add a part of a candidate, show a part of the outcome.

    The four gates come as sums, W x + U h + b each; this is what is made of them.

    Formula:
        $$ h'_k = \sigma(o_k) \tanh(\sigma(f_k) c_k + \sigma(i_k) \tanh(g_k)) $$
        $$ c'_k = \sigma(f_k) c_k + \sigma(i_k) \tanh(g_k) $$

    Names:
        LSTM cell, long short-term memory cell; LSTM 单元, 长短期记忆单元

    Args:
        i: sums of the input gate.
        f: sums of the forget gate.
        g: sums of the candidate.
        o: sums of the output gate.
        c: the cell before.

    Returns:
        The state and the cell after.

    Raises:
        ValueError: if the shapes differ.

    Conventions:
        order: i, f, g, o | any other, where the weights are the code's own

    Source:
        Hochreiter and Schmidhuber, Long Short-Term Memory, 1997; Gers et al., 2000, for the forget gate.
    """
    kept = sigmoid(f) * c + sigmoid(i) * tanh(g)  # (*batch, n)
    return LSTMState(sigmoid(o) * tanh(kept), kept)


@checked
def gru_cell(
    r: Float[Tensor, "*batch n"],
    z: Float[Tensor, "*batch n"],
    a: Float[Tensor, "*batch n"],
    b: Float[Tensor, "*batch n"],
    h: Float[Tensor, "*batch n"],
) -> Float[Tensor, "*batch n"]:
    r"""Move the state towards a candidate, which sees as much of the old state as is not reset.

    The gates come as sums, W x + U h + b each; the candidate's in its two parts.

    Formula:
        $$ y_k = (1 - \sigma(z_k)) \tanh(a_k + \sigma(r_k) b_k) + \sigma(z_k) h_k $$

    Names:
        GRU cell, gated recurrent unit cell; GRU 单元, 门控循环单元

    Args:
        r: sums of the reset gate.
        z: sums of the update gate.
        a: the candidate's part that comes from the input.
        b: the candidate's part that comes from the state.
        h: the state before.

    Returns:
        The state after.

    Raises:
        ValueError: if the shapes differ.

    Conventions:
        update: z keeps the old state | z takes the candidate
        reset: of the mapped state | of the state before it is mapped

    Source:
        Cho et al., Learning Phrase Representations using RNN Encoder-Decoder, 2014.
    """
    candidate = tanh(a + sigmoid(r) * b)  # (*batch, n)
    return torch.lerp(candidate, h, sigmoid(z))  # (*batch, n)
