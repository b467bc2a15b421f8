"""Densities, moments and laws of probability. Source: Wasserman, All of Statistics, 2004; Bishop, 2006."""

from mdcheck.concepts.definitions import Definition, Form

SAMPLE = "x: real n"
MEAN = r"m = \frac{1}{n} \sum_j x_j"
NAMED_MEAN = "m~mu ?bar ?m"
VARIANCE_TOPICS = (
    "batch norm, batch normalization, layer norm, layer normalization, group norm, instance norm, "
    "批归一化, 批量归一化, 批标准化, 层归一化, 层标准化, 归一化, 方差, variance, standard deviation, 标准差"
)
GAUSSIANS = "a~mu_1, c~mu_2: real; b~sigma_1, d~sigma_2: positive"

DEFINITIONS = (
    Definition(
        "Gaussian density",
        "normal distribution, Gaussian distribution, 正态分布, 高斯分布",
        "N(;,) N(|,)",
        (
            Form("x, m: real; s: positive", r"\frac{1}{\sqrt{2 \pi} s} \exp(-\frac{(x - m)^2}{2 s^2})"),
            Form("x, m: real; v: positive", r"\frac{1}{\sqrt{2 \pi v}} \exp(-\frac{(x - m)^2}{2 v})"),
            Form("x: real", r"\frac{1}{\sqrt{2 \pi}} \exp(-\frac{x^2}{2})", convention="mean 0, variance 1"),
            Form(
                "x: real; s: positive",
                r"\frac{1}{\sqrt{2 \pi} s} \exp(-\frac{x^2}{2 s^2})",
                convention="mean 0",
            ),
        ),
        topics="Gaussian, Gaussians, normal density, 高斯, 正态, 高斯密度, 概率密度",
    ),
    Definition(
        "empirical variance",
        "population variance, sample variance, 样本方差, 总体方差",
        "",
        (
            Form(f"{SAMPLE}; {NAMED_MEAN}: real", r"\frac{1}{n} \sum_i (x_i - m)^2"),
            Form(SAMPLE, r"\frac{1}{n} \sum_i (x_i - m)^2", (MEAN,)),
            Form(
                f"{SAMPLE}; {NAMED_MEAN}: real",
                r"\frac{1}{n - 1} \sum_i (x_i - m)^2",
                convention="divisor: n - 1",
            ),
            Form(SAMPLE, r"\frac{1}{n - 1} \sum_i (x_i - m)^2", (MEAN,), convention="divisor: n - 1"),
            Form(SAMPLE, r"\frac{1}{n} \sum_i x_i^2 - m^2", (MEAN,)),
        ),
        topics=VARIANCE_TOPICS,
    ),
    Definition(
        "empirical standard deviation",
        "sample standard deviation, population standard deviation, 样本标准差",
        "",
        (
            Form(f"{SAMPLE}; {NAMED_MEAN}: real", r"\sqrt{\frac{1}{n} \sum_i (x_i - m)^2}"),
            Form(
                f"{SAMPLE}; {NAMED_MEAN}: real",
                r"\sqrt{\frac{1}{n - 1} \sum_i (x_i - m)^2}",
                convention="divisor: n - 1",
            ),
        ),
        topics="标准差, standard deviation, layer norm, layer normalization, 层归一化",
    ),
    Definition(
        "sample covariance",
        "empirical covariance, 样本协方差",
        "",
        (
            Form("x, y: real n; a~x, b~y: real", r"\frac{1}{n - 1} \sum_i (x_i - a) (y_i - b)"),
            Form(
                "x, y: real n; a~x, b~y: real",
                r"\frac{1}{n} \sum_i (x_i - a) (y_i - b)",
                convention="divisor: n",
            ),
        ),
        topics="covariance, 协方差",
    ),
    Definition(
        "binomial distribution",
        "二项分布, binomial probability",
        "",
        (Form("n~n: total; k~k x r: count; p~p theta: unit", r"\binom{n}{k} p^k (1 - p)^{n - k}"),),
        topics="binomial, 二项",
    ),
    Definition(
        "Poisson distribution",
        "泊松分布",
        "",
        (Form("k~k x n: count; lambda~lambda mu: positive", r"\frac{\lambda^k \exp(-\lambda)}{k!}"),),
        topics="Poisson, 泊松",
    ),
    Definition(
        "exponential distribution",
        "指数分布",
        "",
        (
            Form("x~x t: positive; lambda~lambda: positive", r"\lambda \exp(-\lambda x)"),
            Form("x~x t: positive; theta~theta beta: positive", r"\frac{1}{\theta} \exp(-\frac{x}{\theta})",
                 convention="parameter: the mean"),
        ),
    ),
    Definition(
        "Laplace density",
        "Laplace distribution, 拉普拉斯分布",
        "",
        (Form("x, m: real; b: positive", r"\frac{1}{2 b} \exp(-\frac{|x - m|}{b})"),),
    ),
    Definition(
        "Bernoulli distribution",
        "伯努利分布, 两点分布, 0-1 分布",
        "",
        (Form("x~x k y: binary; p~p q theta mu phi: unit", r"p^x (1 - p)^{1 - x}"),),
        canonical="impl.likelihood.bernoulli_probability",
    ),
    Definition(
        "Bernoulli log-likelihood",
        "伯努利对数似然, log-likelihood of the Bernoulli distribution, 伯努利分布的对数似然",
        "",
        (
            Form("x~x y: binary n; p~p theta q mu: unit", r"\sum_i (x_i \log p + (1 - x_i) \log(1 - p))"),
            Form("x~x y: binary n; p~hat p pi h: unit n", r"\sum_i (x_i \log p_i + (1 - x_i) \log(1 - p_i))"),
        ),
        canonical="impl.likelihood.bernoulli_log_likelihood",
        topics="log-likelihood, likelihood, 对数似然, 似然, 极大似然, 最大似然",
    ),
    Definition(
        "KL divergence of Gaussians",
        "KL divergence between Gaussians, KL divergence between two Gaussians, 高斯分布的 KL 散度, "
        "KL divergence to the standard normal, 两个高斯分布的 KL 散度",
        "D_KL(||) KL(||) D(||) L_KL KL",
        (
            Form("a~mu: real; b~sigma: positive", r"\frac{1}{2} (a^2 + b^2 - 1 - \log b^2)"),
            Form("a~mu: real; v~sigma: positive", r"\frac{1}{2} (a^2 + v - 1 - \log v)"),
            Form("a~mu: real n; b~sigma: positive n", r"\frac{1}{2} \sum_i (a_i^2 + b_i^2 - 1 - \log b_i^2)"),
            Form(
                "a~mu: real n; c~log l: real n",
                r"-\frac{1}{2} \sum_i (1 + c_i - a_i^2 - \exp(c_i))",
                convention="parameter: the logarithm of the variance",
            ),
            Form(GAUSSIANS, r"\log \frac{d}{b} + \frac{b^2 + (a - c)^2}{2 d^2} - \frac{1}{2}"),
        ),
        topics="Gaussian, Gaussians, VAE, variational autoencoder, 高斯, 变分自编码器, 正态",
        canonical="impl.losses.gaussian.gaussian_kl",
    ),
    Definition(
        "entropy of a Gaussian",
        "Gaussian entropy, differential entropy of a Gaussian, 高斯分布的熵, 正态分布的熵, 高斯分布的微分熵",
        "",
        (
            Form("s~sigma: positive", r"\frac{1}{2} \log(2 \pi \exp(1) s^2)"),
            Form("s~sigma: positive", r"\frac{1}{2} + \log(\sqrt{2 \pi} s)"),
        ),
        topics="normal+entropy, Gaussian+entropy, 正态+熵, 高斯+熵, Gaussian entropy, entropy of a Gaussian, differential entropy, 微分熵, 高斯分布的熵",
    ),
    Definition(
        "reparameterisation",
        "reparameterization trick, reparametrization trick, reparameterization, 重参数化, 重参数化技巧",
        "",
        (Form("m~mu: real n; s~sigma: positive n; e~epsilon varepsilon eps: real n", r"m_i + s_i e_i"),),
    ),
    Definition(
        "Bayes' theorem",
        "Bayes rule, Bayes' rule, Bayes formula, Bayes theorem, 贝叶斯公式, 贝叶斯定理, 贝叶斯法则",
        "",
        (
            Form("p: joint n m", r"\frac{\frac{p_{ij}}{\sum_k p_{ik}} \sum_l p_{il}}{\sum_k p_{kj}}"),
        ),
    ),
)  # fmt: skip
