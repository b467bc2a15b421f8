"""Operators of arithmetic and algebra."""

from mdcheck.notation import values as v
from mdcheck.notation.record import Notation

POINTS = ((0.5, 2.0), (3.0, -1.0), (2.5, 0.25))

RECORDS = (
    Notation("add", (), None, v.add, lambda _, *a: sum(a), "{plus}", POINTS),
    Notation("mul", (), None, v.multiply, lambda s, *a: s.Mul(*a), "{times}", POINTS),
    Notation("dot", (), 2, v.dot, lambda _, a, b: a * b, "{0}·{1}", POINTS),
    Notation("hadamard", (), 2, v.hadamard, lambda _, a, b: a * b, "{0}⊙{1}", POINTS),
    Notation("div", (), 2, v.divide, lambda _, a, b: a / b, "{0}/{1}", POINTS),
    Notation("neg", (), 1, v.negate, lambda _, a: -a, "-{0}", ((0.5,), (-2.0,))),
    Notation("pow", (), 2, v.power, lambda _, a, b: a**b, "{0}^{1}", ((0.5, 2.0), (2.5, 0.5), (2.0, -3.0))),
)
