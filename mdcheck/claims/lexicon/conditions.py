"""Words that make what stands near them hold only sometimes, and what shows that they do not."""

import re

from mdcheck.patterns import regex

CONDITIONS = regex(
    r"独立|若(?!干)|(?<=\s)(?<!(?:推导|计算|展开|化简|使用)\s\ufffc\s)时|等概率|均匀分布时|如果|假设|假定|假如|条件下|前提|当且仅当|"
    r"(?<![应相适恰正不妥])当(?![前然作成做于中])|特别地|特殊|近似(?=[为地等有于取:：]|\s*\ufffc)|"
    r"例如|比如|设定|解方程|求解|求[^。]*使得|试问|判断|one-hot|[?？]|"
    r"\b(?:if|when|whenever|assum\w+|suppos\w+|independen\w+|provided|special case|approximat\w+|example|"
    r"for (?:an? |the )?(?:this|these|balanced|uniform|binary|deterministic|gaussian|bernoulli|poisson)|toy|"
    r"in (?:our|this) \w+|on the \w+ set|solve|find (?:all|the)|(?<!, )(?<!\ufffc )which|true or false|"
    r"unless|let|satisf\w+|constraint\w*|subject to|needs?|want|would like)\b|需要|要使|希望",
    re.IGNORECASE,
)
"""Words of condition, of examples, of questions."""

DESCRIPTION = regex(
    r"\s*(?:(?:[,，、]|and|和|与|及)\s*\ufffc\s*)*"
    r"(?:(?:be|is|are|denotes?|为|是|表示|均为|都是|分别为)\s*|\s)"
    r"(?:(?:an?|the|two|any|some|all|both|given|independent|相互|独立|fixed|arbitrary|real|complex|scalar|discrete|continuous|random|"
    r"square|column|row|symmetric|orthogonal|orthonormal|positive|negative|non-?negative|definite|semi-?definite|"
    r"invertible|non-?singular|finite|smooth|differentiable|twice|unit|probability|mass|density|joint|"
    r"valued|dimensional|natural|whole|constant|uniform|均匀|一个?|两个?|任意|给定|实|复|离散|连续|随机|列|行|方|对称|正交|可逆|"
    r"正定|半正定|单位|可微|可导|光滑|概率|联合|有限|非负|正|负|固定|常|维|阶|\ufffc|[-\s])*"
    r"(?:matri(?:x|ces)|vectors?|scalars?|numbers?|reals|constants?|functions?|variables?|distributions?|"
    r"integers?|parameters?|laws?|data|sets?|events?|losses|loss|uniform|"
    r"(?:mutually |jointly )?independent|one-?hot|标签|相互独立|独立|矩阵|方阵|向量|标量|实数|整数|自然数|正整数|常数|函数|"
    r"变量|分布|概率分布|参数|数|事件|集合))"
    r"(?:\s*(?:and|和|与|且|,|，)\s*\ufffc\s*(?:be|is|are|为|是)?[^,，.。;；\ufffc]{0,30})*\s*(?=$|[,，.。;；:：时]|then\b|with\b)",
    re.IGNORECASE,
)
"""Behind a name: of which sort it is, in words of which each is understood."""

EQUALITY = regex(r"取等|等号|取到?[最极]|equality|with equality|等于零当且仅当", re.IGNORECASE)
"""In a clause: it says when the two sides of an inequality meet."""

ASSERTING = regex(r"(?:satisf\w+|满足)[^\ufffc]{0,12}$", re.IGNORECASE)
"""Right before a formula: what the subject is said to do, which is a claim where the subject is known."""

CAUSE = regex(r"因为|由于|\b(?:because|since|as we know)\b", re.IGNORECASE)
"""What stands behind it is claimed, whatever it explains."""

REFERRING = regex(
    r"这|此|该|上[式述面]|其中|成立|等式|公式|"
    r"\b(?:this|that|it|these|those|above|holds?|equalit\w+|equation|identity|formula|here|which)\b",
    re.IGNORECASE,
)
"""What refers back to a sentence before."""

JOINED = regex(
    r"\s*(?:(?:[,，、]\s*)?(?:and|or|且|和|与|及|或|以及|并且)|、|(?:[,，]))\s*\ufffc", re.IGNORECASE
)
"""Between two formulas of one list."""

BELONGING = regex(
    r"[A-Za-z\\_{}^0-9,\s]{1,60}?\\in\s*\\(?:mathbb|mathbf|bf)\s*\{?\s*[RNZ]\s*\}?\s*"
    r"(?:\^\s*(?:\{[A-Za-z0-9\\\s_]{1,30}\}|[A-Za-z0-9]))?\s*$|[A-Za-z\\_{}^0-9]{1,20}\\in\s*\\[{].{1,24}\\[}]\s*$"
)
"""Names that are said to be numbers, vectors or matrices, or of a set that is listed."""

BESIDE = regex(
    r"\s*[,，]?\s*[(（]?\s*(?:if|for|when(?:ever)?|provided(?: that)?|with|where|as long as|若|如果|当|只要|其中|这里)?\s*(?:all|every|any|任意)?\s*",
    re.IGNORECASE,
)
"""Between a claim and the condition right behind it."""

FILLER = regex(
    r"(?:\s|[:：]|that|the|an?|all|any|every|each|some|both|two|only|and|we|have|are|is|there|real|random|discrete|"
    r"square|symmetric|unit|positive|non-?negative|vectors?|matri(?:x|ces)|numbers?|scalars?|integers?|variables?|"
    r"constants?|parameters?|weights?|labels?|values?|points?|ratio|base|"
    r"[对于任意何所有每个是为其中的且即而只要取]|实数|正数|整数|常数|向量|矩阵|变量|参数|权重|标签|公比|底数)*",
    re.IGNORECASE,
)
"""Words between a word of condition and its relation that add nothing to it."""

DRAWN = regex(r"(?:\bthen\b(?:\s+we\s+have)?|\bwe have\b|则有?|那么|有)\s*[:：,，]?\s*$", re.IGNORECASE)
"""Right before a claim that is drawn from what stands before it."""
