"""Definitions of metrics. Source: Fawcett, An introduction to ROC analysis, 2006; van Rijsbergen, 1979."""

from mdcheck.concepts.definitions import Definition, Form

RATES = (
    "precision", "recall", "false positive rate", "specificity", "false negative rate",
    "negative predictive value", "false discovery rate", "accuracy", "error rate",
)  # fmt: skip


def rate(name: str, names: str, signs: str, counts: str, tex: str, canonical: str = "") -> Definition:
    """A ratio of counts; ``counts`` are those that it uses."""
    roles = ", ".join(f"{count}~{count}" for count in counts.split()) + ": cell"
    others = tuple(other for other in RATES if other != name)
    return Definition(name, names, signs, (Form(roles, tex),), canonical=canonical, confused=others)


DEFINITIONS = (
    rate(
        "precision",
        "positive predictive value, 精确率, 查准率, 精准率",
        "Precision precision PPV 查准率 精确率 精准率 Prec",
        "TP FP",
        r"\frac{TP}{TP + FP}",
        "impl.metrics.confusion.precision",
    ),
    rate(
        "recall",
        "sensitivity, true positive rate, hit rate, 召回率, 查全率, 真正率, 真阳性率, 灵敏度, 真正例率",
        "Recall recall TPR Sensitivity sensitivity 召回率 查全率 真正率 真阳性率 灵敏度 真正例率 Rec",
        "TP FN",
        r"\frac{TP}{TP + FN}",
        "impl.metrics.confusion.recall",
    ),
    rate(
        "false positive rate",
        "fall-out, false alarm rate, 假正率, 假阳性率, 假正例率, 误报率",
        "FPR 假正率 假阳性率 假正例率 误报率",
        "FP TN",
        r"\frac{FP}{FP + TN}",
        "impl.metrics.confusion.false_positive_rate",
    ),
    rate(
        "specificity",
        "true negative rate, selectivity, 特异度, 特异性, 真负率, 真阴性率",
        "Specificity specificity TNR 特异度 特异性 真负率 真阴性率",
        "TN FP",
        r"\frac{TN}{TN + FP}",
        "impl.metrics.confusion.specificity",
    ),
    rate(
        "false negative rate",
        "miss rate, 假负率, 假阴性率, 漏报率, 假负例率",
        "FNR 假负率 假阴性率 漏报率 假负例率 MissRate",
        "FN TP",
        r"\frac{FN}{FN + TP}",
    ),
    rate("negative predictive value", "阴性预测值", "NPV", "TN FN", r"\frac{TN}{TN + FN}"),
    rate("false discovery rate", "错误发现率, 伪发现率", "FDR", "FP TP", r"\frac{FP}{FP + TP}"),
    rate(
        "accuracy",
        "准确率, 正确率, 分类准确率",
        "Accuracy accuracy ACC Acc acc 准确率 正确率",
        "TP TN FP FN",
        r"\frac{TP + TN}{TP + TN + FP + FN}",
        "impl.metrics.confusion.accuracy",
    ),
    rate(
        "error rate",
        "错误率",
        "ErrorRate 错误率",
        "TP TN FP FN",
        r"\frac{FP + FN}{TP + TN + FP + FN}",
    ),
    Definition(
        "F1 score",
        "F1-score, F-measure, F1 值, F1 分数, F1 度量",
        "F_1 F1 F1score F1-score F1-Score F1Score F_1score F-score",
        (
            Form(
                "P~P precision Precision 查准率 精确率, R~R recall Recall 查全率 召回率: unit",
                r"\frac{2 P R}{P + R}",
            ),
            Form("TP~TP, FP~FP, FN~FN: cell", r"\frac{2 TP}{2 TP + FP + FN}"),
        ),
        canonical="impl.metrics.confusion.f1",
    ),
    Definition(
        "F-beta score",
        "F-beta, F-β, Fβ, F_beta",
        "F_beta Fbeta F_β",
        (
            Form(
                "P~P precision Precision 查准率 精确率, R~R recall Recall 查全率 召回率: unit; beta: positive",
                r"\frac{(1 + \beta^2) P R}{\beta^2 P + R}",
            ),
        ),
        canonical="impl.metrics.confusion.f_beta",
    ),
    Definition(
        "perplexity",
        "困惑度",
        "PPL PPL() Perplexity Perplexity() perplexity perplexity() PP() ppl()",
        (
            Form("p: unit n", r"\exp(-\frac{1}{n} \sum_i \log p_i)"),
            Form("p: unit n", r"2^{-\frac{1}{n} \sum_i \log_2 p_i}"),
            Form("p: unit; n: count", r"p^{-\frac{1}{n}}"),
            Form("p: simplex n", r"\exp(-\sum_i p_i \log p_i)"),
            Form("p, q: simplex n", r"\exp(-\sum_i p_i \log q_i)"),
            Form("h: positive", r"\exp(h)"),
            Form("h: positive", r"2^h"),
        ),
        canonical="impl.metrics.perplexity.perplexity",
    ),
    Definition(
        "mean squared error",
        "均方误差, 均方误差损失, MSE 损失, MSE loss, quadratic loss",
        "MSE MSE() MSE(,) MSELoss",
        (
            Form("y~y t, f~hat: real n", r"\frac{1}{n} \sum_i (y_i - f_i)^2"),
            Form("y~y t, f~hat: real n", r"\sum_i (y_i - f_i)^2", convention="reduction: sum"),
            Form("y~y t, f~hat: real", r"(y - f)^2", convention="reduction: none"),
        ),
        factors=(0.5,),
        confused=("mean absolute error", "root mean squared error"),
    ),
    Definition(
        "root mean squared error",
        "root-mean-square error, 均方根误差",
        "RMSE RMSE() RMSE(,)",
        (Form("y~y t, f~hat: real n", r"\sqrt{\frac{1}{n} \sum_i (y_i - f_i)^2}"),),
        confused=("mean squared error", "mean absolute error"),
    ),
    Definition(
        "mean absolute error",
        "平均绝对误差, 平均绝对值误差",
        "MAE MAE() MAE(,)",
        (
            Form("y~y t, f~hat: real n", r"\frac{1}{n} \sum_i |y_i - f_i|"),
            Form("y~y t, f~hat: real n", r"\sum_i |y_i - f_i|", convention="reduction: sum"),
            Form("y~y t, f~hat: real", r"|y - f|", convention="reduction: none"),
        ),
        confused=("mean squared error", "root mean squared error", "mean absolute percentage error"),
    ),
    Definition(
        "mean absolute percentage error",
        "平均绝对百分比误差",
        "MAPE MAPE() MAPE(,)",
        (Form("y~y t, f~hat: real n", r"\frac{1}{n} \sum_i \left|\frac{y_i - f_i}{y_i}\right|"),),
        factors=(100.0,),
        confused=("mean absolute error",),
    ),
    Definition(
        "coefficient of determination",
        "R-squared, R2 score, 决定系数, 判定系数, R 平方",
        "R^2 R2",
        (
            Form(
                "y~y t, f~hat: real n",
                r"1 - \frac{\sum_i (y_i - f_i)^2}{\sum_i (y_i - m)^2}",
                (r"m = \frac{1}{n} \sum_j y_j",),
            ),
            Form("y~y t, f~hat: real n; m~bar: real", r"1 - \frac{\sum_i (y_i - f_i)^2}{\sum_i (y_i - m)^2}"),
        ),
    ),
)
