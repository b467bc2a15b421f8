"""What sorts the names of a claim must have, by the way it uses them: the setting of its worlds."""

import itertools
from collections import Counter
from collections.abc import Iterator

from mdcheck.claims.features import free_indices
from mdcheck.expr.bars import axis as axis_of
from mdcheck.expr.moments import at_values
from mdcheck.expr.nodes import (
    Apply,
    Bind,
    Call,
    Compare,
    Derivative,
    Event,
    Expr,
    Index,
    Info,
    Moment,
    Number,
    Prob,
    Range,
    Symbol,
    walk,
)
from mdcheck.expr.scope import Scope
from mdcheck.verify.binding import labels
from mdcheck.verify.chance import law_of, random_names
from mdcheck.verify.events import is_ordered, told_values
from mdcheck.verify.events import variables as compared
from mdcheck.verify.finite_sets import set_names
from mdcheck.verify.members import dimension, last_members, ones
from mdcheck.verify.world import ENTRYWISE, HOLDING, Setting, Shape

Named = tuple[str, int]
SAME_SHAPE = frozenset(("add", "neg", "hadamard"))
OF_ARRAYS = frozenset(("norm", "norm1", "norminf", "norm of kind", "trace", "det"))
EXTENTS = frozenset(("n", "m", "d", "N", "D"))
LENGTHS = frozenset(("n", "m", "N"))
OF_WHOLE_NUMBERS = frozenset(("factorial", "binomial", "arrange", "floor", "ceil", "mod", "gcd", "lcm"))
ROUNDS = 4


def setting(statement: Expr, scope: Scope) -> Setting:
    """The setting for a claim, its definitions included."""
    nodes = list(expanded(statement, scope))
    axes = axes_of(nodes)
    sizes = frozenset((*size_names(nodes), *extents(nodes, scope)))
    laws = {law_of(n.head) for n in nodes if isinstance(n, Prob)}
    named = {n for i in nodes if isinstance(i, Info) for n in i.laws} | scope.laws
    if named and not axes and any(isinstance(n, Info) and n.laws for n in nodes):
        axes = ("x",)
    vectors = named & {n.base.name for n in nodes if isinstance(n, Index) and isinstance(n.base, Symbol)}
    known = shapes(nodes, scope)
    return Setting(
        shapes=known,
        counts=frozenset((*count_names(nodes), *(n for n, s in scope.sorts.items() if s == "count")))
        - sizes
        - frozenset(rounded_names(nodes)),
        sizes=sizes,
        positive=frozenset(n for n, s in scope.sorts.items() if s in ("positive", "unit")),
        families=frozenset(family_names(nodes))
        | {name for (name, _), shape in known.items() if shape == "vector"},
        members=last_members(nodes),
        holding={
            name: repair for name, told in scope.holding.items() for repair in HOLDING if repair == told
        },
        values={**labels(nodes, index_names_of(nodes, statement)), **scope.values},
        told=told_values(nodes),
        ones=ones(nodes),
        dimension=dimension(nodes, {name for (name, _), shape in known.items() if shape == "vector"}),
        sets=frozenset(set_names(nodes)) | {n for n, s in scope.sorts.items() if s == "set"},
        independent=scope.independent,
        random=scope.moments,
        axes=axes,
        indices=index_names_of(nodes, statement) - sizes,
        laws=frozenset(vectors) if axes else frozenset(),
        law=laws.pop() if len(laws) == 1 else "p",
        bits=any(
            isinstance(n, Apply)
            and n.head == "logbase"
            and isinstance(n.args[0], Number)
            and n.args[0].value == 2
            for n in nodes
        ),
    )


def index_names_of(nodes: list[Expr], statement: Expr) -> frozenset[str]:
    """Free names that stand as indices in a statement or in what it refers to."""
    return frozenset(index_names(nodes)) | free_indices(statement)


def laws_as_numbers(statement: Expr) -> str:
    """A name that a statement uses both as a law and as a number (``H(p) = -p log p - ..``), or nothing."""
    nodes = list(walk(statement))
    uses = Counter(n.name for n in nodes if isinstance(n, Symbol))
    uses.subtract(n.base.name for n in nodes if isinstance(n, Index) and isinstance(n.base, Symbol))
    laws = {law for n in nodes if isinstance(n, Info) for law in n.laws}
    laws |= {n.head for n in nodes if isinstance(n, Prob)}
    return next((name for name in sorted(laws) if uses[name] > 0), "")


