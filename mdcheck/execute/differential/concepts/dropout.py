"""Dropout, by what becomes of ones."""

import torch
from torch import Tensor

from mdcheck.execute.differential.record import Concept, Form, Inputs, Settings, axis, bug, convention, words

_DROPS = -1.0


def _compute(given: Inputs, how: Settings) -> Tensor:
    p = given["p"]
    keep = p if how["rate"] == "kept" else 1 - p
    survivors, after = {
        "canon": (1 / keep, 1.0),
        "in evaluation": (1.0, keep),
        "never": (1.0, 1.0),
        "by the other share": (1 / (1 - keep), 1.0),
        "multiplied": (keep, 1.0),
        "in both": (1 / keep, keep),
        "still drops": (1 / keep, _DROPS),
        "still drops, never": (1.0, _DROPS),
    }[how["scaled"]]
    return torch.tensor([keep, survivors, after][: 3 if given["evaluated"] else 2])


CONCEPTS = (
    Concept(
        canonical="dropout",
        named=words(
            r"^(?:my_|simple_|inverted_|custom_|manual_)*dropout(?:_?(?:layer|forward|function|manual|np|numpy))*$"
        ),
        compute=_compute,
        forms=(Form("ones", {}),),
        axes=(
            axis("rate", "dropped", convention("kept", "")),
            axis(
                "scaled",
                "canon",
                convention("in evaluation", "", inexcusable=r"inverted|反向|倒置"),
                bug(
                    "never",
                    "survivors are not divided by the share that is kept: the expectation changes",
                    excused=r"不(?:做|进行)?缩放|测试时|推理时|at test time|without scaling|expectation",
                ),
                bug(
                    "by the other share",
                    "survivors are divided by the share that is dropped, not by the share kept",
                ),
                bug(
                    "multiplied",
                    "survivors are multiplied by the share that is kept where they have to be divided",
                ),
                bug("in both", "activations are scaled in training and once more in evaluation"),
                bug("still drops", "evaluation still drops entries"),
                bug("still drops, never", "evaluation still drops entries, and survivors are not scaled"),
            ),
        ),
        kind="dropout function module",
    ),
)
