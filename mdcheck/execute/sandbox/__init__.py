"""Containment of one process: limits, namespaces, landlock, seccomp; all by ctypes, as root or as nobody."""

from mdcheck.execute.sandbox.contain import Cell, UncontainedError, contain

__all__ = ["Cell", "UncontainedError", "contain"]
