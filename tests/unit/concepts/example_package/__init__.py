"""A package of a user's own: optics, written as docs/canonical.md asks."""
