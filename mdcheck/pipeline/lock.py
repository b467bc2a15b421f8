"""What is decided in notes, and what stands on its author's word: neither may change unseen."""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import assert_never

from mdcheck.config import ConfigError
from mdcheck.latex.formulas import formulas
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.document import CodeFence
from mdcheck.model.page import Page
from mdcheck.model.snippet import Snippet
from mdcheck.model.verdict import Assumed, Proved, Refuted, Supported, Undecided
from mdcheck.patterns import regex
from mdcheck.pipeline.lost import CODE, Item, lost
from mdcheck.records import dataclass
from mdcheck.report.result import Result
from mdcheck.rules.lost_coverage import LostCoverage

DEFAULT = "mdcheck.lock"
SCHEMA = 1
_BARE = regex(r"\\?[A-Za-z]+(?:_(?:\w|\{\w+\}))?|[-\d.,\s]*")
"""A symbol or a number alone."""


@dataclass(slots=True)
class Lock:
    """The lines of each note as they were accepted.

    Attributes:
        root: The folder that notes are named from.
        notes: Their lines, in order.
        new: How much was seen that is in no lock yet.
    """

    root: str
    notes: Mapping[str, Sequence[str]]
    new: int = 0

    @classmethod
    def load(cls, file: Path, root: str) -> "Lock":
        """Read a lock.

        Raises:
            ConfigError: If it is missing, or not what ``mdcheck lock`` writes.
        """
        try:
            data = json.loads(file.read_text(encoding="utf-8"))
            if data["schema"] != SCHEMA:
                raise ConfigError(f"{file}: this lock is another version's: run `mdcheck lock`")
            return cls(root, {name: tuple(map(str, lines)) for name, lines in data["notes"].items()})
        except FileNotFoundError:
            raise ConfigError(f"{file}: there is no lock: `mdcheck lock` writes one") from None
        except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
            raise ConfigError(f"{file}: is no lock: {error}") from None

    def held(self, result: Result) -> Result:
        """The result, with a finding for all that is vouched for no longer."""
        if result.page.claims is None:
            return result
        now = items(result.page)
        locked = self.notes.get(_name(result, self.root), ())
        self.new += max(0, len(now) - len(locked))
        found = [
            LostCoverage().found(span, message) for span, message in lost(locked, now, result.source.text)
        ]
        both = sorted((*result.diagnostics, *found), key=lambda item: item.span)
        return result.finding(tuple(both)) if found else result

    def written(self, results: Iterable[Result]) -> str:
        """The text of a lock that accepts these notes as they are, and others that exist as they were."""
        kept = {name: lines for name, lines in self.notes.items() if Path(self.root, name).exists()}
        fresh = {_name(result, self.root): [item.line for item in items(result.page)] for result in results}
        data = {"schema": SCHEMA, "notes": kept | fresh}
        return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def items(page: Page) -> list[Item]:
    """All that a note has to vouch for, in order of place."""
    claims = page.claims or ()
    found = [_of_claim(claim) for claim in claims]
    found += [_of_fence(page, snippet) for snippet in page.snippets or ()]
    for formula in formulas(page.document):
        text = _flat(formula.content.text)
        claimed = any(c.span.start < formula.span.end and formula.span.start < c.span.end for c in claims)
        if not claimed and not _BARE.fullmatch(text):
            found.append(Item(formula.span, text, decided=False, why="it claims nothing that can be tested"))
    return sorted(found, key=lambda item: (item.span, item.text, bool(item.decided)))


def _of_claim(claim: JudgedClaim) -> Item:
    text = _flat(claim.text)
    match claim.verdict:
        case Proved() | Supported() | Refuted():
            return Item(claim.span, text, decided=True)
        case Undecided("time"):
            return Item(claim.span, text, decided=None)
        case Undecided(_, detail):
            return Item(claim.span, text, decided=False, why=detail)
        case Assumed():
            return Item(claim.span, text, decided=False, why="a definition with nothing to be held against")
    assert_never(claim.verdict)


def _of_fence(page: Page, snippet: Snippet) -> Item:
    fence = next(n for n in page.document.nodes if isinstance(n, CodeFence) and n.span == snippet.span)
    digest = blake2b(fence.content.text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    reason = snippet.evidence.get("reason", "")
    if snippet.status in ("agrees", "disagrees", "failed"):
        decided: bool | None = True
    else:
        decided = None if reason == "disabled" or "time" in reason else False
    ran = "it runs, and nothing is compared with it" if snippet.status == "ran" else snippet.status
    return Item(snippet.span, CODE + digest, decided, why=f"{ran}: {reason}" if reason else ran)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _name(result: Result, root: str) -> str:
    return os.path.relpath(result.source.path, root).replace(os.sep, "/")
