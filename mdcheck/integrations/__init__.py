"""Thin doors to other tools: mkdocs, pytest, language servers."""
