"""What the checker asks of the worker and what comes back: plain JSON in frames, one job a page."""

import json
import struct
from dataclasses import asdict, field
from typing import IO, Any

from mdcheck.model.snippet import FindingKind
from mdcheck.records import dataclass

WALL = 3
"""How much longer than its processor time code may take by the clock, to sleep or to wait for others."""
_HEADER = struct.Struct(">I")


@dataclass(frozen=True, slots=True)
class Fence:
    """One fence of a page, as the worker gets it.

    Attributes:
        text: The code.
        before: The headings above it and the words before it.
        skip: Why it may not run, empty if it may; names that it binds count as bound.
        expected: Whether a finding in it is expected, so that words such as "wrong" excuse nothing.
    """

    text: str
    before: str = ""
    skip: str = ""
    expected: bool = False


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of the page that a fence may compute, as the worker gets it: its values at drawn points.

    Attributes:
        head: What it defines, as written.
        title: The nearest heading above it, empty if there is none.
        line: Its line in the note, from 1.
        draws: Values of what it takes, by name: numbers, or lists of them.
        values: What it comes to for each of the draws.
    """

    head: str
    title: str
    line: int
    draws: tuple[dict[str, Any], ...]
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """The fences of one page.

    Attributes:
        fences: In the order of the page.
        execute: Whether they may run; otherwise they are only read.
        seed: Of every random generator.
        cpu_seconds: After this processor time, or ``WALL`` times as long by the clock, the child is killed.
        statement_seconds: After this processor time, likewise, one statement is interrupted.
        compare_seconds: After this processor time, likewise, the comparison of one fence is given up.
        canonical: Packages whose concepts the fences are compared with.
        root: Where packages of the project itself are looked for.
        mentions: Names of libraries in the page's prose.
        device: Where what agrees is tried once more: cpu or cuda.
        formulas: Formulas of the page, with what they come to.
    """

    fences: tuple[Fence, ...]
    execute: bool = True
    seed: int = 0
    cpu_seconds: float = 20.0
    statement_seconds: float = 5.0
    compare_seconds: float = 8.0
    canonical: tuple[str, ...] = ()
    root: str = "."
    mentions: tuple[str, ...] = ()
    device: str = "cpu"
    formulas: tuple[Formula, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A finding in terms of one fence's text.

    Attributes:
        fence: Index of the fence; below 0 for a mention, the first being -1.
        kind: Which rule speaks.
        start: Offset into the fence's text.
        end: Offset behind its last character.
        message: One sentence.
        evidence: Details, as printed.
        imports: Lines that would mend it, to be put before the fence's first statement.
        observed: What the run saw, where another seed could show something else; None where it could not.
    """

    fence: int
    kind: FindingKind
    start: int
    end: int
    message: str
    evidence: dict[str, str] = field(default_factory=dict)
    imports: tuple[str, ...] = ()
    observed: str | None = None


@dataclass(frozen=True, slots=True)
class FenceReport:
    """What became of one fence.

    Attributes:
        fence: Index of the fence.
        ran: Statements that ran to their end.
        skipped: Why statements were not run, reason to how many.
        comparison: Outcome of the differential test: agrees, disagrees or undecided.
        concept: The canonical object it was compared with.
        evidence: Details, as printed.
    """

    fence: int
    ran: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    comparison: str | None = None
    concept: str | None = None
    evidence: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """What came back for a page.

    Attributes:
        fences: One report for each fence that was reached.
        notes: Findings.
        end: How the child ended: done, time, killed, uncontained.
        missing: Containment that the system did not allow.
        detail: A sentence where the end was not done.
        held_against: The canonical objects that were asked for; None if that was not told.
    """

    fences: tuple[FenceReport, ...]
    notes: tuple[Note, ...]
    end: str
    missing: tuple[str, ...] = ()
    detail: str = ""
    held_against: tuple[str, ...] | None = None


def send(stream: IO[bytes], message: object) -> None:
    """Write one frame."""
    payload = json.dumps(message).encode()
    stream.write(_HEADER.pack(len(payload)) + payload)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read one frame; None at the end of the stream."""
    header = stream.read(_HEADER.size)
    if len(header) < _HEADER.size:
        return None
    return json.loads(stream.read(_HEADER.unpack(header)[0]))


def job_to_json(job: Job) -> dict[str, Any]:
    """The job as plain data."""
    return asdict(job)


def job_from_json(data: dict[str, Any]) -> Job:
    """The inverse of ``job_to_json``."""
    fences = tuple(Fence(**fence) for fence in data["fences"])
    lists = {name: tuple(data[name]) for name in ("canonical", "mentions")}
    formulas = tuple(
        Formula(**{**f, "draws": tuple(f["draws"]), "values": tuple(f["values"])}) for f in data["formulas"]
    )
    return Job(**{**data, "fences": fences, "formulas": formulas, **lists})


def report_from_json(data: dict[str, Any]) -> Report:
    """A report from its plain data, as ``dataclasses.asdict`` gives it."""
    fences = tuple(FenceReport(**fence) for fence in data["fences"])
    notes = tuple(Note(**{**note, "imports": tuple(note["imports"])}) for note in data["notes"])
    held = data["held_against"]
    return Report(
        **{**data, "fences": fences, "notes": notes, "missing": tuple(data["missing"])}
        | {"held_against": None if held is None else tuple(held)}
    )


def report_from_events(events: list[dict[str, Any]], *, end: str, detail: str = "") -> Report:
    """Assemble the events that a child wrote; what it did not live to write is missing."""
    notes, fences, missing, held = [], {}, (), None
    for event in events:
        match event:
            case {"note": dict(note)}:
                notes.append(Note(**{**note, "imports": tuple(note["imports"])}))
            case {"fence": dict(fence)}:
                fences[fence["fence"]] = FenceReport(**fence)
            case {"missing": list(names)}:
                missing = tuple(names)
            case {"held against": list(names)}:
                held = tuple(names)
            case {"crash": str(reason)}:
                end, detail = "killed", f"the worker stumbled over this page ({reason})"
            case {"uncontained": str(reason)}:
                end, detail = "uncontained", reason
    return Report(tuple(fences.values()), tuple(notes), end, missing, detail, held)
