"""All meanings of every notation record held against each other."""

import pytest
import sympy
from flint import arb, ctx

from mdcheck.notation.registry import BY_HEAD, BY_WORD
from mdcheck.notation.values import ball, entries

SCALAR = [(record, point) for record in BY_HEAD.values() for point in record.examples]


@pytest.mark.parametrize(("record", "point"), SCALAR, ids=lambda x: getattr(x, "head", x))
def test_ball_and_symbolic_meanings_agree(record, point):
    ctx.prec = 100
    value = record.meaning(*(ball(x) for x in point))
    assert record.symbolic is not None
    expected = sympy.N(record.symbolic(sympy, *(sympy.Rational(x) for x in point)), 40)
    [scalar] = entries(value)
    assert scalar.overlaps(arb(str(expected)) + arb(0, 1e-30))
    assert float(scalar.rad()) < 1e-20


@pytest.mark.parametrize("record", BY_HEAD.values(), ids=lambda r: r.head)
def test_scalar_functions_have_examples(record):
    if record.symbolic is not None:
        assert record.examples, "a symbolic meaning that no example holds against the balls"
        assert all(record.arity in (None, len(point)) for point in record.examples)


def test_every_written_name_has_one_head():
    words = [word for record in BY_HEAD.values() for word in record.written]
    assert len(words) == len(set(words)) == len(BY_WORD)
