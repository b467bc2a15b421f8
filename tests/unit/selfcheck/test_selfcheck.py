"""Docstring formulas on given values, without torch: agreement, difference, holes, rows, where-equations."""

from pathlib import Path

import numpy as np
import pytest
from flint import arb

from mdcheck.concepts.index import load_package
from mdcheck.verify.selfcheck.drawing import Drawer, sizes
from mdcheck.verify.selfcheck.forms import Unread, forms, spelled
from mdcheck.verify.selfcheck.given import Given
from mdcheck.verify.selfcheck.judge import compare
from mdcheck.verify.steps import Fuel, Unknown
from mdcheck.verify.world import Setting, World

EXAMPLE = load_package(Path(__file__).parents[1] / "concepts", "example_package")


def read(tmp_path, signature: str, *formulas: str):
    """The forms of a function with a signature and formulas."""
    place = tmp_path / "lab"
    place.mkdir()
    rows = "".join(f"        $$ {f} $$\n" for f in formulas)
    body = f'def f({signature}):\n    r"""One.\n\n    Formula:\n{rows}\n    Names:\n        a; 甲\n    """\n'
    (place / "__init__.py").write_text(body, encoding="utf-8")
    return forms(load_package(tmp_path, "lab").concepts[0])


def exact(values):
    return np.vectorize(lambda x: arb(float(x)), otypes=[object])(np.asarray(values, dtype=float))


def tried(form, returned, **values):
    evaluator = Given(
        World("test", "mixed", 1, Setting()),
        form.definitions,
        Fuel(100_000),
        arrays={name: exact(v) for name, v in values.items()},
    )
    return compare(form, evaluator, np.asarray(returned, dtype=float))


def test_equal_forms_and_where_equations_are_told_apart():
    plain, through_power = forms(EXAMPLE.at("example_package.lenses.focal_length"))
    assert (plain.definitions.keys(), through_power.name) == ({"P"}, "f")
    assert tried(through_power, 6.0, n=1.5, m=1.0, r=3.0).outcome == "agrees"
    assert tried(through_power, 6.1, n=1.5, m=1.0, r=3.0).outcome == "differs"


def test_entries_rows_and_open_sums_are_those_of_the_signature(tmp_path):
    signature = 'X: Float[Tensor, "n d"], w: Float[Tensor, "d"]'
    row, entry = read(tmp_path, signature, r"y_i = X_i \cdot w", r"y_i = \sum_j X_{ij} w_j")
    x, w = np.arange(6.0).reshape(2, 3), np.array([2.0, -1.0, 0.5])
    for form in (row, entry):
        assert tried(form, x @ w, X=x, w=w).outcome == "agrees"
        assert tried(form, x @ w + [0, 1], X=x, w=w).detail.endswith("at (2,)")


def test_a_where_equation_may_speak_of_indices_that_stand_around_it(tmp_path):
    (form,) = read(tmp_path, 'x: Float[Tensor, "n"]', "y_i = x_j", "j = 4 - i")
    assert tried(form, [3, 2, 1], x=[1, 2, 3]).outcome == "agrees"


def test_names_with_underscores_are_put_together(tmp_path):
    (form,) = read(tmp_path, 'W_k: Float[Tensor, "d_k d_k"]', r"Y = \frac{W_k}{d_k}")
    assert tried(form, [[1.0, 2.0], [3.0, 4.0]], W_k=[[2, 4], [6, 8]], d_k=2).outcome == "agrees"


def test_the_place_of_an_extremum_is_an_index_and_a_tie_has_none(tmp_path):
    signature = 'S: Float[Tensor, "n m"]'
    greatest, least = read(
        tmp_path, signature, r"y_i = \arg\max_k S_{ik}", r"y_i = \arg\min_{k \ne i} S_{ik}"
    )
    scores = [[2, 7, 1], [5, 0, 3]]
    assert tried(greatest, [2, 1], S=scores).outcome == "agrees"
    assert tried(least, [3, 3], S=scores).outcome == "agrees"
    assert tried(greatest, [2, 2], S=scores).outcome == "differs"
    assert tried(greatest, [1], S=[[4, 4]]).outcome == "undefined"


def test_a_point_where_the_formula_has_no_value_shows_nothing(tmp_path):
    (form,) = read(tmp_path, 'x: Float[Tensor, ""]', r"y = \frac{1}{x}")
    assert tried(form, np.inf, x=0).outcome == "undefined"


@pytest.mark.parametrize("returned", [np.nan, np.inf, 1.00001])
def test_values_that_are_none_never_agree(tmp_path, returned):
    (form,) = read(tmp_path, 'x: Float[Tensor, ""]', "y = x")
    assert tried(form, returned, x=1).outcome == "differs"


def test_a_result_of_another_size_differs(tmp_path):
    (form,) = read(tmp_path, 'x: Float[Tensor, "n"]', "y = 2 x")
    assert "3 values by the formula, 2 returned" in tried(form, [2, 4], x=[1, 2, 3]).detail


def test_a_name_that_was_not_passed_in_is_never_guessed(tmp_path):
    (form,) = read(tmp_path, 'x: Float[Tensor, ""]', "y = x + q")
    with pytest.raises(Unknown, match="q is not among the parameters"):
        tried(form, 1, x=1)


def test_what_the_reader_does_not_understand_is_unread(tmp_path):
    (form,) = read(tmp_path, 'x: Float[Tensor, ""]', r"y = \weird{x}")
    assert isinstance(form, Unread)
    assert form.reason


def test_parameters_are_spelled_as_formulas_have_them():
    names = ("lambda_", "eps", "y_hat", "W_prime", "du", "d_k", "x")
    assert [spelled(n) for n in names] == ["lambda", "epsilon", "hat y", "W'", "u'", "d_k", "x"]


def test_sizes_differ_and_fit_together():
    found = sizes(("n", "two_n", "h", "d_v", "h_d_v"), np.random.default_rng(0))
    assert len({found["n"], found["h"], found["d_v"]}) == 3 or found["n"] == 3
    assert found["two_n"] == 2 * found["n"]
    assert found["h_d_v"] == found["h"] * found["d_v"]


@pytest.mark.parametrize("seed", range(6))
def test_drawn_values_lie_in_their_domains(seed):
    concept = load_package(Path(__file__).parents[3], "impl").at("impl.information.kl_divergence")
    drawer = Drawer(np.random.default_rng(seed), {"n": 4}, reveal=seed % 2 == 1)
    p = drawer.draw(concept.parameters[0])
    assert p.shape == (4,)
    assert p.sum() == pytest.approx(1)
    assert (p.min() == 0) == drawer.reveal, "zeros are revealing"
