"""Writes the whole site in Markdown, generated pages too, for builders that run no plugins of others.

python -m mdcheck.integrations.stage mkdocs.yml FOLDER
"""

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from mdcheck.integrations import generated
from mdcheck.integrations.documented import Documented
from mdcheck.integrations.evidence import Evidence, EvidenceError
from mdcheck.integrations.notes import errors, known

_SUFFIXES = (".md", ".markdown")


class _Loader(yaml.SafeLoader):
    """Reads what is asked for here, and lets be what only the builder understands."""


_Loader.add_multi_constructor("", lambda _loader, _tag, _node: None)


def stage(config: Path, folder: Path) -> Path:
    """Copy the configuration as it is, the notes and the evidence; add what is generated.

    Returns:
        The copy of the configuration.

    Raises:
        EvidenceError: The evidence is missing or stale, or a note has errors.
    """
    settings = yaml.load(config.read_text(encoding="utf-8"), _Loader)
    root, notes = config.parent, Path(settings.get("docs_dir", "docs"))
    evidence = root / ".evidence"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(root / notes, folder / notes)
    shutil.copytree(evidence, folder / ".evidence")
    for name, text in _texts(root, root / notes, settings, evidence).items():
        _prepared(folder / notes / name).write_text(text, encoding="utf-8")
    for name, path in generated.files().items():
        shutil.copy(path, _prepared(folder / notes / name))
    return Path(shutil.copy(config, folder))


def _texts(root: Path, notes: Path, settings: Mapping[str, Any], evidence: Path) -> dict[str, str]:
    written = sorted(path for path in notes.rglob("*") if path.suffix in _SUFFIXES)
    stored = {path.relative_to(notes).as_posix(): path.read_bytes() for path in written}
    found = known(stored, Evidence.load(evidence / "evidence.json"), settings.get("nav") or ())
    if wrong := list(errors(found)):
        raise EvidenceError("the notes have errors, so that there is no site:\n" + "\n".join(wrong))
    return generated.texts(
        found,
        root=root,
        documented=Documented.load(evidence / "documented.json"),
        language=str(settings["theme"].get("language", "en"))[:2],
    )


def _prepared(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def main() -> int:
    """Stage a site; 1 if there must be none."""
    config, folder = map(Path, sys.argv[1:])
    try:
        stage(config.resolve(), folder)
    except EvidenceError as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
