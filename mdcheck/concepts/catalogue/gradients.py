"""Gradients of losses with names, by what goes into them. Source: Goodfellow et al., Deep Learning, 2016."""

from mdcheck.concepts.definitions import Definition, Form

GUESS = "p~p hat a q s o softmax sigmoid pi pi_i: unit; y~y t: unit"
SOFTMAX_LOSS = "softmax+cross entropy, softmax+交叉熵, cross entropy+logits, 交叉熵+logits, softmax loss"
LOGISTIC_LOSS = (
    "binary cross entropy, BCE, logistic regression, sigmoid+cross entropy, sigmoid+交叉熵, 二元交叉熵, 二分类交叉熵, 逻辑回归, "
    "对数几率回归, logistic loss"
)


def by(letters: str) -> str:
    """Left sides of gradients by letters."""
    return " ".join(f"∂L/∂{letter}" for letter in letters.split())


DEFINITIONS = (
    Definition(
        "gradient of the cross entropy by its logits",
        "",
        by("z o a x s u f logit"),
        (
            Form(GUESS, r"p - y"),
            Form("z: real n; y~y t: unit n", r"\frac{\exp(z_i)}{\sum_j \exp(z_j)} - y_i"),
        ),
        topics=f"{SOFTMAX_LOSS}, {LOGISTIC_LOSS}",
    ),
    Definition(
        "gradient of the binary cross entropy by its weights",
        "",
        by("w theta beta"),
        (
            Form("p~p hat a sigmoid h sigma pi: unit; y~y t: unit; x~x: real", r"(p - y) x"),
            Form("s: real; y~y t: unit; x~x: real", r"(\sigma(s) - y) x"),
            Form(
                "p~p hat a h sigma pi: unit n; y~y t: unit n; x~x: real n",
                r"\frac{1}{n} \sum_i (p_i - y_i) x_i",
            ),
            Form("p~p hat a h sigma pi: unit n; y~y t: unit n; x~x: real n", r"\sum_i (p_i - y_i) x_i"),
            Form("s: real n; y~y t: unit n; x~x: real n", r"\frac{1}{n} \sum_i (\sigma(s_i) - y_i) x_i"),
            Form("s: real n; y~y t: unit n; x~x: real n", r"\sum_i (\sigma(s_i) - y_i) x_i"),
            Form(
                "X~X: real 6 d; p~p hat a h pi sigma: unit 6; y~y t: unit 6; n~n N m: total",
                r"\frac{1}{n} X^T (p - y)",
            ),
            Form("X~X: real 6 d; p~p hat a h pi sigma: unit 6; y~y t: unit 6", r"X^T (p - y)"),
        ),
        topics=LOGISTIC_LOSS,
    ),
)
