"""The shapes a formula may be taken in: for one sample, with definitions written out, with scores named."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import count, pairwise

from mdcheck.expr.nodes import (
    Apply,
    Bind,
    Call,
    Expr,
    Index,
    Info,
    Moment,
    Number,
    Range,
    Symbol,
    transform,
    walk,
)
from mdcheck.expr.scope import Definition
from mdcheck.verify.definitions.keys import bound_names
from mdcheck.verify.definitions.lower import (
    CONSTANTS,
    Lowered,
    Lowering,
    indexed,
    lowered,
    name_of,
)
from mdcheck.verify.steps import Unknown

DEEPEST = 4
DIVERGENCES = frozenset(("law KL", "law D_KL", "law D", "law D_{KL}"))
FREQUENCIES = ("idf", "df", "tf")
STATES = frozenset(("h", "H", "a", "s"))
"""Letters of hidden states, the steps of which count where they are joined with inputs."""
RATES = ("alpha", "beta", "gamma", "eta", "lambda")


def averaged(expr: Expr) -> tuple[Expr, str] | None:
    """A formula for one sample, if the whole is a sum or mean of it over samples; and what was taken away."""
    match expr:
        case Apply("neg", (inner,)) if found := averaged(inner):
            return Apply("neg", (found[0],)), found[1]
        case Bind("sum", variable, Range(None, None), body, ()):
            return body, f"sum over {variable}"
        case Moment("E", (body,)):
            return body, "mean over samples"
        case Apply("div", (Bind("sum", variable, Range(None, None), body, ()), Symbol())):
            return body, f"mean over {variable}"
        case Apply("mul", args):
            rest = [a for a in args if not isinstance(a, Bind)]
            sums = [a for a in args if isinstance(a, Bind)]
            if len(sums) != 1 or args[-1] != sums[0] or not (found := averaged(sums[0])):
                return None
            scale = [s for factor in rest if (s := sample_scale(factor)) is not None]
            if len(scale) != len(rest):
                return None
            body = found[0]
            for number in scale:
                body = body if number == 1 else Apply("mul", (Number(number), body))
            return body, found[1].replace("sum", "mean")
    return None


def sample_scale(factor: Expr) -> Fraction | None:
    """The number in a factor such as ``1/n`` or ``1/2n``; None if it is something else."""
    match factor:
        case Number(value):
            return value
        case Apply("neg", (inner,)):
            found = sample_scale(inner)
            return None if found is None else -found
        case Apply("div", (Number(value), Symbol())):
            return value
        case Apply("div", (Number(value), Apply("mul", (Number(other), Symbol())))):
            return value / other
    return None


def with_scores(expr: Expr) -> Expr:
    """``w^T x + b`` as one atom, the score of x."""

    def change(node: Expr) -> Expr:
        match node:
            case Apply("add", (product, Symbol(b))) if (
                keys := linear(product)
            ) is not None and b != "const e":
                return indexed("f(x)", keys)
            case Apply("mul", args) if (
                len(args) > 2 and (rest := linear(Apply("mul", args[-2:]))) is not None
            ):
                return Apply("mul", (*args[:-2], indexed("f(x)", rest)))
        return node

    return transform(expr, change)


def written_out(expr: Expr) -> Expr:
    """With measures of laws, and divergences from mixtures of them, as the sums that they are."""
    lowering = Lowering()

    def change(node: Expr) -> Expr:
        match node:
            case Apply("chance", (Symbol(name), Apply("against", (first, second)))) if name in DIVERGENCES:
                return divergence(first, second, f"m{next(fresh)}")
        return lowering.of_laws(node) if isinstance(node, Info) and node.laws and node.kind != "js" else node

    fresh = count(1)

    try:
        return transform(expr, change)
    except Unknown:
        return expr


def divergence(first: Expr, second: Expr, key: str) -> Expr:
    """The divergence of what two laws are made of."""
    p, q = (at_keys(law, (Symbol(key),)) for law in (first, second))
    return Bind("sum", key, Range(None, None), Apply("mul", (p, Apply("log", (Apply("div", (p, q)),)))))


def parted(expr: Expr) -> Expr:
    """``PR`` as P times R where both letters stand alone elsewhere; ``A_i^2`` as a square, not a number."""
    names = {node.name for node in walk(expr) if isinstance(node, Symbol)}
    bound = bound_names(expr)

    def change(node: Expr) -> Expr:
        match node:
            case Symbol(name) if len(name) == 2 and name.isupper() and set(name) <= names:
                return Apply("mul", (Symbol(name[0]), Symbol(name[1])))
            case Apply("arrange" | "binomial" as head, (Symbol(key), Number() as exponent)) if key in bound:
                letter = "A" if head == "arrange" else "C"
                return Apply("pow", (Index(Symbol(letter), (Symbol(key),)), exponent))
        return node

    return transform(expr, change)


def with_eulers_number(expr: Expr) -> Expr:
    r"""With the e of ``2 \pi e`` as the number that it is beside the other one."""

    def change(node: Expr) -> Expr:
        match node:
            case Apply("mul", args) if Symbol("const pi") in args:
                return Apply("mul", tuple(Symbol("const e") if a == Symbol("e") else a for a in args))
        return node

    return transform(expr, change)


def multiplied(expr: Expr) -> Expr:
    """With a step size or an inverse before a bracketed sum as its factor: nobody applies these."""

    def change(node: Expr) -> Expr:
        match node:
            case Call(Symbol(name), (Apply("add", _) as total,), 0) if name in RATES:
                return Apply("mul", (Symbol(name), total))
            case Call(Apply("inverse function", matrix), (Apply("add", _) as total,), 0):
                return Apply("mul", (Apply("inverse", matrix), total))
            case Call(Apply("transpose" | "pow") as matrix, (Apply("add", _) as total,), 0):
                return Apply("mul", (matrix, total))
        return node

    return transform(expr, change)


def of_any_base(expr: Expr) -> Expr:
    """With logarithms to a base that only they speak of as natural ones."""
    letters = Counter(node.name for node in walk(expr) if isinstance(node, Symbol))
    bases = Counter(
        node.args[0].name
        for node in walk(expr)
        if isinstance(node, Apply) and node.head == "logbase" and isinstance(node.args[0], Symbol)
    )

    def change(node: Expr) -> Expr:
        match node:
            case Apply("logbase", (Symbol(name), arg)) if bases[name] == letters[name]:
                return Apply("log", (arg,))
        return node

    return transform(expr, change) if bases else expr


def counted(expr: Expr) -> Expr:
    """``tp / (tp + fp)`` as counts where no other letters stand."""
    letters = {node.name for node in walk(expr) if isinstance(node, Symbol)}
    if not letters or letters - set("tfpnN") or not letters & set("tf"):
        return expr

    def change(node: Expr) -> Expr:
        match node:
            case Apply("mul", (Symbol("t" | "f" as first), Symbol("p" | "n" as second))):
                return Symbol((first + second).upper())
        return node

    return transform(expr, change)


def termed(expr: Expr) -> Expr:
    """``df(t)`` and ``tf`` as the frequencies that they are called, not as products."""

    def change(node: Expr) -> Expr:
        match node:
            case Apply("mul", args):
                terms = spelled_out(args)
                return terms[0] if len(terms) == 1 else Apply("mul", terms)
        return node

    return transform(expr, change)


def spelled_out(args: tuple[Expr, ...]) -> tuple[Expr, ...]:
    """Factors with those that spell a frequency, the last of them perhaps applied, as one name."""
    letters = [arg.function if isinstance(arg, Call) else arg for arg in args]
    names = [letter.name if isinstance(letter, Symbol) else " " for letter in letters]
    for place in range(len(args)):
        for word in FREQUENCIES:
            end = place + len(word)
            if "".join(names[place:end]) == word and not any(
                isinstance(a, Call) for a in args[place : end - 1]
            ):
                return (*args[:place], Symbol(word), *spelled_out(args[end:]))
    return args


def joined(expr: Expr) -> Expr:
    """With what a matrix is applied to, where it is made of several vectors, as one of them."""

    def change(node: Expr) -> Expr:
        match node:
            case Apply("mul" | "dot" as head, (*rest, Apply("row" | "column" | "tuple" | "set", parts))) if (
                len(parts) > 1 and all(isinstance(part, Symbol | Index) for part in parts)
            ):
                states = (p.keys for p in parts if isinstance(p, Index) and name_of(p) in STATES)
                return Apply("mul" if rest else head, (*rest, indexed("joined", next(states, ()))))
        return node

    return transform(expr, change)


def glued(expr: Expr) -> Expr:
    """``BP``, whose letters stand nowhere alone, as one name."""
    pairs = {
        (a.name, b.name)
        for node in walk(expr)
        if isinstance(node, Apply) and node.head == "mul"
        for a, b in pairwise(node.args)
        if isinstance(a, Symbol) and isinstance(b, Symbol) and is_capital(a.name) and is_capital(b.name[:1])
    }
    counts = Counter(node.name for node in walk(expr) if isinstance(node, Symbol))
    first = Counter(a for a, _ in pairs)

    def change(node: Expr) -> Expr:
        match node:
            case Apply("mul", args):
                for place, (a, b) in enumerate(pairwise(args)):
                    one = counts[name_of(a)] == first[name_of(a)] and counts[name_of(b)] == 1
                    if (name_of(a), name_of(b)) in pairs and one:
                        whole = (*args[:place], Symbol(name_of(a) + name_of(b)), *args[place + 2 :])
                        return whole[0] if len(whole) == 1 else Apply("mul", whole)
        return node

    return transform(expr, change) if pairs else expr


def is_capital(name: str) -> bool:
    """Whether a name is one capital letter."""
    return len(name) == 1 and name.isupper()


def linear(product: Expr) -> tuple[Expr, ...] | None:
    r"""Keys of x in ``w^T x`` or ``w \cdot x``; None if it is no such product."""
    match product:
        case Apply("mul", (Apply("transpose", (Symbol(),)), x)) | Apply(
            "dot" | "mul" | "inner", (Symbol(), x)
        ):
            match x:
                case Symbol():
                    return ()
                case Index(Symbol(), keys):
                    return keys
    return None


def expanded(expr: Expr, definitions: Mapping[str, Definition], *, depth: int = DEEPEST) -> Expr:
    """With the names that the note defines written out; sums inside are renamed apart."""
    counter = 0

    def change(node: Expr) -> Expr:
        nonlocal counter
        if isinstance(node, Index) and isinstance(node.base, Apply):
            return at_keys(node.base, node.keys)
        name, keys = target(node, definitions)
        definition = definitions.get(name)
        if definition is None or len(definition.parameters) > len(keys) or name in bound_names(expr):
            return node
        counter += 1
        table: dict[str, Expr] = dict(zip(definition.parameters, keys, strict=False))
        body = substituted(definition.body, table, f"'{counter}")
        return at_keys(body, keys[len(definition.parameters) :])

    for _ in range(depth):
        after = transform(expr, change)
        if after == expr:
            break
        expr = after
    return expr


def at_keys(body: Expr, keys: tuple[Expr, ...]) -> Expr:
    """An entry of what is defined as a whole: the same entry of everything that it is made of."""
    if not keys:
        return body

    def change(node: Expr) -> Expr:
        return Index(node, keys) if isinstance(node, Symbol) and not node.name.startswith(CONSTANTS) else node

    return transform(body, change)


def target(node: Expr, definitions: Mapping[str, Definition]) -> tuple[str, tuple[Expr, ...]]:
    """The name that a node may stand for, with the keys or arguments that it has."""
    match node:
        case Symbol(name):
            return name, ()
        case Index(Symbol(name), keys) | Call(Symbol(name), keys, 0):
            return name, keys
        case Apply("pow", (Symbol(base), Number(value=two))) if two == 2 and f"{base}^2" in definitions:
            return f"{base}^2", ()
    return "", ()


def substituted(body: Expr, table: Mapping[str, Expr], mark: str) -> Expr:
    """A definition's body with its parameters replaced, and its own bound names made new."""
    renamed = {name: Symbol(name + mark) for name in bound_names(body)}

    def change(node: Expr) -> Expr:
        match node:
            case Symbol(name) if name in table:
                return table[name]
            case Symbol(name) if name in renamed:
                return renamed[name]
            case Bind(variable=variable) if variable in renamed:
                return replace(node, variable=renamed[variable].name)
        return node

    return transform(body, change)


def shapes(expr: Expr, definitions: Mapping[str, Definition]) -> Iterator[Lowered]:
    """The ways to take a formula: as it stands, for one sample, with its definitions written out.

    What has no meaning in one shape is left out.
    """
    seen: set[Expr] = set()
    expr = of_any_base(parted(with_eulers_number(written_out(multiplied(expr)))))
    whole = [expr, with_scores(expr), glued(expr), counted(expr), termed(expr), joined(expr)]
    if definitions:
        whole += [expanded(expr, definitions), with_scores(expanded(expr, definitions))]
    for start in whole:
        for shape, change in ((start, ""), *peeled(start)):
            if shape not in seen:
                seen.add(shape)
                try:
                    yield replace(lowered(shape), change=change)
                except Unknown:
                    continue


def peeled(expr: Expr) -> Iterator[tuple[Expr, str]]:
    """Without one outer sum over samples, and without two."""
    try:
        lowering = Lowering(bound=bound_names(expr))
        expr = transform(expr, lowering.node)
    except Unknown:
        return
    changes: list[str] = []
    while len(changes) < 2 and (found := averaged(expr)):
        expr = found[0]
        changes.append(found[1])
        yield expr, ", ".join(changes)
