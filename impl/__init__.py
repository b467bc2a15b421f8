r"""The canonical package: exemplary PyTorch for the concepts of the notes; knows nothing of the checker.

Each public function or class is one concept, and its docstring carries these fields, in this order, each
where it applies; docs/canonical.md says how they are read:

Formula:
    $$ D_{KL}(p \| q) = \sum_i p_i \log \frac{p_i}{q_i} $$

Names:
    Kullback-Leibler divergence, relative entropy; KL 散度, 相对熵; KL

Args:
    p: the true distribution.
    q: the distribution held against it.

Returns:
    What the left side of the formula says, one value per batch item.

Raises:
    ValueError: if the shapes of p and q differ.

Conventions:
    log_base: e | 2 | 10

Source:
    Kullback and Leibler, On Information and Sufficiency, 1951.
"""
