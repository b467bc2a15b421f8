"""Words that take the edge off a sentence: what stands near them is not asserted, or only under a condition."""

import re

from mdcheck.patterns import regex

NOT_ASSERTED = regex(
    r"误以为|误认为|误写|误称|错写|错记|搞混|弄混|混为一谈|混淆(?!矩阵)|容易混|勘误|更正|错误(?:的)?(?:说法|写法|理解|观点|示例|认识)|常见错误"
    r"|误区|错误\s*[:：]|假命题|判断(?:题|正误|对错)?\s*[:：]|答\s*[:：]|(?:同学|学生|网友|他|她|作者|原文|书中)(?:说|写道?|认为|回答)"
    r"|有人(?:说|认为)|很多人|不少人|不应|不要|并非|而不是|而非|不等于|应为|应该是|应当是|是否|是不是|难道|吗|为什么|为何|假如|倘若"
    r"|≠|!=|✗|❌|×\s(?!\s*[\d(（])|[?？]"
    r"|(?i:\b(?:mistaken(?:ly)?|confus(?:e|ed|es|ing)|typo|errat(?:um|a)|myth|misconception|rather than|instead of|unlike"
    r"|as opposed to|versus|vs|not|n't|should (?:read|have been|be (?=[\"“'`(]))|one might think|some (?:people|authors)"
    r"|many people|claims? that|whether|why|true or false|(?:said|wrote|says|writes|answers|answered)(?=\s*[,:“\"]))\b)|(?i:n't\b)",
    re.ASCII,
)
"""Reported, denied, questioned or corrected."""

CONDITIONAL = regex(
    r"如果|假设|假定|若(?!干)|倘若|当(?!前|然|作|成|做|于)|只要|除非|在[^，。；\n]{1,20}(?:时|情况下|条件下|前提下|意义下)|有时|通常|一般|往往|可能|近似|大约|某些|部分"
    r"|(?i:\b(?:if|when|whenever|unless|provided|assuming|suppose|given that|under|for (?:small|large|some|certain|all|any|every)|where|only"
    r"|sometimes|usually|often|typically|generally|may|might|can|could|approximately|roughly|almost|nearly|locally|restricted)\b)",
    re.ASCII,
)
"""Under a condition, or only as a rule."""

EQUALITY = regex(
    r"当且仅当[^，,。；;\n]{0,40}?(?:时|的时候)?(?:取|有)?等号(?:成立)?|等号(?:成立)?当且仅当[^。；;\n]{0,40}|当且仅当[^，,。；;\n]{1,30}时(?:取等(?:号)?|等于零|为零|为\s*0)"
    r"|(?i:(?:with )?equality (?:holds )?(?:if and only if|iff|only if|exactly (?:if|when)|if|when)[^.;\n]{0,40})"
)
"""When an inequality beside it is an equality: no condition on anything else."""

RETRACTED = regex(
    r"[\s。.!！；;，,”\"'」）)—–]*[(（]?\s*(?:(?:但|然而|其实|不过)[，,]?)?(?:(?:这|此|上述|以上|该)(?:种|个|句话?|一)?(?:说法|命题|结论|观点|看法|理解)?(?:其实|当然|显然|也|都)?是?)?"
    r"(?:错误(?!率|分类|样本)的?|错的|错(?=\s*[)）。])|不对|不正确|不成立|不准确|假(?=\s*[)）。])|[×✗❌])"
    r"|[\s。.!！;；,，”\"'」)）—–-]*\(?\s*(?:(?:but )?(?:this|that|it|which) (?:is|was) (?:plainly |simply |clearly )?(?:wrong|false|incorrect|not (?:true|correct|the case|right)|an? (?:mistake|misconception|myth|error))"
    r"|(?:false|wrong|incorrect|not true)\s*(?:[.)!]|$)|(?:no|nope|wrong|false|not (?:so|quite|exactly))\s*[,:;—–-]"
    r"|(?:不|错|否|非也|不是|不对)\s*[，,：:；！!])",
    re.IGNORECASE,
)
"""Right behind a sentence: what it says is taken back."""

ASKED = regex(
    r"(?:下列|以下|哪|(?i:\bwhich\b|\bselect\b|\bchoose\b))[^。\n]{0,40}(?:错误|不正确|不对|不成立|(?i:false|wrong|incorrect|not true))"
)
"""Before sentences of which some are false on purpose."""

ERRATA = regex(
    r"勘误|误区|错误(?:示例|写法|说法|示范|案例)|常见错误|易错|辨析|真假|判断题|(?i:errat|misconception|myth|pitfall|common mistakes?|true or false|quiz|exercise)"
)
"""Section titles under which false sentences are on show."""

_ASIDE = regex(r"[(（][^()（）\n]{4,120}[)）]")

SENTENCE = regex(r"[。！!；;\n]|[?？]|\.(?=\s|$)")
"""Where a sentence ends."""


def sentence(text: str, start: int, end: int) -> str:
    """The sentence around a range, with its closing mark and without asides elsewhere in it."""
    text = _without_asides(text, start, end)
    before = [found.end() for found in SENTENCE.finditer(text, 0, start)]
    after = SENTENCE.search(text, end)
    return text[before[-1] if before else 0 : after.end() if after else len(text)]


def clause(text: str, start: int, end: int) -> str:
    """The sentence around a range, or what stands with it inside brackets."""
    for found in _ASIDE.finditer(text):
        if found.start() < start and end < found.end():
            return found[0]
    return sentence(text, start, end)


def _without_asides(text: str, start: int, end: int) -> str:
    """The text with brackets blanked out, save those around the range or right behind it."""

    def blanked(found: re.Match[str]) -> str:
        apart = found.end() <= start or (found.start() > end and text[end : found.start()].strip())
        return " " * len(found[0]) if apart else found[0]

    return _ASIDE.sub(blanked, text)


def retracted(text: str, start: int, end: int) -> bool:
    """Whether what stands behind a range calls it false, or what stands before asks for what is."""
    return bool(RETRACTED.match(text, end) or ASKED.search(text, 0, start))


def asserted_around(text: str, start: int, end: int, titles: tuple[str, ...] = ()) -> bool:
    """Whether nothing around a clause, within its sentence, takes it back; the clause itself may deny."""
    if retracted(text, start, end):
        return False
    whole = sentence(text, start, end)
    outside = whole.replace(text[start:end], "\ufffc", 1)
    return not (any(ERRATA.search(title) for title in titles) or NOT_ASSERTED.search(outside))


def asserted(text: str, start: int, end: int, titles: tuple[str, ...] = ()) -> bool:
    """Whether the sentence around a range is its author's own word."""
    return not (
        retracted(text, start, end)
        or NOT_ASSERTED.search(sentence(text, start, end))
        or any(ERRATA.search(title) for title in titles)
    )
