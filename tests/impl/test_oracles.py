"""No canonical concept goes without an oracle: docs/oracles.md says what each is held against."""

from tools.oracles import ROOT, held, table

HELD = held()
BY_HAND = {
    "attention.dot_product": "score_scale",
    "attention.local": "gaussian_local_attention local_attention local_mask predicted_position",
    "attention.masks": "additive_mask",
    "attention.multi_head": "concatenated_heads merge_heads split_heads",
    "attention.pooling": "average_pooling",
    "attention.soft_hard": "soft_attention",
    "attention.weights": "softmax_weights",
    "attention.positions": "sinusoidal_encoding",
    "attention.rotary": "rotary_encoding",
    "calculus": "chain_rule product_rule quotient_rule sum_rule",
    "decoding": "nucleus_filtered top_k_filtered",
    "embeddings.word2vec": "noise_distribution",
    "impurity": "gini_impurity",
    "likelihood": "bernoulli_maximum_likelihood",
    "linear_algebra": (
        "change_of_basis coordinates hadamard linear_map scale_columns scale_rows similar_matrix"
    ),
    "losses.overlap": "box_iou",
    "losses.preference": "ppo_loss",
    "metrics.perplexity": "perplexity",
    "optimizers.average": "moving_average",
    "optimizers.gradient_descent": "minibatches",
    "optimizers.momentum": "momentum_classical",
    "optimizers.nadam": "nadam_constant",
    "regression": "ridge_objective",
    "regularization": "l1_penalty",
    "tensors": "repeat_interleave",
    "tokenization.bpe": "decode_bpe encode_bpe train_bpe",
    "tokenization.merging": "merge",
    "tokenization.unigram": "encode_unigram expected_counts log_likelihood maximize train_unigram",
    "tokenization.wordpiece": "encode_wordpiece pair_score train_wordpiece",
}
"""Concepts that no library has: their tests write the definition out."""


def test_every_concept_is_called_by_a_test():
    assert [path for path, each in HELD.items() if not each.tests] == []


def test_only_concepts_that_no_library_has_are_held_against_the_definition_alone():
    known = {f"impl.{module}.{name}" for module, names in BY_HAND.items() for name in names.split()}
    assert {path for path, each in HELD.items() if each.by_hand} == known


def test_the_list_is_up_to_date():
    assert (ROOT / "docs" / "oracles.md").read_text(encoding="utf-8") == table(HELD), "make oracles"
