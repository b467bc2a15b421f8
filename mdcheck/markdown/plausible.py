r"""Does a stretch of text between two delimiters look like maths, or like prose that a lost one has caught?

Costs are in units of evidence: 0 is clean maths (see ``evidence``).
"""

import re

from mdcheck.patterns import regex

PROSE = 3.0
IMPOSSIBLE = 1e9

_WORDED = regex(
    r"\\(?:text\w*|mbox|hbox|math\w+|operatorname\*?|label|tag\*?|begin|end|ref|eqref)\s*\{[^{}]*\}"
)
_COMMAND = regex(r"\\[A-Za-z]+")
_CJK = regex(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u3002\uf900-\ufaff]")
_SUSPECT = regex(rf"{_CJK.pattern}|(?<![\\A-Za-z])[A-Za-z]{{2,}},?\s+[A-Za-z]{{2,}}|\s[a-z]{{2,}}\s")
_STOP = regex(
    r"(?<![\\\w])(?:the|is|are|was|of|that|where|with|we|to|in|for|be|which|let|and|or|if|then|by|as|this|on|it"
    r"|have|has|from|so|thus|hence|can|will|when|not|but|per|than)(?![\w])(?=\W)",
    re.IGNORECASE,
)
_SENTENCE = regex(r"(?<![\\A-Za-z])[A-Za-z]{2,},?\s+[a-z]{2,},?\s+[a-z]{2,}(?![A-Za-z])")
_SIGN = regex(r"\\[A-Za-z]|[\^_=<>+{}&|*/∈≤≥≠≈×·−-]|\\[\\{,;!|]")
_TERM = regex(r"\s*[\w.]{1,3}'*(?:\s*[(,]\s*[\w.]{1,3}'*\)?)*\s*[.,;]?\s*")
_BLANK = regex(r"\n[ \t\r]*\n")
_LONG_WORD = regex(r"[^\W\d_]{3}")
_BEGIN = regex(r"\\(begin|end)\s*\{")
_DISPLAY_MARK = regex(r"(?<!\\)(?:\\\\)*\\[\[\]()]")


def prose_cost(content: str) -> float:
    """Evidence that ``content`` is prose; text commands do not count."""
    if not _SUSPECT.search(content):
        return 0.0
    bare = _COMMAND.sub(" ", _WORDED.sub(" ", content))
    cost = PROSE if _CJK.search(bare) else 0.0
    if _SENTENCE.search(bare):
        return cost + PROSE
    return cost + min(1.5 * len(_STOP.findall(bare)), PROSE)


def structure_cost(content: str) -> float:
    """Evidence that the delimiters cut through something: an environment torn apart, a bracket of maths."""
    if "\\" not in content:
        return 0.0
    cost = 0.0
    if "\\begin" in content or "\\end" in content:
        marks = _BEGIN.findall(content)
        cost += PROSE * (marks.count("begin") != marks.count("end"))
    if _DISPLAY_MARK.search(content):
        cost += PROSE
    return cost


def has_blank_line(content: str) -> bool:
    """Whether a blank line stands inside."""
    return "\n" in content and _BLANK.search(content) is not None


def is_mathlike(content: str) -> bool:
    """Whether it has a sign of maths, or is a term such as ``x`` or ``f(x, y)``, and no prose."""
    signed = _SIGN.search(content) is not None or _TERM.fullmatch(content) is not None
    return signed and prose_cost(content) < PROSE


def spans_blank_lines(content: str) -> bool:
    """Whether every paragraph of ``content`` is maths: only then may a display run over blank lines."""
    return all(
        prose_cost(chunk) == 0.0 and (_SIGN.search(chunk) or not _LONG_WORD.search(chunk))
        for chunk in _BLANK.split(content)
    )
