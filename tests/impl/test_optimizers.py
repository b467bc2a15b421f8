"""Every step against torch.optim or the update equations in plain floats, over several steps."""

import math

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from impl import optimizers as opt

SHAPES = st.lists(st.integers(1, 4), max_size=3).map(tuple)
STEPS = 6

PAIRS = {
    "momentum": (
        opt.momentum,
        opt.MomentumState,
        lambda p: torch.optim.SGD(p, lr=0.03, momentum=0.8),
        {"eta": 0.03, "mu": 0.8},
    ),
    "nesterov": (
        opt.nesterov,
        opt.MomentumState,
        lambda p: torch.optim.SGD(p, lr=0.03, momentum=0.8, nesterov=True),
        {"eta": 0.03, "mu": 0.8},
    ),
    "average": (
        opt.momentum_average,
        opt.MomentumState,
        lambda p: _without_first_step_rule(torch.optim.SGD(p, lr=0.03, momentum=0.8, dampening=0.8), p),
        {"eta": 0.03, "beta": 0.8},
    ),
    "adagrad": (
        opt.adagrad,
        opt.AdaGradState,
        lambda p: torch.optim.Adagrad(p, lr=0.03, eps=1e-3),
        {"eta": 0.03, "eps": 1e-3},
    ),
    "adadelta": (
        opt.adadelta,
        opt.AdaDeltaState,
        lambda p: torch.optim.Adadelta(p, lr=0.7, rho=0.8, eps=1e-3),
        {"eta": 0.7, "rho": 0.8, "eps": 1e-3},
    ),
    "rmsprop": (
        opt.rmsprop,
        opt.RMSPropState,
        lambda p: torch.optim.RMSprop(p, lr=0.03, alpha=0.8, eps=1e-3),
        {"eta": 0.03, "beta": 0.8, "eps": 1e-3},
    ),
    "adam": (
        opt.adam,
        opt.AdamState,
        lambda p: torch.optim.Adam(p, lr=0.03, betas=(0.7, 0.95), eps=1e-3),
        {"eta": 0.03, "beta_1": 0.7, "beta_2": 0.95, "eps": 1e-3},
    ),
    "adam_l2": (
        opt.adam_l2,
        opt.AdamState,
        lambda p: torch.optim.Adam(p, lr=0.03, betas=(0.7, 0.95), eps=1e-3, weight_decay=0.1),
        {"eta": 0.03, "beta_1": 0.7, "beta_2": 0.95, "eps": 1e-3, "lambda_": 0.1},
    ),
    "adamw": (
        opt.adamw,
        opt.AdamState,
        lambda p: torch.optim.AdamW(p, lr=0.03, betas=(0.7, 0.95), eps=1e-3, weight_decay=0.1),
        {"eta": 0.03, "beta_1": 0.7, "beta_2": 0.95, "eps": 1e-3, "lambda_": 0.1},
    ),
    "nadam": (
        opt.nadam,
        opt.NadamState,
        lambda p: torch.optim.NAdam(p, lr=0.03, betas=(0.7, 0.95), eps=1e-3, momentum_decay=0.02),
        {"eta": 0.03, "beta_1": 0.7, "beta_2": 0.95, "eps": 1e-3, "psi": 0.02},
    ),
    "adam defaults": (opt.adam, opt.AdamState, lambda p: torch.optim.Adam(p), {}),
    "adamw defaults": (opt.adamw, opt.AdamState, lambda p: torch.optim.AdamW(p), {}),
    "nadam defaults": (opt.nadam, opt.NadamState, lambda p: torch.optim.NAdam(p), {}),
    "rmsprop defaults": (opt.rmsprop, opt.RMSPropState, lambda p: torch.optim.RMSprop(p), {}),
    "adagrad defaults": (opt.adagrad, opt.AdaGradState, lambda p: torch.optim.Adagrad(p), {}),
    "adadelta defaults": (opt.adadelta, opt.AdaDeltaState, lambda p: torch.optim.Adadelta(p), {}),
}


@pytest.fixture(scope="module", autouse=True)
def _double_scalars():
    """torch.optim keeps its own scalars (NAdam's product of momenta) in the default type."""
    before = torch.get_default_dtype()
    torch.set_default_dtype(torch.float64)
    yield
    torch.set_default_dtype(before)


def _without_first_step_rule(optimizer, parameters):
    """torch.optim.SGD does not dampen the first gradient; a buffer of zeros makes every step alike."""
    for p in parameters:
        optimizer.state[p]["momentum_buffer"] = torch.zeros_like(p)
    return optimizer


