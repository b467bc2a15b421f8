"""Shape comments against the values that flow while the page runs."""

import pytest

from mdcheck.execute.worker.shapes.grammar import read_comment
from tests.unit.execute.pages import kinds, messages, run

HEAD = "import torch\nx = torch.zeros(2, 3, 8)\n"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("(B, T, C)", [["B", "T", "C"]]),
        ("[B, h, T, D/h]", [["B", "h", "T", "D/h"]]),
        ("shape=(100, 1)", [["100", "1"]]),
        ("shape: [2N, dim]", [["2N", "dim"]]),
        ("形状：(批大小, 序列长度)", [["批大小", "序列长度"]]),
        ("-> (B, T)", [["B", "T"]]),
        ("[B, T, C] -> [B, T, h, C/h]", [["B", "T", "h", "C/h"]]),
        ("(B, T), (B, H)", [["B", "T"], ["B", "H"]]),
        ("(N,)", [["N"]]),
        ("torch.Size([2, 3])", [["2", "3"]]),
        ("(..., d_model)", [["...", "d_model"]]),
        ("shape of q: batch_size * seq_length", [["batch_size", "seq_length"]]),
    ],
)
def test_reads_what_is_a_shape(text: str, written: list[list[str]]) -> None:
    said = read_comment(text)
    assert said is not None
    assert [[size.text for size in shape] for shape in said.shapes] == written


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a comment",
        "(see below)",
        "(optional)",
        "[0, 1]",
        "(0, 1)",
        "[1, 2, 3]",
        "f(x, y)",
        "(mean, std) of x",
        "x + (a, b)",
        "(a) first",
        "lr = (0.1, 0.2)",
        "(B, T, C) 是输入",
        "(mean, std)",
        "(1.5, 2)",
    ],
)
def test_leaves_alone_what_is_none(text: str) -> None:
    assert read_comment(text) is None


@pytest.mark.parametrize(
    "code",
    [
        "y = x  # (2, 3, 8)",
        "y = x  # (B, T, C)\nz = y.transpose(1, 2)  # (B, C, T)",
        "y = x  # (..., 8)",
        "y = x[:1]  # (B, T, C)",
        "y = x.sum(1, keepdim=True)  # (B, T, C)",
        "y = x.reshape(2, 3, 4, 2)  # (B, T, h, D/h)",
        "y = x  # (B, T, C)\nw = torch.zeros(5, 7)  # (B, T)",
        "N = 2\ny = torch.zeros(2 * N, 4)  # [2N, 4]",
        "def f(x):\n    B, T, C = x.shape\n    return x.sum(-1)  # (B, T)\nf(x)",
        "def f(x):\n    return x  # (B, T, C)\nf(x)\nf(torch.zeros(5, 6, 7))",
        "def f(x):\n    s = x @ x.transpose(1, 2)  # (T, T)\n    return s\nf(x)",
        'def f(x):\n    """\n    x: input of shape (batch, time, features)\n    """\n    return x\nf(x)',
        "a, b = x, x[0]  # (B, T, C), (T, C)",
        "n = 3  # (B, T)",
        'def f(x, mask=None):\n    """\n    mask: 形状为 (B, 1) 或 (B, T)\n    """\nf(x, x[:, :, 0])',
    ],
)
def test_fits(code: str) -> None:
    (snippet,) = run(HEAD + code)
    assert snippet.findings == ()
    assert snippet.status == "ran"


