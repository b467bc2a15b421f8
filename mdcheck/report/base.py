"""What a report format is, and which there are: every module of ``formats``, hyphens for underscores."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from importlib import import_module
from pkgutil import iter_modules
from typing import ClassVar

from mdcheck.model.diagnostic import Severity
from mdcheck.records import dataclass
from mdcheck.report import formats
from mdcheck.report.palette import Palette
from mdcheck.report.result import Result
from mdcheck.report.summary import Summary


@dataclass(frozen=True, slots=True)
class RulePage:
    """What a report may say of a rule: ``title`` completes "Finds ..", ``page`` is Markdown."""

    code: str
    name: str
    title: str
    page: str
    severity: Severity
    default: bool


@dataclass(frozen=True, slots=True)
class Run:
    """What a report tells of: the ``shard``-th of ``shards`` parts of the notes, and what fails the run.

    ``rules`` hands out the pages of all rules, of which few reports tell.
    """

    shard: int = 1
    shards: int = 1
    fail_on: Severity = Severity.ERROR
    rules: Callable[[], Iterable[RulePage]] = tuple


class Format(ABC):
    """Turns results into text, note by note; a module of ``formats`` holds one subclass named ``Report``.

    ``footed`` says whether coverage and counts follow it in words, ``detailed`` whether it looks at pages.
    """

    footed: ClassVar[bool] = True
    detailed: ClassVar[bool] = False
    run: Run = Run()

    def __init__(self, palette: Palette) -> None:
        self.palette = palette

    @abstractmethod
    def page(self, result: Result) -> str:
        """What to print when a note is done."""

    def end(self, summary: Summary, seconds: float) -> str:  # noqa: ARG002
        """What to print when all are done."""
        return ""


def names() -> list[str]:
    """The names of all formats; none of them is loaded."""
    return [module.name.replace("_", "-") for module in iter_modules(formats.__path__)]


def load(name: str) -> type[Format]:
    """The format of that name."""
    report: type[Format] = import_module(f"{formats.__name__}.{name.replace('-', '_')}").Report
    return report
