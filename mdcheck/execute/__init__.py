"""Code fences: runner, sandboxed worker, tracing, differential test."""

from mdcheck.execute.page import run_fences

__all__ = ["run_fences"]
