"""A note's definitions held against the canonical ones: recognised by name, aligned by role, evaluated."""
