"""Which comment and docstring shapes speak of which value: a fence's tree with probes in it."""

import ast
import fnmatch
import re
from collections.abc import Iterator, Sequence
from dataclasses import field

from mdcheck.execute.worker import dataflow
from mdcheck.execute.worker.code import Code
from mdcheck.execute.worker.comments import Comment, comments
from mdcheck.execute.worker.shapes.grammar import Said, Shape, read_comment, read_shape
from mdcheck.records import dataclass

PROBE = "__mdcheck_probe__"
_NEAR = 8
_PARAMETER = re.compile(
    r"^\s*[-*]?\s*`?(?P<names>\w+`?(?:\s*[,，、/]\s*`?\w+`?)*)`?\s*(?:[(（][^()（）]*[)）])?\s*[:：]\s*(?P<rest>.+)$"
)
_DECLARED = re.compile(r"(?:shape|形状|维度|size|tensor|张量)[^\[\](){}（）]{0,12}$", re.IGNORECASE)
_GROUP = re.compile(r"[\[(（]([^\[\](){}（）]*)[\])）]")

_Function = ast.FunctionDef | ast.AsyncFunctionDef
_Valued = ast.Assign | ast.AnnAssign | ast.Return | ast.Expr


@dataclass(frozen=True, slots=True)
class Probe:
    """One statement about a shape, and where the value comes from.

    Attributes:
        fence: Index of the fence.
        start: Offset into the fence of the words.
        end: Offset behind them.
        said: Alternatives, one of which must fit.
        text: The words.
        feeds: At the top level, the probes whose values flow into this one; None inside functions.
        entry: Whether it speaks of what a function is given.
    """

    fence: int
    start: int
    end: int
    said: tuple[Said, ...]
    text: str
    feeds: frozenset[int] | None = None
    entry: bool = False


@dataclass(slots=True)
class Instrumented:
    """A tree with probes, to be run in place of the fence's own."""

    tree: ast.Module
    probes: list[Probe] = field(default_factory=list)


def instrument(fence: int, code: Code, *, first: int) -> Instrumented:
    """Put a probe on every value of which a comment or docstring gives the shape.

    Args:
        fence: Index of the fence.
        code: Its text.
        first: Number of the first probe.
    """
    return _Instrumenter(fence, code, first).run()


