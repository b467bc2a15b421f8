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


CELLS = "TP~TP, TN~TN, FP~FP, FN~FN: cell"


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
            Form(
                "y~y t, f~hat: real n",
                r"\sum_i (y_i - f_i)^2",
                convention="reduction: sum",
                bearing="warning",
            ),
            Form("y~y t, f~hat: real n", r"\frac{1}{n} \|y - f\|^2"),
            Form("y~y t, f~hat: real", r"(y - f)^2", convention="reduction: none"),
        ),
        factors=(0.5,),
        confused=("mean absolute error", "root mean squared error"),
    ),
    Definition(
        "root mean squared error",
        "root-mean-square error, 均方根误差",
        "RMSE RMSE() RMSE(,)",
        (
            Form("y~y t, f~hat: real n", r"\sqrt{\frac{1}{n} \sum_i (y_i - f_i)^2}"),
            Form("m~MSE mse: positive", r"\sqrt{m}"),
        ),
        confused=("mean squared error", "mean absolute error"),
        canonical="impl.metrics.regression.root_mean_squared_error",
    ),
    Definition(
        "mean absolute error",
        "平均绝对误差, 平均绝对值误差",
        "MAE MAE() MAE(,)",
        (Form("y~y t, f~hat: real n", r"\frac{1}{n} \sum_i |y_i - f_i|"),),
        confused=("mean squared error", "root mean squared error", "mean absolute percentage error"),
    ),
    Definition(
        "mean absolute percentage error",
        "平均绝对百分比误差",
        "MAPE MAPE() MAPE(,)",
        (Form("y~y t, f~hat: real n", r"\frac{1}{n} \sum_i \left|\frac{y_i - f_i}{y_i}\right|"),),
        factors=(100.0,),
        confused=("mean absolute error",),
        canonical="impl.metrics.regression.mean_absolute_percentage_error",
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
            Form("a~RSS SSE SS_res SSR_res, b~TSS SST SS_tot: positive", r"1 - \frac{a}{b}"),
            Form(
                "a~ESS SSR SS_reg, b~TSS SST SS_tot: positive", r"\frac{a}{b}", convention="parts: explained"
            ),
            Form(
                "y~y t, f~hat: real n; m~bar: real",
                r"\frac{\sum_i (f_i - m)^2}{\sum_i (y_i - m)^2}",
                convention="parts: explained",
            ),
        ),
        canonical="impl.metrics.regression.r_squared",
    ),
    Definition(
        "Matthews correlation coefficient",
        "MCC, phi coefficient, 马修斯相关系数",
        "MCC",
        (
            Form(
                CELLS,
                r"\frac{TP TN - FP FN}{\sqrt{(TP + FP) (TP + FN) (TN + FP) (TN + FN)}}",
            ),
        ),
    ),
    Definition(
        "Cohen's kappa",
        "kappa coefficient, Cohen kappa, Kappa 系数, kappa 系数, 科恩卡帕系数",
        "kappa Kappa",
        (Form("a~p_o p_0 P_o: unit; b~p_e P_e p_c: unit", r"\frac{a - b}{1 - b}"),),
    ),
    Definition(
        "balanced accuracy",
        "平衡准确率, 均衡准确率",
        "BalancedAccuracy BA BACC balancedaccuracy",
        (
            Form("a~TPR Sensitivity, b~TNR Specificity: unit", r"\frac{a + b}{2}"),
            Form(CELLS, r"\frac{1}{2} (\frac{TP}{TP + FN} + \frac{TN}{TN + FP})"),
        ),
    ),
    Definition(
        "G-mean",
        "geometric mean of sensitivity and specificity, G-mean 指标, 几何平均",
        "G-mean Gmean",
        (
            Form("a~TPR Sensitivity Recall, b~TNR Specificity: unit", r"\sqrt{a b}"),
            Form(CELLS, r"\sqrt{\frac{TP}{TP + FN} \frac{TN}{TN + FP}}"),
        ),
    ),
    Definition(
        "Youden index",
        "Youden's J statistic, Youden's J, 约登指数",
        "",
        (
            Form("a~TPR Sensitivity, b~TNR Specificity: unit", r"a + b - 1"),
            Form("a~TPR, b~FPR: unit", r"a - b"),
        ),
    ),
    Definition(
        "Dice coefficient",
        "Dice similarity coefficient, Dice score, Sorensen-Dice coefficient, Dice 系数, Dice 相似系数",
        "Dice Dice() Dice(,) DSC DSC(,)",
        (
            Form("i~cap: positive; a~card, b~card: positive", r"\frac{2 i}{a + b}"),
            Form("j~IoU IOU J: unit", r"\frac{2 j}{1 + j}"),
            Form("TP~TP, FP~FP, FN~FN: cell", r"\frac{2 TP}{2 TP + FP + FN}"),
            Form("p~hat p: unit n; g~y g t: unit n", r"\frac{2 \sum_i p_i g_i}{\sum_i p_i + \sum_i g_i}"),
            Form(
                "p~hat p: unit n; g~y g t: unit n",
                r"\frac{2 \sum_i p_i g_i}{\sum_i p_i^2 + \sum_i g_i^2}",
                convention="denominator: squared",
            ),
        ),
        confused=("intersection over union",),
    ),
    Definition(
        "Dice loss",
        "Dice 损失",
        "L_Dice L_dice",
        (
            Form("i~cap: positive; a~card, b~card: positive", r"1 - \frac{2 i}{a + b}"),
            Form("p~hat p: unit n; g~y g t: unit n", r"1 - \frac{2 \sum_i p_i g_i}{\sum_i p_i + \sum_i g_i}"),
            Form(
                "p~hat p: unit n; g~y g t: unit n",
                r"1 - \frac{2 \sum_i p_i g_i}{\sum_i p_i^2 + \sum_i g_i^2}",
                convention="denominator: squared",
            ),
            Form(
                "p~hat p: unit n; g~y g t: unit n; e~epsilon varepsilon eps: small",
                r"1 - \frac{2 \sum_i p_i g_i + e}{\sum_i p_i + \sum_i g_i + e}",
                convention="smoothing: yes",
            ),
        ),
        confused=("Dice coefficient",),
        canonical="impl.losses.overlap.dice_loss",
    ),
    Definition(
        "intersection over union",
        "IoU, Jaccard index, Jaccard similarity, Jaccard coefficient, 交并比, 杰卡德相似系数, Jaccard 系数, 杰卡德系数",
        "IoU IOU IoU(,) IOU(,) J(,) Jaccard Jaccard(,)",
        (
            Form("i~cap, u~cup: positive", r"\frac{i}{u}"),
            Form("i~cap: unit; a~card, b~card: positive", r"\frac{i}{a + b - i}"),
            Form("TP~TP, FP~FP, FN~FN: cell", r"\frac{TP}{TP + FP + FN}"),
        ),
        confused=("Dice coefficient",),
    ),
    Definition(
        "macro F1",
        "macro-F1, macro-averaged F1, 宏 F1, 宏平均 F1",
        "macroF1 macro-F1 macroF_1 Macro-F1",
        (
            Form("f~F F_1 F1: unit n", r"\frac{1}{n} \sum_i f_i"),
            Form(
                "P~P macro-P, R~R macro-R: unit", r"\frac{2 P R}{P + R}", convention="of: the macro averages"
            ),
        ),
    ),
    Definition(
        "log-cosh loss",
        "log-cosh, log cosh loss, 对数双曲余弦损失, Log-Cosh 损失",
        "",
        (
            Form("y~y t, f~hat: real", r"\log(\cosh(f - y))"),
            Form("y~y t, f~hat: real n", r"\sum_i \log(\cosh(f_i - y_i))", convention="reduction: sum"),
            Form(
                "y~y t, f~hat: real n",
                r"\frac{1}{n} \sum_i \log(\cosh(f_i - y_i))",
                convention="reduction: mean",
            ),
        ),
    ),
    Definition(
        "quantile loss",
        "pinball loss, 分位数损失, 分位损失",
        "",
        (
            Form("y~y t, f~hat f: real; q~q tau gamma alpha: unit", r"\max(q (y - f), (q - 1) (y - f))"),
            Form("u~u r e: real; q~q tau gamma alpha: unit", r"\max(q u, (q - 1) u)"),
            Form(
                "y~y t, f~hat f: real; q~q tau gamma alpha: unit",
                r"\begin{cases} q (y - f), & y \ge f \\ (1 - q) (f - y), & y < f \end{cases}",
            ),
            Form(
                "u~u r e: real; q~q tau gamma alpha: unit",
                r"\begin{cases} q u, & u \ge 0 \\ (q - 1) u, & u < 0 \end{cases}",
            ),
        ),
    ),
    Definition(
        "mean squared logarithmic error",
        "均方对数误差",
        "MSLE MSLE()",
        (Form("y~y t, f~hat: positive n", r"\frac{1}{n} \sum_i (\log(1 + y_i) - \log(1 + f_i))^2"),),
        confused=("mean squared error",),
    ),
    Definition(
        "adjusted R-squared",
        "adjusted R2, adjusted coefficient of determination, 调整 R 方, 调整后的决定系数, 校正决定系数",
        "R^2_adj barR^2 R_adj^2",
        (
            Form("r~R R^2 R2: unit; n~n N: total; p~p k d: count", r"1 - \frac{(1 - r) (n - 1)}{n - p - 1}"),
            Form("r~R: unit; n~n N: total; p~p k d: count", r"1 - \frac{(1 - r^2) (n - 1)}{n - p - 1}"),
        ),
    ),
    Definition(
        "NDCG",
        "normalized discounted cumulative gain, normalised discounted cumulative gain, 归一化折损累计增益",
        "NDCG nDCG NDCG@k",
        (Form("a~DCG: positive; b~IDCG: positive", r"\frac{a}{b}"),),
    ),
    Definition(
        "DCG",
        "discounted cumulative gain, 折损累计增益",
        "DCG DCG@k",
        (
            Form("r~rel r: positive n", r"\sum_i \frac{2^{r_i} - 1}{\log_2(i + 1)}"),
            Form("r~rel r: positive n", r"\sum_i \frac{r_i}{\log_2(i + 1)}", convention="gain: linear"),
        ),
        canonical="impl.metrics.gain.discounted_gain",
    ),
    Definition(
        "area under the ROC curve",
        "ROC AUC, AUROC, ROC 曲线下面积, AUC",
        "AUC",
        (
            Form(
                "r~R S: total; m~M m n_+ P: count; n~N n n_- : count", r"\frac{r - \frac{m (m + 1)}{2}}{m n}"
            ),
            Form(
                "r: total p; m~M m n_+: count; n~N n n_-: count",
                r"\frac{\sum_i r_i - \frac{m (m + 1)}{2}}{m n}",
            ),
        ),
    ),
    Definition(
        "silhouette coefficient",
        "silhouette score, silhouette, 轮廓系数",
        "",
        (Form("a~a: positive; b~b: positive", r"\frac{b - a}{\max(a, b)}"),),
    ),
    Definition(
        "Gini coefficient of a ranking",
        "Somers' D, accuracy ratio",
        "Gini",
        (Form("a~AUC: unit", r"2 a - 1"),),
        canonical="impl.metrics.ranking.gini",
    ),
    Definition(
        "Kolmogorov-Smirnov statistic",
        "KS statistic, KS 值, KS 统计量",
        "KS",
        (
            Form("a~TPR: unit n; b~FPR: unit n", r"\max_i |a_i - b_i|"),
            Form("a~TPR: unit n; b~FPR: unit n", r"\max_i (a_i - b_i)"),
            Form("a~TPR, b~FPR: unit", r"\max(a - b)", convention="thresholds: understood"),
        ),
        canonical="impl.metrics.ranking.kolmogorov_smirnov",
    ),
)
