"""P506: a method or operator one letter away from the name meant."""

from collections.abc import Iterator
from typing import ClassVar

from mdcheck.claims.misspellings import misspellings
from mdcheck.model.diagnostic import Diagnostic, Edit, Fix, Severity
from mdcheck.model.page import Page
from mdcheck.rules.base import Invalid, Needs, Rule, Valid


class MisspeltName(Rule):
    r"""Finds names of methods and operators one letter away from a name that the page uses elsewhere.

    ## What it does

    A method in a sentence (``farward()``) or an operator in a formula (``\operatorname{ran}``) that occurs
    once is held against the known names that stand on the same page at least twice.

    ## Why is this bad?

    Whoever copies the name gets an error, or takes it for another operator.

    ## How to mend it

    Take the spelling of the rest of the page; the fix writes it.
    """

    code: ClassVar[str] = "P506"
    name: ClassVar[str] = "misspelt-name"
    severity: ClassVar[Severity] = Severity.WARNING
    needs: ClassVar[Needs] = Needs.DOCUMENT
    valid: ClassVar[tuple[Valid, ...]] = (
        Valid("模块的 forward() 方法定义前向计算，forward() 会被自动调用。\n"),
        Valid("The range $\\operatorname{ran} A$ is a subspace.\n"),
    )
    invalid: ClassVar[tuple[Invalid, ...]] = (
        Invalid(
            "子类要写 farward() 方法；forward 里写计算，forward 不必自己调用。\n",
            at=("farward",),
            fixed="子类要写 forward() 方法；forward 里写计算，forward 不必自己调用。\n",
        ),
        Invalid(
            "Sort the scores; the rank of an item is its place, the smallest has rank 1."
            " Add $\\operatorname{ran}_i$.\n",
            at=("ran",),
            fixed="Sort the scores; the rank of an item is its place, the smallest has rank 1."
            " Add $\\operatorname{rank}_i$.\n",
        ),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Every name that is probably a slip."""
        for slip in misspellings(page.document):
            fix = Fix(f"Write {slip.meant}", (Edit(slip.span, slip.meant),), safe=False)
            yield self.found(slip.span, f"{slip.written}: probably {slip.meant}", fix=fix)
