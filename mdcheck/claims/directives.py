r"""What comments tell of names: ``assume p, q: distribution(n)`` and ``define g(x) = \frac{1}{1+e^{-x}}``.

They hold in their section and in those below it. What cannot be read has no effect and is a finding.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from mdcheck.expr.gap import Gap
from mdcheck.expr.nodes import Call, Expr, Index, Symbol
from mdcheck.expr.reader import Choices, Reader
from mdcheck.expr.scope import Definition, Scope, Sort
from mdcheck.latex import parse, statements
from mdcheck.latex.tree import Row
from mdcheck.model.document import Directive
from mdcheck.patterns import regex
from mdcheck.records import dataclass

ASSUME, DEFINE = "assume", "define"
SORTS: Mapping[str, Sort] = {
    "real": "real",
    "positive": "positive",
    "unit": "unit",
    "count": "count",
    "index": "index",
    "vector": "vector",
    "matrix": "matrix",
    "distribution": "unit",
    "function": "function",
    "random": "random",
}
"""Sorts by the word that declares them."""
PROPERTIES: Mapping[str, str] = {
    "symmetric": "symmetric",
    "orthogonal": "orthogonal",
    "unit norm": "unit norm",
    "centred": "centred",
    "one-hot": "one-hot",
    "sign": "signs",
    "distribution": "sums to one",
}
"""What the worlds of a claim make of a word, beside its sort."""
ASSUMED = regex(r"\s*(?P<names>[^:]+?)\s*:\s*(?P<word>[a-z][a-z -]*[a-z])\s*(?:\((?P<sizes>[^()]*)\))?\s*")


@dataclass(frozen=True, slots=True)
class Unread:
    """A directive without effect, and why."""

    directive: Directive
    why: str


def told(scope: Scope, directives: Iterable[Directive]) -> Scope:
    """The scope with what directives tell; those that cannot be read tell nothing."""
    for directive in directives:
        try:
            scope = after(scope, directive)
        except Gap:
            continue
    return scope


def unread(directives: Iterable[Directive]) -> Iterable[Unread]:
    """The directives that cannot be read."""
    for directive in directives:
        try:
            after(Scope(), directive)
        except Gap as gap:
            yield Unread(directive, gap.reason)


def after(scope: Scope, directive: Directive) -> Scope:
    """The scope with what one directive tells.

    Raises:
        Gap: It cannot be read.
    """
    match directive.name:
        case "assume":
            return assuming(scope, directive.rest)
        case "define":
            return defining(scope, directive.rest)
    return scope


def assuming(scope: Scope, text: str) -> Scope:
    """``p, q: distribution(n)``; sizes are for the reader, the worlds choose their own."""
    found = ASSUMED.fullmatch(text)
    if found is None:
        raise Gap("it should read 'names: sort', as in 'p, q: distribution(n)'")
    word = found["word"]
    if word not in SORTS and word not in PROPERTIES:
        known = ", ".join(sorted({*SORTS, *PROPERTIES}))
        raise Gap(f"'{word}' is none of {known}")
    names = [name_of(part) for part in found["names"].split(",")]
    sort: Sort | None = SORTS.get(word) or ("matrix" if word in ("symmetric", "orthogonal") else None)
    holding = dict(scope.holding)
    if word in PROPERTIES:
        for name in names:
            holding[name] = PROPERTIES[word]
    sorts = {**scope.sorts, **dict.fromkeys(names, sort)} if sort else scope.sorts
    return replace(scope, sorts=sorts, holding=holding)


def name_of(text: str) -> str:
    """The name that LaTeX stands for."""
    match read(parse(text.strip(" $")), Scope()):
        case Symbol(name) | Index(Symbol(name), _):
            return name
    raise Gap(f"'{text.strip()}' is no name")


def defining(scope: Scope, text: str) -> Scope:
    r"""``f(x) = x^2`` or ``\bar x = \frac1n \sum_i x_i``."""
    found = list(statements(parse(text.strip(" $"))))
    if len(found) != 1 or len(found[0].terms) != 2 or found[0].relations[0].name not in ("=", ":="):
        raise Gap("it should read 'name = expression'")
    left, right = (read(term, scope) for term in found[0].terms)
    match left:
        case Symbol(name):
            definition = Definition((), right)
        case Call(Symbol(name), args, 0) if all(isinstance(a, Symbol) for a in args):
            definition = Definition(letters(args), right, called=True)
        case Index(Symbol(name), keys) if all(isinstance(k, Symbol) for k in keys):
            definition = Definition(letters(keys), right)
        case _:
            raise Gap("its left side is no name, perhaps with arguments or indices")
    applied = scope.applied | {name} if definition.called else scope.applied
    return replace(scope, definitions={**scope.definitions, name: definition}, applied=applied)


def letters(parameters: tuple[Expr, ...]) -> tuple[str, ...]:
    """Names of parameters."""
    return tuple(p.name for p in parameters if isinstance(p, Symbol))


def read(row: Row, scope: Scope) -> Expr:
    """The plainest reading of a term."""
    return Reader(scope, Choices()).row(row)
