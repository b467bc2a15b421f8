"""Results of known functions unpacked in another order than they come in: `tpr, fpr, _ = roc_curve(...)`."""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mdcheck.execute.protocol import Note
from mdcheck.execute.worker.running import Program

_TRAIN_TEST = r"(?!y)\w*?_?(?:train|tr)\w*", r"(?!y)\w*?_?(?:test|te|val|valid)\w*"
_TARGETS = r"y\w*_?(?:train|tr)\w*", r"y\w*_?(?:test|te|val|valid)\w*"
_ORDERS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("sklearn", "confusion_matrix.ravel"): (r"tn", r"fp", r"fn", r"tp"),
    ("sklearn", "roc_curve"): (r"fprs?", r"tprs?", r"thresh\w*"),
    ("sklearn", "precision_recall_curve"): (r"prec\w*", r"rec\w*", r"thresh\w*"),
    ("sklearn", "train_test_split"): (*_TRAIN_TEST, *_TARGETS),
    ("numpy", "eig"): (r"\w*val(?:ue)?s?|lam\w*|w", r"\w*vec(?:tor)?s?|v"),
    ("numpy", "eigh"): (r"\w*val(?:ue)?s?|lam\w*|w", r"\w*vec(?:tor)?s?|v"),
    ("numpy", "svd"): (r"u", r"s|sigma|sv", r"vt|vh|v_?t"),
    ("numpy", "qr"): (r"q", r"r"),
    ("torch", "sort"): (r"\w*val(?:ue)?s?|sorted\w*", r"\w*(?:idx|ind(?:ex|ices))\w*"),
    ("torch", "topk"): (r"\w*val(?:ue)?s?", r"\w*(?:idx|ind(?:ex|ices))\w*"),
    ("torch", "max"): (r"\w*val(?:ue)?s?", r"\w*(?:idx|ind(?:ex|ices))\w*"),
}
"""By library and function, what is called how, in the order in which it comes."""


def exchanged(program: Program, names: Mapping[str, Any]) -> Iterator[Note]:
    """Notes on assignments whose names are those of the results, each of them of another place.

    Args:
        program: The fence.
        names: The page's names after it ran.
    """
    for node in ast.walk(program.tree):
        match node:
            case ast.Assign(targets=[ast.Tuple(elts=targets)], value=ast.Call() as call):
                written = [t.id if isinstance(t, ast.Name) else "" for t in targets]
                function = _function(call, names)
                if meant := _meant(written, _ORDERS.get(function, ())):
                    start, end = program.code.span(node)
                    given = ", ".join(meant)
                    message = f"{function[1]} gives {given} in this order, not {', '.join(written)}"
                    yield Note(program.index, "disagrees", start, end, message)


def _function(call: ast.Call, names: Mapping[str, Any]) -> tuple[str, str]:
    """The library and the name of what is called; its flattened result has a name of its own."""
    match call.func:
        case ast.Attribute(value=ast.Call() as inner, attr="ravel"):
            library, name = _function(inner, names)
            return library, f"{name}.ravel"
    parts = ast.unparse(call.func).split(".")
    found = names.get(parts[0])
    for part in parts[1:]:
        found = getattr(found, part, None)
    library = str(getattr(found, "__module__", "") or "").partition(".")[0]
    return library or "torch" * (type(found).__name__ == "builtin_function_or_method"), parts[-1]


def _meant(written: Sequence[str], order: Sequence[str]) -> list[str]:
    """The names in the order of the results; empty unless they are the same names in another order."""
    if len(written) != len(order):
        return []
    known = [n for n in written if n.strip("_")]
    places = {n: [i for i, called in enumerate(order) if re.fullmatch(called, n.lower())] for n in known}
    if (
        len(known) < 2
        or any(len(places[n]) != 1 for n in known)
        or len({places[n][0] for n in known}) < len(known)
    ):
        return []
    if any(written.index(n) == places[n][0] for n in known) and len(known) < len(order):
        return []
    by_place = {places[n][0]: n for n in known}
    meant = [by_place.get(i, "_") for i in range(len(order))]
    return meant if any(written.index(n) != places[n][0] for n in known) else []
