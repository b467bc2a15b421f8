"""The canonical forms made ready: read once, with drawn values of their roles and what they come to there."""

from collections.abc import Mapping
from functools import cache, cached_property
from typing import Any

import numpy as np

from mdcheck.claims.naming import defined_name, parameters
from mdcheck.concepts.definitions import DOMAINS, Form, Role, roles
from mdcheck.expr.nodes import Bind, Expr
from mdcheck.expr.reader import Reader
from mdcheck.expr.scope import Definition as Defined
from mdcheck.expr.scope import Scope, Sort
from mdcheck.latex import parse, statements
from mdcheck.records import dataclass
from mdcheck.verify.definitions.lower import Lowered, lowered
from mdcheck.verify.definitions.shapes import expanded
from mdcheck.verify.numeric import Numeric, extent

DRAWS = 12
SIZES = (3, 4, 2, 5)
SORTS: tuple[Sort, ...] = ("real", "vector", "matrix")
Values = Mapping[str, Any]
Kept = dict[tuple[float, ...], dict[int, tuple[Bind, Any]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Documented(Form):
    """A form that a docstring states: read already, over the parameters of its function.

    Attributes:
        expr: Its right side with the definitions beside it written out.
        parts: The parameters as roles, whether it uses them or not.
    """

    expr: Expr
    parts: tuple[Role, ...]


@dataclass(frozen=True, eq=False)
class Draw:
    """Values of the roles for a formula over them."""

    values: Values
    lowered: Lowered

    @cached_property
    def result(self) -> Any:
        """What the formula comes to, worked out when it is asked for: most forms never are.

        Raises:
            Unknown, NoValue, OutOfFuel: as evaluation does.
        """
        return evaluated(self.lowered, self.values)


@dataclass(frozen=True, eq=False)
class Ready:
    """A form that can be compared.

    Attributes:
        form: As the catalogue has it.
        roles: Its quantities.
        lowered: Its right side over atoms.
        draws: Drawn values with results.
    """

    form: Form
    roles: tuple[Role, ...]
    lowered: Lowered
    draws: tuple[Draw, ...]

    @property
    def joint(self) -> Role | None:
        """The joint law that it speaks of, if it does."""
        return next((role for role in self.roles if role.domain == "joint"), None)

    @cached_property
    def quickest(self) -> tuple[Draw, ...]:
        """Its draws, those of the fewest entries first: most that does not agree fails at any."""
        return tuple(sorted(self.draws, key=lambda draw: sum(map(np.size, draw.values.values()))))


@cache
def ready_forms(forms: tuple[Form, ...]) -> tuple[Ready, ...]:
    """Forms read and evaluated, each once a process."""
    return tuple(map(prepared, forms))


def prepared(form: Form) -> Ready:
    """A form read, with its draws; what a docstring states has a value at each.

    Raises:
        Gap, Unknown: if the catalogue holds something that cannot be read.
    """
    if isinstance(form, Documented):
        low = lowered(form.expr)
        parts = tuple(role for role in form.parts if role.name in low.arity)
    else:
        parts = roles(form.roles)
        low = lowered(read(form, parts))
    generator = np.random.default_rng(20240607)
    draws = tuple(Draw(drawn(parts, generator, number), low) for number in range(DRAWS))
    for draw in draws if isinstance(form, Documented) else draws[:1]:
        _ = draw.result
    return Ready(form, parts, low, draws)


def read(form: Form, parts: tuple[Role, ...]) -> Expr:
    """The right side with its own definitions written out."""
    scope = Scope(
        sorts={role.name: SORTS[len(role.axes)] for role in parts},
        bare=frozenset(role.name for role in parts),
        words="sigmoid",
    )
    defined: dict[str, Defined] = {}
    for equation in form.where:
        left, right = statements(parse(equation))[0].terms
        target = Reader(scope).row(left)
        defined[defined_name(target) or ""] = Defined(parameters(target), Reader(scope).row(right))
    return expanded(Reader(scope).row(parse(form.tex)), defined)


def drawn(parts: tuple[Role, ...], generator: "np.random.Generator", number: int) -> dict[str, Any]:
    """A value for each role; axes have sizes of their own."""
    axes = list(dict.fromkeys(axis for role in parts for axis in role.axes))
    sizes = {
        axis: int(axis) if axis.isdigit() else SIZES[(k + number) % len(SIZES)] for k, axis in enumerate(axes)
    }
    values = {role.name: value(role, tuple(sizes[axis] for axis in role.axes), generator) for role in parts}
    return {axis: float(size) for axis, size in sizes.items()} | values


def value(role: Role, shape: tuple[int, ...], generator: "np.random.Generator") -> Any:
    """A number or an array of a role's domain."""
    domain = DOMAINS[role.domain]
    match domain.law:
        case "simplex":
            weights = generator.uniform(0.2, 1.0, shape)
            return weights / weights.sum(-1, keepdims=True)
        case "joint":
            weights = generator.uniform(0.2, 1.0, shape)
            return weights / weights.sum()
        case "identity":
            return np.eye(shape[0])
        case "definite":
            root = generator.uniform(-1.0, 1.0, shape)
            return root @ root.T + np.eye(shape[0])
        case "ends":
            return (
                generator.choice([domain.low, domain.high], shape)
                if shape
                else float(generator.choice([domain.low, domain.high]))
            )
    if domain.element == "Int":
        whole = generator.integers(max(2, int(domain.low)), max(2, int(domain.low)) + 10, shape)
        return whole.astype(float) if shape else float(whole)
    if role.domain == "small":
        low, high = 0.05, 0.4
    elif domain.high == 1:
        low, high = 0.1, 0.9
    else:
        low, high = (0.3, 2.5) if domain.low == 0 else (-2.0, 2.0)
    return generator.uniform(low, high, shape) if shape else float(generator.uniform(low, high))


def evaluated(low: Lowered, values: Values, *, logs_natural: bool = False, kept: Kept | None = None) -> Any:
    """The value of a lowered formula, with an axis for each free index.

    Args:
        low: The formula.
        values: Those of its atoms.
        logs_natural: Whether logarithms to any base count as natural.
        kept: What formulas under the same values shared, by the sizes that they give names to.

    Raises:
        Unknown, NoValue, OutOfFuel: as evaluation does.
    """
    found = sizes(low, values)
    numeric = Numeric({**values, **found}, logs_natural)
    if kept is not None:
        numeric.kept = kept.setdefault(tuple(found.values()), {})
    return entrywise(low, numeric, low.free, {})


def sizes(low: Lowered, values: Values) -> dict[str, float]:
    """The names of sizes with what they come to."""
    return {
        name: float(extent(size.variable, (low.expr,), values) * size.scale + size.offset)
        for name, size in low.sizes.items()
        if name not in values
    }


def entrywise(low: Lowered, numeric: Numeric, free: tuple[str, ...], bound: dict[str, float]) -> Any:
    """An array over the free indices."""
    if not free:
        with np.errstate(all="ignore"):
            return numeric.value(low.expr, bound)
    first, *rest = free
    size = extent(first, (low.expr,), numeric.names)
    return np.array(
        [entrywise(low, numeric, tuple(rest), {**bound, first: float(k)}) for k in range(1, size + 1)]
    )
