"""The concepts of all canonical packages, found by name in either language."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from mdcheck.concepts import cache
from mdcheck.concepts.concept import Concept, Finding
from mdcheck.concepts.names import normalised
from mdcheck.config import Config
from mdcheck.records import dataclass


@dataclass(frozen=True)
class Index:
    """Concepts in order of package, file and line, and what could not be read."""

    concepts: tuple[Concept, ...] = ()
    findings: tuple[Finding, ...] = ()

    def named(self, name: str) -> tuple[Concept, ...]:
        """All concepts of a name, English or Chinese, long or short; its Python name counts too."""
        return tuple(self._by_name.get(normalised(name), ()))

    def at(self, path: str) -> Concept | None:
        """The concept of a qualified name."""
        return self._by_path.get(path)

    @cached_property
    def _by_path(self) -> dict[str, Concept]:
        return {concept.path: concept for concept in self.concepts}

    @cached_property
    def _by_name(self) -> dict[str, list[Concept]]:
        found: dict[str, list[Concept]] = {}
        for concept in self.concepts:
            spelled = {*map(normalised, concept.names.all), normalised(concept.path.rpartition(".")[2])}
            for name in spelled:
                found.setdefault(name, []).append(concept)
        return found


def load(config: Config) -> Index:
    """The index of ``[tool.mdcheck] canonical``, from the cache where no file changed."""
    root = Path(config.root)
    parts = [load_package(root, name, folder=root / ".mdcheck_cache") for name in config.canonical]
    return Index(
        tuple(concept for part in parts for concept in part.concepts),
        tuple(finding for part in parts for finding in part.findings),
    )


def load_package(root: Path, name: str, *, folder: Path | None = None) -> Index:
    """The index of one package below ``root`` (``impl``, or ``lab.canon`` for a subpackage).

    Args:
        root: The folder from which the package would be imported.
        name: Its dotted name.
        folder: Where an index is kept between runs; None to read anew.
    """
    place = root.joinpath(*name.split("."))
    files = sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
    texts, findings = _texts(root, files)
    if not texts and not findings:
        return Index((), (Finding(place.name, 1, f"there is no package {name} in {root}"),))
    key = cache.key(texts)
    if folder is not None and not findings and (kept := cache.load(folder, name, key)) is not None:
        return Index(*kept)
    from mdcheck.concepts import package  # griffe takes longer to import than a kept index to load

    concepts = package.read(texts, findings)
    if folder is not None:
        cache.save(folder, name, key, concepts, findings)
    return Index(tuple(concepts), tuple(findings))


def _texts(root: Path, files: Iterable[Path]) -> tuple[dict[str, str], list[Finding]]:
    """The files that can be read, by their path from the root."""
    texts: dict[str, str] = {}
    findings: list[Finding] = []
    for file in files:
        name = file.relative_to(root).as_posix()
        try:
            texts[name] = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            findings.append(Finding(name, 1, f"cannot be read: {error}"))
    return texts, findings
