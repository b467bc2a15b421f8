"""A project's own canonical package: what its docstrings state is what notes are held against."""

from pathlib import Path

import pytest

from mdcheck.config import Config
from mdcheck.markdown import read
from mdcheck.model.source import Source
from mdcheck.model.verdict import Refuted, Supported, Undecided
from mdcheck.verify import judge

LAB = '''
"""Formulas of a laboratory."""

from jaxtyping import Float
from torch import Tensor


def wobble_score(x: Float[Tensor, "n"], y: Float[Tensor, "n"], kappa: float) -> Float[Tensor, ""]:
    r"""How far two signals swing apart.

    Formula:
        $$ W = \\frac{1}{n} \\sum_{i=1}^{n} (x_i - y_i)^2 + \\kappa \\sum_{i=1}^{n} x_i $$

    Names:
        wobble score, swing distance; 摆动分数

    Args:
        x: one signal.
        y: another one.
        kappa: price of the first.

    Returns:
        The score.
    """
    return ((x - y) ** 2).mean() + kappa * x.sum()
'''
RIGHT = r"\frac{1}{n} \sum_{k=1}^{n} (a_k - b_k)^2 + \kappa \sum_{k=1}^{n} a_k"
WRONG = r"\frac{1}{n} \sum_{k=1}^{n} (a_k - b_k)^2 - \kappa \sum_{k=1}^{n} a_k"
OTHER = r"\frac{1}{n} \sum_{k=1}^{n} e^{a_k b_k} + \tanh \kappa"


@pytest.fixture
def project(tmp_path: Path) -> Config:
    (tmp_path / "lab").mkdir()
    (tmp_path / "lab" / "__init__.py").write_text(LAB, encoding="utf-8")
    return Config(root=str(tmp_path), canonical=("lab",))


def verdicts(note: str, config: Config) -> list[object]:
    found = judge(read(Source("note.md", note)), config)
    return [claim.verdict for claim in found if claim.kind == "definition" and "concept" in claim.evidence]


@pytest.mark.parametrize(
    "note",
    ["The wobble score is\n\n$$W = {}$$\n", "## 摆动分数\n\n$$S = {}$$\n", "- **swing distance**: ${}$\n"],
)
def test_a_note_is_held_against_a_docstring(note, project):
    assert [type(v) for v in verdicts(note.replace("{}", RIGHT), project)] == [Supported]
    assert [type(v) for v in verdicts(note.replace("{}", WRONG), project)] == [Refuted]


def test_what_is_no_slip_of_a_documented_formula_is_no_error(project):
    found = verdicts(f"The wobble score is\n\n$$W = {OTHER}$$\n", project)
    assert not any(isinstance(v, Refuted) for v in found)
    assert all(isinstance(v, Undecided) for v in found)


def test_without_the_package_the_name_says_nothing():
    assert verdicts(f"The wobble score is\n\n$$W = {WRONG}$$\n", Config()) == []


def test_an_edited_package_is_read_anew(project):
    note = f"The wobble score is\n\n$$W = {WRONG}$$\n"
    assert [type(v) for v in verdicts(note, project)] == [Refuted]
    place = Path(project.root) / "lab" / "__init__.py"
    place.write_text(LAB.replace("+ \\kappa", "- \\kappa").replace("+ kappa", "- kappa"), encoding="utf-8")
    assert [type(v) for v in verdicts(note, project)] == [Supported]
