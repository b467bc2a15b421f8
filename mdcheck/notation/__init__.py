"""One record per head: how it is written, printed, evaluated and mapped to sympy."""
