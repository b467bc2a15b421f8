"""Additive attention as a module."""

import torch
from torch import Tensor

from mdcheck.execute.differential.canon import canonical
from mdcheck.execute.differential.record import Concept, Form, Inputs, Settings, axis, bug, words


def _compute(given: Inputs, how: Settings) -> Tensor:
    q, k, v, w = (given[name] for name in ("q", "k", "v", "w"))
    if all(value == "canon" for value in how.values()):
        same = torch.eye(q.shape[-1], dtype=q.dtype)
        value: Tensor = canonical("additive_attention")(q, k, v, same, same, w)
        return value
    left, right = q[:, :, None], k[:, None]
    joined = left * right if how["joined"] == "multiplied" else left + right
    bent = {"left out": joined, "relu": joined.relu(), "sigmoid": joined.sigmoid()}.get(
        how["bent"], joined.tanh()
    )
    scores = bent @ w
    weights = {"over queries": scores.softmax(-2), "left out": scores}.get(how["softmax"], scores.softmax(-1))
    return weights @ v


CONCEPTS = (
    Concept(
        canonical="additive_attention",
        named=words(r"additive_?att|bahdanau|concat_?att"),
        but_not=words(r"decoder|model|encoder|seq2seq"),
        compute=_compute,
        forms=(Form("tokens", {}),),
        axes=(
            axis(
                "bent",
                "canon",
                bug("left out", "tanh is missing"),
                bug("relu", "relu stands where tanh belongs"),
                bug("sigmoid", "sigmoid stands where tanh belongs"),
            ),
            axis(
                "joined", "canon", bug("multiplied", "queries and keys are multiplied, they have to be added")
            ),
            axis(
                "softmax",
                "canon",
                bug(
                    "over queries",
                    "softmax runs over the queries; the weights of a query's keys have to sum to 1",
                ),
                bug("left out", "softmax is missing"),
            ),
        ),
        kind="additive module",
    ),
)
