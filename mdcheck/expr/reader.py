"""From rows of a LaTeX tree to Expr: precedence, juxtaposition, and who reads what."""

from collections.abc import Sequence
from dataclasses import field
from fractions import Fraction

from mdcheck.expr import (
    arrays,
    binders,
    calculus,
    ellipsis,
    functions,
    keys,
    laws,
    letters,
    lists,
    names,
    phrases,
    scripts,
)
from mdcheck.expr.gap import Gap
from mdcheck.expr.nodes import Apply, Bind, Expr, Index, Number, Symbol, children
from mdcheck.expr.numbers import number
from mdcheck.expr.scope import Scope
from mdcheck.expr.scripts import is_transpose_mark
from mdcheck.expr.stream import Stream, is_atom
from mdcheck.latex.tree import Atom, Command, Environment, Error, Fence, Group, Node, Row, Scripts, Text, Word
from mdcheck.patterns import regex
from mdcheck.records import dataclass

MULTIPLY = {"cdot": "dot", "times": "mul", "*": "mul", "ast": "mul", "odot": "hadamard", "circ": "hadamard"}
DIVIDE = {"/", "div"}
LOOSE = {
    "cup": "union", "cap": "intersection", "setminus": "difference",
    "oplus": "direct sum", "ominus": "direct difference", "vee": "vee", "wedge": "wedge", "bigcup": "union",
    "bigcap": "intersection",
}  # fmt: skip
CONVOLVED = regex(r"卷积|convol|dirichlet")
"""What a section says in which ``f \ast g`` is no product."""
DOUBLE_SIGNS = {"pm": "plusminus", "mp": "minusplus"}
SETS = frozenset(
    ("set", "such that", "interval left", "interval right", "number set", "union", "intersection")
)
TIGHT = {"bmod": "mod", "otimes": "tensor", "star": "star"}
DEPTH = 60


@dataclass
class Choices:
    """Points where the text allows several readings; ``taken`` says which option each point gets.

    ``sorts`` are the points that are about the sort of a name rather than the grammar of the formula.
    ``doubtful`` is set where a bracket after a name was taken for a factor without evidence.
    """

    taken: tuple[int, ...] = ()
    options: list[int] = field(default_factory=list)
    sorts: set[int] = field(default_factory=set)
    doubtful: bool = False

    def choose(self, count: int, *, of_sort: bool = False) -> int:
        """The option for this point, 0 unless another was asked for."""
        index = len(self.options)
        if of_sort:
            self.sorts.add(index)
        self.options.append(count)
        return self.taken[index] if index < len(self.taken) else 0


