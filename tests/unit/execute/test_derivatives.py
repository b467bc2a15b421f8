"""Derivatives by name: held against what they derive from, on the page or in the canonical package."""

import pytest

pytest.importorskip("torch")

from mdcheck.config import Config
from mdcheck.execute import run_fences
from mdcheck.markdown import read
from mdcheck.model.snippet import Snippet
from mdcheck.model.source import Source

BOWL = "def f(x):\n    return x ** 2 - 4 * x\n\n\n"
PAIR = "def loss(w, b):\n    return (3 * w + b - 7) ** 2 + w * b\n\n\n"


def snippet(code: str, words: str = "") -> Snippet:
    source = Source(
        "note.md", f"# Descent with torch\n\n{words}\n\n```python\nimport torch\n\n\n{code}\n```\n"
    )
    return run_fences(source, read(source), Config(canonical=("impl",)))[0]


@pytest.mark.parametrize(
    "code",
    [
        BOWL + "def df(x):\n    return 2 * x - 4",
        BOWL + "def f_prime(x):\n    return 2 * (x - 2)",
        BOWL + "def gradient(x):\n    return 2 * x - 4",
        PAIR + "def grad_loss(w, b):\n    r = 3 * w + b - 7\n    return 6 * r + b, 2 * r + w",
        "def sigmoid_derivative(s):\n    return s * (1 - s)",
        "def tanh_grad(x):\n    return 1 - torch.tanh(x) ** 2",
    ],
)
def test_a_derivative_of_the_point_or_of_the_value_agrees(code: str) -> None:
    assert snippet(code).status == "agrees"


@pytest.mark.parametrize(
    ("code", "slip"),
    [
        (BOWL + "def df(x):\n    return 2 * x + 4", "2 * x - 4 where it has 2 * x + 4"),
        (PAIR + "def grad_loss(w, b):\n    r = 3 * w + b + 7\n    return 6 * r + b, 2 * r + w", "- 7 where"),
        ("def sigmoid_derivative(s):\n    return s * (1 + s)", "1 - s where it has 1 + s"),
        ("def tanh_grad(x):\n    return 1 + torch.tanh(x) ** 2", "1 - torch.tanh(x) ** 2 where"),
    ],
)
def test_one_slip_in_a_derivative_is_found(code: str, slip: str) -> None:
    found = snippet(code)
    assert found.status == "disagrees"
    assert slip in found.findings[0].message


@pytest.mark.parametrize(
    "code",
    [
        BOWL + "def df(x):\n    return x - 2",
        BOWL + "def df(x):\n    return [x, x + 1]",
        BOWL + "def df(path):\n    return open(path)",
        PAIR + "def df(w, b):\n    return w - b",
    ],
)
def test_what_no_slip_explains_is_not_accused(code: str) -> None:
    assert snippet(code).findings == ()


def test_a_note_that_calls_it_wrong_means_it_so() -> None:
    assert snippet(BOWL + "def df(x):\n    return 2 * x + 4", "下面是错的：").findings == ()
