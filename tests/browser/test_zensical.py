"""The same configuration by the successor of mkdocs-material: it may look otherwise, badges may not."""

import re
import shutil
from pathlib import Path

import pytest

from tests.browser.conftest import run

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def other(project, tmp_path_factory):
    """The site as Zensical builds it."""
    pytest.importorskip("zensical")
    folder = tmp_path_factory.mktemp("zensical")
    run("mdcheck.integrations.stage", "mkdocs.yml", folder, cwd=project)
    (folder / "impl").symlink_to(Path(project / "impl").resolve())
    run("zensical", "build", "--strict", cwd=folder)
    yield folder / "site"
    shutil.rmtree(folder)


def _badges(page: Path) -> list[str]:
    return re.findall(r'class="mdcheck-badge" data-verdict="(\w+)"', page.read_text(encoding="utf-8"))


def test_every_page_is_there_with_the_same_badges(project, other):
    pages = [path.relative_to(project / "site") for path in (project / "site").rglob("*.html")]
    assert len(pages) > 50
    for page in pages:
        assert _badges(other / page) == _badges(project / "site" / page), page


def test_no_page_names_another_host(other):
    for page in other.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert (
            re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="https?://(?!localhost/)[^"]*', text) == []
        ), page
