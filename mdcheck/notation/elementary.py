"""Elementary functions of one real variable, and the few of two."""

from typing import Any

from flint import arb, arb_series

from mdcheck.notation.record import Notation
from mdcheck.notation.values import (
    Scalar,
    Undefined,
    Value,
    ball,
    constant,
    determinant,
    divide,
    elementwise,
    entries,
    is_matrix,
    reciprocal,
)


def log(x: Scalar) -> Scalar:
    """Natural logarithm of a surely positive number."""
    if not constant(x) > 0:
        raise Undefined("logarithm of a number that is not positive")
    return x.log()


def log_base(base: Scalar, x: Scalar) -> Scalar:
    """Logarithm to a base."""
    return divide(log(x), log(base))


def sqrt(x: Scalar) -> Scalar:
    """Square root of a number that is surely not negative."""
    point = constant(x)
    if point.is_zero() and not isinstance(x, arb_series):
        return arb(0)
    if not point > 0:
        raise Undefined("square root of a number that may be negative")
    return x.sqrt()


def root(degree: Scalar, x: Scalar) -> Scalar:
    """The positive ``degree``-th root."""
    return (log(x) * reciprocal(degree)).exp()


def absolute(x: Scalar) -> Scalar:
    """Absolute value; a series needs a constant term of known sign."""
    if not isinstance(x, arb_series):
        return abs(x)
    return x if sign_of(x) > 0 else -x


def sign_of(x: Scalar) -> int:
    """-1 or 1, or 0 for an exact zero; Undefined if the ball does not tell."""
    point = constant(x)
    if point > 0:
        return 1
    if point < 0:
        return -1
    if point.is_zero() and not isinstance(x, arb_series):
        return 0
    raise Undefined("sign unknown")


def sign(x: Scalar) -> Scalar:
    """Signum."""
    return arb(sign_of(x))


def less(a: Scalar, b: Scalar) -> bool:
    """Whether a < b; Undefined if the balls overlap without being equal."""
    return sign_of(constant(a) - constant(b)) < 0


def maximum(*args: Value) -> Scalar:
    """Largest of the scalars (or of a matrix' entries)."""
    scalars = [s for a in args for s in entries(a)]
    best = scalars[0]
    for s in scalars[1:]:
        best = s if less(best, s) else best
    return best


def minimum(*args: Value) -> Scalar:
    """Smallest of the scalars."""
    return -maximum(*(-a for a in args))


def tan(x: Scalar) -> Scalar:
    """Tangent."""
    return x.sin() * reciprocal(x.cos())


def sinh(x: Scalar) -> Scalar:
    """Hyperbolic sine."""
    return (x.exp() - (-x).exp()) / 2


def cosh(x: Scalar) -> Scalar:
    """Hyperbolic cosine."""
    return (x.exp() + (-x).exp()) / 2


def tanh(x: Scalar) -> Scalar:
    """Hyperbolic tangent."""
    return sinh(x) * reciprocal(cosh(x))


def arcsin(x: Scalar) -> Scalar:
    """Inverse sine on the open interval (-1, 1)."""
    inside(x)
    return x.asin()


def arccos(x: Scalar) -> Scalar:
    """Inverse cosine on the open interval (-1, 1)."""
    inside(x)
    return x.acos()


def inside(x: Scalar) -> None:
    """Undefined unless surely -1 < x < 1."""
    if not (constant(x) < 1 and constant(x) > -1):
        raise Undefined("outside (-1, 1)")


def floor(x: Scalar) -> Scalar:
    """Largest integer not above x; Undefined where the ball straddles one."""
    return ball(int(unique(constant(x).floor())))


def ceiling(x: Scalar) -> Scalar:
    """Smallest integer not below x."""
    return ball(int(unique(constant(x).ceil())))


def unique(x: Any) -> Any:
    """The integer in a ball."""
    found = x.unique_fmpz()
    if found is None:
        raise Undefined("integer part unknown")
    return found


def modulo(a: Scalar, b: Scalar) -> Scalar:
    """A - b floor(a / b)."""
    return a - b * floor(divide(a, b))


