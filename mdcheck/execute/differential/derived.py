"""Functions in other clothes: parts of what a function returns, methods of records, variables of scripts.

Each becomes a definition of its own, named after what it gives, with the lines of the original.
"""

import ast
import copy
import re
from collections.abc import Collection, Iterator, Sequence

_SPLIT = re.compile(r"_and_|_")
_LISTED = (
    "precision",
    "recall",
    "f1",
    "tpr",
    "fpr",
    "accuracy",
    "tp",
    "fp",
    "fn",
    "tn",
    "specificity",
    "sensitivity",
)
_COMPUTED = (ast.BinOp, ast.Call, ast.UnaryOp)
_Statements = Sequence[ast.stmt]


def parts(node: ast.FunctionDef) -> Iterator[ast.FunctionDef]:
    """One function for each named part of what a function returns: of a tuple, a dict or a record."""
    returns = list(_own_returns(node))
    names = _names_of_parts(node, returns)
    for name in names:
        part = copy.deepcopy(node)
        part.name = name
        taken = [_take(r, name, names, part) for r in _own_returns(part)]
        if returns and all(taken):
            yield ast.fix_missing_locations(part)


def _own_returns(node: ast.FunctionDef) -> Iterator[ast.Return]:
    """The returns of a function itself, not of those inside it."""
    waiting: list[ast.AST] = list(node.body)
    while waiting:
        inner = waiting.pop(0)
        if isinstance(inner, ast.Return):
            yield inner
        elif not isinstance(inner, ast.FunctionDef | ast.ClassDef | ast.Lambda):
            waiting.extend(ast.iter_child_nodes(inner))


def _names_of_parts(node: ast.FunctionDef, returns: Sequence[ast.Return]) -> tuple[str, ...]:
    """What the parts are called: by keys or variables of a return, else by the function's own name."""
    for found in returns:
        if keys := tuple(_keyed(found.value, node)):
            return keys
        if isinstance(found.value, ast.Tuple) and len(found.value.elts) > 1:
            told = _told_by(node.name, len(found.value.elts))
            names = tuple(e.id if isinstance(e, ast.Name) else "" for e in found.value.elts)
            return told or (names if all(names) and len(set(names)) == len(names) else ())
    return ()


def _told_by(name: str, number: int) -> tuple[str, ...]:
    """``compute_precision_recall`` tells of two parts."""
    words = [w for w in _SPLIT.split(name.lower()) if w in _LISTED]
    return tuple(words) if len(words) == number == len(set(words)) else ()


def _keyed(value: ast.expr | None, scope: ast.FunctionDef) -> Iterator[str]:
    match value:
        case ast.Dict(keys=keys):
            yield from (k.value for k in keys if isinstance(k, ast.Constant) and isinstance(k.value, str))
        case ast.Call(func=ast.Name(), args=[], keywords=keywords):
            yield from (k.arg for k in keywords if k.arg)
        case ast.Name(id=name):
            for inner in ast.walk(scope):
                match inner:
                    case ast.Assign(targets=[ast.Name(id=other)], value=ast.Dict() as made) if other == name:
                        yield from _keyed(made, scope)


def _take(found: ast.Return, name: str, names: Sequence[str], scope: ast.FunctionDef) -> bool:
    """Let a return give one part only; False where it does not have it."""
    match found.value:
        case ast.Tuple(elts=elts) if len(elts) == len(names):
            found.value = elts[names.index(name)]
        case ast.Dict(keys=keys, values=values):
            given = {k.value: v for k, v in zip(keys, values, strict=True) if isinstance(k, ast.Constant)}
            found.value = given.get(name)
        case ast.Call(keywords=keywords):
            found.value = next((k.value for k in keywords if k.arg == name), None)
        case ast.Name() as whole if name in tuple(_keyed(whole, scope)):
            found.value = ast.copy_location(ast.Subscript(whole, ast.Constant(name), ast.Load()), whole)
        case _:
            return False
    return found.value is not None


def goes_through_classes(node: ast.AST) -> bool:
    """Whether code goes through something else than its examples: it may average over classes."""
    loops = (n for n in ast.walk(node) if isinstance(n, ast.For | ast.comprehension))
    return any(isinstance(loop.iter, ast.Call) and not _of_examples(loop.iter) for loop in loops)


