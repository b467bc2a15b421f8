"""A mkdocs plugin: styles, a report, a page for each rule; no site without evidence, and none with errors."""

import re
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config import config_options as options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from mdcheck import markdown
from mdcheck.integrations import site_pages
from mdcheck.integrations.evidence import Evidence, EvidenceError, NoteEvidence
from mdcheck.latex import katex
from mdcheck.rules import pages
from mdcheck.rules.registry import all_rules

ASSETS = "assets/mdcheck"
# Plugins that translate sites (mkdocs-static-i18n: -100) do not expect files without a source folder.
_AFTER_TRANSLATION = -110
# The search plugin parses pages tag by tag, and most tags of a page with formulas are KaTeX's: it gets stubs.
_AFTER_SEARCH = -100
_FORMULA = re.compile(r"<mdcheck-formula\b.*?</mdcheck-formula>", re.DOTALL)
_STUB = "<mdcheck-formula data-search-exclude></mdcheck-formula>"
# The examples of rules are full of the words that readers of the notes search for.
_HARDLY_FOUND = "---\nsearch:\n  boost: 0.01\n---\n"


class MdcheckConfig(Config):  # type: ignore[no-untyped-call]
    """What the plugin can be told in mkdocs.yml."""

    evidence = options.Type(str, default=".evidence/evidence.json")
    cache = options.Type(str, default=".mdcheck_cache")


class MdcheckPlugin(BasePlugin[MdcheckConfig]):  # type: ignore[no-untyped-call]
    """``mdcheck``: shows what `mdcheck check --evidence` found out; it checks nothing itself."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the Markdown extension and the styles."""
        root = Path(config.config_file_path or ".").parent
        self._file = root / self.config.evidence
        if "mdcheck" not in config.markdown_extensions:
            config.markdown_extensions.append("mdcheck")
        config.mdx_configs["mdcheck"] = {
            "evidence": str(self._file),
            "cache": str(root / self.config.cache) if self.config.cache else "",
        }
        config.extra_css += [f"{ASSETS}/katex.min.css", f"{ASSETS}/site.css"]
        self._aside: dict[str, list[str]] = {}
        return config

    @event_priority(_AFTER_TRANSLATION)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Hold every page against the evidence, and add the pages and styles that the plugin makes.

        Raises:
            PluginError: The evidence is missing or stale, or a note has errors.
        """
        try:
            evidence = Evidence.load(self._file)
            notes = {file.src_uri: _known(file, evidence) for file in files.documentation_pages()}
        except EvidenceError as error:
            raise PluginError(str(error)) from None
        if errors := [error for note in notes.values() for error in _errors(note)]:
            raise PluginError("the notes have errors, so that there is no site:\n" + "\n".join(errors))
        for file in (*_styles(config), *_pages(config, notes)):
            files.append(file)
        return files

    @event_priority(_AFTER_SEARCH)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Put the formulas aside until the search plugin has seen the page."""
        self._aside[page.file.src_uri] = _FORMULA.findall(html)
        return _FORMULA.sub(_STUB, html)

    @event_priority(_AFTER_SEARCH)
    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002
        nav: Navigation,  # noqa: ARG002
    ) -> TemplateContext:
        """Put the formulas back, in order."""
        formulas = iter(self._aside.pop(page.file.src_uri))
        page.content = _FORMULA.sub(lambda _: next(formulas), page.content or "")
        return context


def _known(file: File, evidence: Evidence) -> NoteEvidence:
    source = markdown.decode(file.src_uri, file.content_bytes)
    return evidence.about(source.text, file.src_uri)


def _errors(note: NoteEvidence) -> Iterator[str]:
    for found in note.diagnostics:
        if found["severity"] == "error":
            at = found["start"]
            place = f"{note.path}:{at['line']}:{at['column']}"
            yield f"{place}: error[{found['code']}] {found['rule']}: {found['message']}"


def _styles(config: MkDocsConfig) -> Iterator[File]:
    packed = Path(katex.__file__).parent / "katex"
    fonts = sorted((packed / "fonts").glob("*.woff2"))
    for path in (packed / "katex.min.css", Path(__file__).parent / "site.css", *fonts):
        folder = f"{ASSETS}/fonts" if path in fonts else ASSETS
        yield File.generated(config, f"{folder}/{path.name}", abs_src_path=str(path))


def _pages(config: MkDocsConfig, notes: dict[str, NoteEvidence]) -> Iterator[File]:
    made = {
        "report.md": site_pages.report(notes),
        "rules/index.md": site_pages.rules(all_rules()),
        **{f"rules/{rule.name}.md": _HARDLY_FOUND + pages.page(rule) for rule in all_rules()},
    }
    for name, text in made.items():
        yield File.generated(config, name, content=text, inclusion=InclusionLevel.INCLUDED)
