"""Every formula of a docstring holds: read, evaluated on drawn arguments, compared with the code."""

from dataclasses import replace

import pytest
import torch

from mdcheck.expr.nodes import Apply, Number
from mdcheck.verify.selfcheck.forms import Form, forms
from tools.selfcheck import ENOUGH, check, concepts, judged

CONCEPTS = concepts()
VERDICTS = {concept.path: tuple(check(concept)) for concept in CONCEPTS}
ALL = [verdict for found in VERDICTS.values() for verdict in found]
FORMS = [(c, f) for c in CONCEPTS for f in forms(c) if isinstance(f, Form)]


def scaled(form: Form) -> Form:
    """The form with a right side that is too large by a thousandth."""
    return replace(form, body=Apply("div", (Apply("mul", (Number(1001), form.body)), Number(1000))))


@pytest.mark.parametrize("path", VERDICTS)
def test_no_formula_is_contradicted(path):
    assert [v.reason for v in VERDICTS[path] if v.status == "contradicted"] == []


def test_nine_of_ten_formulas_are_decided():
    decided = [v for v in ALL if v.status != "undecided"]
    assert len(ALL) > 200
    assert len(decided) >= 0.9 * len(ALL)


def test_what_is_open_says_why_and_what_agrees_did_so_often_enough():
    assert all(v.reason for v in ALL if v.status == "undecided")
    assert all(v.points >= ENOUGH for v in ALL if v.status == "agrees")


@pytest.mark.parametrize(("concept", "form"), FORMS, ids=lambda x: getattr(x, "path", ""))
def test_a_formula_that_is_off_by_a_thousandth_is_contradicted(concept, form):
    if judged(concept, form).status != "agrees":
        pytest.skip("undecided as it stands")
    assert judged(concept, scaled(form)).status == "contradicted"


@pytest.fixture(autouse=True, scope="module")
def _dtype():
    """Arguments are drawn in float64; other tests have the default back."""
    before = torch.get_default_dtype()
    torch.set_default_dtype(torch.float64)
    yield
    torch.set_default_dtype(before)
