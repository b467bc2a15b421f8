"""A checker for what Markdown notes claim: formulas, tables, code fences, sentences."""
