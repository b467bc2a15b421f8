"""One note through all stages: read, judge, execute, ask the rules, drop what is suppressed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mdcheck import markdown
from mdcheck.config import Config
from mdcheck.model.diagnostic import Diagnostic
from mdcheck.model.document import Document
from mdcheck.model.page import Outcome, Page
from mdcheck.model.source import Source
from mdcheck.pipeline import facts
from mdcheck.pipeline.budget import limit
from mdcheck.pipeline.failures import internal_error, unreadable
from mdcheck.pipeline.selection import ignored_in, select
from mdcheck.pipeline.suppression import suppress
from mdcheck.rules.base import Rule
from mdcheck.rules.registry import all_rules
from mdcheck.rules.selectors import means

# Reading is linear; these are far beyond what any note takes, so that spending them is a defect to report.
_SECONDS = 30.0
_CHARACTERS_PER_SECOND = 20_000


@dataclass(frozen=True, slots=True)
class Checker:
    """What every note of a run is checked with."""

    config: Config
    rules: tuple[type[Rule], ...]

    @classmethod
    def of(cls, config: Config) -> "Checker":
        """The checker that ``config`` describes.

        Raises:
            ConfigError: If it names a rule that does not exist.
        """
        return cls(config, select(all_rules(), config))

    def files(self, paths: Iterable[str]) -> Iterator[Outcome]:
        """Check each file; what goes wrong with one is a finding in its outcome, and the others follow."""
        return map(self.file, paths)

    def file(self, path: str) -> Outcome:
        """Check one file."""
        try:
            source = markdown.load(path)
        except OSError as error:
            return Outcome(self._blank(Source(path, "")), (unreadable(error),))
        return self.source(source)

    def source(self, source: Source) -> Outcome:
        """Check one text."""
        try:
            with limit(_budget(source)):
                page = self.page(source)
        except Exception as error:
            return Outcome(self._blank(source), (internal_error(error, during="reading this note"),))
        ignored = ignored_in(source.path, self.config)
        rules = [rule for rule in self.rules if not any(means(selector, rule) for selector in ignored)]
        found, ran = _ask(rules, page)
        kept = suppress(page, found, rules=rules, ran=ran)
        return Outcome(page, tuple(sorted(kept, key=lambda d: (d.span, d.code))))

    def page(self, source: Source) -> Page:
        """Take one text through all stages up to the rules."""
        document = markdown.read(source)
        macros = {**self.config.macros, **document.macros}
        return Page(source, document, facts.about(source.path, self.config.root), macros)

    def _blank(self, source: Source) -> Page:
        return Page(source, Document(()), facts.about(source.path, self.config.root))


def _ask(rules: Iterable[type[Rule]], page: Page) -> tuple[list[Diagnostic], list[type[Rule]]]:
    """The findings of all rules, and the rules that got to their end."""
    found: list[Diagnostic] = []
    ran = []
    for rule in rules:
        try:
            with limit(_budget(page.source)):
                found.extend(rule().check(page))
            ran.append(rule)
        except Exception as error:
            found.append(internal_error(error, during=f"looking for {rule.name}"))
    return found, ran


def _budget(source: Source) -> float:
    return _SECONDS + len(source.text) / _CHARACTERS_PER_SECOND
