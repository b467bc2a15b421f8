"""What a docstring's formulas say: forms of what is returned, and the definitions that they use."""

import re
from collections.abc import Iterable, Mapping

from mdcheck.concepts.concept import Concept, Formula, Kind, Parameter
from mdcheck.expr.gap import Gap
from mdcheck.expr.keys import subscript
from mdcheck.expr.letters import base_name
from mdcheck.expr.nodes import Apply, Call, Expr, Index, Info, Number, Symbol, transform, walk
from mdcheck.expr.reader import Reader
from mdcheck.expr.scope import Definition, Scope, Sort
from mdcheck.expr.stream import meaningful
from mdcheck.latex import parse, statements
from mdcheck.latex.statements import Statement
from mdcheck.latex.tree import Fence, Row, Scripts
from mdcheck.patterns import regex
from mdcheck.records import dataclass

SPELLED = {"lambda_": "lambda", "eps": "epsilon"}
DIFFERENTIAL = regex("d[a-z]")
ACCENTS = ("hat", "bar", "tilde")
WORDS = "sigmoid"
FUNCTIONS = ("Gamma", "round")


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write what is returned.

    Attributes:
        formula: As the docstring has it.
        name: What the left side is called.
        keys: Indices of the left side; entries of the result are compared one by one.
        body: The right side.
        definitions: By name, those of the other displays.
        order: How many different left sides come before: the place in a result of several parts.
    """

    formula: Formula
    name: str
    keys: tuple[Expr, ...]
    body: Expr
    definitions: Mapping[str, Definition]
    order: int = 0


@dataclass(frozen=True, slots=True)
class Unread:
    """A formula that the reader does not understand."""

    formula: Formula
    reason: str


@dataclass(frozen=True, slots=True)
class _Display:
    """One statement of a docstring, read."""

    formula: Formula
    left: str
    name: str
    keys: tuple[Expr, ...]
    body: Expr


def spelled(name: str) -> str:
    """A parameter's name as formulas have it: ``eps`` as epsilon, ``y_hat`` as hat y, ``du`` as u'."""
    base, _, mark = name.rpartition("_")
    if mark in ACCENTS and base:
        return f"{mark} {base}"
    if (mark == "prime" and base) or DIFFERENTIAL.fullmatch(name):
        return f"{base or name[1:]}'"
    return SPELLED.get(name, name)


def forms(concept: Concept) -> list[Form | Unread]:
    """The forms of a concept, in order; an unread definition spoils all of them."""
    known = _known(concept)
    displays: list[_Display] = []
    unread: list[Unread] = []
    for formula in concept.formulas:
        for statement in statements(parse(formula.tex)):
            try:
                displays.append(_display(formula, statement, concept, known))
            except Gap as gap:
                unread.append(Unread(formula, str(gap)))
    if unread:
        return [*unread]
    return list(_parted(displays))


def _parted(displays: list[_Display]) -> Iterable[Form]:
    """Forms and definitions told apart: a form has the first left side, or nothing uses it."""
    if not displays:
        return
    defined = {d.name: Definition(parameters(d.keys), d.body) for d in displays[1:] if d.name}
    first = displays[0]
    defined.pop(first.name, None)
    used = set[str]()
    for display in displays:
        used |= _names(_powers(display.body, defined))
    order: dict[str, int] = {}
    for display in displays:
        if display.left == first.left or display.name not in used:
            local = {name: _settled(d, defined) for name, d in defined.items() if name != display.name}
            place = order.setdefault(display.left, len(order))
            body = _powers(display.body, defined)
            yield Form(display.formula, display.name, display.keys, body, local, place)


def _names(body: Expr) -> set[str]:
    """All names that an expression reads, those of laws included."""
    named = {n.name for n in walk(body) if isinstance(n, Symbol)}
    return named.union(*(n.laws for n in walk(body) if isinstance(n, Info)))


def parameters(keys: tuple[Expr, ...]) -> tuple[str, ...]:
    """Names of the indices of a definition."""
    return tuple(key.name for key in keys if isinstance(key, Symbol))


def _settled(definition: Definition, defined: Mapping[str, Definition]) -> Definition:
    return Definition(definition.parameters, _powers(definition.body, defined))


def _powers(body: Expr, defined: Iterable[str]) -> Expr:
    r"""``\sigma_j^2`` as the name that a definition of it has."""

    def change(node: Expr) -> Expr:
        match node:
            case Apply("pow", (Symbol(name), Number(value=2))) if f"{name}^2" in defined:
                return Symbol(f"{name}^2")
            case Apply("pow", (Index(Symbol(name), keys), Number(value=2))) if f"{name}^2" in defined:
                return Index(Symbol(f"{name}^2"), keys)
        return node

    return transform(body, change)


def _display(formula: Formula, statement: Statement, concept: Concept, known: frozenset[str]) -> _Display:
    if len(statement.terms) < 2 or statement.relations[0].name not in ("=", "eq"):
        raise Gap("not an equation")
    left = formula.tex[slice(*statement.terms[0].span)]
    name, keys = _left(statement.terms[0], concept, known)
    body = _read(statement.terms[-1], concept, known, (*parameters(keys), *_counted(concept)))
    return _Display(formula, left, name, keys, body)


def _left(row: Row, concept: Concept, known: frozenset[str]) -> tuple[str, tuple[Expr, ...]]:
    """Name and indices of a left side; one that only names a concept has neither."""
    bound = ("a", "b", *_counted(concept))
    try:
        name, keys = _target(_read(row, concept, known, bound))
    except Gap:
        name, keys = "", ()
    keys = keys or _last_keys(row, concept, bound)
    return name, () if any(isinstance(key, Symbol) and key.name in known for key in keys) else keys


def _last_keys(row: Row, concept: Concept, bound: Iterable[str]) -> tuple[Expr, ...]:
    r"""Indices at the end of a left side that has no meaning of its own: ``f(z)_i``, ``p(a, b)``."""
    match meaningful(row)[-1]:
        case Scripts(base=Fence(), sub=Row() as sub, sup=None):
            reader = Reader(scope(concept))
            reader.bound.extend(bound)
            return subscript(reader, sub)[1]
        case Fence(body=body) if len(letters := [base_name(i) for i in meaningful(body)][::2]) > 1:
            return tuple(Symbol(n) for n in letters if n) if all(n and n.islower() for n in letters) else ()
    return ()


def _target(side: Expr) -> tuple[str, tuple[Expr, ...]]:
    match side:
        case Symbol(name):
            return name, ()
        case Index(Symbol(name), keys):
            return name, keys
        case Index(_, keys):
            return "", keys
        case Apply("pow", (base, Number(value=2))):
            name, keys = _target(base)
            return f"{name}^2", keys
        case Apply("log", (base,)):
            return "", _target(base)[1]
        case Call(Symbol(name), args) if all(isinstance(a, Symbol) for a in args):
            return name, args
    return "", ()


def _read(row: Row, concept: Concept, known: frozenset[str], bound: Iterable[str]) -> Expr:
    """One side, with the names of the signature put together again."""
    reader = Reader(scope(concept))
    reader.bound.extend(bound)

    def change(node: Expr) -> Expr:
        match node:
            case Index(Symbol(name), (first, *rest) as keys):
                if (whole := f"{name}_{''.join(map(_text, keys))}") in known:
                    return Symbol(whole)
                part = Symbol(f"{name}_{_text(first)}")
                return Index(part, tuple(rest)) if rest and part.name in known else node
            case Symbol(name) if name not in known and "_" in name:
                base, _, label = name.partition("_")
                keys = _unglued(label, _counted(concept), known)
                return Index(Symbol(base), keys) if keys else node
        return node

    return transform(reader.row(row), change)


def _unglued(label: str, labels: Iterable[str], known: frozenset[str]) -> tuple[Expr, ...]:
    r"""``iyi`` of ``z_{i y_i}`` as i and y_i, where y are labels; nothing if it is no such list."""
    if label in known:
        return (Symbol(label),)
    names = "|".join(sorted(map(re.escape, map(spelled, labels)), key=len, reverse=True))
    if not names or not re.fullmatch(f"(({names})?[a-z])+", label):
        return ()
    found = [(m[1], m[2]) for m in re.finditer(f"({names})?([a-z])", label)]
    return tuple(Index(Symbol(name), (Symbol(key),)) if name else Symbol(key) for name, key in found)


def _text(key: Expr) -> str:
    match key:
        case Symbol(name):
            return name
        case Number(value):
            return str(value)
    return "?"


def _known(concept: Concept) -> frozenset[str]:
    """Names of the signature, as formulas have them."""
    return frozenset((*map(spelled, (p.name for p in values(concept))), *axes(concept)))


def values(concept: Concept) -> tuple[Parameter, ...]:
    """Everything that a formula may name: parameters, those of the constructor, attributes."""
    listed = {p.name for p in (*concept.parameters, *concept.constructor)}
    extra = tuple(Parameter(name, ()) for name in concept.attributes if name not in listed)
    return (*concept.parameters, *concept.constructor, *extra)


def axes(concept: Concept) -> tuple[str, ...]:
    """Names of axes in the signature."""
    kinds = [kind for p in values(concept) for kind in p.kinds] + list(concept.returns)
    named = [axis for kind in kinds for axis in (*kind.axes, kind.counted) if axis and "*" not in axis]
    return tuple(dict.fromkeys(axis.lstrip("#") for axis in named))


def _counted(concept: Concept) -> tuple[str, ...]:
    """Parameters that are used as indices: labels, and integers of one letter."""
    return tuple(p.name for p in values(concept) if any(k.name == "Labels" for k in p.kinds))


def scope(concept: Concept) -> Scope:
    """What the signature says of the names of the formulas."""
    sorts: dict[str, Sort] = dict.fromkeys(FUNCTIONS, "function")
    sorts |= dict.fromkeys(axes(concept), "count")
    sorts |= {spelled(p.name): _sort(p.kinds) for p in values(concept) if p.kinds}
    laws = {spelled(p.name) for p in values(concept) if any(k.name == "Distribution" for k in p.kinds)}
    return Scope(sorts=sorts, laws=frozenset(laws), words=WORDS)


def _sort(kinds: tuple[Kind, ...]) -> Sort:
    kind = kinds[0] if kinds else Kind("")
    if kind.name.startswith(("Callable", "nn.Module")):
        return "function"
    match len([axis for axis in kind.axes if "*" not in axis]):
        case 0:
            return "real"
        case 1:
            return "vector"
        case _:
            return "matrix"


def names_of(form: Form) -> frozenset[str]:
    """All names that a form and its definitions read."""
    bodies = (form.body, *(d.body for d in form.definitions.values()))
    return frozenset().union(*map(_names, bodies))
