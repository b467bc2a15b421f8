"""Calculus: the table of derivatives as data, and the rules by which the table goes a long way."""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf, pi

import torch
from jaxtyping import Float
from torch import Tensor

from impl.checked import checked


@dataclass(frozen=True)
class Derivative:
    r"""One row of the table: a function of x, its derivative, and where both hold.

    Attributes:
        name: English name of the function.
        chinese: Chinese name of the function.
        function: the function in LaTeX.
        derivative: its derivative in LaTeX.
        f: the function, of x and of the constants.
        df: its derivative, of x and of the constants.
        low: the domain is the open interval from here,
        high: to here.
        constants: names of the constants in LaTeX, in the order in which f and df take them.
        examples: values the constants may have, each a tuple in that order.
    """

    name: str
    chinese: str
    function: str
    derivative: str
    f: Callable[..., Tensor]
    df: Callable[..., Tensor]
    low: float = -inf
    high: float = inf
    constants: tuple[str, ...] = ()
    examples: tuple[tuple[float, ...], ...] = ((),)


DERIVATIVES = (
    Derivative(
        "constant", "常数", "c", "0",
        lambda x, c: 0 * x + c, lambda x, c: 0 * (x + c),
        constants=("c",), examples=((0.0,), (2.5,)),
    ),
    Derivative(
        "power", "幂函数", "x^n", "n x^{n-1}",
        lambda x, n: x**n, lambda x, n: n * x ** (n - 1),
        low=0, constants=("n",), examples=((3.0,), (1.0,), (0.5,), (-2.0,)),
    ),
    Derivative(
        "square root", "平方根", r"\sqrt{x}", r"\frac{1}{2 \sqrt{x}}",
        lambda x: x.sqrt(), lambda x: 1 / (2 * x.sqrt()), low=0,
    ),
    Derivative(
        "reciprocal", "倒数", r"\frac{1}{x}", r"-\frac{1}{x^2}",
        lambda x: 1 / x, lambda x: -1 / x**2, low=0,
    ),
    Derivative("exponential", "指数函数", "e^x", "e^x", lambda x: x.exp(), lambda x: x.exp()),
    Derivative(
        "exponential to base a", "以a为底的指数函数", "a^x", r"a^x \ln a",
        lambda x, a: a**x, lambda x, a: a**x * torch.as_tensor(a, dtype=x.dtype).log(),
        constants=("a",), examples=((2.0,), (0.5,), (10.0,)),
    ),
    Derivative(
        "natural logarithm", "自然对数", r"\ln x", r"\frac{1}{x}",
        lambda x: x.log(), lambda x: 1 / x, low=0,
    ),
    Derivative(
        "logarithm to base a", "以a为底的对数", r"\log_a x", r"\frac{1}{x \ln a}",
        lambda x, a: x.log() / torch.as_tensor(a, dtype=x.dtype).log(),
        lambda x, a: 1 / (x * torch.as_tensor(a, dtype=x.dtype).log()),
        low=0, constants=("a",), examples=((2.0,), (0.5,), (10.0,)),
    ),
    Derivative("sine", "正弦", r"\sin x", r"\cos x", lambda x: x.sin(), lambda x: x.cos()),
    Derivative("cosine", "余弦", r"\cos x", r"-\sin x", lambda x: x.cos(), lambda x: -x.sin()),
    Derivative(
        "tangent", "正切", r"\tan x", r"\sec^2 x",
        lambda x: x.tan(), lambda x: 1 / x.cos() ** 2, low=-pi / 2, high=pi / 2,
    ),
    Derivative(
        "cotangent", "余切", r"\cot x", r"-\csc^2 x",
        lambda x: 1 / x.tan(), lambda x: -1 / x.sin() ** 2, low=0, high=pi,
    ),
    Derivative(
        "secant", "正割", r"\sec x", r"\sec x \tan x",
        lambda x: 1 / x.cos(), lambda x: x.tan() / x.cos(), low=-pi / 2, high=pi / 2,
    ),
    Derivative(
        "cosecant", "余割", r"\csc x", r"-\csc x \cot x",
        lambda x: 1 / x.sin(), lambda x: -1 / (x.sin() * x.tan()), low=0, high=pi,
    ),
    Derivative(
        "arcsine", "反正弦", r"\arcsin x", r"\frac{1}{\sqrt{1 - x^2}}",
        lambda x: x.asin(), lambda x: 1 / (1 - x**2).sqrt(), low=-1, high=1,
    ),
    Derivative(
        "arccosine", "反余弦", r"\arccos x", r"-\frac{1}{\sqrt{1 - x^2}}",
        lambda x: x.acos(), lambda x: -1 / (1 - x**2).sqrt(), low=-1, high=1,
    ),
    Derivative(
        "arctangent", "反正切", r"\arctan x", r"\frac{1}{1 + x^2}",
        lambda x: x.atan(), lambda x: 1 / (1 + x**2),
    ),
    Derivative(
        "arccotangent", "反余切", r"\operatorname{arccot} x", r"-\frac{1}{1 + x^2}",
        lambda x: pi / 2 - x.atan(), lambda x: -1 / (1 + x**2),
    ),
    Derivative(
        "hyperbolic sine", "双曲正弦", r"\sinh x", r"\cosh x",
        lambda x: x.sinh(), lambda x: x.cosh(),
    ),
    Derivative(
        "hyperbolic cosine", "双曲余弦", r"\cosh x", r"\sinh x",
        lambda x: x.cosh(), lambda x: x.sinh(),
    ),
    Derivative(
        "hyperbolic tangent", "双曲正切", r"\tanh x", r"1 - \tanh^2 x",
        lambda x: x.tanh(), lambda x: 1 - x.tanh() ** 2,
    ),
    Derivative(
        "sigmoid", "S型函数", r"\frac{1}{1 + e^{-x}}", r"\frac{e^{-x}}{(1 + e^{-x})^2}",
        lambda x: x.sigmoid(), lambda x: x.sigmoid() * (1 - x.sigmoid()),
    ),
    Derivative(
        "softplus", "软加函数", r"\ln(1 + e^x)", r"\frac{1}{1 + e^{-x}}",
        lambda x: torch.logaddexp(x, torch.zeros_like(x)), lambda x: x.sigmoid(),
    ),
)  # fmt: skip
"""The derivatives of common functions, each on an open interval where it holds."""


