"""The words by which sentences say what a random variable follows, and which quantity of it a formula is."""

import re

from mdcheck.claims.surroundings import MASK
from mdcheck.notation.distributions import DISTRIBUTIONS
from mdcheck.patterns import regex

PHRASES = {
    phrase: tuple(r for r in DISTRIBUTIONS if phrase in (*r.said, *(name for name, _ in r.special)))
    for record in DISTRIBUTIONS
    for phrase in (*record.said, *(name for name, _ in record.special))
}
"""Each phrase with the records that it names: several where conventions differ."""

SAID = regex("|".join(re.escape(p) for p in sorted(PHRASES, key=len, reverse=True)))

NAMING = (
    "分布",
    "泊松",
    "distribut",
    "random variable",
    "standard normal",
    "student's t",
    "gaussian density",
)
"""One of these stands in every phrase."""

WRITTEN = regex(
    r"\\sim|~|∼|(?:\b(?:N|Bernoulli|Ber|Bern|Poisson|Poi|Exp)|\\(?:mathcal|mathrm|text|operatorname)\s*\{?\s*\w+)\s*\}?\s*[(\[]"
)
"""What a formula holds that may name a distribution."""

OTHER = regex(
    r"(?:multivariate|multi-variate|bivariate|matrix|truncated|folded|wrapped|inverse|non-?central|generali[sz]ed|"
    r"negative|zero-inflated|complex|conjugate|hyper|normal-|unlike|not an?|instead of an?|"
    r"多元|多维|二元|截断|逆|非中心|广义|负|超|复|区别于|不同于|而不是|不是)\s*-?\s*$|[a-z]-$"
)
"""What stands before a phrase and makes it another distribution, or none."""

FOLLOWING = regex(r"服从|遵循|满足|\bfollows?\b|\b(?:is|are|be|has|have)\b|∼|~")

BEFORE = regex(
    rf"(参数|概率|速率|率|尺度|均值|期望)(?:参数)?(?:为|是|分别为)?\s*({MASK}(?:\s*(?:、|,|，|和|与|及)\s*{MASK})*)\s*的?\s*$"
)
"""Parameters said before the name: ``参数为 p 的``, each with the word for what they are."""

MOMENTS = regex(
    rf"均值(?:为|是)?\s*({MASK})\s*[、,，]?\s*(?:和|与)?\s*(方差|标准差)(?:为|是)?\s*({MASK})\s*的?\s*$"
)
BEHIND = regex(
    rf"^\s*(?:random variable\s*)?with\s+(?:(?:the|an?|success)\s+)*"
    rf"(parameters?|probability|rate|scale|mean)(?:\s+parameter)?\s*({MASK}(?:\s*(?:,|and)\s*{MASK})*)"
)
BY_SCALE = regex(r"scale|尺度")
BY_RATE = regex(r"rate|率")
BY_MEAN = regex(r"mean|均值|期望")
"""What a parameter is said to be, which decides between conventions."""

BEHIND_MOMENTS = regex(
    rf"^\s*(?:random variable\s*)?with\s+mean\s*({MASK})\s*,?\s*and\s+(variance|standard deviation)\s*({MASK})"
)

QUANTITIES = {
    "mean": r"期望(?:值)?|均值|数学期望|\bmean|\bexpected value|\bexpectation",
    "variance": r"方差|\bvariance",
    "entropy": r"(?:微分)?熵|\b(?:differential )?entropy",
    "density": r"(?:概率)?密度(?:函数)?|概率质量函数|分布律|概率函数|\b(?:probability )?density(?: function)?|\bpdf|\bpmf|"
    r"\bprobability mass function",
}
"""Quantities of one distribution, by the words for them."""

OF_ANOTHER = ("样本", "条件", "后验", "先验", "经验", "相对", "交叉", "联合", "累积", "sample ", "conditional ",
    "posterior ", "prior ", "empirical ", "cross ", "relative ", "joint ", "cumulative ")  # fmt: skip
"""What makes a quantity one of something else."""

QUANTITY = regex(
    "".join(f"(?<!{word})" for word in OF_ANOTHER)
    + "(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in QUANTITIES.items())
    + rf")(?!\s*{MASK})"
)
"""The word for a quantity; the last one before a formula says what it is."""

HEAD = regex(
    "|".join(f"(?P<{name}>{words})" for name, words in QUANTITIES.items() if name in ("mean", "variance"))
    + r"|(?P<e>^\s*E\s*[\[(]\s*X\s*[\])]\s*$)|(?P<var>^\s*(?:Var|D)\s*[\[(]\s*X\s*[\])]\s*$)",
    re.IGNORECASE,
)
"""How the head of a column says which quantity its cells are."""

LEADING = regex(
    r"\s*(?:[Oo]f (?:the |an? )?[^.,;，。]{0,60}?|[^.,;，。]{0,16}?)"
    r"(?P<verb>为|是|等于|[:：]|\bis(?: given by)?|\bare|\bequals|=)?\s*$"
)
"""What may stand between the word and the formula."""
