"""Quantities of a binary classifier as they occur in formulas typed in running text."""

import re

from mdcheck.claims.lexicon.confusion import OUTCOMES, RATES
from mdcheck.claims.lexicon.trie import trie, with_gaps
from mdcheck.patterns import regex

_MORE = {
    "F1": "F1|F1-score|F1 score|F1值|F1分数|F1 measure",
    "ACC": "accuracy|ACC|正确率",
    "ERR": "error rate|错误率",
    "ALL": "ALL|total|样本总数|总样本数|总数",
    "AUC": "AUC",
    "GINI": "gini|gini coefficient|gini系数|基尼系数",
}

_NAMES: dict[str, tuple[str, ...]] = {
    **{
        one.key: tuple(n for names in one.names.values() for n in names)
        for one in (*OUTCOMES.terms, *RATES.terms)
    },
    **{key: tuple(listed.split("|")) for key, listed in _MORE.items()},
}

_KEYS = {re.sub(r"[\s\-]+", "", name).casefold(): key for key, names in _NAMES.items() for name in names}

_KNOWN = trie(with_gaps(name.casefold()) for names in _NAMES.values() for name in names)

NAME = regex(
    rf"(?<![A-Za-z_\\])(?P<known>(?i:{_KNOWN}))(?:的?(?:数量|个数|样本数|数)|s)?(?![A-Za-z_])"
    r"|(?<![A-MOQS-Za-z_\\])(?P<letter>[PNR])(?![A-MOQS-Za-z_])"
)
"""A quantity: a known name, or one of the letters whose meaning the note chooses."""

EXPRESSION = regex(rf"(?:{re.sub('[?]P<[a-z]+>', '?:', NAME.pattern)}|\d+(?:\.\d+)?|[-+*/×÷·−()（）\[\]\s])+")
"""Quantities and numbers joined by operators."""

FORMULA_COLUMN = regex(r"公式|定义|计算|表达式|(?i:formula|definition|computed|expression|equation)")
"""Heads of table columns that hold formulas."""


def key_of(found: re.Match[str]) -> str:
    """What a match of ``NAME`` stands for: a key of the lexicon, or the letter itself."""
    return found["letter"] or _KEYS[re.sub(r"[\s\-]+", "", found["known"]).casefold()]
