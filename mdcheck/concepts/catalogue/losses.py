"""Definitions of losses and penalties. Source: Hastie et al., The Elements of Statistical Learning, 2009."""

from mdcheck.concepts.definitions import Definition, Form

MARGIN = "y~y t: sign; f~hat f: real"
MARGINS = ("hinge loss", "perceptron loss", "exponential loss", "logistic loss", "squared hinge loss")
PAIR = "y~y t, f~hat f: real"
GAP = "a: real; delta: positive"


def margin(name: str, names: str, signs: str, tex: str, canonical: str = "") -> Definition:
    """A loss of the margin y f."""
    at_margin = tex.replace("y f", "m").replace(r"\left(m\right)", "m")
    return Definition(
        name,
        names,
        signs,
        (Form(MARGIN, tex), Form("m: real", at_margin)),
        canonical=canonical,
        order="y f",
        confused=tuple(other for other in MARGINS if other != name),
        any_base=name == "logistic loss",
    )


DEFINITIONS = (
    margin(
        "hinge loss",
        "合页损失, Hinge 损失, 合页损失函数, 铰链损失, Hinge 损失函数, 折页损失",
        "hinge Hinge hinge() Hinge()",
        r"\max(0, 1 - y f)",
        "impl.losses.margin.hinge_loss",
    ),
    margin("squared hinge loss", "平方合页损失", "", r"(\max(0, 1 - y f))^2"),
    margin(
        "perceptron loss",
        "感知损失, 感知机损失, 感知损失函数, 感知机损失函数",
        "perceptron",
        r"\max(0, -y f)",
        "impl.losses.margin.perceptron_loss",
    ),
    margin(
        "exponential loss",
        "指数损失, 指数损失函数",
        "exp_loss",
        r"\exp(-y f)",
        "impl.losses.margin.exponential_loss",
    ),
    margin(
        "logistic loss",
        "逻辑损失, 对率损失, logistic 损失, 对数几率损失, 逻辑斯谛损失",
        "",
        r"\log(1 + \exp(-y f))",
        "impl.losses.margin.logistic_loss",
    ),
    Definition(
        "absolute loss",
        "absolute error, absolute value loss, L1 loss, 绝对值损失, 绝对损失, 绝对值损失函数, L1 损失",
        "",
        (
            Form(PAIR, r"|y - f|"),
            Form("y~y t, f~hat f: real n", r"\sum_i |y_i - f_i|", convention="reduction: sum"),
            Form("y~y t, f~hat f: real n", r"\frac{1}{n} \sum_i |y_i - f_i|", convention="reduction: mean"),
        ),
        canonical="impl.losses.regression.absolute_loss",
        order="y f",
        confused=("squared loss",),
    ),
    Definition(
        "squared loss",
        "squared error, quadratic loss, L2 loss, 平方损失, 平方误差, 平方损失函数, L2 损失",
        "",
        (
            Form(PAIR, r"(y - f)^2"),
            Form("y~y t, f~hat f: real n", r"\sum_i (y_i - f_i)^2", convention="reduction: sum"),
            Form("y~y t, f~hat f: real n", r"\frac{1}{n} \sum_i (y_i - f_i)^2", convention="reduction: mean"),
            Form("y~y t, f~hat f: real n", r"\|y - f\|^2", convention="reduction: sum"),
        ),
        canonical="impl.losses.regression.squared_loss",
        order="y f",
        factors=(0.5,),
        confused=("absolute loss",),
    ),
    Definition(
        "Huber loss",
        "Huber 损失, 胡伯损失, Huber 损失函数",
        "L_delta() L_delta(,) huber Huber huber() L_δ()",
        (
            Form(
                f"{PAIR}; delta: positive",
                r"\begin{cases} \frac{1}{2} (y - f)^2, & |y - f| \le \delta \\ \delta |y - f| - \frac{1}{2} \delta^2, & |y - f| > \delta \end{cases}",
            ),
            Form(
                GAP,
                r"\begin{cases} \frac{1}{2} a^2, & |a| \le \delta \\ \delta |a| - \frac{1}{2} \delta^2, & |a| > \delta \end{cases}",
            ),
            Form(
                PAIR,
                r"\begin{cases} \frac{1}{2} (y - f)^2, & |y - f| \le 1 \\ |y - f| - \frac{1}{2}, & |y - f| > 1 \end{cases}",
            ),
            Form(
                "a: real",
                r"\begin{cases} \frac{1}{2} a^2, & |a| \le 1 \\ |a| - \frac{1}{2}, & |a| > 1 \end{cases}",
            ),
        ),
        canonical="impl.losses.regression.huber_loss",
        order="y f",
        confused=("absolute loss", "squared loss"),
    ),
    Definition(
        "smooth L1 loss",
        "smooth L1, Smooth L1 损失, 平滑 L1 损失",
        "smooth_L1 smooth_L_1() smooth_L1() SmoothL1 smooth_L_1",
        (
            Form(
                "a: real",
                r"\begin{cases} \frac{1}{2} a^2, & |a| \le 1 \\ |a| - \frac{1}{2}, & |a| > 1 \end{cases}",
            ),
            Form(
                GAP,
                r"\begin{cases} \frac{1}{2} a^2 / \delta, & |a| \le \delta \\ |a| - \frac{1}{2} \delta, & |a| > \delta \end{cases}",
            ),
            Form(
                PAIR,
                r"\begin{cases} \frac{1}{2} (y - f)^2, & |y - f| \le 1 \\ |y - f| - \frac{1}{2}, & |y - f| > 1 \end{cases}",
            ),
        ),
        confused=("absolute loss", "squared loss"),
    ),
    Definition(
        "zero-one loss",
        "0-1 loss, 0-1 损失, 零一损失, 0-1 损失函数, 0/1 loss",
        "",
        (
            Form("y~y t, f~hat f: sign", r"\begin{cases} 1, & y \ne f \\ 0, & y = f \end{cases}"),
            Form("y~y t: sign; f~hat f: real", r"\begin{cases} 1, & y f < 0 \\ 0, & y f \ge 0 \end{cases}"),
        ),
        canonical="impl.losses.zero_one.zero_one_loss",
        order="y f",
    ),
    Definition(
        "negative log-likelihood",
        "log loss, logarithmic loss, 对数损失, 负对数似然, 对数损失函数, log 对数损失函数, negative log likelihood",
        "NLL NLL() NLLLoss",
        (
            Form("p: unit", r"-\log p"),
            Form("p: unit n", r"-\sum_i \log p_i"),
            Form("p: unit n", r"-\frac{1}{n} \sum_i \log p_i"),
            Form("y~y t p: unit; p~hat q: unit", r"-(y \log p + (1 - y) \log(1 - p))"),
            Form("p~y t, q~hat: simplex n", r"-\sum_i p_i \log q_i"),
            Form(MARGIN, r"\log(1 + \exp(-y f))", convention="labels: signs"),
        ),
        canonical="impl.losses.entropy.log_loss",
        any_base=True,
    ),
    Definition(
        "focal loss",
        "焦点损失, focal 损失, Focal Loss",
        "FL FL() FL(,) Focal focal focal() FocalLoss",
        (
            Form("p: unit; gamma: positive", r"-(1 - p)^\gamma \log p"),
            Form("p, alpha~alpha: unit; gamma~gamma: positive", r"-\alpha (1 - p)^\gamma \log p"),
            Form(
                "y~y t: binary; p~hat p: unit; gamma~gamma: positive",
                r"-y (1 - p)^\gamma \log p - (1 - y) p^\gamma \log(1 - p)",
            ),
            Form(
                "y~y t: binary; p~hat p: unit; alpha~alpha: unit; gamma~gamma: positive",
                r"-y \alpha (1 - p)^\gamma \log p - (1 - y) (1 - \alpha) p^\gamma \log(1 - p)",
            ),
        ),
        canonical="impl.losses.entropy.focal_loss",
        confused=("cross entropy",),
    ),
    Definition(
        "triplet loss",
        "triplet margin loss, 三元组损失, 三元组损失函数",
        "triplet Triplet triplet(,,) TripletLoss",
        (
            Form("p~ap pos, n~an neg: positive; m: positive", r"\max(0, p - n + m)"),
            Form(
                "p~ap pos !d !D !dist, n~an neg !d !D !dist: positive; m: positive",
                r"\max(0, n - p + m)",
                convention="similarities: yes",
            ),
            Form(
                "a~a anchor, p~p pos +, n~n neg -: real d; m: positive", r"\max(0, \|a - p\| - \|a - n\| + m)"
            ),
            Form(
                "a~a anchor, p~p pos +, n~n neg -: real d; m: positive",
                r"\max(0, \|a - p\|^2 - \|a - n\|^2 + m)",
            ),
        ),
        canonical="impl.contrastive.similarity.triplet_loss",
    ),
    Definition(
        "L1 regularisation",
        "L1 regularization, lasso penalty, L1 正则化, L1 正则项, L1 正则",
        "",
        (Form("w: real d; lambda: positive", r"\lambda \sum_i |w_i|"), Form("w: real d", r"\sum_i |w_i|")),
        canonical="impl.regularization.l1_penalty",
        factors=(0.5,),
        confused=("L2 regularisation",),
    ),
    Definition(
        "L2 regularisation",
        "L2 regularization, ridge penalty, L2 正则化, L2 正则项, L2 正则",
        "",
        (Form("w: real d; lambda: positive", r"\lambda \sum_i w_i^2"), Form("w: real d", r"\sum_i w_i^2")),
        canonical="impl.regularization.l2_penalty",
        factors=(0.5,),
        confused=("L1 regularisation",),
    ),
    Definition(
        "soft-margin SVM objective",
        "soft-margin support vector machine, 软间隔 SVM 目标函数, 软间隔支持向量机",
        "",
        (
            Form(
                "X: real n d; y~y t: sign n; w: real d; b: real; C: positive",
                r"\frac{1}{2} \|w\|^2 + C \sum_i \max(0, 1 - y_i (w \cdot X_i + b))",
            ),
        ),
        canonical="impl.losses.margin.soft_margin_svm_objective",
    ),
    Definition(
        "negative sampling loss",
        "negative sampling, skip-gram with negative sampling, negative sampling objective, SGNS, 负采样, 负采样损失, 负采样目标",
        "NEG L_NEG J_NEG SGNS",
        (
            Form(
                "u: real d; h: real d; U: real k d",
                r"-\log \sigma(u \cdot h) - \sum_i \log \sigma(-U_i \cdot h)",
            ),
            Form(
                "u: real d; h: real d; U: real k d",
                r"\log \sigma(u \cdot h) + \sum_i \log \sigma(-U_i \cdot h)",
                convention="sign: to be maximised",
            ),
            Form("s: real; t: real k", r"-\log \sigma(s) - \sum_i \log \sigma(-t_i)"),
        ),
        canonical="impl.embeddings.word2vec.negative_sampling_loss",
    ),
    Definition(
        "elastic net penalty",
        "elastic net, 弹性网络, 弹性网",
        "",
        (
            Form("w~w theta beta: real d; a, b: positive", r"a \sum_i |w_i| + b \sum_i w_i^2"),
            Form(
                "w~w theta beta: real d; l~lambda: positive; a~alpha rho r: unit",
                r"l (a \sum_i |w_i| + \frac{1 - a}{2} \sum_i w_i^2)",
            ),
        ),
    ),
    Definition(
        "soft-target loss",
        "distillation with temperature, 软目标损失, 软标签损失, soft target loss",
        "L_soft L_KD",
        (
            Form("p~p t, q~q: simplex n; T~T tau: positive", r"T^2 \sum_i p_i \log \frac{p_i}{q_i}"),
            Form("p~p t, q~q: simplex n", r"-\sum_i p_i \log q_i", convention="measure: cross entropy"),
            Form(
                "p~p t, q~q: simplex n",
                r"\sum_i p_i \log \frac{p_i}{q_i}",
                convention="temperature: not squared",
            ),
        ),
        canonical="impl.compression.distillation.soft_target_loss",
    ),
    Definition(
        "noise contrastive estimation",
        "NCE, NCE loss, NCE objective, 噪声对比估计",
        "NCE L_NCE J_NCE",
        (
            Form("s: real; t: real k", r"\log \sigma(s) + \sum_i \log \sigma(-t_i)"),
            Form(
                "s: real; t: real k",
                r"-\log \sigma(s) - \sum_i \log \sigma(-t_i)",
                convention="sign: to be minimised",
            ),
        ),
    ),
)
