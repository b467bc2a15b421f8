"""Index of the canonical package, read statically from docstrings and annotations."""
