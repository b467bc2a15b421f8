"""One slip in the code as evidence: which edits count, in which layouts, and what notes excuse."""

import ast
import math

import pytest

pytest.importorskip("torch")

import torch

from mdcheck.config import Config
from mdcheck.execute import run_fences
from mdcheck.execute.differential.edits import axes
from mdcheck.execute.differential.gradients import Replay, cut
from mdcheck.execute.differential.layouts import in_other_layouts
from mdcheck.execute.differential.mistakes import unread
from mdcheck.execute.differential.unmistakable import Definition, mending
from mdcheck.markdown import read
from mdcheck.model.snippet import Snippet
from mdcheck.model.source import Source

NORM, LOSS = "impl.normalization.layer_norm", "impl.losses.margin.hinge_loss"
RMS = """
def rms_norm(x, gamma, eps=1e-6):
    return gamma * x {} (x.pow(2).mean(-1, keepdim=True) + eps).sqrt()
"""


def definition(code: str) -> Definition:
    node = ast.parse(code).body[0]
    assert isinstance(node, ast.FunctionDef | ast.ClassDef)
    return node


def edits_of(code: str, home: str = LOSS) -> set[tuple[str, str]]:
    return {(edit.before, edit.after) for edit, _ in mending(definition(code), home)}


def snippet(code: str, heading: str = "Notes", words: str = "") -> Snippet:
    source = Source("note.md", f"# {heading}\n\n{words}\n\n```python\nimport torch\n{code}\n```\n")
    return run_fences(source, read(source), Config(canonical=("impl",)))[0]


def test_factors_and_roots_that_authors_choose_are_no_slips() -> None:
    found = edits_of("def f(x, y, alpha=0.5):\n    return alpha * (x - y) ** 2 / 2")
    assert ("x - y", "x + y") in found
    assert all("alpha" in after for before, after in found if before.startswith("alpha *"))
    assert all("/ 2" in after for before, after in found if "/ 2" in before)
    assert ("(x - y) ** 2", "x - y") not in found


def test_a_temperature_or_an_epsilon_on_the_wrong_side_is_one() -> None:
    assert ("x * tau", "x / tau") in edits_of("def f(x, tau=0.1):\n    return x * tau")
    assert ("x * eps", "x + eps") in edits_of("def f(x, eps=0.1):\n    return x * eps")


def test_what_is_taken_for_its_twin_comes_back() -> None:
    assert ("x.std", "x.var") in edits_of("def f(x):\n    return x / x.std()")
    assert ("x.masked_fill(m, 0)", "x.masked_fill(~m, 0)") in edits_of(
        "def f(x, m):\n    return x.masked_fill(m, 0)"
    )


def test_what_ones_of_a_mask_mean_is_no_slip_where_the_mask_is_an_argument() -> None:
    found = edits_of("def f(x, mask):\n    return x.masked_fill(mask, 0)")
    assert not any("~" in after for _, after in found)


def test_a_word_that_a_library_does_not_know_is_read_as_the_nearest_one() -> None:
    found = edits_of("def f(x):\n    return F.mse_loss(x, x, reduction='non')")
    assert ("reduction='non'", "reduction='none'") in found
    known = edits_of("def f(x):\n    return F.mse_loss(x, x, reduction='sum')")
    assert not any(before.startswith("reduction") for before, _ in known)


RAISING = """
import torch.nn.functional as F
def perplexity(logits, targets):
    loss = F.cross_entropy({})
    return torch.exp(loss)
"""


def test_code_that_raises_for_everything_is_wrong_only_if_one_slip_explains_it() -> None:
    swapped = snippet(RAISING.format("targets, logits"))
    assert swapped.status == "disagrees"
    assert "it raises for all that it was given" in swapped.findings[0].message
    assert snippet(RAISING.format("logits[targets], logits[0, 0, 0]")).status == "undecided"


def test_roots_come_back_where_a_concept_has_one_or_the_code_has_its_twin() -> None:
    lone = "def f(x):\n    return x / (x**2).sum()"
    twin = "def f(x, y):\n    return x / ((x**2).sum() * (y**2).sum() ** 0.5)"
    back = ("(x ** 2).sum()", "(x ** 2).sum() ** 0.5")
    assert back not in edits_of(lone)
    assert back in edits_of(lone, NORM)
    assert back in edits_of(twin)


def test_an_edit_that_doubles_an_operand_mends_nothing() -> None:
    found = edits_of("def f(a, b):\n    return a * b")
    assert ("b", "a") not in found


def test_masks_may_be_turned_round() -> None:
    found = edits_of("def f(x, mask, n):\n    return x[mask == 0] if n > 0 else x")
    assert ("n > 0", "n < 0") in found
    assert ("mask == 0", "mask != 0") not in found


def test_axes_are_read_wherever_they_stand() -> None:
    tree = ast.parse("x.mean(0) + torch.softmax(y, 1) + z.sum(dim=-1) + x.view(3) + torch.max(x, axis=2)")
    assert list(axes(tree)) == [0, 1, -1, 2] or set(axes(tree)) == {0, 1, -1, 2}


def test_code_for_columns_agrees_in_its_own_layout() -> None:
    def columns(x: torch.Tensor) -> torch.Tensor:
        return x.softmax(0)

    x = torch.randn(3, 4)
    turned = [layout(x=x) for layout in in_other_layouts(columns)]
    assert any(
        part.shape == x.shape and torch.allclose(part, x.softmax(-1)) for parts in turned for part in parts
    )


def test_an_argument_that_is_never_read_is_named() -> None:
    assert unread(definition("def f(w, g, mask):\n    return w + 1")) == "g"
    assert unread(definition("def f(w, g=None, mask=None):\n    return w + 1")) == ""


def test_a_slip_is_reported_with_its_line_and_words() -> None:
    broken = snippet(RMS.format("*"))
    assert broken.status == "disagrees"
    assert snippet(RMS.format("/")).status == "agrees"


@pytest.mark.parametrize("words", ["这里是一个变体。", "A modified version.", "下面是错误的实现："])
def test_what_the_note_calls_a_variant_is_left_alone(words: str) -> None:
    code = "def softmax(x):\n    e = torch.exp(x)\n    return x / e.sum(-1, keepdim=True)"
    assert snippet(code).status == "disagrees"
    assert snippet(code, words=words).status == "undecided"


def test_columns_are_another_layout_and_no_slip() -> None:
    code = "def softmax(x):\n    e = torch.exp(x - x.max({0}).values)\n    return e / e.sum({1})"
    columns = snippet(code.format("dim=0, keepdim=True", "dim=0, keepdim=True"))
    assert not columns.findings


def test_a_gradient_is_the_quotient_of_differences() -> None:
    node = ast.parse("x = 1")
    right = Replay({"x": torch.rand(3) + 1}, lambda given: given["x"].log().sum())
    blocked = Replay({"x": torch.rand(3) + 1}, lambda given: given["x"].detach().log().sum())
    half = Replay({"x": torch.rand(3) + 1}, lambda given: (given["x"] * given["x"].detach()).sum())
    flat = Replay({"x": torch.rand(3) + 1}, lambda _: torch.tensor(math.pi))
    assert cut(right, node, LOSS, "") is None
    assert cut(flat, node, LOSS, "") is None
    assert "no gradient" in str(cut(blocked, node, LOSS, ""))
    assert "is not theirs" in str(cut(half, node, LOSS, ""))
    assert cut(half, node, LOSS, "对动量编码器停止梯度") is None
    assert cut(blocked, node, "impl.metrics.confusion.accuracy", "") is None
