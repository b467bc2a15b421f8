"""What is said of a fence that was compared: what was tried, and what was found."""

from pathlib import Path

from mdcheck.config import Config
from mdcheck.execute import run_fences
from mdcheck.markdown import read
from mdcheck.model.source import Source
from mdcheck.report.certificate import fence_certificate

ROOT = Path(__file__).parents[3]


def explained(code: str) -> str:
    source = Source("note.md", f"# Note\n\n```python\n{code}\n```\n")
    (snippet,) = run_fences(source, read(source), Config(root=str(ROOT), canonical=("impl",)))
    return fence_certificate(snippet)


def test_a_difference_that_nothing_explains_says_what_was_tried() -> None:
    said = explained("def mse(y, y_hat):\n    return ((y - y_hat) ** 4 + 3).mean()")
    assert "undecided against impl.losses.regression.squared_loss" in said
    assert "mse: tried: y as y, y_hat as" in said
    assert "mse: conventions tried: " in said
    assert "mse: slips tried: " in said


def test_code_that_takes_nothing_says_what_it_was_asked_for() -> None:
    said = explained("def dpo_loss(batch, model):\n    return model(batch)")
    assert "dpo_loss: asked for: chosen, rejected, reference_chosen, reference_rejected, beta" in said


def test_what_was_found_stands_first() -> None:
    said = explained("def relu(x):\n    return x.clamp(max=0)").splitlines()
    assert said[0].startswith("code fence: disagrees")
    assert said[1].startswith("  found: relu is held against impl.activations.relu")
