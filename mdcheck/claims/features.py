"""Questions about a statement that the gate asks: what occurs in it, and what its names are."""

from mdcheck.claims.link import Link
from mdcheck.expr.nodes import (
    Apply,
    Bind,
    Call,
    Compare,
    Expr,
    Index,
    Info,
    Moment,
    Number,
    Prob,
    Symbol,
    free_names,
    walk,
)
from mdcheck.expr.printer import plain

MEASURED = (Info, Moment, Prob)
PLAIN = (Symbol, Index, Number)


def names_of(statement: Compare) -> frozenset[str]:
    """Free names, constants aside."""
    return frozenset(n for n in free_names(statement) if not n.startswith("const "))


def has(statement: Expr, *kinds: type) -> bool:
    """Whether a node of a kind occurs."""
    return any(isinstance(n, kinds) for n in walk(statement))


def has_head(statement: Expr, *heads: str) -> bool:
    """Whether a head is applied somewhere."""
    return any(isinstance(n, Apply) and n.head in heads for n in walk(statement))


def is_value(side: Expr) -> bool:
    """Whether a side is a number, so that the equation may state data."""
    return not free_names(side) and not has(side, Info, Moment, Prob)


def is_plain(side: Expr) -> bool:
    """Whether a side is a name, perhaps transposed, inverted, negated or to a power."""
    match side:
        case Apply("neg" | "transpose" | "inverse", (inner,)) | Apply("pow", (inner, Number())):
            return is_plain(inner)
    return isinstance(side.base if isinstance(side, Index) else side, PLAIN)


def is_numeric(statement: Compare) -> bool:
    """Whether nothing but numbers and functions of them occurs."""
    return not names_of(statement) and not has(statement, Info, Moment, Prob)


def same_kind(statement: Compare) -> bool:
    """Whether both sides are one measure of one kind."""
    match statement.right:
        case Moment("E", (inner,)) if isinstance(statement.left, Moment) and has(inner, Moment):
            return statement.left.kind == "E"  # Cov(X, Y) = E[(X - E[X])(Y - E[Y])] is centred on purpose
    return isinstance(statement.left, MEASURED) and type(statement.left) is type(statement.right)


def takes_members(statement: Compare, link: Link) -> bool:
    """Whether a member of what is a matrix occurs: it may be a row, a column, or a matrix of its own."""
    return any(
        isinstance(n.base, Symbol) and len(n.keys) == 1 and link.scope.sort(n.base.name) == "matrix"
        for n in walk(statement)
        if isinstance(n, Index)
    )


def swapped(statement: Compare) -> bool:
    """Whether two measures differ in the order of their arguments only."""
    match statement.left, statement.right:
        case Info() as left, Info() as right:
            return left.kind == right.kind and parts_of(left) == parts_of(right)
        case Prob(_, events, given, _), Prob(_, others, conditions, _):
            return {e.variable for e in (*events, *given)} == {e.variable for e in (*others, *conditions)}
    return False


def parts_of(node: Info) -> frozenset[str]:
    """Everything that an information measure speaks of."""
    return frozenset((*node.variables, *node.given, *node.laws))


def axes(statement: Compare) -> frozenset[str]:
    """Random variables of a statement."""
    return frozenset(
        e.variable for n in walk(statement) if isinstance(n, Prob) for e in (*n.events, *n.given)
    )


def neutral(statement: Compare) -> frozenset[str]:
    """Names that only choose a member or an extent: free indices, ends of ranges, values and laws."""
    found: set[str] = {"delta"}
    for node in walk(statement):
        match node:
            case Index(Symbol(name), keys):
                found.update(k.name for k in keys if isinstance(k, Symbol))
                if name in axes(statement):
                    found.add(name)
            case Bind(domain=domain):
                last = getattr(domain, "last", None)
                if isinstance(last, Symbol):
                    found.add(last.name)
            case Prob(_, events, given, _):
                found.update(e.value.name for e in (*events, *given) if isinstance(e.value, Symbol))
            case Info(_, _, _, laws, where):
                found.update(laws)
                found.update(e.value.name for e in where if isinstance(e.value, Symbol))
    return frozenset(found)


