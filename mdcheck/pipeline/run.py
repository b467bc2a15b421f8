"""One note checked: through the stages, past the rules, without what its author does not want to hear."""

from collections.abc import Iterable, Iterator

from mdcheck import markdown
from mdcheck.config import Config
from mdcheck.model.diagnostic import Diagnostic
from mdcheck.model.page import Outcome, Page
from mdcheck.model.source import Source
from mdcheck.pipeline.budget import limit
from mdcheck.pipeline.expectations import meet
from mdcheck.pipeline.failures import internal_error, unreadable
from mdcheck.pipeline.memory import Memory
from mdcheck.pipeline.selection import ignored_in, select
from mdcheck.pipeline.stages import budget, complete, read
from mdcheck.pipeline.suppression import suppress
from mdcheck.pipeline.trace import Trace
from mdcheck.records import dataclass
from mdcheck.report.result import Result
from mdcheck.rules.base import Rule
from mdcheck.rules.internal_error import InternalError
from mdcheck.rules.registry import all_rules
from mdcheck.rules.selectors import means


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
            page, _ = read(Source(path, ""), self.config, ())
            return Outcome(page, (unreadable(error),))
        return self.source(source)

    def result(self, source: Source) -> Result:
        """Check one text, for reports."""
        return Result.of(self.source(source))

    def source(self, source: Source, *, trace: Trace | None = None, memory: Memory | None = None) -> Outcome:
        """Check one text; ``trace`` hears of what it depended on, ``memory`` spares running code again."""
        ignored = ignored_in(source.path, self.config)
        rules = [rule for rule in self.rules if not any(means(selector, rule) for selector in ignored)]
        needs = {rule.needs for rule in rules}
        page, found = read(source, self.config, needs, trace=trace, memory=memory)
        ran = [rule for rule in rules if complete(page, rule.needs) and _ask(rule, page, found)]
        if trace is not None:
            trace.lasting &= not any(item.rule == InternalError.name for item in found)
        unexpected, expected = meet(page, found, ran)
        kept = suppress(page, unexpected, rules=rules, ran=ran)
        return Outcome(page, tuple(sorted(kept, key=lambda d: (d.span, d.code))), expected)


def _ask(rule: type[Rule], page: Page, found: list[Diagnostic]) -> bool:
    """Add what ``rule`` finds to ``found``; false if it failed on the way."""
    try:
        with limit(budget(page.source)):
            found.extend(rule().check(page))
    except Exception as error:
        found.append(internal_error(error, during=f"looking for {rule.name}"))
        return False
    return True
