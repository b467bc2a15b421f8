"""Badges in HTML: a button with the verdict, and what it rests on in a popover that needs no script.

Everything is phrasing content, so that it may stand in a paragraph, a heading or a table cell.
"""

from collections.abc import Sequence
from html import escape

from mdcheck.integrations.evidence import Record
from mdcheck.integrations.verdicts import FENCES, MARKS, WORDS, fence_grounds, grounds, verdict


def formula(html: str, record: Record, *, name: str, display: bool, path: str) -> str:
    """A rendered formula; with a badge if it claims anything."""
    ruling = verdict(record["claims"])
    classes = "mdcheck-display" if display else "mdcheck-inline"
    badge = ""
    if ruling is not None:
        rows = [row for claim in record["claims"] for row in (*grounds(claim), _command(path, claim))]
        badge = _badge(f"{name}-why", ruling, WORDS.get(ruling, ruling), rows)
    return (
        f'<mdcheck-formula id="{name}" class="{classes}" data-search-exclude>'
        f'<span class="mdcheck-maths">{html}</span>{badge}</mdcheck-formula>'
    )


def fence(record: Record, *, name: str, path: str) -> str:
    """The badge of a code fence, in words."""
    status = record["status"]
    held = f" with {record['concept']}" if record["concept"] else ""
    rows = [*fence_grounds(record), _command(path, record)]
    badge = _badge(f"{name}-why", FENCES[status], status, rows)
    return (
        f'<mdcheck-fence id="{name}" data-search-exclude>{badge}'
        f"<span>{escape(status + held)}</span></mdcheck-fence>"
    )


def _command(path: str, record: Record) -> tuple[str, str]:
    return "reproduce", f"mdcheck explain {path}:{record['start']['line']}"


def _badge(name: str, ruling: str, word: str, rows: Sequence[tuple[str, str]]) -> str:
    title = escape("\n".join(f"{label}: {text}" for label, text in rows))
    details = "".join(
        f'<span class="mdcheck-row" data-label="{escape(label)}"><b>{escape(label)}</b>'
        f" <code>{escape(text)}</code></span>"
        for label, text in rows
    )
    return (
        f'<button type="button" class="mdcheck-badge" data-verdict="{ruling}" popovertarget="{name}"'
        f' aria-label="verdict: {escape(word)}" title="{title}">{MARKS[ruling]}</button>'
        f'<span id="{name}" class="mdcheck-why" role="note" popover>{details}</span>'
    )
