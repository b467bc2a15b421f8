"""A Python-Markdown extension: formulas rendered while the page is built, each with the badge of its verdict.

Markdown never sees a formula: the checker's own scanner finds them in the source, each becomes a token of
letters and digits, and a late postprocessor puts the HTML in its place.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from mdcheck.integrations.documented import GENERATED, Documented
from mdcheck.integrations.evidence import Evidence
from mdcheck.integrations.rendering import Renderer
from mdcheck.integrations.tokens import Tokens, tokenised, tokenised_docstring
from mdcheck.integrations.words import Language
from mdcheck.records import dataclass

FIRST, LAST = 1000, -1000


class MdcheckExtension(Extension):
    """``mdcheck``: shows the evidence of a run of `mdcheck check --evidence`."""

    def __init__(self, **kwargs: Any) -> None:
        self.config = {
            "evidence": [".evidence/evidence.json", "the file that `mdcheck check --evidence` wrote"],
            "documented": [
                ".evidence/documented.json",
                "what is known of formulas in docstrings; may be missing",
            ],
            "cache": [".mdcheck_cache", "the folder that keeps rendered formulas; empty for none"],
            "language": ["en", "what labels are written in: en or zh"],
        }
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register what runs before, between and after all others."""
        cache = self.getConfig("cache")
        known = Known(Path(self.getConfig("evidence")), Path(self.getConfig("documented")))
        page = Page(known, Renderer(Path(cache) if cache else None), self.getConfig("language"))
        md.preprocessors.register(Hide(md, page), "mdcheck", FIRST)
        md.treeprocessors.register(Treed(md, page), "mdcheck", LAST)
        md.postprocessors.register(Show(md, page), "mdcheck", LAST)


@dataclass(frozen=True, slots=True)
class Known:
    """The files that tell what was found out; each is read again when it has changed."""

    evidence: Path
    documented: Path

    def tokenised(self, text: str, renderer: Renderer, language: Language) -> tuple[str, Tokens]:
        """A text with tokens in it, be it a note, a docstring or a page that was made.

        Raises:
            EvidenceError: Nothing is known of this text, or a formula of it does not render.
        """
        evidence = _evidence(self.evidence, _modified(self.evidence))
        documented = _documented(self.documented, _modified(self.documented))
        made = text.lstrip().startswith(GENERATED) or documented.covers(text)
        if made and not evidence.knows(text):
            return tokenised_docstring(text, documented, renderer, language=language)
        return tokenised(text, evidence, renderer, language=language)


class Page:
    """What the three processors share about the page that is being built.

    Attributes:
        treed: Whether all treeprocessors have run. Some of them (the table of contents, the title) run the
            postprocessors on headings by themselves, to make words of them.
    """

    def __init__(self, known: Known, renderer: Renderer, language: Language) -> None:
        self.known, self.renderer, self.language = known, renderer, language
        self.tokens = Tokens()
        self.treed = False


class Hide(Preprocessor):
    """Puts a token in the place of each formula, and one before each fence that was looked at."""

    def __init__(self, md: Markdown, page: Page) -> None:
        super().__init__(md)
        self._page = page

    def run(self, lines: list[str]) -> list[str]:
        """The lines with tokens in them.

        Raises:
            EvidenceError: The evidence does not know this text, or a formula of it does not render.
        """
        page = self._page
        text, page.tokens = page.known.tokenised("\n".join(lines), page.renderer, page.language)
        page.treed = False
        return text.split("\n")


class Treed(Treeprocessor):
    """Notes that the tree is done."""

    def __init__(self, md: Markdown, page: Page) -> None:
        super().__init__(md)
        self._page = page

    def run(self, root: Element) -> None:  # noqa: ARG002
        """Change nothing."""
        self._page.treed = True


class Show(Postprocessor):
    """Puts formulas and badges in the place of their tokens; in what becomes a table of contents, LaTeX."""

    def __init__(self, md: Markdown, page: Page) -> None:
        super().__init__(md)
        self._page = page

    def run(self, text: str) -> str:
        """The finished HTML.

        Raises:
            EvidenceError: A formula was lost on the way, or came out twice.
        """
        tokens = self._page.tokens
        return tokens.shown(text) if self._page.treed else tokens.worded(text)


@lru_cache(maxsize=1)
def _evidence(file: Path, modified: int) -> Evidence:  # noqa: ARG001
    """Read once for all pages, and again when the file has changed."""
    return Evidence.load(file)


@lru_cache(maxsize=1)
def _documented(file: Path, modified: int) -> Documented:  # noqa: ARG001
    return Documented.load(file)


def _modified(file: Path) -> int:
    return file.stat().st_mtime_ns if file.exists() else 0


def makeExtension(**kwargs: Any) -> MdcheckExtension:  # noqa: N802
    """Where Python-Markdown looks for the extension of a module."""
    return MdcheckExtension(**kwargs)
