"""An index kept on disk as JSON, one file a package, with a key of all that it was read from."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from mdcheck.cache.folder import prepare
from mdcheck.concepts.concept import (
    Concept,
    Convention,
    Domain,
    Finding,
    Formula,
    Kind,
    Names,
    Parameter,
    Raised,
)
from mdcheck.concepts.domains import STANDARD
from mdcheck.model.source import Span

Kept = tuple[tuple[Concept, ...], tuple[Finding, ...]]


def key(texts: Mapping[str, str]) -> str:
    """A digest of all files by name and content, and of the code that reads them."""
    digest = blake2b(_code(), digest_size=16)
    for name, text in texts.items():
        digest.update(f"{name}\0{len(text)}\0{text}".encode())
    return digest.hexdigest()


@cache
def _code() -> bytes:
    files = [*sorted(Path(__file__).parent.glob("*.py")), STANDARD]
    return b"".join(file.read_bytes() for file in files if file.is_file())


def load(folder: Path, package: str, digest: str) -> Kept | None:
    """What was kept of a package; None if it was read from something else, or is spoilt."""
    try:
        data = json.loads(_place(folder, package).read_bytes())
        if data["key"] != digest:
            return None
        return (
            tuple(_concept(item) for item in data["concepts"]),
            tuple(Finding(*item) for item in data["findings"]),
        )
    except (OSError, ValueError, LookupError, TypeError):
        return None


def save(
    folder: Path, package: str, digest: str, concepts: Sequence[Concept], findings: Sequence[Finding]
) -> None:
    """Keep an index; a folder that cannot be written costs only time."""
    found = {"concepts": [astuple(c) for c in concepts], "findings": [astuple(f) for f in findings]}
    place = _place(folder, package)
    try:
        prepare(folder)
        place.parent.mkdir(exist_ok=True)
        beside = place.with_suffix(f".{os.getpid()}")
        beside.write_text(json.dumps({"key": digest, **found}, ensure_ascii=False), encoding="utf-8")
        beside.replace(place)
    except OSError:
        return


def _place(folder: Path, package: str) -> Path:
    return folder / "concepts" / f"{package}.json"


def _concept(item: list[Any]) -> Concept:
    path, file, line, summary, formulas, names, called, built, attributes, returns, axes, raises, *rest = item
    return Concept(
        path,
        file,
        line,
        summary,
        tuple(Formula(tex, row, Span(*span)) for tex, row, span in formulas),
        Names(*map(tuple, names)),
        tuple(map(_parameter, called)),
        tuple(map(_parameter, built)),
        tuple(attributes),
        tuple(map(_kind, returns)),
        tuple(Convention(axis, tuple(values)) for axis, values in axes),
        tuple(Raised(*pair) for pair in raises),
        *rest,
    )


def _parameter(item: list[Any]) -> Parameter:
    name, kinds, default, description = item
    return Parameter(name, tuple(map(_kind, kinds)), default, description)


def _kind(item: list[Any]) -> Kind:
    name, holder, axes, domain, counted = item
    return Kind(name, holder, tuple(axes), _domain(domain) if domain else None, counted)


def _domain(item: list[Any]) -> Domain:
    element, low, high, is_open, law, reveal = item
    return Domain(element, low, high, is_open, law, tuple(reveal))