def sigmoid(x: Scalar) -> Scalar:
    """Logistic function 1 / (1 + e^-x)."""
    return reciprocal(1 + (-x).exp())


def relu(x: Scalar) -> Scalar:
    """Positive part."""
    return x if sign_of(x) > 0 else 0 * x


def softplus(x: Scalar) -> Scalar:
    """log(1 + e^x)."""
    return log(1 + x.exp())


def euclidean(x: Value) -> Scalar:
    """|x|: absolute value of a scalar, Euclidean norm of a vector, determinant of a square matrix."""
    if not is_matrix(x):
        return absolute(x)
    if 1 not in x.shape:
        return determinant(x)
    return sqrt(sum((e * e for e in entries(x)), arb(0)))


def gamma_function(x: Scalar) -> Scalar:
    """Euler's gamma function away from its poles at 0, -1, -2, ..."""
    point = constant(x)
    if point.contains_integer() and not point > 0:
        raise Undefined("a pole of the gamma function")
    return x.gamma()


def silu(x: Scalar) -> Scalar:
    """X times the logistic function, the swish with factor 1."""
    return x * sigmoid(x)


def gelu(x: Scalar) -> Scalar:
    """X times the distribution function of the standard normal distribution."""
    return x * (1 + (x / arb(2).sqrt()).erf()) / 2


def mish(x: Scalar) -> Scalar:
    """X tanh(softplus(x))."""
    return x * tanh(softplus(x))


def logit(p: Scalar) -> Scalar:
    """Logarithm of the odds p / (1 - p)."""
    return log(divide(p, 1 - p))


def arccot(x: Scalar) -> Scalar:
    """Inverse cotangent with values in (0, pi)."""
    return arb.pi() / 2 - x.atan()


UNIT = ((0.25,), (-0.5,), (0.75,))
REAL = ((0.25,), (-1.5,), (2.75,))
POSITIVE = ((0.25,), (1.5,), (2.75,))

