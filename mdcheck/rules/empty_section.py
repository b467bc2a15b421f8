"""D123: a heading with nothing under it."""

import re
from collections.abc import Iterator
from itertools import pairwise

from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.document import Heading
from mdcheck.model.page import Page
from mdcheck.patterns import regex
from mdcheck.rules.base import Invalid, Needs, Rule, Valid
from mdcheck.rules.outline import sections

# Comments, thematic breaks, attribute lists and empty HTML tags are no content.
_NOTHING = regex(
    r"<!--.*?-->|^[ \t]*(?:[-*_][ \t]*){3,}$|\{:[^}\n]*\}|<(?:br|hr|a|p|div)\b[^>]*>|</(?:a|p|div)>",
    re.DOTALL | re.MULTILINE,
)


# A heading that is a sentence or a link says all that there is to say.
_SPEAKS = regex(r"\]\(|https?:|[.。]$|^(?:注|[Nn]ote)\s*[:：]")
_CJK = regex(r"[\u3040-\u30ff\u3400-\u9fff]")


class EmptySection(Rule):
    """sections without any content.

    ## What it does
    Reports a heading that the next heading of the same or a higher level, or the end of the page, follows at
    once. Comments and thematic breaks do not count as content. A page that is nothing but one heading, a
    title that its translation follows, and headings that are sentences, remarks or links are left alone.

    ## Why is this bad?
    The reader arrives from the table of contents and finds nothing: the section was planned and not
    written, or its text slipped under another heading.

    ## How to mend it
    Write it, or take the heading out until there is something to say.
    """

    code = "D123"
    name = "empty-section"
    severity = Severity.INFO
    needs = Needs.DOCUMENT
    valid = (
        Valid("# 章\n\n## 节\n\n文\n"),
        Valid("# Only a title\n"),
        Valid("# A\n\n## You may skip this part.\n\n## [Data](https://example.org)\n\ntext\n"),
        Valid("## Policy Gradients\n## 策略梯度\n文\n\n## 注：其余从略\n"),
        Valid("# A\n\n![图](data:,)\n\n# B\n\n$$x$$\n"),
    )
    invalid = (
        Invalid("# 条件概率\n\n# 余弦相似度\n\n文\n", at=("# 条件概率",)),
        Invalid("# A\n\ntext\n\n## To do\n\n<!-- soon -->\n\n---\n", at=("## To do",)),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Report each heading up to whose successor there is nothing."""
        found = [section.heading for section in sections(page.document)]
        if len(found) < 2:
            return
        text = page.source.text
        for heading, following in pairwise((*found, None)):
            assert heading is not None
            deeper = following is not None and following.level > heading.level
            titled = heading is found[0] and following is not None and _translates(heading, following)
            if deeper or titled or _SPEAKS.search(heading.title.text.strip()):
                continue
            end = following.span.start if following else len(text)
            if not _NOTHING.sub("", text[heading.span.end : end]).strip():
                yield self.found(heading.span, "there is nothing in this section")


def _translates(title: Heading, other: Heading) -> bool:
    """Whether one of them is Chinese or Japanese and the other is not."""
    return bool(_CJK.search(title.title.text)) != bool(_CJK.search(other.title.text))
