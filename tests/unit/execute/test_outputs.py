"""Printed text against the comments that show it."""

import pytest

from tests.unit.execute.pages import kinds, messages, run


@pytest.mark.parametrize(
    "code",
    [
        "print(1 + 1)  # 输出: 2",
        "print(1 + 1)  # Output: 2",
        "print(1 + 1)  # -> 2",
        "print(1 + 1)  # 2",
        "print(2 / 3)  # 0.667",
        "print(2 / 3)  # 0.66",
        "print([1, 2])\n# 输出: [1, 2]",
        "print('a', 1)  # 输出: a 1",
        "print('shape:', (8, 128))  # 输出: [8, 128]",
        "import torch\nprint('x:', torch.ones(2, 3).shape)  # 输出: torch.Size([2, 3])",
        "import torch\nprint(torch.ones(2))  # tensor([1., 1.])",
        "import torch\nprint(torch.ones(2, 2))\n# tensor([[1., 1.],\n#         [1., 1.]])",
        "import numpy as np\nprint(np.arange(3))  # [0 1 2]",
        "import numpy as np\nx = np.float64(1.5)\nx  # 1.5",
        "import random\nprint(random.random())  # 输出: 0.1234",
        "import torch\nprint(torch.rand(1).item())  # 0.4963",
        "print({'b', 'a'})  # 输出: {'b', 'a'}",
        "print('done')  # 打印提示信息",
        "print(3)  # the answer",
        "for i in range(3):\n    print(i)  # 0",
        "print(list(range(1000)))  # [0, 1, 2, ...]",
        "x = 3  # 4",
        "print(7)  # 输出结果为一个整数",
        "print('1')  # step 2",
        "print('he' + 'llo')  # Joins them; prints \"hello\"",
        "print(10 ** 8)  # 100_000_000",
        "print(1e-8)  # 1e-08",
        "print(None)  # None",
        "print(True)  # 输出：True",
        "print(True, False)  # True False",
        "print('loss', 2 / 3)  # loss 0.667",
        "print(3)  # step 2",
        "import torch\nprint(torch.cuda.is_available())  # True",
        "import torch\nprint('version', torch.__version__)  # version 1.8.0",
        "import time\nt = time.time()\nprint(f'took {time.time() - t:.0f} s')  # took 4 s",
    ],
)
def test_agrees(code: str) -> None:
    (snippet,) = run(code)
    assert snippet.findings == ()


@pytest.mark.parametrize(
    "code",
    [
        "import torch\nprint(torch.eye(2))\n# tensor([[1., 0.],\n#         [0., 2.]])",
        "import torch\nprint(torch.eye(2).shape)\n# torch.Size([2, 3])",
        "print(1 + 1)  # 输出: 3",
        "print(1 + 1)  # Output: 3",
        "print(1 + 1)  # => 3",
        "print(2 / 3)  # 0.66 0.7\nprint(2 / 3)  # 0.567",
        "print([1, 2])\n# 输出: [2, 1]",
        "print('shape:', (8, 128))  # 输出: [8, 64]",
        "import torch\nprint(torch.ones(2))  # tensor([1., 2.])",
        "import torch\nx = torch.rand(3, 4)\nprint(x.shape)  # torch.Size([4, 3])",
        "print('abc'.upper())  # prints \"abc\"",
        "print(2 > 1)  # 输出：False",
        "import numpy as np\nx = np.zeros(3)\nx.sum()  # -> 3.0",
        "print(1 < 2, 2 < 1)  # True True",
        "print('accuracy:', 0.5)  # accuracy: 0.7",
        "print((2, 3), [4])  # (2, 3) [5]",
        "import torch\nprint(torch.tensor([0.6, 0.4]))  # tensor([1., 0.])",
        "import torch\nprint(torch.ones(2), 3)  # tensor([1., 1.]) 4",
    ],
)
def test_differs(code: str) -> None:
    (snippet,) = run(code)
    assert kinds(snippet) == ["output"]


def test_a_transcript_is_run_and_compared() -> None:
    good, bad = run(">>> x = 2\n>>> x + 1\n3\n>>> for i in range(2):\n...     print(i)\n0\n1", ">>> x * 2\n5")
    assert (good.status, good.findings) == ("ran", ())
    assert kinds(bad) == ["output"]


def test_a_transcript_may_show_a_traceback() -> None:
    (snippet,) = run(">>> 1 / 0\nTraceback (most recent call last):\nZeroDivisionError: division by zero")
    assert snippet.findings == ()


def test_a_claim_in_a_loop_may_speak_of_any_turn_or_of_all() -> None:
    (snippet,) = run("for x in (1, 2, 3):\n    print(x * x)  # 4\nfor x in (1, 2):\n    print(x)  # 1 2")
    assert kinds(snippet) == []


def test_a_claim_that_no_turn_of_a_loop_fulfils_is_wrong() -> None:
    (snippet,) = run("for x in (1, 2, 3):\n    print(x * x)  # 5")
    assert kinds(snippet) == ["output"]
    assert "prints 1 4 9, not 5" in messages(snippet)


def test_a_value_on_the_line_below_is_what_was_printed() -> None:
    (snippet,) = run("print((3, 4))\n# (4, 3)\n")
    assert "prints (3, 4), not (4, 3)" in messages(snippet)
    (snippet,) = run("print([1.5])\n# [1.5]\n")
    assert kinds(snippet) == []


def test_a_value_above_a_statement_speaks_of_that_statement() -> None:
    (snippet,) = run("print((3, 4))\n# (2, 2)\nx = [[1, 2], [3, 4]]\n")
    assert kinds(snippet) == []


def test_a_lone_number_is_a_result_only_where_others_are() -> None:
    (snippet,) = run("print(7)\n# 2\n\nprint(8)\n")
    assert kinds(snippet) == []
    (snippet,) = run("print((1, 2))\n# (1, 2)\nprint(7)\n# 2\n")
    assert "prints 7, not 2" in messages(snippet)


def test_what_is_not_a_number_is_no_figure() -> None:
    (snippet,) = run("print(float('nan'))  # 0.9488")
    assert "prints nan, not 0.9488" in messages(snippet)
    (snippet,) = run("print(float('nan'), -float('inf'))  # nan -inf")
    assert kinds(snippet) == []


def test_rows_of_a_matrix_below_a_print_are_one_value() -> None:
    (snippet,) = run("import numpy as np\nprint(np.eye(2))\n# [[1. 0.]\n#  [0. 2.]]\n")
    assert "not [[1. 0.] [0. 2.]]" in messages(snippet)
    (snippet,) = run("import numpy as np\nprint(np.eye(2))\n# [[1. 0.]\n#  [0. 1.]]\n")
    assert kinds(snippet) == []


def test_decimals_in_a_row_are_compared_where_only_such_are_printed() -> None:
    (snippet,) = run("print(f'{0.6:.2f} {0.75:.2f}')  # 0.75 0.60")
    assert "prints 0.60 0.75, not 0.75 0.60" in messages(snippet)
    (snippet,) = run("print('loss', 0.5, 'after', 3)  # 0.75 0.60")
    assert kinds(snippet) == []
