"""Optimizers as sentences name them, and the words that equate two of them."""

import re

from mdcheck.patterns import regex

_L2 = r"(?:L2\s*(?:正则化?项?|regulari[sz]ation|penalty|regulari[sz]er)?|ℓ2 regulari[sz]ation)"
_WITH = r"\s*(?:\+|加上?|和|与|带有?|with|and|plus)\s*(?:an? )?"
_DECAY = r"(?:权重衰减|weight decay)"

NAMES: tuple[tuple[str, str], ...] = (
    ("adam + l2", rf"Adam{_WITH}{_L2}|(?:带有?\s*)?{_L2}(?:的|[- ]regulari[sz]ed )\s*Adam"),
    ("adamw", rf"AdamW|Adam{_WITH}(?:decoupled |解耦的?)?{_DECAY}"),
    ("sgd + l2", rf"SGD{_WITH}{_L2}"),
    ("sgd + decay", rf"SGD{_WITH}{_DECAY}"),
    ("momentum", r"SGDM|SGD (?:with )?momentum|momentum SGD|动量法|动量SGD|带动量的\s*SGD|Momentum"),
    ("nesterov", r"NAG|Nesterov(?: momentum| accelerated gradient)?"),
    ("adagrad", r"AdaGrad"),
    ("rmsprop", r"RMSProp"),
    ("adadelta", r"AdaDelta"),
    ("adam", r"Adam"),
    ("sgd", r"SGD|(?:plain )?gradient descent|梯度下降法?"),
)

OPTIMIZER = regex(
    rf"(?<![A-Za-z])(?:{'|'.join(f'(?P<o{at}>{pattern})' for at, (_, pattern) in enumerate(NAMES))})(?![A-Za-z])",
    re.IGNORECASE,
)

EQUATING = regex(
    r"等价|等同|相同|不同|一样|一致|特例|特殊情况|退化|就是|变[为成]|(?i:equivalent|identical|same|special case|reduces|becomes)"
)
"""What a passage must hold to be worth a closer look."""

_ADVERB = r"(?:的)?(?:效果|更新|结果|公式|形式)?(?:完全|其实|本质上)?"
_THE = r"\s*(?:the |plain |standard |ordinary |vanilla |普通的?|标准的?|原始的?)*"
_SETTING = r"(?P<name>β_?1?2?|\\beta(?:_\{?[12]\}?)?|beta_?[12]?|γ|gamma|ρ|rho|μ|mu|λ|lambda|momentum|动量(?:系数)?)\s*(?:=|为|取|is)\s*(?P<value>\d+(?:\.\d+)?)"

SETTING = regex(_SETTING, re.IGNORECASE)

GIVEN = regex(
    rf"(?:当|令|取|若|如果|(?i:when|if|with|for|setting))?\s*(?:the )?{_SETTING.replace('is)', 'is|set to|to|equals)')}\s*(?:时|的时候)?\s*[,，]\s*$",
    re.IGNORECASE,
)
"""``with momentum = 0,``: a parameter's value before the sentence that it is for."""

REDUCES = regex(
    r"\s*(?:(?:就|便|会)?(?P<neg>并?不(?:会)?)?(?:退化|简化|变)?(?:为|成|是)"
    rf"|(?:does (?P<neg2>not) )?(?:reduces? to|becomes?|is(?: exactly| just)?|degenerates? (?:in)?to|turns into)){_THE}",
    re.IGNORECASE,
)

FOR_BASE = regex(
    rf"(?:对于?|在|用|(?i:for|in|with|under))\s*(?P<base>SGD|Adam)(?![A-Za-z])\s*(?:来说|而言|中|里|时)?\s*[,，]?\s*(?P<left>{_L2}|{_DECAY})(?P<link>[^，,。.；;]{{1,24}}?)(?P<right>{_L2}|{_DECAY})(?P<end>[^，,。.；;]{{0,24}})",
    re.IGNORECASE,
)
"""``for SGD, L2 regularization is equivalent to weight decay``."""

SENTENCE_END = regex(r"\s*(?:$|[，,。.；;！!\n]|了)")
PENALTY = regex(_L2, re.IGNORECASE)
EQUIVALENT = regex(
    r"\s*(?P<neg>并?不)?(?:等价于|等同于)\s*|\s*(?:is|are)(?P<neg2> not)? (?:equivalent to|identical to|the same(?: thing)? as) |\s*(?:与|和|跟|and)\s*",
    re.IGNORECASE,
)
EQUIVALENT_END = regex(
    r"\s*(?:是)?(?P<neg>并?不)?(?:是)?(?:等价|相同|一样|等同)(?:的)?|\s*are (?P<neg2>not )?(?:equivalent|the same|identical)",
    re.IGNORECASE,
)

SAME = regex(
    rf"\s*(?:{_ADVERB}(?P<neg>不)?(?:等价于|等同于)|{_ADVERB}(?:与|和|跟)"
    rf"|(?i:(?:is|are|has|have|behaves|(?:(?:does|do)(?P<neg4> not) )?(?:gives?|produces?|makes?|yields?|performs?|takes?|leads? to))(?P<neg2> not)?"
    rf" (?:exactly |mathematically |precisely )?(?:equivalent to|identical to|the same (?:effects? |updates? |steps? |results? |update rule |weights )?as|the same thing as)))"
    rf"{_THE}",
    re.IGNORECASE,
)
SAME_END = regex(
    r"\s*(?:的)?(?:效果|更新(?:规则|公式|步骤|结果)?|结果)?(?P<neg>并?不)?(?:完全)?(?:是)?(?:相同|一样|等价|一致|同(?=\s*[，,。.；;]|$))(?:的)?"
)
"""``与 Adam + L2 相同``: the Chinese form puts the verb last."""

SPECIAL = regex(rf"\s*(?:就)?(?:是|为|(?i:is (?:a|the) special case of))\s*{_THE}", re.IGNORECASE)
SPECIAL_END = regex(
    rf"\s*(?:中|在|当|取|的|with|for|when|where|at|,|，)*\s*{_SETTING}\s*(?:时)?(?:的特例|的特殊情况|的情况)?",
    re.IGNORECASE,
)


def optimizer_of(found: re.Match[str]) -> str:
    """The optimizer that a match of ``OPTIMIZER`` names."""
    return NAMES[int((found.lastgroup or "o0")[1:])][0]