class Reader:
    """Reads rows under a scope; raises Gap at what it does not understand."""

    def __init__(self, scope: Scope, choices: Choices | None = None) -> None:
        self.scope = scope
        self.choices = choices or Choices()
        self.bound: list[str] = []
        self.depth = 0

    def row(self, row: Row) -> Expr:
        """One expression that fills the row."""
        return self.items(Stream.of(row).items)

    def items(self, items: Sequence[Node]) -> Expr:
        """One expression that fills the items."""
        stream = Stream(list(items))
        self.depth += 1
        try:
            if self.depth > DEPTH:
                raise Gap("nested too deeply")
            if not stream.items:
                raise Gap("an empty place")
            if len(stream.items) == 1:
                return names.alone(stream.items[0]) or self.primary(stream)
            if phrases.is_separated(stream.items):
                return phrases.read(self, stream.items)
            value = self.sum(stream)
            if not stream.done():
                raise Gap(f"not understood: {describe(stream.peek())}", stream.peek())
            return value
        finally:
            self.depth -= 1

    def sum(self, stream: Stream) -> Expr:
        r"""Sums joined by signs that bind as loosely: ``\pm``, ``\cup``, ``\oplus``."""
        value = self.terms(stream)
        while is_atom(follow := stream.peek(), None, *LOOSE) and isinstance(follow, Atom):
            stream.next()
            value = Apply(LOOSE[follow.name], (value, self.terms(stream)))
        follow = stream.peek()
        if isinstance(follow, Command) and follow.name == "pmod":
            stream.next()
            return Apply("residue", (value, self.row(follow.args[0])))
        return value

    def terms(self, stream: Stream) -> Expr:
        """Terms by + and -."""
        terms: list[Expr] = []
        while True:
            if is_atom(either := stream.peek(), "operator", *DOUBLE_SIGNS) and isinstance(either, Atom):
                stream.next()
                terms = [self.doubled(DOUBLE_SIGNS[either.name], terms, stream)]
                if not is_atom(stream.peek(), "operator", "+", "-", *DOUBLE_SIGNS):
                    return terms[0]
                continue
            sign = self.sign(stream)
            if sign > 0 and is_atom(stream.peek(), "ellipsis"):
                terms = [self.dotted_sum(terms, stream)]
                if not is_atom(stream.peek(), "operator", "+", "-"):
                    return terms[0]
                continue
            term = self.evaluated(self.product(stream), stream)
            terms.append(Apply("neg", (term,)) if sign < 0 else term)
            if is_atom(stream.peek(), "operator", *DOUBLE_SIGNS):
                continue
            if not is_atom(stream.peek(), "operator", "+", "-"):
                if terms[-1] == Apply("neg", (lists.DOTS,)) and (found := ellipsis.endless(terms[:-1])):
                    return found
                return terms[0] if len(terms) == 1 else Apply("add", tuple(terms))

    def doubled(self, head: str, terms: list[Expr], stream: Stream) -> Expr:
        r"""``\pm`` before a term: it binds as loosely as + does."""
        term = self.evaluated(self.product(stream), stream)
        if not terms:
            either = Apply("either sign", (term,))
            return either if head == "plusminus" else Apply("neg", (either,))
        return Apply(head, (terms[0] if len(terms) == 1 else Apply("add", tuple(terms)), term))

    def evaluated(self, value: Expr, stream: Stream) -> Expr:
        """A term, perhaps taken at a point: ``f'(x)|_{x=0}``."""
        bar = stream.peek()
        if not isinstance(bar, Scripts) or not is_atom(bar.base, "bar") or bar.sub is None:
            return value
        if bar.sup is not None:
            raise Gap("an evaluation between two ends without brackets", bar)
        stream.next()
        return Apply("at", (value, phrases.label(self, bar.sub)))

    def dotted_sum(self, terms: list[Expr], stream: Stream) -> Expr:
        r"""``.. + \cdots + last``: the sum that the terms so far begin."""
        stream.next()
        if not is_atom(stream.peek(), "operator", "+"):
            return ellipsis.endless(terms) or Apply("add", (*terms, lists.DOTS))
        stream.next()
        return ellipsis.series("sum", terms, self.product(stream))

    def sign(self, stream: Stream) -> int:
        """Leading signs."""
        sign = 1
        while is_atom(stream.peek(), "operator", "+", "-"):
            if stream.next().name == "-":  # type: ignore[union-attr]
                sign = -sign
        return sign

    def product(self, stream: Stream) -> Expr:
        """Factors by juxtaposition and by multiplication and division signs."""
        value = self.factor(stream)
        while not stream.done():
            item = stream.peek()
            if isinstance(item, Atom) and item.cls == "operator" and item.name in MULTIPLY:
                stream.next()
                if is_atom(stream.peek(), "ellipsis"):
                    continue
                self.choices.doubtful |= item.text == "\\ast"
                sign = self.sign(stream)
                factor = signed(sign, self.factor(stream))
                typed = "ast" if item.text == "\\ast" else item.name
                value = multiply(self.operator(typed, value, factor), value, factor)
            elif isinstance(item, Atom) and item.cls == "operator" and item.name in DIVIDE:
                stream.next()
                value = Apply("div", (value, self.denominator(stream)))
            elif isinstance(item, Atom) and item.cls == "operator" and item.name in TIGHT:
                stream.next()
                self.choices.doubtful |= item.name == "bmod"
                value = Apply(TIGHT[item.name], (value, self.factor(stream)))
            elif is_atom(item, "ellipsis"):
                stream.next()
                if is_atom(stream.peek(), "operator", *MULTIPLY):
                    stream.next()
                if not begins_factor(stream.peek()):
                    return multiply("mul", value, lists.DOTS)
                value = ellipsis.series("prod", factors_of(value), self.factor(stream))
            elif begins_factor(item) and not self.rebinds(item):
                factor = self.factor(stream)
                if isinstance(value, Number) and isinstance(factor, Number):
                    raise Gap("numbers side by side", item)
                value = multiply("mul", value, factor)
            else:
                break
        return value

    def operator(self, sign: str, left: Expr, right: Expr) -> str:
        r"""The head of a multiplication sign, which between vectors is another one than between numbers."""
        vectors = self.is_vector(left) and self.is_vector(right)
        if sign == "circ" and not vectors:
            return "composition"
        if sign == "ast" and CONVOLVED.search(self.scope.words):
            return "convolution"
        if sign == "times" and (vectors or is_set(left) or is_set(right)):
            return "cross" if vectors else "cartesian"
        return MULTIPLY[sign]

    def is_vector(self, value: Expr) -> bool:
        r"""Whether a value is a vector by its letters, so that ``\times`` is a cross product."""
        match value:
            case Symbol(name) | Index(Symbol(name), _):
                return self.scope.sort(name) == "vector"
            case Apply("cross", _):
                return True
            case Apply("add" | "neg" | "mul", args):
                return self.is_vector(args[-1])
        return False

    def rebinds(self, item: Node | None) -> bool:
        r"""``\sum_i a_i \sum_i b_i``: a binder of a letter that is bound already ends the body before it."""
        if not isinstance(item, Scripts) or item.sub is None or not is_atom(item.base, "binder"):
            return False
        first = next(iter(Stream.of(item.sub).items), None)
        return isinstance(first, Atom) and first.name in self.bound

    def denominator(self, stream: Stream) -> Expr:
        """What a slash divides by: one factor, or all that is juxtaposed to it."""
        sign = self.sign(stream)
        value = self.factor(stream)
        if begins_factor(stream.peek()) and self.choices.choose(2) == 1:
            while begins_factor(stream.peek()):
                value = multiply("mul", value, self.factor(stream))
        return signed(sign, value)

    def factor(self, stream: Stream) -> Expr:
        """One primary with its postfix operators."""
        value = self.primary(stream)
        while (follow := stream.peek()) is not None:
            if isinstance(follow, Scripts) and follow.base is None and not follow.primes:
                stream.next()
                value = self.raised(value, follow)
            elif is_atom(follow, "operator", "!"):
                stream.next()
                value = Apply("factorial", (value,))
            elif is_percent(follow):
                stream.next()
                value = Apply("div", (value, Number(Fraction(100))))
            else:
                break
        return value

    def raised(self, value: Expr, scripts: Scripts) -> Expr:
        """``f(x)^2``: the value to a power; of a named function perhaps its argument."""
        if scripts.sub is not None:
            value = Index(value, keys.listed(self, scripts.sub))
        if scripts.sup is None:
            return value
        if is_transpose_mark(scripts.sup):
            return Apply("transpose", (value,))
        exponent = self.row(scripts.sup)
        if isinstance(value, Apply) and len(value.args) == 1 and self.choices.choose(2) == 1:
            return Apply(value.head, (Apply("pow", (value.args[0], exponent)),))
        return Apply("pow", (value, exponent))

    def primary(self, stream: Stream) -> Expr:
        """The smallest thing with a meaning, by the kind of its first item."""
        if stream.done():
            raise Gap("something is missing at the end")
        item = stream.next()
        match item:
            case Atom(cls="number"):
                return names.one(self, item, stream) or number(item)
            case Atom(cls="ellipsis"):
                return lists.DOTS
            case Atom(cls="operator", name="neg"):
                return Apply("negation", (self.factor(stream),))
            case Atom(cls="letter") | Word():
                return names.read(self, item, stream)
            case Atom(cls="function"):
                return functions.read(self, item, stream)
            case Atom(cls="binder"):
                return binders.read(self, item, stream)
            case Atom(cls="symbol"):
                return calculus.symbol(self, item, stream)
            case Scripts():
                return scripts.scripted(self, item, stream)
            case Fence():
                return arrays.fence(self, item)
            case Group():
                return self.row(item.body)
            case Command():
                return functions.command(self, item, stream)
            case Environment():
                return arrays.environment(self, item)
            case Text(content=content) if letters.is_word(content):
                return names.word(self, Word(item.span, content.strip(), "text", item.text), stream)
            case Text():
                raise Gap(f"words within a formula: {item.content.strip()!r}", item)
            case Error():
                raise Gap(item.reason, item)
            case _:
                raise Gap(f"not understood: {describe(item)}", item)

    def scripted(self, item: Scripts, stream: Stream) -> Expr:
        """Something with scripts, whose item is passed already."""
        return scripts.scripted(self, item, stream)

    def law(self, item: Node, stream: Stream) -> Expr | None:
        """A probability, expectation or information measure that begins with ``item``, if it is one."""
        return laws.read(self, item, stream)

    def over(self, variables: Sequence[str], stream: Stream) -> Expr:
        """Body of a binder: the product that follows, and further terms that mention a variable."""
        self.bound.extend(variables)
        try:
            sign = self.sign(stream)
            body = signed(sign, self.product(stream))
            while is_atom(stream.peek(), "operator", "+", "-"):
                mark = stream.position
                sign = self.sign(stream)
                term = signed(sign, self.product(stream))
                if not mentioned(term) & set(variables):
                    stream.position = mark
                    break
                body = Apply("add", (body, term))
            return body
        finally:
            del self.bound[len(self.bound) - len(variables) :]


