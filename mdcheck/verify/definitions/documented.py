"""The formulas of docstrings as forms of definitions, over the parameters of their functions."""

from collections.abc import Iterator
from functools import cache

from mdcheck.concepts.concept import Concept, Kind
from mdcheck.concepts.definitions import Definition, Role
from mdcheck.verify.definitions.forms import Documented, Ready, prepared, ready_forms
from mdcheck.verify.definitions.shapes import expanded
from mdcheck.verify.numeric import NoValue
from mdcheck.verify.selfcheck.forms import Form, forms, spelled, values
from mdcheck.verify.steps import OutOfFuel, Unknown

NOT_DRAWN = ("classes", "one-hot", "unit", "symmetric", "invertible")
"""Laws of values that the domains of the catalogue do not know."""


def ready(definition: Definition) -> tuple[Ready, ...]:
    """The forms of a definition, each read once a process."""
    return _stated(definition.concept) if definition.concept else ready_forms(definition.forms)


@cache
def _stated(concept: Concept) -> tuple[Ready, ...]:
    """Those formulas of a docstring that can be compared."""
    return tuple(filter(None, map(_prepared, _forms(concept))))


def _prepared(form: Documented) -> Ready | None:
    """A form where its roles are drawn; None if it has no value there."""
    try:
        return prepared(form)
    except (Unknown, NoValue, OutOfFuel, ArithmeticError, LookupError, TypeError, ValueError):
        return None


def _forms(concept: Concept) -> Iterator[Documented]:
    """The formulas of a docstring over its parameters."""
    parameters = {spelled(p.name): p for p in values(concept)}
    for form in forms(concept):
        if isinstance(form, Form) and form.order == 0:
            expr = expanded(form.body, form.definitions)
            parts = tuple(role for name, p in parameters.items() if (role := _role(name, p.kinds)))
            yield Documented(roles="", tex=form.formula.tex, expr=expr, parts=parts)


def _role(name: str, kinds: tuple[Kind, ...]) -> Role | None:
    """A parameter as a role; None if its values are none of the catalogue's domains."""
    for kind in kinds:
        domain = _domain(kind)
        if domain is not None:
            axes = tuple(axis.lstrip("#") for axis in kind.axes if not axis.startswith("*"))
            return Role(name, domain, axes, _hints(name))
    return None


def _hints(name: str) -> tuple[str, ...]:
    """What a parameter's name says: ``hat y`` is a prediction."""
    *marks, base = name.split()
    return tuple(marks) or (base,)


def _domain(kind: Kind) -> str | None:
    """The key of the catalogue's domain that a kind is nearest to."""
    domain = kind.domain
    if kind.holder == "" or (domain and domain.law in NOT_DRAWN):
        return "real" if kind.name in ("float",) else "count" if kind.name == "int" else None
    if domain is None:
        return "count" if "int" in (kind.holder, kind.name) else "real"
    match domain.law, domain.low, domain.high:
        case "simplex" | "joint", _, _:
            return domain.law
        case "ends", low, _:
            return "sign" if low < 0 else "binary"
        case _, 0, 1:
            return "unit"
    if "Int" in domain.element or kind.holder == "int":
        return "count"
    return "positive" if domain.low == 0 else "real"
