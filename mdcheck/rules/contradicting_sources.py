"""P510: two sentences about where queries, keys or values come from."""

from collections.abc import Iterable
from typing import ClassVar

from mdcheck.claims.clashes import Clash
from mdcheck.claims.sources import sources
from mdcheck.model.diagnostic import Severity
from mdcheck.model.document import Document
from mdcheck.rules.base import Invalid, Valid
from mdcheck.rules.clash import ClashRule


class ContradictingSources(ClashRule):
    r"""Finds sentences that take keys or values from the encoder where others take them from the decoder.

    ## What it does

    Sentences of the same section, or of one around it, are held against each other; those about
    self-attention, where both sides attend to themselves, are left alone.

    ## Why is this bad?

    One of the two sentences is false, and nobody who reads only one of them will notice.

    ## How to mend it

    Decide which one holds; say of which layer each of them speaks.
    """

    code: ClassVar[str] = "P510"
    name: ClassVar[str] = "contradicting-sources"
    severity: ClassVar[Severity] = Severity.WARNING
    valid: ClassVar[tuple[Valid, ...]] = (
        Valid("注意力的键和值都来自编码器，查询来自解码器。\n"),
        Valid("# A\n\nThe keys come from the encoder.\n\n# B\n\nThe keys come from the decoder.\n"),
    )
    invalid: ClassVar[tuple[Invalid, ...]] = (
        Invalid("注意力的键和值来自编码器。\n\n解码器的输出作为键和值。\n", at=("解码器的输出作为键和值",)),
        Invalid(
            "The keys and values come from the encoder.\n\nThe keys and values are taken from the decoder.\n",
            at=("The keys and values are taken from the decoder",),
        ),
    )

    @staticmethod
    def clashes(document: Document) -> Iterable[Clash]:
        """Every such place."""
        return sources(document)

    @staticmethod
    def message(clash: Clash) -> str:
        """What is here, and what was there."""
        return f"“{' '.join(clash.now.split())}” contradicts “{' '.join(clash.before.split())}”"