def expanded(statement: Expr, scope: Scope) -> Iterator[Expr]:
    """All nodes of a statement and of the definitions that it refers to."""
    seen: set[str] = set()
    waiting = [statement]
    while waiting:
        for node in walk(waiting.pop()):
            yield node
            if isinstance(node, Symbol) and node.name in scope.definitions and node.name not in seen:
                seen.add(node.name)
                waiting.append(scope.definitions[node.name].body)


def axes_of(nodes: list[Expr]) -> tuple[str, ...]:
    """Random variables, in a fixed order."""
    found: set[str] = set()
    for node in nodes:
        match node:
            case Prob(_, events, given, _):
                found.update(e.variable for e in (*events, *given))
            case Info(_, variables, given, _, where):
                found.update((*variables, *given, *(e.variable for e in where)))
            case Moment(_, args, given, where):
                found.update((*(axis_of(n) for a in args for n in random_names(a)), *given))
                found.update(at_values(where) or ())
            case Event(variable, _, _):
                found.add(variable)
            case Apply("chance", (_, condition)) if is_ordered(condition):
                found.update(map(axis_of, compared(condition)))
    return tuple(sorted(found))


def size_names(nodes: list[Expr]) -> Iterator[str]:
    """Names that end a range."""
    for node in nodes:
        if isinstance(node, Bind) and isinstance(node.domain, Range) and isinstance(node.domain.last, Symbol):
            yield node.domain.last.name
        if isinstance(node, Apply) and node.head == "repeated" and isinstance(node.args[1], Symbol):
            yield node.args[1].name


def extents(nodes: list[Expr], scope: Scope) -> Iterator[str]:
    """Letters of sizes of which nothing else is known: beside norms, beside sums over all there is."""
    if any(isinstance(n, Apply) and n.head in OF_ARRAYS for n in nodes):
        names = {n.name for n in nodes if isinstance(n, Symbol)}
        yield from (name for name in names & EXTENTS if scope.sort(name) is None)
    uniform = any(scope.holding.get(law) == "uniform" for n in nodes if isinstance(n, Info) for law in n.laws)
    if uniform or any(isinstance(n, Bind) and n.domain == Range(None, None) for n in nodes):
        names = {n.name for n in nodes if isinstance(n, Symbol)} & LENGTHS
        yield from (name for name in names if len(names) == 1 and scope.sort(name) in (None, "count"))


def count_names(nodes: list[Expr]) -> Iterator[str]:
    """Names that must be natural numbers."""
    for node in nodes:
        if isinstance(node, Apply) and node.head in OF_WHOLE_NUMBERS:
            for arg in node.args:
                yield from (n.name for n in walk(arg) if isinstance(n, Symbol))
        if isinstance(node, Apply) and node.head == "pow" and is_negative(node.args[0]):
            yield from (n.name for n in walk(node.args[1]) if isinstance(n, Symbol))
        if isinstance(node, Bind) and isinstance(node.domain, Range):
            for end in (node.domain.first, node.domain.last):
                if end is not None and not isinstance(end, Symbol):
                    yield from (n.name for n in walk(end) if isinstance(n, Symbol))


def rounded_names(nodes: list[Expr]) -> Iterator[str]:
    """Names that are rounded by themselves: nobody rounds what is whole."""
    for node in nodes:
        match node:
            case Apply("floor" | "ceil", (Symbol(name),)):
                yield name


def is_negative(node: Expr) -> bool:
    """Whether a node is a negative number: its exponents are whole."""
    return isinstance(node, Apply) and node.head == "neg" and isinstance(node.args[0], Number)


def family_names(nodes: list[Expr]) -> Iterator[str]:
    """Names with an index that is not a number, or with several that are."""
    numbered: set[str] = set()
    members = {n for n in nodes if isinstance(n, Index)}
    for node in members:
        match node:
            case Index(Symbol(name), keys) if not all(isinstance(key, Number) for key in keys):
                yield name
            case Index(Symbol(name), _):
                if name in numbered:
                    yield name
                numbered.add(name)


