"""Values of expressions in a world, held against numpy, scipy and finite differences."""

from math import comb, isclose
from typing import Any

import numpy as np
import pytest
from flint import ctx
from scipy import special, stats

from mdcheck.claims.equations import links
from mdcheck.expr.nodes import Compare
from mdcheck.expr.scope import Scope
from mdcheck.latex.formulas import parsed_formulas
from mdcheck.markdown import read
from mdcheck.model.source import Source
from mdcheck.notation.values import Undefined, constant
from mdcheck.verify.evaluate import Evaluator
from mdcheck.verify.sorts import setting
from mdcheck.verify.steps import Fuel, OutOfFuel, Unknown
from mdcheck.verify.world import World


def understood(text: str) -> tuple[Compare, Scope]:
    """An equation with its scope."""
    document = read(Source("note.md", f"$${text}$$"))
    parsed = {p.formula.span: p for p in parsed_formulas(document, {})}
    [link] = links(document, parsed)
    return link.readings[0], link.scope


def evaluator(
    text: str, *, size: int = 3, fuel: int = 100_000, seed: str = "seed"
) -> tuple[Evaluator, Compare]:
    """An evaluator in a positive world that knows the names of an equation."""
    ctx.prec = 80
    statement, scope = understood(text)
    world = World(seed, "positive", size, setting(statement, scope))
    return Evaluator(world, scope.definitions, Fuel(fuel)), statement


def value(text: str, **options: Any) -> tuple[float, World]:
    """The right side of ``text`` as a float, and the world that it was evaluated in."""
    engine, statement = evaluator(text, **options)
    return float(constant(engine.value(statement.right, {})).mid()), engine.world


def joint(world: World, law: str = "p") -> np.ndarray:
    """The joint table of a world as an array with one axis for each random variable."""
    axes = len(world.setting.axes)
    table = np.zeros((world.size,) * axes)
    for outcome, weight in world.table(law).items():
        table[outcome] = float(weight)
    return table / table.sum()


def drawn(world: World, name: str, *keys: int) -> float:
    """What a world drew for a name."""
    return float(world.drawn[name, keys])


def test_entropies_are_those_of_the_joint_table():
    for text, axes in ((r"a=H(X,Y)", (0, 1)), (r"a=H(X|Y)", None), (r"a=I(X;Y)", ())):
        found, world = value(text)
        table = joint(world)
        entropies = {
            (0, 1): stats.entropy(table.ravel()),
            None: stats.entropy(table.ravel()) - stats.entropy(table.sum(axis=0)),
            (): stats.entropy(table.ravel(), np.outer(table.sum(axis=1), table.sum(axis=0)).ravel()),
        }
        assert isclose(found, entropies[axes], rel_tol=1e-12), text


def test_divergence_and_cross_entropy_are_those_of_scipy():
    found, world = value(r"a=D_{KL}(p\|q)")
    assert isclose(found, stats.entropy(joint(world, "p"), joint(world, "q")), rel_tol=1e-12)
    found, world = value(r"a=H(p,q)")
    p, q = joint(world, "p"), joint(world, "q")
    assert isclose(found, -(p * np.log(q)).sum(), rel_tol=1e-12)


def test_bits_are_nats_by_log_two():
    bits, world = value(r"\log_2 a=H(X)")
    assert isclose(bits, stats.entropy(joint(world), base=2), rel_tol=1e-12)


def test_moments_are_those_of_the_joint_table():
    found, world = value(r"a=Cov(X,Y)")
    table = joint(world)
    x = np.array([drawn(world, "x at outcome", k + 1) for k in range(3)])
    y = np.array([drawn(world, "y at outcome", k + 1) for k in range(3)])
    mean_x, mean_y = table.sum(axis=1) @ x, table.sum(axis=0) @ y
    assert isclose(found, x @ table @ y - mean_x * mean_y, rel_tol=1e-9)


