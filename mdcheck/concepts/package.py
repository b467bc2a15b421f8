"""One package read file by file: its public functions and classes as concepts. Nothing is imported."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import griffe

from mdcheck.concepts.annotations import Aliases, kinds
from mdcheck.concepts.concept import Concept, Finding, Kind, Parameter
from mdcheck.concepts.docstring import Docstring
from mdcheck.concepts.domains import aliases, standard

Texts = Mapping[str, str]
"""Python files by their path from the folder that holds the package."""


def read(texts: Texts, findings: list[Finding]) -> list[Concept]:
    """The concepts of a package, in order of file and line."""
    parsed = {file: module for file in texts if (module := _parsed(file, texts[file], findings))}
    known = standard()
    for file in parsed:
        known |= aliases(texts[file], file, findings)
    return [
        concept
        for file, module in parsed.items()
        for thing in _public(module)
        if (concept := _concept(thing, file, texts[file], known, findings))
    ]


def _parsed(file: str, text: str, findings: list[Finding]) -> griffe.Module | None:
    """The syntax of a module."""
    name = file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    try:
        return griffe.visit(name, filepath=Path(file), code=text)
    except SyntaxError as error:
        findings.append(Finding(file, error.lineno or 1, f"is not Python: {error.msg}"))
        return None


def _public(module: griffe.Module) -> Iterator[griffe.Function | griffe.Class]:
    """Functions and classes that the module itself defines, without a leading underscore."""
    for member in module.members.values():
        if isinstance(member, griffe.Function | griffe.Class) and not member.name.startswith("_"):
            yield member


def _concept(
    thing: griffe.Function | griffe.Class, file: str, text: str, known: Aliases, findings: list[Finding]
) -> Concept | None:
    """A concept, if the docstring says that it is one."""
    if thing.docstring is None:
        return None
    doc = Docstring(thing.docstring, file, text, findings)
    if not doc.is_concept:
        return None
    forward = thing.members.get("forward") if isinstance(thing, griffe.Class) else None
    called = forward if isinstance(thing, griffe.Class) else thing
    built = thing.parameters if isinstance(thing, griffe.Class) else None
    _compare_arguments(thing, doc)
    return Concept(
        path=thing.path,
        file=file,
        line=thing.lineno or 1,
        summary=doc.summary,
        formulas=doc.formulas(),
        names=doc.names(),
        parameters=_parameters(called.parameters, doc, known) if isinstance(called, griffe.Function) else (),
        constructor=_parameters(built, doc, known) if built else (),
        attributes=tuple(doc.described(griffe.DocstringSectionKind.attributes)),
        returns=_returned(called, known),
        conventions=doc.conventions(),
        raises=doc.raises(),
        source=doc.source,
        is_class=isinstance(thing, griffe.Class),
    )


def _parameters(given: griffe.Parameters, doc: Docstring, known: Aliases) -> tuple[Parameter, ...]:
    words = doc.described(griffe.DocstringSectionKind.parameters)
    return tuple(
        Parameter(p.name, kinds(p.annotation, known), _default(p), words.get(p.name, ""))
        for p in given
        if p.name != "self"
    )


def _default(parameter: griffe.Parameter) -> str | None:
    return None if parameter.default is None else str(parameter.default)


def _returned(called: object, known: Aliases) -> tuple[Kind, ...]:
    """What comes back; the parts of a tuple."""
    if not isinstance(called, griffe.Function) or called.returns is None:
        return ()
    match called.returns:
        case griffe.ExprSubscript(left=left, slice=griffe.ExprTuple(elements=parts)) if str(left) == "tuple":
            return tuple(kind for part in parts for kind in kinds(part, known))
        case other:
            return kinds(other, known)


def _compare_arguments(thing: griffe.Function | griffe.Class, doc: Docstring) -> None:
    """A finding for each argument that is documented and not taken."""
    taken = {p.name.lstrip("*") for p in thing.parameters}
    for name in doc.described(griffe.DocstringSectionKind.parameters):
        if name.lstrip("*") not in taken and not (isinstance(thing, griffe.Class) and not taken):
            doc.complain("Args", f"'{name}' is documented, but no parameter is called so", at=f"{name}:")
