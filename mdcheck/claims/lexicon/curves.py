"""How sentences speak of the axes of a curve."""

import re

from mdcheck.claims.lexicon.word import Word
from mdcheck.patterns import regex

_DRAWN = "(?:drawn|plotted|traced)"

CURVE_WORDS: tuple[Word, ...] = (
    Word("a", "x", r"(?:曲线)?的?(?:横轴|横坐标|x\s*轴|水平轴)", r"(?:the )?(?:x ?axis|horizontal axis|abscissa)"),
    Word("a", "y", r"(?:曲线)?的?(?:纵轴|纵坐标|y\s*轴|竖轴|垂直轴)", r"(?:the )?(?:y ?axis|vertical axis|ordinate)"),
    Word("h", "", r"表示|绘制|画出|显示", rf"(?:means|indicates|signifies)(?= (?:an? |the )?(?:perfect|ideal|random)\b)|plots?|shows?|draws?|puts?|displays?|(?:is|are) {_DRAWN} with|(?:is|are) (?:a )?plots? of|(?:is|are) {_DRAWN}"),
    Word("v", "", "", r"against|versus|vs\.?|as a function of"),
    Word("w", "", "以|将|把", ""),
)  # fmt: skip

AXIS = regex(r"\s*(?:横|纵|x\s*轴|y\s*轴|the (?:x|y|horizontal|vertical)[ -]?axis)", re.IGNORECASE)
"""How a sentence begins that is about an axis."""
