"""Shape comments: what they say, which value they speak of, and whether the traced value agrees."""
