"""Definitions of information theory. Source: Cover and Thomas, Elements of Information Theory, 2006."""

from mdcheck.concepts.definitions import Definition, Form

LAWS = "p~y t, q~hat: simplex n"
BINARY = "二分类, 二元, 两类, 二值, 逻辑回归, 对数几率, 伯努利, 0-1, 两点, binary, logistic, bernoulli, sigmoid, two classes, two-class"
MULTILABEL = r"-\sum_i (p_i \log q_i + (1 - p_i) \log(1 - q_i))"

DEFINITIONS = (
    Definition(
        "information content",
        "self-information, surprisal, 信息量, 自信息",
        "",
        (Form("p: unit", r"-\log p"), Form("p: unit", r"\log \frac{1}{p}")),
        canonical="impl.information.information_content",
        any_base=True,
    ),
    Definition(
        "entropy",
        "Shannon entropy, information entropy, 熵, 信息熵, 香农熵",
        "H() Ent() Entropy() entropy()",
        (
            Form("p: simplex n", r"-\sum_i p_i \log p_i"),
            Form("p: unit", r"-p \log p - (1 - p) \log(1 - p)"),
            Form("c: positive n; N~N D n: positive", r"-\sum_i \frac{c_i}{N} \log \frac{c_i}{N}"),
        ),
        canonical="impl.information.entropy",
        any_base=True,
        confused=("Gini impurity",),
    ),
    Definition(
        "joint entropy",
        "联合熵",
        "",
        (Form("p: joint n m", r"-\sum_i \sum_j p_{ij} \log p_{ij}"),),
        canonical="impl.information.joint_entropy",
        any_base=True,
        confused=("conditional entropy", "mutual information"),
    ),
    Definition(
        "conditional entropy",
        "条件熵, equivocation",
        "H(|) Ent(|)",
        (Form("p: joint n m", r"-\sum_i \sum_j p_{ij} \log \frac{p_{ij}}{\sum_k p_{ik}}"),),
        canonical="impl.information.conditional_entropy",
        any_base=True,
        confused=("joint entropy", "mutual information"),
    ),
    Definition(
        "cross entropy",
        "cross-entropy loss, cross entropy loss, softmax cross entropy, cross entropy with logits, cross entropy from logits, softmax loss, categorical cross entropy, 交叉熵, 交叉熵损失, 交叉熵损失函数, 多分类交叉熵",
        "H(,) CE CE() CE(,) CrossEntropy CrossEntropy() CrossEntropy(,) cross_entropy CrossEntropyLoss CrossEntropyLoss()",
        (
            Form(LAWS, r"-\sum_i p_i \log q_i"),
            Form("z: real n", r"-\log \frac{\exp(z_i)}{\sum_j \exp(z_j)}"),
            Form("z: real n", r"-z_i + \log \sum_j \exp(z_j)"),
            Form("a: real; z: real n", r"-a + \log \sum_j \exp(z_j)"),
            Form("q: unit", r"-\log q"),
        ),
        canonical="impl.information.cross_entropy",
        order="p q",
        any_base=True,
        confused=("binary cross entropy", "KL divergence"),
        special=BINARY,
    ),
    Definition(
        "binary cross entropy",
        "binary cross-entropy, binary cross-entropy loss, log loss, logistic loss, 二元交叉熵, 二分类交叉熵, 二值交叉熵, "
        "二元交叉熵损失, 二分类交叉熵损失, 二分类交叉熵损失函数, 二分类的交叉熵",
        "BCE BCE() BCE(,) BCELoss BinaryCrossEntropy",
        (
            Form("y~y t p: unit; p~hat q: unit", r"-(y \log p + (1 - y) \log(1 - p))"),
            Form(LAWS, MULTILABEL),
            Form(
                "y~y t: binary; p~hat: unit",
                r"\begin{cases} -\log p, & y = 1 \\ -\log(1 - p), & y = 0 \end{cases}",
            ),
            Form("y~y t: unit; z: real", r"-(y \log \sigma(z) + (1 - y) \log(1 - \sigma(z)))"),
            Form("y: sign; f: real", r"\log(1 + \exp(-y f))"),
        ),
        canonical="impl.losses.entropy.binary_cross_entropy",
        order="y p",
        any_base=True,
    ),
    Definition(
        "KL divergence",
        "Kullback-Leibler divergence, relative entropy, KL distance, KL 散度, 相对熵, KL 距离, KL",
        "D_KL(||) KL(||) D(||) D_KL(|) KL(|) D_KL KL KLD(||) D_KL(,) KL(,)",
        (Form("p~y t, q~hat: simplex n", r"\sum_i p_i \log \frac{p_i}{q_i}"),),
        canonical="impl.information.kl_divergence",
        order="p q",
        any_base=True,
        confused=("cross entropy", "JS divergence", "binary cross entropy"),
    ),
    Definition(
        "JS divergence",
        "Jensen-Shannon divergence, JS 散度, 詹森-香农散度",
        "JS(||) JSD(||) D_JS(||) JS(,) JSD(,) JS JSD",
        (
            Form(
                "p, q: simplex n",
                r"\frac{1}{2} \sum_i p_i \log \frac{2 p_i}{p_i + q_i} + \frac{1}{2} \sum_i q_i \log \frac{2 q_i}{p_i + q_i}",
            ),
            Form(
                "p, q, m~M m R: simplex n",
                r"\frac{1}{2} \sum_i p_i \log \frac{p_i}{m_i} + \frac{1}{2} \sum_i q_i \log \frac{q_i}{m_i}",
            ),
        ),
        canonical="impl.information.js_divergence",
        order="p q",
        any_base=True,
        confused=("KL divergence",),
    ),
    Definition(
        "mutual information",
        "互信息",
        "I(;) I(,) MI(;) MI(,) MI",
        (
            Form(
                "p: joint n m",
                r"\sum_i \sum_j p_{ij} \log \frac{p_{ij}}{\sum_k p_{ik} \sum_k p_{kj}}",
            ),
        ),
        canonical="impl.information.mutual_information",
        any_base=True,
        confused=("conditional entropy", "joint entropy", "pointwise mutual information"),
    ),
    Definition(
        "pointwise mutual information",
        "点互信息, 逐点互信息, 点间互信息",
        "PMI PMI(,) PMI(;) pmi(,) pmi(;)",
        (
            Form("p: joint n m", r"\log \frac{p_{ij}}{\sum_k p_{ik} \sum_l p_{lj}}"),
            Form("a, b, c: unit", r"\log \frac{a}{b c}"),
        ),
        any_base=True,
        confused=("mutual information",),
    ),
    Definition(
        "Gini impurity",
        "Gini index, 基尼不纯度, 基尼指数, 基尼系数, 基尼值",
        "Gini Gini() gini() G()",
        (
            Form("p: simplex n", r"1 - \sum_i p_i^2"),
            Form("p: unit", r"2 p (1 - p)"),
            Form("p: simplex n", r"\sum_i p_i (1 - p_i)"),
            Form("p: simplex n", r"\sum_i \sum_{j \ne i} p_i p_j"),
            Form("c: positive n; N~N D n: positive", r"1 - \sum_i \left(\frac{c_i}{N}\right)^2"),
        ),
        confused=("entropy",),
        canonical="impl.impurity.gini_impurity",
    ),
)
