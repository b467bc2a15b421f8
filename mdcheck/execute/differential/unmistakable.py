"""Which edits of code mend a slip of the pen: such that nobody who does the concept writes it so on purpose.

Constants, epsilons, factors, bases, the reduction of a result and whole terms are left alone, since authors
differ in those and are right; roots and squares are, too, but for concepts that have them in one place only.
"""

import ast
import copy
import re
from collections import Counter
from collections.abc import Collection, Iterator

from mdcheck.execute.differential.edits import Edit, edits
from mdcheck.records import dataclass

_PLAIN = frozenset(
    {
        "attribute",
        "axis restored",
        "comparison",
        "end",
        "inversion dropped",
        "minus dropped",
        "operands swapped",
        "operator",
        "order",
        "padding",
        "other operator",
        "power",
        "sign of the argument",
        "inversion added",
        "twin",
        "word",
    }
)
OF_LAYOUT = frozenset({"axis", "transposed"})
_OF_ROOTS = frozenset({"root added", "square added", "sqrt dropped", "power dropped", "square dropped"})
_ORDERED = (
    _PLAIN,
    OF_LAYOUT,
    _OF_ROOTS | {"function", "complement", "centred"},
    frozenset({"name", "factor restored"}),
)
"""Kinds of edits, the likeliest first."""
_ROOTED = re.compile(r"normalization|channel_norms|attention|optimizers")
_NORMS = re.compile(r"normalization|channel_norms")
_MIXING = re.compile(r"optimizers|smoothing|contrastive\.margin")
"""Concepts in which a share and its complement stand side by side."""
_INVERSE = re.compile(r"t|tau|temp(?:erature)?|τ|eps(?:ilon)?|ε")
_NEGATIVE = re.compile(r"neg|objective|reward|likelihood|maximi|ascent", re.IGNORECASE)
_LOSSES = re.compile(r"loss|nce|nt_xent|distillation|contrastive", re.IGNORECASE)
Definition = ast.FunctionDef | ast.ClassDef


@dataclass(frozen=True, slots=True)
class _Place:
    """Where edits are made: the code, the canon's module, parameters with defaults, and all of them."""

    node: Definition
    home: str
    chosen: frozenset[str]
    given: frozenset[str]


def mending(node: Definition, home: str) -> Iterator[tuple[Edit, Definition]]:
    """Every such edit of a definition with what it makes, the likeliest kinds first.

    Args:
        node: The definition.
        home: Full name of the canonical object.
    """
    chosen = frozenset(a.arg for a in _with_defaults(node))
    given = frozenset(a.arg for a in ast.walk(node) if isinstance(a, ast.arg))
    place = _Place(node, home, chosen, given)
    doubles = _doubles(node)
    for kinds in _ORDERED:
        for edit, edited in edits(node, kinds):
            if _unmistakable(edit, place) and _doubles(edited) <= doubles:
                yield edit, edited


def _with_defaults(node: Definition) -> Iterator[ast.arg]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.arguments) and inner.defaults:
            yield from inner.args[-len(inner.defaults) :]


def _doubles(node: ast.AST) -> int:
    """How many operations have the same on both sides: an edit that makes one mends nothing."""
    operations = (n for n in ast.walk(node) if isinstance(n, ast.BinOp) and not isinstance(n.op, ast.MatMult))
    return sum(ast.dump(n.left) == ast.dump(n.right) for n in operations)


def _unmistakable(edit: Edit, place: _Place) -> bool:
    match edit.kind, _expression(edit.before):
        case "operator", ast.BinOp(op=ast.Add() | ast.Sub()):
            return True
        case "operands swapped", ast.BinOp(op=ast.Sub() | ast.MatMult()):
            return True
        case "operator", ast.BinOp(left=ast.Constant(value=one), right=right) if one == 1:
            return not _is_free(right, place.chosen)
        case "operator" | "other operator" | "operands swapped", ast.BinOp(left=left, right=right):
            return not any(_is_free(side, place.chosen) for side in (left, right))
        case "comparison" | "inversion dropped", _:
            return "mask" not in edit.before.lower()
        case "inversion added", _:
            return not any("mask" in name.lower() for name in place.given)
        case "minus dropped", _:
            turned = _LOSSES.search(place.node.name) and not _LOSSES.search(place.home)
            return not turned and not _NEGATIVE.search(place.node.name)
        case "transposed", ast.Name(id=transposed):
            return transposed not in place.given
        case "function", _:
            return _NORMS.search(place.home) is not None and edit.before.endswith((".mean", ".sum"))
        case "centred", _:
            return _NORMS.search(place.home) is not None
        case "complement", _:
            return _MIXING.search(place.home) is not None
        case kind, _ if kind in _OF_ROOTS:
            return _ROOTED.search(place.home) is not None or _has_twin(edit, place.node)
    return True


def _expression(text: str) -> ast.expr | None:
    """What a piece of code computes; None if it is none by itself."""
    try:
        statement = ast.parse(text).body[0]
    except SyntaxError:
        return None
    match statement:
        case ast.AugAssign(target=target, op=op, value=value):
            return ast.BinOp(target, op, value)
        case ast.Expr(value=value) | ast.Return(value=value):
            return value
    return None


def _is_free(node: ast.expr, chosen: Collection[str]) -> bool:
    """Whether it is a factor that authors choose: a literal or a hyperparameter; not a temperature."""
    names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
    return names <= {name for name in chosen if not _INVERSE.fullmatch(name.lower())}


def _has_twin(edit: Edit, node: Definition) -> bool:
    """Whether the code has elsewhere, of another variable, what the edit brings back."""
    before, after = _expression(edit.before), _expression(edit.after)
    if before is None or after is None:
        return False
    return _shapes(node)[_shape(after)] > _shapes(before)[_shape(after)]


def _shapes(node: ast.AST) -> Counter[str]:
    return Counter(_shape(inner) for inner in ast.walk(node) if isinstance(inner, ast.expr))


def _shape(node: ast.expr) -> str:
    """What an expression does, whatever its variables are called and however its roots are written."""
    return ast.dump(_Shape().visit(copy.deepcopy(node)))


class _Shape(ast.NodeTransformer):
    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.Name("_", node.ctx)

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        match node:
            case ast.Call(func=ast.Attribute(attr="sqrt", value=ast.Name()), args=[inner]):
                return ast.BinOp(inner, ast.Pow(), ast.Constant(0.5))
            case ast.Call(func=ast.Attribute(attr="sqrt", value=inner), args=[]):
                return ast.BinOp(inner, ast.Pow(), ast.Constant(0.5))
        return node
