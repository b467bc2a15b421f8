"""What errors are called, and what measures weigh."""

from mdcheck.claims.lexicon.facts.topic import Topic

TOPICS = (
    Topic(
        subjects={
            "a type I error": r"第一类错误|第Ⅰ类错误|第 ?I ?类错误|一类错误|type (?:I|1|one) errors?",
            "a type II error": r"第二类错误|第Ⅱ类错误|第 ?II ?类错误|二类错误|type (?:II|2|two) errors?",
        },
        slots={
            "is": r"对应于?|就?是指?|即|等于|称为|叫做?|又称|指的是|is|are|means?|corresponds? to|equals?|refers? to"
        },
        values={
            "a false positive": r"假(?:阳性|正例|阳)|误报|弃真|(?<![A-Za-z])FP(?![A-Za-z])|false (?:positives?|alarms?)|reject(?:s|ing)? a true null(?: hypothesis)?",
            "a false negative": r"假(?:阴性|反例|负例|阴)|漏报|[取存纳]伪|(?<![A-Za-z])FN(?![A-Za-z])|false negatives?|miss(?:es)?|(?:fails|failing) to reject a false null(?: hypothesis)?",
        },
        truth={
            "a type I error": {"is": ("a false positive",)},
            "a type II error": {"is": ("a false negative",)},
        },
        source="Neyman and Pearson, 1933",
        hints=("类错误", "type"),
        filler=r"错误|误差|error",
        bare=True,
    ),
    Topic(
        subjects={
            "β > 1": r"(?:beta|β|\$?\\beta\$?)\s*(?:>|大于)\s*1|β ?越大|(?:a )?larger β|F_?\{?2\}?(?![.\d])(?:[- ]?(?:score|分数|值))?",
            "β < 1": r"(?:beta|β|\$?\\beta\$?)\s*(?:<|小于)\s*1|β ?越小|(?:a )?smaller β|F_?\{?0\.5\}?(?:[- ]?(?:score|分数|值))?",
        },
        slots={
            "weighs": r"更(?:加)?(?:重视|看重|侧重|偏重|偏向|关注|强调)于?|越(?:重视|看重|侧重|偏重|偏向|关注)于?|(?:赋予|给|给予)|偏向|weighs?|weights|favou?rs|emphasi[sz]es|puts? more (?:weight|emphasis) on|gives? more (?:weight|importance) to|prioriti[sz]es"
        },
        values={
            "recall": r"(?:recall|召回率|查全率)(?: more(?: heavily| highly)? than (?:the )?precision)?(?:更(?:大|高)的权重|高于精确率)?",
            "precision": r"(?:precision|精确率|查准率|精准率)(?: more(?: heavily| highly)? than (?:the )?recall)?(?:更(?:大|高)的权重|高于召回率)?",
        },
        truth={"β > 1": {"weighs": ("recall",)}, "β < 1": {"weighs": ("precision",)}},
        source="van Rijsbergen, 1979, chapter 7",
        hints=("β", "beta", "f_", "f2", "f0.5", "f 2"),
        filler=r"F_?β|\$?F_\{?\\beta\}?\$?|F[- ]?beta|\$|score|measure|分数|值|指标|with|当|if|when|取|权重|对",
    ),
    Topic(
        subjects={
            "macro-averaging": r"macro(?:[ -]?(?:平均|F1|average|averaging|averaged))?|宏平均",
            "micro-averaging": r"micro(?:[ -]?(?:平均|F1|average|averaging|averaged))?|微平均",
        },
        slots={"takes": r"先|是指?|即|就是|is|first|means"},
        values={
            "measures by class, then their mean": (
                r"(?:对|在)?(?:每|各)(?:一)?个?类(?:别)?(?:上)?(?:先)?(?:分别|单独|各自)?(?:地)?(?:计)?算(?:出)?(?:各自的)?(?:指标|F1|精确率|召回率|P 和 R)?(?:，|,)?(?:然后|再|后)+(?:求|取|做|算)?(?:算术)?平均"
                r"|(?:computes?|calculates?|averages?) (?:the )?(?:metric|measure|score)s? (?:of|for|over|per) each class(?:,? (?:and )?then averages?(?: them)?)?"
            ),
            "counts of all classes, then the measure": (
                r"(?:把|将)?(?:所有|各个?)(?:类(?:别)?)?(?:的)?\s*(?:TP[、, ]*FP[、, ]*FN|计数|混淆矩阵)?\s*(?:先)?(?:汇总|累加|加总|加起来|合并)(?:起来)?(?:，|,)?(?:之?后|再)+(?:计|去)?算(?:指标)?"
                r"|(?:pools?|sums?|adds? up|aggregates?) (?:the )?(?:counts|TP,? FP,? (?:and )?FN|contributions)(?: (?:of|over) all classes)?(?:,? (?:and )?then computes?(?: the metric)?)?"
            ),
        },
        truth={
            "macro-averaging": {"takes": ("measures by class, then their mean",)},
            "micro-averaging": {"takes": ("counts of all classes, then the measure",)},
        },
        source="Manning, Raghavan and Schütze, 2008, section 13.6",
        hints=("macro", "micro", "宏平均", "微平均"),
        bare=True,
    ),
    Topic(
        subjects={
            "FID": r"FID|Fr[ée]chet inception distance",
            "the perplexity": r"困惑度|perplexity|PPL",
            "LPIPS": r"LPIPS",
            "the Brier score": r"Brier (?:score|分数)",
            "the Davies-Bouldin index": r"(?:Davies[ -]Bouldin|DB) ?(?:指数|index)",
            "the word error rate": r"WER|词错误率|word error rate",
            "a mean error": r"MSE|RMSE|MAE|均方误差|平均绝对误差",
            "BLEU": r"BLEU(?: ?(?:分数|值|score))?",
            "ROUGE": r"ROUGE(?:-[12L])?",
            "the inception score": r"inception score",
            "the AUC": r"AUC(?: ?值)?",
            "the F1 score": r"F1(?: ?(?:分数|值|score))?",
            "PSNR": r"PSNR",
            "SSIM": r"SSIM",
            "the silhouette coefficient": r"轮廓系数|silhouette(?: score| coefficient)?",
        },
        slots={"is better": r"值|分数|score"},
        values={
            "lower": r"(?:值|分数)?越(?:低|小)(?:则|就)?(?:模型|效果|质量|性能)?越好|(?:the )?(?:lower|smaller)(?: is|,? the) better|lower values are better",
            "higher": r"(?:值|分数)?越(?:高|大)(?:则|就)?(?:模型|效果|质量|性能)?越好|(?:the )?(?:higher|larger|greater)(?: is|,? the) better|higher values are better",
        },
        truth={
            **{
                name: {"is better": ("lower",)}
                for name in (
                    "FID",
                    "the perplexity",
                    "LPIPS",
                    "the Brier score",
                    "the Davies-Bouldin index",
                    "the word error rate",
                    "a mean error",
                )
            },
            **{
                name: {"is better": ("higher",)}
                for name in (
                    "BLEU",
                    "ROUGE",
                    "the inception score",
                    "the AUC",
                    "the F1 score",
                    "PSNR",
                    "SSIM",
                    "the silhouette coefficient",
                )
            },
        },
        source="the definitions of the measures",
        hints=("越", "better"),
        filler=r"值|分数|指标|score|metric|当然|一般|通常",
        bare=True,
    ),
    Topic(
        subjects={
            "the ROC curve": r"ROC ?(?:曲线|curves?)?",
            "the precision-recall curve": r"P-?R ?(?:曲线|curves?)|precision[ -]recall curves?",
        },
        slots={"is": r"is|are|则|更|比较|很|非常"},
        values={
            "insensitive to the balance of classes": r"不敏感|insensitive|not sensitive",
            "sensitive to the balance of classes": r"敏感|(?:more |very |highly )?sensitive",
        },
        truth={
            "the ROC curve": {"is": ("insensitive to the balance of classes",)},
            "the precision-recall curve": {"is": ("sensitive to the balance of classes",)},
        },
        source="Fawcett, 2006, section 4.2; Davis and Goadrich, 2006",
        hints=("敏感", "sensitive"),
        filler=r"对|正负样本(?:的)?比例|正负样本(?:的)?(?:不)?(?:平衡|均衡)|类别(?:的)?(?:分布|比例|不平衡|不均衡)|(?:样本|数据)(?:的)?不(?:平衡|均衡)|class (?:im)?balance|class distribution|class skew|变化",
        bare=True,
    ),
    Topic(
        subjects={
            "a false positive": r"(?<![A-Za-z])FP(?![A-Za-z])|假(?:阳性|正例)|false positives?",
            "a false negative": r"(?<![A-Za-z])FN(?![A-Za-z])|假(?:阴性|反例|负例)|false negatives?",
        },
        slots={"is called": r"又称|也叫|称为|即|是|is|also called|known as"},
        values={
            "a type I error": r"(?:a )?type (?:I|1|one) errors?|第 ?[一ⅠI1] ?类错误|误报|虚警|(?:a )?false alarms?",
            "a type II error": r"(?:a )?type (?:II|2|two) errors?|第 ?(?:[二Ⅱ2]|II) ?类错误|漏报|漏检|(?:a )?miss(?:es|ed detection)?",
        },
        truth={
            "a false positive": {"is called": ("a type I error",)},
            "a false negative": {"is called": ("a type II error",)},
        },
        source="Neyman and Pearson, 1933",
        hints=("type i", "type 1", "类错误", "误报", "漏报", "漏检", "虚警", "alarm", "miss"),
        filler=r"also|又|错误|也",
        bare=True,
        titled=False,
    ),
    Topic(
        subjects={
            "the ROC curve": r"(?:the )?ROC ?(?:曲线|curves?)?",
            "the precision-recall curve": r"(?:the )?P-?R ?(?:曲线|curves?)|(?:the )?precision[ -]recall curves?",
        },
        slots={
            "x": r"(?:the )?(?:x ?-?(?:轴|axis)|横(?:轴|坐标)|horizontal axis|abscissa)",
            "y": r"(?:the )?(?:y ?-?(?:轴|axis)|纵(?:轴|坐标)|vertical axis|ordinate)",
        },
        values={
            "the false positive rate": r"FPR|假(?:正例?|阳性?)率|误报率|false positive rate|fall-?out|1 ?[-−–] ?(?:specificity|特异[度性]|TNR)",
            "the recall": r"TPR|真(?:正例?|阳性?)率|true positive rate|recall|召回率|查全率|sensitivity|灵敏度",
            "the precision": r"precision|精[确准]率|查准率",
            "the specificity": r"specificity|特异[度性]|TNR",
        },
        truth={
            "the ROC curve": {"x": ("the false positive rate", "the specificity"), "y": ("the recall",)},
            "the precision-recall curve": {"x": ("the recall",), "y": ("the precision",)},
        },
        source="Fawcett, 2006; Davis and Goadrich, 2006",
        hints=("roc", "pr", "p-r", "recall"),
        filler=r"以|shows?|画|\$|\(|\)",
        columns={"x": r"横|x", "y": r"纵|y"},
    ),
)
