"""The catalogue says what the canonical package says, and each form can be read and evaluated."""

from pathlib import Path

import numpy as np
import pytest

from mdcheck.concepts.catalogue import definitions
from mdcheck.concepts.definitions import Form, roles
from mdcheck.concepts.index import load_package
from mdcheck.verify.definitions.compare import matches
from mdcheck.verify.definitions.forms import prepared
from mdcheck.verify.definitions.shapes import shapes
from mdcheck.verify.selfcheck.forms import Form as Stated
from mdcheck.verify.selfcheck.forms import forms
from tests.unit.definitions.oracles import ORACLES, Oracle

INDEX = load_package(Path(__file__).parents[3], "impl")
CANONICAL = [d for d in definitions().values() if d.canonical]
FORMS = [(d, f) for d in definitions().values() for f in d.forms]


@pytest.mark.parametrize("definition", CANONICAL, ids=lambda d: d.name)
def test_the_docstring_of_the_canonical_concept_is_one_of_the_forms(definition):
    concept = INDEX.at(definition.canonical)
    assert concept is not None
    written = [f for f in forms(concept) if isinstance(f, Stated)]
    lows = [low for form in written for low in shapes(form.body, form.definitions)]
    assert any(m.alignment.named for low in lows for m in matches(low, definition, {}))


@pytest.mark.parametrize(("definition", "form"), FORMS, ids=lambda x: getattr(x, "name", "") or x.tex[:40])
def test_every_form_has_a_value_that_each_role_moves(definition, form):
    ready = prepared(form)
    axes = {axis for role in ready.roles for axis in role.axes}
    assert set(ready.lowered.arity) - axes == {role.name for role in roles(form.roles)}
    assert all(np.all(np.isfinite(np.asarray(draw.result))) for draw in ready.draws)
    assert len({np.asarray(draw.result).round(9).tobytes() for draw in ready.draws}) > 1


def test_what_is_confused_with_a_concept_is_a_concept():
    known = definitions()
    assert [o for d in known.values() for o in d.confused if o not in known] == []


def test_no_form_of_a_concept_is_one_of_those_it_is_confused_with():
    known = definitions()
    for definition in known.values():
        for form in definition.forms:
            low = prepared(form).lowered
            for other in definition.confused:
                same = [m for m in matches(low, known[other], {}) if m.alignment.named]
                assert not same, f"{form.tex} of {definition.name} is {other}"


def held() -> list[tuple[str, Form, Oracle]]:
    known = definitions()
    return [
        (name, form, oracle)
        for name, oracles in ORACLES.items()
        for form, oracle in zip(known[name].forms, oracles, strict=True)
    ]


@pytest.mark.parametrize(("name", "form", "oracle"), held(), ids=lambda x: getattr(x, "tex", "")[:40])
def test_a_form_comes_to_what_an_independent_computation_does(name, form, oracle):
    ready = prepared(form)
    for draw in ready.draws:
        wanted = oracle(**{role.name: draw.values[role.name] for role in ready.roles})
        assert wanted is None or np.allclose(
            np.squeeze(np.asarray(wanted, dtype=float)), np.squeeze(draw.result), rtol=1e-6
        ), name
