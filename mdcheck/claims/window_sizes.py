"""Tables of convolutions and poolings: the window, the size of the input, and that of the output."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mdcheck.claims.facts import written
from mdcheck.claims.lexicon.caution import ERRATA
from mdcheck.claims.passages import Text, passage
from mdcheck.model.document import Prose, Table
from mdcheck.model.source import Span
from mdcheck.patterns import regex

_TIMES = r"\s*(?:[x×*]|\\times)\s*"
_NAMED = regex(r"conv|pool|卷积|池化", re.IGNORECASE)
_POOLED = regex(r"pool|池化", re.IGNORECASE)
_OTHER = regex(
    r"transpos|deconv|up|global|adaptive|ceil|转置|反卷积|上采样|全局|自适应|block|stage|模块|阶段",
    re.IGNORECASE,
)
_SIZE = regex(rf"\$?[(（\[]?(\d+){_TIMES}(\d+)(?:{_TIMES}(\d+))?[)）\]]?\$?")
_PARTS = {
    "kernel": (
        rf"(?<!\d)(\d+){_TIMES}\1(?!\d)",
        r"(?:\bk(?:ernel(?:[ _]size)?)?|核(?:大小)?)\s*[=:：]?\s*(\d+)",
    ),
    "stride": (r"(?:\bs(?:tride)?|步[长幅])\s*[=:：/]?\s*(\d+)", r"/\s*(\d)\b"),
    "padding": (r"(?:\bp(?:ad(?:ding)?)?|填充)\s*[=:：]?\s*(\d+)",),
    "dilation": (r"(?:\bd(?:il(?:ation|ated)?)?|膨胀率?|空洞率?|扩张率?)\s*[=:：]?\s*(\d+)",),
}
_COLUMNS = {
    "input": r"input(?: size)?|in|n|h|h_?\{?in\}?|输入(?:尺寸|大小)?|n_?\{?in\}?",
    "kernel": r"k|kernel(?: size)?|核(?:大小)?|卷积核(?:大小)?",
    "stride": r"s|stride|步[长幅]",
    "padding": r"p|pad(?:ding)?|填充",
    "output": r"out(?:put)?(?: size)?|h_?\{?out\}?|n_?\{?out\}?|输出(?:尺寸|大小)?",
}
_IN, _OUT = regex(r"输入|input|\bin\b", re.IGNORECASE), regex(r"输出|output|\bout\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Window:
    """A row with a window and the sizes before and after it.

    Attributes:
        before: Length of a side of the input.
        after: What the row says of the output's.
    """

    span: Span
    text: str
    before: int
    after: int
    kernel: int
    stride: int
    padding: int
    dilation: int = 1


def windows(text: Text) -> Iterator[tuple[Window, ...]]:
    """The rows of each table that give a window and both sizes in full."""
    titles = {cell.extract: cell.titles for cell in text.cells}
    for node in text.document.nodes:
        if isinstance(node, Table) and node.header:
            if any(ERRATA.search(title) for title in titles.get(node.header[0].content, ())):
                continue
            heads = [_plain(cell) for cell in node.header]
            rows = [tuple(map(_plain, row)) for row in node.rows]
            read = [_by_columns(heads, row) or _by_words(heads, row) for row in rows]
            yield tuple(
                Window(row[-1].span, " | ".join(told), *one)
                for row, told, one in zip(node.rows, rows, read, strict=True)
                if one
            )


def _plain(cell: Prose) -> str:
    return written(passage(cell)).strip().strip("$").strip()


def _by_columns(heads: Sequence[str], row: Sequence[str]) -> tuple[int, ...] | None:
    """A column for each size: ``| n | k | s | p | out |``."""
    at = {
        role: place
        for role, pattern in _COLUMNS.items()
        for place, head in enumerate(heads)
        if re.fullmatch(pattern, head, re.IGNORECASE)
    }
    if set(at) != set(_COLUMNS) or len(heads) != len(at) or len(row) != len(at):
        return None
    values = [row[at[role]] for role in ("input", "output", "kernel", "stride", "padding")]
    return tuple(map(int, values)) if all(value.isascii() and value.isdigit() for value in values) else None


def _by_words(heads: Sequence[str], row: Sequence[str]) -> tuple[int, ...] | None:
    """One cell that describes the window, one of the input, one of the output."""
    before = [
        side for head, cell in zip(heads, row, strict=False) if _IN.search(head) and (side := _side(cell))
    ]
    after = [
        side for head, cell in zip(heads, row, strict=False) if _OUT.search(head) and (side := _side(cell))
    ]
    told = " ".join(cell for cell in row if not _SIZE.fullmatch(cell))
    if len(before) != 1 or len(after) != 1 or not _NAMED.search(told) or _OTHER.search(told):
        return None
    parts = {role: _part(told, patterns) for role, patterns in _PARTS.items()}
    pooled = bool(_POOLED.search(told))
    kernel = parts["kernel"]
    stride = parts["stride"] or (kernel if pooled else 1)
    padding = 0 if pooled and parts["padding"] is None else parts["padding"]
    if kernel is None or stride is None or padding is None:
        return None
    return (before[0], after[0], kernel, stride, padding, parts["dilation"] or 1)


def _part(told: str, patterns: Sequence[str]) -> int | None:
    found = {hit[1] for pattern in patterns for hit in re.finditer(pattern, told, re.IGNORECASE)}
    return int(found.pop()) if len(found) == 1 else None


def _side(cell: str) -> int | None:
    """The side of a square: ``224x224x3``, ``3x224x224``."""
    found = _SIZE.fullmatch(cell)
    if not found:
        return None
    sizes = [size for size in found.groups() if size]
    if sizes[0] == sizes[1]:
        return int(sizes[0])
    return int(sizes[2]) if len(sizes) == 3 and sizes[1] == sizes[2] else None
