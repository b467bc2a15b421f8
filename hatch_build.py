"""Build hook: fetch scripts by their lock file and pack them into the wheel, so that users need no npm."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ScriptsBuildHook(BuildHookInterface):
    """Copies KaTeX to mdcheck/latex/katex/, and what searches sites without a server to the integrations."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Run before each build, editable ones too."""
        root = Path(self.root)
        modules = root / "node_modules"
        katex, worker = modules / "katex", modules / "iframe-worker"
        if not (katex.exists() and worker.exists()):
            npm = shutil.which("npm")
            if npm is None:
                raise RuntimeError("building mdcheck needs npm (Debian: apt-get install npm) to fetch KaTeX")
            subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=root, check=True)
        target = _emptied(root / "mdcheck" / "latex" / "katex")
        for name in ("dist/katex.min.js", "dist/katex.min.css", "LICENSE"):
            shutil.copy(katex / name, target)
        (target / "fonts").mkdir()
        for font in (katex / "dist" / "fonts").glob("*.woff2"):
            shutil.copy(font, target / "fonts")
        packed = _emptied(root / "mdcheck" / "integrations" / "packed")
        shutil.copy(worker / "shim" / "index.js", packed / "iframe-worker.js")
        shutil.copy(worker / "LICENSE", packed / "iframe-worker.LICENSE")


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
