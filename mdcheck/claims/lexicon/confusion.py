"""Outcomes of a binary classifier and the rates made of them; names after Fawcett (2006) and Zhou (2016)."""

from mdcheck.claims.lexicon.terms import Group, term

OUTCOMES = Group(
    "outcomes of a binary classifier",
    (
        term(
            "TP",
            abbr="TP",
            en="true positive",
            zh="真正例|真正类|真正样本|真阳性|真阳|真阳例",
            alias="正确肯定",
        ),
        term(
            "FP",
            abbr="FP",
            en="false positive",
            zh="假正例|假正类|假正样本|假正|伪正例|伪正类|假阳性|假阳|假阳例|伪阳性",
            alias="误报|误检|虚警|false alarm|错误肯定",
            error="type I error|type 1 error|type-I error|第一类错误|第I类错误|第Ⅰ类错误|I类错误|Ⅰ类错误|一类错误|弃真错误|拒真错误|α错误",
        ),
        term(
            "FN",
            abbr="FN",
            en="false negative",
            zh="假负例|假负类|假负样本|假负|伪负例|假反例|伪反例|假阴性|假阴|假阴例|伪阴性",
            alias="漏报|漏检|漏诊|错误否定",
            error="type II error|type 2 error|type-II error|第二类错误|第II类错误|第Ⅱ类错误|II类错误|Ⅱ类错误|二类错误|取伪错误|纳伪错误|存伪错误|受伪错误|β错误",
        ),
        term(
            "TN",
            abbr="TN",
            en="true negative",
            zh="真负例|真负类|真负样本|真负|真反例|真阴性|真阴|真阴例",
            alias="正确否定|correct rejection",
        ),
    ),
)

RATES = Group(
    "rates of a binary classifier",
    (
        term(
            "TPR",
            abbr="TPR",
            en="true positive rate|TP rate",
            zh="真正率|真正例率|真正类率|真阳性率|真阳率",
            retrieval="recall|recall rate|召回率|查全率",
            medicine="sensitivity|灵敏度|敏感度|敏感性|灵敏性",
        ),
        term(
            "FPR",
            abbr="FPR",
            en="false positive rate|FP rate",
            zh="假正率|假正例率|假正类率|假阳性率|假阳率|伪阳性率",
            retrieval="fall-out|false alarm rate|虚警率",
            medicine="误诊率",
        ),
        term(
            "FNR",
            abbr="FNR",
            en="false negative rate|FN rate",
            zh="假负率|假负例率|假反例率|假负类率|假阴性率|假阴率",
            retrieval="miss rate|漏检率|漏报率",
            medicine="漏诊率",
        ),
        term(
            "TNR",
            abbr="TNR",
            en="true negative rate|TN rate",
            zh="真负率|真负例率|真反例率|真负类率|真阴性率|真阴率",
            medicine="specificity|特异度|特异性",
        ),
        term(
            "PPV",
            abbr="PPV",
            en="positive predictive value",
            zh="阳性预测值",
            retrieval="precision|precision rate|查准率|精确率|精准率",
        ),
        term("NPV", abbr="NPV", en="negative predictive value", zh="阴性预测值"),
        term("FDR", abbr="FDR", en="false discovery rate", zh="错误发现率|伪发现率"),
    ),
)

CELLS = {"TP": (True, True), "FP": (True, False), "FN": (False, True), "TN": (False, False)}
"""Outcome to (predicted positive, actually positive)."""

RATIOS = {
    "TPR": ("TP", ("TP", "FN")),
    "FPR": ("FP", ("FP", "TN")),
    "FNR": ("FN", ("TP", "FN")),
    "TNR": ("TN", ("TN", "FP")),
    "PPV": ("TP", ("TP", "FP")),
    "NPV": ("TN", ("TN", "FN")),
    "FDR": ("FP", ("TP", "FP")),
}
"""Rate to the outcome that it counts and the outcomes that it counts among."""
