r"""The words of sentences about concepts, in both languages, by the part they play; one letter names each part.

A sentence is read if all of it is made of these words. ``NUM`` stands for a number; Latin words end at word
boundaries, a blank in them is any white space or hyphen.
"""

import re
from collections.abc import Iterator

from mdcheck.claims.lexicon.changes import CHANGES
from mdcheck.claims.lexicon.curves import CURVE_WORDS
from mdcheck.claims.lexicon.modes import MODE_PROPERTIES, MODE_WORDS
from mdcheck.claims.lexicon.word import Word
from mdcheck.patterns import regex
from mdcheck.records import dataclass

_INPUT = r"(?:x|z|y\s?[·*×]?\s?f\s?\(x\)|自变量|输入(?:值)?|(?:函数)?间隔|(?:the |its |an )?(?:functional )?(?:inputs?|margin|argument))"

WORDS: tuple[Word, ...] = (
    # what limits the subject's inputs
    Word("Y", "equal", r"(?:(?:这)?两(?:个|者)?的?)?(?:概率)?(?:分布|向量)(?:完全|处处)?(?:相同|相等|一致|一样)|[pPx]\s*=\s*[qQy](?![A-Za-z])",
         r"(?:the |both |its )?(?:two )?(?:distributions|vectors|arguments|inputs) (?:are|being) (?:identical|equal|the same)|(?:two )?(?:identical|equal) (?:distributions|arguments|vectors)|(?:p equals q|q equals p)"),
    Word("Y", "n={}", r"(?P<a>\d+)\s*个(?:等概率|等可能)(?:的)?(?:结果|类别|事件|取值)|在?\s*(?P<b>\d+)\s*个(?:类别|结果|取值)上?(?:的)?均匀分布",
         r"(?P<c>\d+) equally (?:likely|probable) (?:outcomes|events|classes)|(?:the |a )?uniform distribution (?:over|on) (?P<d>\d+) (?:outcomes|classes|values|categories)"),
    Word("Y", "n=2", r"(?:一枚|一个)?(?:公平|均匀)(?:的)?硬币", r"an? (?:fair|unbiased) coin(?: (?:flip|toss))?"),
    Word("Y", "n=6", r"(?:一枚|一个)?(?:公平|均匀)(?:的)?骰子", r"an? (?:fair|unbiased) (?:six-sided )?die"),
    Word("Y", "uniform", r"均匀(?:的)?分布|所有(?:结果|类别|取值)等(?:概率|可能)",
         r"(?:the |a )?uniform(?:ly)? (?:distribut(?:ion|ed)|targets?|labels?)|(?:the )?uniform one|(?:all )?outcomes are equally likely|uniform(?= vector|$)"),
    Word("Y", "one-hot", r"(?:one-hot|独热)\s*(?:的)?(?:分布|向量|标签|编码)?|确定性(?:的)?分布|退化(?:的)?分布",
         r"(?:an? |the )?(?:one hot|deterministic|degenerate)(?: (?:distributions?|vectors?|labels?|targets?))?|(?:a )?point mass"),
    Word("Y", "apart", r"(?:两个)?不同(?:的)?(?:单词|词语|词|类别)?(?:的)?\s*(?:one-hot|独热)\s*(?:的)?(?:向量|编码|表示)(?:之间)?",
         r"(?:the )?(?:two )?(?:different|distinct) one hot vectors|(?:the )?one hot (?:vectors|encodings) of (?:any )?(?:two )?(?:different|distinct) (?:words|tokens|classes|categories)"),
    Word("Y", "<0", rf"{_INPUT}为负(?:数|值)?|负(?:数|的)?输入|负(?:半轴|半区|区间|半边)(?:上)?", rf"negative (?:{_INPUT}|half|half axis|side)|{_INPUT} (?:is|are) negative"),
    Word("Y", ">0", rf"{_INPUT}为正(?:数|值)?|正(?:数|的)?输入|正(?:半轴|半区|区间|半边)(?:上)?", rf"positive (?:{_INPUT}|half|half axis|side)|{_INPUT} (?:is|are) positive"),
    Word("Y", ">{}", rf"{_INPUT}\s*(?:大于(?:或?等于)?|超过|不小于|>=?|≥)\s*(?P<e>NUM)", rf"{_INPUT} (?:is )?(?:greater than|larger than|above|at least|more than|exceeds|of at least)(?: or equal to)? (?P<f>NUM)"),
    Word("Y", "<{}", rf"{_INPUT}\s*(?:小于(?:或?等于)?|不超过|不大于|低于|<=?|≤)\s*(?P<g>NUM)", rf"{_INPUT} (?:is )?(?:less than|smaller than|below|at most)(?: or equal to)? (?P<h>NUM)"),
    Word("Y", "at{}", r"\(\s*(?P<i>NUM)\s*\)|(?:在|当)?\s*(?:x\s*=\s*|输入为\s*)?(?P<j>NUM)\s*(?:这一)?(?:点|处)", r"at (?:x ?= ?)?(?P<k>NUM)|evaluated at (?P<l>NUM)"),
    Word("Y", "at0", r"(?:在)?(?:原点|零点)(?:处)?", r"at (?:the )?origin"),
    Word("Y", "at{}", r"(?:当|在|随着)?\s*(?:x|z|输入|自变量|间隔)\s*(?:趋[近向]?于|趋近|→|->)\s*(?P<m>NUM)", r"(?:as|when|for|if) (?:x|z|the input|its (?:input|argument)|the (?:argument|margin)) ?(?:goes to|tends to|approaches|→|->) ?(?P<n>NUM)"),
    Word("Y", "at{}", "", r"of (?P<o>NUM)(?= (?:is|equals|=))"),
    # values of a parameter
    *(Word("S", f"{name}={{}}", rf"(?:当|取|令)?(?:参数)?(?:{zh})(?:系数|参数|值)?(?:\s*[ταβγδT](?![A-Za-z]))?\s*(?:=|为|取|等于|趋于|趋近于?|趋向于?|→|设为)\s*(?P<m>NUM)",
           rf"(?:setting |the |a |an )*(?:{en})(?: (?:parameter|coefficient|value))?(?: [ταβγδT])? ?(?:=|of|is|equal to|equals|set to|goes to|tends to|approaches|→)? ?(?P<n>NUM)")
      for name, zh, en in (
          ("temperature", "温度|τ|T", "temperature|tau"), ("gamma", "γ|聚焦", "gamma|focusing"), ("beta", "β", "beta"),
          ("p", "p|阶数?", "p|order"), ("slope", "负?(?:半轴)?斜率", "(?:negative )?slope"), ("alpha", "α", "alpha"),
          ("delta", "δ|阈值", "delta"), ("degree", "次数|阶数?|d", "degree|d"),
      )),
    *(Word("p", name, zh, en) for name, zh, en in (
        ("temperature", r"温度(?:系数|参数)?(?:\s*(?-i:[Tτ])(?![A-Za-z]))?|(?-i:[Tτ])(?=\s*[越较更])", "(?:the )?temperature(?: (?-i:[Tτ]))?|(?-i:[Tτ])(?= (?:gives|makes|leads|yields|produces))"), ("margin", "(?:函数)?间隔", "(?:the )?(?:functional )?margin"),
        ("gamma", "γ|聚焦参数", "γ|gamma"), ("beta", "β", "β|beta"), ("alpha", "α", "α|alpha"))),
    Word("U", "", r"[越较更][高大多]的?|提[高升]|升高|增[大加长多]|上升|变[大高]|调[高大]", r"(?:the |an? )?(?:higher|larger|greater)|more(?= (?:true|false) )|rais(?:es?|ing)|increas(?:es?|ing)|ris(?:es?|ing)|grows?|growing|go(?:es)? up"),
    Word("L", "", r"[越较更][低小少]的?|降低|减[小少低]|下降|变[小低]|调[低小]", r"(?:the |an? )?(?:lower|smaller)|fewer|lower(?:s|ing)|decreas(?:es?|ing)|reduc(?:es?|ing)|drops?|go(?:es)? down|falls?(?! between| in(?:to)? )"),
    Word("g", "+", r"[越更](?:接近|趋近)?(?:于)?均匀(?:分布)?|[越更]平[滑缓坦]|[越更]随机", r"(?:the )?(?:flatter|smoother|softer|more uniform|closer to (?:the )?uniform)"),
    Word("g", "-", r"[越更]尖锐?|[越更]陡峭?|[越更]集中|[越更]确定|[越更](?:接近|趋近)(?:于)?\s*(?:one-hot|独热)(?:向量|分布)?",
         r"(?:the )?(?:sharper|peakier|spikier|harder|more (?:peaked|concentrated)|closer to (?:a )?one hot)"),
    # changes of the inputs, and whether they matter
    *CHANGES,
    Word("Z", "monotone", r"(?:得分|分数|预测值)?(?:的)?(?:任意|任何)?(?:的)?(?:严格)?单调(?:递增|增)?(?:的)?变换",
         r"(?:(?:any )?(?:strictly )?(?:monotone|monotonic|order preserving)|any (?:strictly |monotonically )?increasing) (?:transformations?|functions?|maps?)(?: of (?:the|its) scores?)?"),
    Word("Z", "class ratio", r"(?:类别|样本|正负样本)(?:的)?(?:比例|不平衡|不均衡|分布)", r"(?:the )?class (?:imbalance|balance|ratio|proportions?|priors?|distribution)|(?:the )?prevalence"),
    Word("Z", "threshold", r"(?:分类)?阈值(?:的选取|的选择)?", r"(?:the )?(?:choice of (?:the )?)?(?:decision |classification )?threshold"),
    *(Word("Z", cell, rf"(?:{zh}|{cell})(?:的)?(?:数量|个数|样本数|数目|数)?", rf"(?:the )?(?:number of )?(?:{en}s?(?! rate)|{cell}s?)")
      for cell, zh, en in (("TP", "真正例|真阳性", "true positive"), ("FP", "假正例|假阳性", "false positive"),
                           ("FN", "假负例|假反例|假阴性", "false negative"), ("TN", "真负例|真反例|真阴性", "true negative"))),
    Word("Z", "other samples", r"批(?:次|量)?(?:的)?大小|batch\s*(?:size|大小)|(?:(?:同一)?(?:批次?|batch)\s*(?:内|中|里)?的?)?(?:其他|其它)样本", r"(?:the )?batch size|(?:the )?other (?:samples|examples)(?: in the (?:same )?(?:mini ?)?batch)?"),
    Word("~", "", r"(?:保持|具有)?不变(?:性)?|无关|不敏感|不受", r"(?:is |are )?(?:invariant (?:to|under)|independent of|unaffected by|insensitive to|unchanged (?:by|under)|unchanged)|ignores|disregards"),
    Word("^", "", r"依赖于?|取决于|考虑(?:到|了)?|计入|有关|敏感|受", r"depends? on|(?:is )?(?:sensitive to|affected by)|takes? into account"),
    Word("X", "", r"改变|影响(?=\s*\S)|会变", r"chang(?:e|es)|affects?|alters?|influences?"),
    Word("", "", r"(?:的)?影响", r"leaves|leave"),
    # relations
    Word("≥", "", r"大于(?:或者?)?等于|至少(?:为|是)?|≥|>=|⩾", r"(?:greater|larger|higher) than or equal to|at least|no (?:less|smaller|lower) than|bounded (?:from )?below by"),
    Word("≤", "", r"小于(?:或者?)?等于|[至最]多(?:为|是)?|≤|<=|⩽", r"(?:less|smaller|lower) than or equal to|at most|no (?:more|greater|larger|higher|bigger) than|bounded (?:from )?above by|bounded by"),
    Word(">", "", r"大于|高于|超过|多于|>", r"(?:strictly )?(?:greater|larger|higher|bigger|more) than|exceeds?|above"),
    Word("<", "", r"小于|低于|少于|<", r"(?:strictly )?(?:less|smaller|lower) than|(?:(?:falls?|goes|go|drops?) )?below"),
    Word("=", "", r"等于|相等|相同|一致|同一个?(?:量|东西|概念|指标)|=", r"equals?|equal to|identical to|coincides? with|the same (?:as|thing(?: as)?|quantity(?: as)?)"),
    Word("=", "reduces", r"对应(?:于|着)?|相当于|等价于?|等同于|就是|退化(?:为|成)|简?化为|变(?:为|成)|的特例|的特殊情况",
         r"equivalent to|(?:reduces|degenerates|simplifies|boils down) (?:in)?to|leads to|yields|produces|becomes|turns into|(?:a |the )?special case of|corresponds to|recovers|gives(?: back)?"),
    Word("=", "approaches", r"趋[近向]?于|趋近|收敛[到于]|接近于?", r"(?:tends|converges) to|approaches"),
    Word("s", "", r"的?时(?:候)?|下|(?:的)?情况下|(?:之|以)?后(?![验向])"),
    Word("Q", "", r"取到|达到", r"reach(?:es)?|attains?|be as (?:large|high|low|small) as"),
    Word("f", "", r"当且仅当|只有(?:在|当)?", r"if and only if|iff|exactly when|exactly if|only (?:if|when)"),
    # composition
    *(Word("F", value, zh, en) for value, zh, en in (
        ("derivative", r"一?阶?导(?:数|函数)|梯度|斜率", "(?:first )?derivative|gradient|slope"),
        ("sqrt", "(?:算术)?平方根", "(?:positive )?square root"), ("square", "平方(?![根损误差和])", "square(?! root)|squared(?! error| loss)"),
        ("exp", r"(?:自然|e\s*)?指数(?!损失)", "exponential(?! loss)|exponentiated"), ("log", "(?:自然)?对数(?!几率|损失|似然)", "(?:natural )?logarithm|log(?= of)"),
        ("abs", "绝对值(?![损误])", "absolute value"), ("reciprocal", "倒数", "reciprocal|inverse"),
        ("negative", "相反数", "negative(?= of)|negation"), ("double", r"两倍|二倍|2\s?倍", "twice|double"), ("half", "一半|二分之一", "half"))),
    *(Word("M", value, zh, en) for value, zh, en in (
        ("harmonic mean", "调和平均(?:数|值)?|调和均值", "harmonic (?:mean|average)"), ("geometric mean", "几何平均(?:数|值)?|几何均值", "geometric (?:mean|average)"),
        ("arithmetic mean", "算术平均(?:数|值)?|算术均值|平均(?:数|值)?(?!绝对|平方)", "arithmetic (?:mean|average)|average|mean(?! squared| absolute)"),
        ("+", "之?和(?=[\\s，。；]*$)|总和|加和", "sum(?= of)"), ("*", "乘积|之?积", "product(?= of)"), ("-", "之?差|差值", "difference (?:between|of)"),
        ("/", "比值|之比|商", "ratio (?:between|of)|quotient of"))),
    Word("m", "{}", r"(?:的)?(?:各个?|所有|每个)?(?:分量|元素|概率|值|输出)?(?:的)?(?:之和|总和|和|相加|加起来|加总|求和)(?:起来)?(?:恒|总|都|均|一定|必|必须|必然)?(?:为|是|等于|得)\s*(?P<a>NUM)(?![\d.])",
         r"(?:outputs? |probabilities |entries )?(?:always |must |necessarily |all )?(?:sums?|adds?) (?:up )?to (?P<b>NUM)"),
    Word("+", "+", r"加上?|\+", "plus"), Word("-", "-", r"减去?|(?<=\s)[-−](?=\s)", "minus"), Word("*", "*", r"乘以|×|\*", "times|multiplied by"),
    Word("/", "/", r"除以|/", "divided by"),
    *(Word("C", name, rf"正(?:样本|例|类)(?:的)?(?:得分|分数|打分|预测值|预测分数|排名)?(?:{zh})(?:于|在)?负(?:样本|例|类)(?:的)?(?:得分|分数|打分|预测值|预测分数|之?前面?|之?后面?)?的概率",
           rf"(?:the )?probability (?:that|of) (?:a |the )?(?:randomly (?:chosen|drawn|picked|selected) |random )?positive(?: (?:example|sample|instance|one))? (?:(?:is|being) (?:ranked|scored) |(?:is |being )?(?:ranks?|scores?) |(?:gets|has|receives) )?(?:a )?(?:{en}) (?:a |the )?(?:randomly (?:chosen|drawn|picked|selected) |random )?negative(?: (?:example|sample|instance|one))?")
      for name, zh, en in (("positive above", "高|大", "above|higher(?: score)? than"), ("positive below", "低|小", "below|lower(?: score)? than"))),
    Word("", "", r"随机(?:抽取|选取|选择|挑选|取|抽|选)(?:的)?(?:出)?一个正(?:样本|例)(?:和|与|及|、)(?:随机)?(?:抽取|选取|取|抽|选)?一个负(?:样本|例)(?:时)?", r"(?:for )?a random(?:ly (?:chosen|drawn|picked))? positive and a random(?:ly (?:chosen|drawn|picked))? negative(?: example| sample)?"),
    # extremes and ranges
    Word("E", "maximum", r"最大(?:取)?值|最大|极大值|上确界", r"(?:global )?maxim(?:um|al|i[sz]ed)(?: (?:possible )?value)?(?: by)?|(?:the )?largest(?: possible)?(?: value)?|supremum|(?:the )?highest(?: possible)?(?: value)?"),
    Word("E", "minimum", r"最小(?:取)?值|最小|极小值|下确界", r"(?:global )?minim(?:um|al|i[sz]ed)(?: (?:possible )?value)?(?: by)?|(?:the )?smallest(?: possible)?(?: value)?|infimum|(?:the )?lowest(?: possible)?(?: value)?"),
    Word("B", "≤", r"上[界限]", "upper bound(?: (?:of|on|for))?|upper bounds"), Word("B", "≥", r"下[界限]", "lower bound(?: (?:of|on|for))?|lower bounds"),
    Word("R", "", r"值域|(?:取值|输出)(?:的)?(?:范围|区间)|范围", r"(?:output |value )?range(?: of values)?|ranges"),
    Word("W", "", r"介于|位于|落在|处于|在|(?:压缩|映射|压|限制)[到在至]|(?:把|将)(?:任意|任何|所有)(?:的)?(?:实数|输入|值)(?:压缩|映射|压)[到至]",
         r"(?:lies?|falls?|takes? values|bounded|outputs? (?:a )?values?|values?)? ?(?:always |strictly )?(?:between|in|into|within|from)(?: the range)?|(?:maps|squashes|compresses|sends) (?:(?:every|any|all) (?:real )?(?:numbers?|inputs?|values?)|its inputs?|the real line|real numbers) (?:in)?to"),
    Word("V", "", r"[\[(（【]\s*(?P<o>NUM)\s*[,，]\s*(?P<q>NUM)\s*[\])）】]|(?P<r>NUM)\s*(?:到|至|~|～|和|与|to|and|-)\s*(?P<s>NUM)"),
    Word("", "", r"之间|区间内?|[之以]?内", "(?:the )?(?:open |closed )?interval|inclusive"),
    # glue
    Word("!", "", r"并?不(?:会|能|可能|可以|是|具有|满足|一定)?|并非|不存在|(?:绝|永远|从|决)不会?|非(?!对称|负|凸)|没有",
         r"(?:is|are|was) not|isn't|aren't|(?:does|do) not|doesn't|don't|can ?not|can't|never|not|neither|nor|lacks"),
    Word("A", "", r"恒|总是?|始终|一定|必[然定]|永远|处处|对(?:所有|任意)输入", "always|everywhere|necessarily|for (?:all|every) inputs?"),
    Word("I", "", r"(?:仍然?|也)?[是为](?:一个|一种)?|呈", r"is|are|be|being|remains?|stays?|as|outputs?(?= (?:NUM))|returns(?= (?:NUM))"),
    Word("H", "", r"具?有(?:一个)?|满足|取得?(?:到)?", "has|have|having|take|satisf(?:y|ies)|obeys?|takes"),
    Word("K", "", r"可以|可能|能够?|会", "can|may|could"),
    Word("D", "", r"的|所有(?=分量|元素)", "'s"), Word("O", "", "", "of|on|for"),
    Word("&", "", r"和|与|跟|同|及|以及|、|且|并且|而且|又|也|但(?:是)?|同时", r"and|but|as well as|both"),
    Word(",", "", "[，,：:→⇒]|[-=]>"), Word("t", "", r"它|其(?![中他])|该(?:函数|损失|指标)", "it|whose|its(?= (?:derivative|gradient))"),
    Word("w", "", r"当|在|对于?|若|如果|只要", r"when(?:ever)?|if|for|with|where|on|as|at|under|among|over"),
    Word("", "", r"的(?:输出|函数值|取值(?!范围|区间)|值(?!域)|结果|大小)(?:值)?(?!范围|区间)|输出(?!范围|区间)|函数(?:值(?!域))?|损失|激活函数|指标|分数|度量值|取值(?!范围|区间)|值(?!域)|权重|本身|其实|实际上|显然|结果(?=\s*(?:不变|相同|一致))|都|均|同样|就|恰好|正好|刚好"
         r"|完全|各个?|每个|所有|全部|任意|同时|输入|给|关于|比特|bits?|两个(?:分布|参数|自变量|变量)|所有的?输入|使得?|分布|激活|得到|来说|而言|一个|种|既|使得?|让",
         r"the|an?|its|their|two|values?|outputs?|functions?|loss|score|exactly|precisely|also|in fact|itself|simply|just|all|every|any|distributions?|arguments?|inputs?|vectors?|bits?|nats?|of (?:an?|any|every) (?:discrete )?(?:probability )?distribution|of p|of n outcomes|on n outcomes|equal to|clearly|makes?|real numbers?|on (?:the |its )?weights"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Property:
    """A property and the words that say it."""

    name: str
    zh: str
    en: str


PROPERTIES: tuple[Property, ...] = (
    Property("symmetric", r"对称(?:的|性|函数|度量)?", r"symmetric(?:al)?(?: in its (?:two )?arguments| function| measure)?"),
    Property("asymmetric", r"非对称(?:的|性)?", r"asymmetric(?:al)?|non ?symmetric"),
    Property("nonnegative", r"非负(?:的|性|值|数)?", r"non ?negative|never negative"),
    Property("negative", r"负(?:数|值|的)?(?![例类样])", r"negative(?: values?)?(?! of)"),
    Property("positive", r"正(?:数|值|的)?(?![例类样确好])", r"(?:strictly )?positive"),
    Property("bounded", r"有界(?:的)?", "bounded"), Property("unbounded", r"无界(?:的)?", "unbounded"),
    Property("bounded-above", r"有上界", r"bounded (?:from )?above|an upper bound(?! o[fn]| for)"), Property("bounded-below", r"有下界", r"bounded (?:from )?below|a lower bound(?! o[fn]| for)"),
    Property("unbounded-above", r"(?:没有|无)上界", r"unbounded (?:from )?above|no upper bound"),
    Property("unbounded-below", r"(?:没有|无)下界", r"unbounded (?:from )?below|no lower bound"),
    Property("increasing", r"(?:严格)?(?:单调)?(?:递增|增函数|单调上升|单调增加?)(?:的|函数|的函数)?", r"(?:monotonically |monotone |strictly )?increasing(?: function)?"),
    Property("decreasing", r"(?:严格)?(?:单调)?(?:递减|减函数|单调下降|单调减少?)(?:的|函数|的函数)?", r"(?:monotonically |monotone |strictly )?decreasing(?: function)?"),
    Property("monotone", r"单调(?:的|函数|的函数)?", r"monoton(?:ic|e)(?: function)?"),
    Property("convex-zh", r"凸(?:的|函数|的函数)", ""), Property("convex", "", r"convex(?: function| loss)?"),
    Property("nonconvex", r"非凸(?:的|函数)?", "non ?convex(?: function| loss)?"), Property("concave", "", "concave(?: function)?"),
    Property("zero-centered", r"(?:以\s*(?:0|零)\s*为中心|零中心(?:化)?|零均值|zero-?centered|0均值)(?:的)?", r"zero ?cent(?:ered|red)|cent(?:ered|red) (?:at|around|on) (?:0|zero)"),
    Property("odd", "奇函数", r"odd(?: function)?"), Property("even", "偶函数", r"even function"),
    Property("continuous", r"连续(?:的|函数)?", "continuous(?: function)?"),
    Property("differentiable", r"可[导微](?:分)?(?:的)?", "differentiable"),
    Property("shift-invariant", r"平移不变(?:性|的)?", r"(?:shift|translation) invariant"), Property("scale-invariant", r"(?:缩放|尺度)不变(?:性|的)?", "scale invariant"),
    Property("metric", r"(?:真正|严格)?(?:的|意义上的)?(?:距离度量|度量|距离)", r"(?:(?:true |proper |real )?(?:distance )?|distance )metric"),
    Property("triangle", "三角不等式", "the triangle inequality"),
    Property("over-batch", r"(?:在|沿着?|对)(?:批次?|批量|batch|样本)(?:的)?(?:维度?|方向)上?(?:计算|求|做|进行)?(?:均值和方差|均值与方差|统计量|归一化|标准化)?|在(?:批次?|批量)(?:内|中)(?:计算|求)(?:均值和方差|均值与方差|统计量)",
             r"(?:(?:computes|takes|estimates|uses) (?:its |the )?(?:statistics|mean and variance|means? and variances?) |normali[sz]es |normali[sz]ed )?(?:over|across|along) (?:the )?(?:mini ?)?batch(?: dimension| axis)?(?! size)"),
    Property("over-features", r"(?:在|沿着?|对)(?:每个样本(?:的)?)?(?:特征|隐藏)(?:的)?(?:维度?|方向)上?(?:计算|求|做|进行)?(?:均值和方差|均值与方差|统计量|归一化|标准化)?",
             r"(?:(?:computes|takes|estimates|uses) (?:its |the )?(?:statistics|mean and variance|means? and variances?) |normali[sz]es |normali[sz]ed )?(?:over|across|along) (?:the )?(?:features?|hidden)(?: dimension| axis| units)?(?: of (?:each|a|every) (?:single )?(?:sample|example|token))?"),
    Property("centers", r"减去?了?均值", r"subtracts? (?:the )?mean|cent(?:ers|res) its inputs?"),
    Property("keeps-mean", r"(?:激活值?|输出)?(?:的)?期望(?:值)?(?:保持)?不变", r"(?:keeps|preserves|leaves) (?:the )?(?:expected value|expectation|mean)(?: of (?:the |its )?(?:activations?|outputs?))?(?: unchanged| the same)?"),
    Property("sparse", r"(?:更|比较)?(?:容易|倾向于|有助于|能够?|可以)?(?:产生|得到|带来|导致|使)?(?:稀疏)(?:的)?(?:解|权重|参数|性|模型)?|[使让将把](?:得)?(?:部分|许多|很多|一些|不少)(?:的)?(?:权重|参数|系数)(?:恰好|精确地?|直接|严格)?(?:变为|变成|为|等于|压缩为|收缩到|置为)\s*(?:0|零)",
             r"(?:(?:tends? to |helps? to )?(?:yields?|produces?|gives?|leads? to|promotes?|encourages?|induces?) )?spars(?:e|ity)(?: (?:weights|solutions?|parameters|models?))?|(?:drives|shrinks|sets|pushes) (?:many|some|most)(?: of the)? (?:weights|coefficients|parameters)(?: exactly)? to (?:exactly )?(?:zero|0)"),
)  # fmt: skip

ALL = (
    *WORDS,
    *CURVE_WORDS,
    *MODE_WORDS,
    *MODE_PROPERTIES,
    *(Word("P", one.name, one.zh, one.en) for one in PROPERTIES),
)


def spellings() -> Iterator[tuple[Word, re.Pattern[str]]]:
    """Every word with each of its patterns."""
    return ((word, pattern) for word in ALL for pattern in word.patterns())


LEAD = regex(
    r"\s*(?:\d+[.)、]\s*|[-*•]\s*)?(?:(?:注意|显然|事实上|我们知道|可以证明|众所周知|首先|其次|另外|此外|并且|而且|而|但是?|其中|由于|因为|因此|所以|即|同时)[到，,:：]?\s*)*"
    r"(?i:(?:note that|recall that|also|moreover|in addition|but|because|since|as a result|however|that|clearly|obviously|in fact|thus|hence|therefore|so),?\s+)*"
)
"""What may stand before a statement without limiting it."""

BOUNDARY = regex(
    r"(?i:\s(?:because|since|so that|so|which|thus|hence|therefore|whereas|while)\s)|因为|所以|因此|从而|故而|而(?=[A-Za-z])",
    re.ASCII,
)
"""Words between two statements of one clause."""

_FIELD = r"(?:信息论|机器学习|深度学习|统计学?|概率论|数学|神经网络|自然语言处理|实践|实际|理论|定义)"
SCOPE = regex(
    rf"\s*(?:在?{_FIELD}(?:中|里|上|领域)?|从{_FIELD}(?:上|的角度)(?:看|来看|讲|来讲)|总之|换句话说|也就是说|具体来说|(?:例如|比如)?(?:首先|其次|最后|一方面|另一方面)"
    r"|in (?:information theory|(?:machine|deep) learning|statistics|probability theory|mathematics|theory|practice|other words|contrast|particular|general|fact)|by definition|first|second|finally|on the other hand|that is)\s*",
    re.IGNORECASE,
)
"""Clauses before a statement that do not limit it."""

LIMIT = regex(
    r"(?:for|in the case|with|under|given|provided|on|only|as long as|at least for|restricted)\b|对|当|在|若|如果|只要|前提|条件|仅",
    re.IGNORECASE,
)
"""How a clause begins that limits the statement before it."""

TEMPERATURE = regex("温度|temperature", re.IGNORECASE)
"""A parameter that speaks of softmax without naming it."""
THRESHOLD = regex("阈值|threshold", re.IGNORECASE)
"""A parameter that numbers of samples depend on."""
