"""Definitions of normalisations. Source: Ioffe and Szegedy, 2015; Ba et al., 2016; Zhang and Sennrich, 2019."""

from mdcheck.concepts.definitions import Definition, Form

GIVEN = "x: real; m~?mu ?bar !sigma: real; v~?var !mu: positive; e~epsilon varepsilon delta eps: small"
SCALED = "g~?gamma, b~?beta: real"
OUTSIDE = "eps: outside the root"
MEAN = r"m = \frac{1}{n} \sum_j x_j"
VARIANCE = r"v = \frac{1}{n} \sum_j (x_j - m)^2"
UNBIASED = r"v = \frac{1}{n - 1} \sum_j (x_j - m)^2"
ROW = "x: real n; e~epsilon varepsilon delta eps: small"


def centred() -> tuple[Form, ...]:
    """Divided by the deviation, with and without gain and bias, statistics given or computed."""
    given, found = [], []
    for gain, extra in ((r"g {} + b", f"; {SCALED}"), ("{}", "")):
        for root, convention in ((r"\sqrt{v + e}", ""), (r"(\sqrt{v} + e)", OUTSIDE)):
            ratio = rf"\frac{{x - m}}{{{root}}}"
            entry = rf"\frac{{x_i - m}}{{{root}}}"
            bearing = "warning" if convention else "silent"
            given.append(Form(GIVEN + extra, gain.format(ratio), (), convention, bearing))  # type: ignore[arg-type]
            found.append(Form(ROW + extra, gain.format(entry), (MEAN, VARIANCE), convention, bearing))  # type: ignore[arg-type]
            both = f"{convention}, variance: unbiased" if convention else "variance: unbiased"
            found.append(Form(ROW + extra, gain.format(entry), (MEAN, UNBIASED), both, "warning"))
        given.append(
            Form(
                "x, m~?mu ?bar !sigma: real; s~?sigma ?std !mu: positive" + extra,
                gain.format(r"\frac{x - m}{s}"),
                (),
                "eps: none",
            )
        )
        given.append(
            Form("x, m~?mu ?bar !sigma: real; s~?sigma ?std !mu: positive; e~epsilon varepsilon delta eps: small" + extra,
                 gain.format(r"\frac{x - m}{\sqrt{s^2 + e}}"))
        )  # fmt: skip
        given.append(
            Form(
                "x, m~?mu ?bar !sigma: real; v~?var !mu: positive" + extra,
                gain.format(r"\frac{x - m}{\sqrt{v}}"),
                (),
                "eps: none",
            )
        )
        given.append(
            Form("x, m~?mu ?bar !sigma: real; s~?sigma ?std !mu: positive; e~epsilon varepsilon delta eps: small" + extra,
                 gain.format(r"\frac{x - m}{s + e}"), (), OUTSIDE, "warning")
        )  # fmt: skip
    return (*given, *found)


DEFINITIONS = (
    Definition(
        "layer normalisation",
        "layer normalization, layer norm, LayerNorm, 层归一化, 层标准化, 层规范化",
        "LN() LayerNorm() LN LayerNorm",
        centred(),
        canonical="impl.normalization.LayerNorm",
    ),
    Definition(
        "batch normalisation",
        "batch normalization, batch norm, BatchNorm, 批归一化, 批量归一化, 批标准化, 批规范化, 批量规范化",
        "BN() BatchNorm() BN BatchNorm BN_gamma,beta()",
        centred(),
        canonical="impl.normalization.BatchNorm",
    ),
    Definition(
        "RMS normalisation",
        "RMSNorm, RMS norm, root mean square layer normalization",
        "RMSNorm() RMSNorm",
        (
            Form(
                "x: real n; g: real; e~epsilon varepsilon eps: small",
                r"g \frac{x_i}{\sqrt{\frac{1}{n} \sum_j x_j^2 + e}}",
            ),
            Form(
                "x: real n; e~epsilon varepsilon eps: small",
                r"\frac{x_i}{\sqrt{\frac{1}{n} \sum_j x_j^2 + e}}",
            ),
            Form("x: real n; g: real", r"g \frac{x_i}{\sqrt{\frac{1}{n} \sum_j x_j^2}}"),
            Form("x: real n", r"\frac{x_i}{\sqrt{\frac{1}{n} \sum_j x_j^2}}"),
        ),
        canonical="impl.normalization.rms_norm",
    ),
    Definition(
        "standardisation",
        "z-score, standardization, z-score normalization, 标准化, Z-score 标准化, 零均值归一化",
        "",
        (Form("x, m~?mu ?bar !sigma: real; s~?sigma ?std !mu: positive", r"\frac{x - m}{s}"),),
        confused=("min-max normalisation",),
        canonical="impl.scaling.standardised",
    ),
    Definition(
        "min-max normalisation",
        "min-max scaling, min-max normalization, 最大最小归一化, 最小最大归一化, 线性归一化, 离差标准化",
        "",
        (
            Form("x, a~min, b~max: real", r"\frac{x - a}{b - a}"),
            Form("x: real n", r"\frac{x_i - \min_j x_j}{\max_j x_j - \min_j x_j}"),
        ),
        confused=("standardisation",),
        canonical="impl.scaling.min_max_scaled",
    ),
)
