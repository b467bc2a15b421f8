"""Fences that are what they are called, and fences that are not."""
