"""Whether a bracket after a name holds its arguments or is a factor, by the evidence at hand."""

from typing import TYPE_CHECKING

from mdcheck.expr import lists
from mdcheck.expr.gap import Gap
from mdcheck.expr.letters import base_name
from mdcheck.expr.nodes import Call, Expr, Index, Symbol
from mdcheck.expr.stream import Stream, is_atom, meaningful, split
from mdcheck.latex import walk
from mdcheck.latex.tree import Fence, Node

if TYPE_CHECKING:
    from mdcheck.expr.reader import Reader

FUNCTION_LETTERS = frozenset(
    ["f", "g", "h", "F", "G", "J", "K", "L", "phi", "varphi", "psi", "Phi", "Psi", "kappa", "ell"]
)

ORDERS = frozenset(("O", "cal O", "o"))
GREEK = frozenset(
    [
        "alpha",
        "beta",
        "gamma",
        "delta",
        "epsilon",
        "varepsilon",
        "zeta",
        "eta",
        "theta",
        "vartheta",
        "iota",
        "lambda",
        "mu",
        "nu",
        "xi",
        "pi",
        "rho",
        "sigma",
        "tau",
        "upsilon",
        "chi",
        "omega",
        "Gamma",
        "Delta",
        "Theta",
        "Lambda",
        "Xi",
        "Pi",
        "Sigma",
        "Upsilon",
        "Omega",
    ]
)


def applied(reader: "Reader", base: Expr, name: str, stream: Stream) -> Expr:
    """The base, called if the bracket that follows holds its arguments."""
    follow = stream.peek()
    if name in ORDERS and isinstance(follow, Fence):
        raise Gap("an asymptotic order", follow)
    if is_function(reader, name, follow):
        stream.next()
        return Call(base, call_arguments(reader, follow))
    if is_ambiguous(reader, name, follow) and not runs(reader, base):
        if reader.choices.choose(2) == 1:
            stream.next()
            return Call(base, call_arguments(reader, follow))
        reader.choices.doubtful |= not mentions(follow, name)
    return base


def runs(reader: "Reader", base: Expr) -> bool:
    """Whether a base is a member of a family by an index that a sum binds: such a member is a number."""
    keys = base.keys if isinstance(base, Index) else ()
    return any(isinstance(key, Symbol) and key.name in reader.bound for key in keys)


def mentions(item: Node | None, name: str) -> bool:
    """Whether a name occurs in brackets, as in ``n(n-1)``: what is applied to itself is a factor."""
    return isinstance(item, Fence) and any(base_name(i) == name for i in walk(item.body))


def call_arguments(reader: "Reader", fence: Node | None) -> tuple[Expr, ...]:
    """Arguments between the brackets of a call."""
    if not isinstance(fence, Fence):
        raise Gap("arguments without brackets", fence)
    return lists.arguments(reader, fence)


def is_function(reader: "Reader", name: str, follow: Node | None) -> bool:
    """Whether a name followed by a bracket is applied to it, by the evidence at hand."""
    if not isinstance(follow, Fence) or follow.open not in ("(", "[") or name in reader.bound:
        return False
    scope = reader.scope
    if name in scope.definitions:
        return scope.definitions[name].called
    if scope.sort(name) in ("function", "law"):
        return True
    if name.startswith("measure ") or scope.sort(name) is not None:
        return False
    inner = meaningful(follow.body)
    if len(split(inner, ",", ";")) > 1 and follow.open == "(":
        return True
    if name.split("_")[0].rstrip("'*") in FUNCTION_LETTERS or len(name.split("_")[0].split()[-1]) > 1:
        return name not in GREEK or name in FUNCTION_LETTERS or only_applied(scope.applied, scope.bare, name)
    lone = len(inner) == 1 and not is_atom(inner[0], "number")
    return lone and only_applied(scope.applied, scope.bare, name)


def only_applied(applied_names: frozenset[str], bare: frozenset[str], name: str) -> bool:
    """Whether a name never stands without a bracket."""
    return name in applied_names and name not in bare


def is_ambiguous(reader: "Reader", name: str, follow: Node | None) -> bool:
    """Whether application is a second way to read a name before a bracket."""
    if not isinstance(follow, Fence) or follow.open != "(" or name in reader.bound:
        return False
    return reader.scope.sort(name) is None and not name.startswith("const ")


def applies_next(reader: "Reader", name: str | None, stream: Stream | None) -> bool:
    """Whether a bracket follows to which the name is applied."""
    return name is not None and stream is not None and is_function(reader, name, stream.peek())


def is_sigmoid(reader: "Reader", stream: Stream) -> bool:
    """Whether sigma before a bracket is the logistic function, by the words of the section."""
    follow = stream.peek()
    if not isinstance(follow, Fence) or follow.open != "(" or "sigma" in reader.scope.definitions:
        return False
    return any(word in reader.scope.words for word in ("sigmoid", "logistic", "逻辑斯谛", "逻辑回归", "s型"))
