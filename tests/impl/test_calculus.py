"""Every row of the table against autograd, finite differences and sympy."""

import pytest
import sympy
import torch
from hypothesis import given
from hypothesis import strategies as st

from impl import calculus
from impl.calculus import DERIVATIVES

ROWS = [
    pytest.param(row, constants, id=f"{row.name} {constants}")
    for row in DERIVATIVES
    for constants in row.examples
]

SYMPY = {
    "constant": lambda x, c: 0 * x + c,
    "power": lambda x, n: x**n,
    "square root": sympy.sqrt,
    "reciprocal": lambda x: 1 / x,
    "exponential": sympy.exp,
    "exponential to base a": lambda x, a: a**x,
    "natural logarithm": sympy.log,
    "logarithm to base a": sympy.log,
    "sine": sympy.sin, "cosine": sympy.cos, "tangent": sympy.tan,
    "cotangent": sympy.cot, "secant": sympy.sec, "cosecant": sympy.csc,
    "arcsine": sympy.asin, "arccosine": sympy.acos, "arctangent": sympy.atan,
    "arccotangent": lambda x: sympy.pi / 2 - sympy.atan(x),
    "hyperbolic sine": sympy.sinh, "hyperbolic cosine": sympy.cosh, "hyperbolic tangent": sympy.tanh,
    "sigmoid": lambda x: 1 / (1 + sympy.exp(-x)),
    "softplus": lambda x: sympy.log(1 + sympy.exp(x)),
}  # fmt: skip


def _points(row, dtype=torch.float64, device="cpu"):
    """Points of the open interval, towards its ends as well."""
    low, high = max(row.low, -6.0), min(row.high, 6.0)
    share = torch.tensor([1e-3, 0.1, 0.35, 0.5, 0.77, 0.999], dtype=dtype, device=device)
    return low + (high - low) * share


@pytest.mark.parametrize(("row", "constants"), ROWS)
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_derivative_is_that_of_autograd(row, constants, dtype, device):
    x = _points(row, dtype, device).requires_grad_()
    value = row.f(x, *constants)
    gradient = torch.autograd.grad(value.sum(), x)[0]
    tolerance = 1e-9 if dtype == torch.float64 else 2e-4
    torch.testing.assert_close(row.df(x, *constants), gradient, rtol=tolerance, atol=tolerance)
    assert value.dtype == gradient.dtype == dtype
    assert value.isfinite().all()


@pytest.mark.parametrize(("row", "constants"), ROWS)
def test_function_and_derivative_are_those_of_sympy(row, constants):
    x = sympy.Symbol("x")
    exact = [sympy.Float(c, 30) for c in constants]
    f = SYMPY[row.name](x, *exact)
    points = _points(row)
    df = sympy.diff(f, x)
    for mine, expression in ((row.f(points, *constants), f), (row.df(points, *constants), df)):
        expected = [float(sympy.N(sympy.sympify(expression).subs(x, float(p)), 20)) for p in points]
        assert mine.tolist() == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_every_row_has_constants_for_its_names():
    assert all(len(e) == len(row.constants) for row in DERIVATIVES for e in row.examples)
    assert len({row.name for row in DERIVATIVES}) == len(DERIVATIVES)


@given(x=st.floats(-2, 2))
def test_rules_are_those_of_autograd(x):
    point = torch.tensor([x], dtype=torch.float64, requires_grad=True)

    def slope(value):
        return torch.autograd.grad(value.sum(), point, retain_graph=True)[0]

    u, v = point.sin() + point**2, point.exp() + 1
    du, dv = slope(u), slope(v)
    torch.testing.assert_close(calculus.sum_rule(du, dv), slope(u + v))
    torch.testing.assert_close(calculus.product_rule(u, du, v, dv), slope(u * v))
    torch.testing.assert_close(calculus.quotient_rule(u, du, v, dv), slope(u / v))
    torch.testing.assert_close(calculus.chain_rule(u.cos(), du), slope(u.sin()))


def test_rules_refuse_other_points():
    with pytest.raises(ValueError, match="dv must have shape"):
        calculus.sum_rule(torch.ones(2), torch.ones(3))
