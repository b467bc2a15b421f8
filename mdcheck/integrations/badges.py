"""Badges in HTML: a button with the verdict, and what it rests on in a popover that needs no script.

Everything is phrasing content, so that it may stand in a paragraph, a heading or a table cell.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from mdcheck.integrations.evidence import Record
from mdcheck.integrations.verdicts import MARKS, fence_grounds, fence_verdict, grounds, ruling, verdict
from mdcheck.integrations.words import Language, say
from mdcheck.records import dataclass

Row = tuple[str, str]
_NO_BREAK = "\u2060"


@dataclass(frozen=True, slots=True)
class Badges:
    """Makes the badges of one page.

    Attributes:
        path: The note as it was given to the check, for the command that reproduces a verdict.
        language: What labels are written in.
    """

    path: str
    language: Language

    def formula(self, html: str, claims: Sequence[Record], *, name: str, display: bool) -> str:
        """A rendered formula; with a badge if it claims anything."""
        classes = "mdcheck-display" if display else "mdcheck-inline"
        return (
            f'<mdcheck-formula id="{name}" class="{classes}" data-search-exclude>'
            f'<span class="mdcheck-maths">{html}</span>{self._claims(claims, name)}</mdcheck-formula>'
        )

    def sentence(self, claim: Record, *, name: str) -> str:
        """The badge of a claim in words."""
        badge = self._claims([claim], name)
        return f'<mdcheck-claim id="{name}" data-search-exclude>{badge}</mdcheck-claim>'

    def fence(self, record: Record, *, name: str) -> str:
        """The badge of a code fence, in words, with a link to the code that it was compared with."""
        status, concept = self._say(record["status"]), record["concept"]
        told = self._say(ruled) if (ruled := fence_verdict(record)) == "expected" else status
        rows = [("verdict", told), *fence_grounds(record), self._command(record)]
        link = f' {self._say("with")} <autoref identifier="{concept}" optional>{concept}</autoref>'
        return (
            f'<mdcheck-fence id="{name}" data-search-exclude>{self._badge(f"{name}-why", ruled, told, rows)}'
            f"<span>{escape(told)}{link if concept else ''}</span></mdcheck-fence>"
        )

    def _claims(self, claims: Sequence[Record], name: str) -> str:
        weakest = verdict(claims)
        if weakest is None:
            return ""
        return self._badge(f"{name}-why", weakest, self._say(weakest), list(self._rows(claims)))

    def _rows(self, claims: Iterable[Record]) -> Iterator[Row]:
        for claim in claims:
            yield "verdict", f"{self._say(ruling(claim))} ({claim['kind']})"
            yield from grounds(claim)
            yield self._command(claim)

    def _command(self, record: Record) -> Row:
        command = record.get("command") or f"mdcheck explain {self.path}:{record['start']['line']}"
        return "reproduce", str(command)

    def _badge(self, name: str, ruled: str, word: str, rows: Sequence[Row]) -> str:
        title = escape("\n".join(f"{self._say(label)}: {text}" for label, text in rows))
        details = "".join(
            f'<span class="mdcheck-row" data-label="{escape(label)}"><b>{escape(self._say(label))}</b>'
            f" <code>{escape(text)}</code></span>"
            for label, text in rows
        )
        return (
            f'{_NO_BREAK}<button type="button" class="mdcheck-badge" data-verdict="{ruled}"'
            f' popovertarget="{name}" aria-label="{escape(self._say("verdict"))}: {escape(word)}"'
            f' title="{title}">{MARKS[ruled]}</button>'
            f'<span id="{name}" class="mdcheck-why" role="note" popover>{details}</span>'
        )

    def _say(self, word: str) -> str:
        return say(word, self.language)