RECORDS = (
    Notation(
        "log", ("log", "ln", "Log", "Ln"), 1, elementwise(log), lambda s, x: s.log(x), "log({0})", POSITIVE
    ),
    Notation(
        "logbase", (), 2, log_base, lambda s, b, x: s.log(x, b), "log_{0}({1})", ((2.0, 8.0), (0.5, 3.0))
    ),
    Notation("exp", ("exp",), 1, elementwise(lambda x: x.exp()), lambda s, x: s.exp(x), "exp({0})", REAL),
    Notation("sqrt", (), 1, elementwise(sqrt), lambda s, x: s.sqrt(x), "sqrt({0})", POSITIVE),
    Notation("root", (), 2, root, lambda s, n, x: s.root(x, n), "root_{0}({1})", ((3.0, 8.0), (2.0, 2.0))),
    Notation("abs", (), 1, euclidean, lambda s, x: s.Abs(x), "|{0}|", REAL),
    Notation("sign", ("sign", "sgn"), 1, elementwise(sign), lambda s, x: s.sign(x), "sign({0})", REAL),
    Notation(
        "max", ("max",), None, maximum, lambda s, *a: s.Max(*a), "max({all})", ((1.0, 2.0), (3.0, -1.0))
    ),
    Notation(
        "min", ("min",), None, minimum, lambda s, *a: s.Min(*a), "min({all})", ((1.0, 2.0), (3.0, -1.0))
    ),
    Notation("sin", ("sin",), 1, elementwise(lambda x: x.sin()), lambda s, x: s.sin(x), "sin({0})", REAL),
    Notation("cos", ("cos",), 1, elementwise(lambda x: x.cos()), lambda s, x: s.cos(x), "cos({0})", REAL),
    Notation("tan", ("tan", "tg"), 1, elementwise(tan), lambda s, x: s.tan(x), "tan({0})", REAL),
    Notation(
        "cot",
        ("cot", "ctg"),
        1,
        elementwise(lambda x: reciprocal(tan(x))),
        lambda s, x: s.cot(x),
        "cot({0})",
        REAL,
    ),
    Notation(
        "sec",
        ("sec",),
        1,
        elementwise(lambda x: reciprocal(x.cos())),
        lambda s, x: s.sec(x),
        "sec({0})",
        REAL,
    ),
    Notation(
        "csc",
        ("csc",),
        1,
        elementwise(lambda x: reciprocal(x.sin())),
        lambda s, x: s.csc(x),
        "csc({0})",
        REAL,
    ),
    Notation(
        "arcsin", ("arcsin", "asin"), 1, elementwise(arcsin), lambda s, x: s.asin(x), "arcsin({0})", UNIT
    ),
    Notation(
        "arccos", ("arccos", "acos"), 1, elementwise(arccos), lambda s, x: s.acos(x), "arccos({0})", UNIT
    ),
    Notation(
        "arctan",
        ("arctan", "atan"),
        1,
        elementwise(lambda x: x.atan()),
        lambda s, x: s.atan(x),
        "arctan({0})",
        REAL,
    ),
    Notation("sinh", ("sinh",), 1, elementwise(sinh), lambda s, x: s.sinh(x), "sinh({0})", REAL),
    Notation("cosh", ("cosh",), 1, elementwise(cosh), lambda s, x: s.cosh(x), "cosh({0})", REAL),
    Notation("tanh", ("tanh", "Tanh"), 1, elementwise(tanh), lambda s, x: s.tanh(x), "tanh({0})", REAL),
    Notation("erf", ("erf",), 1, elementwise(lambda x: x.erf()), lambda s, x: s.erf(x), "erf({0})", REAL),
    Notation(
        "gamma function",
        (),
        1,
        elementwise(gamma_function),
        lambda s, x: s.gamma(x),
        "Gamma({0})",
        ((0.25,), (5.0,), (-1.5,)),
    ),
    Notation("floor", ("floor",), 1, elementwise(floor), lambda s, x: s.floor(x), "floor({0})", REAL),
    Notation("ceil", ("ceil",), 1, elementwise(ceiling), lambda s, x: s.ceiling(x), "ceil({0})", REAL),
    Notation(
        "mod",
        ("mod", "bmod"),
        2,
        modulo,
        lambda s, a, b: s.Mod(a, b),
        "{0} mod {1}",
        ((7.0, 3.0), (5.5, 2.0)),
    ),
    Notation(
        "sigmoid",
        ("sigmoid", "Sigmoid", "logistic"),
        1,
        elementwise(sigmoid),
        lambda s, x: 1 / (1 + s.exp(-x)),
        "sigmoid({0})",
        REAL,
    ),
    Notation(
        "relu",
        ("ReLU", "relu", "RELU", "Relu"),
        1,
        elementwise(relu),
        lambda s, x: s.Max(x, 0),
        "relu({0})",
        REAL,
    ),
    Notation(
        "softplus",
        ("softplus",),
        1,
        elementwise(softplus),
        lambda s, x: s.log(1 + s.exp(x)),
        "softplus({0})",
        REAL,
    ),
    Notation(
        "silu",
        ("silu", "SiLU", "swish", "Swish"),
        1,
        elementwise(silu),
        lambda s, x: x / (1 + s.exp(-x)),
        "silu({0})",
        REAL,
    ),
    Notation(
        "gelu",
        ("gelu", "GELU", "GeLU"),
        1,
        elementwise(gelu),
        lambda s, x: x * (1 + s.erf(x / s.sqrt(2))) / 2,
        "gelu({0})",
        REAL,
    ),
    Notation(
        "mish",
        ("mish", "Mish"),
        1,
        elementwise(mish),
        lambda s, x: x * s.tanh(s.log(1 + s.exp(x))),
        "mish({0})",
        REAL,
    ),
    Notation(
        "logit",
        ("logit",),
        1,
        elementwise(logit),
        lambda s, p: s.log(p / (1 - p)),
        "logit({0})",
        ((0.25,), (0.75,)),
    ),
    Notation(
        "arccot",
        ("arccot", "acot", "arcctg"),
        1,
        elementwise(arccot),
        lambda s, x: s.pi / 2 - s.atan(x),
        "arccot({0})",
        REAL,
    ),
)
