"""What a finding is known by when lines move: its rule, the text it is about, and which of several it is."""

from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b

from mdcheck.model.diagnostic import Diagnostic
from mdcheck.model.source import Source
from mdcheck.report.positions import Lines


def fingerprints(diagnostics: Iterable[Diagnostic], source: Source) -> list[str]:
    """A fingerprint for each finding of a note, none of them twice; edits elsewhere change none."""
    lines: Lines | None = None
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for item in diagnostics:
        text = " ".join(source.text[item.span.start : item.span.end].split())
        if not text:
            lines = lines or Lines(source)
            text = lines.text(lines.position(item.span.start).line).strip()
        seen[item.code, text] += 1
        found.append(_digest(item.code, text, str(seen[item.code, text])))
    return found


def located(fingerprint: str, path: str) -> str:
    """A fingerprint that differs from note to note."""
    return _digest(path, fingerprint)


def _digest(*parts: str) -> str:
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
