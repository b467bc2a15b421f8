"""Pages about the canonical package: its documentation, and where the notes use each concept."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from mdcheck.concepts.concept import Concept
from mdcheck.concepts.index import Index
from mdcheck.integrations.notes import Note
from mdcheck.integrations.verdicts import MARKS, fence_verdict, ruling
from mdcheck.integrations.words import Language, say

FOLDER = "reference"


class Use(NamedTuple):
    """A place of a note that was held against a concept."""

    title: str
    target: str
    verdict: str


def pages(index: Index, notes: Sequence[Note], language: Language) -> dict[str, str]:
    """A page for each part of the canonical packages, and one that lists them."""
    used = uses(notes)
    parts: dict[str, list[Concept]] = defaultdict(list)
    for concept in index.concepts:
        parts[".".join(concept.path.split(".")[:2])].append(concept)
    made = {f"{FOLDER}/{part}.md": _page(part, parts[part], used, language) for part in parts}
    return {f"{FOLDER}/index.md": _index(parts, used, language), **made}


def uses(notes: Sequence[Note]) -> Mapping[str, Sequence[Use]]:
    """Where each concept is used, by its qualified name, in the order of the notes."""
    found: dict[str, list[Use]] = defaultdict(list)
    for note in notes:
        for concept, target, verdict in _compared(note):
            found[concept].append(Use(note.title, target, verdict))
    return found


def _compared(note: Note) -> Iterator[tuple[str, str, str]]:
    """What a note was held against: the concept, the place, and the verdict."""
    for number, fence in enumerate(note.evidence.fences, 1):
        if fence["status"] and fence["concept"]:
            yield fence["concept"], f"{note.place}#fence-{number}", fence_verdict(fence)
    for number, formula in enumerate(note.evidence.formulas, 1):
        for claim in formula["claims"]:
            if concept := claim["evidence"].get("concept"):
                yield concept, f"{note.place}#formula-{number}", ruling(claim)


def _page(
    part: str, concepts: Sequence[Concept], used: Mapping[str, Sequence[Use]], language: Language
) -> str:
    sections = (_section(concept, used.get(concept.path, ()), language) for concept in concepts)
    return "\n".join((f"# {part}\n", *sections))


def _section(concept: Concept, used: Sequence[Use], language: Language) -> str:
    links = (f"[{use.title}](../{use.target}) {MARKS[use.verdict]}" for use in used)
    line = f"\n{say('Used in', language)}: {' · '.join(links)}\n" if used else ""
    return f"::: {concept.path}\n    options:\n      heading_level: 2\n{line}"


def _index(
    parts: Mapping[str, Sequence[Concept]], used: Mapping[str, Sequence[Use]], language: Language
) -> str:
    heads = (say(word, language) for word in ("concept", "names", "Used in"))
    rows = [
        f"| [`{concept.path}`]({part}.md#{concept.path}) | {'; '.join(concept.names.all)} "
        f"| {len(used.get(concept.path, ())) or ''} |"
        for part, concepts in parts.items()
        for concept in concepts
    ]
    return "\n".join(
        (
            f"# {say('Reference', language)}\n",
            f"| {' | '.join(heads)} |",
            "|---|---|--:|",
            *rows,
        )
    )
