"""What a larger or smaller value of a hyperparameter does."""

from mdcheck.claims.lexicon.facts.topic import Topic

_MORE = r"(?: ?值)? *(?:越|过|太|较|很|更|取)(?:大|高|深|多)"
_LESS = r"(?: ?值)? *(?:越|过|太|较|很|更|取)(?:小|低|浅|少)"
_LARGE = r"(?:a |the )?(?:large[r]?|high(?:er)?|big(?:ger)?|great(?:er)?)"
_SMALL = r"(?:a |the )?(?:small(?:er)?|low(?:er)?)"
_PENALTY = (
    r"(?:正则化?(?:项)?(?:的)?(?:系数|强度|参数|权重)?|\$?\\lambda\$?|λ)",
    r"(?:regulari[sz]ation(?: strength| coefficient| parameter)?|\$?\\lambda\$?|λ|lambda)",
)
_DEPTH = (r"(?:决策)?树(?:的)?(?:最大)?深度?", r"trees?|tree depth|max[ _]depth")
_NEIGHBOURS = r"K ?-?(?:近邻|NN)(?:算法)? ?(?:的|中|里)?(?:的)? *\$?k\$?"

_STRONG, _WEAK = (
    ("underfitting", "less overfitting", "smoother"),
    ("overfitting", "less underfitting", "less smooth"),
)

TOPICS = (
    Topic(
        subjects={
            "a large k of nearest neighbours": rf"{_NEIGHBOURS}{_MORE}|{_LARGE} \$?k\$? (?:in|of) KNN|KNN with {_LARGE} \$?k\$?",
            "a small k of nearest neighbours": rf"{_NEIGHBOURS}{_LESS}|{_SMALL} \$?k\$? (?:in|of) KNN|KNN with {_SMALL} \$?k\$?",
            "strong regularisation": rf"{_PENALTY[0]}{_MORE}|{_LARGE} {_PENALTY[1]}",
            "weak regularisation": rf"{_PENALTY[0]}{_LESS}|{_SMALL} {_PENALTY[1]}",
            "a large C": rf"(?:SVM ?(?:的|中)?)?(?:惩罚(?:系数|参数|因子))? *\$?(?<![A-Za-z\\])C\$?{_MORE}|{_LARGE} \$?C\$?",
            "a small C": rf"(?:SVM ?(?:的|中)?)?(?:惩罚(?:系数|参数|因子))? *\$?(?<![A-Za-z\\])C\$?{_LESS}|{_SMALL} \$?C\$?",
            "deep trees": rf"{_DEPTH[0]}{_MORE}|(?:a |the )?deep(?:er)? (?:decision )?trees?",
            "shallow trees": rf"{_DEPTH[0]}{_LESS}|(?:a |the )?shallow(?:er)? (?:decision )?trees?",
            "a complex model": r"模型(?:越|过于|太|过分)复杂|(?:a |an )?(?:more |too |overly )complex model",
            "a simple model": r"模型(?:越|过于|太|过分)简单|(?:a )?(?:too |overly )simple model",
        },
        slots={"leads to": r"导致|引起|造成|会|则|→|leads? to|causes?|results? in|makes?|means|gives?"},
        values={
            "less overfitting": r"(?:越|更)?不(?:容易|易|会)?过拟合|(?:越能|有助于|更能)?(?:防止|缓解|抑制|减轻)过拟合|less (?:prone to )?overfitting|(?:prevents?|reduces?) overfitting",
            "less underfitting": r"(?:越|更)?不(?:容易|易|会)?欠拟合|less (?:prone to )?underfitting",
            "overfitting": r"(?:越|更|比较)?(?:容易|易)?(?:出现|发生)?过拟合|(?:more )?(?:prone to )?overfit(?:ting|s)?",
            "underfitting": r"(?:越|更|比较)?(?:容易|易)?(?:出现|发生)?欠拟合|(?:more )?(?:prone to )?underfit(?:ting|s)?",
            "smoother": r"(?:决策)?边界越(?:平滑|光滑)|(?:a )?smoother (?:decision )?boundary",
            "less smooth": r"(?:决策)?边界越(?:复杂|曲折)|(?:a )?(?:more complex|wigglier) (?:decision )?boundary",
            "a heavier penalty": r"(?:对)?(?:误分类|错分)?(?:样本|点)?(?:的)?惩罚越(?:重|大)|penali[sz]es (?:errors|misclassification|slack) more",
            "a lighter penalty": r"(?:对)?(?:误分类|错分)?(?:样本|点)?(?:的)?惩罚越(?:轻|小)|penali[sz]es (?:errors|misclassification|slack) less",
            "a narrower margin": r"间隔越?(?:窄|小)|(?:a )?(?:narrower|smaller) margin",
            "a wider margin": r"间隔越?(?:宽|大)|(?:a )?(?:wider|larger) margin",
        },
        truth={
            "a large k of nearest neighbours": {"leads to": _STRONG},
            "a small k of nearest neighbours": {"leads to": _WEAK},
            "strong regularisation": {"leads to": (*_STRONG, "a heavier penalty")},
            "weak regularisation": {"leads to": (*_WEAK, "a lighter penalty")},
            "a large C": {"leads to": (*_WEAK, "a heavier penalty", "a narrower margin")},
            "a small C": {"leads to": (*_STRONG, "a lighter penalty", "a wider margin")},
            "deep trees": {"leads to": _WEAK},
            "shallow trees": {"leads to": _STRONG},
            "a complex model": {"leads to": _WEAK},
            "a simple model": {"leads to": _STRONG},
        },
        source="Hastie, Tibshirani and Friedman, 2009, sections 2.9, 3.4, 9.2 and 12.2",
        hints=("拟合", "fit", "边界", "boundary", "惩罚", "penal", "间隔", "margin"),
        filler=r"模型|越|更|容易|时|当|时候|对|model|is|a|more|when|then|the|训练集",
        bare=True,
    ),
    Topic(
        subjects={
            "a large learning rate": rf"学习率{_MORE}|{_LARGE} (?:learning rate|step size)|too (?:large|high|big) (?:a )?(?:learning rate|step size)|learning rate (?:that )?(?:is )?too (?:large|high|big)",
            "a small learning rate": rf"学习率{_LESS}|{_SMALL} (?:learning rate|step size)|too (?:small|low) (?:a )?(?:learning rate|step size)|learning rate (?:that )?(?:is )?too (?:small|low)",
        },
        slots={"leads to": r"导致|引起|造成|会|可能|容易|则|→|leads? to|causes?|results? in|makes?|means"},
        values={
            "divergence": r"(?:震荡|振荡|发散|不收敛|无法收敛|跳过最优(?:解|点))|diverge(?:nce|s)?|oscillat(?:ion|es?)|overshoot(?:ing|s)?",
            "slow convergence": r"(?:收敛|训练)(?:速度)?(?:太|很|过|较|变|更)?慢|slow(?:er)? (?:convergence|training)|converges? (?:too |more |very )?slowly",
        },
        truth={
            "a large learning rate": {"leads to": ("divergence",)},
            "a small learning rate": {"leads to": ("slow convergence",)},
        },
        source="Goodfellow, Bengio and Courville, 2016, section 11.4.1",
        hints=("学习率", "learning rate", "step size"),
        filler=r"损失|在|最优|附近|甚至|或|或者|模型|优化|loss|training|even|or|时",
        bare=True,
    ),
)
