"""What the scores of attention vary by."""

from mdcheck.claims.lexicon.facts.topic import Topic

_D = r"d(?:_\{?[k]\}?)?"

TOPICS = (
    Topic(
        subjects={
            "the dot product": r"点积|内积|(?:the )?dot products?|(?:the )?inner products?"
            r"|\$?q\s*(?:\\cdot|·|×|\^\{?\\top\}?|\^T)\s*k\$?"
        },
        slots={
            "variance": r"方差|variance",
            "standard deviation": r"标准差|standard deviation",
        },
        values={
            "d²": rf"\$?{_D}(?:\^\{{?2\}}?|²)\$?",
            "√d": rf"\$?\\sqrt\s*(?:\{{\s*{_D}\s*\}}|{_D})\$?|√{_D}",
            "d": rf"\$?{_D}\$?(?![\w^²])",
        },
        truth={"the dot product": {"variance": ("d",), "standard deviation": ("√d",)}},
        source="Vaswani et al., 2017, section 3.2.1, of components with mean 0 and variance 1",
        hints=("方差", "标准差", "variance", "deviation"),
        filler=r"查询|键|向量|分量|的|则|那么|等于|has|have|had|then|query|key|vectors?|q|k|约",
        given=r"(?:若|如果|假设|假定|设|当)[^。\n]*?独立[^。\n]*?方差(?:均|都)?(?:为|是|等于)\s*\$?1\$?"
        r"|\b(?:if|when|assuming|suppose|provided)\b[^.\n]*?\bindependent[^.\n]*?\bvariance (?:of )?\$?(?:1|one)\b\$?",
    ),
)
