"""The figures of the notes: each module here draws one, and `make figures` writes it to notes/assets.

A module holds ``draw() -> str``; its name is that of the file. Only the standard library and ``canvas`` are
used, so that the same code gives the same file everywhere, and a test can tell a stale one.
"""
