"""Definitions of attention and of what is built from it. Source: Vaswani et al., 2017."""

from mdcheck.concepts.definitions import Definition, Form, over_time

POSITION = "p~pos p t: total; i~i k j: count; d~d d_model: total"
SINE = r"\sin(\frac{p}{10000^{2 i / d}})"
COSINE = r"\cos(\frac{p}{10000^{2 i / d}})"
TOKENS = "Q~Q q, K~K k: real n d; V~V v: real n e"


def components(place: str) -> str:
    """Left sides of a component of an encoding: ``PE_(pos,2i)``, ``PE_t,2k``."""
    spelled = ("PE_({p},{c})", "PE({p},{c})", "PE_{p},{c}", "PE_{p}{c}", "PE_{p}^({c})")
    return " ".join(
        text.format(p=position, c=place.format(index))
        for text in spelled
        for position in ("pos", "p", "t", "k", "i", "m", "n")
        for index in "ijk"
    )


DEFINITIONS = (
    Definition(
        "scaled dot-product attention",
        "attention, self-attention, 缩放点积注意力, 自注意力, 注意力机制, 自注意力机制, 点积注意力",
        "Attention(,,) attention(,,) Attn(,,) SelfAttention(,,) softattention(,,)",
        (
            Form(f"{TOKENS}; s: positive", r"\operatorname{softmax}\left(\frac{Q K^T}{\sqrt{s}}\right) V"),
            Form(
                f"{TOKENS}; s: positive; M: real n n",
                r"\operatorname{softmax}\left(\frac{Q K^T}{\sqrt{s}} + M\right) V",
            ),
            Form(
                f"{TOKENS}; s: positive; B~B: real n n",
                r"\operatorname{softmax}\left(\frac{Q K^T + B}{\sqrt{s}}\right) V",
            ),
            Form(
                "q: real d; K~K k: real n d; V~V v: real n e; s: positive",
                r"\operatorname{softmax}\left(\frac{K q}{\sqrt{s}}\right)^T V",
                convention="queries: one",
            ),
            Form(
                TOKENS,
                r"\operatorname{softmax}\left(Q K^T\right) V",
                convention="scale: none",
                bearing="silent",
            ),
        ),
        canonical="impl.attention.dot_product.scaled_dot_product_attention",
        order="Q K V",
    ),
    Definition(
        "additive attention score",
        "additive score, Bahdanau score, additive attention, Bahdanau attention, 加性注意力, 加性打分, 加性打分函数, 加性模型",
        "",
        (
            Form(
                "w~w v: real h; W~W W_q W_1: real h d; U~U W_k W_2: real h e; q~q s x: real d; k~k h q: real e",
                r"w^T \tanh(W q + U k)",
            ),
            Form(
                "w~w v: real h; W~W W_a: real h d; q~=joined: real d",
                r"w^T \tanh(W q)",
                convention="input: concatenated",
            ),
        ),
    ),
    Definition(
        "scaled dot-product score",
        "scaled dot score, 缩放点积打分, 缩放点积模型, 缩放点积",
        "",
        (
            Form("q, k: real d; s: positive", r"\frac{q^T k}{\sqrt{s}}"),
            Form("q, k: real d", r"\frac{q^T k}{\sqrt{d}}"),
        ),
        canonical="impl.attention.dot_product.scaled_dot_score",
    ),
    Definition(
        "bilinear score",
        "bilinear attention score, Luong general, 双线性打分, 双线性打分函数, 双线性模型",
        "",
        (Form("q: real d; W: real d e; k: real e", r"q^T W k"),),
    ),
    Definition(
        "sinusoidal positional encoding",
        "positional encoding, sinusoidal position encoding, position encoding, 位置编码, 正弦位置编码, 正余弦位置编码",
        "PE(,) PE PE_(,) PE() PE_()",
        (Form(POSITION, SINE), Form(POSITION, COSINE, convention="component: odd")),
        canonical="impl.attention.positions.sinusoidal_encoding",
    ),
    Definition(
        "even component of the positional encoding",
        "",
        components("2{}"),
        (Form(POSITION, SINE),),
        confused=("odd component of the positional encoding",),
    ),
    Definition(
        "odd component of the positional encoding",
        "",
        components("2{}+1"),
        (Form(POSITION, COSINE),),
        confused=("even component of the positional encoding",),
    ),
    Definition(
        "attention context",
        "context vector, 上下文向量, 语境向量",
        f"{over_time('c C')} c_i C_i",
        (Form("a~alpha a A: real m; h~h v H V: real m", r"\sum_j a_j h_j"),),
        topics="Bahdanau, additive attention, 加性注意力, encoder decoder attention, seq2seq, Luong",
    ),
    Definition(
        "attention weights",
        "attention weight, alignment weights, 注意力权重, 注意力分布, 对齐权重",
        "",
        (
            Form("s: real n m", r"\frac{\exp(s_{ij})}{\sum_k \exp(s_{ik})}"),
            Form("s: real m", r"\frac{\exp(s_j)}{\sum_k \exp(s_k)}"),
            Form(
                "q, k: real n d; c: positive",
                r"\frac{\exp(q_i \cdot k_j / c)}{\sum_l \exp(q_i \cdot k_l / c)}",
            ),
        ),
        canonical="impl.attention.weights.softmax_weights",
    ),
)
