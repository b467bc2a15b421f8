"""What canonical packages document beside the catalogue: the formulas of their docstrings as definitions."""

from collections.abc import Iterator
from functools import cache

from mdcheck.claims.definitions import sign_of
from mdcheck.concepts.catalogue import definitions
from mdcheck.concepts.concept import Concept
from mdcheck.concepts.definitions import Definition
from mdcheck.concepts.index import Index, load
from mdcheck.config import Config
from mdcheck.latex import parse, statements
from mdcheck.patterns import regex
from mdcheck.verify.definitions.names import is_letter
from mdcheck.verify.definitions.vocabulary import Vocabulary, is_word

WORD = regex(r"(?!hat|bar|tilde|theta)[A-Za-z]{3,}")


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
    """Definitions of the concepts that state formulas, without those of the catalogue."""
    known = {definition.canonical for definition in definitions().values()}
    found = (definition_of(concept) for concept in concepts if concept.formulas and concept.path not in known)
    return {definition.name: definition for definition in found}


def definition_of(concept: Concept) -> Definition:
    """A concept as a definition, called by the first of its names that the catalogue does not have."""
    spelled = (concept.path.rpartition(".")[2].replace("_", " "),)
    names = concept.names.all or spelled
    name = next((name for name in names if name not in definitions()), concept.path)
    return Definition(
        name, ", ".join(names), " ".join(_signs(concept)), (), canonical=concept.path, concept=concept
    )


def _signs(concept: Concept) -> Iterator[str]:
    """The left sides of its formulas that are words."""
    for formula in concept.formulas[:1]:
        for statement in statements(parse(formula.tex)):
            left = statement.terms[0].span
            sign = sign_of(formula.tex[left.start : left.end])
            if is_word(sign.head) and not is_letter(sign) and WORD.match(sign.head):
                yield str(sign)
