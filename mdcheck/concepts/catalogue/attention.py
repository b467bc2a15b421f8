"""Definitions of attention and of what is built from it. Source: Vaswani et al., 2017."""

from mdcheck.concepts.definitions import Definition, Form

TOKENS = "Q~Q q, K~K k: real n d; V~V v: real n e"

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
                TOKENS,
                r"\operatorname{softmax}\left(Q K^T\right) V",
                convention="scale: none",
                bearing="silent",
            ),
        ),
        canonical="impl.attention.dot_product.scaled_dot_product_attention",
        order="Q K V",
    ),
)
