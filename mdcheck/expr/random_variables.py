r"""Statements about random variables of known distribution, with their measures spelt out."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import islice, product

from mdcheck.expr import distributions
from mdcheck.expr.bars import axis
from mdcheck.expr.distributions import ONE, ZERO, log_density, minus, times
from mdcheck.expr.nodes import (
    Apply,
    Bind,
    Compare,
    Expr,
    Index,
    Info,
    Moment,
    Number,
    Prob,
    Symbol,
    free_names,
    transform,
    walk,
)
from mdcheck.expr.scope import Definition, Distribution
from mdcheck.records import dataclass

Follows = Mapping[str, tuple[Distribution, ...]]
"""By name of a variable or law: what it follows, once for each convention of the distribution's name."""
MOST = 4
TURNED = {"lt": "gt", "le": "ge", "gt": "lt", "ge": "le", "eq": "eq"}


class NotSpelt(Exception):
    """A measure that the known distributions do not determine."""


def spelt_out(statement: Compare, follows: Follows) -> list[Compare]:
    """A statement in terms of parameters only, once for each convention; none if that cannot be."""
    names = sorted(about(statement, follows))
    if not names:
        return []
    found = []
    for chosen in islice(product(*(follows[name] for name in names)), MOST):
        try:
            spelling = Spelling(dict(zip(names, chosen, strict=True)), in_bits(statement))
            plain = spelling.statement(statement)
        except NotSpelt:
            return []
        found.append(plain)
    return found


def about(statement: Compare, follows: Follows) -> set[str]:
    """The variables and laws of known distribution that the measures of a statement are about."""
    found: set[str] = set()
    for node in walk(statement):
        if not is_measure(node):
            continue
        laws = node.laws if isinstance(node, Info) else ()
        found |= {name for name in follows if any(speaks_of(n, name) for n in walk(node)) or name in laws}
    return found


def is_measure(node: Expr) -> bool:
    """Whether a node is a moment, a probability or an information measure."""
    return isinstance(node, Moment | Prob | Info) or (isinstance(node, Apply) and node.head == "chance")


def speaks_of(node: Expr, name: str) -> bool:
    """Whether a node itself names a variable."""
    match node:
        case Symbol(other):
            return other == name
        case Prob(_, events, given, _):
            return any(e.variable == axis(name) for e in (*events, *given))
        case Info(_, variables, given, _, _):
            return axis(name) in (*variables, *given)
    return False


def in_bits(statement: Compare) -> bool:
    """Whether information is measured in bits."""
    two = Number(Fraction(2))
    return any(isinstance(n, Apply) and n.head == "logbase" and n.args[0] == two for n in walk(statement))


@dataclass(frozen=True, slots=True)
class Spelling:
    """Replaces the measures of variables by integrals and sums over their distributions."""

    follows: Mapping[str, Distribution]
    bits: bool = False

    def statement(self, statement: Compare) -> Compare:
        """Both sides; no measure and no variable may be left."""
        plain = transform(statement, self.change)
        assert isinstance(plain, Compare)
        if any(map(is_measure, walk(plain))) or free_names(plain) & {n for n in self.follows if n.isupper()}:
            raise NotSpelt
        return plain

    def change(self, node: Expr) -> Expr:
        """A node whose parts are spelt out already."""
        match node:
            case Moment(kind, (argument,), (), (), None):
                return self.moment(kind, argument)
            case Moment():
                raise NotSpelt
            case Prob(_, (event,), (), False) if not event.negated:
                law = self.of_axis(event.variable)
                certain = isinstance(event.value, Number) and not law.record.discrete
                return ZERO if certain else distributions.density(law, event.value)
            case Apply("chance", (_, condition)):
                return self.probability(condition)
            case Info("entropy", (variable,), (), (), ()):
                return self.unit(distributions.entropy(self.of_axis(variable)))
            case Info("divergence", (), (), (left, right), ()):
                return self.unit(self.divergence(left, right))
        return node

    def of_axis(self, variable: str) -> Distribution:
        """What the variable of an event follows."""
        found = [d for name, d in self.follows.items() if axis(name) == variable]
        if len(found) != 1:
            raise NotSpelt
        return found[0]

    def unit(self, nats: Expr) -> Expr:
        """An amount of information in the unit of the statement."""
        return Apply("div", (nats, Apply("log", (Number(Fraction(2)),)))) if self.bits else nats

    def moment(self, kind: str, argument: Expr) -> Expr:
        """Mean or variance of a function of one variable."""
        names = [name for name in self.follows if name in free_names(argument)]
        if len(names) != 1 or kind == "Cov":
            raise NotSpelt
        variable, distribution = Symbol(names[0]), self.follows[names[0]]
        if (line := affine(argument, variable)) is not None:
            slope, offset = line
            if kind == "Var":
                return times(slope, slope, distributions.variance(distribution))
            return Apply("add", (times(slope, distributions.mean(distribution)), offset))
        if kind == "E" and argument == Apply("pow", (variable, Number(Fraction(2)))):
            square = Apply("pow", (distributions.mean(distribution), Number(Fraction(2))))
            return Apply("add", (distributions.variance(distribution), square))

        def value(x: Expr) -> Expr:
            return transform(argument, lambda part: x if part == variable else part)

        if kind == "E":
            return distributions.expectation(distribution, value)
        mean = distributions.expectation(distribution, value)
        second = distributions.expectation(distribution, lambda x: times(value(x), value(x)))
        return Apply("add", (second, minus(times(mean, mean))))

    def probability(self, condition: Expr) -> Expr:
        """The probability that a variable is a number or lies between two."""
        parts = (
            condition.args if isinstance(condition, Apply) and condition.head == "all of" else (condition,)
        )
        bounds = [self.bound(part) for part in parts]
        name = bounds[0][0]
        if any(other != name for other, _, _ in bounds):
            raise NotSpelt
        distribution = self.follows[name]
        if bounds[0][1] != "eq":
            return distributions.between(distribution, *self.ends(distribution, bounds))
        if len(bounds) > 1:
            raise NotSpelt
        return distributions.density(distribution, bounds[0][2]) if distribution.record.discrete else ZERO

    def bound(self, part: Expr) -> tuple[str, str, Expr]:
        """A variable, how it compares, and with what."""
        match part:
            case Compare(relation, Symbol(name), value) if name in self.follows and relation in TURNED:
                return name, relation, value
            case Compare(relation, value, Symbol(name)) if name in self.follows and relation in TURNED:
                return name, TURNED[relation], value
        raise NotSpelt

    def ends(self, distribution: Distribution, bounds: list[tuple[str, str, Expr]]) -> tuple[Expr, Expr]:
        """First and last value between bounds; whole numbers exclude an end by the next one."""
        low, high = distributions.support(distribution)
        for _, relation, value in bounds:
            strict = relation in ("lt", "gt") and distribution.record.discrete
            if relation in ("gt", "ge"):
                low = Apply("add", (value, ONE)) if strict else value
            elif relation in ("lt", "le"):
                high = Apply("add", (value, minus(ONE))) if strict else value
            else:
                raise NotSpelt
        return low, high

    def divergence(self, left: str, right: str) -> Expr:
        """Of one distribution from another of the same kind of values."""
        if left not in self.follows or right not in self.follows:
            raise NotSpelt
        p, q = self.follows[left], self.follows[right]
        if p.record.discrete != q.record.discrete or p.record.support != q.record.support:
            raise NotSpelt

        def surprise(x: Expr) -> Expr:
            return Apply("add", (log_density(p, x), minus(log_density(q, x))))

        return distributions.guarded(q, distributions.expectation(p, surprise))


