"""What a page's fences come to: names flowing, failures kept apart, findings in their place."""

import pytest

from mdcheck.model.snippet import Snippet
from tests.unit.execute.pages import kinds, messages, note, run


def underlined(snippet: Snippet, *codes: str) -> list[str]:
    text = note(*codes)[0].text
    return [text[finding.span.start : finding.span.end] for finding in snippet.findings]


def test_names_flow_from_fence_to_fence() -> None:
    first, second = run("x = 2", "assert x == 2")
    assert (first.status, second.status) == ("ran", "ran")


def test_a_failing_statement_costs_only_what_needs_it() -> None:
    code = "a = 1\nb = a / 0\nc = b + 1\nprint(c)\nd = a + 1\nassert d == 2"
    (snippet,) = run(code)
    assert kinds(snippet) == ["exception"]
    assert underlined(snippet, code) == ["b = a / 0"]


def test_a_name_bound_again_is_good_again() -> None:
    first, second = run("b = 1 / 0", "b = 2\nassert b == 3")
    assert kinds(first) == ["exception"]
    assert "AssertionError" in messages(second)


def test_a_function_that_needs_what_failed_is_not_reported_again() -> None:
    (snippet,) = run("w = 1 / 0\ndef f():\n    return w\nprint(f())")
    assert len(snippet.findings) == 1


def test_an_exception_is_shown_where_it_was_raised() -> None:
    codes = ("def half(n):\n    return 1 / n", "half(0)")
    first, second = run(*codes)
    assert underlined(first, *codes) == ["return 1 / n"]
    assert second.findings == ()


def test_without_permission_nothing_runs_but_everything_is_read(tmp_path: object) -> None:
    good, broken = run("x = 1 / 0", "def f(:", execute=False)
    assert (good.status, good.evidence["reason"]) == ("not-run", "disabled")
    assert kinds(broken) == ["syntax"]


@pytest.mark.parametrize(
    ("code", "names", "line"),
    [
        ("net = nn.Linear(2, 3)", "nn", "import torch.nn as nn"),
        ("y = F.softmax(x, dim=0)\nx = 1", "F", "import torch.nn.functional as F"),
        ("print(np.zeros(3))", "np", "import numpy as np"),
        ("print(math.pi)", "math", "import math"),
        ("c = defaultdict(int)", "defaultdict", "from collections import defaultdict"),
        ("def f(x: Optional[int]): pass", "Optional", "from typing import Optional"),
    ],
)
def test_a_missing_import_is_named_and_mended(code: str, names: str, line: str) -> None:
    (snippet,) = run(code)
    finding = snippet.findings[0]
    assert finding.evidence["names"] == names
    ((span, text),) = finding.edits
    assert text == f"{line}\n"
    assert span.start == span.end == len("```python\n")


def test_after_a_missing_import_the_rest_is_still_checked() -> None:
    (snippet,) = run("print(math.sqrt(4))  # 输出: 3.0")
    assert kinds(snippet) == ["missing-name", "output"]


def test_a_name_used_like_a_value_is_no_module() -> None:
    (snippet,) = run("print(F * 2)")
    assert kinds(snippet) == ["missing-name"]
    assert snippet.findings[0].edits == ()


def test_missing_values_are_told_once_and_spoil_only_what_needs_them() -> None:
    first, second = run("print(vec1 + 1)\nok = 1", "print(vec1)\nassert ok == 2")
    assert kinds(first) == ["missing-name"]
    assert kinds(second) == ["exception"]


