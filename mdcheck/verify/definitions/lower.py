"""Formulas made comparable: every quantity an atom with index keys, whatever notation it came in.

``p(x_i)``, ``p_i`` and ``f(x_i)`` become atoms indexed by i; a law of several variables, as in ``p(y|x)``,
keeps its variables in its name so that all of them can be read off one joint table.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from fractions import Fraction

from mdcheck.expr.nodes import (
    Apply,
    Bind,
    Call,
    Derivative,
    Expr,
    Index,
    Info,
    Moment,
    Number,
    Prob,
    Range,
    Such,
    Symbol,
    Values,
    children,
    transform,
    walk,
)
from mdcheck.expr.printer import plain
from mdcheck.records import dataclass
from mdcheck.verify.definitions.keys import bound_names, from_one, told_apart, without_idle_keys
from mdcheck.verify.definitions.times import Steps, moment, steps
from mdcheck.verify.steps import Unknown

ZERO, HALF = Number(Fraction(0)), Number(Fraction(1, 2))
CONSTANTS = ("const ", "identity")
SLOPE = Symbol("slope")
POLICIES = ("pi", "p", "P", "mu")
SETS = {"intersection": "cap", "union": "cup"}


@dataclass(frozen=True, slots=True)
class Law:
    """What an atom of a joint law means: a marginal or conditional (``p``), or an entropy (``H``, ``I``)."""

    kind: str
    head: str
    variables: tuple[str, ...]
    given: tuple[str, ...] = ()
    at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Size:
    """A name that stands for how far a variable runs: the extent times ``scale`` plus ``offset``."""

    variable: str
    scale: Fraction = Fraction(1)
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Lowered:
    """An expression over atoms.

    Attributes:
        expr: Of numbers, symbols, indices, applications, sums and cases.
        arity: Number of keys by atom, in order of writing.
        laws: What the atoms that are laws or entropies mean.
        sizes: Names that are the extent of a sum.
        free: Index names that no sum binds: the result has an entry for each.
        change: What was taken away to come here: ``mean over i``.
        steps: The steps that it speaks of.
    """

    expr: Expr
    arity: Mapping[str, int]
    laws: Mapping[str, Law]
    sizes: Mapping[str, Size]
    free: tuple[str, ...] = ()
    change: str = ""
    steps: Steps = field(default_factory=Steps)


@dataclass
class Lowering:
    """Collects what one formula's atoms mean."""

    laws: dict[str, Law] = field(default_factory=dict)
    sizes: dict[str, Size] = field(default_factory=dict)
    fresh: int = 0
    bound: frozenset[str] = frozenset()
    sets: frozenset[str] = frozenset()

    def node(self, node: Expr) -> Expr:
        """One node whose parts are lowered already."""
        match node:
            case Prob(_, events, given, False) if any(isinstance(e.value, Number) for e in (*events, *given)):
                used = {part.name for part in walk(node) if isinstance(part, Symbol)} & self.bound
                return indexed(plain(node), tuple(map(Symbol, sorted(used))))
            case Prob(head, events, given, False) if not any(e.negated for e in (*events, *given)):
                return self.law(head, events, given)
            case Prob():
                raise Unknown("a probability of a union or of a negation")
            case Call(Symbol("sigma" | "sigmoid" | "Sigmoid"), (arg,), 0):
                return Apply("sigmoid", (arg,))
            case Call(Symbol("Phi"), (arg,), 0):
                return Apply("ncdf", (arg,))
            case Call(Symbol("clip" | "head clip"), (arg, low, high), 0):
                return Apply("min", (Apply("max", (arg, low)), high))
            case Apply("max of" | "min of" as head, (Apply("pow", (Apply("tuple" | "set", args), power)),)):
                return Apply("pow", (Apply(head[:3], args), power))
            case Apply("max of" | "min of" as head, (arg,)):
                return Apply(head[:3], (arg,))
            case Apply("abs", (Apply("intersection" | "union" as head, sets),)):
                return Symbol(f"{SETS[head]}({','.join(map(plain, sets))})")
            case Apply("abs", (Symbol(name),)) if name in self.sets:
                return Symbol(f"card({name})")
            case Apply("abs", (Index(Symbol(name), keys),)) if name in self.sets:
                return Index(Symbol(f"part({name})"), keys)
            case Call(Symbol(name), args, 0) if name.startswith("head "):
                return Apply(name.removeprefix("head "), args)
            case Call(Symbol("round" | "head round"), (arg,), 0):
                return Apply("floor", (Apply("add", (arg, HALF)),))
            case Call(function, args, 0):
                head = name_of(function).removeprefix("const ")
                return indexed(f"{head}({','.join(map(without_keys, args))})", self.keys_of(args))
            case Derivative(Apply("mul", (first, *rest)), _, 1):
                return Apply("mul", (self.slope(first), *rest))
            case Derivative(body, _, 1):
                return self.slope(body)
            case Call():
                raise Unknown("a derivative of a function")
            case Index(base, keys) if any(self.ahead(key) for key in keys):
                return Index(base, tuple(self.ahead(key) or key for key in keys))
            case Index(base, keys) if any(self.is_label(key) for key in keys):
                return Index(base, tuple(Symbol(plain(k)) if self.is_label(k) else k for k in keys))
            case Bind(body=body) if any(part == SLOPE for part in walk(body)):
                raise Unknown("a sum of derivatives")
            case Bind(domain=Values() | Such()):
                return replace(
                    node, head="sum" if node.head == "int" else node.head, domain=Range(None, None)
                )
            case Apply("repeated", (Number(value=one), Apply("indicator", _) as indicator)) if one == 1:
                return indicator
            case Apply("chance", _):
                used = {part.name for part in walk(node) if isinstance(part, Symbol)} & self.bound
                return indexed(plain(node), tuple(map(Symbol, sorted(used))))
            case Moment("E", (arg,), ()) if (law := self.only_law(arg)) is not None:
                key = law.keys[0]
                return Bind("sum", name_of(key), Range(None, None), Apply("mul", (law, arg)))
            case Bind(domain=Range(first, last)):
                domain = self.range(node.variable, first, last)
                whole = domain == Range(None, None) and first == ZERO
                return replace(
                    node, domain=domain, body=from_one(node.body, node.variable) if whole else node.body
                )
            case Info():
                return self.information(node)
        return node

    def slope(self, body: Expr) -> Expr:
        """The derivative of a law, or of its logarithm, as an atom."""
        match body:
            case Apply("log", (inner,)) if name_of(inner).startswith(POLICIES):
                return Symbol("score")
            case Index() | Symbol() if name_of(body).startswith(POLICIES):
                return SLOPE
        raise Unknown("a derivative")

    def keys_of(self, args: Iterable[Expr]) -> tuple[Expr, ...]:
        """The index keys of arguments; without any, the arguments that sums move."""
        parts = tuple(node for arg in args for node in walk(arg))
        found = [key for node in parts if isinstance(node, Index) for key in node.keys]
        return tuple(
            dict.fromkeys(found or sorted((p for p in parts if name_of(p) in self.bound), key=name_of))
        )

    def ahead(self, key: Expr) -> Symbol | None:
        """The variable of a sum in a key such as ``t + k + 1``, which runs on from a fixed step."""
        match key:
            case Apply("add", terms):
                names = [term.name for term in terms if isinstance(term, Symbol)]
                moved = [name for name in names if name in self.bound]
                return Symbol(moved[0]) if len(moved) == 1 < len(names) else None
        return None

    def is_label(self, key: Expr) -> bool:
        """Whether a key is made of something, such as the class ``y_i`` or ``t + 1``, that no sum moves."""
        return isinstance(key, Index | Apply) and not any(
            isinstance(part, Symbol) and part.name in self.bound for part in walk(key)
        )

    def only_law(self, arg: Expr) -> Index | None:
        """The one law that an expectation's argument speaks of, indexed by a variable of its own."""
        laws = {n for n in walk(arg) if isinstance(n, Index) and name_of(n) in self.laws}
        return next(iter(laws)) if len(laws) == 1 and len(next(iter(laws)).keys) == 1 else None

    def law(self, head: str, events: tuple, given: tuple) -> Expr:  # type: ignore[type-arg]
        """A probability as an atom indexed by the values that are indices."""
        law = Law("p", head, tuple(e.variable for e in events), tuple(e.variable for e in given))
        name = f"{head}({','.join(law.variables)}{'|' if given else ''}{','.join(law.given)})"
        self.laws[name] = law
        keys = tuple(key for e in (*events, *given) for key in key_of(e.value))
        return Index(Symbol(name), keys) if keys else Symbol(name)

    def information(self, node: Info) -> Expr:
        """A measure of laws written out; one of variables as an atom."""
        if node.kind not in ("entropy", "mutual-information") and not (node.laws and node.kind != "js"):
            return Symbol(plain(node))
        if node.laws:
            return self.of_laws(node)
        at = tuple(e.variable for e in node.where)
        name = f"{node.kind[0]}[{','.join(node.variables)}|{','.join((*node.given, *at))}]"
        kind = "H" if node.kind == "entropy" else "I"
        self.laws[name] = Law(kind, "", node.variables, node.given, at)
        keys = tuple(key for e in node.where for key in key_of(e.value))
        return Index(Symbol(name), keys) if keys else Symbol(name)

    def of_laws(self, node: Info) -> Expr:
        """Entropy, cross entropy or divergence of laws as the sum that it is."""
        self.fresh += 1
        k = f"k{self.fresh}"
        laws = [Index(Symbol(name), (Symbol(k),)) for name in node.laws]
        match node.kind, laws:
            case "entropy", [p]:
                body: Expr = Apply("neg", (Apply("mul", (p, Apply("log", (p,)))),))
            case "cross-entropy", [p, q]:
                body = Apply("neg", (Apply("mul", (p, Apply("log", (q,)))),))
            case "divergence", [p, q]:
                body = Apply("mul", (p, Apply("log", (Apply("div", (p, q)),))))
            case _:
                raise Unknown(node.kind)
        return Bind("sum", k, Range(None, None), body)

    def range(self, variable: str, first: Expr | None, last: Expr | None) -> Range:
        """A range over a whole axis without its ends, which give names to its size."""
        start = 1 if first is None else first.value if isinstance(first, Number) else None
        match start, last:
            case 0 | 1, Apply("infinity", _):
                return Range(None, None)
            case _, None:
                return Range(None, None) if start in (0, 1) else Range(first, last)
            case 0 | 1, Symbol(name):
                self.sizes.setdefault(name, Size(variable, offset=-1 if start == 0 else 0))
                return Range(None, None)
            case 0, Apply("add", (Symbol(name), Apply("neg", (Number(value=one),)))) if one == 1:
                self.sizes.setdefault(name, Size(variable))
                return Range(None, None)
            case 0 | 1, Apply("abs", (Symbol(name),)):
                self.sizes.setdefault(f"|{name}|", Size(variable))
                return Range(None, None)
            case 1, Apply("mul", (Number(value=factor), Symbol(name))):
                self.sizes.setdefault(name, Size(variable, Fraction(1) / factor))
                return Range(None, None)
        return Range(first, last)


