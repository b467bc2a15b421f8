"""Names of libraries in inline code."""

import pytest

pytest.importorskip("torch")

from mdcheck.execute.worker.mentions import broken, is_mention


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("nn.Sequential.farward()", "forward"),
        ("F.sofmax", "softmax"),
        ("torch.nn.Linaer(3, 4)", "Linear"),
        ("math.sqtr", "sqrt"),
    ],
)
def test_a_name_that_does_not_exist_is_told_with_the_nearest(text: str, hint: str) -> None:
    assert f"did you mean {hint}?" in (broken(text) or "")


@pytest.mark.parametrize(
    "text",
    [
        "nn.Sequential.forward()",
        "nn.Linear.weight",
        "np.arange(3)",
        "torch.optim.AdamW",
        "torch.nowhere_near_anything",
    ],
)
def test_names_that_exist_or_resemble_nothing_are_let_be(text: str) -> None:
    assert broken(text) is None


@pytest.mark.parametrize(
    "text", ["model.forward()", "x.y", "torch", "pip install torch", "nn.Linear(3, 4) + 1"]
)
def test_other_inline_code_is_no_mention(text: str) -> None:
    assert not is_mention(text)
