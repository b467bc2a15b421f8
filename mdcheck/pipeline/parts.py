"""Reports of parts of a run put together again, note by note in the order of the whole run."""

import json
from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

from mdcheck.model.diagnostic import Severity
from mdcheck.model.source import Source
from mdcheck.records import dataclass
from mdcheck.report import codec
from mdcheck.report.formats.part import SCHEMA
from mdcheck.report.result import Result


class PartError(Exception):
    """Files that are no parts of one run, or not all of them."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one machine found out.

    Attributes:
        shard: Which part it is, from 1.
        shards: How many there are.
        fail_on: From which severity on findings fail the run.
        results: Its notes in order.
    """

    shard: int
    shards: int
    fail_on: Severity
    results: tuple[Result, ...]


def load(name: str) -> Part:
    """Read a part.

    Raises:
        PartError: If the file is none, or was made by another version.
    """
    try:
        data = json.loads(Path(name).read_text(encoding="utf-8"))
        if data["schema"] != SCHEMA:
            raise PartError(f"{name} was made by another version of mdcheck")
        results = tuple(map(_result, data["notes"]))
        return Part(data["shard"], data["shards"], Severity[data["fail_on"].upper()], results)
    except OSError as error:
        raise PartError(f"{name} cannot be read: {error.strerror}") from None
    except (ValueError, LookupError, TypeError) as error:
        raise PartError(
            f"{name} is no part of a report ({error}): make one with --output part:FILE"
        ) from None


def merged(parts: Sequence[Part]) -> Iterator[Result]:
    """All notes in the order in which one run would have told of them.

    Raises:
        PartError: If a part is missing or given twice, or they are of different runs.
    """
    totals = {part.shards for part in parts}
    if len(totals) > 1:
        raise PartError(f"these are parts of different runs: of {' and of '.join(map(str, sorted(totals)))}")
    numbers = sorted(part.shard for part in parts)
    expected = list(range(1, max(totals, default=0) + 1))
    if numbers != expected:
        missing = ", ".join(str(number) for number in expected if number not in numbers)
        raise PartError(f"part {missing} is missing" if missing else "a part is given twice")
    in_order = sorted(parts, key=lambda part: part.shard)
    rounds = zip_longest(*(part.results for part in in_order))
    return (result for result in chain.from_iterable(rounds) if result is not None)


def shard(notes: Sequence[str], number: int, count: int) -> list[str]:
    """Every ``count``-th note, from the ``number``-th on."""
    return list(notes[number - 1 :: count])


def _result(note: dict[str, Any]) -> Result:
    source = Source(note["path"], note["text"])
    return codec.result(source, note["head"].encode(), note["body"].encode())