def name_of(node: Expr) -> str:
    """An atom's name without its index keys."""
    match node:
        case Symbol(name):
            return name
        case Index(base, _):
            return name_of(base)
    return plain(node)


def without_keys(node: Expr) -> str:
    """An argument as text, without index keys."""
    return plain(transform(node, lambda part: part.base if isinstance(part, Index) else part))


def key_of(value: Expr) -> tuple[Expr, ...]:
    """By what an outcome is indexed: itself, or its own index."""
    match value:
        case Symbol():
            return (value,)
        case Index(_, keys):
            return keys
    return ()


def indexed(name: str, keys: tuple[Expr, ...]) -> Expr:
    """An atom with its keys."""
    return Index(Symbol(name), keys) if keys else Symbol(name)


def lowered(node: Expr) -> Lowered:
    """An expression over atoms; index keys that never vary are dropped.

    Raises:
        Unknown: where a part has no meaning as a quantity.
    """
    lowering = Lowering(bound=bound_names(node), sets=set_names(node))
    whole = transform(node, lowering.node)
    expr = told_apart(without_idle_keys(whole, lowering.sizes))
    arity, free = atoms(expr, lowering.sizes)
    bound = bound_names(whole)
    keys = {key for n in walk(node) if isinstance(n, Index) for key in n.keys}
    when = {plain(key): moment(key) for key in keys if not bound & moment(key).keys()}
    free = tuple(sorted(free, key=lambda name: -sum(when.get(name, {}).values())))
    at = Steps(steps(whole, when), tuple(when.get(name, {}) for name in free))
    return Lowered(expr, arity, lowering.laws, lowering.sizes, free, steps=at)