def _of_examples(call: ast.Call) -> bool:
    match call:
        case ast.Call(func=ast.Name(id="zip" | "enumerate" | "reversed")):
            return True
        case ast.Call(func=ast.Name(id="range"), args=[*_, ast.Call(func=ast.Name(id="len"))]):
            return True
    return False


def methods(node: ast.ClassDef) -> Iterator[ast.FunctionDef]:
    """One function for each method that takes nothing but what its object was built of."""
    own = {n.name: n for n in node.body if isinstance(n, ast.FunctionDef)}
    built = own.get("__init__")
    parameters = built.args.args[1:] if built else _fields(node)
    if not parameters or (built and (built.args.vararg or built.args.kwarg)):
        return
    for name, method in own.items():
        if not name.startswith("_") and len(method.args.args) == 1 and not _is(method, "staticmethod"):
            yield _calling(node, parameters, method)


def _fields(node: ast.ClassDef) -> list[ast.arg]:
    """The fields of a dataclass or a named tuple."""
    annotated = (s for s in node.body if isinstance(s, ast.AnnAssign) and s.value is None)
    return [ast.arg(s.target.id) for s in annotated if isinstance(s.target, ast.Name)]


def _is(method: ast.FunctionDef, decorator: str) -> bool:
    return any(isinstance(d, ast.Name) and d.id == decorator for d in method.decorator_list)


def _calling(node: ast.ClassDef, parameters: Sequence[ast.arg], method: ast.FunctionDef) -> ast.FunctionDef:
    given = [ast.arg(p.arg) for p in parameters]
    built = ast.Call(_load(node.name), [_load(p.arg) for p in given], [])
    got: ast.expr = ast.Attribute(built, method.name, ast.Load())
    value = got if _is(method, "property") else ast.Call(got, [], [])
    function = _function(method.name, given, [copy.deepcopy(node), ast.Return(value)])
    return ast.fix_missing_locations(ast.copy_location(function, method))


def _load(name: str) -> ast.Name:
    return ast.Name(name, ast.Load())


def _function(name: str, given: Sequence[ast.arg], body: list[ast.stmt]) -> ast.FunctionDef:
    arguments = ast.arguments([], list(given), None, [], [], None, [])
    return ast.FunctionDef(name, arguments, body, [])


def assigned(body: _Statements) -> Iterator[int]:
    """Where a script computes a variable: indices of statements."""
    for index, statement in enumerate(body):
        match statement:
            case ast.Assign(targets=[ast.Name()], value=value) if isinstance(value, _COMPUTED):
                yield index


def value(body: _Statements, index: int, taken: Sequence[str]) -> ast.FunctionDef:
    """The computation of a variable as a function of others.

    Args:
        body: The statements of a script.
        index: Of the statement that sets it.
        taken: The variables that it is taken for a function of.
    """
    statement = body[index]
    name = next(iter(_stores(statement)))
    kept = copy.deepcopy(_slice(body[: index + 1], taken))
    function = _function(name, [ast.arg(n) for n in taken], [*kept, ast.Return(_load(name))])
    return ast.fix_missing_locations(ast.copy_location(function, statement))


def upstream(body: _Statements, index: int) -> tuple[list[str], list[str]]:
    """The names that a statement of a script reads, and every name that it may depend on, nearest first."""
    read = list(dict.fromkeys(_loads(body[index])))
    needed = list(read)
    for statement in reversed(body[:index]):
        if _stores(statement) & set(needed):
            needed.extend(name for name in dict.fromkeys(_loads(statement)) if name not in needed)
    return read, needed


def names_before(body: _Statements, index: int) -> list[str]:
    """Every variable that a script has set before a statement, the latest first."""
    return list(dict.fromkeys(name for s in reversed(body[:index]) for name in sorted(_stores(s))))


def _slice(body: _Statements, taken: Collection[str]) -> list[ast.stmt]:
    """What it takes to compute the last statement of given names."""
    kept: list[ast.stmt] = [body[-1]]
    needed = set(_loads(body[-1])) - set(taken)
    for statement in reversed(body[:-1]):
        if _stores(statement) & needed and not isinstance(statement, ast.FunctionDef | ast.ClassDef):
            kept.insert(0, statement)
            needed |= set(_loads(statement)) - set(taken)
    return kept


def _loads(node: ast.AST) -> Iterator[str]:
    yield from (n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load))
    yield from (
        n.target.id for n in ast.walk(node) if isinstance(n, ast.AugAssign) and isinstance(n.target, ast.Name)
    )


def _stores(node: ast.AST) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
