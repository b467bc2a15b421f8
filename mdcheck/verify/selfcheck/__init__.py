"""The formulas of docstrings read, and evaluated on the values that a function was called with."""
