"""Words by which a note gives, supposes or sets what it does not claim, and words that draw a conclusion."""

import re

from mdcheck.patterns import regex

SUPPOSING = regex(
    r"(?<!假)设(?![计备置])|令(?![人牌])|记(?!录|得|住|忆|载)|(?<![由据纳零择与个的该此种成标原备])假[设定](?!空间|检验|类)|不妨|规定|约定|(?<![由据按照的])定义|其中|这里(?=[\s的]*(?:\ufffc|$))|"
    r"已知|取(?![值得决模消出样])|"
    r"初始化?|初值|选[取择]|引入|满足|使得?(?!用)|要求|必须|约束|限制|称|置(?![信换零])|赋[为值]|赋给|置为|更新|"
    r"(?<!data )(?<!test )(?<!training )(?<!the )(?<!an )(?<!, )"
    r"\b(?:let|suppos\w+|assum\w+|define[ds]?|defining|denot\w+|set|sets|setting|put|choos\w+|pick|such that|"
    r"satisf\w+|obey\w*|subject to|s\.t\.|constrain\w*|requir\w+|initiali[sz]\w+|consider\w*|"
    r"parametri[sz]\w+|update|needs?|need(?:ed)? to|must|want)\b|需要|要使|希望|\bwhere\b(?! there| it)",
    re.IGNORECASE,
)
"""Their reach runs over commas, up to a conclusion or the end of the sentence."""

LIMITING = regex(
    r"若(?!干)|如果|假如|(?<![应相适恰正不妥])当(?![前然作成做于中])|只要|除非|对(?:于|任意|任何|所有|每|(?=\s*(?:\ufffc|$)))|任意|任取|给定|所有|每[个一]|存在|"
    r"\b(?:if|iff|when|whenever|unless|provided|given|with|for|as long as|case|exists?|any|every|all)\b",
    re.IGNORECASE,
)
"""Their reach ends with a comma, behind which the conclusion may stand."""

WEAK = regex(r"对于?|给定|任意|所有|每[个一]|存在|with|for|exists?|any|every|all|given", re.IGNORECASE)
"""Of the limiting words those that also introduce things of which something is claimed."""

CONCLUDING = regex(
    r"则|那么|可[得知以见]|得[到出知证]?|所以|因[此而为]|由于|于是|故|从而|推[出得导]|成立|等价|必[有然定]|显然|就|"
    r"有(?=[\s:：]*(?:\ufffc|$))|等号|用到|利用|根据|性质|证明|变[为成]|[化写]为|化简|等于|计算|求[得出导]|易?知|说明|表明|同理|"
    r"\b(?:then|thus|hence|therefore|so(?! that)|we|it|holds?|gives?|yields?|impl(?:y|ies)|becomes?|equals?|"
    r"equivalent\w*|obtain\w*|results?|leads?|(?<!as )follow\w*|shows?|prove\w*|because|since|conclud\w+|simplif\w+|"
    r"comput\w+|calculat\w+|construct\w+|used|using|propert\w+)\b|⇒|⟹",
    re.IGNORECASE,
)
"""What stands behind one of these is claimed."""

NAMED = regex(
    r"(?:方程|约束(?:条件)?|条件|情[形况]|前提|设置|参数为?|超参数|"
    r"\b(?:equations?|constraints?|conditions?|assumptions?|hypothes[ie]s|restrictions?|cases?|events?|settings?)"
    r"(?:\s+(?:of|that|that is))?)\s*[:：]?\s*$",
    re.IGNORECASE,
)
"""Right before a formula: it is an equation to solve, a condition, a case, and not a claim."""

CONDITIONED = regex(
    r"(?:约束(?:条件)?|(?<!在.)(?<!此)(?<!该)(?<!这)条件|假设|前提|\b(?:constraints?|conditions?|assumptions?|hypothes[ie]s|restrictions?)"
    r"(?:\s+(?:of|that|that is|is|are))?)\s*[:：]?\s*$",
    re.IGNORECASE,
)
"""The same of what both sides say of one thing: it is called a condition outright."""

CIRCUMSTANCE = regex(
    r"\s*(?:(?:或者?|且|和|与|、|以及|并且|，且)\s*\ufffc\s*)*(?:同时)?(?:成立|发生)?\s*(?:的?\s*(?:时(?![刻间序])|情[况形]|条件|前提)"
    r"|的(?![确])|处|\s+(?:case|regime|condition)\b)"
)
"""Right behind a formula: it says when, or which, and claims nothing."""

QUANTITY = regex(
    r"(?:整数|实数|自然数|正数|素数|质数|奇数|偶数|常数|系数|参数|变量|阈值|率|概率|因子|半径|温度|次数|个数|数量|大小|长度|维度|步长|"
    r"元素|向量|下标|有理数|无理数|复数|数|"
    r"\b(?:integers?|numbers?|reals?|constants?|coefficients?|(?:hyper-?)?parameters?|thresholds?|rates?|primes?|"
    r"vectors?|scalars?|ind(?:ex|ices)|sizes?|factors?|degrees?|dimensions?|temperatures?|bandwidths?|"
    r"exponents?|radius|width|height|length|stride|padding|weights?|bias|variables?))\s*(?:为\s*)?$",
    re.IGNORECASE,
)
"""Right before a formula: the quantity that its first name stands for."""

CHANCE = regex(
    r"概率|分布|先验|后验|似然|随机|probab|distribut|likelihood|prior|posterior|densit|random", re.IGNORECASE
)
"""What a section says that speaks of probabilities."""

OF = regex(r"\s*的\s*(?:约束|条件|情[况形]|限制|前提|解(?!释)|根|部分|元素|方程|时候|点(?!积))")
"""Right behind a formula: what it is the condition of."""
