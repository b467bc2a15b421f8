"""Values as people write them in comments, held against printed text."""

import re

from mdcheck.records import dataclass

_TOKEN = re.compile(
    r"(?P<gap>\.\.\.|…)"
    r"|(?P<number>[-+−]?(?:\d[\d_]*\.?\d*|\.\d+|nan|NaN|inf)(?:[eE][-+]?\d+)?j?)(?![A-Za-z_])"
    r"|(?P<open>[\[({])|(?P<close>[\])}])"
    r"|(?P<string>\"[^\"]*\"|'[^']*')"
    r"|(?P<word>[A-Za-z_][\w.]*)"
    r"|(?P<mark>[,;:]|\s+)"
    r"|(?P<other>.)",
    re.DOTALL,
)
_DETAIL = re.compile(
    r",?\s*(?:grad_fn=<[^>]*>|dtype=[\w.']+|device='?[\w:]+'?|requires_grad=\w+|size=\([^)]*\))"
)
_WRAPPER = re.compile(
    r"(?:torch\.|np\.|numpy\.)?(?:tensor|Tensor|array|Size|TensorShape|matrix|Parameter"
    r"|float\d+|u?int\d+|bool_?|str_|set|frozenset|deque|tuple|list)"
)
_CONSTANTS = frozenset({"True", "False", "None"})


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a value: kind is open, close, number, word or gap."""

    kind: str
    text: str


Written = tuple[Token, ...]


def read_value(text: str) -> Written | None:
    """The value that a text is, or None if it is anything else."""
    tokens = _tokens(text)
    if not tokens or tokens[0].kind == "gap":
        return None
    known = all(t.kind != "word" or t.text in _CONSTANTS for t in tokens)
    balanced = sum(t.kind == "open" for t in tokens) == sum(t.kind == "close" for t in tokens)
    single = len(tokens) == 1 or tokens[0].kind == "open" or _is_row(tokens)
    plain = all(t.kind in {"open", "close", "number", "word", "gap", "string"} for t in tokens)
    return tokens if known and balanced and single and plain else None


def _is_row(tokens: Written) -> bool:
    """Whether several decimal numbers or several constants stand in a row, as one print shows them."""
    decimals = all(t.kind == "number" and "." in t.text for t in tokens)
    return len(tokens) > 1 and (decimals or all(t.text in _CONSTANTS for t in tokens))


def differs_in_numbers(claimed: str, printed: str) -> bool:
    """Whether two texts are the same but for a number or a constant: words, brackets, how many of each."""
    mine, shown = _tokens(claimed), _tokens(printed)
    if len(mine) != len(shown) or not any(_varies(token) for token in mine):
        return False
    pairs = list(zip(mine, shown, strict=True))
    alike = all(a.text == b.text or (_varies(a) and _varies(b) and a.kind == b.kind) for a, b in pairs)
    return alike and any(_varies(a) and not _same(a, b) for a, b in pairs)


def _varies(token: Token) -> bool:
    """Whether it is a value, rather than words around one."""
    return token.kind == "number" or token.text in _CONSTANTS


def agrees(claimed: Written, printed: str) -> bool | None:
    """Whether the printed text shows the claimed value; None if it shows nothing of that kind."""
    shown = _tokens(printed)
    width = len(claimed)
    if any(t.kind == "gap" for t in (*claimed, *shown)):
        return True if _around_gaps(claimed, shown) else None
    for start in range(len(shown) - width + 1):
        if all(_same(c, s) for c, s in zip(claimed, shown[start : start + width], strict=True)):
            return True
    comparable = any(t.kind == claimed[0].kind for t in shown)
    if _is_row(claimed):
        comparable = _is_row(shown) and len(shown) == width and shown[0].kind == claimed[0].kind
    return False if comparable else None


def _tokens(text: str) -> Written:
    tokens: list[Token] = []
    wrapping: list[bool] = []
    for match in _TOKEN.finditer(_DETAIL.sub("", text)):
        kind, written = match.lastgroup or "other", match[0]
        if kind == "open":
            wrapping.append(
                bool(tokens) and tokens[-1].kind == "word" and bool(_WRAPPER.fullmatch(tokens[-1].text))
            )
            if wrapping[-1]:
                tokens.pop()
                continue
        if kind == "close" and wrapping and wrapping.pop():
            continue
        if kind != "mark":
            tokens.append(Token(kind, _plain(kind, written)))
    return tuple(tokens)


def _plain(kind: str, text: str) -> str:
    match kind:
        case "open":
            return "{" if text == "{" else "["
        case "close":
            return "}" if text == "}" else "]"
        case "string":
            return text.strip("\"'")
        case "number":
            return text.replace("−", "-").replace("_", "")
    return text


def _around_gaps(claimed: Written, shown: Written) -> bool:
    first = next((i for i, t in enumerate(claimed) if t.kind == "gap"), len(claimed))
    return all(_same(c, s) for c, s in zip(claimed[:first], shown, strict=False))


def _same(claimed: Token, shown: Token) -> bool:
    if claimed.kind == "number" and shown.kind == "number":
        return _close(claimed.text, shown.text)
    strings = {"string", "word"}
    return (
        claimed.kind == shown.kind or {claimed.kind, shown.kind} <= strings
    ) and claimed.text == shown.text


def _close(claimed: str, shown: str) -> bool:
    try:
        wanted, got = float(claimed), float(shown)
    except ValueError:
        return claimed == shown
    if wanted == got or claimed.lower() == shown.lower():
        return True
    precision = max(_last_digit(claimed), _last_digit(shown))
    return "." in claimed + shown and abs(wanted - got) <= precision * 1.01


def _last_digit(text: str) -> float:
    """One unit of the last decimal; half a unit where there are none, since nobody truncates there.

    ``1.`` is how a tensor of whole numbers is shown: it leaves but room for what was rounded away.
    """
    mantissa, _, exponent = text.lower().partition("e")
    decimals = len(mantissa.partition(".")[2])
    room = 1.0 if decimals else 0.05 if mantissa.endswith(".") else 0.5
    return float(10.0 ** (int(exponent or 0) - decimals)) * room