def affine(node: Expr, variable: Symbol) -> tuple[Expr, Expr] | None:
    """Slope and offset of an expression that is linear in a variable."""
    if variable.name not in free_names(node):
        return ZERO, node
    match node:
        case Symbol():
            return ONE, ZERO
        case Apply("neg", (inner,)) if line := affine(inner, variable):
            return minus(line[0]), minus(line[1])
        case Apply("add", terms):
            lines = [affine(term, variable) for term in terms]
            known = [line for line in lines if line is not None]
            if len(known) == len(lines):
                return Apply("add", tuple(a for a, _ in known)), Apply("add", tuple(b for _, b in known))
        case Apply("mul" | "dot", factors):
            inside = [f for f in factors if variable.name in free_names(f)]
            others = tuple(f for f in factors if variable.name not in free_names(f))
            if len(inside) == 1 and (line := affine(inside[0], variable)):
                return times(*others, line[0]), times(*others, line[1])
        case Apply("div", (above, below)) if variable.name not in free_names(below):
            if line := affine(above, variable):
                return Apply("div", (line[0], below)), Apply("div", (line[1], below))
    return None


def without_members(statement: Compare, names: frozenset[str]) -> Compare:
    """A statement about one member of a family of alike variables, in terms of the one that they are like."""
    members = {n for n in walk(statement) if member_of(n) in names}
    bound = {n.variable for n in walk(statement) if isinstance(n, Bind)}
    if len(members) != 1 or any(free_names(member) & bound for member in members):
        return statement  # several of them, or a sum of them, are independent rather than equal
    [member] = members
    alike = transform(statement, lambda part: Symbol(member_of(member)) if part == member else part)
    assert isinstance(alike, Compare)
    return alike


def in_variables(statement: Compare, told: frozenset[str], known: Mapping[str, Definition]) -> Compare:
    """A statement whose moments of what is defined by variables are moments of the variables themselves."""
    if not told or not any(isinstance(node, Moment) for node in walk(statement)):
        return statement
    defined = {
        name: definition
        for name, definition in known.items()
        if not definition.called and name not in told and free_names(definition.body) & told
    }

    def expanded(node: Expr) -> Expr:
        match node:
            case Symbol(name) if name in defined and not defined[name].parameters:
                return defined[name].body
            case Index(Symbol(name), keys) if name in defined and len(keys) == len(defined[name].parameters):
                values = dict(zip(defined[name].parameters, keys, strict=True))
                return transform(defined[name].body, lambda n: values.get(getattr(n, "name", ""), n))
        return node

    def change(node: Expr) -> Expr:
        return transform(node, expanded) if isinstance(node, Moment) else node

    changed = transform(statement, change) if defined else statement
    assert isinstance(changed, Compare)
    return changed


def member_of(node: Expr) -> str:
    """The family of a member: ``X_i``, or ``X_1`` as a variable of its own."""
    match node:
        case Index(Symbol(name), _):
            return name
        case Symbol(name) if "_" in name:
            return name.partition("_")[0]
    return ""
