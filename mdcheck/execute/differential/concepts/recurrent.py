"""Cells of LSTM and GRU, by the sums of their gates."""

import itertools

import torch
from torch import Tensor, sigmoid, tanh

from mdcheck.execute.differential.canon import canonical
from mdcheck.execute.differential.record import (
    Axis,
    Concept,
    Form,
    Inputs,
    Settings,
    Standing,
    Way,
    axis,
    bug,
    convention,
    words,
)


def _lstm(given: Inputs, how: Settings) -> Tensor:
    _check_order(given, how)
    sums = [a + of_h(given["h"]) for a, of_h in given["sums"].values()]
    order = "ifgo" if how["order"] == "canon" else how["order"]
    i, f, g, o = (sums[order.index(gate)] for gate in "ifgo")
    c = given["c"]
    if how["cell"] == "canon" and how["state"] == "canon":
        h, kept = canonical("lstm_cell")(i, f, g, o, c)
    else:
        kept = _kept(i, f, g, c, how["cell"])
        h = _shown(o, kept, c, how["state"])
    return h if how["result"] == "state alone" else torch.stack([h, kept])


def _check_order(given: Inputs, how: Settings) -> None:
    """Hold gates to their names.

    Raises:
        ValueError: They have names, and another order is asked for.
    """
    if how["order"] != "canon" and not given["packed"]:
        raise ValueError("each gate has its name")


def _kept(i: Tensor, f: Tensor, g: Tensor, c: Tensor, how: str) -> Tensor:
    match how:
        case "nothing forgotten":
            return c + sigmoid(i) * tanh(g)
        case "all taken in":
            return sigmoid(f) * c + tanh(g)
        case "candidate by sigmoid":
            return sigmoid(f) * c + sigmoid(i) * sigmoid(g)
        case "gates exchanged":
            return sigmoid(i) * c + sigmoid(f) * tanh(g)
        case "subtracted":
            return sigmoid(f) * c - sigmoid(i) * tanh(g)
    return sigmoid(f) * c + sigmoid(i) * tanh(g)


def _shown(o: Tensor, kept: Tensor, c: Tensor, how: str) -> Tensor:
    match how:
        case "of the old cell":
            return sigmoid(o) * tanh(c)
        case "not squashed":
            return sigmoid(o) * kept
        case "without gate":
            return tanh(kept)
    return sigmoid(o) * tanh(kept)


def _gru(given: Inputs, how: Settings) -> Tensor:
    _check_order(given, how)
    h = given["h"]
    order = "rzn" if how["order"] == "canon" else how["order"]
    parts = list(given["sums"].values())
    (r_x, r_h), (z_x, z_h), (a, of_h) = (parts[order.index(gate)] for gate in "rzn")
    r, z = r_x + r_h(h), z_x + z_h(h)
    if how["reset"] == "canon" and how["update"] == "canon":
        value: Tensor = canonical("gru_cell")(r, z, a, of_h(h), h)
        return value
    match how["reset"]:
        case "before the map":
            n = tanh(a + of_h(sigmoid(r) * h))
        case "left out":
            n = tanh(a + of_h(h))
        case "complement":
            n = tanh(a + (1 - sigmoid(r)) * of_h(h))
        case _:
            n = tanh(a + sigmoid(r) * of_h(h))
    u = sigmoid(z)
    mixed = {
        "takes the candidate": (1 - u) * h + u * n,
        "both by one gate": u * h + u * n,
        "candidate whole": u * h + n,
    }
    return mixed.get(how["update"], (1 - u) * n + u * h)


def _orders(gates: str) -> Axis:
    """In which order weights hold the gates: free, unless the note speaks of torch's."""
    listed = r",\s*".join(gates)
    asked = words(
        rf"(?<![a-z]){listed}(?![a-z])|(?:[和与同]\s*PyTorch.{{0,8}}(?:一致|相同|一样))"
        r"|(?:same|order|layout|as in|like).{0,20}(?:PyTorch|nn\.(?:LSTM|GRU))"
    )
    others = ("".join(p) for p in itertools.permutations(gates) if "".join(p) != gates)
    return Axis(
        "order",
        (
            Way("canon", Standing.CANON, required=asked),
            *(Way(order, Standing.CONVENTION) for order in others),
        ),
    )


_FORMS = (Form("module", {}),)
_NOT = words(
    r"conv|bi_?|stack|classif|model|net(?:work)?$|encoder|decoder|peephole|layer_?norm|tagger|autoenc"
)

CONCEPTS = (
    Concept(
        canonical="lstm_cell",
        named=words(r"lstm(?:_?(?:cell|step|forward|unit))?"),
        but_not=_NOT,
        compute=_lstm,
        forms=_FORMS,
        axes=(
            axis("result", "canon", convention("state alone", "")),
            _orders("ifgo"),
            axis(
                "cell",
                "canon",
                bug(
                    "nothing forgotten",
                    "the forget gate is not used",
                    excused=r"1997|遗忘门.{0,6}没有|no forget gate",
                ),
                bug("all taken in", "the input gate is not used"),
                bug("candidate by sigmoid", "the candidate goes through a sigmoid where tanh belongs"),
                bug("gates exchanged", "input gate and forget gate are exchanged"),
                bug("subtracted", "what is new is subtracted from the cell where it has to be added"),
            ),
            axis(
                "state",
                "canon",
                bug("of the old cell", "the state is made of the old cell, not of the new one"),
                bug("not squashed", "the cell is shown without tanh"),
                bug("without gate", "the output gate is not used"),
            ),
        ),
        kind="cell function module",
    ),
    Concept(
        canonical="gru_cell",
        named=words(r"gru(?:_?(?:cell|step|forward|unit))?"),
        but_not=_NOT,
        compute=_gru,
        forms=_FORMS,
        axes=(
            axis(
                "update",
                "canon",
                convention("takes the candidate", ""),
                *(
                    bug(value, "old state and candidate are not mixed by a gate and its complement")
                    for value in ("both by one gate", "candidate whole")
                ),
            ),
            axis(
                "reset",
                "canon",
                convention("before the map", ""),
                bug("left out", "the reset gate is not used"),
                bug("complement", "the reset gate works the wrong way round: it keeps what it has to forget"),
            ),
            _orders("rzn"),
        ),
        kind="cell function module",
    ),
)
