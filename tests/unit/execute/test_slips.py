"""What explains a disagreement: slips in the canonical code, edits that mend, and the page's own formula."""

import ast

import pytest

pytest.importorskip("torch")

import torch

from mdcheck.config import Config
from mdcheck.execute import run_fences
from mdcheck.execute.differential import indexed, mutants
from mdcheck.execute.differential.canon import canonical, replaced, use
from mdcheck.execute.differential.edits import edits
from mdcheck.execute.differential.repair import repair
from mdcheck.execute.differential.slips import all_known
from mdcheck.execute.witness import with_formulas
from mdcheck.markdown import read
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.snippet import Snippet
from mdcheck.model.source import Source, Span
from mdcheck.model.verdict import Supported, Undecided
from mdcheck.verify import judge

HINGE = "impl.losses.margin.hinge_loss"


@pytest.fixture(scope="module", autouse=True)
def _canon() -> None:
    use(("impl",), ".")
    mutants.remember([HINGE])


def test_a_slip_of_the_canonical_code_changes_its_value() -> None:
    y, f = torch.tensor([1.0, -1.0]), torch.tensor([0.3, 0.4])
    right = canonical(HINGE)(y, f)
    turned = next(m for m in mutants.mutants(HINGE) if m.words.startswith("it is as if 1 + y * f stood"))
    assert torch.equal(turned.call(y, f), (1 + y * f).relu())
    assert not torch.equal(turned.call(y, f), right)


def test_a_canonical_function_is_replaced_for_a_while_only() -> None:
    with replaced(HINGE, len):
        assert canonical(HINGE) is len
    assert canonical(HINGE) is not len


def test_roots_factors_and_reductions_are_no_slips() -> None:
    mutants.remember(["impl.contrastive.similarity.cosine_similarity", "impl.losses.regression.squared_loss"])
    words = " ".join(m.words for m in mutants.mutants("impl.losses.regression.squared_loss"))
    assert "mean" not in words
    assert "sqrt" not in words


def test_every_name_of_known_slips_is_a_concept() -> None:
    functions = {entry.path.rpartition(".")[2] for entry in indexed.entries(("impl",))}
    assert all_known().keys() <= functions


def test_one_edit_that_mends_is_found_with_its_line() -> None:
    tree = ast.parse("def double(x):\n    y = x + 0\n    return y / 2")
    node = tree.body[0]
    assert isinstance(node, ast.FunctionDef)
    found = repair(node, {}, lambda target, _: target(3.0) == 6.0)
    assert found is not None
    assert (found.line, found.before, found.after) == (3, "y / 2", "y * 2")


def test_nothing_is_found_where_no_edit_mends() -> None:
    node = ast.parse("def f(x):\n    return x").body[0]
    assert isinstance(node, ast.FunctionDef)
    assert repair(node, {}, lambda target, _: target(3.0) == 1234.5) is None


def test_edits_leave_the_program_itself_alone() -> None:
    tree = ast.parse("def f(x, y):\n    return -(x - y) / x.sum(dim=-1)")
    before = ast.dump(tree)
    kinds = {edit.kind for edit, _ in edits(tree)}
    assert ast.dump(tree) == before
    assert {"operator", "operands swapped", "axis", "function", "name", "minus dropped"} <= kinds


PAGE = r"""# 合页损失

合页损失函数为 $L(y, f) = \max(0, 1 - y f)$。

```python
import numpy as np


def hinge_loss(y, f):
    return np.mean(np.maximum(0, {body}))
```
"""


def judged(body: str) -> tuple[Snippet, ...]:
    source = Source("note.md", PAGE.replace("{body}", body))
    document, config = read(source), Config(canonical=("impl",))
    return with_formulas(source, run_fences(source, document, config), judge(document, config))


def test_a_formula_of_the_page_decides_against_its_fence() -> None:
    (snippet,) = judged("3 - y * f")
    assert snippet.status == "disagrees"
    assert "formula of line 3" in snippet.findings[0].message
    assert snippet.findings[0].span.start == PAGE.index("def hinge_loss")


def test_a_fence_that_agrees_is_left_alone() -> None:
    (snippet,) = judged("1 - y * f")
    assert snippet.status == "agrees"


@pytest.mark.parametrize(
    ("verdict", "evidence"),
    [
        (Undecided("concept", "unsure"), {"canonical": HINGE}),
        (Supported(points=20, precision=60), {"canonical": HINGE, "convention": "squared"}),
        (Supported(points=20, precision=60), {"canonical": "impl.losses.margin.logistic_loss"}),
    ],
)
def test_a_formula_that_is_unsure_unusual_or_of_something_else_decides_nothing(
    verdict: Supported | Undecided, evidence: dict[str, str]
) -> None:
    claim = JudgedClaim("1", "definition", Span(0, 1), "L", "L", verdict, evidence)
    snippet = Snippet(Span(0, 10), "undecided", HINGE, {"hinge_loss: comparable": "yes"})
    assert with_formulas(Source("note.md", "x" * 10), [snippet], [claim]) == (snippet,)