def free_indices(side: Expr) -> frozenset[str]:
    """Free names that stand as indices on a side."""
    keys = {k.name for n in walk(side) if isinstance(n, Index) for k in n.keys if isinstance(k, Symbol)}
    return frozenset(keys & free_names(side))


def laws_in(side: Expr, link: Link) -> frozenset[str]:
    """Laws that a side names, by their measures, their values or their members."""
    found: set[str] = set()
    for node in walk(side):
        match node:
            case Info(_, _, _, laws, _):
                found.update(laws)
            case Prob(head, _, _, _):
                found.add(head)
            case Index(Symbol(name), _) if name in link.scope.laws or name in ("p", "q"):
                found.add(name)
    for name in found & link.scope.definitions.keys():
        found.remove(name)
        found.update(free_names(link.scope.definitions[name].body))
    return frozenset(name.lower() if len(name) == 1 else name for name in found)


def laws_belong_together(statement: Compare) -> bool:
    """Whether there is one law, or a measure of two: unrelated laws may be particular ones."""
    laws = [frozenset(n.laws) for n in walk(statement) if isinstance(n, Info)]
    return len(frozenset().union(*laws)) < 2 or any(len(pair) == 2 for pair in laws)


def generics(node: Expr, link: Link) -> frozenset[str]:
    """Functions without a definition that an expression calls, through the definitions that it refers to."""
    found: set[str] = set()
    waiting, seen = [node], set[str]()
    while waiting:
        for part in walk(waiting.pop()):
            name = part.name if isinstance(part, Symbol) else ""
            if name in link.scope.definitions and name not in seen:
                seen.add(name)
                waiting.append(link.scope.definitions[name].body)
            if isinstance(part, Call) and isinstance(part.function, Symbol | Index):
                function = part.function.base if isinstance(part.function, Index) else part.function
                known = isinstance(function, Symbol) and function.name.startswith("head ")
                if not known and isinstance(function, Symbol) and function.name not in link.scope.definitions:
                    found.add(plain(part.function))
    return frozenset(found)


def written_out(body: Expr, link: Link) -> bool:
    """Whether an expression is more than a name, or a name with a definition."""
    match body:
        case Call(_, args, _) if not all(isinstance(a, Symbol) for a in args):
            return True
        case Symbol(name) | Index(Symbol(name), _) | Call(Symbol(name), _, _):
            return name in link.scope.definitions
    return True


def reached(body: Expr, link: Link) -> frozenset[str]:
    """Names in an expression and in the definitions that it refers to."""
    names: set[str] = set()
    waiting = set(free_names(body))
    while waiting:
        names |= waiting
        bodies = [link.scope.definitions[n].body for n in waiting & link.scope.definitions.keys()]
        waiting = {name for inner in bodies for name in free_names(inner)} - names
    return frozenset(names)


def kinds_of_moments(statement: Compare) -> set[str]:
    """Kinds of moments, covariance counted with variance."""
    return {"Var" if n.kind == "Cov" else n.kind for n in walk(statement) if isinstance(n, Moment)}


def extra_names(statement: Compare) -> frozenset[str]:
    """Names outside of all moments."""
    inside = frozenset(
        name for n in walk(statement) if isinstance(n, Moment) for a in n.args for name in free_names(a)
    )
    return names_of(statement) - inside


def rooted(body: Expr, link: Link) -> frozenset[str]:
    """Names that an expression comes down to, defined ones replaced by those that define them."""
    names = set(free_names(body))
    met: set[str] = set()
    while known := (names & link.scope.definitions.keys()) - met:
        met |= known
        names -= known
        for name in known:
            definition = link.scope.definitions[name]
            names |= free_names(definition.body) - frozenset(definition.parameters)
    return frozenset(names - met)


def is_complex(link: Link, statement: Compare) -> bool:
    """Whether a letter i that chooses no member stands in a statement or in what defines its names."""
    names = names_of(statement) | rooted(statement, link)
    return bool({"i", "upright i"} & (names - neutral(statement)))
