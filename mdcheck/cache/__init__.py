"""What was found out before, kept on disk: a store, and the keys under which nothing stale can be found."""
