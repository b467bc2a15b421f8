"""`make figures`: writes every figure to notes/assets."""

from tools.figures.all import ASSETS, drawn

for name, svg in drawn():
    (ASSETS / name).write_text(svg, encoding="utf-8")
