"""Attention: scores, weights, masks, heads, and attention as pooling."""

from impl.attention.additive import additive_attention, additive_score
from impl.attention.bert import (
    BertParameters,
    BertSelfAttention,
    attention_parameters,
    bert_parameters,
    embedding_parameters,
    feed_forward_parameters,
    layer_norm_parameters,
)
from impl.attention.dot_product import (
    cross_attention,
    dot_product_variance,
    dot_score,
    scaled_dot_product_attention,
    scaled_dot_score,
    score_scale,
    self_attention,
)
from impl.attention.local import gaussian_local_attention, local_attention, local_mask, predicted_position
from impl.attention.masks import additive_mask, causal_mask, padding_mask
from impl.attention.multi_head import (
    MultiHeadAttention,
    concatenated_heads,
    merge_heads,
    multi_head_attention,
    split_heads,
)
from impl.attention.multiplicative import (
    bilinear_attention,
    bilinear_score,
    concat_score,
    multiplicative_attention,
)
from impl.attention.pooling import (
    average_pooling,
    gaussian_attention_pooling,
    gaussian_kernel,
    nadaraya_watson,
)
from impl.attention.rotary import rotary_encoding
from impl.attention.soft_hard import hard_attention, relu_attention, soft_attention
from impl.attention.weights import hard_weights, relu_weights, softmax_weights

__all__ = [
    "BertParameters",
    "BertSelfAttention",
    "MultiHeadAttention",
    "additive_attention",
    "additive_mask",
    "additive_score",
    "attention_parameters",
    "average_pooling",
    "bert_parameters",
    "bilinear_attention",
    "bilinear_score",
    "causal_mask",
    "concat_score",
    "concatenated_heads",
    "cross_attention",
    "dot_product_variance",
    "dot_score",
    "embedding_parameters",
    "feed_forward_parameters",
    "gaussian_attention_pooling",
    "gaussian_kernel",
    "gaussian_local_attention",
    "hard_attention",
    "hard_weights",
    "layer_norm_parameters",
    "local_attention",
    "local_mask",
    "merge_heads",
    "multi_head_attention",
    "multiplicative_attention",
    "nadaraya_watson",
    "padding_mask",
    "predicted_position",
    "relu_attention",
    "relu_weights",
    "rotary_encoding",
    "scaled_dot_product_attention",
    "scaled_dot_score",
    "score_scale",
    "self_attention",
    "soft_attention",
    "softmax_weights",
    "split_heads",
]
