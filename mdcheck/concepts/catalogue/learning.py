"""Definitions of classical learning. Sources: Hastie et al., 2009; 周志华, 机器学习, 2016; Sutton and Barto, 2018."""

from mdcheck.concepts.definitions import Definition, Form

BEHAVIOUR = "q~Q q, r~r R: real; a~alpha eta, g~gamma: unit"
MEANS = (r"a = \frac{1}{n} \sum_j x_j", r"b = \frac{1}{n} \sum_j y_j")

DEFINITIONS = (
    Definition(
        "least squares solution",
        "normal equation, normal equations, ordinary least squares, 正规方程, 最小二乘解, 最小二乘法",
        "",
        (Form("X~X A: real 6 d; y~y t b: real 6", r"(X^T X)^{-1} X^T y"),
            Form("X~X A: real d 6; y~y t b: real 6", r"(X X^T)^{-1} X y", convention="samples: columns"),),
        topics="linear regression, least squares, 线性回归, 最小二乘",
        canonical="impl.regression.least_squares",
    ),
    Definition(
        "ridge regression solution",
        "ridge regression, ridge regression estimator, ridge solution, 岭回归, 岭回归解",
        "",
        (
            Form("X~X A: real 6 d; y~y t b: real 6; l~lambda alpha: positive; I~I E: eye d d",
                 r"(X^T X + l I)^{-1} X^T y"),
            Form("X~X A: real 6 d; y~y t b: real 6; w~w theta beta: real d; l~lambda alpha: positive",
                 r"\|y - X w\|^2 + l \|w\|^2", convention="formula: the objective"),
        ),
        topics="ridge, 岭回归",
        canonical="impl.regression.ridge_solution",
    ),
    Definition(
        "information gain",
        "信息增益",
        "Gain() Gain(,) IG() IG(,) InfoGain(,)",
        (
            Form("a~H, b~H: positive", r"a - b"),
            Form("h: positive; c: positive k; n~D N S: positive; e: positive k", r"h - \sum_i \frac{c_i}{n} e_i"),
            Form("h: positive; p: simplex k; e: positive k", r"h - \sum_i p_i e_i"),
        ),
        canonical="impl.information.information_gain",
    ),
    Definition(
        "gain ratio",
        "information gain ratio, 信息增益率, 信息增益比, 增益率",
        "GainRatio(,) gainratio(,) Gain_ratio(,) g_R(,)",
        (Form("a~Gain gain g IG: positive; b~IV SplitInfo H H_A: positive", r"\frac{a}{b}"),),
    ),
    Definition(
        "AdaBoost weight",
        "AdaBoost, weight of a weak learner, 弱分类器权重, 分类器的权重",
        "",
        (Form("e: unit", r"\frac{1}{2} \log \frac{1 - e}{e}"), Form("e: unit", r"\log \frac{1 - e}{e}",
                                                                     convention="factor: none")),
        topics="AdaBoost, boosting, 提升方法",
    ),
    Definition(
        "k-means objective",
        "k-means, k-means clustering, within-cluster sum of squares, distortion, k 均值, K-means 目标函数",
        "WCSS SSE",
        (
            Form("r: binary n k; x: real n d; m~mu c: real k d", r"\sum_i \sum_j r_{ij} \|x_i - m_j\|^2"),
            Form("x: real n d; m~mu c: real n d", r"\sum_i \|x_i - m_i\|^2"),
        ),
    ),
    Definition(
        "Q-learning update",
        "Q-learning, Q 学习, Q-learning 更新",
        "",
        (
            Form(f"{BEHAVIOUR}; v: real k", r"q + a (r + g \max_i v_i - q)"),
            Form("q~Q q, r~r R: real; a~alpha eta, g~gamma: unit; v: real k", r"(1 - a) q + a (r + g \max_i v_i)"),
            Form("q~Q q: real n m; r~r R: real; a~alpha eta, g~gamma: unit",
                 r"q_{ij} + a (r + g \max_l q_{kl} - q_{ij})"),
        ),
        confused=("Sarsa update",),
    ),
    Definition(
        "Sarsa update",
        "Sarsa, SARSA 更新",
        "",
        (Form(f"{BEHAVIOUR}; v: real", r"q + a (r + g v - q)"), Form("q~Q q: real n m; r~r R: real; a~alpha eta, g~gamma: unit",
                 r"q_{ij} + a (r + g q_{kl} - q_{ij})"),
        ),
        confused=("Q-learning update",),
    ),
    Definition(
        "TD(0) update",
        "TD learning, temporal difference learning, TD(0), 时序差分学习, 时序差分更新",
        "",
        (
            Form("v~V v: real n; r~r R: real; a~alpha eta, g~gamma: unit", r"v_t + a (r + g v_{t+1} - v_t)"),
            Form("v~V, u~V: real; r~r R: real; a~alpha eta, g~gamma: unit", r"v + a (r + g u - v)"),
        ),
    ),
    Definition(
        "TD error",
        "temporal-difference error, temporal difference error, 时序差分误差, TD 误差",
        "",
        (
            Form("r~r R, a, b: real; g~gamma: unit", r"r + g a - b"),
            Form("v~V v: real n; r~r R: real; g~gamma: unit", r"r + g v_{t+1} - v_t"),
        ),
    ),
    Definition(
        "advantage",
        "advantage function, 优势函数, 优势",
        "",
        (Form("q~Q q: real; v~V v: real", r"q - v"),),
    ),
    Definition(
        "PPO objective",
        "clipped surrogate objective, PPO clip, 截断的替代目标, PPO, 近端策略优化, proximal policy optimization",
        "L^CLIP L^CLIP() J^CLIP() L_CLIP() L^PPO() L_PPO() CLIP PPO",
        (
            Form("r~r ratio, a~A hat: real; e~epsilon varepsilon eps: small",
                 r"\min(r a, \min(\max(r, 1 - e), 1 + e) a)"),
        ),
    ),
    Definition(
        "DPO loss",
        "direct preference optimization, DPO, 直接偏好优化",
        "DPO DPO() DPO(;) DPO(,)",
        (
            Form("a, b, c, d: unit; k~beta: positive",
                 r"-\log \sigma(k \log \frac{a}{b} - k \log \frac{c}{d})"),
            Form("a, b, c, d: unit; k~beta: positive",
                 r"-\log \sigma(k (\log \frac{a}{b} - \log \frac{c}{d}))"),
        ),
    ),
    Definition(
        "Bradley-Terry loss",
        "reward model loss, Bradley-Terry model, 奖励模型损失, 奖励模型的损失",
        "RM",
        (Form("a, b: real", r"-\log \sigma(a - b)"),),
    ),
    Definition(
        "odds",
        "log odds, logit function, 对数几率, 对数优势",
        "logit() logit logodds",
        (Form("p: unit", r"\log \frac{p}{1 - p}"),),
        any_base=True,
    ),
    Definition(
        "distance to a hyperplane",
        "distance of a point to a plane, 点到平面的距离, 点到超平面的距离, 到超平面的距离",
        "",
        (Form("w~w: real d; x~x x_0: real d; b~b: real", r"\frac{|w \cdot x + b|}{\|w\|}"),),
    ),
    Definition(
        "optimal discriminator",
        "最优判别器",
        "D^*() D_G^*()",
        (Form("p~p_data p_r: positive; q~p_g q: positive", r"\frac{p}{p + q}"),),
    ),
    Definition(
        "leaf weight of a boosted tree",
        "XGBoost leaf weight, optimal leaf weight, XGBoost 叶子权重, 最优叶子权重",
        "",
        (Form("g~G: real; h~H: positive; l~lambda: positive", r"-\frac{g}{h + l}"),),
        topics="XGBoost, boosted trees, 提升树",
    ),
    Definition(
        "split gain of a boosted tree",
        "XGBoost split gain, split gain, 分裂增益",
        "Gain Gain()",
        (
            Form("g~G_L, f~G_R: real; h~H_L, k~H_R: positive; l~lambda, c~gamma: positive",
                 r"\frac{1}{2} \left( \frac{g^2}{h + l} + \frac{f^2}{k + l} - \frac{(g + f)^2}{h + k + l} \right) - c"),
        ),
    ),
    Definition(
        "incremental mean",
        "running mean, 增量均值, 增量式均值",
        "",
        (Form("m, x: real; n~n N k: count", r"m + \frac{1}{n} (x - m)"),),
    ),
    Definition(
        "slope of a regression line",
        "slope of the regression line, 回归直线的斜率, 回归系数的最小二乘估计",
        "hatbeta_1 hatb hatb_1 hatw hata hatk b_1 beta_1 w b a k",
        (
            Form("x~x, y~y: real n; a~bar, b~bar: real",
                 r"\frac{\sum_i (x_i - a) (y_i - b)}{\sum_i (x_i - a)^2}"),
            Form("x~x, y~y: real n; a, b: real", r"\frac{\sum_i x_i y_i - n a b}{\sum_i x_i^2 - n a^2}"),
            Form("x~x, y~y: real n", r"\frac{\sum_i x_i y_i - n a b}{\sum_i x_i^2 - n a^2}", MEANS),
            Form("x~x, y~y: real n; a~bar: real",
                 r"\frac{\sum_i y_i (x_i - a)}{\sum_i x_i^2 - \frac{1}{n} (\sum_i x_i)^2}"),
            Form("x~x, y~y: real n",
                 r"\frac{n \sum_i x_i y_i - \sum_i x_i \sum_j y_j}{n \sum_i x_i^2 - (\sum_j x_j)^2}"),
            Form("s~S_xy L_xy: real; t~S_xx L_xx: positive", r"\frac{s}{t}"),
            Form("s~s_xy: real; t~s_x: positive", r"\frac{s}{t^2}"),
        ),
        topics="simple linear regression, simple regression, 一元线性回归, 简单线性回归, 线性回归方程",
    ),
    Definition(
        "intercept of a regression line",
        "intercept of the regression line, 回归直线的截距",
        "hatbeta_0 hata hatb_0 beta_0 b_0 hatb",
        (Form("y~bar: real; w~beta b k w: real; x~bar: real", r"y - w x"),),
        topics="simple linear regression, simple regression, 一元线性回归, 简单线性回归, 线性回归方程",
    ),
    Definition(
        "Akaike information criterion",
        "AIC, 赤池信息准则, 赤池信息量准则",
        "AIC AIC()",
        (
            Form("k~k p d K: count; l~L hat: positive", r"2 k - 2 \log l"),
            Form("k~k p d K: count; l~ell l: real", r"2 k - 2 l", convention="likelihood: its logarithm"),
        ),
    ),
    Definition(
        "Bayesian information criterion",
        "BIC, 贝叶斯信息准则",
        "BIC BIC()",
        (
            Form("k~k p d K: count; n~n N: total; l~L hat: positive", r"k \log n - 2 \log l"),
            Form("k~k p d K: count; n~n N: total; l~ell l: real", r"k \log n - 2 l", convention="likelihood: its logarithm"),
        ),
        confused=("Akaike information criterion",),
    ),
    Definition(
        "PageRank",
        "PageRank 值, PageRank score",
        "PR()",
        (
            Form("d~d alpha beta: unit; N~N n: total; p~PR p r: positive k; l~L C c d_out: positive k",
                 r"\frac{1 - d}{N} + d \sum_i \frac{p_i}{l_i}"),
            Form("d~d alpha beta: unit; p~PR p r: positive k; l~L C c: positive k",
                 r"1 - d + d \sum_i \frac{p_i}{l_i}", convention="jump: not divided by N"),
        ),
    ),
    Definition(
        "evidence lower bound",
        "ELBO, variational lower bound, 证据下界, 变分下界, VAE 的目标, VAE 目标函数, VAE objective",
        "ELBO ELBO() L_ELBO",
        (
            Form("q~q zx: positive k; l~xz: positive k; p~z: positive k",
                 r"\sum_i q_i \log l_i - \sum_j q_j \log \frac{q_j}{p_j}"),
            Form("q~q zx: positive k; j~xz: positive k", r"\sum_i q_i \log \frac{j_i}{q_i}"),
        ),
    ),
    Definition(
        "GAN objective at the optimal discriminator",
        "",
        "C() V(,)",
        (Form("j: real", r"-\log 4 + 2 j"), Form("j: real", r"2 j - 2 \log 2")),
        topics="最优判别器, optimal discriminator",
    ),
    Definition(
        "weight of a normalised score",
        "softmax with temperature, 带温度的 softmax, temperature softmax, 温度 softmax",
        "q_i p_i",
        (Form("z: real n; T~T tau: positive", r"\frac{\exp(z_i / T)}{\sum_j \exp(z_j / T)}"),),
        topics="distillation, softmax temperature, with temperature, 温度系数, 带温度, 知识蒸馏, 蒸馏, 温度",
        canonical="impl.tensors.tempered_softmax",
    ),
)  # fmt: skip
