"""Shapes as people write them: ``(B, T, C)``, ``[2N, D/h]``, ``batch * seq``, words or Chinese as sizes."""

import ast
import re

from mdcheck.records import dataclass

_LEAD = re.compile(
    r"(?:(?:output|input|new|final|result(?:ing)?|tensor|的|新的|输出|输入|最终|张量|结果)?\s*"
    r"(?:shape|size|dims?|dimensions?|形状|维度|尺寸|大小)\s*(?:is|are|为|是|变为|均为|都是|都为|becomes?)?\s*[:：=]?\s*"
    r"|(?:->|→|=>|⇒|==>|=)\s*|tensor\s+of\s+shape\s*)",
    re.IGNORECASE,
)
_OF = re.compile(
    r"(?:the\s+)?shape\s+of\s+(?P<en>[\w*]+(?:\s*(?:,|and)\s*[\w*]+)*)\s*(?:is|:|=)+\s*(?P<dims>.+)$"
    r"|(?P<zh>[\w*]+(?:\s*[,，、]\s*[\w*]+)*)\s*(?:的)?(?:形状|维度|shape)\s*(?:均)?(?:为|是)?\s*[:：=]?\s*(?P<zhdims>[\[(（].+)$"
    r"|(?P<name>[A-Za-z_]\w*)\s*[:：]\s*(?P<namedims>[\[(（].+)$",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[\[(（]([^\[\](){}（）]*)[\])）]")
_SIZE_LIST = re.compile(r"(?:torch\.)?Size\(\[([^\]]*)\]\)")
_TIMES = re.compile(r"\s*[*×xX]\s*")
_DIMENSION = re.compile(
    r"batch|seq|len|dim|size|head|hidden|embed|emb|feat|channel|height|width|vocab|num|class|token|patch|step|time"
    r"|query|key|src|tgt|input|output|in_|out_|n_|d_|state|action|sample|model|kv|length|depth|group"
    r"|批|长度|维|头|通道|高|宽|词表|数|类别|步|样本|序列|大小",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z_\u4e00-\u9fff][\w\u4e00-\u9fff]*(?:\.\w+)*'?")


@dataclass(frozen=True, slots=True)
class Size:
    """One size: ``...`` and ``-1`` fit anything, the rest is arithmetic over names and numbers."""

    text: str
    tree: ast.expr | None

    @property
    def gap(self) -> bool:
        """Whether it stands for any number of sizes."""
        return self.text in {"...", "…", "*"}

    @property
    def names(self) -> frozenset[str]:
        """Names in it."""
        nodes = ast.walk(self.tree) if self.tree else ()
        return frozenset(ast.unparse(n) for n in nodes if isinstance(n, ast.Name))

    @property
    def batch(self) -> bool:
        """Whether it is named like the number of examples, which stands first."""
        return bool(re.match(r"[bB]|N$|批|样本", self.text))


Shape = tuple[Size, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What a comment says.

    Attributes:
        shapes: One shape a value, in order, for a tuple of values; one otherwise.
        names: The variables that it names, empty if it speaks of the statement's own value.
    """

    shapes: tuple[Shape, ...]
    names: tuple[str, ...] = ()


def read_comment(text: str) -> Said | None:
    """The shape that a whole comment is; None if it is anything else."""
    text = text.strip().rstrip("。.;；").strip()
    if named := _OF.fullmatch(text):
        return _named(named)
    lead = _LEAD.match(text)
    told = bool(lead and lead[0].strip())
    body = text[lead.end() :] if lead else text
    arrow = re.split(r"\s*(?:->|→|=>|⇒)\s*", body)
    shapes = _shapes(arrow[-1], told=told or len(arrow) > 1)
    if shapes is None or (len(arrow) > 1 and _shapes(arrow[0], told=True) is None):
        return None
    return Said(shapes)


def _named(match: re.Match[str]) -> Said | None:
    listed = match["en"] or match["zh"] or match["name"]
    dims = match["dims"] or match["zhdims"] or match["namedims"]
    names = tuple(n for n in re.split(r"\s*(?:,|，|、|\band\b)\s*", listed) if n)
    shapes = _shapes(dims.strip(), told=True, bare=match["en"] is not None)
    if shapes is None or not all(re.fullmatch(r"[A-Za-z_*][\w*]*", n, re.ASCII) for n in names):
        return None
    return Said(shapes, names)


def _shapes(text: str, *, told: bool, bare: bool = False) -> tuple[Shape, ...] | None:
    text = text.strip()
    size = _SIZE_LIST.fullmatch(text)
    pieces = [size[1]] if size else _BRACKETED.findall(text)
    rest = "" if size else re.sub(r"[\s,，]", "", _BRACKETED.sub("", text))
    if bare and not pieces and _TIMES.search(text):
        pieces, rest = [_TIMES.sub(",", text)], ""
    if not pieces or rest:
        return None
    brackets = text.startswith("[") and not size
    shapes = [read_shape(piece, told=told or bool(size), brackets=brackets) for piece in pieces]
    return tuple(s for s in shapes if s is not None) if None not in shapes else None


def read_shape(text: str, *, told: bool, brackets: bool = False) -> Shape | None:
    """The sizes in a comma list.

    Args:
        text: What stands between the brackets.
        told: Whether words around it say that it is a shape; otherwise it has to look like one.
        brackets: Whether it stood in square brackets, as lists of values do.
    """
    parts = [part.strip() for part in re.split(r"[,，]", text.strip().rstrip(",，"))]
    if not told and len(parts) == 1 and "," not in text:
        return None
    sizes = [_size(part) for part in parts]
    if not parts or any(size is None for size in sizes):
        return None
    found = tuple(size for size in sizes if size is not None)
    numbers = [int(size.text) for size in found if re.fullmatch(r"-?\d+", size.text)]
    if any(n < 1 and n != -1 for n in numbers):
        return None
    all_numbers = len(numbers) == len(found)
    if not told and (all(size.gap for size in found) or (brackets and all_numbers)):
        return None
    return found if told or all(_looks_like_a_size(size) for size in found) else None


def _size(text: str) -> Size | None:
    if text in {"...", "…", "*", "?", "-1", "None"}:
        return Size("..." if text in {"...", "…", "*"} else "-1", None)
    names: list[str] = []

    def stand_in(match: re.Match[str]) -> str:
        names.append(match[0])
        return match[0].replace("'", "_prime").replace(".", "__dot__")

    code = re.sub(r"(?<=\d)(?=[A-Za-z_(])", "*", text.replace("×", "*").replace("^", "**"))
    code = _WORD.sub(stand_in, code)
    try:
        tree = ast.parse(code, mode="eval").body
    except (SyntaxError, ValueError):
        return None
    allowed = ast.Name | ast.Constant | ast.BinOp | ast.operator | ast.expr_context
    plain = all(isinstance(node, allowed) for node in ast.walk(tree))
    whole = all(isinstance(n.value, int) for n in ast.walk(tree) if isinstance(n, ast.Constant))
    return Size(text, tree) if plain and whole else None


def _looks_like_a_size(size: Size) -> bool:
    if size.gap or size.tree is None:
        return True
    return all(len(n) == 1 or n.isupper() or len(n) <= 2 or _DIMENSION.search(n) for n in size.names)
