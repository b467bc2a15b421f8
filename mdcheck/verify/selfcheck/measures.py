"""Information measures of what was passed in: of laws as vectors, of a joint table, of columns of labels."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from flint import arb

from mdcheck.expr.nodes import Info
from mdcheck.notation.elementary import log
from mdcheck.notation.values import Scalar, ball, constant, entries
from mdcheck.verify.steps import Env, Unknown

if TYPE_CHECKING:
    from mdcheck.verify.selfcheck.given import Array, Given

Law = Mapping[tuple[int, ...], Scalar]


def information(evaluator: "Given", node: Info, env: Env) -> Scalar:
    """The value of a measure in nats."""
    if node.laws:
        return of_laws(node.kind, [vector(evaluator, name, env) for name in node.laws])
    if node.where or any(len(name) != 1 for name in node.variables):
        raise Unknown("a measure given an event")
    if node.kind == "mutual-information":
        left, right = (entropy(evaluator, (name,)) for name in node.variables)
        return left + right - entropy(evaluator, node.variables)
    joint = entropy(evaluator, (*node.variables, *node.given))
    return joint - entropy(evaluator, node.given) if node.given else joint


def of_laws(kind: str, laws: list[Law]) -> Scalar:
    """A measure of one or two laws."""
    match kind, laws:
        case "entropy", [p]:
            return cross(p, p)
        case "cross-entropy", [p, q]:
            return cross(p, q)
        case "divergence", [p, q]:
            return cross(p, q) - cross(p, p)
    raise Unknown(f"{kind} of {len(laws)} laws")


def cross(p: Law, q: Law) -> Scalar:
    """Cross entropy; what has no weight adds nothing."""
    return sum((-w * log(q[k]) for k, w in p.items() if not constant(w).is_zero()), arb(0))


def vector(evaluator: "Given", name: str, env: Env) -> Law:
    """A law written as a vector."""
    return {(k,): value for k, value in enumerate(entries(evaluator.symbol(name, env)))}


def entropy(evaluator: "Given", names: tuple[str, ...]) -> Scalar:
    """Entropy of some variables of the joint law."""
    axes, joint = joint_law(evaluator, names)
    sums: dict[tuple[int, ...], Scalar] = {}
    for outcome, mass in joint.items():
        key = tuple(outcome[axes.index(name)] for name in names)
        sums[key] = sums.get(key, arb(0)) + mass
    return cross(sums, sums)


def joint_law(evaluator: "Given", names: tuple[str, ...]) -> tuple[tuple[str, ...], Law]:
    """Axes and masses: columns of labels that bear the names, else a table p of X by Y."""
    columns = {
        n.lower(): values for n, values in evaluator.arrays.items() if n.isupper() and values.ndim == 1
    }
    if all(name in columns for name in names):
        return tuple(columns), empirical(list(columns.values()))
    table = evaluator.arrays.get("p")
    if table is None or table.ndim != 2 or not set(names) <= {"x", "y"}:
        raise Unknown("a measure of variables of which nothing is known")
    return ("x", "y"), {place: table[place] for place in np.ndindex(table.shape)}


def empirical(columns: "list[Array]") -> Law:
    """Relative frequencies of the rows of some columns of labels."""
    counts: dict[tuple[int, ...], int] = {}
    for row in zip(*columns, strict=True):
        key = tuple(int(label.unique_fmpz()) for label in row)
        counts[key] = counts.get(key, 0) + 1
    return {key: ball(n) / sum(counts.values()) for key, n in counts.items()}
