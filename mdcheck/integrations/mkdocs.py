"""A mkdocs plugin: styles, a report, rules, a reference; no site without evidence, and none with errors."""

import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from mkdocs.config import config_options as options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from mdcheck.integrations import generated
from mdcheck.integrations.documented import Documented
from mdcheck.integrations.evidence import Evidence, EvidenceError
from mdcheck.integrations.notes import Note, errors, known
from mdcheck.patterns import regex

_LOGGER = logging.getLogger("mkdocs.plugins.mdcheck")
# Plugins that translate sites (mkdocs-static-i18n: -100) do not expect files without a source folder.
_AFTER_TRANSLATION = -110
# The search plugin parses pages tag by tag, and most tags of a page with formulas are KaTeX's: it gets stubs.
_AFTER_SEARCH = -100
_FORMULA = regex(r"<mdcheck-formula\b.*?</mdcheck-formula>", re.DOTALL)
_STUB = "<mdcheck-formula data-search-exclude></mdcheck-formula>"
_STYLES = ("katex.min.css", "site.css")


class MdcheckConfig(Config):  # type: ignore[no-untyped-call]
    """What the plugin can be told in mkdocs.yml; the files are those of the Markdown extension, too."""

    evidence = options.Type(str, default=".evidence/evidence.json")
    documented = options.Type(str, default=".evidence/documented.json")
    cache = options.Type(str, default=".mdcheck_cache")


class MdcheckPlugin(BasePlugin[MdcheckConfig]):  # type: ignore[no-untyped-call]
    """``mdcheck``: shows what `mdcheck check --evidence` found out; while serving, it runs that first."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Remember whether somebody is writing and looks on."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the Markdown extension and the styles."""
        self._root = Path(config.config_file_path or ".").parent
        self._evidence, self._documented = (
            self._root / name for name in (self.config.evidence, self.config.documented)
        )
        if "mdcheck" not in config.markdown_extensions:
            config.markdown_extensions.append("mdcheck")
        self._language = str(config.theme.get("language", "en"))[:2]
        config.mdx_configs["mdcheck"] = {
            "evidence": str(self._evidence),
            "documented": str(self._documented),
            "cache": str(self._root / self.config.cache) if self.config.cache else "",
            "language": self._language,
        }
        styles = (f"{generated.ASSETS}/{name}" for name in _STYLES)
        config.extra_css += [style for style in styles if style not in config.extra_css]
        self._aside: dict[str, list[str]] = {}
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """While serving, check the notes again.

        Raises:
            PluginError: The check itself failed.
        """
        if getattr(self, "_serving", False):
            _check(Path(config.docs_dir), self._root, self._evidence)

    @event_priority(_AFTER_TRANSLATION)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Hold every page against the evidence, and add the pages and styles that the plugin makes.

        Raises:
            PluginError: The evidence is missing or stale, or a note has errors and nobody looks on.
        """
        pages = {file.src_uri: file.content_bytes for file in files.documentation_pages()}
        try:
            notes = known(pages, Evidence.load(self._evidence), config.nav or ())
            made = list(self._made(notes, config))
        except EvidenceError as error:
            raise PluginError(str(error)) from None
        if wrong := list(errors(notes)):
            self._complain("the notes have errors, so that there is no site:\n" + "\n".join(wrong))
        for file in made:
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

    def _made(self, notes: tuple[Note, ...], config: MkDocsConfig) -> Iterator[File]:
        documented = Documented.load(self._documented)
        texts = generated.texts(notes, root=self._root, documented=documented, language=self._language)
        for name, text in texts.items():
            yield File.generated(config, name, content=text, inclusion=InclusionLevel.NOT_IN_NAV)
        for name, path in generated.files().items():
            yield File.generated(config, name, abs_src_path=str(path))

    def _complain(self, message: str) -> None:
        """Stop, unless an author looks on, who is to see the page with its verdicts."""
        if not getattr(self, "_serving", False):
            raise PluginError(message)
        _LOGGER.info(message)


def _check(notes: Path, root: Path, evidence: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "mdcheck",
        "check",
        str(notes.relative_to(root)),
        "--quiet",
        "--exit-zero",
    ]
    done = subprocess.run(
        [*command, "--evidence", str(evidence)], cwd=root, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise PluginError(f"the notes cannot be checked: {done.stderr or done.stdout}")
