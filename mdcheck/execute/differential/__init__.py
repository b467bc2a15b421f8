"""The differential test: code named after a concept, held against the canonical implementation."""
