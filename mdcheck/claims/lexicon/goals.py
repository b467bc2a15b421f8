"""Quantities that are optimised in place of one another, and how sentences say so."""

from collections.abc import Mapping

GROUPS: Mapping[str, Mapping[str, tuple[int, str]]] = {
    "a model of given data": {
        "likelihood": (1, r"(?:对数)?似然(?:函数|值)?|(?:log[- ]?)?likelihood"),
        "negative log-likelihood": (
            -1,
            r"负对数似然(?:函数|损失)?|negative log[- ]?likelihood|NLL(?: loss)?",
        ),
        "cross entropy": (-1, r"交叉熵(?:损失)?(?:函数)?|cross[- ]?entropy(?: loss)?"),
        "KL divergence": (
            -1,
            r"(?:前向\s*)?KL\s*散度|相对熵|(?:forward )?(?:KL|Kullback[-–]Leibler)[- ]divergence|relative entropy",
        ),
        "perplexity": (-1, r"困惑度|perplexity"),
    },
    "a variational distribution": {
        "evidence lower bound": (1, r"证据下界|变分下界|ELBO|evidence lower bound|variational lower bound"),
        "KL divergence to the posterior": (
            -1,
            r"(?:变分分布|近似后验|q)?(?:到|与|和)(?:真实)?后验(?:分布)?(?:之间)?的\s*KL\s*散度"
            r"|KL[- ]divergence (?:to|from|between the approximate and) the (?:true )?posterior",
        ),
    },
    "an encoder of pairs": {
        "InfoNCE loss": (-1, r"InfoNCE(?:\s*损失|\s*loss)?(?:函数)?"),
        "bound on the mutual information": (
            1,
            r"互信息的?(?:一个)?下界|(?:an? |the )?lower bound (?:on|of) (?:the )?mutual information",
        ),
    },
    "a separating hyperplane": {
        "margin": (1, r"(?:几何)?间隔|margin"),
        "norm of the weights": (
            -1,
            r"\$?(?:\\frac\{1\}\{2\}|½|1/2)?\s*(?:\|\||‖|\\\||\\lVert)\s*(?:\\boldsymbol\{?|\\mathbf\{?)?w\}?\s*(?:\|\||‖|\\\||\\rVert)(?:\^\{?2\}?|²)?\$?"
            r"|权重(?:向量)?的(?:范数|模)|(?:the )?norm of (?:the )?weights?(?: vector)?",
        ),
    },
    "predictions, by squares": {
        "mean squared error": (
            -1,
            r"均方误差|MSE|mean[- ]squared error|RMSE|均方根误差|sum of squared (?:errors|residuals)|残差平方和",
        ),
        "coefficient of determination": (1, r"决定系数|\$?R\^2\$?|R²|coefficient of determination"),
    },
    "predictions, by right and wrong": {
        "accuracy": (1, r"准确率|accuracy"),
        "error rate": (-1, r"错误率|error rate|0-1\s*损失|zero-one loss|misclassification rate"),
    },
    "unit vectors": {
        "cosine similarity": (1, r"余弦相似度|cosine similarity"),
        "distance": (-1, r"余弦距离|cosine distance"),
    },
}
"""Of quantities that one thing optimises, on which side each stands: 1 and -1 move in opposite directions."""

UNDER = (
    (
        "likelihood",
        "mean squared error",
        r"高斯噪声|噪声(?:服从)?(?:高斯|正态)(?:分布)?|正态(?:分布)?噪声|(?:Gaussian|normal(?:ly distributed)?) (?:noise|errors?)|线性回归",
    ),
)
"""Quantities of two groups that are one under a condition which the sentence names."""

MOST = r"最大化|极大化|maximi[sz](?:e|es|ing|ation of)"
LEAST = r"最小化|极小化|minimi[sz](?:e|es|ing|ation of)"
LIKELIHOOD = r"最大似然(?:估计)?|极大似然(?:估计)?|maximum[- ]likelihood(?: estimation)?|MLE"
"""A goal with a name of its own."""
BEFORE = (
    r"(?:\s|训练数据的|数据的|样本的|模型的|训练集(?:上)?的|经验|期望|条件|负样本的"
    r"|\b(?:the|a|an|its|this|training|data|model|average|expected|conditional|empirical)\b)*"
)
EQUIVALENT = (
    r"(?:\s|就|也|其实|实际上|本质上|在形式上|问题|(?i:\b(?:problem|estimation)\b))*"
    r"(?:等价于?|等同于|相当于|等于|就是|即(?:是)?|是"
    r"|(?:is|are) (?:therefore |thus |exactly |in fact |precisely )?(?:equivalent to|the same as|identical to)|amounts to|corresponds to|means)"
    r"(?:\s|在?求|\b(?:the|that of)\b)*"
)
