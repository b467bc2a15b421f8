"""Words by which a note marks something as wrong."""

import re

from mdcheck.patterns import regex

WRONG = regex(
    r"错误的?(?:说法|写法|理解|观点|示例|示范|认识|做法|公式|实现|版本|代码)|错误(?!率)|(?:常见)?误区|反例|易错|辨析"
    r"|误写|误以为|勘误|有\s*bug|[✗❌]"
    r"|\b(?:wrong|buggy|incorrect(?:ly)?|counter-?examples?|mistakes?|mistaken(?:ly)?|pitfalls?|myths?"
    r"|misconceptions?|fallac(?:y|ies)|errat(?:um|a)|typos?|deliberate(?:ly)?)\b",
    re.IGNORECASE,
)

MARKED_WRONG = regex(
    r"反证|归谬|矛盾|错误(?!率)|写错|印成|误作|勘误|误写|误区|不成立|不等于|并不|反例|有误|"
    r"\b(?:wrong|incorrect\w*|erratum|errata|mistake\w*|myth|misprint\w*|printed as|fallac\w+|not true|"
    r"does not hold|is not equal|typo|contradict\w*|absurd)\b",
    re.IGNORECASE,
)
"""In the paragraph of a formula, or in its heading: it is not asserted."""

DENIED = regex(r"(?:\b(?:not|never|rather than|instead of|unlike)|不是|并非|而非|绝非)\s*$", re.IGNORECASE)
"""Right before a formula: it is denied."""


def unmarked(text: str) -> str:
    """The same text with blanks for such words, so that places in it stay where they are."""
    for pattern in (WRONG, MARKED_WRONG):
        text = pattern.sub(lambda mark: " " * len(mark[0]), text)
    return text
