r"""Sorts that a note declares: ``A, B \in \mathbb{R}^{n \times n}``, "矩阵 $A$ 与 $B$", "$x$ is a vector"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from mdcheck.expr.letters import base_name, single
from mdcheck.expr.scope import Sort
from mdcheck.expr.stream import is_atom, meaningful
from mdcheck.latex.tree import Command, Node, Scripts

WORDS: Mapping[Sort, str] = {"matrix": r"矩阵|方阵|matri(?:x|ces)", "vector": r"向量|vectors?"}
_SIZE = r"(?:\s*\$[^$]{1,20}\$)?"
QUALITIES: Mapping[str, str] = {
    "symmetric": r"(?<![非反斜不])(?:实)?对称(?:正定|半正定)?(?:的)?(?:矩阵|方阵|阵)?|"
    r"(?<!半)正定(?:对称)?矩阵|(?<!skew-)(?<!skew )(?<!anti)(?<!a)(?<!non-)(?<!not )symmetric"
    rf"(?:,?(?:\s+and)?\s+positive[- ](?:semi-?)?definite)?{_SIZE}(?:\s*matri(?:x|ces))?|"
    rf"positive[- ](?:semi-?)?definite{_SIZE}\s*matri(?:x|ces)",
    "orthogonal": rf"正交(?:矩阵|方阵|阵)|(?:orthogonal|rotation){_SIZE}\s*matri(?:x|ces)",
    "unit norm": r"单位(?:长度的?)?向量|归一化(?:后)?的?(?:特征|嵌入)?向量|"
    r"unit[- ](?:norm |length )?vectors?|normali[sz]ed (?:embeddings?|vectors?|features?)",
    "uniform": r"(?:discrete |离散的?)?均匀分布|(?:a |the )?(?:discrete )?uniform(?: distribution)?",
    "one-hot": r"(?:one-?hot|独热)\s*(?:编码|encoded)?的?\s*"
    r"(?:标签|向量|vectors?|labels?|targets?|encodings?)?",
}
"""Words for what names are, by the assumption that worlds make of it."""
KINDS: Mapping[str, Sort] = {"symmetric": "matrix", "orthogonal": "matrix", "unit norm": "vector"}
LIST = r"\$+[^$]{1,40}\$+(?:\s*(?:、|，|,|和|与|及|以及|and)\s*(?:and\s*)?\$+[^$]{1,40}\$+)*"
IS = r"(?:(?:都|均|皆|分别|同)?[是为]|(?:is|be|are|both)\b(?:\s*an?\b)?)"
WITHIN = r"(?:(?!\b(?:of|by|for|to)\b)[^，。；,.;$的]|\$[^$]{1,12}\$){0,16}?"
END = (
    r"(?=\s*(?:$|[，。；、：,.;:()（）\n]|[且而则时]|(?:and|with|whose|then)\b"
    r"|of (?:size|shape|length|dimension|ones|zeros)\b))"
)


def declared(space: Sequence[Node]) -> Sort | None:
    r"""The sort of what lies ``\in \mathbb{R}``, ``\mathbb{R}^{n}``, ``\mathbb{R}^{m \times n}``."""
    if not space or not isinstance(space[0], Scripts | Command):
        return None
    first = space[0]
    base = base_name(single(first.base)) if isinstance(first, Scripts) else base_name(first)
    if base not in ("bb R", "R", "bold R"):
        return None
    if not isinstance(first, Scripts) or first.sup is None:
        return "real"
    inside = meaningful(first.sup)
    return "matrix" if any(is_atom(i, None, "times", "*") for i in inside) else "vector"


@lru_cache(maxsize=64)
def spoken(paragraph: str) -> Mapping[str, Sort]:
    """Sorts by formula, as the words around it in a paragraph declare them."""
    return {text: sort for sort, word in WORDS.items() for text in members(paragraph, word)}


@lru_cache(maxsize=64)
def qualities(paragraph: str) -> Mapping[str, str]:
    """Assumptions by formula, as the words around it in a paragraph state them."""
    return {text: quality for quality, word in QUALITIES.items() for text in members(paragraph, word)}


def members(paragraph: str, word: str) -> Iterator[str]:
    """The formulas that a word for a sort is said of."""
    for pattern in (rf"(?:{word})\s*({LIST})", rf"({LIST})\s*{IS}\s*{WITHIN}(?:{word}){END}"):
        for found in re.finditer(pattern, paragraph, re.IGNORECASE):
            texts = [text.strip() for text in re.findall(r"\$+([^$]+)\$+", found[1])]
            yield from (text for text in texts if is_capital(text) == is_capital(texts[0]))


def is_capital(text: str) -> bool:
    """Whether the first letter of a formula is a capital: in "矩阵 $A$ 与 $x$" only A is meant."""
    letters = re.sub(r"\\[A-Za-z]+", "", text) or text
    return next((c.isupper() for c in letters if c.isalpha()), False)
