r"""Sizes that a note gives its matrices: ``X \in \mathbb{R}^{n \times d}`` and ``L_{3,1356}``."""

import itertools
import re
from collections.abc import Iterator, Mapping

from mdcheck.claims.evidence import name_of
from mdcheck.claims.sections import Place
from mdcheck.expr.letters import base_name, single
from mdcheck.expr.nodes import Apply, Compare, Expr, Index, Number, Symbol
from mdcheck.expr.printer import plain
from mdcheck.expr.stream import is_atom, meaningful, split
from mdcheck.latex import parse, print_tree, statements
from mdcheck.latex import walk as walk_tree
from mdcheck.latex.tree import Fence, Node, Row, Scripts
from mdcheck.patterns import regex
from mdcheck.records import dataclass

Shape = tuple[str, str]
"""Rows and columns, as written without blanks."""
SPACES = frozenset(("bb R", "R", "bold R", "bb C"))
SUBSCRIPTS = regex(r"_\s*\{[^{},]*,[^{},]*\}.*_\s*\{[^{},]*,[^{},]*\}", re.DOTALL)
SIZE = 10
"""Numbers from here on are sizes rather than indices."""
FIELDWISE = frozenset(("softmax", "relu", "sigmoid", "tanh", "exp", "log", "layernorm", "sqrt"))


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Two parts of an expression whose sizes do not fit, and the two sizes that should be one."""

    left: str
    right: str
    first: str
    other: str


@dataclass(frozen=True, slots=True)
class Sized:
    """Factors as written, with the size of their product."""

    text: str
    shape: Shape

    def turned(self) -> "Sized":
        """The same transposed."""
        return Sized(f"({self.text})^T", self.shape[::-1])


def declarations(place: Place) -> Iterator[tuple[str, Shape]]:
    r"""``Q, K \in \mathbb{R}^{n \times d}``: every name before the sign."""
    for row in walk_tree(place.parsed.tree):
        items = meaningful(row) if isinstance(row, Row) else []
        at = next((k for k, item in enumerate(items) if is_atom(item, "relation", "in")), None)
        if at is None or at + 1 >= len(items):
            continue
        shape = matrix_space(items[at + 1])
        for part in split(items[:at], ",", "，", "、") if shape else ():
            name = name_of(part[0]) if len(part) == 1 else None
            if name is not None and shape is not None:
                yield name, shape


def matrix_space(item: Node) -> Shape | None:
    r"""Rows and columns of ``\mathbb{R}^{n \times d}``."""
    if not isinstance(item, Scripts) or item.sup is None or base_name(single(item.base)) not in SPACES:
        return None
    inside = meaningful(item.sup)
    signs = [k for k, i in enumerate(inside) if is_atom(i, None, "times", "*")]
    if len(signs) != 1:
        return None
    rows, columns = (size(part) for part in (inside[: signs[0]], inside[signs[0] + 1 :]))
    return (rows, columns) if rows and columns else None


def size(items: list[Node]) -> str:
    """A size as written, without blanks and needless braces."""
    text = "".join(print_tree(item) for item in items).replace(" ", "")
    return re.sub(r"\{(\w)\}", r"\1", text)


def shape_of(node: Expr, known: Mapping[str, Shape]) -> Shape | Mismatch | None:
    """Size of a matrix expression; a mismatch in it; None where something is not known."""
    match node:
        case Symbol(name):
            return known.get(name)
        case Index(Symbol() as base, keys):
            written = plain(Index(base, keys))
            return known.get(written) or known.get(f"{base.name}_{''.join(map(plain, keys))}")
        case Apply("transpose", (arg,)):
            inner = shape_of(arg, known)
            return inner[::-1] if isinstance(inner, tuple) else inner
        case Apply("neg" | "inverse", (arg,)):
            return shape_of(arg, known)
        case Apply(head, (arg, *_)) if head in FIELDWISE:
            return shape_of(arg, known)
        case Apply("div", (top, bottom)) if is_scalar(bottom) or is_length(bottom, known):
            return shape_of(top, known)
        case Apply("mul", args):
            return product([a for a in args if not is_scalar(a)], known)
        case Apply("add", args):
            return together(list(args), known)
    return None


def is_scalar(node: Expr) -> bool:
    """Whether a factor is surely a number: a number, a root, a quotient of such, a Greek letter."""
    match node:
        case Number():
            return True
        case Symbol(name):
            return name in ("alpha", "beta", "gamma", "lambda", "eta", "tau")
        case Apply("div" | "neg", args):
            return all(map(is_scalar, args))
        case Apply("sqrt", _):
            return True
    return False


def is_length(node: Expr, known: Mapping[str, Shape]) -> bool:
    """Whether a name is the number of rows or columns of a matrix."""
    return any(plain(node) in shape for shape in known.values())


def product(factors: list[Expr], known: Mapping[str, Shape]) -> Shape | Mismatch | None:
    """Size of a product from the left."""
    shapes = [shape_of(f, known) for f in factors]
    if found := next((s for s in shapes if isinstance(s, Mismatch)), None):
        return found
    for k in range(len(shapes) - 1):
        left, right = shapes[k], shapes[k + 1]
        if isinstance(left, tuple) and isinstance(right, tuple) and left[1] != right[0]:
            return mismatch((factors[k], left), (factors[k + 1], right), left[1], right[0])
    first, last = (shapes[0], shapes[-1]) if shapes else (None, None)
    known_ends = isinstance(first, tuple) and isinstance(last, tuple) and None not in shapes
    return (
        (first[0], last[1]) if known_ends and isinstance(first, tuple) and isinstance(last, tuple) else None
    )


def together(terms: list[Expr], known: Mapping[str, Shape]) -> Shape | Mismatch | None:
    """Size of a sum, whose terms must share it."""
    shapes = [shape_of(t, known) for t in terms]
    if found := next((s for s in shapes if isinstance(s, Mismatch)), None):
        return found
    sized = [(t, s) for t, s in zip(terms, shapes, strict=True) if isinstance(s, tuple)]
    for (left, first), (right, other) in itertools.pairwise(sized):
        differing = [(a, b) for a, b in zip(first, other, strict=True) if a != b and "1" not in (a, b)]
        if differing:
            return mismatch((left, first), (right, other), *differing[0])
    return sized[0][1] if sized and len(sized) == len(terms) else None


def mismatch(left: tuple[Expr, Shape], right: tuple[Expr, Shape], first: str, other: str) -> Mismatch:
    """Two matrices that do not fit, and the sizes that should be one."""
    said = [f"{plain(node)} is {written(shape)}" for node, shape in (left, right)]
    return Mismatch(said[0], said[1], first, other)


def checked(statement: Compare, known: Mapping[str, Shape]) -> Shape | Mismatch | None:
    """The size of both sides of an equation, or where it does not fit."""
    if not known:
        return None
    both = together([statement.left, statement.right], known)
    if both is None and isinstance(statement.left, Symbol) and not isinstance(statement.right, Symbol):
        return shape_of(statement.right, known)
    return both


def written(shape: Shape) -> str:
    """A size as people write it."""
    return f"{shape[0]} x {shape[1]}"


def subscripts(text: str) -> Shape | Mismatch | None:
    """Size of both sides of an equation whose matrices carry their sizes as subscripts; ``L_{3,1356}``."""
    found = list(statements(parse(text))) if SUBSCRIPTS.search(text) else []
    if len(found) != 1 or not any(int(number) >= SIZE for number in re.findall(r"\d+", text)):
        return None
    sides = [factor_shape(Row(term.span, term.items), text) for term in found[0].terms]
    whole = joined(sides, same=True)
    return whole.shape if isinstance(whole, Sized) else whole


def factor_shape(node: Node, text: str) -> Sized | Mismatch | None:
    """Size of a product of subscripted capital letters, transposed or in brackets."""
    match node:
        case Row():
            return joined([factor_shape(item, text) for item in meaningful(node)], same=False)
        case Fence(body=body):
            return factor_shape(body, text)
        case Scripts(base=base, sub=sub, sup=sup):
            turned = sup is not None and size(meaningful(sup)) in ("T", "\\top")
            if base is None or (sup is not None and not turned):
                return None
            parts = split(meaningful(sub), ",") if sub is not None else []
            if sub is None:
                inner = factor_shape(base, text)
            elif len(parts) == 2 and (base_name(base) or "a").split()[-1][0].isupper():
                inner = Sized(text[slice(*node.span)], (size(parts[0]), size(parts[1])))
            else:
                return None
            return inner.turned() if turned and isinstance(inner, Sized) else inner
    return None


def joined(parts: list[Sized | Mismatch | None], *, same: bool) -> Sized | Mismatch | None:
    """Size of a product from the left; or of two sides, which are the ``same``."""
    total: Sized | None = None
    if found := next((part for part in parts if isinstance(part, Mismatch)), None):
        return found
    for part in parts:
        if not isinstance(part, Sized):
            return None
        if total is None:
            total = part
            continue
        pairs = zip(total.shape, part.shape, strict=True) if same else [(total.shape[1], part.shape[0])]
        for first, other in pairs:
            if first != other:
                return Mismatch(
                    f"{total.text} is {written(total.shape)}",
                    f"{part.text} is {written(part.shape)}",
                    first,
                    other,
                )
        total = total if same else Sized(f"{total.text} {part.text}", (total.shape[0], part.shape[1]))
    return total
