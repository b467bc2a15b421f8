"""Every record of a distribution against its own density, and every way to say one."""

from fractions import Fraction

import pytest
from flint import arb, ctx

from mdcheck.expr import distributions
from mdcheck.expr.distributions import ONE, Distribution, times
from mdcheck.expr.nodes import Expr, Number
from mdcheck.notation.distributions import DISTRIBUTIONS, Named
from mdcheck.verify.evaluate import Evaluator
from mdcheck.verify.steps import Fuel
from mdcheck.verify.world import Setting, World

ctx.prec = 80
CASES = [(record, parameters) for record in DISTRIBUTIONS for parameters in record.examples]


def value(node: Expr) -> arb:
    return Evaluator(World("", "positive", 2, Setting()), fuel=Fuel(1_000_000)).value(node, {})


def at(record: Named, parameters: tuple[float, ...]) -> Distribution:
    return Distribution(record, tuple(Number(Fraction(p)) for p in parameters))


def test_every_record_has_examples():
    assert all(record.examples for record in DISTRIBUTIONS)
    assert len({record.name for record in DISTRIBUTIONS}) == len(DISTRIBUTIONS)


@pytest.mark.parametrize(("record", "parameters"), CASES, ids=lambda x: getattr(x, "name", str(x)))
class TestRecord:
    def test_the_density_has_total_one(self, record, parameters):
        assert value(distributions.expectation(at(record, parameters), lambda _: ONE)).overlaps(arb(1))

    def test_mean_and_variance_are_those_of_the_density(self, record, parameters):
        known = at(record, parameters)
        mean = value(distributions.expectation(known, lambda x: x))
        square = value(distributions.expectation(known, lambda x: times(x, x)))
        assert mean.overlaps(value(distributions.mean(known)))
        assert (square - mean * mean).overlaps(value(distributions.variance(known)))

    def test_the_entropy_is_that_of_the_density(self, record, parameters):
        known = at(record, parameters)

        def surprise(x: Expr) -> Expr:
            return distributions.minus(distributions.log_density(known, x))

        if record.entropy:
            direct = value(distributions.expectation(known, surprise))
            assert direct.overlaps(value(distributions.entropy(known)))


def test_parameters_out_of_range_have_no_value():
    from mdcheck.notation.values import Undefined

    bernoulli = next(r for r in DISTRIBUTIONS if r.name == "bernoulli")
    with pytest.raises(Undefined):
        value(distributions.mean(at(bernoulli, (1.5,))))
