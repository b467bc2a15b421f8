"""What layers, gates, masks and formats of numbers do in neural networks."""

from mdcheck.claims.lexicon.facts.topic import Topic

_TIMES = r"\s*(?:\\times|×|\*|\\cdot|·)?\s*"
_DP = r"d\s*\(\s*(?:x_)?\{?a\}?\s*,\s*(?:x_)?\{?p\}?\s*\)|d_\{?ap\}?|d\s*\(\s*f\(a\)\s*,\s*f\(p\)\s*\)|d_\{?\+\}?|d_\{?p\}?"
_DN = r"d\s*\(\s*(?:x_)?\{?a\}?\s*,\s*(?:x_)?\{?n\}?\s*\)|d_\{?an\}?|d\s*\(\s*f\(a\)\s*,\s*f\(n\)\s*\)|d_\{?-\}?|d_\{?n\}?"
_M = r"\s*\+\s*(?:m|\\alpha|α|\\delta|\\text\{margin\}|\\mathrm\{margin\}|margin)"
_LESS, _MORE = r"\s*(?:<|\\lt|\\leq?|≤|<=)\s*", r"\s*(?:>|\\gt|\\geq?|≥|>=)\s*"

TOPICS = (
    Topic(
        subjects={
            "batch normalisation": r"batch ?norm(?:ali[sz]ation)?|BN|批(?:量)?(?:归一|规范|标准)化",
            "layer normalisation": r"layer ?norm(?:ali[sz]ation)?|LN|层(?:归一|规范|标准)化",
            "instance normalisation": r"instance ?norm(?:ali[sz]ation)?|IN|实例(?:归一|规范|标准)化",
        },
        slots={
            "over": r"沿着?|在|对|normali[sz]es?(?: over| across| along)?|computes?(?: its)? (?:statistics|mean and variance)(?: over| across| along)?|over|across|along|归一化",
            "statistics": r"组数|组",
        },
        values={
            "N×C": rf"\$?N{_TIMES}C\$?(?![,\s]*[HW])",
            "N, H, W": r"\$?\(?N\s*,\s*H\s*,\s*W\)?\$?",
            "C, H, W": r"\$?\(?C\s*,\s*H\s*,\s*W\)?\$?",
            "H, W": r"\$?\(?H\s*,\s*W\)?\$?",
            "the batch": r"(?:batch|批(?:量|次)?)(?: ?(?:的)?(?:维度?|方向|轴|dimensions?|axis))|(?:over|across|along) the (?:mini ?)?batch(?: (?:dimension|axis))?|the (?:mini ?)?batch (?:dimension|axis)",
            "the features": r"(?:特征|隐藏|feature|hidden)(?: ?(?:的)?(?:维度?|方向|轴|dimensions?|axis))|(?:over|across|along) (?:the |all )?features?(?: (?:dimension|axis))?|the feature (?:dimension|axis)",
            "N": r"\$?N\$?",
            "C": r"\$?C\$?",
        },
        truth={
            "batch normalisation": {"over": ("N, H, W", "the batch"), "statistics": ("C",)},
            "layer normalisation": {"over": ("C, H, W", "the features", "C"), "statistics": ("N",)},
            "instance normalisation": {"over": ("H, W",), "statistics": ("N×C",)},
        },
        source="Ioffe and Szegedy, 2015; Ba, Kiros and Hinton, 2016; Wu and He, 2018, figure 2",
        hints=("norm", "归一化", "规范化", "标准化", "bn", "ln"),
        filler=r"统计量?|均值|方差|计算|求|做|进行|归一化|规范化|标准化|上|三个|两个|维度|维|轴|共|the|mean|variance|statistics|of|input|输入|每个?样本(?:独立)?(?:地)?|独立地?|卷积|for (?:each|every) (?:sample|example)|per sample",
        columns={
            "over": r"维度|轴|dim|ax(?:is|es)|over|across|沿",
            "statistics": r"组数|个数|几组|number of|how many|多少",
        },
        titled=False,
    ),
    Topic(
        subjects={
            "one group": r"\$?G\s*=\s*1\$?|(?:一|1) ?(?:个)?组|(?:a )?(?:single|one) group",
            "one group a channel": r"\$?G\s*=\s*C\$?",
        },
        slots={
            "is": r"等价于|退化(?:为|成)|相当于|相同|一样|like|equals?|becomes?|reduces? to|(?:is )?equivalent to|same as|turns? into"
        },
        values={
            "layer normalisation": r"layer ?norm(?:ali[sz]ation)?|LN|层(?:归一|规范)化",
            "instance normalisation": r"instance ?norm(?:ali[sz]ation)?|IN|实例(?:归一|规范)化",
        },
        truth={
            "one group": {"is": ("layer normalisation",)},
            "one group a channel": {"is": ("instance normalisation",)},
        },
        source="Wu and He, 2018, section 3",
        hints=("group norm", "groupnorm", "组归一化", "group_norm", "gn"),
        filler=r"group ?norm(?:ali[sz]ation)?|GN|组归一化|取|当|若|如果|if|when|和|与|统计量|normali[sz]es|over|all|\$?\(?C\s*,\s*H\s*,\s*W\)?\$?|the|gives|得到|就",
        bare=True,
        titled=False,
    ),
    Topic(
        subjects={
            "fp64": r"fp64|float64|双精度(?:浮点数?)?|double(?: precision)?",
            "fp32": r"fp32|float32|单精度(?:浮点数?)?|single(?: precision)?",
            "tf32": r"tf32|tensorfloat[ -]?32",
            "bf16": r"bf16|bfloat16",
            "fp16": r"fp16|float16|半精度(?:浮点数?)?|half(?: precision)?",
            "int8": r"int8",
            "int4": r"int4",
        },
        slots={
            "sign bits": r"符号位?|sign(?: bits?)?",
            "exponent bits": r"指数位?|阶码|exponent(?: bits?)?",
            "mantissa bits": r"尾数位?|小数位|mantissa(?: bits?)?|fraction(?: bits?)?|significand(?: bits?)?",
            "bytes": r"字节|bytes?(?: (?:per|each|a) (?:parameter|number|value|weight))?",
        },
        values={},
        truth={
            "fp64": {
                "sign bits": ("1",),
                "exponent bits": ("11",),
                "mantissa bits": ("52", "53"),
                "bytes": ("8",),
            },
            "fp32": {
                "sign bits": ("1",),
                "exponent bits": ("8",),
                "mantissa bits": ("23", "24"),
                "bytes": ("4",),
            },
            "tf32": {"sign bits": ("1",), "exponent bits": ("8",), "mantissa bits": ("10", "11")},
            "bf16": {
                "sign bits": ("1",),
                "exponent bits": ("8",),
                "mantissa bits": ("7", "8"),
                "bytes": ("2",),
            },
            "fp16": {
                "sign bits": ("1",),
                "exponent bits": ("5",),
                "mantissa bits": ("10", "11"),
                "bytes": ("2",),
            },
            "int8": {"bytes": ("1",)},
            "int4": {"bytes": ("0.5",)},
        },
        source="IEEE 754-2019, table 3.5; the formats' own definitions",
        hints=("fp16", "bf16", "fp32", "tf32", "float16", "float32", "bfloat16", "精度", "precision", "int8"),
        filler=r"占|每个?|参数|数|浮点数?|格式|位|bits?|format|number|parameter|uses?|takes?|per|with|\+|用|需要?",
        number=r"(?<![\d.])\d{1,2}(?:\.5)?(?![\d.])",
        titled=False,
    ),
    Topic(
        subjects={
            "Adam": r"Adam ?W?(?: ?[/、,和与] ?Adam ?W?)?|NAdam|LAMB",
            "AdaGrad": r"AdaGrad",
            "RMSProp": r"RMS ?Prop",
            "SGD with momentum": r"(?:SGD(?: ?\+ ?| with )?)?(?:momentum|动量(?:法)?)(?: ?SGD)?|SGDM|Nesterov|NAG",
            "Lion": r"Lion",
            "SGD": r"(?:plain |vanilla |普通 ?|朴素 ?)?SGD",
        },
        slots={
            "first moment": r"一阶矩(?:估计)?|first moments?",
            "second moment": r"二阶矩(?:估计)?|second moments?",
            "states of a parameter": r"(?:额外|优化器)?状态(?:量|变量)?|(?:extra |optimi[sz]er )?states?",
        },
        values={
            "yes": r"有|是|✓|✔|√|✅|yes|y",
            "no": r"无|否|没有|✗|✘|❌|no|none|-|—|–",
        },
        truth={
            "Adam": {"first moment": ("yes",), "second moment": ("yes",), "states of a parameter": ("2",)},
            "AdaGrad": {"first moment": ("no",), "second moment": ("yes",), "states of a parameter": ("1",)},
            "RMSProp": {"first moment": ("no",), "second moment": ("yes",), "states of a parameter": ("1",)},
            "SGD with momentum": {
                "first moment": ("yes",),
                "second moment": ("no",),
                "states of a parameter": ("1",),
            },
            "Lion": {"first moment": ("yes",), "second moment": ("no",), "states of a parameter": ("1",)},
            "SGD": {
                "first moment": ("no",),
                "second moment": ("no",),
                "states of a parameter": ("0", "no"),
            },
        },
        source="Polyak, 1964; Duchi, Hazan and Singer, 2011; Kingma and Ba, 2015",
        hints=("moment", "矩", "状态", "state"),
        filler=r"每个?参数|要|需要|保存|存|维护|keeps?|stores?|needs?|per parameter|for every parameter|copies|份|of|both",
        columns={
            "states of a parameter": r"状态.*参数|参数.*状态|每(?:个)?参数|per[ -]param|states?\b|状态(?:量|变量)?(?:数|个数)"
        },
        number=r"(?<![\d.])[0-4](?![\d.])",
        titled=False,
    ),
    Topic(
        subjects={
            "AdaGrad": r"AdaGrad",
            "RMSProp": r"RMS ?Prop",
        },
        slots={
            "takes": r"使用|采用|用|取|uses?|takes?|keeps?|replaces?[^,.;]{0,40} by|改[为成用]|换成|maintains?|做|对"
        },
        values={
            "a moving average": r"(?:an? )?(?:exponential(?:ly)? )?(?:weighted )?(?:moving|running) average|EMA|指数(?:加权)?(?:滑动|移动)?平均|(?:滑动|移动)平均",
            "a sum": r"(?:the |a )?(?:running |cumulative )?sum|accumulat(?:es?|ed|ing)(?: all)?|累加|累积|求和|累计",
        },
        truth={"AdaGrad": {"takes": ("a sum",)}, "RMSProp": {"takes": ("a moving average",)}},
        source="Duchi, Hazan and Singer, 2011; Tieleman and Hinton, 2012",
        hints=("adagrad", "rmsprop"),
        filler=r"(?:历史|过去|所有|全部)*(?:的)?梯度(?:的)?平方|平方梯度|squared gradients?|past|all|of squares|gradients?|历史",
        bare=True,
    ),
    Topic(
        subjects={
            "the forget gate": r"(?:the )?forget gate|遗忘门|\$f_t\$",
            "the input gate": r"(?:the )?input gate|输入门|\$i_t\$",
            "the output gate": r"(?:the )?output gate|输出门|\$o_t\$",
        },
        slots={
            "decides": r"决定(?:了)?|控制(?:着)?|负责|decides?|controls?|determines?|regulates?|how much(?: of)?|what|多少|哪些|有多少|要"
        },
        values={
            "what is kept": r"(?:保留|丢弃|遗忘|忘记|丢掉|舍弃|记住)(?:哪些|多少)?(?:上一(?:时刻|步)的?|旧的?|之前的?|过去的?)*(?:细胞|单元|记忆)?(?:状态|信息|记忆)?|(?:is |to )?(?:kept?|forgotten|forget|discard(?:ed)?|retained?|thrown away|erased?|removed?)(?: (?:of|from) the (?:old|previous|last) (?:cell )?(?:state|memory))?",
            "what is written": r"(?:写入|加入|添加|存入|更新|存储)(?:哪些|多少)?(?:新的?|当前的?)*(?:候选)?(?:信息|内容|记忆|状态)?(?:到|进|入)?(?:细胞|单元|记忆)?(?:状态)?|(?:is |to )?(?:written?|added?|stored?|let in)(?: (?:to|into|in) the cell(?: state)?)?",
            "what is shown": r"(?:输出|暴露)(?:哪些|多少)?(?:信息|内容|记忆)?(?:到|给)?(?:隐藏状态|隐状态)?|(?:is |to )?(?:output|exposed?|shown|emitted|read out)",
        },
        truth={
            "the forget gate": {"decides": ("what is kept",)},
            "the input gate": {"decides": ("what is written",)},
            "the output gate": {"decides": ("what is shown",)},
        },
        source="Gers, Schmidhuber and Cummins, 2000",
        hints=("门", "gate"),
        filler=r"(?:细胞|单元|记忆)状态|cell state|new|old|previous|information|信息|旧|新的?|from|into|上一(?:时刻|步)|候选|candidate|of",
        lasts=True,
    ),
    Topic(
        subjects={
            "the forget gate": r"(?:the )?forget gate|遗忘门|\$f_t\$|\$f_t\s*=\s*(?=[01]\$)",
        },
        slots={
            "1": r"(?:接近|等于|取|为|是|值为|输出)*\s*\$?(?<![\d.])1(?![\d.])\$?|one|ones",
            "0": r"(?:接近|等于|取|为|是|值为|输出)*\s*\$?(?<![\d.])0(?![\d.])\$?|zero|zeros",
        },
        values={
            "keep": r"(?:完全|全部)?(?:保留|记住|记忆)(?:全部|所有)?|keep(?:s|ing)?(?: (?:it|everything|all))?|remember(?:s)?|retain(?:s)?",
            "erase": r"(?:完全|全部)?(?:丢弃|遗忘|忘记|清除|清空|擦除)(?:全部|所有)?|eras(?:e|es|ing)|forget(?:s|ting)?|discard(?:s)?|drop(?:s)?|throw(?:s)? away",
        },
        truth={"the forget gate": {"1": ("keep",), "0": ("erase",)}},
        source="Gers, Schmidhuber and Cummins, 2000",
        hints=("forget", "遗忘"),
        filler=r"表示|意味着|代表|时|means?|close to|near|everything|旧|记忆|信息|细胞状态|the|old|cell|state|输出|接近|when|值|value",
        lasts=True,
    ),
    Topic(
        subjects={
            "an LSTM": r"(?:an? |the )?LSTM(?: ?(?:cell|单元))?s?|长短期记忆(?:网络)?",
            "a GRU": r"(?:an? |the )?GRU(?: ?(?:cell|单元))?s?|门控循环单元",
        },
        slots={"gates": r"(?:个)?门(?:控(?:单元)?)?(?!控循环)|gates?"},
        values={
            "2": r"2|两|二|two",
            "3": r"3|三|three",
            "4": r"4|四|four",
            "1": r"(?<![\d])1|一(?=个门)|one|single",
        },
        truth={"an LSTM": {"gates": ("3", "4")}, "a GRU": {"gates": ("2",)}},
        source="Hochreiter and Schmidhuber, 1997; Cho et al., 2014",
        hints=("lstm", "gru", "长短期", "门控循环"),
        filler=r"有|含|包含|has|uses?|with|只有",
    ),
    Topic(
        subjects={"a GRU": r"(?:an? |the )?GRU(?: ?(?:cell|单元))?s?|门控循环单元"},
        slots={
            "parameters": r"(?:of )?(?:the |an? )?(?:same[- ]sized? )?LSTM(?:'s|’s)?(?: ?的)?(?: ?(?:parameters?|params|weights|参数(?:量)?))?|(?:parameters?|params|weights|参数(?:量)?)(?: (?:of|as) (?:the |an? )?LSTM)?"
        },
        values={},
        truth={"a GRU": {"parameters": ("3/4", "75%", "0.75", "frac34", "frac{3}{4}", "四分之三")}},
        source="Cho et al., 2014: three blocks of weights against four",
        hints=("gru", "门控循环"),
        filler=r"约|大约|only|about|of|the|同样大小|同尺寸|have|needs?|uses?|\$|是|为",
        number=r"\d/\d|\d+(?:\.\d+)?\s*\\?%|0\.\d+|\\[dt]?frac(?:\{\d\}\{\d\}|\d\d)|[一二三四五]分之[一二三四五]",
    ),
    Topic(
        subjects={
            "a causal mask": r"(?:the |a )?(?:causal|look[- ]ahead|autoregressive) mask(?:ing)?|因果(?:掩码|遮罩|mask)|(?:causal|因果)(?:自)?注意力|causal (?:self[- ])?attention"
        },
        slots={
            "shows": r"只?(?:能|可以?|允许)?(?:够)?(?:看到|看见|看|关注|注意到?|访问)|(?:may |can |could )?(?:only )?(?:sees?|attends?(?: only)? to|looks? at)|lets?[^,.;]{0,30}(?:see|attend to)",
            "hides": r"(?:屏蔽|遮住|遮挡|遮盖|掩盖|掩码?|mask|盖住)(?:掉|了|的是)*|mask(?:s|ed)?(?: out)?|hides?|blocks?|(?:不能|无法|看不到|不允许)(?:看到|关注|访问)?|cannot (?:see|attend to)",
        },
        values={
            "the future": r"\$?j\s*(?:>|\\gt|\\geq?|≥|>=)\s*i\$?|(?:未来|之后|后面|以后|右边|后续)的?(?:位置|词|单词|token|词元|信息|内容)*|(?:later|future|following|subsequent)(?: (?:positions?|tokens?|words?))?|(?:the )?(?:tokens? )?to the right|(?:主对角线?以?上(?:的)?)?(?:严格)?上三角(?:部分)?|(?:the )?(?:strictly )?upper triang(?:le|ular part)",
            "the past": r"\$?j\s*(?:<|\\lt|\\leq?|≤|<=)\s*i\$?|(?:自己|自身|当前(?:位置)?)?(?:和|及|以及|与)?(?:它|自己|其)?(?:之前|前面|过去|以前|左边)的?(?:位置|词|单词|token|词元|信息|内容)*|(?:itself and )?(?:earlier|past|previous|preceding)(?: (?:positions?|tokens?|words?))?(?: and itself)?|(?:the )?(?:tokens? )?to the left|下三角(?:部分)?|(?:the )?lower triang(?:le|ular part)",
        },
        truth={"a causal mask": {"shows": ("the past",), "hides": ("the future",)}},
        source="Vaswani et al., 2017, section 3.2.3",
        hints=("causal", "因果", "look-ahead", "look ahead"),
        filler=r"第?\s*\$?i\$?\s*(?:个|行)?(?:位置|token|词)?|位置|(?:each|every|a|the) (?:token|position|query)|position|token|query|查询|decoder|解码器(?:里|中)?|每个?|自己|itself|部分|只|的是|处|让",
        lasts=True,
    ),
    Topic(
        subjects={"the mask": r"(?:the |attention |注意力)*(?:掩码|遮罩|mask)(?!ed)"},
        slots={
            "is put": r"加(?:在|到|于)?|施加(?:在|于)?|应用(?:在|于)?|作用(?:在|于)?|(?:is |be )?(?:added|applied|put|used)|放在|发生在"
        },
        values={
            "before the softmax": r"softmax ?(?:操作|运算|函数)?(?:之|以)?前(?:的)?(?:分数|logits)?|before (?:the )?softmax",
            "after the softmax": r"softmax ?(?:操作|运算|函数)?(?:之|以)?后(?:的)?(?:权重)?|after (?:the )?softmax",
        },
        truth={"the mask": {"is put": ("before the softmax",)}},
        source="Vaswani et al., 2017, section 3.2.3",
        hints=("mask", "掩码", "遮罩"),
        filler=r"在|到|分数|scores?|logits|要|需要|must|should|注意力|the",
        titled=False,
    ),
    Topic(
        subjects={
            "the score of a masked position": r"(?:padding|填充|pad|被?(?:掩码|掩盖|屏蔽|遮住|遮盖|mask)(?:掉|的)*|未来|masked|future|padded)(?: ?(?:的)?(?:位置|token|词|positions?|tokens?))?的?(?:注意力)?(?:分数|得分|打分|scores?|logits?)|(?:the )?(?:scores?|logits?) (?:of|at|for) (?:the )?(?:padding|masked|future|padded|pad)(?: positions?| tokens?)?",
        },
        slots={
            "is set to": r"设(?:置)?(?:为|成)|置(?:为|成)|赋(?:值)?为|填(?:充)?(?:为|成)|变(?:为|成)|改(?:为|成)|加(?:上)?|(?:is |are )?(?:set|filled|replaced|masked)(?: to| with| by)|become|getting"
        },
        values={
            "minus infinity": r"(?:一个)?(?:很大的负数|极小值|负无穷(?:大)?)|\$?-\s*(?:\\infty|∞|\\inf)\$?|-\s*inf|\$?-\s*(?:1e9|10\^9|10\^\{?9\}?)\$?|(?:minus|negative) infinity|a large negative number",
            "zero": r"\$?(?<![\d.])0(?![\d.])\$?|零|zero",
            "one": r"\$?(?<![\d.])1(?![\d.e])\$?|one",
            "plus infinity": r"\$?\+?\s*(?:\\infty|∞)\$?|正?无穷(?:大)?|(?:plus )?infinity",
        },
        truth={"the score of a masked position": {"is set to": ("minus infinity",)}},
        source="Vaswani et al., 2017, section 3.2.3",
        hints=("mask", "掩", "padding", "屏蔽", "遮"),
        filler=r"softmax ?(?:之)?前|before (?:the )?softmax|在|全部|都|一律|全|都要|然后|填充掩码|padding mask",
        bare=True,
        titled=False,
    ),
    Topic(
        subjects={
            "a semi-hard negative": r"(?:a )?semi[- ]?hard(?: negatives?| triplets?)?|半(?:困难|难)(?:负?样本|三元组|负例)?",
            "a hard negative": r"(?:a )?hard(?: negatives?| triplets?)?|(?:困难|难)(?:负?样本|三元组|负例)?",
            "an easy negative": r"(?:an )?easy(?: negatives?| triplets?)?|(?:简单|容易)(?:负?样本|三元组|负例)?",
        },
        slots={"means": r"满足|条件(?:是|为)?|satisf(?:y|ies)|condition|when|if|where"},
        values={
            "d(a,p) < d(a,n) < d(a,p) + m": rf"\$?\s*(?:{_DP}){_LESS}(?:{_DN}){_LESS}(?:{_DP}){_M}\s*\$?",
            "d(a,n) > d(a,p) + m": rf"\$?\s*(?:(?:{_DN}){_MORE}(?:{_DP}){_M}|(?:{_DP}){_M}{_LESS}(?:{_DN}))\s*\$?",
            "d(a,n) < d(a,p) + m": rf"\$?\s*(?:(?:{_DN}){_LESS}(?:{_DP}){_M}|(?:{_DP}){_M}{_MORE}(?:{_DN}))\s*\$?",
            "d(a,n) < d(a,p)": rf"\$?\s*(?:(?:{_DN}){_LESS}(?:{_DP})|(?:{_DP}){_MORE}(?:{_DN}))\s*\$?",
            "d(a,n) > d(a,p)": rf"\$?\s*(?:(?:{_DN}){_MORE}(?:{_DP})|(?:{_DP}){_LESS}(?:{_DN}))\s*\$?",
        },
        truth={
            "a hard negative": {"means": ("d(a,n) < d(a,p)",)},
            "a semi-hard negative": {"means": ("d(a,p) < d(a,n) < d(a,p) + m",)},
            "an easy negative": {"means": ("d(a,n) > d(a,p) + m",)},
        },
        source="Schroff, Kalenichenko and Philbin, 2015, section 3.2",
        hints=("hard", "easy", "难", "简单"),
        filler=r"when|if|满足|即|的|是|\$|条件|loss is zero|negatives?",
        columns={"means": r"条件|condition|definition|定义|关系|不等式"},
        bare=True,
    ),
    Topic(
        subjects={
            "a spectral norm below 1": r"(?:the )?(?:largest |leading |最大)?(?:singular values?|eigenvalues?|spectral (?:radius|norm)|奇异值|特征值|谱半径|谱范数)(?: ?of (?:the )?(?:\$?W(?:_\{?[hr]*h?\}?)?\$?|recurrent (?:weight )?matrix))?\s*(?:都|均|的模)?(?:is|are|小于|低于|<|below|stays)\s*(?:below|less than|smaller than|under|<)?\s*\$?1\$?",
        },
        slots={"makes the gradient": r"梯度|gradients?"},
        values={
            "vanish": r"(?:指数级?地?)?(?:消失|衰减|趋于零|趋于 ?0)|vanish(?:es|ing)?|decays?|shrinks?|dies? out",
            "explode": r"(?:指数级?地?)?(?:爆炸|增长|发散)|explod(?:es?|ing)|blows? up|grows?",
        },
        truth={"a spectral norm below 1": {"makes the gradient": ("vanish",)}},
        source="Pascanu, Mikolov and Bengio, 2013, section 2.1",
        hints=("singular", "eigenvalue", "spectral", "奇异值", "特征值", "谱"),
        filler=r"\$?W(?:_\{?[hr]*h?\}?)?\$?|若|如果|当|if|when|\$?t\s*-\s*k\$?|\$?T\$?|exponentially|指数级?地?|随|时间|步数?|必然|一定|循环矩阵|权重矩阵|the recurrent matrix|quickly|fast|with",
        bare=True,
        titled=False,
    ),
    Topic(
        subjects={
            "pre-LN": r"pre[- ]?(?:LN|norm(?:ali[sz]ation)?|layer ?norm)|前置归一化",
            "post-LN": r"post[- ]?(?:LN|norm(?:ali[sz]ation)?|layer ?norm)|后置归一化",
        },
        slots={
            "normalises": r"归一化|LayerNorm|LN|layer norm|normali[sz]es?|normali[sz]ation|放在|位于|在|(?:is )?(?:placed|applied|put)"
        },
        values={
            "before the sublayer": r"(?:每个?)?(?:子层|注意力|残差分支|sub ?layer)(?:的)?(?:之|以)?(?:前|输入)|before (?:the |each |every )?(?:sub ?layers?|attention|residual branch)|the (?:sub ?layer's )?input",
            "after the addition": r"(?:残差)?(?:相加|连接|求和|加法)(?:之|以)?后|after (?:the |each )?(?:residual )?(?:addition|connection|sum|residual)|(?:子层|sub ?layer)(?:之|以)?后|after (?:the |each |every )?sub ?layers?",
        },
        truth={
            "pre-LN": {"normalises": ("before the sublayer",)},
            "post-LN": {"normalises": ("after the addition",)},
        },
        source="Xiong et al., 2020",
        hints=(
            "pre-ln",
            "post-ln",
            "pre-norm",
            "post-norm",
            "前置归一",
            "后置归一",
            "pre ln",
            "post ln",
            "prenorm",
        ),
        filler=r"layer ?norm|LN|先|做|再|归一化|进行|放|残差|the|输入|of",
        bare=True,
    ),
    Topic(
        subjects={
            "ResNet-50": r"ResNet[- ]?(?:50|101|152)(?:[/、,和与及]\s*(?:ResNet[- ]?)?(?:50|101|152))*",
            "ResNet-18": r"ResNet[- ]?(?:18|34)(?:(?:[/、,和与及]|\s*and\s*)\s*(?:ResNet[- ]?)?(?:18|34))*",
        },
        slots={"is built of": r"使用|采用|用|由|uses?|(?:is |are )?(?:built|made) (?:of|from)|consists? of"},
        values={
            "bottlenecks": r"(?:the )?bottlenecks?(?: blocks?)?|瓶颈(?:块|结构|模块|残差块)?",
            "basic blocks": r"(?:the )?basic ?blocks?|基本(?:残差)?(?:块|模块)",
        },
        truth={
            "ResNet-50": {"is built of": ("bottlenecks",)},
            "ResNet-18": {"is built of": ("basic blocks",)},
        },
        source="He et al., 2016, table 1",
        hints=("resnet",),
        filler=r"组成|构成|of two 3x3 convolutions|blocks?|残差块",
        bare=True,
    ),
    Topic(
        subjects={
            "Xavier initialisation": r"(?:Xavier|Glorot)(?: ?(?:初始化|initiali[sz]ation))?",
            "He initialisation": r"(?<![A-Za-z])(?:He|Kaiming)(?: ?(?:初始化|initiali[sz]ation))|Kaiming",
        },
        slots={
            "is for": r"适(?:合|用于|用|配)|用于|针对|配合|搭配|suits?|(?:is )?(?:suited|meant|designed|made|used|derived)(?: for)?|for|goes with|fits"
        },
        values={
            "ReLU": r"(?:Leaky ?)?ReLU(?:s| ?系)?(?: ?(?:激活)?(?:函数)?| networks?| units?| activations?)?",
            "tanh or sigmoid": r"tanh(?: ?(?:[/、和与或,]|or|and) ?sigmoid)?|sigmoid(?: ?(?:[/、和与或,]|or|and) ?tanh)?|(?:symmetric|对称)(?:的)?(?:激活(?:函数)?|activations?)",
        },
        truth={
            "Xavier initialisation": {"is for": ("tanh or sigmoid",)},
            "He initialisation": {"is for": ("ReLU",)},
        },
        source="Glorot and Bengio, 2010; He et al., 2015",
        hints=("xavier", "glorot", "kaiming", "he "),
        filler=r"激活(?:函数)?|网络|层|activations?|networks?|layers?|等|的",
        bare=True,
    ),
    Topic(
        subjects={
            "B of LoRA": r"(?:矩阵|matrix)? ?\$?(?<![A-Za-z])B(?:\s*\\in\s*[^$]{1,60})?\$?",
            "A of LoRA": r"(?:矩阵|matrix)? ?\$?(?<![A-Za-z])A(?:\s*\\in\s*[^$]{1,60})?\$?",
        },
        slots={
            "starts": r"初始化|初始|起始|(?:is )?(?:initiali[sz]ed|init)(?: (?:to|at|with|as|by|from))?|starts?(?: (?:at|as|from))?"
        },
        values={
            "at zero": r"(?:全)?(?:零|0)(?:矩阵)?|zeros?",
            "at random": r"(?:随机)?(?:高斯|正态)(?:分布|随机)?|随机|random(?:ly)?|(?:a )?gaussian(?: noise)?|kaiming(?: uniform)?",
        },
        truth={"B of LoRA": {"starts": ("at zero",)}, "A of LoRA": {"starts": ("at random",)}},
        source="Hu et al., 2022, section 4.1",
        hints=("lora",),
        filler=r"LoRA|用|采用|全|为|成|with|all|at|values?|分布|\$",
        titled=False,
    ),
)
"""The topics of this field."""
