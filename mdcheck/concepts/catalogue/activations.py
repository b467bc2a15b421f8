"""Definitions of activation functions. Source: Goodfellow et al., Deep Learning, 2016."""

from mdcheck.concepts.definitions import Definition, Form

DEFINITIONS = (
    Definition(
        "softmax",
        "softmax function, Softmax 函数, 归一化指数函数, 软最大化",
        "softmax() sigma()",
        (
            Form("z: real n", r"\frac{\exp(z_i)}{\sum_j \exp(z_j)}"),
            Form(
                "z: real n; T: positive",
                r"\frac{\exp(z_i / T)}{\sum_j \exp(z_j / T)}",
                convention="temperature: T",
            ),
            Form(
                "z: real n; m~m c M: real",
                r"\frac{\exp(z_i - m)}{\sum_j \exp(z_j - m)}",
                convention="shift: m",
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
            Form("x: real", r"\frac{\exp(x)}{1 + \exp(x)}"),
        ),
        confused=("tanh", "softplus"),
        canonical="impl.activations.sigmoid",
    ),
    Definition(
        "tanh",
        "hyperbolic tangent, 双曲正切, 双曲正切函数, tanh 函数, Tanh 函数",
        "tanh() Tanh()",
        (
            Form("x: real", r"\frac{\exp(x) - \exp(-x)}{\exp(x) + \exp(-x)}"),
            Form("x: real", r"\frac{\exp(2 x) - 1}{\exp(2 x) + 1}"),
            Form("x: real", r"2 \sigma(2 x) - 1"),
            Form("x: real", r"\frac{2}{1 + \exp(-2 x)} - 1"),
            Form("x: real", r"\frac{1 - \exp(-2 x)}{1 + \exp(-2 x)}"),
        ),
        confused=("sigmoid",),
        canonical="impl.activations.tanh",
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
        canonical="impl.activations.relu",
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
        canonical="impl.activations.leaky_relu",
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
        canonical="impl.activations.elu",
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
        canonical="impl.activations.softplus",
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
        canonical="impl.activations.silu",
    ),
    Definition(
        "GELU",
        "Gaussian error linear unit, GELU 函数, 高斯误差线性单元",
        "GELU() gelu() Gelu()",
        (
            Form("x: real", r"x \Phi(x)"),
            Form("x: real", r"\frac{x}{2} (1 + \operatorname{erf}(\frac{x}{\sqrt{2}}))"),
            Form(
                "x: real",
                r"\frac{x}{2} (1 + \tanh(\sqrt{\frac{2}{\pi}} (x + 0.044715 x^3)))",
                convention="approximation: tanh",
            ),
            Form("x: real", r"x \sigma(1.702 x)", convention="approximation: sigmoid"),
        ),
        confused=("SiLU", "ReLU"),
        canonical="impl.activations.gelu",
    ),
    Definition(
        "SELU",
        "scaled exponential linear unit, SELU 函数",
        "SELU() selu()",
        (
            Form(
                "x: real; a~alpha: positive; l~lambda: positive",
                r"\begin{cases} l x, & x > 0 \\ l a (\exp(x) - 1), & x \le 0 \end{cases}",
            ),
            Form(
                "x: real; a~alpha: positive; l~lambda: positive",
                r"l \begin{cases} x, & x > 0 \\ a (\exp(x) - 1), & x \le 0 \end{cases}",
            ),
        ),
        confused=("ELU",),
    ),
    Definition(
        "Mish",
        "Mish 函数, mish activation",
        "Mish() mish()",
        (Form("x: real", r"x \tanh(\log(1 + \exp(x)))"),),
        confused=("SiLU",),
    ),
    Definition(
        "softsign",
        "Softsign 函数",
        "softsign() Softsign()",
        (Form("x: real", r"\frac{x}{1 + |x|}"),),
        confused=("tanh",),
    ),
    Definition(
        "hard sigmoid",
        "hard-sigmoid, Hard Sigmoid 函数",
        "hardsigmoid() HardSigmoid()",
        (
            Form("x: real", r"\max(0, \min(1, \frac{x + 3}{6}))"),
            Form("x: real", r"\frac{\min(\max(x + 3, 0), 6)}{6}"),
            Form("x: real", r"\max(0, \min(1, 0.2 x + 0.5))", convention="slope: 0.2"),
        ),
    ),
    Definition(
        "hard swish",
        "hard-swish, h-swish, Hard Swish 函数",
        "h-swish() hardswish() HardSwish()",
        (
            Form("x: real", r"x \frac{\min(\max(x + 3, 0), 6)}{6}"),
            Form("x: real", r"x \max(0, \min(1, \frac{x + 3}{6}))"),
        ),
    ),
    Definition(
        "log-softmax",
        "log softmax, 对数 softmax",
        "logsoftmax() LogSoftmax() log_softmax()",
        (
            Form("z: real n", r"z_i - \log \sum_j \exp(z_j)"),
            Form("z: real n", r"\log \frac{\exp(z_i)}{\sum_j \exp(z_j)}"),
        ),
        canonical="impl.tensors.log_softmax",
        confused=("softmax",),
    ),
    Definition(
        "log-sum-exp",
        "logsumexp, log sum exp, LSE",
        "LSE() LogSumExp() logsumexp()",
        (
            Form("z: real n", r"\log \sum_i \exp(z_i)"),
            Form("z: real n", r"\max_j z_j + \log \sum_i \exp(z_i - \max_j z_j)"),
            Form("z: real n; m~m c a: real", r"m + \log \sum_i \exp(z_i - m)"),
        ),
    ),
)
