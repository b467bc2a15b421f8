"""Pages of the site that are made from the evidence and from the rules, in Markdown."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version

from mdcheck.integrations.evidence import NoteEvidence, Record
from mdcheck.integrations.verdicts import WORDS
from mdcheck.rules import pages
from mdcheck.rules.base import Rule

VERDICTS = ("proved", "supported", "refuted", "undecided", "assumed")


def report(notes: Mapping[str, NoteEvidence]) -> str:
    """Coverage by note, findings, and what is undecided and why; ``notes`` by their place in the site."""
    return "\n\n".join(
        (
            "# Report",
            f"Checked by mdcheck {version('mdcheck')}. Each number counts claims; a formula that "
            "claims nothing, such as a lone symbol, has no badge.",
            "## Coverage",
            "\n".join(_coverage(notes)),
            "## Findings",
            "\n".join(_findings(notes)) or "None.",
            "## Undecided",
            *(_undecided(notes) or ["Nothing."]),
        )
    )


def rules(every: Sequence[type[Rule]]) -> str:
    """A table of all rules, each with a link to its page."""
    rows = (
        f"| {rule.code} | [{rule.name}]({rule.name}.md) | {rule.severity.word} | {_cell(pages.title(rule))} |"
        for rule in every
    )
    return "\n".join(("# Rules\n", "| code | name | severity | finds |", "|---|---|---|---|", *rows, ""))


def _coverage(notes: Mapping[str, NoteEvidence]) -> Iterator[str]:
    words = [WORDS.get(name, name) for name in VERDICTS]
    yield f"| note | formulas | {' | '.join(words)} | code fences |"
    yield "|---" * (len(VERDICTS) + 3) + "|"
    for place, note in notes.items():
        counts = Counter(claim["verdict"] for _, claim in _claims(note))
        fences = Counter(fence["status"] for fence in note.fences if fence["status"])
        yield (
            f"| [{place}]({place}) | {len(note.formulas)} | "
            + " | ".join(str(counts[name]) for name in VERDICTS)
            + f" | {', '.join(f'{number} {status}' for status, number in sorted(fences.items()))} |"
        )


def _findings(notes: Mapping[str, NoteEvidence]) -> Iterator[str]:
    for place, note in notes.items():
        for found in note.diagnostics:
            line = f"[{place}:{found['start']['line']}]({place})"
            rule = f"[{found['rule']}](rules/{found['rule']}.md)"
            yield f"- {line}: {found['severity']} {rule}: {_code(found['message'])}"


def _undecided(notes: Mapping[str, NoteEvidence]) -> list[str]:
    """One section for each reason, the commonest first."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for place, note in notes.items():
        for anchor, claim in _claims(note):
            if claim["verdict"] == "undecided":
                line = f"[{place}:{claim['start']['line']}]({place}{anchor})"
                detail = str(claim["evidence"].get("detail", ""))
                by_reason[claim["reason"]].append(f"- {line} {_code(claim['text'])} – {_code(detail)}")
    commonest = sorted(by_reason.items(), key=lambda item: (-len(item[1]), item[0]))
    return [part for reason, rows in commonest for part in (f"### {reason} ({len(rows)})", "\n".join(rows))]


def _claims(note: NoteEvidence) -> Iterator[tuple[str, Record]]:
    """Every claim with the anchor of its formula; those of sentences have none."""
    for number, formula in enumerate(note.formulas, 1):
        for claim in formula["claims"]:
            yield f"#formula-{number}", claim
    for claim in note.sentences:
        yield "", claim


def _code(text: str) -> str:
    """Text that Markdown is to leave alone."""
    ticks = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{ticks} {' '.join(text.split())} {ticks}" if text.strip() else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
