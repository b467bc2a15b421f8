"""P512: a letter that one section explains twice."""

from collections.abc import Iterable
from typing import ClassVar

from mdcheck.claims.clashes import Clash
from mdcheck.claims.denotations import denotations
from mdcheck.model.diagnostic import Severity
from mdcheck.model.document import Document
from mdcheck.rules.base import Invalid, Valid
from mdcheck.rules.clash import ClashRule


class TwoMeanings(ClashRule):
    r"""Finds letters that one section explains by two nouns that have nothing in common.

    ## What it does

    Sentences like ``$P$ denotes the precision`` are collected by section.

    ## Why is this bad?

    A formula of the section that holds the letter can be read in two ways.

    ## How to mend it

    Take another letter for one of the two.
    """

    code: ClassVar[str] = "P512"
    name: ClassVar[str] = "two-meanings"
    severity: ClassVar[Severity] = Severity.INFO
    valid: ClassVar[tuple[Valid, ...]] = (
        Valid("$P$ 表示正样本，$N$ 表示负样本。\n\n## 评价\n\n$P$ 表示查准率。\n"),
        Valid("Here $P$ denotes the precision, and $P$ denotes precision at rank $k$.\n"),
    )
    invalid: ClassVar[tuple[Invalid, ...]] = (
        Invalid("$P$ 表示正样本。后面 $P$ 表示查准率。\n", at=("$P$ 表示查准率",)),
        Invalid(
            "Here $n$ denotes the batch size. Below $n$ denotes the sequence length.\n",
            at=("$n$ denotes the sequence length",),
        ),
    )

    @staticmethod
    def clashes(document: Document) -> Iterable[Clash]:
        """Every such place."""
        return denotations(document)

    @staticmethod
    def message(clash: Clash) -> str:
        """What is here, and what was there."""
        return f"{clash.subject} stands for “{clash.now}” here, for “{clash.before}” above"
