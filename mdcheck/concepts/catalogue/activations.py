"""Definitions of activation functions. Source: Goodfellow et al., Deep Learning, 2016."""

from mdcheck.concepts.definitions import Definition, Form

DEFINITIONS = (
    Definition(
        "softmax",
        "softmax function, Softmax 函数, 归一化指数函数, 软最大化",
        "softmax()",
        (
            Form("z: real n", r"\frac{\exp(z_i)}{\sum_j \exp(z_j)}"),
            Form(
                "z: real n; T: positive",
                r"\frac{\exp(z_i / T)}{\sum_j \exp(z_j / T)}",
                convention="temperature: T",
            ),
            Form("w: real k d; x: real d", r"\frac{\exp(w_i \cdot x)}{\sum_j \exp(w_j \cdot x)}"),
        ),
        canonical="impl.tensors.softmax",
    ),
    Definition(
        "sigmoid",
        "sigmoid function, logistic function, Sigmoid 函数, S 型函数, 逻辑函数, 对数几率函数",
        "sigmoid() sigma() Sigmoid() logistic()",
        (
            Form("x: real", r"\frac{1}{1 + \exp(-x)}"),
            Form("x: real; w: positive; b: real", r"\frac{1}{1 + \exp(-(w x + b))}"),
            Form("m, s: real; x: real; g: positive", r"\frac{1}{1 + \exp(-\frac{x - m}{g})} + 0 s"),
        )[:2],
        confused=("tanh", "softplus"),
    ),
    Definition(
        "tanh",
        "hyperbolic tangent, 双曲正切, 双曲正切函数, tanh 函数, Tanh 函数",
        "tanh() Tanh()",
        (Form("x: real", r"\frac{\exp(x) - \exp(-x)}{\exp(x) + \exp(-x)}"),),
        confused=("sigmoid",),
    ),
    Definition(
        "ReLU",
        "rectified linear unit, ReLU 函数, 修正线性单元, 线性整流函数",
        "ReLU() relu() Relu()",
        (
            Form("x: real", r"\max(0, x)"),
            Form("x: real", r"\begin{cases} x, & x > 0 \\ 0, & x \le 0 \end{cases}"),
        ),
        confused=("leaky ReLU",),
    ),
    Definition(
        "leaky ReLU",
        "LeakyReLU, Leak ReLU, Leaky ReLU 函数, 带泄露的 ReLU, 渗漏整流线性单元",
        "LeakyReLU() leakyrelu()",
        (
            Form("x: real; a: unit", r"\begin{cases} x, & x > 0 \\ a x, & x \le 0 \end{cases}"),
            Form("x: real; a: unit", r"\max(a x, x)"),
            Form("x: real; a: unit", r"\max(0, x) + a \min(0, x)"),
            Form("x: real", r"\max(0.01 x, x)"),
            Form("x: real", r"\begin{cases} x, & x > 0 \\ 0.01 x, & x \le 0 \end{cases}"),
            Form("x: real", r"\max(0.1 x, x)"),
        ),
        confused=("ReLU", "ELU"),
    ),
    Definition(
        "ELU",
        "exponential linear unit, ELU 函数, 指数线性单元",
        "ELU() elu()",
        (
            Form(
                "x: real; a: positive", r"\begin{cases} x, & x > 0 \\ a (\exp(x) - 1), & x \le 0 \end{cases}"
            ),
            Form("x: real; a: positive", r"\max(0, x) + \min(0, a (\exp(x) - 1))"),
        ),
        confused=("ReLU", "leaky ReLU"),
    ),
    Definition(
        "softplus",
        "Softplus 函数",
        "softplus() Softplus()",
        (
            Form("x: real", r"\log(1 + \exp(x))"),
            Form("x: real; b: positive", r"\frac{1}{b} \log(1 + \exp(b x))"),
        ),
        confused=("sigmoid",),
    ),
    Definition(
        "SiLU",
        "Swish, swish function, Swish 函数, SiLU 函数",
        "Swish() swish() SiLU() silu()",
        (
            Form("x: real", r"\frac{x}{1 + \exp(-x)}"),
            Form("x: real; b: positive", r"\frac{x}{1 + \exp(-b x)}"),
            Form("x: real", r"x \sigma(x)"),
        ),
        confused=("sigmoid",),
    ),
)