class _Instrumenter:
    def __init__(self, fence: int, code: Code, first: int) -> None:
        self._fence, self._code, self._first = fence, code, first
        self._said = {c.line: (c, said) for c in comments(code) if (said := read_comment(c.text))}
        self._probes: list[Probe] = []
        self._flow: dict[str, frozenset[int]] = {}

    def run(self) -> Instrumented:
        copy = ast.parse(self._code.text)
        copy.body = self._block(copy.body, inside=False)
        return Instrumented(ast.fix_missing_locations(copy), self._probes)

    def _block(self, body: list[ast.stmt], *, inside: bool) -> list[ast.stmt]:
        return [new for statement in body for new in self._statement(statement, inside=inside)]

    def _statement(self, statement: ast.stmt, *, inside: bool) -> list[ast.stmt]:
        named = self._named_above(statement)
        feeds = None if inside else self._feeding(statement)
        mine: list[int] = []
        match statement:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                entry = self._on_entry(statement)
                head = statement.body[:1] if ast.get_docstring(statement) else []
                rest = self._block(statement.body[len(head) :], inside=True)
                statement.body = [*head, *entry, *rest]
            case ast.ClassDef():
                statement.body = self._block(statement.body, inside=inside)
            case ast.Assign() | ast.AnnAssign() | ast.Return() | ast.Expr():
                mine = self._wrap(statement, feeds)
            case _:
                for name in ("body", "orelse", "finalbody"):
                    if block := getattr(statement, name, None):
                        setattr(statement, name, self._block(block, inside=inside))
        after = [self._look_up(comment, said, statement, feeds) for comment, said in named]
        if feeds is not None:
            flow = feeds | frozenset(mine)
            self._flow |= dict.fromkeys(dataflow.gives(statement), flow)
        return [statement, *after]

    def _feeding(self, statement: ast.stmt) -> frozenset[int]:
        read = dataflow.reads(statement) if not isinstance(statement, _Function) else set()
        return frozenset[int]().union(*(self._flow.get(name, frozenset()) for name in read))

    def _wrap(self, statement: _Valued, feeds: frozenset[int] | None) -> list[int]:
        found = self._said.get(statement.end_lineno or statement.lineno)
        if not found or found[0].alone or statement.value is None or _is_print(statement.value):
            return []
        comment, said = found
        targets = [ast.unparse(t) for t in _targets(statement)]
        if said.names and list(said.names) != targets:
            return []
        number = self._add(comment.start, comment.end, (Said(said.shapes),), comment.text, feeds)
        match statement.value:
            case ast.Call(func=ast.Attribute(attr="register_buffer"), args=[_, value, *_]) as call:
                call.args[1] = _call(number, value)
            case value:
                statement.value = _call(number, value)
        return [number]

    def _named_above(self, statement: ast.stmt) -> Iterator[tuple[Comment, Said]]:
        """Comments on lines of their own shortly above that name what the statement assigns."""
        targets = [ast.unparse(t) for t in _targets(statement)]
        for line in range(max(statement.lineno - _NEAR, 1), statement.lineno):
            found = self._said.get(line)
            if not found or not found[0].alone:
                continue
            meant = any(fnmatch.fnmatchcase(t, n) for t in targets for n in found[1].names)
            if meant and not self._assigned_between(line, statement.lineno, targets):
                yield found

    def _assigned_between(self, start: int, end: int, targets: list[str]) -> bool:
        lines = self._code.lines[start : end - 1]
        return any(_assigns(text, target) for target in targets for text in lines)

    def _look_up(
        self, comment: Comment, said: Said, statement: ast.stmt, feeds: frozenset[int] | None
    ) -> ast.stmt:
        targets = [ast.unparse(t) for t in _targets(statement)]
        names = tuple(t for t in targets if any(fnmatch.fnmatchcase(t, n) for n in said.names))
        number = self._add(comment.start, comment.end, (Said(said.shapes, names),), comment.text, feeds)
        return ast.copy_location(ast.Expr(_call(number, ast.Constant(None))), statement)

    def _on_entry(self, function: _Function) -> list[ast.stmt]:
        arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
        numbers = [*self._argument_comments(arguments), *self._docstring(function, arguments)]
        at = function.body[0]
        numbers += self._on_parameters(function, {a.arg for a in arguments})
        return [ast.copy_location(ast.Expr(_call(n, ast.Constant(None))), at) for n in numbers]

    def _on_parameters(self, function: _Function, arguments: set[str]) -> list[int]:
        """Comments above the first assignment to a parameter speak of what came in.

        Right above that assignment they may speak of either, and are not used at all.
        """
        numbers = []
        for line in range(function.lineno + 1, (function.end_lineno or function.lineno) + 1):
            comment, said = self._said.get(line, (None, None))
            if not comment or not said or not comment.alone or not set(said.names) & arguments:
                continue
            body = self._code.lines[function.lineno : line - 1]
            if any(_assigns(text, name) for text in body for name in said.names):
                continue
            del self._said[line]
            below = self._code.lines[line] if line < len(self._code.lines) else ""
            if set(said.names) <= arguments and not any(_assigns(below, name) for name in said.names):
                numbers.append(self._add(comment.start, comment.end, (said,), comment.text, None, entry=True))
        return numbers

    def _argument_comments(self, arguments: Sequence[ast.arg]) -> Iterator[int]:
        for argument in arguments:
            found = self._said.get(argument.end_lineno or argument.lineno)
            alone_on_line = sum(a.lineno == argument.lineno for a in arguments) == 1
            if found and not found[0].alone and alone_on_line:
                comment, said = found
                names = said.names or (argument.arg,)
                yield self._add(
                    comment.start, comment.end, (Said(said.shapes, names),), comment.text, None, entry=True
                )

    def _docstring(self, function: _Function, arguments: Sequence[ast.arg]) -> Iterator[int]:
        node = function.body[0]
        if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            return
        if not isinstance(node.value.value, str):
            return
        known = {argument.arg for argument in arguments}
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1):
            text = self._code.lines[line - 1].replace('"""', "   ")
            match = _PARAMETER.match(text)
            if not match:
                continue
            names = tuple(n.strip("` ") for n in re.split(r"[,，、/]", match["names"]))
            shapes = _declared_shapes(match["rest"])
            if shapes and set(names) <= known:
                start, end = self._code.line_span(line)
                said = tuple(Said((shape,), names) for shape in shapes)
                yield self._add(start, end, said, text.strip(), None, entry=True)

    def _add(
        self,
        start: int,
        end: int,
        said: tuple[Said, ...],
        text: str,
        feeds: frozenset[int] | None,
        *,
        entry: bool = False,
    ) -> int:
        self._probes.append(Probe(self._fence, start, end, said, text, feeds, entry))
        return self._first + len(self._probes) - 1


def _declared_shapes(text: str) -> list[Shape]:
    """Shapes that a parameter's description declares, after the word shape or in first place."""
    shapes = []
    declared = False
    for match in _GROUP.finditer(text):
        before = text[: match.start()]
        told = bool(_DECLARED.search(before))
        first = not before.strip()
        alternative = declared and bool(re.search(r"(?:或|或者|\bor)\s*$", before))
        if told or first or alternative:
            shape = read_shape(match[1], told=told or alternative)
            declared = shape is not None
            if shape is not None:
                shapes.append(shape)
    return shapes


def _assigns(line: str, name: str) -> bool:
    return bool(re.match(rf"\s*{re.escape(name)}\s*(?:=(?!=)|[-+*/@]=)", line))


def _targets(statement: ast.stmt) -> list[ast.expr]:
    match statement:
        case ast.Assign(targets=[target]):
            return [target]
        case ast.AnnAssign(target=target) | ast.AugAssign(target=target):
            return [target]
    return []


def _is_print(value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "print"


def _call(number: int, value: ast.expr) -> ast.Call:
    function = ast.Name(PROBE, ast.Load())
    return ast.copy_location(ast.Call(function, [ast.Constant(number), value], []), value)
