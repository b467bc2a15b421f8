"""Concepts whose values can be computed, with the names that sentences call them by."""

import re

from mdcheck.claims.lexicon.trie import CJK, trie, with_gaps
from mdcheck.patterns import regex

NAMES = {
    "kl": "KL散度|KL divergence|KL-divergence|Kullback-Leibler divergence|KL距离|相对熵|relative entropy",
    "js": "JS散度|JS divergence|Jensen-Shannon divergence",
    "cross entropy": "交叉熵损失函数|交叉熵损失|交叉熵|cross-entropy loss|cross entropy loss|cross-entropy|cross entropy",
    "entropy": "信息熵|香农熵|熵|Shannon entropy|entropy",
    "joint entropy": "联合熵|joint entropy",
    "renyi entropy": "Rényi熵|Renyi entropy|Rényi entropy|瑞利熵",
    "conditional entropy": "条件熵|conditional entropy",
    "mutual information": "互信息|mutual information",
    "perplexity": "困惑度|perplexity|PPL",
    "total variation": "全变差距离|总变差距离|total variation distance",
    "hellinger": "Hellinger distance|Hellinger距离|海林格距离",
    "wasserstein": "Wasserstein distance|Wasserstein距离|推土机距离|earth mover's distance",
    "gini impurity": "基尼不纯度|Gini impurity|基尼指数|gini index",
    "cosine similarity": "余弦相似度|余弦相似性|cosine similarity",
    "cosine distance": "余弦距离|cosine distance",
    "euclidean distance": "欧氏距离|欧几里得距离|欧式距离|Euclidean distance|L2 distance",
    "manhattan distance": "曼哈顿距离|Manhattan distance|L1 distance",
    "chebyshev distance": "切比雪夫距离|Chebyshev distance",
    "inner product": "内积|点积|inner product|dot product",
    "correlation": "皮尔逊相关系数|相关系数|Pearson correlation coefficient|Pearson correlation|correlation coefficient",
    "covariance": "协方差|covariance",
    "variance": "方差|variance",
    "standard deviation": "标准差|standard deviation",
    "minkowski distance": "闵可夫斯基距离|闵氏距离|Minkowski distance",
    "l1 penalty": "L1正则化项|L1正则化|L1正则项|L1正则|L1惩罚项|L1 regularization|L1 regularisation|L1 penalty|lasso",
    "l2 penalty": "L2正则化项|L2正则化|L2正则项|L2正则|L2惩罚项|L2 regularization|L2 regularisation|L2 penalty|ridge penalty",
    "laplace prior": "拉普拉斯先验|Laplace prior|Laplacian prior",
    "gaussian prior": "高斯先验|正态先验|Gaussian prior|normal prior",
    "sigmoid": "sigmoid函数|sigmoid function|sigmoid激活函数|sigmoid activation|sigmoid|logistic function|logistic函数",
    "sigmoid derivative": "sigmoid函数的导数|sigmoid的导数|sigmoid导数|derivative of sigmoid|derivative of the sigmoid|sigmoid derivative",
    "tanh derivative": "tanh函数的导数|tanh的导数|tanh导数|derivative of tanh|tanh derivative",
    "tanh": "tanh函数|tanh function|tanh激活函数|双曲正切函数|hyperbolic tangent|tanh",
    "relu": "ReLU函数|ReLU激活函数|ReLU function|ReLU activation|ReLU",
    "leaky relu": "Leaky ReLU函数|Leaky ReLU|LeakyReLU",
    "softplus": "softplus函数|softplus function|softplus",
    "gelu": "GELU激活函数|GELU",
    "elu": "ELU激活函数|ELU",
    "swish": "Swish激活函数|Swish|SiLU",
    "softmax": "softmax函数|softmax function|softmax层|softmax",
    "hinge loss": "合页损失函数|合页损失|铰链损失|hinge损失|hinge loss",
    "zero-one loss": "0-1损失函数|0-1损失|0/1损失|zero-one loss|0-1 loss|0/1 loss",
    "mean squared error": "均方误差损失|均方误差|mean squared error|MSE损失|MSE loss|MSE",
    "squared error": "平方损失函数|平方损失|squared error|squared loss",
    "root mean squared error": "均方根误差|root mean squared error|RMSE",
    "mean absolute error": "平均绝对误差|mean absolute error|MAE",
    "absolute error": "绝对值损失函数|绝对值损失|绝对损失|absolute loss",
    "exponential loss": "指数损失函数|指数损失|exponential loss",
    "logistic loss": "对数几率损失|logistic loss|logistic损失",
    "huber loss": "Huber损失|Huber loss",
    "l1 norm": "L1范数|L1 norm|1-范数",
    "l2 norm": "L2范数|L2 norm|2-范数|欧几里得范数|Euclidean norm",
    "max norm": "无穷范数|infinity norm|max norm|L∞范数",
    "focal loss": "focal损失函数|focal损失|焦点损失|focal loss",
    "batch normalization": "BatchNorm|批归一化|批量归一化|批规范化|batch normalization|batch normalisation|batch norm",
    "layer normalization": "LayerNorm|层归一化|层规范化|layer normalization|layer normalisation|layer norm",
    "rms normalization": "RMSNorm|RMS归一化|RMS normalization|root mean square layer normalization",
    "inverted dropout": "inverted dropout|反向dropout|倒置dropout|反向随机失活",
    "dropout": "dropout|随机失活",
    "roc curve": "ROC曲线|ROC|ROC curve|ROC curves|receiver operating characteristic curve",
    "pr curve": "PR曲线|P-R曲线|precision-recall curve|PR curve|PR curves|precision-recall curves|精确率-召回率曲线|查准率-查全率曲线",
    "det curve": "DET曲线|DET curve|detection error tradeoff curve",
    "auc by chance": "随机分类器的AUC值|完全随机的二分类器的AUC|完全随机的分类器的AUC|随机分类器的AUC|随机猜测的AUC|随机模型的AUC|随机猜测|随机分类器|random classifier|random guessing|random guess",
    "auc at best": "完美分类器的AUC|理想分类器的AUC|perfect classifier|ideal classifier",
    "auc": "AUC值|AUC|ROC曲线下面积",
    "f1": "F1分数|F1值|F1-score|F1 score|F1-measure|F1",
    "f-beta": "Fβ分数|Fβ值|Fβ|F_β|F-beta score|F-beta",
    "precision": "查准率|精确率|precision|positive predictive value|阳性预测值",
    "recall": "召回率|查全率|recall|TPR|真正率|灵敏度|sensitivity|true positive rate|真正例率|真阳性率",
    "fpr": "FPR|假正率|假正例率|假阳性率|false positive rate",
    "fnr": "FNR|假负率|假负例率|假阴性率|漏检率|false negative rate|miss rate",
    "error rate": "错误率|error rate",
    "balanced accuracy": "平衡准确率|balanced accuracy",
    "specificity": "特异度|specificity|TNR|true negative rate|真负例率|真阴性率",
    "accuracy": "accuracy|正确率",
    "accuracy or precision": "准确率",
    "mcc": "马修斯相关系数|Matthews correlation coefficient|MCC",
    "arithmetic mean": "算术平均数|算术平均值|算术平均|算术均值|arithmetic mean",
    "geometric mean": "几何平均数|几何平均值|几何平均|几何均值|geometric mean",
    "power mean": "幂平均数|幂平均|power mean|generalized mean",
    "harmonic mean": "调和平均数|调和平均值|调和平均|调和均值|harmonic mean",
}
"""Concept to its names; a blank stands for any white space or hyphen."""

_BY_NAME = {
    re.sub(r"[\s\-]+", "", name).casefold(): concept
    for concept, listed in NAMES.items()
    for name in listed.split("|")
}

_NAME = rf"{trie(with_gaps(name.casefold()) for listed in NAMES.values() for name in listed.split('|'))}(?![A-Za-z0-9_])"

CONCEPT = regex(rf"(?<![A-Za-z0-9{CJK}]){_NAME}", re.IGNORECASE)
"""A concept's name at the start of a word."""

CONCEPT_HERE = regex(_NAME, re.IGNORECASE)
"""A concept's name right after other words, where Chinese leaves no gap."""


def concept_of(found: re.Match[str]) -> str:
    """The concept that a match of ``CONCEPT`` names."""
    return _BY_NAME[re.sub(r"[\s\-]+", "", found[0]).casefold()]
