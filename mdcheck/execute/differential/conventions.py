"""Conventions that many concepts share, with the phrases by which a note asks for one or the other.

``required`` asks for the way itself, ``inexcusable`` for the canonical one; who speaks of both asks for
neither.
"""

from mdcheck.execute.differential.record import convention

BASE_2 = convention(
    "2",
    "the logarithm has base 2, the canonical one is natural",
    mentioned=r"\blog_?\{?2\}?|\bbits?\b|比特",
    required=r"以\s*\$?2\$?\s*为底|\bbase[- ]?\$?2\b|单位.{0,4}(?:比特|\bbits?\b)|\bin bits\b|\\log_\{?\s*2",
    inexcusable=r"自然对数|\bnats?\b|奈特|\\ln\b|以\s*\$?e\$?\s*为底|\bnatural log",
)
SUMMED = convention(
    "sum",
    "the losses of the batch are summed, the canonical implementation averages them",
    mentioned=r"求和|总和|之和|\bsum(?:med|s)?\b|\\sum",
    required=r"对.{0,8}(?:样本|批次?|样例).{0,6}求和|\bsum(?:med)? over the (?:batch|examples|samples)",
    inexcusable=r"取平均|求平均|平均损失|\baverage[ds]?\b over the (?:batch|examples|samples)|mean loss",
)
EPS_OUTSIDE = convention(
    "outside",
    "epsilon is added to the root, the canonical implementation adds it under the root",
    mentioned=r"sqrt\{[^{}]*\}\s*\+\s*\\?eps|σ\s*\+\s*ε|\\sigma\s*\+\s*\\(?:var)?epsilon",
    required=r"根号外|\boutside (?:of )?the (?:square )?root",
    inexcusable=r"根号[内里]|\b(?:inside|under) the (?:square )?root",
)
UNBIASED = convention(
    "unbiased",
    "the variance is divided by n - 1, the canonical implementation divides by n",
    mentioned=r"无偏|unbiased|n\s*-\s*1",
    required=r"无偏(?:的)?(?:方差|估计)|\bunbiased (?:variance|estimate)|除以\s*\$?[nNm]\s*-\s*1",
    inexcusable=r"有偏|\bbiased variance|unbiased\s*=\s*False",
)
