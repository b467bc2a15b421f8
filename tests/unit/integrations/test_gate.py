"""Breaking one thing in a published note is an error that points at it."""

from pathlib import Path

import pytest

from mdcheck.config import Config
from mdcheck.model.diagnostic import Severity
from mdcheck.model.source import Source, Span
from mdcheck.pipeline.lock import Lock, items
from mdcheck.pipeline.run import Checker
from mdcheck.report.result import Result

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


CODE = [
    ("attention", "torch.softmax(scores, dim=-1) @ V", "torch.softmax(scores, dim=-2) @ V"),
    ("attention", ".std().item() < 1.03)  # True", ".std().item() < 1.03)  # False"),
    ("normalization", "x.mean(-1, keepdim=True)", "x.means(-1, keepdim=True)"),
    ("tokenization", "# ['play', '##ing']", "# ['play', 'ing']"),
    ("multi-head-attention", "# torch.Size([2, 4, 5, 3])", "# torch.Size([2, 5, 4, 3])"),
]


@pytest.fixture(scope="module")
def checker():
    return Checker.of(Config(execute=False))


def errors(checker: Checker, note: str, text: str) -> list[Span]:
    """Where a note has errors, in its place beside what it links to."""
    found = checker.source(Source(str(NOTES / f"{note}.md"), text)).diagnostics
    return [item.span for item in found if item.severity is Severity.ERROR]


def broken(note: str, written: str, instead: str) -> tuple[str, Span]:
    """The text of a note with the first of something replaced, and where."""
    text = (NOTES / f"{note}.md").read_text(encoding="utf-8")
    at = text.index(written)
    return text[:at] + instead + text[at + len(written) :], Span(at, at + len(instead))


@pytest.mark.parametrize(("note", "written", "instead"), BREAKS)
def test_a_broken_note_is_an_error_that_touches_what_was_broken(checker, note, written, instead):
    text, place = broken(note, written, instead)
    found = errors(checker, note, text)
    assert any(span.start < place.end and place.start < span.end for span in found)


@pytest.mark.parametrize(
    ("note", "written", "instead"),
    [
        ("attention-scores", r"$q^\top W k$", r"$q W k$"),  # decided, and unlike anything known since
        ("transfer-learning", "N = d K + K", "N = d K - K"),  # a definition, on its author's word
        ("transfer-learning", r"\eta \, \xi^{L - l}", r"\eta \, \xi^{l - L}"),
    ],
)
def test_what_nobody_can_refute_is_noticed_by_the_lock(checker, note, written, instead):
    whole = Result.of(
        checker.source(Source(str(NOTES / f"{note}.md"), (NOTES / f"{note}.md").read_text("utf-8")))
    )
    lock = Lock(str(NOTES.parent), {f"notes/{note}.md": [item.line for item in items(whole.page)]})
    assert "lost-coverage" not in {found.rule for found in lock.held(whole).diagnostics}
    text, place = broken(note, written, instead)
    result = lock.held(Result.of(checker.source(Source(str(NOTES / f"{note}.md"), text))))
    missed = [found.span for found in result.diagnostics if found.rule == "lost-coverage"]
    assert any(span.start < place.end and place.start < span.end for span in missed)


@pytest.mark.parametrize(("note", "written", "instead"), CODE)
def test_broken_code_is_an_error_near_what_was_broken(note, written, instead):
    text, place = broken(note, written, instead)
    start, end = text.rindex("```python", 0, place.start), text.index("```", place.end)
    found = errors(Checker.of(Config()), note, text)
    assert any(start <= span.start <= end for span in found)


@pytest.mark.parametrize("note", sorted({note for note, *_ in BREAKS}))
def test_the_notes_as_published_have_no_error(checker, note):
    assert errors(checker, note, (NOTES / f"{note}.md").read_text(encoding="utf-8")) == []