def _objective(theta: Tensor) -> Tensor:
    scale = torch.arange(1, theta.numel() + 1).to(theta).view_as(theta)
    return (scale * theta.sin() + (1 + theta**2).sqrt()).sum()


def _gradient(theta: Tensor) -> Tensor:
    theta = theta.detach().requires_grad_()
    return torch.autograd.grad(_objective(theta), theta)[0]


def _theirs(make, theta: Tensor, steps: int = STEPS) -> list[Tensor]:
    p = theta.clone().requires_grad_()
    optimizer = make([p])
    path = []
    for _ in range(steps):
        p.grad = _gradient(p)
        optimizer.step()
        path.append(p.detach().clone())
    return path


def _ours(step, state, theta: Tensor, options, steps: int = STEPS) -> list[Tensor]:
    path = []
    for _ in range(steps):
        theta, state = step(theta, _gradient(theta), state, **options)
        path.append(theta)
    return path


@pytest.mark.parametrize("name", PAIRS)
@settings(max_examples=25)
@given(shape=SHAPES, seed=st.integers(0, 2**31))
def test_path_is_that_of_torch(name, shape, seed):
    step, state, make, options = PAIRS[name]
    theta = torch.randn(shape, dtype=torch.float64, generator=torch.Generator().manual_seed(seed))
    for mine, torchs in zip(
        _ours(step, state.zeros(theta), theta, options), _theirs(make, theta), strict=True
    ):
        torch.testing.assert_close(mine, torchs, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("name", PAIRS)
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_path_keeps_type_and_device(name, dtype, device):
    step, state, make, options = PAIRS[name]
    theta = torch.linspace(-2, 2, 7, dtype=dtype, device=device)
    mine = _ours(step, state.zeros(theta), theta, options)[-1]
    assert mine.dtype == dtype
    assert mine.device == theta.device
    tolerance = 1e-4 if dtype == torch.float32 else 1e-10
    torch.testing.assert_close(mine, _theirs(make, theta)[-1], rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize("name", PAIRS)
def test_a_step_leaves_its_arguments_alone(name):
    step, state, _, options = PAIRS[name]
    theta = torch.linspace(-2, 2, 7, dtype=torch.float64)
    before, start = theta.clone(), state.zeros(theta)
    g = torch.ones_like(theta)
    step(theta, g, start, **options)
    assert torch.equal(theta, before)
    assert torch.equal(g, torch.ones_like(theta))
    assert start.__dict__.keys() == state.zeros(theta).__dict__.keys()
    assert all(not torch.is_tensor(x) or bool((x == 0).all()) for x in start.__dict__.values())


@pytest.mark.parametrize("name", ["adagrad", "adadelta", "rmsprop", "adam", "nadam"])
def test_a_zero_gradient_moves_nothing(name):
    step, state, _, options = PAIRS[name]
    theta = torch.linspace(-2, 2, 7, dtype=torch.float64)
    moved, _ = step(theta, torch.zeros_like(theta), state.zeros(theta), **options)
    assert torch.equal(moved, theta)


@settings(max_examples=25)
@given(seed=st.integers(0, 2**31), mu=st.floats(0, 0.99), eta=st.floats(1e-4, 0.05))
def test_the_three_conventions_of_momentum_walk_one_path(seed, mu, eta):
    theta = torch.randn(5, dtype=torch.float64, generator=torch.Generator().manual_seed(seed))
    start = opt.MomentumState.zeros(theta)
    outside = _ours(opt.momentum, start, theta, {"eta": eta, "mu": mu})
    inside = _ours(opt.momentum_classical, start, theta, {"eta": eta, "gamma": mu})
    average = _ours(opt.momentum_average, start, theta, {"eta": eta / (1 - mu), "beta": mu})
    for a, b, c in zip(outside, inside, average, strict=True):
        torch.testing.assert_close(a, b, rtol=1e-8, atol=1e-8)
        torch.testing.assert_close(a, c, rtol=1e-8, atol=1e-8)


def test_momentum_classical_keeps_the_rate_of_its_time():
    """Where eta changes, the conventions part: the velocity holds the rate each gradient came with."""
    theta, g = torch.zeros(1, dtype=torch.float64), torch.ones(1, dtype=torch.float64)
    state = opt.MomentumState.zeros(theta)
    theta, state = opt.momentum_classical(theta, g, state, eta=1.0, gamma=0.5)
    theta, state = opt.momentum_classical(theta, g, state, eta=0.1, gamma=0.5)
    assert theta.item() == pytest.approx(-1.0 - (0.5 * 1.0 + 0.1))


@settings(max_examples=25)
@given(seed=st.integers(0, 2**31), mu=st.floats(0, 0.95))
def test_nesterovs_two_forms_are_one(seed, mu):
    """The parameters of torch are the points the textbook looks ahead to."""
    theta = torch.randn(5, dtype=torch.float64, generator=torch.Generator().manual_seed(seed))
    torchs = _theirs(lambda p: torch.optim.SGD(p, lr=0.02, momentum=max(mu, 1e-12), nesterov=True), theta)
    state = opt.MomentumState.zeros(theta)
    for ahead in torchs:
        theta, state = opt.nesterov_lookahead(theta, _gradient, state, eta=0.02, gamma=mu)
        torch.testing.assert_close(theta - mu * state.v, ahead, rtol=1e-8, atol=1e-8)


def test_nadam_constant_follows_its_equations_in_plain_floats():
    theta, state = torch.tensor([0.7], dtype=torch.float64), opt.AdamState.zeros(torch.zeros(1).double())
    w, m, v = 0.7, 0.0, 0.0
    for t in range(1, 8):
        g = math.cos(3 * w)
        m, v = 0.7 * m + 0.3 * g, 0.9 * v + 0.1 * g * g
        ahead = 0.7 * m / (1 - 0.7**t) + 0.3 * g / (1 - 0.7**t)
        w -= 0.05 / (math.sqrt(v / (1 - 0.9**t)) + 1e-4) * ahead
        theta, state = opt.nadam_constant(
            theta, torch.cos(3 * theta), state, eta=0.05, beta_1=0.7, beta_2=0.9, eps=1e-4
        )
        assert theta.item() == pytest.approx(w, rel=1e-12)
    assert state.t == 7


def test_decoupled_decay_is_not_an_l2_penalty():
    """Weights with large gradients are decayed less by the penalty, and alike by AdamW."""
    theta, g = torch.ones(2, dtype=torch.float64), torch.tensor([1.0, 100.0], dtype=torch.float64)
    start = opt.AdamState.zeros(theta)
    plain, _ = opt.adam(theta, g, start)
    decoupled, _ = opt.adamw(theta, g, start, lambda_=0.1)
    coupled, _ = opt.adam_l2(theta, g, start, lambda_=0.1)
    torch.testing.assert_close(plain - decoupled, torch.full_like(theta, 1e-3 * 0.1))
    assert (plain - coupled).abs().max() < 1e-9  # the first step is g / |g|, whatever was added to g


def _squared(theta: Tensor, x: Tensor, y: Tensor) -> Tensor:
    return ((x @ theta - y) ** 2).mean()


@settings(max_examples=25)
@given(seed=st.integers(0, 2**31), n=st.integers(1, 7), d=st.integers(1, 4))
def test_gradient_descent_on_all_one_or_some_examples(seed, n, d):
    """Least squares has its gradient in closed form: 2 / m X^T (X theta - y)."""
    draw = torch.Generator().manual_seed(seed)
    x, y, theta = (torch.randn(s, dtype=torch.float64, generator=draw) for s in [(n, d), (n,), (d,)])
    batch = torch.randint(n, (3,), generator=draw)

    def closed(rows: Tensor) -> Tensor:
        return theta - 0.1 * 2 / len(rows) * x[rows].T @ (x[rows] @ theta - y[rows])

    everything, i = torch.arange(n), int(batch[0])
    close = torch.testing.assert_close
    close(opt.batch_gradient_descent(_squared, theta, x, y, eta=0.1), closed(everything))
    close(opt.stochastic_gradient_descent(_squared, theta, x, y, i, eta=0.1), closed(batch[:1]))
    close(opt.minibatch_gradient_descent(_squared, theta, x, y, batch, eta=0.1), closed(batch))


def test_gradient_descent_is_torchs_sgd():
    theta = torch.linspace(-1, 1, 5, dtype=torch.float64)
    torchs = _theirs(lambda p: torch.optim.SGD(p, lr=0.02), theta)
    for after in torchs:
        theta = opt.gradient_descent(theta, _gradient(theta), eta=0.02)
        torch.testing.assert_close(theta, after)


@given(n=st.integers(1, 40), m=st.integers(1, 40), seed=st.integers(0, 2**31))
def test_an_epoch_of_minibatches_holds_every_example_once(n, m, seed):
    batches = list(opt.minibatches(n, m, generator=torch.Generator().manual_seed(seed)))
    assert sorted(torch.cat(batches).tolist()) == list(range(n))
    assert [len(b) for b in batches[:-1]] == [m] * (len(batches) - 1)
    assert 1 <= len(batches[-1]) <= m


@pytest.mark.parametrize("name", PAIRS)
def test_a_gradient_of_another_shape_is_refused(name):
    step, state, _, options = PAIRS[name]
    theta = torch.zeros(3)
    with pytest.raises(ValueError, match=r"g must have the shape of theta, \(3,\), got \(1,\)"):
        step(theta, torch.zeros(1), state.zeros(theta), **options)
    with pytest.raises(ValueError, match=r"must have the shape of theta, \(3,\), got \(2,\)"):
        step(theta, theta, state.zeros(torch.zeros(2)), **options)


@pytest.mark.parametrize(
    ("step", "state", "options", "message"),
    [
        (opt.adam, opt.AdamState, {"beta_1": 1.0}, r"beta_1 must lie in \[0, 1\), got 1.0"),
        (opt.adam, opt.AdamState, {"eta": 0.0}, "eta must be positive, got 0.0"),
        (opt.adamw, opt.AdamState, {"lambda_": -1.0}, "lambda_ must not be negative, got -1.0"),
        (opt.adam_l2, opt.AdamState, {"lambda_": -1.0}, "lambda_ must not be negative"),
        (opt.nadam, opt.NadamState, {"psi": -0.1}, "psi must not be negative"),
        (opt.nadam_constant, opt.AdamState, {"beta_2": -0.1}, "beta_2 must lie in"),
        (opt.rmsprop, opt.RMSPropState, {"eps": 0.0}, "eps must be positive"),
        (opt.adagrad, opt.AdaGradState, {"eps": math.nan}, "eps must be positive, got nan"),
        (opt.adadelta, opt.AdaDeltaState, {"rho": 1.5}, "rho must lie in"),
        (opt.momentum, opt.MomentumState, {"mu": -0.1}, "mu must lie in"),
        (opt.momentum_classical, opt.MomentumState, {"gamma": 1.0}, "gamma must lie in"),
        (opt.momentum_average, opt.MomentumState, {"beta": 1.0}, "beta must lie in"),
        (opt.nesterov, opt.MomentumState, {"mu": 1.0}, "mu must lie in"),
    ],
)
def test_a_value_outside_its_domain_is_refused(step, state, options, message):
    theta = torch.zeros(3)
    with pytest.raises(ValueError, match=message):
        step(theta, theta, state.zeros(theta), **options)


def test_wrong_examples_are_refused():
    x, y, theta = torch.ones(3, 2), torch.ones(3), torch.zeros(2)
    with pytest.raises(ValueError, match="at least one example"):
        opt.batch_gradient_descent(_squared, theta, x[:0], y[:0])
    with pytest.raises(ValueError, match="as many examples, got 3 and 2"):
        opt.batch_gradient_descent(_squared, theta, x, y[:2])
    with pytest.raises(ValueError, match=r"one of the examples 0\.\.2, got 3"):
        opt.stochastic_gradient_descent(_squared, theta, x, y, 3)
    with pytest.raises(ValueError, match="at least one index"):
        opt.minibatch_gradient_descent(_squared, theta, x, y, torch.tensor([], dtype=torch.long))
    with pytest.raises(ValueError, match="m must be positive, got 0"):
        opt.minibatches(4, 0)
    with pytest.raises(ValueError, match="g must have the shape"):
        opt.nesterov_lookahead(theta, lambda p: p[:1], opt.MomentumState.zeros(theta))


@given(values=st.lists(st.floats(-9, 9), min_size=1, max_size=8), beta=st.floats(0.05, 0.95))
def test_a_moving_average_weighs_what_came_k_steps_ago_by_beta_to_the_k(values, beta):
    average = torch.tensor(0.0, dtype=torch.float64, requires_grad=True)
    moved = average
    for value in values:
        moved = opt.moving_average(moved, torch.tensor(value, dtype=torch.float64), beta)
    n = len(values)
    expected = sum((1 - beta) * beta ** (n - 1 - k) * value for k, value in enumerate(values))
    assert moved.item() == pytest.approx(expected, rel=1e-9, abs=1e-9)
    moved.backward()
    assert average.grad.item() == pytest.approx(beta**n)
