"""A slip of the pen in the code itself: one edit that no convention calls for, after which it is the canon.

Evidence, unlike a repair: roots, factors, reductions and constants are left alone, since authors differ in
those and are right. An axis or a transpose counts only if no layout of the arguments makes the code agree.
"""

import ast
import functools
import inspect
import itertools
import re
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from torch import Tensor

from mdcheck.execute.differential.canon import canonical, full_name
from mdcheck.execute.differential.edits import Edit, axes, edits
from mdcheck.execute.differential.judge import Feeding, agreement, differs
from mdcheck.execute.differential.record import Concept, Settings, words

_SECONDS = 2.0
_FILE = "<edited>"
_PLAIN = frozenset(
    {"operator", "operands swapped", "minus dropped", "comparison", "order", "attribute", "power"}
) | {"other operator", "sign of the argument", "end"}
_OF_LAYOUT = frozenset({"axis", "transposed"})
_OF_ROOTS = frozenset({"root added", "square added", "sqrt dropped", "power dropped", "square dropped"})
_ORDERED = (
    _PLAIN,
    _OF_LAYOUT,
    _OF_ROOTS | {"function", "complement"},
    frozenset({"name"}),
)
"""Kinds of edits, the likeliest first."""
_ROOTED = re.compile(r"normalization|attention|optimizers")
_INVERSE = re.compile(r"tau|temp(?:erature)?|τ|eps(?:ilon)?|ε")
_NEGATIVE = re.compile(r"neg|loss|objective|reward|likelihood|maximi|ascent", re.IGNORECASE)
_VARIANT = words(
    r"变体|变种|改进版?|简化版?|不同于|消融|最大化|梯度上升|\bvariants?\b|\bmodified\b|\bsimplified\b|\bablation\b"
    r"|\binstead of the (?:usual|standard)\b|\bmaximi[sz]\w+|\bascent\b|\bnon-?standard\b"
)
_Node = ast.FunctionDef | ast.ClassDef
Drive = Callable[[Any, _Node, Concept], Iterable[Feeding]]


@dataclass(frozen=True, slots=True)
class Mistake:
    """The edit with what it explains.

    Attributes:
        edit: After it, the code agrees.
        feeding: The code itself, fed as it agrees after the edit.
        settings: The conventions under which it agrees then.
    """

    edit: Edit
    feeding: Feeding
    settings: Settings


def mistake(
    target: Any, node: _Node, names: Mapping[str, Any], concept: Concept, drive: Drive, note: str
) -> Mistake | None:
    """The only explanation of a difference that is left: one slip in the code; None where there is none.

    Args:
        target: What the code defines.
        node: Its definition.
        names: The page's names after it ran.
        concept: What it is named after.
        drive: Feeds it.
        note: Headings, words before the fence, docstring and comments.
    """
    fed = {f.label: f for f in drive(target, node, concept) if f.certain}
    if not fed or _VARIANT.search(note):
        return None
    forms = tuple(dict.fromkeys(f.form.name for f in fed.values()))
    narrow = replace(concept, forms=tuple(f for f in concept.forms if f.name in forms) or concept.forms)
    layouts = functools.cache(lambda: _fits_another_layout(target, node, narrow, drive))
    end = time.process_time() + _SECONDS
    for edit, edited in _candidates(node, full_name(canonical(concept.canonical))):
        if time.process_time() > end:
            return None
        found = _agreeing(edited, names, narrow, drive, fed)
        moved = edit.kind in _OF_LAYOUT
        if found and not (moved and (_moves_alone(edited, node, concept) or layouts())):
            return Mistake(edit, *found)
    return None


def _candidates(node: _Node, home: str) -> Iterator[tuple[Edit, _Node]]:
    chosen = frozenset(a.arg for a, _ in _with_defaults(node))
    given = frozenset(a.arg for a in ast.walk(node) if isinstance(a, ast.arg))
    place = _Place(node.name, home, chosen, given)
    for kinds in _ORDERED:
        for edit, edited in edits(node, kinds):
            if _unmistakable(edit, place) and _doubles(edited) <= _doubles(node):
                yield edit, edited


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an edit is made: the definition's name, the canon's module, parameters with defaults, and all."""

    name: str
    home: str
    chosen: frozenset[str]
    given: frozenset[str]


def _doubles(node: ast.AST) -> int:
    """How many operations have the same on both sides: an edit that makes one mends nothing."""
    operations = (n for n in ast.walk(node) if isinstance(n, ast.BinOp) and not isinstance(n.op, ast.MatMult))
    return sum(ast.dump(n.left) == ast.dump(n.right) for n in operations)


def _with_defaults(node: _Node) -> Iterator[tuple[ast.arg, ast.expr]]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.arguments):
            yield from zip(inner.args[::-1], inner.defaults[::-1], strict=False)


def _unmistakable(edit: Edit, place: _Place) -> bool:
    """Whether nobody who does this concept writes it so on purpose."""
    match edit.kind, _expression(edit.before):
        case "operator" | "other operator", ast.BinOp(op=op, left=left, right=right) if not (
            edit.kind == "operator" and isinstance(op, ast.Add | ast.Sub)
        ):
            return not any(_is_free(side, place.chosen) for side in (left, right))
        case "comparison", _:
            return "mask" not in edit.before.lower()
        case "minus dropped", _:
            return not _NEGATIVE.search(place.name)
        case "transposed", ast.Name(id=transposed):
            return transposed not in place.given
        case "function", _:
            return "normalization" in place.home and edit.before.endswith((".mean", ".sum"))
        case "complement", _:
            return "optimizers" in place.home
        case kind, _ if kind in _OF_ROOTS:
            return _ROOTED.search(place.home) is not None
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


def _agreeing(
    edited: _Node, names: Mapping[str, Any], concept: Concept, drive: Drive, fed: Mapping[str, Feeding]
) -> tuple[Feeding, Settings] | None:
    own = dict(names)
    try:
        exec(compile(ast.Module([edited], []), _FILE, "exec"), own)
        for feeding in drive(own[edited.name], edited, concept):
            mine = fed.get(feeding.label)
            settings = agreement(concept, feeding) if mine else None
            if mine and settings is not None and differs(concept, mine, settings):
                return mine, settings
    except Exception:
        return None
    return None


def _moves_alone(edited: _Node, node: _Node, concept: Concept) -> bool:
    """Of modules, whether no other axis of the code is the one that the edit brings in."""
    before, after = Counter(axes(node)), Counter(axes(edited))
    return concept.kind != "function" and not any(before[axis] for axis in after - before)


def _fits_another_layout(target: Any, node: _Node, concept: Concept, drive: Drive) -> bool:
    """Whether the code agrees if some of its arguments, and perhaps its result, are transposed."""
    if concept.kind != "function" or isinstance(target, type):
        return False
    names = list(inspect.signature(target).parameters)
    return any(
        agreement(concept, feeding) is not None
        for count in range(1, len(names) + 1)
        for some in itertools.combinations(names[:4], count)
        for feeding in drive(_transposing(target, some), node, concept)
    )


def _transposing(target: Callable[..., Any], some: Sequence[str]) -> Callable[..., Any]:
    @functools.wraps(target)
    def turned(**arguments: Any) -> Any:
        given = {k: _turned(v) if k in some else v for k, v in arguments.items()}
        result = target(**given)
        return result, _turned(result)

    return turned


def _turned(value: Any) -> Any:
    if isinstance(value, Tensor):
        return value.mT if value.ndim > 1 else value
    return value.swapaxes(-1, -2) if getattr(value, "ndim", 0) > 1 else value
