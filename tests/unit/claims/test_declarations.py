"""Words and spaces that tell of what sort names are."""

import pytest

from mdcheck.claims.declarations import spoken


@pytest.mark.parametrize(
    ("paragraph", "sorts"),
    [
        ("设 $A$、$B$ 是方阵。", {"A": "matrix", "B": "matrix"}),
        ("设 $F$ 与 $G$ 均为 $n$ 阶矩阵，则", {"F": "matrix", "G": "matrix"}),
        ("设向量 $u$ 与 $v$ 等长", {"u": "vector", "v": "vector"}),
        ("Let $P$ and $Q$ be invertible matrices.", {"P": "matrix", "Q": "matrix"}),
        ("Here $w$ is a vector of ones.", {"w": "vector"}),
        ("对矩阵 $A$ 和向量 $x$", {"A": "matrix", "x": "vector"}),
        ("矩阵 $M$ 和 $t$", {"M": "matrix"}),
        (r"$\lambda$ 是矩阵 $A$ 的特征值。", {"A": "matrix"}),
        ("$k$ 是矩阵的秩。", {}),
        (r"$\mu$ is an eigenvalue of the matrix.", {}),
    ],
)
def test_sorts_in_words(paragraph, sorts):
    assert spoken(paragraph) == sorts
