"""What one statement reads when it runs, and what it gives: by syntax alone."""

import ast
from collections.abc import Iterator

_Function = ast.FunctionDef | ast.AsyncFunctionDef


def reads(statement: ast.stmt) -> set[str]:
    """Names that running the statement looks up, function bodies left out: they run when called."""
    own = {node.id for node in _run_now(statement) if isinstance(node, ast.Name)}
    inner = {
        name.id
        for node in ast.walk(statement)
        if isinstance(node, ast.comprehension)
        for name in ast.walk(node.target)
        if isinstance(name, ast.Name)
    }
    loaded = {n.id for n in _run_now(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    updated = {
        n.target.id
        for n in _run_now(statement)
        if isinstance(n, ast.AugAssign) and isinstance(n.target, ast.Name)
    }
    return own & ((loaded - inner) | updated)


def gives(statement: ast.stmt) -> set[str]:
    """Names that the statement binds, or whose object it changes through an attribute or an item."""
    names: set[str] = set()
    for node in _run_now(statement):
        match node:
            case ast.Name(id=name, ctx=ast.Store()):
                names.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
            case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
                names.update(a.asname or a.name.partition(".")[0] for a in aliases)
            case ast.Attribute(ctx=ast.Store()) | ast.Subscript(ctx=ast.Store()):
                names.update(_root(node))
    return names


def receivers(statement: ast.stmt) -> set[str]:
    """Names on which a bare statement calls a method: `model.fit(x)` changes `model`."""
    match statement:
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=owner))):
            return set(_root(owner))
    return set()


def _root(node: ast.AST) -> Iterator[str]:
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    if isinstance(node, ast.Name):
        yield node.id


def _run_now(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            inside: list[ast.AST] = [*node.decorator_list, *_signature(node)]
        case ast.Lambda():
            inside = [*node.args.defaults, *(d for d in node.args.kw_defaults if d)]
        case _:
            inside = list(ast.iter_child_nodes(node))
    for child in inside:
        yield from _run_now(child)


def _signature(node: _Function) -> Iterator[ast.AST]:
    arguments = node.args
    yield from arguments.defaults
    yield from (default for default in arguments.kw_defaults if default)
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    yield from (argument.annotation for argument in every if argument.annotation)
    if node.returns:
        yield node.returns


def statements(tree: ast.Module) -> Iterator[ast.stmt]:
    """The statements of a page's top level; those under ``if __name__ == "__main__"`` count as such."""
    for statement in tree.body:
        match statement:
            case ast.If(test=ast.Compare(left=ast.Name(id="__name__")), body=body, orelse=[]):
                yield from body
            case _:
                yield statement
