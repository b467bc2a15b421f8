"""Definitions of distances, similarities and kernels, and of what is trained with them."""

from mdcheck.concepts.definitions import Definition, Form

PAIR = "a, b: real d"
SCORES = "s: real n n; tau: positive"

DEFINITIONS = (
    Definition(
        "cosine similarity",
        "余弦相似度, 余弦相似性, cosine",
        "cos() cos(,) cosine(,) sim(,) cossim(,) cos cosine_similarity(,) CosineSimilarity(,)",
        (
            Form(PAIR, r"\frac{a \cdot b}{\|a\| \|b\|}"),
            Form(PAIR, r"\frac{\sum_i a_i b_i}{\sqrt{\sum_i a_i^2} \sqrt{\sum_i b_i^2}}"),
        ),
        canonical="impl.contrastive.similarity.cosine_similarity",
        confused=("inner product",),
    ),
    Definition(
        "cosine distance",
        "余弦距离",
        "",
        (Form(PAIR, r"1 - \frac{a \cdot b}{\|a\| \|b\|}"), Form("c: real", r"1 - c")),
        confused=("cosine similarity",),
    ),
    Definition(
        "inner product",
        "",
        "",
        (Form(PAIR, r"\sum_i a_i b_i"), Form(PAIR, r"a \cdot b")),
    ),
    Definition(
        "Euclidean distance",
        "欧氏距离, 欧几里得距离, 欧式距离, L2 distance",
        "",
        (
            Form(PAIR, r"\sqrt{\sum_i (a_i - b_i)^2}"),
            Form("a, b, c, d: real", r"\sqrt{(a - b)^2 + (c - d)^2}"),
        ),
        confused=("Manhattan distance",),
    ),
    Definition(
        "Manhattan distance",
        "曼哈顿距离, L1 distance, city block distance",
        "",
        (Form(PAIR, r"\sum_i |a_i - b_i|"), Form("a, b, c, d: real", r"|a - b| + |c - d|")),
        confused=("Euclidean distance", "Chebyshev distance"),
    ),
    Definition(
        "Chebyshev distance",
        "切比雪夫距离",
        "",
        (Form(PAIR, r"\max_i |a_i - b_i|"),),
        confused=("Manhattan distance", "Euclidean distance"),
    ),
    Definition(
        "Minkowski distance",
        "闵可夫斯基距离, 闵氏距离",
        "",
        (Form(f"{PAIR}; p: positive", r"\left(\sum_i |a_i - b_i|^p\right)^{1 / p}"),),
    ),
    Definition(
        "Gaussian kernel",
        "radial basis function kernel, RBF kernel, RBF, 高斯核, 高斯核函数, 径向基核函数, 径向基函数, RBF 核",
        "",
        (
            Form(
                "a, b: real d; gamma~!sigma: positive",
                r"\exp(-\gamma \|a - b\|^2)",
                convention="width: gamma",
            ),
            Form("a, b: real d; sigma: positive", r"\exp(-\frac{\|a - b\|^2}{2 \sigma^2})"),
            Form(
                "a, b: real d; sigma: positive",
                r"\exp(-\frac{\|a - b\|^2}{\sigma^2})",
                convention="width: sigma^2",
            ),
            Form(
                "a, b: real d; gamma~!sigma: positive",
                r"\exp(-\frac{\|a - b\|^2}{2 \gamma})",
                convention="width: 2 gamma",
            ),
            Form(
                "u: real", r"\frac{1}{\sqrt{2 \pi}} \exp(-\frac{u^2}{2})", convention="normalisation: density"
            ),
            Form(
                "u, m: real; s: positive",
                r"\frac{1}{\sqrt{2 \pi} s} \exp(-\frac{(u - m)^2}{2 s^2})",
                convention="normalisation: density",
            ),
        ),
        canonical="impl.kernels.rbf_kernel",
        confused=("Laplacian kernel",),
    ),
    Definition(
        "Laplacian kernel",
        "拉普拉斯核, 拉普拉斯核函数",
        "",
        (
            Form("a, b: real d; gamma~!sigma: positive", r"\exp(-\gamma \|a - b\|)"),
            Form("a, b: real d; sigma: positive", r"\exp(-\frac{\|a - b\|}{\sigma})"),
            Form("a, b: real d; gamma~!sigma: positive", r"\exp(-\gamma \|a - b\|_1)", convention="norm: 1"),
            Form("a, b: real d; sigma: positive", r"\exp(-\frac{\|a - b\|_1}{\sigma})", convention="norm: 1"),
        ),
        confused=("Gaussian kernel",),
    ),
    Definition(
        "polynomial kernel",
        "多项式核, 多项式核函数",
        "",
        (
            Form("a, b: real e; d: count", r"(a \cdot b)^d", convention="offset: 0"),
            Form("a, b: real e; d: count", r"(a \cdot b + 1)^d"),
            Form("a, b: real e; c: positive; d: count", r"(a \cdot b + c)^d"),
            Form("a, b: real e; g: positive; c: positive; d: count", r"(g a \cdot b + c)^d"),
        ),
        canonical="impl.kernels.polynomial_kernel",
        confused=("linear kernel",),
    ),
    Definition(
        "linear kernel",
        "线性核, 线性核函数",
        "",
        (Form(PAIR, r"a \cdot b"), Form(f"{PAIR}; c: real", r"a \cdot b + c", convention="offset: c")),
        canonical="impl.kernels.linear_kernel",
    ),
    Definition(
        "InfoNCE loss",
        "InfoNCE, InfoNCE 损失, NT-Xent, NT-Xent loss, 对比损失, contrastive loss",
        "InfoNCE NT-Xent NTXent InfoNCELoss",
        (
            Form(SCORES, r"-\frac{1}{n} \sum_i \log \frac{\exp(s_{ii} / \tau)}{\sum_j \exp(s_{ij} / \tau)}"),
            Form("s: real n; tau: positive", r"-\log \frac{\exp(s_i / \tau)}{\sum_k \exp(s_k / \tau)}"),
            Form(SCORES, r"-\log \frac{\exp(s_{ij} / \tau)}{\sum_{k \ne i} \exp(s_{ik} / \tau)}"),
            Form(
                "a, b: real d; c: real k d; tau: positive",
                r"-\log \frac{\exp(a \cdot b / \tau)}{\exp(a \cdot b / \tau) + \sum_i \exp(a \cdot c_i / \tau)}",
            ),
            Form(
                "a, b: real d; c: real k d; tau: positive",
                r"-\log \frac{\exp(a \cdot b / \tau)}{\sum_i \exp(a \cdot c_i / \tau)}",
            ),
            Form(
                "a: real; c: real k; tau: positive", r"-\log \frac{\exp(a / \tau)}{\sum_i \exp(c_i / \tau)}"
            ),
            Form(
                "a: real; c: real k; tau: positive",
                r"-\log \frac{\exp(a / \tau)}{\exp(a / \tau) + \sum_i \exp(c_i / \tau)}",
            ),
            Form(
                "q, k: real n d; tau: positive",
                r"-\frac{1}{n} \sum_i \log \frac{\exp(q_i \cdot k_i / \tau)}{\sum_j \exp(q_i \cdot k_j / \tau)}",
            ),
        ),
        canonical="impl.contrastive.info_nce.info_nce",
        any_base=True,
    ),
    Definition(
        "Mahalanobis distance",
        "马氏距离, 马哈拉诺比斯距离",
        "",
        (
            Form("x~x, m~mu y: real d; S~Sigma S: definite d d", r"\sqrt{(x - m)^T S^{-1} (x - m)}"),
            Form(
                "x~x, m~mu y: real d; S~Sigma S: definite d d",
                r"(x - m)^T S^{-1} (x - m)",
                convention="root: none",
            ),
        ),
    ),
    Definition(
        "sigmoid kernel",
        "hyperbolic tangent kernel, Sigmoid 核, Sigmoid 核函数",
        "",
        (
            Form(f"{PAIR}; g: positive; c: real", r"\tanh(g a \cdot b + c)"),
            Form(PAIR, r"\tanh(a \cdot b)", convention="parameters: none"),
        ),
    ),
    Definition(
        "contrastive margin loss",
        "margin-based contrastive loss, pairwise contrastive loss, siamese loss, 孪生网络损失",
        "",
        (
            Form(
                "y~y Y: binary; d~d D: positive; m~m margin alpha: positive",
                r"y d^2 + (1 - y) \max(0, m - d)^2",
            ),
            Form(
                "y~y Y: binary; d~d D: positive; m~m margin alpha: positive",
                r"(1 - y) d^2 + y \max(0, m - d)^2",
                convention="label: 1 for different",
            ),
        ),
        topics="contrastive loss, 对比损失, siamese, 孪生",
        factors=(0.5,),
        canonical="impl.contrastive.margin.contrastive_loss",
    ),
    Definition(
        "uniformity loss",
        "uniformity, 均匀性, 均匀性损失",
        "L_uniform",
        (
            Form(
                "x~x z f: real n d; t~t: positive",
                r"\log \left( \frac{2}{n (n - 1)} \sum_{j=1}^n \sum_{i=1}^{j-1} \exp(-t \|x_i - x_j\|^2) \right)",
            ),
            Form(
                "x~x z f, y~y: real d; t~t: positive",
                r"\log \exp(-t \|x - y\|^2)",
                convention="mean: taken off",
            ),
        ),
        canonical="impl.contrastive.similarity.uniformity",
    ),
)
