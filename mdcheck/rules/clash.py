"""What the rules about two places of a page that do not go together share."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator
from typing import ClassVar

from mdcheck.claims.clashes import Clash
from mdcheck.model.diagnostic import Diagnostic
from mdcheck.model.document import Document
from mdcheck.model.page import Page
from mdcheck.rules.base import Needs, Rule


class ClashRule(Rule):
    """A rule about one kind of clash; the finding stands at the later place and names the earlier one."""

    needs: ClassVar[Needs] = Needs.DOCUMENT

    @staticmethod
    @abstractmethod
    def clashes(document: Document) -> Iterable[Clash]:
        """Every clash on a page."""

    @staticmethod
    @abstractmethod
    def message(clash: Clash) -> str:
        """One sentence that names both places."""

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Every clash on the page."""
        for clash in self.clashes(page.document):
            evidence = {"here": clash.now, "before": clash.before}
            yield self.found(clash.span, self.message(clash), evidence=evidence)
