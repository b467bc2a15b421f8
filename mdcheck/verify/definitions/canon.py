"""What canonical packages document beside the catalogue: the formulas of their docstrings as definitions."""

import re
from collections.abc import Iterator
from functools import cache

from mdcheck.claims.definitions import sign_of
from mdcheck.concepts.catalogue import definitions
from mdcheck.concepts.concept import Concept, Kind
from mdcheck.concepts.definitions import Definition, Role
from mdcheck.concepts.index import Index, load
from mdcheck.config import Config
from mdcheck.latex import parse, statements
from mdcheck.verify.definitions.forms import Documented, prepared
from mdcheck.verify.definitions.names import is_letter
from mdcheck.verify.definitions.shapes import expanded
from mdcheck.verify.definitions.vocabulary import Vocabulary, is_word
from mdcheck.verify.numeric import NoValue
from mdcheck.verify.selfcheck.forms import Form, forms, spelled, values
from mdcheck.verify.steps import OutOfFuel, Unknown

NOT_DRAWN = ("classes", "one-hot", "unit", "symmetric", "invertible")
"""Laws of values that the domains of the catalogue do not know."""


WORD = re.compile(r"(?!hat|bar|tilde|theta)[A-Za-z]{3,}")


def vocabulary(config: Config) -> Vocabulary:
    """All concepts that notes of a project are held against."""
    return _of_index(load(config)) if config.canonical else _built_in()


@cache
def _built_in() -> Vocabulary:
    return Vocabulary(definitions())


_kept: dict[Index, Vocabulary] = {}


def _of_index(index: Index) -> Vocabulary:
    """The vocabulary of an index, made anew only when the packages change."""
    if index not in _kept:
        _kept.clear()
        _kept[index] = Vocabulary({**definitions(), **documented(index.concepts)})
    return _kept[index]


def documented(concepts: tuple[Concept, ...]) -> dict[str, Definition]:
    """Definitions of the concepts whose formulas can be read and drawn, without those of the catalogue."""
    known = {definition.canonical for definition in definitions().values()}
    found = (definition_of(concept) for concept in concepts if concept.path not in known)
    return {definition.name: definition for definition in found if definition is not None}


def definition_of(concept: Concept) -> Definition | None:
    """A concept as a definition; None if no formula of it can be compared."""
    usable = tuple(form for form in _forms(concept) if _has_value(form))
    if not usable:
        return None
    names = concept.names.all or (concept.path.rpartition(".")[2].replace("_", " "),)
    return Definition(
        concept.path,
        ", ".join(names),
        " ".join(_signs(concept)),
        usable,
        canonical=concept.path,
        documented=True,
    )


def _signs(concept: Concept) -> Iterator[str]:
    """The left sides of its formulas that are words."""
    for formula in concept.formulas[:1]:
        for statement in statements(parse(formula.tex)):
            left = statement.terms[0].span
            sign = sign_of(formula.tex[left.start : left.end])
            if is_word(sign.head) and not is_letter(sign) and WORD.match(sign.head):
                yield str(sign)


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


def _has_value(form: Documented) -> bool:
    """Whether a form can be evaluated where its roles are drawn."""
    try:
        prepared(form)
    except (Unknown, NoValue, OutOfFuel, ArithmeticError, LookupError, TypeError, ValueError):
        return False
    return True
