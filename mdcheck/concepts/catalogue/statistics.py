"""Definitions of statistics and of a few laws. Source: Wasserman, All of Statistics, 2004."""

from mdcheck.concepts.definitions import Definition, Form

PAIRS = "x, y: real n"
MEANS = (r"a = \frac{1}{n} \sum_j x_j", r"b = \frac{1}{n} \sum_j y_j")
GIVEN = "x, y: real n; a~x, b~y: real"

DEFINITIONS = (
    Definition(
        "Pearson correlation coefficient",
        "Pearson correlation, 皮尔逊相关系数, 皮尔森相关系数, 相关系数, 样本相关系数, correlation coefficient, sample correlation coefficient",
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
)