@pytest.mark.parametrize(
    "code",
    [
        "y = x  # (2, 8, 3)",
        "y = x  # (B, T)",
        "y = x  # (B, T, C)\nz = y.transpose(1, 2)  # (B, T, C)",
        "y = x.reshape(2, 3, 4, 2)  # (B, T, D)",
        "N = 2\ny = torch.zeros(3 * N, 4)  # [2N, 4]",
        "def f(x):\n    B, T, C = x.shape\n    return x.sum(1)  # (B, T)\nf(x)",
        "def f(x):\n    q = x  # (B, T, C)\n    s = q @ q.mT  # (B, T, C)\n    return s\nf(x)",
        "class M(torch.nn.Module):\n    def __init__(self):\n        super().__init__()\n"
        "        self.width = 8\n"
        "    def forward(self, x):\n        return x.mean(-1)  # (batch, width)\nM()(x)",
        'def f(x):\n    """\n    x: input of shape (batch, features)\n    """\n    return x\nf(x)',
        "def g(q):\n    # shape of k: batch * length * width\n    k = q.sum(1)\n    return k\ng(x)",
        "a, b = x, x[0]  # (B, T, C), (T, B)",
    ],
)
def test_contradicts(code: str) -> None:
    (snippet,) = run(HEAD + code)
    assert kinds(snippet) == ["shape"], messages(snippet)


LAYER = """
class Layer(torch.nn.Module):
    def __init__(self, embed_dim, num_heads):
        super().__init__()
        self.h, self.d = num_heads, embed_dim // num_heads
        self.proj = torch.nn.Linear(embed_dim, embed_dim)

    def forward(self, x):
        B, T, C = x.shape
        q = self.proj(x)  # (B, T, embed_dim)
        q = q.view(B, T, self.h, self.d).transpose(1, 2)  # {heads}
        s = q @ q.mT  # {scores}
        return s
"""


def test_code_that_is_never_called_is_driven_and_fits() -> None:
    (snippet,) = run(HEAD + LAYER.format(heads="(B, h, T, d)", scores="(B, h, T, T)"))
    assert snippet.findings == ()


@pytest.mark.parametrize(
    ("heads", "scores"),
    [("(B, T, h, d)", "(B, h, T, T)"), ("(B, h, T, d)", "(B, h, T, d)"), ("(B, h, T, d)", "(B, T, T)")],
)
def test_code_that_is_never_called_is_driven_and_contradicted(heads: str, scores: str) -> None:
    (snippet,) = run(HEAD + LAYER.format(heads=heads, scores=scores))
    assert kinds(snippet) == ["shape"]


def test_a_comment_on_a_parameter_speaks_of_what_came_in() -> None:
    words = "    # shape of y: batch * length * width\n"
    body = f"{words}    sizes = y.shape[:-1] + (2, 4)\n    y = y.view(*sizes)\n"
    (snippet,) = run(HEAD + f"def f(y):\n{body}    return y\nf(x)")
    assert snippet.findings == ()
    (wrong,) = run(HEAD + f"def f(y):\n{body}    return y\nf(x[0])")
    assert kinds(wrong) == ["shape"]


def test_what_no_drawn_input_fits_is_left_alone() -> None:
    (snippet,) = run(HEAD + "def f(graph):\n    n = graph.nodes()\n    return n  # (N, D)")
    assert snippet.findings == ()


def test_sizes_in_another_order_contradict_even_where_one_of_them_is_one() -> None:
    (snippet,) = run("import numpy as np\nx = np.ones((1, 2, 3))  # (2, 1, 3)")
    assert "the value has shape (1, 2, 3)" in messages(snippet)


def test_a_size_of_one_may_stand_for_what_it_spreads_over() -> None:
    (snippet,) = run("import numpy as np\nx = np.ones((4, 1, 3))  # (4, 5, 3)")
    assert kinds(snippet) == []


def test_a_comment_beside_a_buffer_speaks_of_the_buffer() -> None:
    body = "        super().__init__()\n        self.register_buffer('pe', torch.zeros(1, 5, 3))  # {}\n"
    code = "import torch\nfrom torch import nn\nclass P(nn.Module):\n    def __init__(self):\n" + body + "P()"
    (snippet,) = run(code.format("(1, 5, 3)"))
    assert kinds(snippet) == []
    (snippet,) = run(code.format("(5, 1, 3)"))
    assert "the value has shape (1, 5, 3)" in messages(snippet)
