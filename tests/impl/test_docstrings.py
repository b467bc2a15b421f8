"""Every public concept carries the fields that docs/canonical.md fixes, as a static reader sees them."""

import re
from collections.abc import Iterator
from pathlib import Path

import griffe
import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = griffe.load("impl", search_paths=[ROOT], allow_inspection=False)
INFRASTRUCTURE = ("impl.domains", "impl.checked", "impl.losses.reduction")
AXIS = re.compile(r"^[\w ]+: [^|]+( \| [^|]+)+$")


def concepts(module: griffe.Module) -> Iterator[griffe.Function | griffe.Class]:
    """Public functions, and public classes that have a formula or do work."""
    for member in module.members.values():
        if member.is_alias or member.name.startswith("_") or member.path.startswith(INFRASTRUCTURE):
            continue
        if member.is_module:
            yield from concepts(member)
        elif member.is_function or (member.is_class and "forward" in member.members):
            yield member


CONCEPTS = {concept.path: concept for concept in concepts(PACKAGE)}


def fields(concept: griffe.Object) -> dict[str, str]:
    """The titled parts of a docstring that griffe has no kind of its own for."""
    parsed = concept.docstring.parse("google", warnings=False)
    return {s.value.annotation: s.value.description for s in parsed if s.kind.value == "admonition"}


@pytest.mark.parametrize("path", CONCEPTS)
def test_a_concept_carries_its_fields(path):
    concept = CONCEPTS[path]
    kinds = {section.kind.value for section in concept.docstring.parse("google", warnings=False)}
    found = fields(concept)
    assert "names" in found
    assert "parameters" in kinds
    assert concept.is_class or kinds & {"returns", "yields"} or str(concept.returns) == "None"
    groups = re.split(r"\s*;\s*", found["names"])
    assert 2 <= len(groups) <= 3, "English; Chinese; abbreviations"
    assert re.search(r"[一-鿿]", groups[1]), "the second group is Chinese"
    assert "source" not in found or re.search(r"\d{4}", found["source"]), "a source has its year"
    assert "conventions" in found, "where usage does not differ, this says none"
    for line in found["conventions"].splitlines():
        assert line == "none" or AXIS.match(line), f"{line!r} is not 'axis: value | other'"
    for formula in re.findall(r"\$\$(.*?)\$\$", found.get("formula", ""), re.DOTALL):
        assert formula.count("{") == formula.count("}")
    assert "formula" not in found or "$$" in found["formula"]


@pytest.mark.parametrize("path", [p for p, c in CONCEPTS.items() if c.is_function])
def test_every_argument_is_documented(path):
    concept = CONCEPTS[path]
    sections = concept.docstring.parse("google", warnings=False)
    documented = {p.name for s in sections if s.kind.value == "parameters" for p in s.value}
    assert documented == {p.name for p in concept.parameters}
