"""Code fences: runner, sandboxed worker, tracing, differential test."""
