"""Results of known functions that are given each other's names."""

import pytest

from tests.unit.execute.pages import kinds, messages, run

pytest.importorskip("sklearn")

IMPORTS = "import numpy as np\nfrom sklearn.metrics import confusion_matrix, roc_curve\n"
SPLIT = "from sklearn.model_selection import train_test_split\n"
HEAD = f"{IMPORTS}{SPLIT}y, s, A = [0, 1, 1, 0], [0.1, 0.8, 0.3, 0.4], np.eye(2)\n"


@pytest.mark.parametrize(
    ("code", "order"),
    [
        ("tp, fp, fn, tn = confusion_matrix(y, y).ravel()", "tn, fp, fn, tp"),
        ("tpr, fpr, thresholds = roc_curve(y, s)", "fpr, tpr, thresholds"),
        ("tpr, fpr, _ = roc_curve(y, s)", "fpr, tpr, _"),
        ("X_train, y_train, X_test, y_test = train_test_split(s, y)", "X_train, X_test, y_train, y_test"),
        ("vectors, values = np.linalg.eigh(A)", "values, vectors"),
        ("def f(A):\n    eigvecs, eigvals = np.linalg.eig(A)\n    return eigvecs", "eigvals, eigvecs"),
    ],
)
def test_names_in_the_wrong_order_are_told_the_right_one(code: str, order: str) -> None:
    (snippet,) = run(HEAD + code)
    assert f"gives {order} in this order" in messages(snippet)


@pytest.mark.parametrize(
    "code",
    [
        "tn, fp, fn, tp = confusion_matrix(y, y).ravel()",
        "fpr, tpr, _ = roc_curve(y, s)",
        "a, b, c, d = confusion_matrix(y, y).ravel()",
        "x_tr, x_te, y_tr, y_te = train_test_split(s, y)",
        "train_x, test_x = train_test_split(s)",
        "w, v = np.linalg.eig(A)",
        "u, s, vt = np.linalg.svd(A)",
        "def roc_curve(y, s):\n    return s, y, 0\ntpr, fpr, thresholds = roc_curve(y, s)",
    ],
)
def test_other_names_and_other_functions_are_left_alone(code: str) -> None:
    (snippet,) = run(HEAD + code)
    assert "disagrees" not in kinds(snippet)
