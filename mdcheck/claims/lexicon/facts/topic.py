"""What the literature says of methods that come in pairs, and how sentences say it: one record a topic.

A sentence is read if its clause consists of a subject, cues, values and words of no weight alone.
"""

from collections.abc import Mapping
from dataclasses import field

from mdcheck.records import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Topic:
    r"""A question with an answer for each of several methods.

    Patterns are case-insensitive; in those of words, a blank stands for any white space or hyphen.

    Attributes:
        subjects: Method to the pattern of its names.
        slots: What is asked, to the cue that a value follows: ``output`` to ``predicts``.
        values: Answer to the pattern of its names.
        truth: For each method, slot to the answers that are right, and the slot's answer in words.
        source: Where that is written.
        hints: A passage that holds none of these, in small letters, names no subject.
        filler: Words of no weight in this topic.
        directed: Whether a value belongs to the cue before it; else a clause has one cue somewhere.
        bare: Whether a value needs no cue at all.
        given: The condition that the answers are for; a sentence that sets it sets none.
        number: A pattern of numbers that are answers as written: ``80%``.
        columns: Slot to what the head of a table's column asks for it, in small letters, beyond the cue.
        lasts: Whether a passage that begins with a method is about it up to its end.
        compared: Whether a clause sets two methods against each other, in slots ``than`` the other.
        titled: Whether a section's title may be the subject of its clauses.
    """

    subjects: Mapping[str, str]
    slots: Mapping[str, str]
    values: Mapping[str, str]
    truth: Mapping[str, Mapping[str, tuple[str, ...]]]
    source: str
    hints: tuple[str, ...]
    filler: str = ""
    directed: bool = False
    bare: bool = False
    given: str = ""
    number: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    lasts: bool = False
    compared: bool = False
    titled: bool = True


FILLER = (
    r"的|地|得|了|着|这种|这个|该|其|它们?|一个|一种|是|为|则|而|且|并且?|就|主要|来|去|会|用来|以|让|使得?|把|将|模型|算法|方法|任务|分别|时|中|里|词?向量|思想|目标|本质上|"
    r"所以|因此|于是|从而|也|都|均|只|仅|又|即|也就是|称为|叫做?|属于|相当于|对应于?|有|共|通过|对|上|下|个|位|比较|相对|更加?|较|"
    r"a|an|the|is|are|it|its|that|which|this|of|to|in|by|for|as|and|while|but|model|models|algorithm|method|approach|mainly|primarily|tries|trained|works|one|we|"
    r"so|thus|hence|therefore|also|then|with|has|have|on|be|means?|i\.e\.|namely|only|just|simply|both|at|they|their|does|do|more|most|called|respectively"
)
"""Words that change nothing about what a clause says."""
