"""What each reading of a dollar sign has against it: half of a formula, money, a symbol, or lost.

The unit is arbitrary; ``LOST`` is the cost of a delimiter without partner. The figures were set so that all
readings in ``tests/unit/markdown`` come out, and checked on 750 notes by others (``docs/extraction.md``).
"""

from mdcheck.markdown.plausible import has_blank_line, prose_cost, structure_cost
from mdcheck.patterns import regex

LOST = 2.0
_EMPTY = 0.5
_STRAY = 1.5  # a dollar inside a display
_CODE = 1.0  # code inside a display
_ONE_SIDED = 0.5  # a blank after one delimiter only
_TURNED = 2.0  # a closing delimiter that looks like an opening one, or the reverse
_BEFORE_DIGIT = 1.0
_AMOUNT_BEFORE_DIGIT = 3.0
_AMOUNT_IN_WORDS = 2.0
_MONEY, _CURRENCY_NAMED = 1.0, 0.5
_VARIABLE = 1.0
_SYMBOL = 1.5

_PRICE = regex(r"\$[ \t]?\d[\d.,]*+(?!\s?(?:[\\^_]|=(?!\s?\$\d)))")
_AMOUNT = regex(r"\s*\d[\d.,]*\s*(?:[kKMB]|million|billion)?(?=[\s,.;:!?)/-])")
_WORD = regex(r"[A-Za-z]{2}")
_SIGN = regex(r"[\\^_={}<>+]")
_FORMAL = regex(r"\\[A-Za-z]|[\^_=]")
_SHELL = regex(r"\$[A-Z_][A-Z0-9_]+\b(?!\s*[=^_\\$])")
_CURRENCY = regex(r"(?:US|HK|NT|NZ|AU|CA|SG|[¥€£])$")
_CLOSES = regex(r"[A-Za-z0-9})\]'|]")
_OPENS = regex(r"[A-Za-z0-9\\({\[|]")
_NEAR = 30


def inline_cost(before: str, content: str, after: str) -> float:
    """Cost of reading ``content`` as inline maths, with the characters around its delimiters."""
    return prose_cost(content) + structure_cost(content) + _edge_cost(before, content, after)


def display_cost(content: str, *, strays: int, code: bool) -> float:
    """Cost of reading ``content`` as a display with ``strays`` dollars, and perhaps code, inside."""
    if not content.strip():
        return _EMPTY
    # Chinese words inside a display are common (``其中：``): they count less there.
    cost = min(prose_cost(content), 1.0) + _STRAY * strays + _CODE * code
    if "\\begin" in content:
        cost += structure_cost(content)
    if has_blank_line(content):
        cost += 1.0 + prose_cost(content) * 2
    return cost


def alone_cost(text: str, start: int, end: int) -> float:
    """Cost of leaving the dollars from ``start`` to ``end`` alone: below ``LOST`` if they need no partner."""
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    if end - start == 1 and _PRICE.match(text, start):
        return _CURRENCY_NAMED if _CURRENCY.search(before) else _MONEY
    if end - start == 1 and _SHELL.match(text, start):
        return _VARIABLE
    lonely = not (before[-1:].strip("(\"'“‘（ ") or after[:1].strip(")\"'”’）.,，。 "))
    return _SYMBOL if lonely and not _FORMAL.search(before + after) else LOST


def _edge_cost(before: str, content: str, after: str) -> float:
    """What the characters around both delimiters say: ``5 and `` before a digit is no formula."""
    lead, trail = content[0].isspace(), content[-1].isspace()
    opens_after = bool(after) and _OPENS.match(after[0]) is not None
    closes_before = bool(before) and _CLOSES.match(before[-1]) is not None
    cost = _ONE_SIDED if lead != trail else 0.0
    if trail and opens_after and (not lead or (before[-1:].isascii() and before[-1:].isalnum())):
        cost += _TURNED
    if lead and closes_before:
        cost += _TURNED if not trail or opens_after else _ONE_SIDED
    if after[:1].isdigit() and after[:1].isascii():
        cost += _AMOUNT_BEFORE_DIGIT if content[0].isdigit() else _BEFORE_DIGIT
    if _AMOUNT.match(content) and _WORD.search(content) and not _SIGN.search(content):
        cost += _AMOUNT_IN_WORDS
    return cost
