r"""Derivatives in their notations: ``\frac{d}{dx}``, ``\frac{\partial L}{\partial w}``, ``\nabla_\theta``."""

from fractions import Fraction
from typing import TYPE_CHECKING

from mdcheck.expr import letters, phrases
from mdcheck.expr.gap import Gap
from mdcheck.expr.nodes import Apply, Call, Derivative, Expr, Number, Symbol, free_names, walk
from mdcheck.expr.stream import Stream, is_atom, meaningful
from mdcheck.latex.tree import Atom, Command, Fence, Group, Node, Row, Scripts

if TYPE_CHECKING:
    from mdcheck.expr.reader import Reader

HIGHEST = 4
VARIABLES = frozenset(("x", "w", "theta", "beta", "bold x", "bold w"))
"""What is varied where other letters are given."""
SHOWN = frozenset(("mul", "dot", "pow", "inner", "add", "div", "norm"))
SHOWING = frozenset(("transpose", "norm", "inner"))
"""What is said of vectors only."""
CONSTANTS: dict[str, Expr] = {
    "hbar": Symbol("hbar"),
    "infty": Apply("infinity", ()),
    "emptyset": Apply("empty set", ()),
}


def symbol(reader: "Reader", item: Atom, stream: Stream) -> Expr:
    """A symbol that is neither letter nor operator."""
    if item.name in CONSTANTS:
        return CONSTANTS[item.name]
    if item.name == "nabla":
        return gradient(reader, stream)
    if item.name == "partial" and stream.peek() is not None:
        return Apply("partial", (reader.factor(stream),))
    raise Gap(f"{item.text} has no meaning here yet", item)


def gradient(reader: "Reader", stream: Stream) -> Expr:
    r"""``\nabla f(x)`` is the gradient by the only argument, ``\nabla L`` one by whatever L depends on."""
    if is_atom(stream.peek(), "operator", "cdot"):
        stream.next()
        return Apply("divergence of", (reader.factor(stream),))
    body = reader.factor(stream)
    match body:
        case Call(_, (Symbol() as argument,), 0):
            return Derivative(body, argument)
    if (only := only_vector(reader, body)) is not None:
        return Derivative(body, only)
    return Apply("gradient", (body,))


def only_vector(reader: "Reader", body: Expr) -> Expr | None:
    r"""The vector of ``\nabla (x^\top A x)``: the one small letter, or the usual one, beside a transpose."""
    if not isinstance(body, Apply) or body.head not in SHOWN:
        return None
    names = {name for name in free_names(body) if not name.startswith("const ")}
    small = {name for name in names if name.split()[-1][:1].islower()}
    squared = any(isinstance(n, Apply) and n.head in SHOWING for n in walk(body))
    usual = small if len(small) == 1 else small & VARIABLES
    known = any(name in reader.scope.definitions for name in small)
    return Symbol(usual.pop()) if len(usual) == 1 and squared and not known else None


def scripted_symbol(reader: "Reader", item: Scripts, stream: Stream) -> Expr:
    r"""``\nabla_w L``: gradient by what stands below."""
    base = letters.single(item.base)
    if is_atom(base, None, *CONSTANTS) and isinstance(base, Atom) and item.sub is None and not item.primes:
        from mdcheck.expr import scripts

        return scripts.superscripted(reader, CONSTANTS[base.name], item, None)
    if not is_atom(base, None, "nabla") or item.primes:
        raise Gap("scripts at a symbol", item)
    order = 1 if item.sup is None else small_number(meaningful(item.sup))
    if order not in (1, 2):
        raise Gap("scripts at a symbol", item)
    if item.sub is None:
        return Apply("hessian", (reader.factor(stream),)) if order == 2 else gradient(reader, stream)
    if order == 2:
        return Apply("at", (Apply("hessian", (differentiated(reader, stream),)), reader.row(item.sub)))
    if phrases.is_separated(meaningful(item.sub)):
        return Apply("at", (gradient(reader, stream), reader.row(item.sub)))
    return Derivative(differentiated(reader, stream), variable(reader, meaningful(item.sub)))


