"""D121: section numbers that do not count up."""

from collections.abc import Iterator
from dataclasses import field

from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.page import Page
from mdcheck.records import dataclass
from mdcheck.rules.base import Invalid, Needs, Rule, Valid
from mdcheck.rules.numbering import Number, Numbered, numbered_sections, written


class SectionNumber(Rule):
    """section numbers that are out of order, missing, repeated, or at odds with the section around them.

    ## What it does
    Reads the numbers that headings begin with (`2`, `2.1`, `2.1.1`) and reports a number that was used
    before, that does not continue its parent's (`2.1` in section 3), whose parent is missing (`2.1.1`
    directly in section 2), that is smaller than the one before, or that leaves out numbers. Where
    numbering starts is free: a page may be one chapter of a book. `2.1` below 7.2.2 is short for 7.2.2.1.

    ## Why is this bad?
    A reader who looks for section 2.2 between 2.1 and 2.3 does not find it, and references by number lead
    elsewhere.

    ## How to mend it
    Renumber, or let the site number its headings.
    """

    code = "D121"
    name = "section-number"
    severity = Severity.WARNING
    needs = Needs.DOCUMENT
    valid = (
        Valid("# 1 概述\n\n## 1.1 背景\n\n## 1.2 方法\n\n# 2 实验\n\n## 2.1 数据\n\n文\n"),
        Valid("# A\n\n## 1. x\n\n## 2. y\n\n# B\n\n## 1. x\n\n## 2. y\n\ntext\n"),
        Valid("## 7.2.1 甲\n\n### 1.1 思想\n\n### 1.2 结构\n\n## 7.2.2 乙\n\n### 2.1 思想\n\n文\n"),
        Valid("# 3.5 变体\n\n## 3.5.1 一\n\n## 3.5.2 二\n\n文\n"),
        Valid("# 0-1 损失\n\n# 3D 卷积\n\n# 2 层网络\n\n# 5 questions\n\n# 1x1 卷积\n\n文\n"),
    )
    invalid = (
        Invalid("# 4 词向量\n\n## 4.2 面经\n\n### 4.2.1 层次\n\n### 4.1.2 负采样\n\n文\n", at=("4.1.2",)),
        Invalid("## 1. ML\n\n## 2. DL\n\n### 2.1.1 Transformer\n\n## 2.2 NLP\n\ntext\n", at=("2.1.1",)),
        Invalid("## 2.1 a\n\n## 2.2 b\n\n## 2.2 c\n\n## 2.5 d\n\ntext\n", at=("2.2", "2.5")),
        Invalid("# 1. 一\n\n# 2. 二\n\n# 4. 四\n\n文\n", at=("4",)),
        Invalid("## 3.2 b\n\n## 3.1 a\n\ntext\n", at=("3.1",)),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Compare each number with its parent's and with those before it."""
        counts = _Counts()
        for item in numbered_sections(page.document):
            problem = counts.problem(item)
            counts.add(item)
            if problem:
                yield self.found(item.span, problem)


@dataclass(slots=True)
class _Counts:
    """What has been counted so far, by scope.

    Attributes:
        last: The last number of each length.
        seen: All numbers.
        begun: All numbers, and those that they lie in: 2.1.1 begins 2.1.
    """

    last: dict[tuple[int, int], Number] = field(default_factory=dict)
    seen: set[tuple[int, Number]] = field(default_factory=set)
    begun: set[tuple[int, Number]] = field(default_factory=set)

    def add(self, item: Numbered) -> None:
        self.last[item.scope, len(item.number)] = item.number
        self.seen.add((item.scope, item.number))
        self.begun.update((item.scope, item.number[: size + 1]) for size in range(len(item.number)))

    def problem(self, item: Numbered) -> str | None:
        """What is wrong with the next number; None if nothing is."""
        here = f"section {written(item.number)}"
        if len(item.number) > 1 and (item.scope, item.number) in self.seen:
            return f"{here} was there before"
        return self._against_parent(item, here) or self._against_last(item, here)

    def _against_parent(self, item: Numbered, here: str) -> str | None:
        number, parent = item.number, item.parent
        if parent is None:
            return None
        if number[: len(parent)] != parent:
            return f"{here} stands in section {written(parent)}"
        if len(number) > len(parent) + 1 and (item.scope, number[:-1]) not in self.begun:
            return f"{here} stands directly in section {written(parent)}: no section {written(number[:-1])}"
        return None

    def _against_last(self, item: Numbered, here: str) -> str | None:
        number = item.number
        last = self.last.get((item.scope, len(number)))
        if last is None:
            return None
        if number <= last:
            return f"{here} comes after section {written(last)}"
        following = (*last[:-1], last[-1] + 1)
        if number[:-1] == last[:-1] and number != following and (item.scope, following) not in self.seen:
            return f"{here} comes after section {written(last)}: no section {written(following)}"
        return None
