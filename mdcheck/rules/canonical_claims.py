"""What the rules about definitions and recurrences share: which claims they speak of."""

from abc import abstractmethod
from collections.abc import Iterator
from typing import ClassVar

from mdcheck.model.claim import ClaimKind, JudgedClaim
from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.page import Page
from mdcheck.model.verdict import Refuted, Supported, Witness
from mdcheck.rules.base import Needs, Rule


class RefutedByCanon(Rule):
    """A rule about claims that were held against the canonical package and fail by one method."""

    kind: ClassVar[ClaimKind]
    method: ClassVar[str]
    severity: ClassVar[Severity] = Severity.ERROR
    needs: ClassVar[Needs] = Needs.CLAIMS

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Every such claim."""
        for claim in page.claims or ():
            match claim:
                case JudgedClaim(kind=kind, verdict=Refuted(witness=witness, by=by)) if (
                    kind == self.kind and by == self.method
                ):
                    evidence = {**claim.evidence, **witness.values}
                    yield self.found(claim.span, self.message(claim, witness), evidence=evidence)
                case _:
                    pass

    @abstractmethod
    def message(self, claim: JudgedClaim, witness: Witness) -> str:
        """What to say of one claim."""


class Convention(Rule):
    """A rule about claims that hold by a convention that is worth naming."""

    kind: ClassVar[ClaimKind]
    severity: ClassVar[Severity] = Severity.WARNING
    needs: ClassVar[Needs] = Needs.CLAIMS

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Every claim that names one."""
        for claim in page.claims or ():
            match claim:
                case JudgedClaim(kind=kind, verdict=Supported(), evidence=evidence) if (
                    kind == self.kind and evidence.get("warn")
                ):
                    yield self.found(claim.span, self.message(claim), evidence=evidence)
                case _:
                    pass

    @abstractmethod
    def message(self, claim: JudgedClaim) -> str:
        """What to say of one claim."""