def set_names(expr: Expr) -> frozenset[str]:
    """Names that stand in an intersection or a union, or whose size is taken of the whole and of parts."""
    joined = (node for node in walk(expr) if isinstance(node, Apply) and node.head in SETS)
    sized = [node.args[0] for node in walk(expr) if isinstance(node, Apply) and node.head == "abs"]
    whole = {arg.name for arg in sized if isinstance(arg, Symbol)}
    split = {name_of(arg) for arg in sized if isinstance(arg, Index)}
    return (
        frozenset(arg.name for node in joined for arg in node.args if isinstance(arg, Symbol)) | whole & split
    )


def atoms(expr: Expr, sizes: Iterable[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Arity of each atom, and the free indices.

    Raises:
        Unknown: if an atom stands with different numbers of keys.
    """
    bound = bound_names(expr)
    arity: dict[str, int] = {}
    free: dict[str, None] = {}

    def visit(node: Expr, *, as_key: bool = False) -> None:
        match node:
            case Index(Symbol(name), keys):
                if arity.setdefault(name, len(keys)) != len(keys):
                    raise Unknown(f"{name} stands with and without an index")
                for key in keys:
                    visit(key, as_key=True)
            case Symbol(name) if as_key and name not in bound:
                free.setdefault(name)
            case Symbol(name) if name not in bound and not name.startswith(CONSTANTS):
                if arity.setdefault(name, 0) != 0:
                    raise Unknown(f"{name} stands with and without an index")
            case _:
                for child in parts(node):
                    visit(child)

    visit(expr)
    for name in (*sizes, *free):
        arity.pop(name, None)
    return arity, tuple(free)


def parts(node: Expr) -> Iterator[Expr]:
    """What is below a node, the ends of ranges left out."""
    match node:
        case Bind():
            yield from (*node.conditions, node.body)
            if isinstance(node.domain, Range):
                yield from (end for end in (node.domain.first, node.domain.last) if end is not None)
        case _:
            yield from children(node)
