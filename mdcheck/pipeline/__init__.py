"""The only place where stages meet: which files, which rules, one note through all stages, fixes."""