def condition_names(nodes: list[Expr]) -> Iterator[str]:
    r"""Names that a condition on an index set compares with: ``i \ne k``."""
    for node in nodes:
        for condition in node.conditions if isinstance(node, Bind) else ():
            yield from (n.name for n in walk(condition) if isinstance(n, Symbol))


def index_names(nodes: list[Expr]) -> Iterator[str]:
    """Free names that stand as indices."""
    bound = {n.variable for n in nodes if isinstance(n, Bind)}
    yield from (name for name in condition_names(nodes) if name not in bound)
    for node in nodes:
        if isinstance(node, Index):
            for key in node.keys:
                yield from (n.name for n in walk(key) if isinstance(n, Symbol) and n.name not in bound)


def named(node: Expr) -> Named | None:
    """A name with its number of indices."""
    match node:
        case Symbol(name) if not name.startswith(("const ", "measure ")):
            return name, 0
        case Index(Symbol(name), keys):
            return name, len(keys)
    return None


def shapes(nodes: list[Expr], scope: Scope) -> dict[Named, Shape]:
    """Shapes by structure, then by unification over sums and products."""
    known: dict[Named, Shape] = {}
    for node in nodes:
        who = named(node)
        if who is not None and (shape := declared_shape(node, who, scope)) is not None:
            known.setdefault(who, shape)
        structural(node, known)
    bodies = {
        n: scope.definitions[n.name].body
        for n in dict.fromkeys(nodes)
        if isinstance(n, Symbol) and n.name in scope.definitions and not scope.definitions[n.name].parameters
    }
    for _ in range(ROUNDS):
        before = len(known)
        for node in nodes:
            unify(node, known)
        for name, body in bodies.items():
            share((name, body), known)
            if known.get((name.name, 0)) == "vector":
                expect_vector(body, known)
        if len(known) == before:
            break
    return {who: shape for who, shape in known.items() if shape != "scalar"}


def declared_shape(node: Expr, who: Named, scope: Scope) -> Shape | None:
    """The shape that a name was declared to have; a component of a declared vector is a number."""
    name, keys = who
    sort = scope.sort(name)
    if isinstance(node, Index) and keys == 1 and isinstance(node.keys[0], Symbol):
        member = scope.sort(f"{name}_{node.keys[0].name}")
        sort = member or (sort if name.startswith(("bold ", "vec ")) else None)
    elif keys:
        sort = sort if name.startswith(("bold ", "vec ")) and keys == 1 else None
    return sort if sort in ("vector", "matrix") else None


def structural(node: Expr, known: dict[Named, Shape]) -> None:
    """Shapes that an operator demands of its argument."""
    if isinstance(node, Index) and isinstance(node.base, Apply):
        expect_array(node.base, len(node.keys), known)
    if not isinstance(node, Apply) or not node.args:
        return
    who = named(node.args[0])
    if node.head == "transpose" and isinstance(node.args[0], Apply) and is_small(node.args[0]):
        expect_vector(node.args[0], known)
    if node.head in ("transpose", "inverse", "det", "trace", "frobenius") and who is not None:
        capital = who[0].split()[-1][:1].isupper()
        known.setdefault(who, "matrix" if capital or node.head != "transpose" else "vector")
    if node.head in ("inverse", "det", "trace", "frobenius"):
        for inner in walk(node.args[0]):
            who = named(inner)
            if who is not None and who[1] < 2 and who[0].split()[-1][:1].isupper():  # by two, it is an entry
                known.setdefault(who, "matrix")
    if node.head in ("norm", "norm1", "norminf", "norm of kind", "inner", "cosine", "softmax"):
        for arg in node.args[:1] if node.head == "norm of kind" else node.args:
            expect_vector(arg, known)


def is_small(node: Apply) -> bool:
    """Whether a sum or difference speaks of small letters only: what is transposed there are vectors."""
    names = [n.name for n in walk(node) if isinstance(n, Symbol)]
    return node.head == "add" and all(name.split()[-1][:1].islower() for name in names)


