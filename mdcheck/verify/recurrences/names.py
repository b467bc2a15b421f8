"""Which optimizer a text names."""

import re
from functools import cache

from mdcheck.concepts.catalogue.optimizers import optimizers
from mdcheck.concepts.names import normalised
from mdcheck.patterns import regex

UNKNOWN = (
    "AMSGrad", "AdaMax", "Adafactor", "LAMB", "LARS", "RAdam", "AdaBound", "Lion", "AdaBelief", "Yogi",
    "SGDW", "Adam with", "SVRG", "L-BFGS", "Newton", "牛顿法", "Lookahead", "NovoGrad", "Shampoo",
    "Sophia", "Muon", "Rprop", "gradient ascent", "梯度上升", "policy gradient", "策略梯度", "次梯度",
    "subgradient", "proximal", "projected",
)  # fmt: skip

ASIDE = "gradient descent with weight decay"
"""What only counts where nothing else is named: AdamW decays weights, too."""


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {normalised(name): "" for name in UNKNOWN}
    for name, recurrence in optimizers().items():
        table |= {normalised(spelled): name for spelled in (name, *recurrence.names.split(","))}
    ordered = sorted(filter(None, table), key=len, reverse=True)
    pattern = "|".join(
        rf"(?<![a-z]){re.escape(n)}(?![a-z])" if n.isascii() else re.escape(n) for n in ordered
    )
    return regex(pattern), table


def mentioned(text: str) -> tuple[str, ...]:
    """The optimizers that a text names, in order, each once; an empty name for one of other equations."""
    pattern, table = _pattern()
    names = tuple(dict.fromkeys(table[found[0]] for found in pattern.finditer(normalised(text))))
    return tuple(name for name in names if name != ASIDE) or names
