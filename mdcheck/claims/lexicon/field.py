"""Pairs and families of terms that notes mix up, beyond the confusion matrix.

Left out on purpose, because usage differs: 精度 and 准确率 (accuracy or precision), 凸 and 凹 (swapped in some
textbooks), 标准化, 归一化 and 规范化 (normalization or standardization), 外积 (outer or cross product), 点乘 (inner
or Hadamard product), LDA and MAP.
"""

from mdcheck.claims.lexicon.terms import Group, term

FIELD = (
    Group(
        "parts of a sequence-to-sequence model",
        (term("encoder", en="encoder", zh="编码器"), term("decoder", en="decoder", zh="解码器|译码器")),
    ),
    Group(
        "parts of a fraction",
        (term("numerator", en="numerator", zh="分子"), term("denominator", en="denominator", zh="分母")),
    ),
    Group(
        "parts of a GAN",
        (
            term("generator", en="generator", zh="生成器"),
            term("discriminator", en="discriminator", zh="判别器|鉴别器"),
        ),
    ),
    Group(
        "ways to fail at fitting",
        (
            term("overfitting", en="overfitting|over-fitting|overfit", zh="过拟合"),
            term("underfitting", en="underfitting|under-fitting|underfit", zh="欠拟合"),
        ),
    ),
    Group(
        "errors of regression",
        (
            term("MSE", abbr="MSE", en="mean squared error|mean square error", zh="均方误差"),
            term(
                "RMSE",
                abbr="RMSE",
                en="root mean squared error|root mean square error",
                zh="均方根误差",
            ),
            term("MAE", abbr="MAE", en="mean absolute error", zh="平均绝对误差"),
            term("MAPE", abbr="MAPE", en="mean absolute percentage error", zh="平均绝对百分比误差"),
        ),
    ),
    Group(
        "penalties of linear regression",
        (
            term(
                "L1",
                norm="L1 regularization|L1 penalty|L1正则化|L1正则",
                name="lasso|lasso regression|套索回归",
            ),
            term(
                "L2",
                norm="L2 regularization|L2 penalty|L2正则化|L2正则",
                name="ridge|ridge regression|岭回归",
            ),
        ),
    ),
    Group(
        "divergences",
        (
            term("KL", abbr="KL", en="kullback-leibler divergence", zh="相对熵|KL散度|KL 散度"),
            term("JS", abbr="JS|JSD", en="jensen-shannon divergence", zh="JS散度|JS 散度"),
            term("cross entropy", abbr="CE", en="cross entropy|cross-entropy", zh="交叉熵"),
            term("mutual information", en="mutual information", zh="互信息"),
            term("joint entropy", en="joint entropy", zh="联合熵"),
            term("conditional entropy", en="conditional entropy", zh="条件熵"),
            term("information gain", en="information gain", zh="信息增益"),
        ),
    ),
    Group(
        "terms of Bayes' rule",
        (
            term("prior", en="prior|prior probability|prior distribution", zh="先验|先验概率|先验分布"),
            term(
                "posterior",
                en="posterior|posterior probability|posterior distribution",
                zh="后验|后验概率|后验分布",
            ),
            term("likelihood", en="likelihood|likelihood function", zh="似然|似然函数"),
        ),
    ),
    Group(
        "point estimates",
        (
            term(
                "MLE",
                abbr="MLE",
                en="maximum likelihood estimation|maximum likelihood estimate",
                zh="极大似然估计|最大似然估计|最大似然",
            ),
            term(
                "maximum a posteriori",
                en="maximum a posteriori|maximum a posteriori estimation",
                zh="最大后验估计|最大后验概率估计|极大后验估计",
            ),
        ),
    ),
    Group(
        "functions of a distribution",
        (
            term("PDF", abbr="PDF", en="probability density function", zh="概率密度函数"),
            term("PMF", abbr="PMF", en="probability mass function", zh="概率质量函数"),
            term("CDF", abbr="CDF", en="cumulative distribution function", zh="累积分布函数|累计分布函数"),
        ),
    ),
    Group(
        "averages",
        (
            term("mean", en="mean|average", zh="均值|平均值|平均数"),
            term("median", en="median", zh="中位数"),
            term("mode", en="mode", zh="众数"),
            term("variance", en="variance", zh="方差"),
            term("covariance", en="covariance", zh="协方差"),
            term("standard deviation", en="standard deviation", zh="标准差"),
        ),
    ),
    Group(
        "ways to learn",
        (
            term("supervised learning", en="supervised learning", zh="监督学习|有监督学习"),
            term("unsupervised learning", en="unsupervised learning", zh="无监督学习|非监督学习"),
            term("reinforcement learning", abbr="RL", en="reinforcement learning", zh="强化学习"),
            term("semi-supervised learning", en="semi-supervised learning", zh="半监督学习"),
        ),
    ),
    Group(
        "splits of a data set",
        (
            term("training set", en="training set|train set", zh="训练集"),
            term("validation set", en="validation set", zh="验证集"),
            term("test set", en="test set", zh="测试集"),
        ),
    ),
    Group(
        "passes of training",
        (
            term("forward", en="forward propagation|forward pass", zh="前向传播|正向传播"),
            term("backward", en="backpropagation|back propagation|backward pass", zh="反向传播|后向传播"),
        ),
    ),
    Group(
        "pooling",
        (
            term("max pooling", en="max pooling", zh="最大池化"),
            term("average pooling", en="average pooling|mean pooling", zh="平均池化|均值池化"),
        ),
    ),
    Group(
        "ways to change resolution",
        (
            term("upsampling", en="upsampling|up-sampling", zh="上采样"),
            term("downsampling", en="downsampling|down-sampling|subsampling", zh="下采样|降采样"),
        ),
    ),
    Group(
        "inputs of attention",
        (
            term("query", en="query", zh="查询"),
            term("key", en="key", zh="键"),
            term("value", en="value", zh="值"),
        ),
    ),
    Group(
        "lines of a matrix",
        (
            term("row", en="row|row vector|row space", zh="行|行向量|行空间"),
            term("column", en="column|column vector|column space", zh="列|列向量|列空间"),
        ),
    ),
    Group(
        "numbers of a matrix",
        (
            term("rank", en="rank", zh="秩|矩阵的秩"),
            term("trace", en="trace", zh="迹|矩阵的迹"),
            term("determinant", en="determinant", zh="行列式"),
            term("eigenvalue", en="eigenvalue", zh="特征值"),
            term("eigenvector", en="eigenvector", zh="特征向量"),
            term("singular value", en="singular value", zh="奇异值"),
        ),
    ),
    Group(
        "products of vectors and matrices",
        (
            term("inner product", en="inner product|dot product", zh="内积|点积"),
            term("outer product", en="outer product", zh="张量积"),
            term("cross product", en="cross product", zh="叉积|叉乘|向量积"),
            term("Hadamard product", en="hadamard product", zh="哈达玛积|哈达马积|阿达玛积"),
            term("Kronecker product", en="kronecker product", zh="克罗内克积"),
        ),
    ),
    Group(
        "set operations",
        (
            term("intersection", en="intersection", zh="交集"),
            term("union", en="union", zh="并集"),
            term("complement", en="complement", zh="补集"),
        ),
    ),
    Group(
        "kinds of maps",
        (
            term("injective", en="injective|injection", zh="单射"),
            term("surjective", en="surjective|surjection", zh="满射"),
            term("bijective", en="bijective|bijection", zh="双射"),
        ),
    ),
    Group(
        "kinds of conditions",
        (
            term("necessary", en="necessary condition", zh="必要条件"),
            term("sufficient", en="sufficient condition", zh="充分条件"),
            term(
                "necessary and sufficient",
                en="necessary and sufficient condition",
                zh="充要条件|充分必要条件",
            ),
        ),
    ),
    Group(
        "extremes",
        (
            term("maximum", en="maximum|maximum value", zh="最大值|极大值"),
            term("minimum", en="minimum|minimum value", zh="最小值|极小值"),
        ),
    ),
    Group(
        "trends",
        (
            term("increasing", en="increasing|monotonically increasing", zh="递增|单调递增|单调增"),
            term("decreasing", en="decreasing|monotonically decreasing", zh="递减|单调递减|单调减"),
        ),
    ),
    Group(
        "limits of a series",
        (
            term("convergent", en="convergent|convergence|converge", zh="收敛"),
            term("divergent", en="divergent|divergence|diverge", zh="发散"),
        ),
    ),
    Group(
        "parities",
        (term("odd", en="odd function", zh="奇函数"), term("even", en="even function", zh="偶函数")),
    ),
)
