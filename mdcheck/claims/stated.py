"""Claims that an author states outright: ``<!-- mdcheck: claim impl.losses.a != impl.losses.b -->``."""

from collections.abc import Iterator

from mdcheck.model.document import Directive, Document
from mdcheck.model.source import Span
from mdcheck.patterns import regex
from mdcheck.records import dataclass

NAME = "claim"
RELATIONS = ("==", "!=", "<=", ">=", "<", ">")

_PATH = r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+"
_NUMBER = r"-?\d+(?:\.\d+)?(?:/\d+)?|-?infinity|log n|log 2"
_SIDE = regex(rf"(?P<path>{_PATH})(?:\((?P<settings>[^()]*)\))?|(?P<number>{_NUMBER})")
_COMPARED = regex(r"(?P<left>.+?)\s*(?P<relation>==|!=|<=|>=|<|>)\s*(?P<right>.+)")
_SAID = regex(r"(?P<left>\S+(?:\([^()]*\))?)\s+is\s+(?P<negated>not\s+)?(?P<property>[a-z][a-z \-]+)")
_SETTING = regex(rf"\s*(?P<name>[a-z]\w*)\s*=\s*(?P<value>{_NUMBER})\s*")


@dataclass(frozen=True, slots=True)
class Side:
    """A canonical object by its dotted name, with values of parameters; or a number, and no path."""

    path: str
    settings: tuple[tuple[str, str], ...] = ()
    number: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """A comparison of two sides; or a property of one, which ``relation`` names."""

    span: Span
    text: str
    left: Side
    relation: str
    right: Side | None = None
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """A directive that states nothing that could be read, and why."""

    span: Span
    text: str
    why: str


def stated(document: Document) -> Iterator[Stated | Unread]:
    """Every claim that a directive states."""
    for node in document.nodes:
        if isinstance(node, Directive) and node.name == NAME:
            text = " ".join(f"{node.argument} {node.rest}".split())
            yield _read(node.span, text)


def _read(span: Span, text: str) -> Stated | Unread:
    if compared := _COMPARED.fullmatch(text):
        left, right = _side(compared["left"]), _side(compared["right"])
        for side, written in ((left, compared["left"]), (right, compared["right"])):
            if side is None:
                return Unread(span, text, f"'{written}' is neither a dotted name nor a number")
        if left and right and left.path:
            return Stated(span, text, left, compared["relation"], right)
        return Unread(span, text, "its left side is a number: put the name first")
    if said := _SAID.fullmatch(text):
        side = _side(said["left"])
        if side and side.path:
            return Stated(span, text, side, said["property"].strip(), negated=bool(said["negated"]))
    return Unread(
        span, text, f"write NAME RELATION NAME, with one of {' '.join(RELATIONS)}, or NAME is PROPERTY"
    )


def _side(text: str) -> Side | None:
    found = _SIDE.fullmatch(text.strip())
    if not found:
        return None
    if found["number"]:
        return Side("", number=found["number"])
    given = [_SETTING.fullmatch(part) for part in (found["settings"] or "").split(",") if part.strip()]
    if not all(given):
        return None
    return Side(found["path"], tuple((one["name"], one["value"]) for one in given if one))