def is_set(value: Expr) -> bool:
    """Whether an expression is a set by its writing."""
    return isinstance(value, Apply) and value.head in SETS


def mentioned(term: Expr) -> frozenset[str]:
    """Free names of a term, those in the bounds of its own binders aside."""
    if isinstance(term, Bind):
        return mentioned(term.body) - {term.variable}
    if isinstance(term, Symbol):
        return frozenset((term.name,))
    return frozenset().union(*map(mentioned, children(term)))


def factors_of(value: Expr) -> list[Expr]:
    """The factors of a product, however it was typed."""
    if isinstance(value, Apply) and value.head in ("mul", "dot"):
        return [factor for arg in value.args for factor in factors_of(arg)]
    return [value]


def multiply(head: str, left: Expr, right: Expr) -> Expr:
    """A product, kept flat while it is plain."""
    if head == "mul" and isinstance(left, Apply) and left.head == "mul":
        return Apply("mul", (*left.args, right))
    return Apply(head, (left, right))


def signed(sign: int, value: Expr) -> Expr:
    """The value or its negative."""
    return Apply("neg", (value,)) if sign < 0 else value


def begins_factor(item: Node | None) -> bool:
    """Whether an item may stand beside a factor as the next one."""
    match item:
        case None | Text() | Error():
            return False
        case Atom(cls=cls):
            return not is_percent(item) and cls in ("number", "letter", "function", "binder", "symbol")
        case Scripts(base=Atom(cls="relation" | "bar" | "operator")) | Command(name="pmod"):
            return False
        case _:
            return True


def is_percent(item: Node | None) -> bool:
    """A percent sign."""
    return isinstance(item, Atom) and item.text in ("%", "\\%", "％")


def describe(item: Node | None) -> str:
    """An item as the author wrote it."""
    return getattr(item, "text", None) or type(item).__name__.lower()
