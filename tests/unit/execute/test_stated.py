"""Functions of a page against its own formulas, for what no canonical package has."""

import pytest

pytest.importorskip("torch")

from mdcheck.config import Config
from mdcheck.markdown import read as read_note
from mdcheck.model.snippet import Snippet
from mdcheck.model.source import Source
from mdcheck.pipeline.stages import read
from mdcheck.rules.base import Needs
from mdcheck.verify.definitions.callables import stated

TVERSKY = r"$$T = \frac{TP}{TP + \alpha FP + \beta FN}$$"
LOG_COSH = r"$$L = \frac{1}{n} \sum_{i=1}^n \log\cosh(\hat y_i - y_i)$$"
SMAPE = r"$$SMAPE = \frac{1}{n} \sum_{i=1}^n \frac{2|\hat y_i - y_i|}{|y_i| + |\hat y_i|}$$"

RATIO = "def tversky(tp, fp, fn, alpha=0.5, beta=0.5):\n    return tp / {}"
MEAN = "import numpy as np\n\n\ndef log_cosh{}(y_true, y_pred):\n    return np.mean(np.log(np.cosh({})))"
BY_HAND = """
def smape(y, y_hat):
    total = 0
    for a, b in zip(y, y_hat):
        total += 2 * abs(a - b) / (abs(a) + abs(b))
    return total / len(y)
"""
TWO = "def one(tp):\n    return tp\n\n\ndef two(tp, fp, fn):\n    return tp - fp - fn"


def snippet(heading: str, formula: str, code: str) -> Snippet:
    text = f"# Notes\n\n## {heading}\n\n{formula}\n\n```python\n{code}\n```\n"
    page, failures = read(Source("note.md", text), Config(canonical=("impl",)), [Needs.SNIPPETS])
    assert failures == []
    assert page.snippets
    return page.snippets[0]


@pytest.mark.parametrize(
    ("heading", "formula", "code"),
    [
        ("Tversky index", TVERSKY, RATIO.format("(tp + alpha * fp + beta * fn)")),
        ("Log-cosh", LOG_COSH, MEAN.format("_loss", "y_true - y_pred")),
        ("对称误差", SMAPE, BY_HAND),
    ],
)
def test_code_and_formula_that_say_the_same_support_each_other(heading: str, formula: str, code: str) -> None:
    found = snippet(heading, formula, code)
    assert found.status == "agrees"
    assert found.concept == "the formula of line 5"


@pytest.mark.parametrize(
    ("heading", "formula", "code", "slip"),
    [
        ("Tversky index", TVERSKY, RATIO.format("(tp + alpha * fp - beta * fn)"), "+ beta * fn"),
        ("Tversky index", TVERSKY, RATIO.format("(tp + alpha * fp + beta * fp)"), "fn where it has fp"),
        ("Log-cosh", LOG_COSH, MEAN.format("", "y_pred + y_true"), "y_pred - y_true"),
    ],
)
def test_one_slip_between_them_is_a_finding(heading: str, formula: str, code: str, slip: str) -> None:
    found = snippet(heading, formula, code)
    assert found.status == "disagrees"
    assert slip in found.findings[0].message
    assert {"at", "code", "formula"} <= found.findings[0].evidence.keys()


@pytest.mark.parametrize(
    ("heading", "code", "status"),
    [
        ("Tversky index", RATIO.format("(tp + fp) ** 2 + fn"), "undecided"),
        ("Tversky index", "def tversky(a, b):\n    return a / (a + b)", "ran"),
        ("Log-cosh", TWO, "ran"),
    ],
)
def test_what_may_be_another_thing_is_not_accused(heading: str, code: str, status: str) -> None:
    found = snippet(heading, TVERSKY, code)
    assert (found.status, found.findings) == (status, ())


def test_what_the_note_calls_wrong_is_left_alone() -> None:
    code = RATIO.format("(tp + alpha * fp - beta * fn)")
    assert snippet("Tversky index", f"{TVERSKY}\n\n下面是错误的写法。", code).findings == ()


def test_a_formula_under_another_heading_says_nothing_about_the_code() -> None:
    code = RATIO.format("(tp + alpha * fp - beta * fn)")
    assert snippet("Tversky index", f"{TVERSKY}\n\n## Another", code).findings == ()


def test_a_formula_has_values_where_it_is_defined_and_only_quantities_that_it_reads() -> None:
    text = f"## Log-cosh\n\n{LOG_COSH}\n\n## Bayes\n\n$$P(A|B) = \\frac{{P(B|A) P(A)}}{{P(B)}}$$\n"
    (found,) = stated(read_note(Source("note.md", text)), {})
    assert found.head == "L"
    assert all(draw.keys() == {"hat y", "y"} for draw in found.draws)
    assert len(found.values) == len(found.draws)