@pytest.mark.parametrize(
    "code",
    [
        "comparison = [n for n in range(3)]",
        "try:\n    import missing_package\nexcept ImportError:\n    missing_package = None",
        "def f():\n    global made\n    made = 1\nf()\nprint(made)",
        "class A:\n    x = 1\n    y = x\nprint(A.y)",
        "print(__name__)",
        "import os.path\nprint(os.path.join('a', 'b'))",
        "(n := 3)\nprint(n)",
        "match 3:\n    case k:\n        print(k)",
        "with open('a', 'w') as f:\n    f.write('x')",
        "from __future__ import annotations\ndef f(x: Undefined) -> None: ...",
        "from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int = 0\nassert P(1).x == 1",
        "import pickle\nclass P: pass\npickle.loads(pickle.dumps(P()))",
        "if __name__ == '__main__':\n    x = 1\n    assert x",
    ],
)
def test_says_nothing_about_sound_code(code: str) -> None:
    (snippet,) = run(code)
    assert snippet.status == "ran"
    assert snippet.findings == ()


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("$ pip install torch\n$ python train.py", "shell"),
        ("pip install torch", "shell"),
        ("for each batch do\n  update(w)\nend for", "pseudo"),
        ("w ← w - lr * g", "pseudo"),
        ("model = Net(...\n    ...\n)  )", "left out"),
        ("return x + 1", "part of a function"),
        ("elif x:\n    y = 1", "continues"),
        ("import package_nobody_has\npackage_nobody_has.f()", "package_nobody_has"),
        ("data = open('train.csv').read()\nprint(data)", "train.csv"),
        ("name = input('who? ')\nprint(name)", "input"),
        ("import urllib.request\nurllib.request.urlopen('http://example.org')", "network"),
        ("import torch\nx = torch.ones(2).cuda()", "GPU"),
        ("import torch\nx = torch.ones(2, device='cuda')", "GPU"),
        ("decay(rate, step, staircase=False)\nother(rate, step, name=None)", "signature"),
        ("%matplotlib inline", "notebook"),
    ],
)
def test_what_cannot_run_here_is_said_and_not_held_against_it(code: str, reason: str) -> None:
    (snippet,) = run(code)
    assert not [f for f in snippet.findings if f.kind != "missing-name"]
    assert reason in snippet.evidence["skipped"]


@pytest.mark.parametrize("info", ["python {.no-run}", "python no-run", "python notest", "py {.skip}"])
def test_the_author_may_forbid_running(info: str) -> None:
    (snippet,) = run("1 / 0", info=info)
    assert (snippet.status, snippet.findings) == ("not-run", ())


def test_what_a_forbidden_fence_binds_counts_as_bound() -> None:
    source, document = note("table = load()")
    fence = document.nodes[0]
    del source, fence
    first, second = run("def f(:\n    pass\ntable = 3", "print(table)")
    assert kinds(first) == ["syntax"]
    assert second.findings == ()


@pytest.mark.parametrize("info", ["bash", "text", "python-console", "cpp"])
def test_only_python_is_looked_at(info: str) -> None:
    assert run("1 / 0", info=info) == ()


@pytest.mark.parametrize(
    "code",
    [
        "def f(x)\n    return x",
        "x = (1, 2",
        "print 'a'",
        "if x = 1:\n    pass",
        "x = 1，2",
        "  x = 1\n y = 2",
    ],
)
def test_code_that_does_not_parse_is_an_error(code: str) -> None:
    (snippet,) = run(code)
    assert (snippet.status, kinds(snippet)) == ("failed", ["syntax"])


@pytest.mark.parametrize(
    ("code", "missing"),
    [
        ("import math\nmath.squareroot(2)", "squareroot"),
        ("import torch\ntorch.matmull(torch.ones(1), torch.ones(1))", "matmull"),
        ("import torch.nn as nn\nnn.Sequential().farward(1)", "farward"),
        ("from torch.nn import LayerNrom", "LayerNrom"),
        ("x = [1].push(2)", "push"),
        ("import torch\ndef f(x):\n    return torch.nn.functional.sofmax(x)", "sofmax"),
    ],
)
def test_an_attribute_that_no_library_has(code: str, missing: str) -> None:
    (snippet,) = run(code)
    assert kinds(snippet) == ["api"]
    assert missing in messages(snippet)


def test_an_own_class_without_the_attribute_is_an_exception() -> None:
    (snippet,) = run("class A: pass\nA().x")
    assert kinds(snippet) == ["exception"]


@pytest.mark.parametrize(
    "code", ["[][0]  # 这里会报错", "int('x')  # raises ValueError", "# 错误示范\n1 / 0"]
)
def test_an_announced_exception_is_expected(code: str) -> None:
    (snippet,) = run(code)
    assert snippet.findings == ()


def test_an_endless_loop_ends_and_the_next_fence_runs() -> None:
    first, second = run("n = 1\nwhile n: pass", "m = 1\nassert m == 2")
    assert "time limit" in first.evidence["skipped"]
    assert kinds(second) == ["exception"]


def test_what_was_there_before_a_loop_that_was_cut_off_is_not_trusted() -> None:
    first, second = run("a = [1]\nb = a\nwhile a: a[0] += 1", "assert b == [2]")
    assert "time limit" in first.evidence["skipped"]
    assert kinds(second) == []


def test_what_is_part_of_something_else_need_not_stand_alone() -> None:
    (snippet,) = run("    loss = F.mse_loss(a, b)\n    loss.backward()")
    assert kinds(snippet) == []
    (snippet,) = run("d = abs(self.x - y)")
    assert kinds(snippet) == []
    (snippet,) = run("d = abs(x - y)")
    assert kinds(snippet) == ["missing-name"]
