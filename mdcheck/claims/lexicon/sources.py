"""How sentences say where queries, keys and values come from."""

import re

from mdcheck.patterns import regex

ROLE = r"(?:quer(?:y|ies)|keys?|values?|查询(?:向量)?|键(?:向量)?|值(?:向量)?|(?-i:[QKV])(?![A-Za-z]))"
ROLES = (
    rf"(?P<roles>(?<![A-Za-z])(?:the )?{ROLE}(?:\s*(?:,|、|和|与|以及|and|/)\s*(?:the )?{ROLE})*(?![A-Za-z]))"
)
SOURCE = r"(?P<source>encoder|decoder|编码器|解码器|译码器)(?![-–—])"
STATES = (
    r"(?:的)?(?:所有|各时刻|最后一层)?(?:的)?(?:(?i:hidden states?|states?|outputs?)|隐(?:藏)?状态|输出|隐层)"
)

FORMS = tuple(
    regex(pattern, re.IGNORECASE)
    for pattern in (
        rf"{ROLES}\s*(?:(?:向量|矩阵|vectors?|matrices)\s*)?(?:是相同的[，,]\s*)?(?:都|均|全部|both|all)?\s*(?:来自于?|取自|源自|源于|come from|comes from|are taken from|is taken from|are|is|都是|均是|是|为)\s*(?:the )?(?:(?:previous|last|preceding) )?(?:最后一层|上一层)?{SOURCE}",
        rf"(?:,|，|and|while|和|而)\s*{ROLES}\s*(?:are |is )?(?:from|来自于?|取自)\s*(?:the )?{SOURCE}",
        rf"{SOURCE}\s*{STATES}\s*(?:被)?(?:作为|当作|充当|(?:is|are) used as|serves? as|acts? as)\s*(?:the )?{ROLES}",
    )
)
KINDS = {"q": "query", "查": "query", "k": "key", "键": "key", "v": "value", "值": "value"}
ROLE_HERE = regex(ROLE, re.IGNORECASE)
HINT = regex(rf"{SOURCE}.*{ROLE}|{ROLE}.*{SOURCE.replace('<source>', '<other>')}", re.IGNORECASE)
CROSS = regex(
    r"交叉注意力|编码器?[-—–－\s]*解码器?(?:的)?注意力|cross[- ]?attention|encoder[-–— ]*decoder attention",
    re.IGNORECASE,
)
SELF = regex(r"自注意力|self-?\s?attention|intra-attention|掩码|masked", re.IGNORECASE)

ANOTHER = regex(r"\s*(?:of|for|in|to)\b|的(?!输出|隐|最后|状态|各|所有|顶层)", re.IGNORECASE)
"""Behind a source: it is one of several encoders or decoders."""
