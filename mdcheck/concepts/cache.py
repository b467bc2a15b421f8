"""An index kept on disk as JSON, one file a package, with a key of all that it was read from."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

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
            tuple(Finding(**item) for item in data["findings"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def save(
    folder: Path, package: str, digest: str, concepts: Sequence[Concept], findings: Sequence[Finding]
) -> None:
    """Keep an index; a folder that cannot be written costs only time."""
    found = {"concepts": [asdict(c) for c in concepts], "findings": [asdict(f) for f in findings]}
    place = _place(folder, package)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = place.with_suffix(f".{os.getpid()}")
        beside.write_text(json.dumps({"key": digest, **found}, ensure_ascii=False), encoding="utf-8")
        beside.replace(place)
    except OSError:
        return


def _place(folder: Path, package: str) -> Path:
    return folder / "concepts" / f"{package}.json"


def _concept(item: dict[str, Any]) -> Concept:
    return Concept(
        **item
        | {
            "formulas": tuple(Formula(f["tex"], f["line"], Span(*f["span"])) for f in item["formulas"]),
            "names": Names(*(tuple(item["names"][group]) for group in ("english", "chinese", "short"))),
            "parameters": tuple(map(_parameter, item["parameters"])),
            "constructor": tuple(map(_parameter, item["constructor"])),
            "attributes": tuple(item["attributes"]),
            "returns": tuple(map(_kind, item["returns"])),
            "conventions": tuple(Convention(c["axis"], tuple(c["values"])) for c in item["conventions"]),
            "raises": tuple(Raised(**r) for r in item["raises"]),
        }
    )


def _parameter(item: dict[str, Any]) -> Parameter:
    return Parameter(**item | {"kinds": tuple(map(_kind, item["kinds"]))})


def _kind(item: dict[str, Any]) -> Kind:
    domain = item["domain"]
    values = Domain(**domain | {"reveal": tuple(domain["reveal"])}) if domain else None
    return Kind(item["name"], item["holder"], tuple(item["axes"]), values, item["counted"])
