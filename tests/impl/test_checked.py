"""Calls held against their annotations."""

import pytest
import torch
from jaxtyping import Float
from torch import Tensor

from impl.checked import checked
from impl.domains import (
    Distribution,
    JointDistribution,
    Labels,
    Mask,
    OneHot,
    Positive,
    Probability,
    Signs,
    UnitVectors,
)


@checked
def attend(
    Q: Float[Tensor, "*batch n d"],
    K: Float[Tensor, "*batch m d"],
    mask: Mask[Tensor, "*#batch #n m"] | Float[Tensor, "*#batch #n m"] | None = None,
    *,
    eps: Positive[float, ""] = 1.0,
    device: torch.device | None = None,
) -> tuple[int, ...]:
    return tuple(Q.shape)


@checked
def judge(
    p: Distribution[Tensor, "*batch c"] | None = None,
    y: Labels[Tensor, "*batch", "c"] | None = None,
    joint: JointDistribution[Tensor, "*batch c k"] | None = None,
    sign: Signs[Tensor, "*batch"] | None = None,
    chance: Probability[Tensor, "*batch"] | None = None,
    hot: OneHot[Tensor, "*batch c"] | None = None,
    unit: UnitVectors[Tensor, "*batch c"] | None = None,
) -> bool:
    return True


Q, K = torch.ones(2, 3, 4), torch.ones(2, 5, 4)


@pytest.mark.parametrize(
    "mask", [None, torch.ones(3, 5) > 0, torch.ones(1, 5), torch.ones(2, 1, 5), torch.ones(1, 3, 5)]
)
def test_what_fits_passes_through(mask):
    assert attend(Q, K, mask, eps=2, device=torch.device("cpu")) == (2, 3, 4)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            (Q, torch.ones(2, 5, 3)),
            r"K must have shape \(\*batch, m, d\) with batch = \[2\], .*d = 4, got \(2, 5, 3\)",
        ),
        ((Q, torch.ones(5, 4)), r"K must have shape .*got \(5, 4\)"),
        ((torch.ones(4), K), r"Q must have shape \(\*batch, n, d\), got \(4,\)"),
        ((Q, K, torch.ones(2, 5)), r"mask must have shape .*got \(2, 5\)"),
        ((Q, K, torch.ones(3, 1, 5)), "mask must have shape"),
        ((Q, K, torch.ones(3, 5).long()), "mask must be booleans or floats, got a tensor of torch.int64"),
        ((Q.long(), K), "Q must be floats, got a tensor of torch.int64"),
        (([1.0], K), "Q must be a Tensor, got list"),
    ],
)
def test_shapes_and_dtypes_that_do_not_fit_are_named(arguments, message):
    with pytest.raises(ValueError, match=message):
        attend(*arguments)


@pytest.mark.parametrize("eps", [0, -1.0, float("nan"), "1"])
def test_scalars_stay_in_their_domain(eps):
    with pytest.raises(ValueError, match="eps must"):
        attend(Q, K, eps=eps)


HALVES = torch.full((2, 2), 0.5)


@pytest.mark.parametrize(
    "arguments",
    [
        {"p": HALVES, "y": torch.tensor([0, 1])},
        {"joint": HALVES[None] / 2},
        {"sign": torch.tensor([-1, 1])},
        {"chance": torch.tensor([0.0, 1.0])},
        {"hot": torch.eye(2)},
        {"unit": torch.tensor([[0.6, -0.8]])},
        {"p": torch.ones(0, 3)},
    ],
)
def test_values_of_a_domain_pass(arguments):
    assert judge(**arguments)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"p": HALVES / 2}, "p must sum to 1, but a sum is off by 0.5"),
        ({"p": torch.tensor([1.5, -0.5])}, r"p must hold values in \[0, 1\], got -0.5 to 1.5"),
        ({"p": torch.tensor([float("nan"), 1.0])}, "p must hold"),
        ({"p": HALVES, "y": torch.tensor([0, 2])}, "y must hold classes from 0 to 1, got 0 to 2"),
        ({"p": HALVES, "y": torch.tensor([-1, 0])}, "y must hold classes from 0 to 1, got -1 to 0"),
        ({"joint": HALVES[None]}, "joint must sum to 1, but a sum is off by 1"),
        ({"sign": torch.tensor([0, 1])}, "sign must be -1 or 1 everywhere"),
        ({"chance": torch.tensor([1.1])}, "chance must hold"),
        ({"hot": torch.ones(1, 2)}, "hot must hold a single 1"),
        ({"hot": HALVES}, "hot must hold a single 1"),
        ({"unit": torch.ones(1, 2)}, "unit must have length 1"),
    ],
)
def test_values_outside_are_named(arguments, message):
    with pytest.raises(ValueError, match=message):
        judge(**arguments)


def test_the_function_keeps_its_name_and_its_errors_of_call():
    assert attend.__name__ == "attend"
    with pytest.raises(TypeError, match="missing a required argument: 'K'"):
        attend(Q)
