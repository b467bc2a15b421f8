"""Findings in words: one file per format."""
