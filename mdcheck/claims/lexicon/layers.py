"""How sentences name layers, their sizes and their numbers of parameters; ``#`` stands for a number."""

import re
from collections.abc import Mapping

from mdcheck.claims.lexicon.amounts import NUMBER
from mdcheck.patterns import regex

KINDS: Mapping[str, re.Pattern[str]] = {
    kind: regex(pattern, re.IGNORECASE)
    for kind, pattern in {
        "depthwise convolution": r"(?:深度|逐通道)卷积|depth-?wise conv(?:olution)?(?:al)?(?: layer)?",
        "convolution": r"卷积层?(?!核)|\bconv(?:olution(?:al)?)?(?:2d)?\b(?: layer)?",
        "linear": r"全连接层?|线性层|稠密层|\b(?:linear|dense|fully[- ]connected)(?: layer)?\b",
        "embedding": r"(?:词)?嵌入(?:层|矩阵|表)|\bembedding (?:table|layer|matrix)\b",
        "lstm": r"(?:单层|一层|single-layer |one-layer )?LSTM(?![A-Za-z])",
        "gru": r"(?:单层|一层|single-layer |one-layer )?\bGRU(?![A-Za-z])",
        "rnn": r"(?:普通|简单|标准|vanilla |simple |plain |Elman )?(?:RNN(?![A-Za-z])|循环神经网络)",
        "layer norm": r"\blayer\s?norm(?:alization)?\b|层归一化",
        "batch norm": r"\bbatch\s?norm(?:alization)?\b|批(?:量)?归一化",
        "attention": r"多头(?:自)?注意力(?:层|模块)?|\bmulti-?head (?:self-)?attention(?: layer| block)?\b",
    }.items()
}
"""Kinds of layers, the more special first."""

CONSTRUCTOR = regex(
    r"`?(?:(?:torch\.)?nn\.)(?P<name>Linear|Conv2d|Embedding|LSTM|GRU|RNN|LayerNorm|BatchNorm[12]d|MultiheadAttention)"
    r"\((?P<arguments>(?:[^()\n]|\([^()\n]*\))*)\)`?"
)

_IS = r"\s*(?:数|大小)?\s*(?:为|是|=|:|：|of|is)?\s*"
_UNITS = "(?:通道|特征|神经元|单元)"

ROLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, regex(pattern.replace("#", r"(\d[\d,]*)"), re.IGNORECASE | re.ASCII))
    for role, pattern in (
        (
            "kernel",
            rf"(?:卷积核|核)(?:大小|尺寸)?{_IS}#(?:\s*[x×*]\s*\d+)?|(?:a )?kernels?(?: size)?{_IS}#(?:\s*[x×*]\s*\d+)?",
        ),
        ("kernel", r"#\s*[x×*]\s*\1(?!\d)(?:\s*kernels?|\s*的?卷积核)?"),
        (
            "in",
            rf"输入{_UNITS}?(?:维度?)?{_IS}#|#\s*[个维]?的?输入{_UNITS}?(?:维度)?|从\s*#\s*维?"
            rf"|input(?: (?:size|dim(?:ension)?|channels?|features?|width))?{_IS}#|#[- ](?:dimensional )?input(?:s\b| (?:channels?|features?|units?|neurons?))?|\bfrom #(?: dimensions)?",
        ),
        (
            "hidden",
            rf"隐藏(?:层|状态|单元)?(?:维度?)?{_IS}#|#\s*[个维]?隐藏(?:单元|层|状态)?|hidden (?:size|units?|dim(?:ension)?|state(?: size)?|width){_IS}#|# hidden units",
        ),
        (
            "out",
            rf"输出{_UNITS}?(?:维度?)?{_IS}#|#\s*[个维]?的?输出{_UNITS}?(?:维度)?|到\s*#\s*维?|#\s*个(?:卷积核|滤波器)"
            rf"|output(?: (?:size|dim(?:ension)?|channels?|features?|width))?{_IS}#|#[- ](?:dimensional )?output(?:s\b| (?:channels?|features?|units?|neurons?))?|# (?:filters|kernels)|\bto #(?: dimensions)?",
        ),
        (
            "rows",
            rf"(?:词表|词汇表|词典)(?:的)?(?:大小|规模)?{_IS}#|#\s*个(?:词元|单词|词|token)|vocabulary(?: size)?{_IS}#|# (?:tokens?|words?|entries|rows|word pieces)",
        ),
        ("heads", r"#\s*个?头|# heads|heads?\s*=\s*#"),
        (
            "width",
            rf"(?:嵌入|词向量|模型|特征)?(?:的)?维度?{_IS}#|#\s*维|(?:embedding |model )?(?:dim(?:ension)?s?|size|width){_IS}#|#[- ]?(?:dimensional|dimensions|features|channels)|d_model{_IS}#|#\s*个?(?:通道|特征)",
        ),
    )
)
"""Sizes by their part in the layer, in the order in which they are looked for."""

BIAS_FREE = regex(
    r"[(（]?(?:无|不含|不带|不计|不考虑|没有|去掉|不使用)\s*(?:bias|偏置|偏差)项?[)）]?|\b(?:without|no|ignoring|excluding|omitting) (?:the |a )?bias(?:es)?\b",
    re.IGNORECASE,
)
BIAS = regex(
    r"[(（]?(?:含|带|有|包括|加上|计入)\s*(?:bias|偏置)项?[)）]?|\b(?:with|including) (?:the |a )?bias(?:es)?\b",
    re.IGNORECASE,
)

COUNT = regex(
    rf"(?P<about>约|大约|近|about |roughly |approximately |around )?\s*(?<![\d.,])(?P<a>{NUMBER})\s*个?(?:可学习的?|可训练的?|trainable |learnable )?(?:参数|parameters?\b|params?\b)(?!\s*(?:的|/))"
    rf"|(?:参数(?:总数|总量|量|个数|数量|数目)?|number of (?:trainable )?parameters|parameter count)\s*(?:共|一共|总共|就)?\s*(?:为|是|有|等于|：|:|=|of|is|equals)\s*(?P<about2>约|大约|about |roughly |≈)?\s*(?P<b>{NUMBER})",
    re.IGNORECASE,
)
"""``395,264 个参数``, ``a parameter count of 1.05M``."""

MANY = regex(
    r"每|各|两|二|三|四|几|多个|(?<!\d)层数|倍|\b(?:each|per|every|two|three|four|times|both|stack\w*|layers|blocks|bidirectional)\b|双向|共享|\d\s*层",
    re.IGNORECASE,
)
"""Near these a count may be of several layers, or of a part."""
