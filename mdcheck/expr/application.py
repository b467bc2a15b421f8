"""Whether a bracket after a name holds its arguments or is a factor, by the evidence at hand."""

from typing import TYPE_CHECKING

from mdcheck.expr import lists, phrases
from mdcheck.expr.bars import LAW_NAMES
from mdcheck.expr.gap import Gap
from mdcheck.expr.keys import index_part
from mdcheck.expr.letters import adjacent, base_name
from mdcheck.expr.nodes import Apply, Call, Expr, Index, Symbol
from mdcheck.expr.stream import Stream, is_atom, meaningful, split
from mdcheck.latex import walk
from mdcheck.latex.tree import Fence, Node, Scripts, Word
from mdcheck.patterns import regex

if TYPE_CHECKING:
    from mdcheck.expr.reader import Reader

FUNCTION_LETTERS = frozenset(
    ["f", "g", "h", "F", "G", "J", "K", "L", "phi", "varphi", "psi", "Phi", "Psi", "kappa", "ell"]
)

SIGMOID = regex(
    r"sigmoid|logistic|逻辑斯谛|逻辑回归|s型|cross.entropy|交叉熵|"
    r"\\sigma\s*\([^()]*\)\s*(?:\\left\s*)?\(\s*1\s*-\s*\\sigma"
)
"""What a section says, in small letters, where sigma is the logistic function."""
ACTIVATED = regex(r"(?<![\\a-z])(\\?[a-z]+(?:_\{?\w\}?)?)\s*=\s*\\sigma\s*\(")
"""What sigma comes to."""

ORDERS = {"O": "big O", "cal O": "big O", "o": "little o"}
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


MAPS = frozenset(("sigma", "Gamma", "zeta", "chi", "omega"))
"""Greek letters that are functions more often than coefficients."""


def applied(reader: "Reader", base: Expr, name: str, stream: Stream) -> Expr:
    """The base, called if the bracket that follows holds its arguments."""
    follow = stream.peek()
    if name in ORDERS and isinstance(follow, Fence) and follow.open == "(":
        stream.next()
        return Apply(ORDERS[name], call_arguments(reader, follow))
    if (keys := array_keys(reader, base, stream)) is not None:
        stream.next()
        return applied(reader, Index(base, keys), name, stream)
    if is_function(reader, name, follow) or is_called(reader, base, name, follow):
        stream.next()
        return Call(base, call_arguments(reader, follow))
    if is_ambiguous(reader, name, follow) and (is_lone(follow) or not runs(reader, base)):
        scripted = is_scripted(stream) and not isinstance(base, Symbol)
        whole = is_lone(follow) and not mentions(follow, name) and not scripted
        applies = 0 if whole or is_list(follow) else 1
        if reader.choices.choose(2) == applies:
            stream.next()
            return Call(base, call_arguments(reader, follow))
        reader.choices.doubtful |= not mentions(follow, name)
    return base


def array_keys(reader: "Reader", base: Expr, stream: Stream) -> tuple[Expr, ...] | None:
    """Indices of an array in square brackets that touch its name: ``dp[i-1][j]``; None for other brackets."""
    follow = stream.peek()
    if not isinstance(follow, Fence) or follow.opener != "[" or not isinstance(base, Symbol | Index):
        return None
    parts = split(meaningful(follow.body), ",")
    touches = stream.position > 0 and adjacent(stream.items[stream.position - 1], follow)
    several = len(parts) > 1 and all(len(part) == 1 and is_atom(part[0], "letter") for part in parts)
    if not touches or not (several or all(part and index_part(reader, part) for part in parts)):
        return None
    return tuple(reader.items(part) for part in parts)