@checked
def sum_rule(du: Float[Tensor, "*shape"], dv: Float[Tensor, "*shape"]) -> Float[Tensor, "*shape"]:
    r"""The derivative of the sum u(x) + v(x).

    Formula:
        $$ (u + v)' = u' + v' $$

    Names:
        sum rule; 加法法则, 求和法则

    Args:
        du: u'(x).
        dv: v'(x).

    Returns:
        The derivative of the sum at the same points.

    Raises:
        ValueError: if the shapes differ.

    Conventions:
        none

    Source:
        Spivak, Calculus, 2008, chapter 10.
    """
    return du + dv  # (*shape)


@checked
def product_rule(
    u: Float[Tensor, "*shape"],
    du: Float[Tensor, "*shape"],
    v: Float[Tensor, "*shape"],
    dv: Float[Tensor, "*shape"],
) -> Float[Tensor, "*shape"]:
    r"""The derivative of the product u(x) v(x).

    Formula:
        $$ (u v)' = u' v + u v' $$

    Names:
        product rule, Leibniz rule; 乘法法则, 乘积法则, 莱布尼茨法则

    Args:
        u: u(x).
        du: u'(x).
        v: v(x).
        dv: v'(x).

    Returns:
        The derivative of the product at the same points.

    Raises:
        ValueError: if the shapes differ.

    Conventions:
        none

    Source:
        Spivak, Calculus, 2008, chapter 10.
    """
    return du * v + u * dv  # (*shape)


@checked
def quotient_rule(
    u: Float[Tensor, "*shape"],
    du: Float[Tensor, "*shape"],
    v: Float[Tensor, "*shape"],
    dv: Float[Tensor, "*shape"],
) -> Float[Tensor, "*shape"]:
    r"""The derivative of the quotient u(x) / v(x).

    Formula:
        $$ (\frac{u}{v})' = \frac{u' v - u v'}{v^2} $$

    Names:
        quotient rule; 除法法则, 商法则

    Args:
        u: u(x).
        du: u'(x).
        v: v(x), nowhere 0.
        dv: v'(x).

    Returns:
        The derivative of the quotient at the same points.

    Raises:
        ValueError: if the shapes differ.

    Conventions:
        none

    Source:
        Spivak, Calculus, 2008, chapter 10.
    """
    return (du * v - u * dv) / v**2  # (*shape)


@checked
def chain_rule(dg: Float[Tensor, "*shape"], dh: Float[Tensor, "*shape"]) -> Float[Tensor, "*shape"]:
    r"""The derivative of the composition g(h(x)).

    Formula:
        $$ (g(h(x)))' = g'(h(x)) h'(x) $$

    Names:
        chain rule; 链式法则, 复合函数求导法则

    Args:
        dg: g'(h(x)), the outer derivative at the inner value.
        dh: h'(x).

    Returns:
        The derivative of the composition at the same points.

    Raises:
        ValueError: if the shapes differ.

    Conventions:
        none

    Source:
        Spivak, Calculus, 2008, chapter 10.
    """
    return dg * dh  # (*shape)
