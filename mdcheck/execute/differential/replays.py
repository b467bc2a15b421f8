"""Training loops of a script, replayed for a few turns with parameters and gradients recorded."""

import ast
import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any

import numpy as np
import torch
from torch import Tensor

from mdcheck.execute.differential.functions import best_match, constants
from mdcheck.execute.differential.judge import Feeding, Trial
from mdcheck.execute.differential.optimizer_names import THETA, G
from mdcheck.execute.differential.optimizer_problem import STEPS
from mdcheck.execute.differential.optimizers import with_numbers
from mdcheck.execute.differential.record import Concept
from mdcheck.records import dataclass

_RECORD = "__mdcheck_record__"
_FILE = "<replayed>"
_NAMED = (
    ("nadam_constant", r"nadam"),
    ("adamw", r"adam-?w"),
    ("adam", r"\badam\b|自适应矩估计"),
    ("adadelta", r"ada-?delta"),
    ("adagrad", r"ada-?grad"),
    ("rmsprop", r"rms-?prop"),
    ("nesterov", r"nesterov|\bnag\b"),
    ("momentum", r"momentum|动量"),
    ("gradient_descent", r"gradient descent|梯度下降|\bsgd\b"),
)


class _Enough(Exception):
    """Raised in the loop once enough turns were seen."""


@dataclass(frozen=True, slots=True)
class Loop:
    """A loop that moves parameters along gradients.

    Attributes:
        node: The loop, innermost where loops are nested.
        theta: Name of the parameters.
        gradient: The expression of the gradient: a name, or ``w.grad``.
    """

    node: ast.For | ast.While
    theta: str
    gradient: str


@dataclass
class _Recorded:
    """Parameters before and after each turn, and the gradient of each; called, it gives them in turn."""

    before: list[Tensor] = field(default_factory=list)
    after: list[Tensor] = field(default_factory=list)
    gradients: list[Tensor] = field(default_factory=list)
    turn: int = 0

    def __call__(self, theta: Tensor) -> Tensor:
        """The gradient of the next turn, whatever the parameters."""
        del theta
        self.turn += 1
        return self.gradients[(self.turn - 1) % STEPS]


def named(note: str, concepts: Sequence[Concept]) -> Concept | None:
    """The optimizer that headings and comments name; None where they name none, or several kinds."""
    found = [name for name, pattern in _NAMED if re.search(pattern, note, re.IGNORECASE)]
    special = [name for name in found if name != "gradient_descent"] or found
    if "nesterov" in special:
        special = [name for name in special if name != "momentum"]
    chosen = special[0] if len(special) == 1 else ""
    return next((c for c in concepts if c.canonical == chosen and c.kind == "optimizer"), None)


def loops(tree: ast.Module) -> Iterator[Loop]:
    """Loops of a script in which one name is moved along a gradient."""
    for node in ast.walk(tree):
        if isinstance(node, ast.For | ast.While) and not _holds_loop(node):
            moved = [theta for statement in ast.walk(node) if (theta := _moved(statement))]
            gradients = list(dict.fromkeys(_gradients(node, moved)))
            if len(set(moved)) == 1 and len(gradients) == 1:
                yield Loop(node, moved[0], gradients[0])


def _holds_loop(node: ast.For | ast.While) -> bool:
    return any(isinstance(inner, ast.For | ast.While) for s in node.body for inner in ast.walk(s))


def _moved(statement: ast.AST) -> str | None:
    """The parameters that a statement moves: ``x -= ..``, ``x = x - ..``."""
    match statement:
        case ast.AugAssign(target=ast.Name(id=name), op=ast.Sub() | ast.Add()):
            pass
        case ast.Assign(
            targets=[ast.Name(id=name)],
            value=ast.BinOp(left=ast.Name(id=other), op=ast.Sub() | ast.Add()),
        ) if name == other:
            pass
        case _:
            return None
    return name if THETA.called.fullmatch(name.lower()) else None


def _gradients(node: ast.AST, moved: Sequence[str]) -> Iterator[str]:
    for inner in ast.walk(node):
        match inner:
            case ast.Attribute(value=ast.Name(id=name), attr="grad", ctx=ast.Load()) if name in moved:
                yield f"{name}.grad"
            case ast.Assign(targets=[ast.Name(id=name)]) if G.called.fullmatch(name.lower()):
                yield name


def feed(loop: Loop, tree: ast.Module, names: Mapping[str, Any], concept: Concept) -> Iterator[Feeding]:
    """What the loop made of its parameters in a few turns, under the numbers that it uses."""
    recorded = _replay(loop, tree, names)
    if recorded is None:
        return
    used = {n.id for n in ast.walk(loop.node) if isinstance(n, ast.Name)}
    floats = {n: float(v) for n in sorted(used) if isinstance(v := names.get(n), int | float) and 0 < v < 1}
    roles = best_match(list(floats), concept.roles)
    given = {role.name: floats[name] for name, role in roles.items()}
    inputs = {
        "form": "path",
        "theta": recorded.before[0],
        "gradient": recorded,
        "steps": STEPS,
        "handed": True,
    }
    trial = Trial(inputs, (torch.stack(recorded.after),))
    label = f"the loop of line {loop.node.lineno}: {loop.theta} along {loop.gradient}"
    yield from with_numbers(label, given, [trial], constants(loop.node), concept)


def _replay(loop: Loop, tree: ast.Module, names: Mapping[str, Any]) -> _Recorded | None:
    recorded = _Recorded()

    def record(when: str, value: Any) -> None:
        told = {"before": recorded.before, "gradient": recorded.gradients, "after": recorded.after}
        told[when].append(_kept(value))
        if len(recorded.after) == STEPS:
            raise _Enough

    own = {**names, _RECORD: record}
    program = ast.fix_missing_locations(_recording(loop, tree))
    try:
        exec(compile(program, _FILE, "exec"), own)
    except _Enough:
        pass
    except Exception:
        return None
    right = [recorded.before[0].shape == v.shape for v in (*recorded.after, *recorded.gradients)]
    enough = len(recorded.after) == len(recorded.gradients) == STEPS
    return recorded if enough and all(right) else None


def _kept(value: Any) -> Tensor:
    if isinstance(value, Tensor):
        return value.detach().double().clone()
    return torch.as_tensor(np.array(value, dtype=float))


def _recording(loop: Loop, tree: ast.Module) -> ast.Module:
    """The script with a loop that tells what it did; the gradient is read before it can be cleared."""
    position = next(i for i, node in enumerate(ast.walk(tree)) if node is loop.node)
    program = copy.deepcopy(tree)
    node: Any = list(ast.walk(program))[position]
    kept = ast.parse(f"{_RECORD}('gradient', {loop.gradient})").body[0]
    for body in _bodies(node):
        for index, statement in reversed(list(enumerate(body))):
            if _moved(statement) == loop.theta:
                body.insert(index, copy.deepcopy(kept))
    first = ast.parse(f"{_RECORD}('before', {loop.theta})").body[0]
    last = ast.parse(f"{_RECORD}('after', {loop.theta})").body[0]
    node.body = [first, *node.body, last]
    return program


def _bodies(node: ast.AST) -> Iterator[list[ast.stmt]]:
    for inner in ast.walk(node):
        if isinstance(body := getattr(inner, "body", None), list):
            yield body
