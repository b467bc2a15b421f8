"""Programs of update equations make the steps of torch.optim and of the docstrings they are written after."""

from pathlib import Path

import pytest
import torch

from mdcheck.concepts.catalogue.optimizers import optimizers
from mdcheck.concepts.definitions import System
from mdcheck.concepts.index import load_package
from mdcheck.verify.recurrences.judge import canonical, first_match, systems
from mdcheck.verify.recurrences.program import Incomplete
from mdcheck.verify.recurrences.run import agreement, problems, trajectory

INDEX = load_package(Path(__file__).parents[3], "impl")
RATES = {
    "eta": 0.1,
    "mu": 0.8,
    "beta": 0.9,
    "rho": 0.9,
    "beta_1": 0.8,
    "beta_2": 0.95,
    "epsilon": 1e-3,
    "lambda": 0.2,
}
TORCH = {
    ("gradient descent", ""): lambda p: torch.optim.SGD(p, lr=0.1),
    ("gradient descent with weight decay", ""): lambda p: torch.optim.SGD(p, lr=0.1, weight_decay=0.2),
    ("momentum", ""): lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.8),
    ("Nesterov momentum", ""): lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.8, nesterov=True),
    ("AdaGrad", ""): lambda p: torch.optim.Adagrad(p, lr=0.1, eps=1e-3),
    ("RMSProp", ""): lambda p: torch.optim.RMSprop(p, lr=0.1, alpha=0.9, eps=1e-3),
    ("AdaDelta", "learning rate: yes"): lambda p: torch.optim.Adadelta(p, lr=0.1, rho=0.9, eps=1e-3),
    ("Adam", ""): lambda p: torch.optim.Adam(p, lr=0.1, betas=(0.8, 0.95), eps=1e-3),
    ("AdamW", ""): lambda p: torch.optim.AdamW(p, lr=0.1, betas=(0.8, 0.95), eps=1e-3, weight_decay=0.2),
    ("Adam with L2 regularization", ""): lambda p: torch.optim.Adam(
        p, lr=0.1, betas=(0.8, 0.95), eps=1e-3, weight_decay=0.2
    ),
}


@pytest.mark.parametrize(("name", "convention"), TORCH)
def test_systems_make_the_steps_of_torch(name, convention):
    program = next(p for system, p in systems(name) if system.convention == convention)
    for problem in problems():
        mine = trajectory(program, {rate: RATES[rate] for rate in program.rates}, problem)
        weight = torch.tensor(problem.start, dtype=torch.float64, requires_grad=True)
        optimizer = TORCH[name, convention]([weight])
        theirs = []
        for step in range(1, len(problem.slopes) + 1):
            weight.grad = torch.tensor(problem.gradient(step, weight.item()), dtype=torch.float64)
            optimizer.step()
            theirs.append(weight.item())
        assert mine == pytest.approx(theirs, rel=1e-7)


@pytest.mark.parametrize("name", [n for n, o in optimizers().items() if o.canonical and n != "Nadam"])
def test_the_docstring_of_the_canonical_optimizer_makes_the_same_steps(name):
    concept = INDEX.at(optimizers()[name].canonical)
    assert concept is not None
    program = canonical(System(tuple(formula.tex for formula in concept.formulas)))
    assert agreement(program, systems(name)[0][1]) or first_match(program, [name])


def test_no_two_optimizers_make_the_same_steps():
    plain = {name: systems(name)[0][1] for name in optimizers()}
    same = [(a, b) for a in plain for b in plain if a < b and agreement(plain[a], plain[b])]
    assert same == []


@pytest.mark.parametrize(
    ("equations", "reason"),
    [
        ((r"m_t = \beta m_{t-1} + g_t",), "updates the parameters"),
        ((r"\theta_{t+1} = \theta_t - \eta \frac{g_t}{\sqrt{\hat{v}_t}}",), "what hat v is"),
        ((r"v_t = g_t", r"v_t = 2 g_t", r"\theta_{t+1} = \theta_t - v_t"), "two equations"),
        ((r"\theta_{t+1} = \theta_t - \eta v",), "no gradient"),
    ],
)
def test_what_is_missing_is_said(equations, reason):
    with pytest.raises(Incomplete, match=reason):
        canonical(System(equations))
