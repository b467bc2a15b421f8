"""The parts of the site that nobody writes: report, pages of rules, reference, styles and fonts.

They do not depend on the program that builds the site.
"""

from collections.abc import Sequence
from pathlib import Path

from mdcheck.concepts.index import load
from mdcheck.config import Config, find
from mdcheck.config import load as load_config
from mdcheck.integrations import reference, site_pages
from mdcheck.integrations.documented import GENERATED, REMEDY, Documented, digest
from mdcheck.integrations.evidence import EvidenceError
from mdcheck.integrations.notes import Note
from mdcheck.integrations.words import Language
from mdcheck.latex import katex
from mdcheck.rules import pages
from mdcheck.rules.registry import all_rules

ASSETS = "assets/mdcheck"
# The examples of rules are full of the words that readers of the notes search for.
_BOOST = "---\nsearch:\n  boost: {}\n---\n" + GENERATED + "\n\n"


def texts(notes: Sequence[Note], *, root: Path, documented: Documented, language: Language) -> dict[str, str]:
    """The generated pages in Markdown by their path.

    Raises:
        EvidenceError: The canonical package has changed since its formulas were held against it.
    """
    made = {
        "report.md": _BOOST.format(0.1) + site_pages.report(notes, language),
        "rules/index.md": _BOOST.format(0.1) + site_pages.rules(all_rules(), language),
        **{f"rules/{rule.name}.md": _BOOST.format(0.01) + pages.page(rule) for rule in all_rules()},
    }
    config = _config(root)
    if documented.sources and config.canonical:
        _expect_fresh(documented, root, config)
        found = reference.pages(load(config), notes, language)
        made |= {name: _BOOST.format(0.5) + text for name, text in found.items()}
    return made


def files() -> dict[str, Path]:
    """Styles, fonts, and what lets a site opened as a file be searched, by their path in the site."""
    packed, here = Path(katex.__file__).parent / "katex", Path(__file__).parent
    own = (here / name for name in ("site.css", "offline.js", "packed/iframe-worker.js"))
    others = (packed / "katex.min.css", *own)
    fonts = sorted((packed / "fonts").glob("*.woff2"))
    return {f"{ASSETS}/{path.name}": path for path in others} | {
        f"{ASSETS}/fonts/{path.name}": path for path in fonts
    }


def _config(root: Path) -> Config:
    file = find(root.resolve())
    return load_config(file) if file else Config(root=str(root))


def _expect_fresh(documented: Documented, root: Path, config: Config) -> None:
    sources = [file for name in config.canonical for file in (root / name).rglob("*.py")]
    if digest(sources) != documented.sources:
        raise EvidenceError(
            f"{documented.file} is stale: the canonical package has changed; {REMEDY.format(documented.file)}"
        )
