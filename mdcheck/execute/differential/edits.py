"""Every program that is one slip of the pen away from a given one."""

import ast
import copy
import difflib
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import TypeVar

from mdcheck.execute.differential import rewrites
from mdcheck.execute.differential.rewrites import Change
from mdcheck.records import dataclass

_DROPPED = frozenset(
    {"sqrt", "log", "exp", "abs", "softmax", "sigmoid", "tanh", "normalize", "square", "relu", "log2"}
)
_RENAMED: Mapping[str, tuple[str, ...]] = {
    "mean": ("sum",),
    "sum": ("mean",),
    "max": ("min",),
    "min": ("max",),
    "log": ("log2",),
    "log2": ("log",),
    "maximum": ("minimum",),
    "minimum": ("maximum",),
}
_PAIRS = (
    ("softmax", "log_softmax"),
    ("var", "std"),
    ("sqrt", "rsqrt"),
    ("sin", "cos"),
    ("sigmoid", "tanh"),
    ("triu", "tril"),
    ("argmax", "argmin"),
    ("exp", "log"),
)
_TWINS: Mapping[str, str] = {**dict(_PAIRS), **{b: a for a, b in _PAIRS}}
"""Functions that are taken for each other."""
_WORDS = {"reduction": ("none", "mean", "sum", "batchmean")}
"""Words that an argument may be."""
_REDUCED = frozenset(
    {"binary_cross_entropy_with_logits", "binary_cross_entropy", "cross_entropy", "mse_loss"}
)
"""Functions that average, unless they are told not to."""
_MASKING = frozenset({"masked_fill", "masked_fill_", "where"})
_AXES = (-2, -1, 0, 1)
_PADDINGS = (0, 1, 2, 3)
_DIMENSION = frozenset({"dim", "axis"})
_ALONG_AN_AXIS = frozenset({"size", "unsqueeze", "squeeze"})
_REDUCING = frozenset(
    [
        "mean",
        "sum",
        "var",
        "std",
        "softmax",
        "log_softmax",
        "max",
        "min",
        "amax",
        "amin",
        "argmax",
        "argmin",
        "cumsum",
        "norm",
        "prod",
        "logsumexp",
        "any",
        "all",
        "median",
        "normalize",
    ]
)
_CURVED = frozenset({"exp", "softmax", "log_softmax", "sigmoid"})
_AVERAGED = frozenset({"mean", "sum", "var"})
_CLAMPING = frozenset({"clamp", "clip", "clamp_min", "clamp_max"})
_COMMUTING = frozenset({"maximum", "minimum", "max", "min", "add", "mul", "multiply", "dot", "print"})
_Tree = TypeVar("_Tree", bound=ast.AST)


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit.

    Attributes:
        kind: What sort of slip it is.
        line: Of the node that was edited.
        before: The code there.
        after: What stands there now.
    """

    kind: str
    line: int
    before: str
    after: str


def edits(tree: _Tree, kinds: Container[str] | None = None) -> Iterator[tuple[Edit, _Tree]]:
    """All edits of a program, or those of some kinds, in the order of its nodes, each with what it makes."""
    known = _known(tree)
    line = 1
    for index, node in enumerate(ast.walk(tree)):
        for kind, change in _changes(node, known):
            if kinds is not None and kind not in kinds:
                continue
            edited = copy.deepcopy(tree)
            target = list(ast.walk(edited))[index]
            line = getattr(target, "lineno", line)
            before = ast.unparse(target)
            change(target)
            ast.fix_missing_locations(edited)
            yield Edit(kind, line, before, ast.unparse(target)), edited


@dataclass(frozen=True, slots=True)
class _Known:
    """What may have been meant: variables, attributes that are never read, ways to reduce, differences.

    ``required`` are the arguments that a function must be given.
    """

    names: tuple[str, ...]
    required: tuple[str, ...]
    unread: tuple[str, ...]
    reductions: tuple[str, ...]
    centred: Mapping[str, tuple[str, ...]]


def _known(tree: ast.AST) -> _Known:
    names = [a.arg for a in ast.walk(tree) if isinstance(a, ast.arg) and a.arg != "self"]
    stored = [n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    own = [n for n in ast.walk(tree) if isinstance(n, ast.Attribute) and _is_self(n.value)]
    read = {n.attr for n in own if isinstance(n.ctx, ast.Load)}
    unread = (n.attr for n in own if isinstance(n.ctx, ast.Store) and n.attr not in read)
    calls = (n for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute))
    reducing = (n for n in calls if isinstance(n.func, ast.Attribute) and n.func.attr in _REDUCING)
    reductions = (", ".join(ast.unparse(k) for k in n.keywords) for n in reducing if n.keywords)
    centred: dict[str, tuple[str, ...]] = {}
    for inner in ast.walk(tree):
        match inner:
            case ast.BinOp(left=ast.Name(id=name), op=ast.Sub(), right=ast.Name()):
                centred[name] = (*centred.get(name, ()), ast.unparse(inner))
    variables = tuple(dict.fromkeys([*names, *stored]))
    return _Known(
        variables, _required(tree), tuple(dict.fromkeys(unread)), tuple(dict.fromkeys(reductions)), centred
    )


def _required(tree: ast.AST) -> tuple[str, ...]:
    if not isinstance(tree, ast.FunctionDef):
        return ()
    arguments = tree.args
    return tuple(a.arg for a in arguments.args[: len(arguments.args) - len(arguments.defaults)])


def _near(word: str, others: Sequence[str]) -> list[str]:
    """What a word that none of those is was meant to be."""
    return [] if word in others else difflib.get_close_matches(word, others, 1)


def _is_module(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _is_self(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "self"


def _changes(node: ast.AST, known: _Known) -> Iterator[tuple[str, Change]]:
    match node:
        case ast.BinOp():
            yield from _of_operation(node, known)
        case ast.AugAssign(op=op) if type(op) in rewrites.SWAPS:
            yield "operator", rewrites.turn
        case ast.UnaryOp(op=ast.USub(), operand=operand) if not isinstance(operand, ast.Constant):
            yield "minus dropped", lambda n: rewrites.become(n, n.operand)
        case ast.UnaryOp(op=ast.Invert() | ast.Not()):
            yield "inversion dropped", lambda n: rewrites.become(n, n.operand)
        case ast.Return(value=ast.expr()):
            yield "minus added", rewrites.negate
        case ast.Compare(ops=[op]) if type(op) in rewrites.SWAPS:
            yield "comparison", rewrites.turn_comparison
        case ast.keyword(arg="dim" | "axis", value=value) if (now := _integer(value)) is not None:
            yield from (("axis", rewrites.to_axis(axis)) for axis in _AXES if axis != now)
        case ast.keyword(arg="padding", value=ast.Constant(value=int(now))):
            yield from (("padding", rewrites.to_axis(other)) for other in _PADDINGS if other != now)
        case ast.keyword(arg=str(word), value=ast.Constant(value=str(value))) if word in _WORDS:
            yield from (("word", rewrites.told(other)) for other in _near(value, _WORDS[word]))
        case ast.Subscript(value=ast.Attribute(attr="shape"), slice=place) if (
            now := _integer(place)
        ) is not None:
            yield from (("axis", rewrites.to_place(axis)) for axis in _AXES if axis != now)
        case ast.Call(func=ast.Attribute(attr=name, value=owner)):
            yield from _of_call(node, name, owner, known)
        case ast.Call(func=ast.Name(id=name), args=args) if name not in _COMMUTING:
            yield from (("order", rewrites.exchanged("args", i)) for i in range(len(args) - 1))
        case ast.List(elts=items) | ast.Tuple(elts=items, ctx=ast.Load()):
            yield from (("order", rewrites.exchanged("elts", i)) for i in range(len(items) - 1))
        case ast.Attribute(attr=name, value=owner, ctx=ast.Load()):
            yield from (("function", rewrites.renamed(other)) for other in _RENAMED.get(name, ()))
            if name in _TWINS:
                yield "twin", rewrites.renamed(_TWINS[name])
            if _is_self(owner):
                yield from (("attribute", rewrites.renamed(other)) for other in known.unread)
        case ast.Constant(value=float(value)) if value in (0.5, 2.0, 1.0):
            yield "constant", rewrites.double
        case ast.Name(id=name, ctx=ast.Load()) if name in known.names:
            yield from (("name", rewrites.called(other)) for other in known.names if other != name)
            yield "transposed", rewrites.transpose
            yield from (("centred", rewrites.centred(text)) for text in known.centred.get(name, ()))


def _of_operation(node: ast.BinOp, known: _Known) -> Iterator[tuple[str, Change]]:
    if type(node.op) in rewrites.OTHER:
        yield "other operator", rewrites.turn_otherwise
    if isinstance(node.op, ast.Mult):
        yield from (("factor restored", rewrites.times(name)) for name in known.required)
        yield "square added", rewrites.square_of("right")
        yield "complement", rewrites.complement_of("left")
        yield "complement", rewrites.complement_of("right")
    match node.op:
        case ast.Add() | ast.Mult():
            yield "operator", rewrites.turn
        case ast.Sub() | ast.Div():
            yield "operator", rewrites.turn
            yield "operands swapped", rewrites.exchange
        case ast.MatMult():
            yield "operands swapped", rewrites.exchange
        case ast.Pow():
            yield "power dropped", lambda n: rewrites.become(n, n.left)
            yield from (("power", rewrites.raised_to(other)) for other in rewrites.other_powers(node.right))
    if isinstance(node.op, ast.Div):
        yield "root added", rewrites.root_below
        yield "divisor dropped", lambda n: rewrites.become(n, n.left)
    if isinstance(node.op, ast.Sub):
        yield "subtracted dropped", lambda n: rewrites.become(n, n.right)


def _of_call(node: ast.Call, name: str, owner: ast.expr, known: _Known) -> Iterator[tuple[str, Change]]:
    if name in _DROPPED:
        yield f"{name} dropped", rewrites.take_argument if node.args else rewrites.take_owner
    place = 1 if isinstance(owner, ast.Name) and owner.id in rewrites.LIBRARIES else 0
    if name in _REDUCING and len(node.args) <= place and not any(k.arg in _DIMENSION for k in node.keywords):
        yield from (("axis restored", rewrites.along(keywords)) for keywords in known.reductions)
    if name in _REDUCED and _is_module(owner, "F") and not any(k.arg == "reduction" for k in node.keywords):
        yield "word", rewrites.told_also("reduction", "none")
    if name in _MASKING and node.args:
        yield "inversion added", rewrites.invert_mask
    if name in _CURVED and (node.args or not place):
        yield "sign of the argument", rewrites.negate_argument
    if name in _AVERAGED:
        yield "root added", rewrites.root_of
        yield "square added", rewrites.square_of_argument
    if name in _CLAMPING and any(k.arg in rewrites.ENDS for k in node.keywords):
        yield "end", rewrites.turn_ends
    if any(k.arg in ("value", "alpha") for k in node.keywords):
        yield "complement", rewrites.complement_of_value
    if (
        name in _REDUCING | _ALONG_AN_AXIS
        and len(node.args) > place
        and (now := _integer(node.args[place])) is not None
    ):
        yield from (("axis", rewrites.to_positional_axis(place, axis)) for axis in _AXES if axis != now)
    elif name not in _COMMUTING:
        yield from (("order", rewrites.exchanged("args", i)) for i in range(len(node.args) - 1))


def axes(tree: ast.AST) -> Iterator[int]:
    """Every axis that a program names; the last one where an argument says which."""
    for node in ast.walk(tree):
        match node:
            case ast.keyword(arg="dim" | "axis", value=ast.Name(id="dim" | "axis")):
                yield -1
            case ast.keyword(arg="dim" | "axis", value=value) if (axis := _integer(value)) is not None:
                yield axis
            case ast.Call(func=ast.Attribute(attr=name, value=owner), args=args) if name in _REDUCING:
                place = 1 if isinstance(owner, ast.Name) and owner.id in rewrites.LIBRARIES else 0
                if len(args) > place and (axis := _integer(args[place])) is not None:
                    yield axis


def _integer(node: ast.expr) -> int | None:
    match node:
        case ast.Constant(value=int(value)):
            return value
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(value))):
            return -value
    return None
