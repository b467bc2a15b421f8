"""What learners minimise, assume and suffer from."""

from mdcheck.claims.lexicon.facts.topic import Topic

TOPICS = (
    Topic(
        subjects={
            "lasso": r"lasso(?:回归| regression)?|套索(?:回归)?",
            "ridge regression": r"岭回归|ridge(?: regression)?",
        },
        slots={
            "penalty": r"使用|采用|加(?:上|入)?|用|对应|等价于|添加|引入|uses?|adds?|with|corresponds to|applies|has|employs|imposes"
        },
        values={
            "L1": r"\$?L_?\{?1\}?\$?(?:范数|正则化?|惩罚)?项?|\$?\\ell_1\$?(?:范数|正则化?)?|L1 (?:norm|penalty|regulari[sz]ation|regulari[sz]er)|绝对值(?:之和)?",
            "L2": r"\$?L_?\{?2\}?\$?(?:范数|正则化?|惩罚)?项?|\$?\\ell_2\$?(?:范数|正则化?)?|L2 (?:norm|penalty|regulari[sz]ation|regulari[sz]er)|平方和",
        },
        truth={"lasso": {"penalty": ("L1",)}, "ridge regression": {"penalty": ("L2",)}},
        source="Tibshirani, 1996; Hoerl and Kennard, 1970",
        hints=("lasso", "套索", "岭回归", "ridge"),
        filler=r"惩罚项?|范数|正则化?项?|penalty|norm|regulari[sz]ation|regression|回归|权重|on weights|weights",
    ),
    Topic(
        subjects={
            "high bias": r"高偏差|偏差(?:过|太|较|很)?(?:高|大)|(?:a )?(?:high|large) bias",
            "high variance": r"高方差|方差(?:过|太|较|很)?(?:高|大)|(?:a )?(?:high|large) variance",
        },
        slots={
            "shows as": r"导致|意味着|对应于?|引起|造成|表现为|说明|往往是|means?|leads? to|causes?|indicates?|implies|results in|corresponds? to|→"
        },
        values={
            "underfitting": r"欠拟合|under ?fitting|underfits?",
            "overfitting": r"过拟合|over ?fitting|overfits?",
        },
        truth={
            "high bias": {"shows as": ("underfitting",)},
            "high variance": {"shows as": ("overfitting",)},
        },
        source="Geman, Bienenstock and Doursat, 1992",
        hints=("偏差", "方差", "bias", "variance"),
        filler=r"模型|model|出现|发生",
    ),
    Topic(
        subjects={
            "a support vector machine": r"支持向量机|SVMs?|support vector machines?",
            "logistic regression": r"逻辑(?:斯[谛蒂])?回归|对数几率回归|logistic regression",
            "AdaBoost": r"AdaBoost",
            "linear regression": r"线性回归|(?:ordinary )?linear regression",
        },
        slots={
            "loss": r"使用|采用|用|对应于?|最小化|的损失函数(?:是|为)|损失(?:是|为)|uses?|minimi[sz]es?|corresponds to|is based on|employs"
        },
        values={
            "the hinge loss": r"hinge ?(?:损失|loss)(?:函数)?|合页损失(?:函数)?|铰链损失(?:函数)?",
            "the log loss": r"对数(?:似然)?损失(?:函数)?|逻辑损失|交叉熵(?:损失)?(?:函数)?|log(?:istic)? loss|cross entropy(?: loss)?",
            "the exponential loss": r"指数损失(?:函数)?|exponential loss",
            "the squared loss": r"(?:均方|平方)(?:误差)?损失(?:函数)?|均方误差|squared? (?:error )?loss|mean squared error",
        },
        truth={
            "a support vector machine": {"loss": ("the hinge loss",)},
            "logistic regression": {"loss": ("the log loss",)},
            "AdaBoost": {"loss": ("the exponential loss",)},
            "linear regression": {"loss": ("the squared loss",)},
        },
        source="Hastie, Tibshirani and Friedman, 2009, sections 3.2, 4.4, 10.4 and 12.3",
        hints=("支持向量", "svm", "support vector", "回归", "regression", "adaboost"),
        filler=r"损失|loss|函数|function",
    ),
    Topic(
        subjects={
            "naive Bayes": r"朴素贝叶斯|naive bayes",
            "logistic regression": r"逻辑(?:斯[谛蒂])?回归|logistic regression",
            "a support vector machine": r"支持向量机|SVMs?|support vector machines?",
            "a hidden Markov model": r"隐马尔可夫模型|HMM|hidden markov models?",
            "a conditional random field": r"条件随机场|CRF|conditional random fields?",
        },
        slots={"kind": r"是|属于|is|are|belongs? to"},
        values={
            "generative": r"生成(?:式)?(?:的)?(?:模型|方法|学习模型)|generative(?: (?:models?|classifiers?|methods?))?",
            "discriminative": r"判别(?:式)?(?:的)?(?:模型|方法|学习模型)|discriminative(?: (?:models?|classifiers?|methods?))?",
        },
        truth={
            "naive Bayes": {"kind": ("generative",)},
            "a hidden Markov model": {"kind": ("generative",)},
            "logistic regression": {"kind": ("discriminative",)},
            "a support vector machine": {"kind": ("discriminative",)},
            "a conditional random field": {"kind": ("discriminative",)},
        },
        source="Ng and Jordan, 2002; Lafferty, McCallum and Pereira, 2001",
        hints=(
            "贝叶斯",
            "bayes",
            "回归",
            "regression",
            "支持向量",
            "svm",
            "support vector",
            "隐马尔可夫",
            "hmm",
            "markov",
            "条件随机场",
            "crf",
            "random field",
        ),
        filler=r"典型|typical|classic",
    ),
    Topic(
        subjects={
            "k-means": r"K ?-?(?:means|均值)(?:聚类)?(?:算法)?",
            "nearest neighbours": r"K ?-?(?:近邻|NN)(?:算法)?|KNN|k nearest neighbou?rs?",
            "principal component analysis": r"主成分分析|PCA|principal components? analysis",
            "a support vector machine": r"支持向量机|SVMs?|support vector machines?",
            "linear discriminant analysis": r"线性判别分析|linear discriminant analysis",
        },
        slots={"kind": r"是|属于|is|are|belongs? to"},
        values={
            "unsupervised": r"(?:无|非)监督(?:的)?(?:学习|聚类|降维)?(?:算法|方法)?|unsupervised(?: learning)?(?: (?:methods?|algorithms?|techniques?))?",
            "supervised": r"(?:有)?监督(?:的)?(?:学习|分类|降维)?(?:算法|方法)?|supervised(?: learning)?(?: (?:methods?|algorithms?|techniques?))?",
        },
        truth={
            "k-means": {"kind": ("unsupervised",)},
            "principal component analysis": {"kind": ("unsupervised",)},
            "nearest neighbours": {"kind": ("supervised",)},
            "a support vector machine": {"kind": ("supervised",)},
            "linear discriminant analysis": {"kind": ("supervised",)},
        },
        source="Bishop, 2006, chapters 2, 4, 7, 9 and 12",
        hints=(
            "means",
            "均值",
            "近邻",
            "nn",
            "nearest",
            "主成分",
            "pca",
            "principal",
            "支持向量",
            "svm",
            "support vector",
            "判别分析",
            "discriminant",
        ),
        filler=r"算法|方法|学习|technique|learning|dimensionality reduction|clustering|降维|聚类|分类",
    ),
    Topic(
        subjects={
            "a high temperature": r"高温度?|温度(?:较|很|更)?高|(?:a )?(?:high|higher|large|larger)(?: softmax)? temperatures?|温度趋(?:于|向)(?:正?无穷大?|∞)",
            "a low temperature": r"低温度?|温度(?:较|很|更)?低|(?:a )?(?:low|lower|small|smaller)(?: softmax)? temperatures?|温度趋(?:于|向)(?:零|0)",
        },
        slots={
            "makes": r"使得?|让|得到|产生|导致|变得|更(?:加)?|makes?|produces?|gives?|yields?|leads? to|results? in|→"
        },
        values={
            "flat": r"平滑|平坦|均匀|平缓|柔和|(?:flat|soft|smooth)(?:ter|er)?|(?:more|closer to) uniform",
            "sharp": r"尖锐|陡峭|集中|尖|(?:sharp|peak|hard)(?:er|ier|ed)?|(?:more|closer to) (?:peaked|one hot|concentrated)|peakier",
        },
        truth={
            "a high temperature": {"makes": ("flat",)},
            "a low temperature": {"makes": ("sharp",)},
        },
        source="Hinton, Vinyals and Dean, 2015, section 2",
        hints=("温", "temperature"),
        filler=r"softmax|分布|概率分布|输出(?:分布|概率)?|更加?|变得?|distribution|output|outputs|probabilities|probability|more|logits",
    ),
    Topic(
        subjects={
            "the L1 penalty": r"\$?L_?\{?1\}?\$?(?: ?正则化?| ?范数| regulari[sz]ation| penalty| norm)?|\$?\\ell_1\$?(?: ?正则化?| regulari[sz]ation)?|lasso",
            "the L2 penalty": r"\$?L_?\{?2\}?\$?(?: ?正则化?| ?范数| regulari[sz]ation| penalty| norm)?|\$?\\ell_2\$?(?: ?正则化?| regulari[sz]ation)?|岭回归|ridge(?: regression)?|权重衰减|weight decay",
        },
        slots={
            "prior": r"对应于?|相当于|等价于|服从|假设|先验(?:分布)?(?:是|为)|corresponds? to|is equivalent to|amounts to|assumes?|implies"
        },
        values={
            "a Laplace prior": r"拉普拉斯(?:先验)?(?:分布)?(?:的?先验)?|laplac(?:e|ian)(?: 先验| ?分布| prior| distribution)?",
            "a Gaussian prior": r"(?:高斯|正态)(?:先验)?(?:分布)?(?:的?先验)?|(?:gaussian|normal)(?: 先验| ?分布| prior| distribution)?",
        },
        truth={
            "the L1 penalty": {"prior": ("a Laplace prior",)},
            "the L2 penalty": {"prior": ("a Gaussian prior",)},
        },
        source="Tibshirani, 1996, section 5; Bishop, 2006, section 3.3",
        hints=("先验", "prior", "拉普拉斯", "laplac", "高斯", "gauss", "正态"),
        filler=r"正则化?项?|惩罚项?|参数|权重|先验|对|加(?:上|了)?|取|on the weights|on weights|weights|parameters|prior|with|view|贝叶斯(?:角度|观点)?|从|看|施加|引入|零均值",
        bare=True,
    ),
    Topic(
        subjects={
            "the L1 penalty": r"\$?L_?\{?1\}?\$?(?: ?正则化?| regulari[sz]ation| penalty)|\$?\\ell_1\$?(?: ?正则化?| regulari[sz]ation| penalty)|lasso(?: 回归| regression)?",
            "the L2 penalty": r"\$?L_?\{?2\}?\$?(?: ?正则化?| regulari[sz]ation| penalty)|\$?\\ell_2\$?(?: ?正则化?| regulari[sz]ation| penalty)|岭回归|ridge(?: regression)?",
        },
        slots={
            "yields": r"产生|得到|导致|带来|倾向于?|使得?|让|变得?|能够?|可以|会|yields?|produces?|gives?|leads? to|results? in|encourages?|promotes?|induces?|tends? to"
        },
        values={
            "sparse weights": r"(?:更加?)?稀疏(?:的)?(?:解|权重|参数|模型|性|化)?|(?:more )?(?:sparse|sparsity)(?: (?:solutions?|weights|models?|parameters))?",
            "small weights": r"(?:接近|趋近于?)(?:零|0)但不(?:为|等于)(?:零|0)(?:的)?(?:权重|参数|值)?|small but non ?zero(?: weights| values)?",
        },
        truth={
            "the L1 penalty": {"yields": ("sparse weights",)},
            "the L2 penalty": {"yields": ("small weights",)},
        },
        source="Tibshirani, 1996, section 2",
        hints=("稀疏", "spars", "不为", "不等于", "non"),
        filler=r"参数|权重|模型|更|容易|往往|部分|一些|weights|solutions?|of the|可|具有",
        bare=True,
    ),
    Topic(
        subjects={
            "the squared error": r"MSE|均方误差|平方(?:误差)?损失|squared (?:error|loss)(?: loss)?|mean squared error|L2 损失|L2 loss",
            "the absolute error": r"MAE|平均绝对误差|绝对(?:值|误差)?损失|absolute (?:error|loss)(?: loss)?|mean absolute error|L1 损失|L1 loss",
            "the zero-one loss": r"(?:0[-/–]1|zero[- ]one|零一) ?(?:loss|损失)",
        },
        slots={
            "is smallest at": r"的?最[优佳好](?:的)?(?:常数)?(?:预测)?(?:值|解|估计)?|(?:在|于)|(?:取|达到)最小|最小化|(?:is |are )?minimi[sz]ed (?:by|at)|(?:'s )?(?:best|optimal) (?:constant )?(?:prediction|predictor|estimate|constant)|minimi[sz]er of|minimi[sz]ing"
        },
        values={
            "the mean": r"(?:条件|样本)?(?:均值|平均值|期望)|(?:conditional |sample )?(?:mean|average)",
            "the median": r"(?:条件|样本)?中位数|(?:conditional |sample )?median",
            "the mode": r"(?:条件|样本)?众数|(?:conditional |sample )?mode",
        },
        truth={
            "the zero-one loss": {"is smallest at": ("the mode",)},
            "the squared error": {"is smallest at": ("the mean",)},
            "the absolute error": {"is smallest at": ("the median",)},
        },
        source="Hastie, Tibshirani and Friedman, 2009, section 2.4",
        hints=("均值", "中位数", "期望", "mean", "median", "average"),
        filler=r"常数|常量|预测值?|对应|得到|即|constant|prediction|gives|yields|损失|误差|值|解|under|with|for|下|时|在|使用|用",
    ),
    Topic(
        subjects={
            "the bagging family": r"bagging|随机森林|random forests?",
            "the boosting family": r"boosting|AdaBoost|GBDT|梯度提升树?|gradient boosting",
        },
        slots={
            "trains": r"训练|生成|建立|构建|学习器(?:之间)?(?:是)?|trains?|builds?|fits?|learners? (?:are )?(?:trained|built|fitted)"
        },
        values={
            "in parallel": r"(?:可以?|可)?(?:并行|相互独立)(?:化|地)?(?:训练|生成|的)?|in parallel|independently|parallel(?:ly)?",
            "one after the other": r"(?:串行|顺序|依次|逐个|串联)(?:地|化)?(?:训练|生成|的)?|(?:one after (?:the other|another))|sequential(?:ly)?|iteratively",
        },
        truth={
            "the bagging family": {"trains": ("in parallel",)},
            "the boosting family": {"trains": ("one after the other",)},
        },
        source="Breiman, 1996; Freund and Schapire, 1997",
        hints=("bagging", "boosting", "随机森林", "random forest", "adaboost", "gbdt", "提升"),
        filler=r"各个?|每个|基|弱|学习器|分类器|树|决策树|多个|之间|集成|可以?|base|weak|learners?|trees|classifiers|its|the|many",
        bare=True,
    ),
    Topic(
        subjects={
            "the bagging family": r"bagging|随机森林|random forests?",
            "the boosting family": r"boosting|AdaBoost|GBDT|梯度提升树?|gradient boosting",
        },
        slots={
            "mainly reduces": r"主要(?:是)?(?:降低|减小|减少|关注)(?:了)?|mainly reduces?|primarily reduces?|reduces? mainly|reduces? primarily"
        },
        values={"variance": r"(?:模型)?方差|variance", "bias": r"(?:模型)?偏差|bias"},
        truth={
            "the bagging family": {"mainly reduces": ("variance",)},
            "the boosting family": {"mainly reduces": ("bias",)},
        },
        source="Hastie, Tibshirani and Friedman, 2009, sections 8.7 and 10.1",
        hints=("bagging", "boosting", "随机森林", "random forest", "adaboost", "gbdt", "提升"),
        filler=r"集成|误差|error",
    ),
    Topic(
        subjects={
            "ID3": r"ID3(?: ?决策树)?",
            "C4.5": r"C4\.5(?: ?决策树)?",
            "CART": r"CART(?: ?(?:决策树|分类树))?",
        },
        slots={
            "splits by": r"使用|采用|选择|选用|选取|用|基于|根据|按照?|依据|划分|选|uses?|splits? (?:by|on|with)|based on|chooses?|selects?|picks?|maximi[sz]es?|minimi[sz]es?"
        },
        values={
            "the information gain": r"(?:最大|最高)?(?:的)?信息增益(?!率|比)(?:最大|最高)?|(?:the )?(?:highest |largest )?information gain(?! ratio)",
            "the gain ratio": r"(?:最大|最高)?(?:的)?(?:信息)?增益(?:率|比)(?:最大|最高)?|(?:the )?(?:highest |largest )?(?:information )?gain ratio",
            "the Gini index": r"(?:最小)?(?:的)?(?:基尼|Gini) ?(?:指数|系数|不纯度)?(?:最小)?|(?:the )?(?:lowest |smallest )?gini(?: index| impurity| coefficient)?",
        },
        truth={
            "ID3": {"splits by": ("the information gain",)},
            "C4.5": {"splits by": ("the gain ratio",)},
            "CART": {"splits by": ("the Gini index",)},
        },
        source="Quinlan, 1986 and 1993; Breiman et al., 1984",
        hints=("id3", "c4.5", "cart"),
        filler=r"划分|分裂|特征|属性|准则|标准|作为|选择|最优|最大|最小|决策树|分类|树|criterion|feature|attribute|split|splits|splitting|decision tree",
        bare=True,
    ),
    Topic(
        subjects={
            "exploding gradients": r"梯度爆炸|exploding(?: gradients?)?|gradient explosion",
            "vanishing gradients": r"梯度(?:消失|弥散)|vanishing(?: gradients?)?",
        },
        slots={
            "is cured by": r"用|使用|通过|靠|采用|(?:is |are )?(?:cured|mitigated|solved|prevented|handled|treated|addressed|tamed|fixed) (?:by|with)|needs?|calls? for"
        },
        values={
            "gradient clipping": r"梯度(?:裁剪|截断)|(?:gradient |norm )?clipping",
            "gates or shortcuts": r"门控(?:机制|单元)?|残差(?:连接|结构)?|gates|gating|(?:residual|skip|shortcut) connections?|ReLU|LSTM|GRU",
        },
        truth={
            "exploding gradients": {"is cured by": ("gradient clipping", "gates or shortcuts")},
            "vanishing gradients": {"is cured by": ("gates or shortcuts",)},
        },
        source="Pascanu, Mikolov and Bengio, 2013",
        hints=("梯度", "gradient", "explod", "vanish"),
        filler=r"问题|解决|缓解|处理|避免|防止|可以?|可|能够?|常|一般|problem|usually",
    ),
    Topic(
        subjects={
            "gradient clipping": r"梯度(?:裁剪|截断)|gradient(?: norm)? clipping|clipping(?: the)? gradients?"
        },
        slots={
            "cures": r"解决|缓解|防止|避免|应对|处理|用于|针对|cures?|prevents?|mitigates?|solves?|avoids?|against|handles?|addresses|fixes|tames"
        },
        values={
            "exploding gradients": r"梯度爆炸|exploding(?: gradients?)?|gradient explosion",
            "vanishing gradients": r"梯度(?:消失|弥散)|vanishing(?: gradients?)?",
        },
        truth={"gradient clipping": {"cures": ("exploding gradients",)}},
        source="Pascanu, Mikolov and Bengio, 2013",
        hints=("裁剪", "截断", "clip"),
        filler=r"问题|可以?|可|能够?|主要|有效地?|helps|help|can|problem|the problem",
    ),
    Topic(
        subjects={
            "principal component analysis": r"主成分分析|PCA|principal components? analysis",
            "a support vector machine": r"支持向量机|SVMs?|support vector machines?",
            "k-means": r"K ?-?(?:means|均值)(?:聚类)?(?:算法)?",
        },
        slots={"maximises": r"最大化|使[^，。]{0,6}最大|maximi[sz]es?", "minimises": r"最小化|minimi[sz]es?"},
        values={
            "the variance": r"(?:投影(?:后)?(?:数据)?的?|数据的?)?方差|(?:the )?(?:projected |retained )?variance(?: of the projections?| of the projected data)?",
            "the reconstruction error": r"重[构建]误差|reconstruction error",
            "the margin": r"(?:分类|几何)?间隔|margin",
            "the norm of the weights": r"(?:权重(?:向量)?的?|\$?\\?\|w\\?\|\$?的?)范数|norm of (?:the )?weights",
            "the within-cluster distances": r"(?:簇|类)内(?:平方和|距离|误差平方和|方差)|within cluster (?:sum of squares|variance|distances?)",
            "the between-cluster distances": r"(?:簇|类)间(?:平方和|距离)|between cluster (?:variance|distances?)",
        },
        truth={
            "principal component analysis": {
                "maximises": ("the variance",),
                "minimises": ("the reconstruction error",),
            },
            "a support vector machine": {
                "maximises": ("the margin",),
                "minimises": ("the norm of the weights",),
            },
            "k-means": {
                "minimises": ("the within-cluster distances",),
                "maximises": ("the between-cluster distances",),
            },
        },
        source="Bishop, 2006, chapters 7, 9 and 12",
        hints=("pca", "主成分", "principal", "svm", "支持向量", "support vector", "means", "均值"),
        filler=r"等价于|目标函数|objective|旨在|希望|寻找|aims|also",
        directed=True,
    ),
)