@pytest.mark.parametrize(
    ("formula", "function"),
    [
        (r"\sin(x^2)", lambda x: np.sin(x**2)),
        (r"\ln(1+e^x)", lambda x: np.log1p(np.exp(x))),
        (r"\frac{x}{1+x^2}", lambda x: x / (1 + x * x)),
        (r"x^x", lambda x: x**x),
        (r"\tanh(x)e^{-x}", lambda x: np.tanh(x) * np.exp(-x)),
        (r"\text{sigmoid}(3x)", lambda x: special.expit(3 * x)),
        (r"\sqrt{x}\arctan x", lambda x: np.sqrt(x) * np.arctan(x)),
    ],
)
def test_derivatives_are_those_of_finite_differences(formula: str, function):
    found, world = value(rf"y=\frac{{d}}{{dx}}\left({formula}\right)+0x")
    x, step = float(world.scalar("x").mid()), 1e-6
    assert isclose(found, (function(x + step) - function(x - step)) / (2 * step), rel_tol=1e-7)


def test_sums_run_over_the_whole_family():
    found, world = value(r"y=\sum_{i=1}^{n}i^2x_i")
    assert isclose(found, sum(k * k * drawn(world, "x", k) for k in (1, 2, 3)), rel_tol=1e-12)


def test_conditions_restrict_a_sum():
    found, world = value(r"y=\sum_{i<j}x_ix_j")
    x = [drawn(world, "x", k) for k in (1, 2, 3)]
    assert isclose(found, x[0] * x[1] + x[0] * x[2] + x[1] * x[2], rel_tol=1e-12)


def test_selections_are_those_of_the_library():
    found, world = value(r"y=\binom{n+m}{m}")
    n, m = (int(world.drawn[name, ()]) for name in "nm")
    assert found == comb(n + m, m)


def test_matrix_products_are_those_of_numpy():
    engine, statement = evaluator(r"a=\operatorname{tr}(AB^T)")
    found = float(constant(engine.value(statement.right, {})).mid())
    a, b = (np.array([[drawn(engine.world, n, i, j) for j in (1, 2, 3)] for i in (1, 2, 3)]) for n in "AB")
    assert isclose(found, np.trace(a @ b.T), rel_tol=1e-12)


def test_poles_and_logarithms_of_nothing_are_undefined():
    for text in (r"a=\ln(x-x)", r"a=\frac{1}{x-x}", r"a=\binom{2}{5.5}"):
        engine, statement = evaluator(text)
        with pytest.raises(Undefined):
            engine.value(statement.right, {})


def test_fuel_ends_a_long_evaluation():
    engine, statement = evaluator(r"y=\sum_{i=1}^{30}\sum_{j=1}^{30}ij", fuel=200)
    with pytest.raises(OutOfFuel):
        engine.value(statement.right, {})


def test_a_world_is_a_function_of_its_seed():
    texts = r"y=\sum_{i=1}^nx_iH(X)"
    assert value(texts)[0] == value(texts)[0]


def test_an_indicator_counts_what_its_condition_lets_through():
    assert value(r"y=\sum_{i=1}^{n}[i>1]", size=4)[0] == 3
    assert value(r"y=\sum_{i=1}^{n}\sum_{j=1}^{n}\mathbb{I}(i=j)", size=4)[0] == 4


def test_labels_that_an_indicator_compares_are_often_equal():
    found = [value(r"y=\mathbb{I}(a=b)+\mathbb{I}(a\ne b)", seed=str(k)) for k in range(20)]
    assert all(total == 1 for total, _ in found)
    assert len({drawn(world, "a") == drawn(world, "b") for _, world in found}) == 2


def test_dots_in_a_list_stand_for_all_members_of_their_range():
    listed, world = value(r"y=\max(x_1,\ldots,x_n)", size=4)
    assert listed == max(drawn(world, "x", k) for k in range(1, 5))


def test_an_integral_is_that_of_its_definition():
    assert isclose(value(r"y=\int_1^3\frac{1}{x^2}\,dx")[0], 2 / 3)
    found, world = value(r"y=\int_0^{t}e^{-x}\,dx")
    assert isclose(found, 1 - np.exp(-drawn(world, "t")))


@pytest.mark.parametrize(
    "text",
    [
        r"y=\{1,2\}",
        r"y=1+2+\cdots",
        r"y=a\pmod b",
        r"y=P(X=3)",
    ],
)
def test_what_is_only_read_has_no_value(text: str):
    engine, statement = evaluator(text)
    with pytest.raises(Unknown):
        engine.value(statement.right, {})


def test_a_list_is_no_argument_of_what_takes_one():
    engine, statement = evaluator(r"y=\max(-x_1,\ldots,-x_n)+\det(x_1,\ldots,x_n)")
    with pytest.raises((Unknown, Undefined)):
        engine.value(statement.right, {})
