"""Definitions of statistics and of a few laws. Source: Wasserman, All of Statistics, 2004."""

from mdcheck.concepts.definitions import Definition, Form

PAIRS = "x, y: real n"
MEANS = (r"a = \frac{1}{n} \sum_j x_j", r"b = \frac{1}{n} \sum_j y_j")
GIVEN = "x, y: real n; a~x, b~y: real"

DEFINITIONS = (
    Definition(
        "Pearson correlation coefficient",
        "Pearson correlation, 皮尔逊相关系数, 皮尔森相关系数",
        "",
        (
            Form(
                PAIRS,
                r"\frac{\sum_i (x_i - a) (y_i - b)}{\sqrt{\sum_i (x_i - a)^2} \sqrt{\sum_i (y_i - b)^2}}",
                MEANS,
            ),
            Form(
                "x, y: real n; a, b: real",
                r"\frac{\sum_i (x_i - a) (y_i - b)}{\sqrt{\sum_i (x_i - a)^2} \sqrt{\sum_i (y_i - b)^2}}",
            ),
        ),
    ),
    Definition(
        "Gaussian density",
        "normal distribution, Gaussian distribution, 正态分布, 高斯分布",
        "",
        (
            Form("x, m: real; s: positive", r"\frac{1}{\sqrt{2 \pi} s} \exp(-\frac{(x - m)^2}{2 s^2})"),
            Form("x, m: real; v: positive", r"\frac{1}{\sqrt{2 \pi v}} \exp(-\frac{(x - m)^2}{2 v})"),
            Form("x: real", r"\frac{1}{\sqrt{2 \pi}} \exp(-\frac{x^2}{2})", convention="mean 0, variance 1"),
        ),
    ),
    Definition(
        "Bernoulli distribution",
        "伯努利分布, 两点分布, 0-1 分布",
        "",
        (Form("x~x k y: binary; p~p q theta mu phi: unit", r"p^x (1 - p)^{1 - x}"),),
        canonical="impl.likelihood.bernoulli_probability",
    ),
)
