"""Typed meaning: a small closed core of frozen nodes, and how LaTeX trees become it under a scope."""
