"""How sentences name changes of a concept's inputs: shifted, scaled, swapped, put in another order."""

from mdcheck.claims.lexicon.word import Word

_ALL = r"(?:(?:all|both|every|each|any)(?: of)? )?(?:the |its |their )?(?:two )?"
_INPUTS = rf"{_ALL}(?:input |data |raw )?(?:inputs?|logits?|entr(?:y|ies)|components?|elements?|scores?|vectors?|samples?|values?|features?|(?:data )?points?|observations?|numbers?)"
_A_CONSTANT = r"(?:(?:a|an|the|any|some|one) )?(?:same |common |fixed |arbitrary )*(?:positive |non ?zero |real )?(?:constant|number|offset|scalar)(?: [ck])?"
_A_FACTOR = rf"(?:{_A_CONSTANT}(?: factor)?|(?:a |the same )?(?:positive )?factor|two|2|10)"
_ONE = r"(?:one of (?:the |its )?(?:two )?(?:inputs|vectors|variables|arguments)|(?:only )?one (?:input|vector|variable|argument))"
_LARGEST = r"(?:the|its|their) (?:maximum|max|largest)(?: (?:value|logit|input|entry|element|component))?"

_TAKE = r"(?:[给对把将])?\s*"
_INPUTS_ZH = (
    r"(?:(?:所有|全部|每一?个|各个?|两个|任意|全体|整个)(?:的)?)*\s*(?:输入|logits?|分量|元素|得分|分数|数据|样本|特征|向量|变量|数值)(?:向量)?"
    r"(?:的?(?:所有|每个|各个?)?(?:分量|元素))?\s*(?:整体|同时|都|统一|各自|分别|一起)*\s*"
)
_A_CONSTANT_ZH = r"(?:上|以|去)?(?:同)?(?:一个)?(?:相同|任意|固定|同样|非零)?(?:的)?(?:一个)?(?:正|非零)?(?:的)?(?:常数|常量|正数|标量|数|倍数|系数|因子)(?:\s*[ck](?![A-Za-z]))?"

CHANGES: tuple[Word, ...] = (
    Word("Z", "scale", rf"(?:向量|输入)?(?:的)?(?:长度|模长?|尺度|缩放)(?:的?变化)?|{_TAKE}(?:{_INPUTS_ZH})?(?:乘|除|放大|缩放){_A_CONSTANT_ZH}|向量(?:的)?(?:大小|范数)",
         rf"(?:the )?(?:norms?|lengths?|magnitudes?|scale)(?: of (?:the |its |both )?(?:vectors?|inputs?))?|(?:re)?scaling(?: of)?(?: {_INPUTS})?(?: by {_A_FACTOR})?"
         rf"|(?:multiplying|dividing) {_INPUTS} by {_A_FACTOR}|multiplying {_A_CONSTANT} (?:to|with|onto) {_INPUTS}|{_INPUTS} (?:is|are) (?:scaled|rescaled|multiplied|divided) by {_A_FACTOR}"),
    Word("Z", "shift", rf"(?:输入)?(?:的)?(?:整体)?平移|{_TAKE}(?:{_INPUTS_ZH})?(?:加|减){_A_CONSTANT_ZH}",
         rf"shifts?(?: of (?:its |the )?inputs?)?|translations?|shifting(?: of)?(?: {_INPUTS})?(?: by {_A_CONSTANT})?|(?:adding|subtracting) {_A_CONSTANT}(?: (?:to|from) {_INPUTS})?"
         rf"|{_A_CONSTANT} is (?:added to|subtracted from) {_INPUTS}|{_INPUTS} (?:is|are) shifted(?: by {_A_CONSTANT})?"),
    Word("Z", "shift one", r"(?:[给对把将])?其中一个(?:向量|变量|输入)(?:加|减)" + _A_CONSTANT_ZH, rf"(?:adding|subtracting) {_A_CONSTANT} (?:to|from) {_ONE}|{_A_CONSTANT} is (?:added to|subtracted from) {_ONE}|shifting {_ONE}"),
    Word("Z", "scale one", r"(?:[给对把将])?其中一个(?:向量|变量|输入)(?:乘|除|放大|缩放)" + _A_CONSTANT_ZH, rf"(?:multiplying|dividing) {_ONE} by {_A_FACTOR}|(?:re)?scaling {_ONE}|{_ONE} is (?:re)?scaled"),
    Word("Z", "minus largest", rf"{_TAKE}(?:{_INPUTS_ZH})?减去?(?:其中的?|它们的?|各自的?|(?:输入|logits)(?:中|里)?的?)?最大(?:的?分量|的?元素|值)", rf"subtracting {_LARGEST}(?: (?:from|of) {_INPUTS})?"),
    Word("Z", "over largest", rf"{_TAKE}(?:{_INPUTS_ZH})?除以(?:其中的?|它们的?|各自的?|(?:输入|logits)(?:中|里)?的?)?最大(?:的?分量|的?元素|值)", rf"dividing(?: {_INPUTS})? by {_LARGEST}"),
    Word("Z", "swap", r"(?:交换|调换|对调)(?:两个?|其|它的?)?(?:的)?(?:参数|分布|自变量|输入|向量|p\s*和\s*q)|(?:两个)?(?:参数|分布|自变量)的(?:先后)?(?:顺序|次序)",
         r"(?:swapping|exchanging|interchanging) (?:the |its |both )?(?:two )?(?:arguments|distributions|inputs|vectors|p and q)|the order of (?:the |its )?(?:two )?(?:arguments|distributions|inputs|vectors)|(?:the |its )?(?:two )?arguments are (?:swapped|exchanged|interchanged)"),
    Word("Z", "permute", r"(?:打乱|重新?排列|置换)(?:各?个?(?:结果|类别|概率|取值|分量|元素))(?:的)?(?:排列)?(?:顺序|次序)?|(?:各?个?(?:结果|类别|概率|取值|分量|元素))的(?:排列)?(?:顺序|次序|排列)",
         r"(?:the )?order(?:ing)? of (?:the |its )?(?:outcomes|classes|categories|entries|components|probabilities|coordinates)|(?:permuting|reordering|relabel+ing) (?:the |its )?(?:outcomes|classes|categories|entries|components|probabilities|coordinates)"
         r"|(?:the |its )?(?:outcomes|classes|categories|entries|components|probabilities|coordinates) are (?:permuted|reordered|relabel+ed|shuffled)"),
)  # fmt: skip