def expect_array(node: Expr, keys: int, known: dict[Named, Shape]) -> None:
    """Give names the shapes that let an expression have entries: ``(AB)_{ij}``, ``(Ax)_i``."""
    if keys == 1:
        expect_vector(node, known)
    elif keys == 2:
        for inner in walk(node):
            who = named(inner)
            if who is not None and who[0].split()[-1][:1].isupper():
                known.setdefault(who, "matrix")


def expect_vector(node: Expr, known: dict[Named, Shape]) -> None:
    """Give names the shapes that make an expression a vector: ``Xw - y`` has a matrix and two vectors."""
    who = named(node)
    if who is not None:
        known.setdefault(who, "vector")
        return
    match node:
        case Apply("add" | "neg" | "hadamard", args):
            for arg in args:
                expect_vector(arg, known)
        case Apply("mul", (*factors, last)):
            expect_vector(last, known)
            for factor in factors:
                name = named(factor)
                if name is not None and name[0].split()[-1][:1].isupper():
                    known.setdefault(name, "matrix")
        case Apply("div", (top, _)):
            expect_vector(top, known)
        case Apply(head, (inner,)) if head in ENTRYWISE:
            expect_vector(inner, known)
        case Call(Symbol(name), (inner,)) if name.removeprefix("head ") in ENTRYWISE:
            expect_vector(inner, known)


def shape_of(node: Expr, known: dict[Named, Shape]) -> Shape | None:
    """Shape of a node, if it follows from what is known."""
    who = named(node)
    if who is not None:
        return known.get(who)
    match node:
        case Apply("transpose", (arg,)):
            return shape_of(arg, known)
        case Apply("inverse", _):
            return "matrix"
        case Apply("repeated", (_, key)):
            return "vector" if isinstance(key, Symbol) else None
        case Apply("softmax", (arg,)) if named(arg) is not None:
            return "vector"
        case Apply(head, (arg,)) if head in ENTRYWISE:
            return shape_of(arg, known)
        case Call(Symbol(name), (arg,)) if name.removeprefix("head ") in ENTRYWISE:
            return shape_of(arg, known)
        case Apply("add" | "neg", args):
            return next((s for a in args if (s := shape_of(a, known)) not in (None, "scalar")), None)
        case Apply("mul", args) if len(args) > 1:
            first, last = shape_of(args[0], known), shape_of(args[-1], known)
            is_row = isinstance(args[0], Apply) and args[0].head == "transpose" and first == "vector"
            if is_row or last == "vector":
                return None if is_row else "vector"
            return first if first == last == "matrix" else None
        case Derivative(_, variable, _):
            return shape_of(variable, known)
    return None


def unify(node: Expr, known: dict[Named, Shape]) -> None:
    """Give unknown names the shape that their neighbours imply."""
    match node:
        case Apply(head, args) if head in SAME_SHAPE:
            share(args, known)
        case Compare("eq", left, right):
            share((left, right), known)
        case Apply("mul", args):
            for left, right in itertools.pairwise(args):
                follow(left, right, known)


def share(args: tuple[Expr, ...], known: dict[Named, Shape]) -> None:
    """Terms of one sum have one shape."""
    shape = next((s for a in args if (s := shape_of(a, known)) is not None), None)
    if shape in (None, "scalar"):
        return
    for arg in args:
        if isinstance(arg, Apply) and arg.head in ("add", "neg"):
            for term in arg.args:
                give(term, shape, known)
        give(arg, shape, known)


def give(node: Expr, shape: Shape, known: dict[Named, Shape]) -> None:
    """Give a name that is a term, perhaps with a minus, its shape."""
    who = named(node.args[0] if isinstance(node, Apply) and node.head == "neg" else node)
    if who is not None:
        known.setdefault(who, shape)


def follow(left: Expr, right: Expr, known: dict[Named, Shape]) -> None:
    """What follows a matrix or a row is a vector if it is small, a matrix if it is capital."""
    shape = shape_of(left, known)
    row = isinstance(left, Apply) and left.head == "transpose" and shape == "vector"
    who = named(right)
    if who is None or who in known or not (row or shape == "matrix"):
        return
    capital = who[0].split()[-1][:1].isupper()
    known[who] = "matrix" if capital else "vector"
