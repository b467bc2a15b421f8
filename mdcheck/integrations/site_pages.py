"""Pages of the site that are made from the evidence and from the rules, in Markdown."""

import platform
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version

from mdcheck.integrations.evidence import Record
from mdcheck.integrations.notes import Note
from mdcheck.integrations.verdicts import ruling
from mdcheck.integrations.words import NO_BADGE, Language, say
from mdcheck.rules import pages
from mdcheck.rules.base import Rule

VERDICTS = ("proved", "supported", "expected", "refuted", "undecided", "assumed")
DECIDED = ("proved", "supported", "expected", "refuted")
_PACKAGES = ("mdcheck", "sympy", "numpy", "python-flint", "torch", "markdown-it-py")


def report(notes: Sequence[Note], language: Language) -> str:
    """Coverage by chapter and note, findings, counter-examples, what is undecided and why, versions."""

    def word(text: str) -> str:
        return say(text, language)

    return "\n\n".join(
        (
            f"# {word('Report')}",
            word(NO_BADGE),
            f"## {word('Coverage')}",
            "\n".join(_coverage("chapter", _by_chapter(notes), language)),
            "\n".join(_coverage("note", ((_link(note), [note]) for note in notes), language)),
            f"## {word('Findings')}",
            "\n".join(_findings(notes)) or word("None."),
            f"## {word('Counter-examples')}",
            "\n".join(_expected(notes)) or word("None."),
            f"## {word('Undecided')}",
            *(_undecided(notes) or [word("None.")]),
            f"## {word('Versions')}",
            ", ".join(_versions()),
        )
    )


def rules(every: Sequence[type[Rule]], language: Language) -> str:
    """A table of all rules, each with a link to its page."""
    rows = (
        f"| {rule.code} | [{rule.name}]({rule.name}.md) | {rule.severity.word} | {_cell(pages.title(rule))} |"
        for rule in every
    )
    heads = " | ".join(say(word, language) for word in ("code", "name", "severity", "finds"))
    return "\n".join((f"# {say('Rules', language)}\n", f"| {heads} |", "|---|---|---|---|", *rows, ""))


def _by_chapter(notes: Sequence[Note]) -> Iterator[tuple[str, list[Note]]]:
    chapters: dict[str, list[Note]] = defaultdict(list)
    for note in notes:
        chapters[note.chapter or "–"].append(note)
    yield from chapters.items()
    yield "**∑**", list(notes)


def _coverage(head: str, groups: Iterable[tuple[str, Sequence[Note]]], language: Language) -> Iterator[str]:
    words = [say(name, language) for name in (head, "formulas", *VERDICTS, "decided", "code fences")]
    yield f"| {' | '.join(words)} |"
    yield "|---" + "|--:" * (len(words) - 2) + "|---|"
    for name, notes in groups:
        counts = Counter(ruling(claim) for note in notes for _, claim in _claims(note))
        fences = Counter(
            "expected" if fence["expected"] else fence["status"]
            for note in notes
            for fence in note.evidence.fences
            if fence["status"]
        )
        told = ", ".join(f"{number} {say(status, language)}" for status, number in sorted(fences.items()))
        formulas = sum(len(note.evidence.formulas) for note in notes)
        numbers = (formulas, *(counts[verdict] for verdict in VERDICTS))
        yield f"| {name} | {' | '.join(map(str, numbers))} | {_share(counts)} | {told} |"


def _share(counts: Counter[str]) -> str:
    """How much of what could be decided is; a definition with nothing to be held against cannot."""
    decided = sum(counts[verdict] for verdict in DECIDED)
    total = decided + counts["undecided"]
    return f"{decided / total:.0%}" if total else ""


def _findings(notes: Sequence[Note]) -> Iterator[str]:
    for note in notes:
        for found in note.evidence.diagnostics:
            line = f"[{note.title}:{found['start']['line']}]({note.place})"
            rule = f"[{found['rule']}](rules/{found['rule']}.md)"
            yield f"- {line}: {found['severity']} {rule}: {_code(found['message'])}"


def _expected(notes: Sequence[Note]) -> Iterator[str]:
    for note in notes:
        for anchor, claim in _claims(note):
            if claim["expected"]:
                names = ", ".join(f"[{name}](rules/{name}.md)" for name in claim["expected"])
                yield f"- {_link(note, anchor)}: {names} {_code(claim['text'])}"
        for number, fence in enumerate(note.evidence.fences, 1):
            for name in fence.get("expected", ()):
                yield f"- {_link(note, f'#fence-{number}')}: [{name}](rules/{name}.md)"


def _undecided(notes: Sequence[Note]) -> list[str]:
    """One section for each reason, the commonest first."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for note in notes:
        for anchor, claim in _claims(note):
            if claim["verdict"] == "undecided":
                detail = str(claim["evidence"].get("detail", ""))
                by_reason[claim["reason"]].append(
                    f"- {_link(note, anchor)} {_code(claim['text'])} – {_code(detail)}"
                )
    commonest = sorted(by_reason.items(), key=lambda item: (-len(item[1]), item[0]))
    return [part for reason, rows in commonest for part in (f"### {reason} ({len(rows)})", "\n".join(rows))]


def _versions() -> Iterator[str]:
    yield f"Python {platform.python_version()}"
    for package in _PACKAGES:
        try:
            yield f"{package} {version(package)}"
        except PackageNotFoundError:
            continue


def _claims(note: Note) -> Iterator[tuple[str, Record]]:
    """Every claim with the anchor of its badge."""
    for number, formula in enumerate(note.evidence.formulas, 1):
        for claim in formula["claims"]:
            yield f"#formula-{number}", claim
    for number, claim in enumerate(note.evidence.sentences, 1):
        yield f"#claim-{number}", claim


def _link(note: Note, anchor: str = "") -> str:
    return f"[{note.title}]({note.place}{anchor})"


def _code(text: str) -> str:
    """Text that Markdown is to leave alone."""
    ticks = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{ticks} {' '.join(text.split())} {ticks}" if text.strip() else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
