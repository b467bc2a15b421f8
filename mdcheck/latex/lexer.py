r"""Regular expressions that cut a formula into tokens; each is linear and begins at a given offset."""

import re
from enum import IntEnum

from mdcheck.latex.characters import SUBSCRIPTS, SUPERSCRIPTS
from mdcheck.patterns import regex


class Kind(IntEnum):
    """Token kinds: the numbers of the groups of ``TOKEN``."""

    SPACE = 1
    LETTERS = 2
    STOP = 3
    COMMAND = 4
    NUMBER = 5
    SCRIPT = 6
    OPEN = 7
    SYMBOL = 8
    OPERATOR = 9
    CONTROL = 10
    IDEOGRAPHS = 11
    RAISED = 12
    LOWERED = 13
    OTHER = 14


_BLANK = r"\s\u200b-\u200f\u2060-\u2064\ufeff\u00ad"
_IDEOGRAPH = (
    "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f"
)
_LENGTH = r"(?:[ \t]*\[\s*[-+]?[\d.]*\s*[a-z]{2}\s*\])?"
# `1e-3` is a number, and so is `5e-4`; `2e-1` and `2e+1` are sums with a factor e more often.
# Thousands separators stand before groups of exactly three digits; `1{,}204`, `1\,204`, `1~204` too.
_NUMBER = (
    r"[1-9]\d{0,2}(?:,\d{3})+(?![\d])(?:\.\d+)?|[1-9]\d{0,2}(?:(?:\{,\}|\\,|~)\d{3})+(?!\d)(?:\.\d+)?"
    r"|(?:1(?:\.\d+)?|\d+\.\d+)e[-+−]?\d+(?![.\d])|\de(?:[-−]0?[3-9]|[-−][1-9]\d|\d+)(?![.\d])"
    r"|\d+(?:\.\d+)?|\.\d+"
)

TOKEN = regex(
    rf"([{_BLANK}]+|%[^\n]*\n?|~)"
    r"|([A-Za-z]+(?:\\_[A-Za-z0-9]+)*)"
    rf"|(\}}|&|\\\\\*?{_LENGTH}|\\(?:cr|newline|tabularnewline|right)(?![A-Za-z])|\\end\s*\{{[^{{}}\\]*\}})"
    r"|(\\[A-Za-z]+)"
    rf"|({_NUMBER})"
    r"|([_^'’′]|″)"
    r"|(\{)"
    r"|(:=|=:|==|!=|<=>|<=|>=|=>|->|<<|>>|\|\||\*\*|::|\.{2,}|…)"
    r"|([-+*/=<>(),.\[\]|:;!])"
    r"|(\\.|\\$)"
    rf"|([{_IDEOGRAPH}]+)"
    rf"|([{''.join(SUPERSCRIPTS)}]+)"
    rf"|([{''.join(SUBSCRIPTS)}]+)"
    r"|(.)",
    re.DOTALL,
)

# Letters torn apart by single blanks, as character recognition leaves them.
TORN = regex(r"[A-Za-z](?:[ \t]{1,2}[A-Za-z]){1,24}(?![A-Za-z])")
BLANKS = regex(rf"(?:[{_BLANK}]+|%[^\n]*\n?|~)+")
SCRIPTS_AHEAD = regex(
    rf"((?>[{_BLANK}]+|%[^\n]*\n?)*+)"
    rf"([_^]|['’′″]+|[{''.join(SUPERSCRIPTS)}]+|[{''.join(SUBSCRIPTS)}]+|\\(?:no|display)?limits(?![A-Za-z]))"
)
BEGIN = regex(r"\s*\{([^{}\\]*)\}")
OPTION = regex(r"\s*\[([^\[\]{}]*(?:\{[^{}]*\}[^\[\]{}]*)*)\]")
LENGTH = regex(r"\s*=?\s*(?:\{[^{}]*\}|[-+]?[\d.]*\s*(?:true\s*)?[a-z]{2})")
DELIMITER = regex(r"\s*(\\[A-Za-z]+|\\.|\\$|.)", re.DOTALL)
ARG_EXTREMUM = regex(r"(?:\s|\\[,;:! ]|~)*\\?(max|min)(?![A-Za-z])")
INDEPENDENT = regex(r"(?:\s*\\!)+\s*\\perp(?![A-Za-z])")
BRACES = regex(r"\\.|%[^\n]*|[{}]", re.DOTALL)
POSITION = regex(r"\s*\[\s*[tbclr]\s*\]")
