"""Syntax of LaTeX maths: the only room, with notation/, that knows a backslash."""
