"""How many there are of something, as a formula of a size: one record a quantity."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from mdcheck.patterns import regex

Formula = Callable[..., Fraction]
"""A number from sizes, in the order of the record's letters."""


@dataclass(frozen=True, slots=True, eq=False)
class Count:
    """A quantity that follows from a size.

    Attributes:
        name: What is counted.
        context: What the passage or its headings must speak of.
        noun: What is counted, as it stands before or behind the number.
        letters: The ways to write the sizes.
        right: Every number that is right, by one convention or another.
        shown: The same in words.
        given: What the section must say so that a letter means the size.
        source: Where that is written.
    """

    name: str
    context: re.Pattern[str]
    noun: str
    letters: tuple[tuple[str, ...], ...]
    right: tuple[Formula, ...]
    shown: str
    source: str
    given: re.Pattern[str] | None = None


COUNTS = (
    Count(
        "negatives of a view",
        regex(r"SimCLR|NT-?Xent", re.IGNORECASE),
        r"(?:negatives?|负(?:样本|例))",
        (("N",), ("n",), ("B",)),
        (lambda n: 2 * n - 2,),
        "2N - 2 of N images with two views each",
        "Chen et al., 2020, section 2.1",
        regex(r"(?<![\d.^{])2\s*[NnB](?![\w^])"),
    ),
    Count(
        "negatives of a batch of pairs",
        regex(r"CLIP|image-text|图文", re.IGNORECASE),
        r"(?:(?:off-diagonal |other )?(?:entries|ones|pairs)? ?(?:are )?(?:the )?negatives?|(?:个)?(?:非对角)?(?:元素|位置|对)?(?:都)?(?:是|为)?负(?:样本|例)(?:对)?)",
        (("N",), ("n",), ("B",)),
        (lambda n: n * n - n, lambda n: n - 1, lambda n: 2 * (n - 1)),
        "N² - N in all, N - 1 in a row",
        "Radford et al., 2021, section 2.3",
        regex(r"[NnB]\s*(?:\\times|×|\*)\s*[NnB](?![\w^])"),
    ),
    Count(
        "terms of InfoNCE's sum",
        regex(r"InfoNCE|MoCo|NCE", re.IGNORECASE),
        r"(?:terms|(?:个)?(?:求和)?项|-?way|(?:个)?候选|candidates)",
        (("K",),),
        (lambda k: k + 1, lambda k: k),
        "K + 1 with K negatives and one positive",
        "van den Oord, Li and Vinyals, 2018; He et al., 2020",
        regex(r"(?<![\w-])\$?K\$?\s*(?:个)?\s*(?:negatives?|负(?:样本|例))", re.IGNORECASE),
    ),
    Count(
        "pairs that a causal mask allows",
        regex(r"因果|causal", re.IGNORECASE),
        r"(?:允许的?(?:位置|元素)|可见的?(?:位置|元素)|allowed (?:positions|pairs|entries)|visible (?:positions|pairs|entries))(?:对)?",
        (("n",), ("T",), ("L",), ("N",)),
        (lambda n: n * (n + 1) / 2,),
        "n(n + 1)/2 of n positions",
        "Vaswani et al., 2017, section 3.2.3: a position sees itself and all before it",
    ),
    Count(
        "pairs that a causal mask hides",
        regex(r"因果|causal", re.IGNORECASE),
        r"(?:被?(?:屏蔽|遮住|遮盖|掩盖)(?:掉)?的?(?:位置|元素)|masked(?: out)? (?:positions|pairs|entries)|hidden (?:positions|pairs|entries))(?:对)?",
        (("n",), ("T",), ("L",), ("N",)),
        (lambda n: n * (n - 1) / 2,),
        "n(n - 1)/2 of n positions",
        "Vaswani et al., 2017, section 3.2.3: a position sees itself and all before it",
    ),
    Count(
        "inner nodes of a Huffman tree",
        regex(r"霍夫曼|哈夫曼|Huffman|层次 ?softmax|hierarchical softmax", re.IGNORECASE),
        r"(?:(?:内部|非叶(?:子)?)(?:节点|结点)|(?:inner|internal) nodes?)",
        (("V",), ("n",), ("N",), ("W",)),
        (lambda n: n - 1,),
        "V - 1 above V leaves",
        "Knuth, The Art of Computer Programming 1, section 2.3.4.5: every inner node has two children",
    ),
    Count(
        "channels that a dense layer receives",
        regex(r"DenseNet|稠密(?:连接)?(?:网络|块)", re.IGNORECASE),
        r"(?:input )?(?:channels|feature maps|(?:个)?(?:输入)?通道)",
        (("k_0", "k", "l"),),
        (lambda k0, k, layer: k0 + k * (layer - 1), lambda k0, k, layer: k0 + k * layer),
        "k_0 + k(l - 1)",
        "Huang et al., 2017, section 3",
        regex(r"growth rate|增长率"),
    ),
    Count(
        "trained numbers of a low-rank update",
        regex(r"LoRA", re.IGNORECASE),
        r"(?:trainable |trained )?(?:numbers|weights|parameters|(?:个)?(?:可训练)?(?:参数))",
        (("r", "d", "k"), ("r", "m", "n"), ("r", "d", "n")),
        (
            lambda r, d, k: r * (d + k),
            lambda _r, d, k: d * k,
            lambda r, d, k: d * k + r * (d + k),
        ),
        "r(d + k)",
        "Hu et al., 2022, section 4.1",
        regex(r"r\s*(?:\\times|×|\*)\s*[kdmn]|[dmnk]\s*(?:\\times|×|\*)\s*r"),
    ),
)
"""Every quantity."""
