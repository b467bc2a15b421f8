"""Build hook: fetch KaTeX by its lock file and pack it into the wheel, so that users need no npm."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class KatexBuildHook(BuildHookInterface):
    """Copies katex.min.js, katex.min.css, the fonts and the licence to mdcheck/latex/katex/."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Run before each build, editable ones too."""
        root = Path(self.root)
        source = root / "node_modules" / "katex"
        target = root / "mdcheck" / "latex" / "katex"
        if not (source / "dist" / "katex.min.js").exists():
            npm = shutil.which("npm")
            if npm is None:
                raise RuntimeError("building mdcheck needs npm (Debian: apt-get install npm) to fetch KaTeX")
            subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=root, check=True)
        shutil.rmtree(target, ignore_errors=True)
        (target / "fonts").mkdir(parents=True)
        for name in ("katex.min.js", "katex.min.css"):
            shutil.copy(source / "dist" / name, target / name)
        shutil.copy(source / "LICENSE", target / "LICENSE")
        for font in (source / "dist" / "fonts").glob("*.woff2"):
            shutil.copy(font, target / "fonts" / font.name)
