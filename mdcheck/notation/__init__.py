"""One record for each head: how it is written, what it means in balls, in floats and in sympy."""
