"""Frozen data that every room shares: sources, documents, claims, verdicts, diagnostics, outcomes."""
