"""Breaking one thing in a published note is an error that points at it."""

from pathlib import Path

import pytest

from mdcheck.config import Config
from mdcheck.model.diagnostic import Severity
from mdcheck.model.source import Source
from mdcheck.pipeline.run import Checker

NOTES = Path(__file__).parents[3] / "notes"
BREAKS = [
    ("information-theory", "= H(p, q) - H(p)\n", "= H(p, q) + H(p)\n"),
    ("information-theory", "&= H(X) + H(Y) - H(X, Y)", "&= H(X) + H(Y) + H(X, Y)"),
    ("information-theory", r"-\log_2 \frac{1}{8} = 3", r"-\log_2 \frac{1}{8} = 4"),
    (
        "information-theory",
        "H(p, q) = -\\sum_{x} p(x) \\log q(x)\n",
        "H(p, q) = -\\sum_{x} p(x) \\log p(x)\n",
    ),
    ("information-theory", "联合熵（Joint Entropy）", "联合熵（Conditional Entropy）"),
    ("information-theory", "1.75 - 0.954 = 0.796", "1.75 - 0.954 = 0.769"),
    ("derivatives-and-activations", r"\sigma(x) (1 - \sigma(x))" + "\n", r"\sigma(x) (1 + \sigma(x))" + "\n"),
    ("derivatives-and-activations", "f' g - f g'}{g^2}", "f' g + f g'}{g^2}"),
    ("derivatives-and-activations", r"2 \sigma(2x) - 1", r"2 \sigma(2x) + 1"),
    ("derivatives-and-activations", r"\frac{e^x}{1 + e^x}", r"\frac{e^x}{1 - e^x}"),
    ("derivatives-and-activations", r"9.54 \times 10^{-7}", r"9.54 \times 10^{-6}"),
    ("derivatives-and-activations", r"$-\sin x$", r"$\sin x$"),
    ("derivatives-and-activations", r"\sqrt{x}$  |", r"\sqrt{x$  |"),
    ("evaluation-metrics", r"\mathrm{Recall} = \frac{TP}{TP + FN}", r"\mathrm{Recall} = \frac{TP}{TP + FP}"),
    ("evaluation-metrics", r"F_1 = \frac{2 P R}{P + R}", r"F_1 = \frac{P R}{P + R}"),
    ("evaluation-metrics", r"\mathrm{FPR} = \frac{FP}{FP + TN}", r"\mathrm{FPR} = \frac{FP}{FP + TP}"),
    ("evaluation-metrics", "灵敏度（sensitivity）", "灵敏度（specificity）"),
    ("evaluation-metrics", r"| Recall    | $\frac{TP}{TP + FN}$", r"| Recall    | $\frac{TP}{TP + FP}$"),
    ("evaluation-metrics", r"\approx 0.727", r"\approx 0.772"),
    ("optimizers", "= 1 - \\beta_1^t\n", "= 1 + \\beta_1^t\n"),
]


@pytest.fixture(scope="module")
def checker():
    return Checker.of(Config(execute=False))


@pytest.mark.parametrize(("note", "written", "broken"), BREAKS)
def test_a_broken_note_is_an_error_that_touches_what_was_broken(checker, note, written, broken):
    text = (NOTES / f"{note}.md").read_text(encoding="utf-8")
    assert text.count(written) == 1
    start = text.index(written)
    text = text.replace(written, broken)
    source = Source(str(NOTES / f"{note}.md"), text)
    errors = [f for f in checker.source(source).diagnostics if f.severity is Severity.ERROR]
    assert errors
    assert all(error.span.start < start + len(broken) and start < error.span.end for error in errors)


@pytest.mark.parametrize("note", sorted({note for note, *_ in BREAKS}))
def test_the_notes_as_published_have_no_error(checker, note):
    text = (NOTES / f"{note}.md").read_text(encoding="utf-8")
    found = checker.source(Source(str(NOTES / f"{note}.md"), text)).diagnostics
    assert [item.message for item in found if item.severity is Severity.ERROR] == []
