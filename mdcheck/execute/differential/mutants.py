"""The canonical code with one slip of the pen in it: what nobody would write on purpose.

Only slips that are no convention anywhere: a sign or an operator turned round, operands exchanged, a
logarithm, an exponential or a cut left out, a comparison turned. Roots, squares, factors, reductions, axes
and normalising are left alone, since authors differ in those and are right.
"""

import ast
import copy
import importlib.util
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from mdcheck.records import dataclass

_SWAPS: Mapping[type[ast.AST], type[ast.AST]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.Lt: ast.GtE,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
    ast.GtE: ast.Lt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}
_DROPPED = frozenset({"log", "exp", "abs", "relu", "tanh", "log1p", "log_softmax"})
_TURNED = {"max": "min", "min": "max", "argmax": "argmin", "amax": "amin", "maximum": "minimum"}
_sources: dict[str, ast.FunctionDef] = {}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A canonical function with one slip.

    Attributes:
        words: What stands where something else belongs.
        call: The function.
    """

    words: str
    call: Callable[..., Any]


def remember(paths: Sequence[str]) -> None:
    """Read the sources of canonical functions while their files can still be read.

    Args:
        paths: Their qualified names.
    """
    for module in dict.fromkeys(path.rpartition(".")[0] for path in paths):
        spec = importlib.util.find_spec(module)
        if spec is None or spec.origin is None:
            continue
        tree = ast.parse(Path(spec.origin).read_text(encoding="utf-8"))
        functions = (node for node in tree.body if isinstance(node, ast.FunctionDef))
        _sources.update({f"{module}.{node.name}": node for node in functions})


def source_of(path: str) -> str:
    """The code of a canonical function, empty if it was not remembered."""
    return ast.unparse(_bare(_sources[path])) if path in _sources else ""


@cache
def mutants(path: str) -> tuple[Mutant, ...]:
    """Every slip of a canonical function whose source was remembered."""
    node = _sources.get(path)
    if node is None:
        return ()
    bare = _bare(node)
    return tuple(_compiled(path, tree, words) for words, tree in _slips(bare))


def _bare(node: ast.FunctionDef) -> ast.FunctionDef:
    """Without decorators, annotations and docstring, which only check and tell."""
    bare = copy.deepcopy(node)
    bare.decorator_list, bare.returns = [], None
    for argument in (*bare.args.args, *bare.args.kwonlyargs, *bare.args.posonlyargs):
        argument.annotation = None
    bare.body = bare.body[1:] if ast.get_docstring(bare) and len(bare.body) > 1 else bare.body
    bare.body = [s for s in bare.body if not _only_checks(s)]
    return bare


def _only_checks(statement: ast.stmt) -> bool:
    """Whether a statement does nothing but refuse wrong arguments."""
    match statement:
        case ast.Expr(value=ast.Call(func=ast.Name(id=name))):
            return name.startswith("check")
        case ast.If(body=[ast.Raise()], orelse=[]):
            return True
    return False


def _compiled(path: str, tree: ast.FunctionDef, words: str) -> Mutant:
    names = dict(vars(sys.modules[path.rpartition(".")[0]]))
    module = ast.fix_missing_locations(ast.Module([tree], []))
    exec(compile(module, f"<{path} with a slip>", "exec"), names)
    return Mutant(words, names[tree.name])


def _slips(function: ast.FunctionDef) -> Iterator[tuple[str, ast.FunctionDef]]:
    numbers = _hyperparameters(function)
    for index, node in enumerate(ast.walk(function)):
        for change in _changes(node, numbers):
            tree = copy.deepcopy(function)
            target: Any = list(ast.walk(tree))[index]
            before = ast.unparse(target)
            change(target)
            after = ast.unparse(target)
            if before != after:
                yield f"it is as if {after} stood where the canonical code has {before}", tree


def _required(function: ast.FunctionDef) -> tuple[str, ...]:
    arguments = function.args.args
    return tuple(a.arg for a in arguments[: len(arguments) - len(function.args.defaults)])


def _hyperparameters(function: ast.FunctionDef) -> frozenset[str]:
    """Parameters with a default, by which authors may divide or multiply as they like."""
    names = {a.arg for a in function.args.args} | {a.arg for a in function.args.kwonlyargs}
    return frozenset(names - set(_required(function)))


def _changes(node: ast.AST, numbers: frozenset[str]) -> Iterator[Callable[[Any], None]]:
    match node:
        case ast.BinOp(op=ast.Add() | ast.Sub() as op):
            yield _turn
            if isinstance(op, ast.Sub):
                yield _exchange
        case ast.BinOp(left=left, op=ast.Mult() | ast.Div(), right=right):
            if not any(_is_free(side, numbers) for side in (left, right)):
                yield _turn
            if isinstance(node.op, ast.Div) and not any(isinstance(n, ast.Constant) for n in (left, right)):
                yield _exchange
        case ast.UnaryOp(op=ast.USub(), operand=operand) if not isinstance(operand, ast.Constant):
            yield _take_operand
        case ast.Compare(ops=[op]) if type(op) in _SWAPS:
            yield _turn_comparison
        case ast.Call(func=ast.Attribute(attr=name, value=owner), args=args) if name in _DROPPED:
            alone = isinstance(owner, ast.Name) and owner.id in {"torch", "F"}
            yield _take_argument if alone and args else _take_owner
        case ast.Attribute(attr=name) if name in _TURNED:
            yield _turn_name


def _is_free(node: ast.AST, numbers: frozenset[str]) -> bool:
    """Whether it is a number that authors choose: a literal, a hyperparameter, or made of such alone."""
    names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
    return names <= numbers


def _turn(node: Any) -> None:
    node.op = _SWAPS[type(node.op)]()


def _turn_comparison(node: Any) -> None:
    node.ops = [_SWAPS[type(node.ops[0])]()]


def _exchange(node: Any) -> None:
    node.left, node.right = node.right, node.left


def _turn_name(node: Any) -> None:
    node.attr = _TURNED[node.attr]


def _take_operand(node: Any) -> None:
    _become(node, node.operand)


def _take_argument(node: Any) -> None:
    _become(node, node.args[0])


def _take_owner(node: Any) -> None:
    _become(node, node.func.value)


def _become(node: Any, other: ast.AST) -> None:
    """Put ``other`` in the place of ``node``."""
    node.__class__ = other.__class__
    node.__dict__ = dict(vars(other))
