"""From claims to verdicts: engine, budgets, one file per method."""
