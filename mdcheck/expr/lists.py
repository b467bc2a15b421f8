r"""Lists: ``a, b, c``, ``x_1, \ldots, x_n``, tuples, vectors in brackets, sets."""

from typing import TYPE_CHECKING

from mdcheck.expr import ellipsis, phrases
from mdcheck.expr.gap import Gap
from mdcheck.expr.nodes import Apply, Bind, Expr, Range
from mdcheck.expr.stream import is_atom, meaningful, split
from mdcheck.latex.tree import Atom, Fence, Node, Row

if TYPE_CHECKING:
    from mdcheck.expr.reader import Reader

DOTS = Apply("dots", ())
HALF_OPEN = {("[", ")"): "interval left", ("(", "]"): "interval right"}


def elements(reader: "Reader", items: list[Node]) -> tuple[Expr, ...]:
    """Members of a list; dots between two of them stand for the members that these begin and end."""
    parts = [piece for part in split(items, ",", ";", "，", "、") for piece in around_dots(part)]
    if parts and not parts[-1]:
        parts.pop()
    if any(isinstance(i, Atom) and i.cls == "punctuation" for part in parts for i in part):
        raise Gap("punctuation not understood")
    found: list[Expr] = []
    since = 0
    pending = False
    for part in parts:
        if len(part) == 1 and is_atom(part[0], "ellipsis"):
            found.append(DOTS)
            pending = True
            continue
        value = reader.items(part)
        if pending and found[since:-1]:
            listed = ellipsis.series("each", found[since:-1], value)
            found[since:] = listed.args if isinstance(listed, Apply) else [listed]
            since = len(found)
        else:
            found.append(value)
        pending = False
    return tuple(found)


def around_dots(part: list[Node]) -> list[list[Node]]:
    """A part as it is, or its dots apart where no comma stands beside them."""
    pieces: list[list[Node]] = [[]]
    for at, item in enumerate(part):
        alone = at == 0 or not is_atom(part[at - 1], "operator")
        if is_atom(item, "ellipsis") and at in (0, len(part) - 1) and alone and not begins_sum(part, at):
            pieces += [[item], []]
        else:
            pieces[-1].append(item)
    return [p for p in pieces if p] or [[]]


def begins_sum(part: list[Node], at: int) -> bool:
    """Whether an operator follows, so that dots are a term."""
    return at + 1 < len(part) and is_atom(part[at + 1], "operator")


def arguments(reader: "Reader", fence: Fence) -> tuple[Expr, ...]:
    """Arguments between the brackets of a call."""
    body = meaningful(fence.body)
    return elements(reader, body) if body else ()


def bracketed(reader: "Reader", item: Fence, body: list[Node]) -> Expr:
    """What brackets mean that hold more than one expression."""
    if item.open == "{" and item.close == "}":
        return set_of(reader, body)
    if (item.open, item.close) in HALF_OPEN:
        return half_open(reader, item, body)
    if item.open == "[" and (phrases.has_relation(body) or any(is_atom(i, "bar") for i in body)):
        return Apply("indicator", (reader.items(body),))
    if any(is_atom(i, "punctuation", ";") for i in body):
        return Apply("column", elements(reader, body))
    if not any(is_atom(i, "punctuation", ",", "，") for i in body):
        return reader.items(body)
    members = elements(reader, body)
    if reader.choices.choose(2, of_sort=True) == 1:
        return Apply("column", members)
    return Apply("tuple" if item.open == "(" else "row", members)


def half_open(reader: "Reader", item: Fence, body: list[Node]) -> Expr:
    """``[a, b)`` and ``(a, b]``."""
    ends = split(body, ",")
    if len(ends) != 2:
        raise Gap("brackets of two kinds", item)
    return Apply(HALF_OPEN[item.open, item.close], tuple(reader.items(end) for end in ends))


def set_of(reader: "Reader", body: list[Node]) -> Expr:
    r"""``\{a, b\}``, ``\{x \mid x > 0\}``, ``\{x : x > 0\}``."""
    if not body:
        return Apply("empty set", ())
    cut = next((k for k, i in enumerate(body) if is_atom(i, "bar") or is_atom(i, "punctuation", ":")), None)
    if cut is None:
        return Apply("set", elements(reader, body))
    return Apply("such that", (reader.items(body[:cut]), phrases.condition(reader, body[cut + 1 :])))


def family(reader: "Reader", item: Fence, sub: Row, sup: Row | None) -> Expr | None:
    r"""``\{x_i\}_{i=1}^n``, ``(x_i)_{i \in I}``: a list by its index; None if the subscript is none."""
    from mdcheck.expr import binders

    under = meaningful(sub)
    if not phrases.has_relation(under):
        return None
    domains, conditions = binders.index_set(reader, sub, sup)
    reader.bound.extend(name for name, _ in domains)
    try:
        body = reader.items(meaningful(item.body))
    finally:
        del reader.bound[len(reader.bound) - len(domains) :]
    if len(domains) != 1 or conditions:
        raise Gap("a family with several indices", item)
    [(name, domain)] = domains
    if not isinstance(domain, Range):
        return (
            Apply("such that", (body, domain.condition))
            if hasattr(domain, "condition")
            else Apply("set", (body,))
        )
    members = Bind("each", name, domain, body)
    return Apply("set" if item.open == "{" else "tuple", (members,))
