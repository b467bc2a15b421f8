"""One file per rule: what it finds, why it matters, and the cases that prove it."""
