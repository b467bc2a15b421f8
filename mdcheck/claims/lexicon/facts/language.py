"""What language models are made of and trained for."""

from mdcheck.claims.lexicon.facts.topic import Topic

_CONTEXT = (
    r"上下文(?:的?(?:单词|词语?))?|(?:周围|周边|邻近|前后|附近)的?(?:单词|词语?|上下文)?|"
    r"(?:surrounding|context|neighbou?ring|nearby)(?: words?)?(?: words?)?|(?:word's )?contexts?"
)
_CENTRE = r"(?:中心|目标|当前|中间)的?(?:单词|词语?)|cent(?:er|re|ral)(?: word)?|(?:target|current|middle)(?: word)?"

TOPICS = (
    Topic(
        subjects={
            "CBOW": r"CBOW(?:模型)?|(?:连续)?词袋模型CBOW|continuous bag of words",
            "skip-gram": r"skip[ -]?gram(?:模型)?|跳字模型|跳元模型",
        },
        slots={
            "output": r"预测|输出(?:是|为)?|predicts?|predicting|outputs?|to predict|guesses",
            "input": r"根据|通过|利用|使用|用|由|给定|基于|从|输入(?:是|为)?|from|given|using|uses?|based on|takes?|inputs?(?: is)?|conditioned on|on the basis of",
        },
        values={"the context": _CONTEXT, "the centre word": _CENTRE},
        truth={
            "CBOW": {"output": ("the centre word",), "input": ("the context",)},
            "skip-gram": {"output": ("the context",), "input": ("the centre word",)},
        },
        source="Mikolov et al., 2013",
        hints=("cbow", "skip", "跳字", "跳元", "bag"),
        filler=r"词|words?|as input|as inputs|作为?输入|作输入|推断|出",
        directed=True,
    ),
    Topic(
        subjects={
            "BERT": r"(?<![A-Za-z])BERT(?!score)|RoBERTa",
            "GPT": r"GPT(?:-?[1-4])?",
        },
        slots={
            "part": r"使用|采用|用|基于|只有|仅有|由|属于|uses?|based on|built on|consists? of|is|are|stacks?|employs"
        },
        values={
            "the encoder": r"(?:(?:Transformer|transformer) ?的?)?(?:only the )?编码器(?:部分|结构|堆叠|架构)?|(?:transformer )?encoders?(?: (?:only|stack|part|blocks?|layers?))?",
            "the decoder": r"(?:(?:Transformer|transformer) ?的?)?(?:only the )?解码器(?:部分|结构|堆叠|架构)?|(?:transformer )?decoders?(?: (?:only|stack|part|blocks?|layers?))?",
        },
        truth={"BERT": {"part": ("the encoder",)}, "GPT": {"part": ("the decoder",)}},
        source="Devlin et al., 2019; Radford et al., 2018",
        hints=("bert", "gpt"),
        filler=r"Transformer|transformer|只|仅|only|部分|结构|堆叠|架构|单纯|stack|architecture|layers",
        bare=True,
    ),
    Topic(
        subjects={
            "BERT": r"(?<![A-Za-z])BERT(?!score)",
            "GPT": r"GPT(?:-?[1-4])?",
        },
        slots={"reads": r"是|使用|采用|属于|is|are|uses?"},
        values={
            "both ways": r"双向(?:的)?(?:语言模型|编码|注意力)?|bidirectional(?: attention| context)?",
            "left to right": r"单向(?:的)?(?:语言模型|注意力)?|自回归(?:的)?(?:语言模型)?|unidirectional|autoregressive|left to right|causal(?: attention)?",
        },
        truth={"BERT": {"reads": ("both ways",)}, "GPT": {"reads": ("left to right",)}},
        source="Devlin et al., 2019; Radford et al., 2018",
        hints=("bert", "gpt"),
        filler=r"Transformer|transformer|language|语言|预训练|pre trained|attention",
        bare=True,
    ),
    Topic(
        subjects={"BPE": r"BPE(?:算法)?|byte pair encoding|字节对编码"},
        slots={
            "merges": r"合并|merges?|merging",
        },
        values={
            "the most frequent pair": r"(?:出现)?(?:频率|频次|次数)?最(?:高|频繁|常见|多)(?:出现)?的?(?:相邻)?(?:的)?(?:符号|字符|字节|子词|词元)?对?|most (?:frequent|common)(?: adjacent)?(?: (?:symbol|byte|token|character))?(?: pairs?)?",
            "the least frequent pair": r"(?:出现)?(?:频率|频次|次数)?最(?:低|少|罕见)(?:出现)?的?(?:相邻)?(?:的)?(?:符号|字符|字节|子词|词元)?对?|least (?:frequent|common)(?: adjacent)?(?: (?:symbol|byte|token|character))?(?: pairs?)?|rarest(?: pairs?)?",
        },
        truth={"BPE": {"merges": ("the most frequent pair",)}},
        source="Sennrich, Haddow and Birch, 2016",
        hints=("bpe", "byte", "字节对"),
        filler=r"每次|每一步|迭代|反复|不断|语料|相邻|符号|字符|iteratively|repeatedly|always|each step|adjacent|pair|pairs|symbols|两个|at|step",
    ),
    Topic(
        subjects={"BERT": r"(?<![A-Za-z])BERT(?!score)", "GPT": r"GPT(?:-?[1-4])?"},
        slots={
            "is trained for": r"预训练(?:任务|目标)?(?:是|为|包括)?|使用|采用|用|训练|(?:is )?(?:pre ?)?trained (?:with|by|on|for)|uses?"
        },
        values={
            "masked words": r"(?:掩码|遮蔽|遮盖|完形填空)(?:语言)?(?:模型|建模)?(?:任务)?|MLM|masked language model(?:l?ing)?|masked tokens?",
            "the next word": r"(?:自回归|因果)(?:语言)?(?:模型|建模)|预测下一个(?:词|token|词元|单词)|CLM|(?:next (?:token|word) prediction)|(?:causal|autoregressive) language model(?:l?ing)?|predicting the next (?:token|word)",
        },
        truth={"BERT": {"is trained for": ("masked words",)}, "GPT": {"is trained for": ("the next word",)}},
        source="Devlin et al., 2019; Radford et al., 2018",
        hints=("bert", "gpt"),
        filler=r"预训练|任务|目标|objective|task|tasks|pre ?training|语言模型",
        bare=True,
    ),
    Topic(
        subjects={
            "LLaMA": r"LLaMA(?:-?[123])?",
            "BERT": r"(?<![A-Za-z])BERT(?!score)",
            "the original Transformer": r"(?:原始|最初)(?:的)?Transformer|(?:the )?original transformer",
        },
        slots={"uses": r"使用|采用|用|uses?|employs|adopts"},
        values={
            "RMSNorm": r"RMS ?Norm",
            "LayerNorm": r"Layer ?Norm(?:alization)?|层归一化",
            "rotary positions": r"RoPE|旋转位置(?:编码|嵌入)|rotary(?: position(?:al)?)?(?: embeddings?| encodings?)?",
            "sinusoidal positions": r"(?:正弦|正余弦|三角函数)(?:位置)?(?:编码)?|sinusoidal(?: position(?:al)?)?(?: embeddings?| encodings?)?",
            "learned positions": r"(?:可学习|学习(?:得到|到))的?(?:绝对)?位置(?:编码|嵌入)|learned position(?:al)?(?: embeddings?| encodings?)?",
            "ReLU": r"ReLU",
            "GELU": r"GELU",
            "SwiGLU": r"SwiGLU",
        },
        truth={
            "LLaMA": {"uses": ("RMSNorm", "rotary positions", "SwiGLU")},
            "BERT": {"uses": ("LayerNorm", "learned positions", "GELU")},
            "the original Transformer": {"uses": ("LayerNorm", "sinusoidal positions", "ReLU")},
        },
        source="Vaswani et al., 2017; Devlin et al., 2019; Touvron et al., 2023",
        hints=("llama", "bert", "transformer"),
        filler=r"激活(?:函数)?|归一化|位置编码|activation|normali[sz]ation|positional encoding|函数",
    ),
    Topic(
        subjects={
            "masked language modelling": r"MLM|masked language model(?:l?ing)?|(?:掩码|遮蔽)语言(?:模型|建模)",
        },
        slots={
            "[MASK]": r"(?:换成|替换(?:为|成)|变成|用|(?:are |is |get )?(?:replaced|swapped)(?: by| with| for)?|become|turned into)? ?(?:the |a )?`?\[MASK\]`?(?: ?(?:token|标记|符号))?(?:替换)?",
            "a random word": r"(?:换成|替换(?:为|成)|变成|用|(?:are |is |get )?(?:replaced|swapped)(?: by| with| for)?|become|turned into)? ?(?:an? )?(?:随机(?:的)?(?:其他)?(?:词|token|单词|词元)(?:替换)?|random (?:token|word)s?)",
            "itself": r"(?:保持)?(?:原词)?不变|保留(?:原词|不变)?|(?:are |is |stay |remain )?(?:kept |left )?(?:unchanged|as they are|as is|the same)|keep the original",
            "chosen": r"(?:随机)?(?:选(?:择|取|中|出)?|挑(?:选)?|抽取)|(?:randomly )?(?:selects?(?:ed)?|chosen|chooses?|picks?(?:ed)?)",
        },
        values={},
        truth={
            "masked language modelling": {
                "chosen": ("15%", "0.15"),
                "[MASK]": ("80%", "0.8", "12%"),
                "a random word": ("10%", "0.1", "1.5%"),
                "itself": ("10%", "0.1", "1.5%"),
            }
        },
        source="Devlin et al., 2019, section 3.1",
        hints=("mlm", "masked language", "语言模型", "语言建模"),
        filler=r"其中|剩下|余下|另外?|的|tokens?|词元?|输入|位置|单词|of (?:the |all |these )?(?:tokens?|words?|positions?)|these|them|the rest|概率|with probability|约|随机|randomly",
        number=r"\d+(?:\.\d+)?\s*\\?%|0\.\d+",
    ),
    Topic(
        subjects={
            "BPE": r"BPE|byte[ -]pair encoding|字节对编码",
            "WordPiece": r"Word ?Piece",
            "Unigram": r"Unigram(?: ?LM| language model)?|一元(?:语言)?模型",
        },
        slots={"is used by": r"(?:is )?used (?:by|in)|用于|代表(?:模型)?|被|examples?"},
        values={
            "BERT": r"BERT",
            "GPT-2": r"GPT(?:-?[234])?(?:[、,/和]\s*(?:RoBERTa|LLaMA|GPT-?[234]?))*|RoBERTa",
            "T5": r"T5(?:[、,/和]\s*(?:XLNet|ALBERT|mBART))*|XLNet|ALBERT",
        },
        truth={
            "BPE": {"is used by": ("GPT-2",)},
            "WordPiece": {"is used by": ("BERT",)},
            "Unigram": {"is used by": ("T5",)},
        },
        source="Radford et al., 2019; Devlin et al., 2019; Kudo, 2018",
        hints=("wordpiece", "bpe", "unigram"),
        filler=r"等|使用|采用|分词|tokeni[sz]er",
        columns={"is used by": r"模型|model|used|代表|example"},
        titled=False,
    ),
    Topic(
        subjects={
            "the encoder-decoder": r"T5|BART|(?:原始|最初)(?:的)? ?Transformer|(?:the )?original transformer",
            "the encoder": r"(?<![A-Za-z])BERT(?!score)|RoBERTa|ALBERT|ELECTRA|ViT",
            "the decoder": r"GPT(?:-?[1-4])?|LLaMA(?:-?[123])?",
        },
        slots={"is": r"是|为|使用|采用|只用|只有|is|are|uses?|has|架构|结构|architecture"},
        values={
            "encoder and decoder": r"编码器(?:[-–—加+和与、及]|\s)+解码器|编解码器?|encoder[ \-–—/+]*(?:and )?decoder|seq2seq",
            "encoder only": r"(?:仅|只有?|纯)编码器|encoder[ -]only|only (?:the |an )?encoder",
            "decoder only": r"(?:仅|只有?|纯)解码器|decoder[ -]only|only (?:the |a )?decoder",
        },
        truth={
            "the encoder-decoder": {"is": ("encoder and decoder",)},
            "the encoder": {"is": ("encoder only",)},
            "the decoder": {"is": ("decoder only",)},
        },
        source="Raffel et al., 2020; Lewis et al., 2020; Devlin et al., 2019; Radford et al., 2018",
        hints=("t5", "bart", "bert", "gpt", "llama", "vit", "transformer", "electra"),
        filler=r"架构|结构|模型|Transformer|transformer|architecture|部分|典型|类",
        bare=True,
        titled=False,
    ),
)