def mark_order(item: Node) -> int:
    r"""Order that ``d``, ``\partial``, ``d^2`` announces; 0 if the item is none of them."""
    if is_atom(item, "letter", "d") or is_atom(item, None, "partial") or is_roman_d(item):
        return 1
    if isinstance(item, Scripts) and item.sub is None and item.sup is not None and item.base is not None:
        power = meaningful(item.sup)
        base = letters.single(item.base)
        if base is not None and not isinstance(base, Scripts) and mark_order(base):
            return small_number(power)
    return 0


def is_differential_mark(item: Node) -> bool:
    r"""Whether an item is the ``d`` of a differential, upright or not."""
    return letters.base_name(item) == "d" or is_roman_d(item)


def small_number(items: list[Node]) -> int:
    """The number that a row of one digit is; 0 otherwise."""
    digit = items[0] if len(items) == 1 else None
    known = isinstance(digit, Atom) and digit.cls == "number" and digit.name.isdigit()
    return int(digit.name) if known and isinstance(digit, Atom) else 0


def is_roman_d(item: Node) -> bool:
    r"""``\mathrm{d}``."""
    return (
        isinstance(item, Command) and item.name in ("mathrm", "rm", "text") and letters.base_name(item) == "d"
    )


def fraction(reader: "Reader", item: Command, upper: Row, lower: Row, stream: Stream) -> Expr | None:
    """A derivative written as a quotient, or None if the quotient is none."""
    above, below = meaningful(upper), opened(meaningful(lower))
    if len(below) < 2 or not above or not mark_order(below[0]) or not mark_order(above[0]):
        return None
    order = mark_order(above[0])
    if order > HIGHEST:
        raise Gap("a derivative of high order", item)
    if mixed := mixed_variables(reader, below):
        body = reader.items(above[1:]) if len(above) > 1 else differentiated(reader, stream)
        for by in reversed(mixed):
            body = Derivative(body, by)
        return body
    by = variable_of_order(reader, below[1:], order, item)
    if len(above) > 1:
        return Derivative(reader.items(above[1:]), by, order)
    return Derivative(differentiated(reader, stream), by, order)


def opened(below: list[Node]) -> list[Node]:
    r"""``{dx}^2`` as ``dx^2``: the braces hold the mark and the variable together."""
    match below:
        case [Scripts(base=Group(body=body), sub=None) as item] if item.sup is not None:
            inner = meaningful(body)
            if len(inner) == 2 and mark_order(inner[0]):
                return [inner[0], Scripts(item.span, inner[1], None, item.sup, item.primes, ())]
    return below


def mixed_variables(reader: "Reader", below: list[Node]) -> list[Expr]:
    r"""The variables of ``\partial x \partial y``; none if there is but one mark."""
    marks = [k for k, i in enumerate(below) if mark_order(i)]
    if len(marks) < 2 or any(mark_order(below[k]) > 1 for k in marks):
        return []
    ends = [*marks[1:], len(below)]
    return [variable(reader, below[k + 1 : end]) for k, end in zip(marks, ends, strict=True)]


def differentiated(reader: "Reader", stream: Stream) -> Expr:
    """What an operator applies to: all factors that follow, or the first of them only."""
    mark = stream.position
    sign = reader.sign(stream)
    whole = isinstance(stream.peek(), Fence)
    value = reader.factor(stream)
    if stream.done() or (whole and multiplied(stream)) or reader.choices.choose(2) == 1:
        return value if sign > 0 else Apply("neg", (value,))
    stream.position = mark
    return reader.product(stream)


def multiplied(stream: Stream) -> bool:
    r"""Whether a sign of multiplication follows: ``\frac{d}{da}[..] \cdot b`` differentiates the brackets."""
    return is_atom(stream.peek(), "operator", "cdot", "times", "*")


def variable_of_order(reader: "Reader", items: list[Node], order: int, at: Node) -> Expr:
    """The variable below, its power taken off: ``dx^2``."""
    if order == 1:
        return variable(reader, items)
    match reader.items(items):
        case Apply("pow", (base, Number(value=power))) if power == Fraction(order):
            return base
    raise Gap("a derivative whose orders differ", at)


def variable(reader: "Reader", items: list[Node]) -> Expr:
    r"""What a derivative is taken by; of what is no name, as ``\sigma^2``, no value is known."""
    value = reader.items(items)
    if isinstance(value, Number) or (isinstance(value, Symbol) and value.name.startswith("const ")):
        raise Gap("a derivative by something that is not a variable")
    return value