def is_lone(follow: Node | None) -> bool:
    """Whether brackets hold one name, as those of factors seldom do: ``B(z)``, ``a(x_i)``, ``A(B(x))``."""
    if not isinstance(follow, Fence):
        return False
    inner = meaningful(follow.body)
    if len(inner) == 2 and is_lone(inner[1]):
        inner = inner[:1]  # A(B(x))
    if follow.open != "(" or len(inner) != 1:
        return False
    base = inner[0].base if isinstance(inner[0], Scripts) else inner[0]
    return is_atom(base, "number") or (base_name(base) is not None and not isinstance(base, Word))


def is_list(follow: Node | None) -> bool:
    """Whether brackets hold a list, which after a Greek letter may be a vector that it scales."""
    inner = meaningful(follow.body) if isinstance(follow, Fence) else []
    return len(split(inner, ",", ";")) > 1 and not any(is_atom(i, "bar") for i in inner)


def is_scripted(stream: Stream) -> bool:
    """Whether the brackets that follow carry a script, as those of factors do: ``a (x)^k``, ``a (W)_l``."""
    script = stream.peek(1)
    return isinstance(script, Scripts) and script.base is None and bool(script.sup or script.sub)


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
    if not isinstance(follow, Fence) or follow.open not in ("(", "[") or is_bound(reader, name):
        return False
    scope = reader.scope
    if name in scope.definitions:
        return scope.definitions[name].called
    if scope.sort(name) in ("function", "law"):
        return True
    if name.startswith("measure ") or scope.sort(name) is not None:
        return False
    inner = meaningful(follow.body)
    if phrases.is_separated(inner) and follow.open == "(" and not (name in GREEK and is_list(follow)):
        return True
    letter = name.split("_")[0].rstrip("'*+-").split()[-1]
    if letter in FUNCTION_LETTERS or name.startswith("cal "):
        return True
    if letter in GREEK and follow.open == "[":
        return False
    if letter in GREEK - MAPS and begins_with_number(inner):
        return False  # \gamma (1 - d): a coefficient, or a function; both are read
    if len(letter) > 1:
        return letter not in GREEK or only_applied(scope.applied, scope.bare, name)
    return is_lone(follow) and only_applied(scope.applied, scope.bare, name)


def begins_with_number(inner: list[Node]) -> bool:
    """Whether brackets hold a sum that begins with a number: ``(1 - d)``."""
    signs = any(is_atom(item, "operator", "+", "-") for item in inner[1:])
    return bool(inner) and is_atom(inner[0], "number") and signs


def is_bound(reader: "Reader", name: str) -> bool:
    """Whether a name is an index of a sum here; functions may be summed over too."""
    return name in reader.bound and name not in FUNCTION_LETTERS


def is_called(reader: "Reader", base: Expr, name: str, follow: Node | None) -> bool:
    """Whether the section shows a name, or the family that it is a member of, before one argument alone."""
    if not isinstance(follow, Fence) or follow.open != "(" or is_bound(reader, name) or name in LAW_NAMES:
        return False
    known = reader.scope.sort(name) is not None or name in reader.scope.definitions
    return not known and family(name, indexed=isinstance(base, Index)) in reader.scope.called


def family(name: str, *, indexed: bool) -> str:
    """How the scope calls a name: ``T`` and the members ``T_i`` are two things."""
    return f"{name}[]" if indexed else name


def only_applied(applied_names: frozenset[str], bare: frozenset[str], name: str) -> bool:
    """Whether a name never stands without a bracket."""
    return name in applied_names and name not in bare


def is_ambiguous(reader: "Reader", name: str, follow: Node | None) -> bool:
    """Whether application is a second way to read a name before a bracket."""
    if not isinstance(follow, Fence) or follow.open != "(" or is_bound(reader, name):
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
    return speaks_of_sigmoid(reader.scope.words)


def speaks_of_sigmoid(words: str) -> bool:
    """Whether a section is about the logistic function: by its words, or ``a(1 - a)`` for its values a."""
    if SIGMOID.search(words):
        return True
    return any(f"(1-{found[1]})" in words.replace(" ", "") for found in ACTIVATED.finditer(words))
