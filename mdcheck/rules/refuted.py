"""What the rules about refuted formulas share: which claims they speak of, and how they say it."""

from collections.abc import Iterator
from typing import ClassVar

from mdcheck.model.claim import ClaimKind, JudgedClaim
from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.page import Page
from mdcheck.model.verdict import Refuted, Witness
from mdcheck.rules.base import Needs, Rule

MOST_VALUES = 6


class RefutedClaim(Rule):
    """A rule about claims of one kind that are false."""

    kind: ClassVar[ClaimKind]
    methods: ClassVar[tuple[str, ...]] = ("balls", "arithmetic")
    severity: ClassVar[Severity] = Severity.ERROR
    needs: ClassVar[Needs] = Needs.CLAIMS

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Every refuted claim of the kind."""
        for claim in page.claims or ():
            match claim:
                case JudgedClaim(kind=kind, verdict=Refuted(witness=witness, by=by)) if (
                    kind == self.kind and by in self.methods
                ):
                    yield self.found(
                        claim.span, message(claim, witness, by), evidence=evidence(claim, witness)
                    )
                case _:
                    pass


def message(claim: JudgedClaim, witness: Witness, by: str) -> str:
    """What was claimed, where it fails, and what would hold."""
    if by == "structure":
        return f"{claim.reading}: {witness.left}, but {witness.right}"
    values = [f"{name} = {value}" for name, value in witness.values.items()]
    at = f" at {', '.join(values)}" if 0 < len(values) <= MOST_VALUES else ""
    hint = f"; holds as {witness.likely}" if witness.likely else ""
    return f"{claim.reading} is false: left {witness.left}, right {witness.right}{at}{hint}"


def evidence(claim: JudgedClaim, witness: Witness) -> dict[str, str]:
    """What reproduces the refutation."""
    sides = {"reading": claim.reading, "left": witness.left, "right": witness.right}
    return {**claim.evidence, **sides, **witness.values}
