"""The mkdocs plugin: a site with its report and styles, or none and the reason."""

import json
import re

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from mdcheck.integrations.documented import digest

TRUE = "# Sums\n\n$1 + 1 = 2$ and $x = y$\n"
FALSE = "# Sums\n\n$1 + 1 = 3$\n"


@pytest.fixture
def site(tmp_path, evidence_of):
    """Write a note, check what is given as ``checked``, build, and return the folder of the site."""

    def make(note: str, *, checked: str | None = None, more: str = ""):
        (tmp_path / "notes").mkdir(exist_ok=True)
        (tmp_path / "notes" / "index.md").write_text(note, encoding="utf-8")
        (tmp_path / "mkdocs.yml").write_text(
            "site_name: Notes\ndocs_dir: notes\ntheme: {name: material, font: false}\n"
            "plugins: [{mdcheck: {evidence: evidence.json, documented: documented.json, cache: ''}}]\n"
            + more,
            encoding="utf-8",
        )
        if checked is not None:
            evidence_of(index=checked)
        build(load_config(str(tmp_path / "mkdocs.yml")))
        return tmp_path / "site"

    return make


def test_the_page_its_styles_and_the_pages_made_from_evidence_are_there(site):
    folder = site(TRUE, checked=TRUE)
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert page.count('data-verdict="proved"') == 1
    assert "assets/mdcheck/katex.min.css" in page
    assert list((folder / "assets" / "mdcheck" / "fonts").glob("*.woff2"))
    assert "1 + 1 = 2" not in (folder / "report" / "index.html").read_text(encoding="utf-8")
    assert (folder / "rules" / "refuted-identity" / "index.html").exists()


def test_the_report_lists_what_is_undecided_with_a_link_to_it(site):
    folder = site("$1 + 1 = 2$ and $p(x) > 0$\n", checked="$1 + 1 = 2$ and $p(x) > 0$\n")
    report = (folder / "report" / "index.html").read_text(encoding="utf-8")
    assert "p(x) &gt; 0" in report
    assert 'href="../#formula-2"' in report


@pytest.mark.parametrize(
    ("note", "checked", "message"),
    [
        (TRUE, None, "there is no evidence"),
        (TRUE, FALSE, "does not know index.md"),
        (FALSE, FALSE, "notes/index.md:3:2: error[F"),
    ],
)
def test_no_site_without_evidence_or_with_errors(site, tmp_path, caplog, note, checked, message):
    with pytest.raises(Abort):
        site(note, checked=checked)
    assert message in caplog.text
    assert not (tmp_path / "site" / "index.html").exists()


def test_front_matter_is_no_part_of_what_is_compared(site):
    note = "---\ntitle: Sums\n---\n\n" + TRUE
    assert "Sums - Notes" in (site(note, checked=note) / "index.html").read_text(encoding="utf-8")


def test_evidence_of_another_version_is_refused(site, tmp_path, caplog):
    (tmp_path / "evidence.json").write_text('{"schema": 1, "version": "0", "notes": {}}', encoding="utf-8")
    with pytest.raises(Abort):
        site(TRUE)
    assert "another version" in caplog.text


def test_the_report_counts_by_chapter(site):
    nav = "nav: [{首篇: [{标题: index.md}]}]\n"
    report = (site(TRUE, checked=TRUE, more=nav) / "report" / "index.html").read_text(encoding="utf-8")
    cells = re.findall(r"<td[^>]*>(.*?)</td>", report)
    assert cells[:4] == ["首篇", "2", "1", "0"]


def test_the_canonical_package_has_a_reference_with_links_to_the_notes(site, tmp_path):
    write_package(tmp_path)
    folder = site(TRUE, checked=TRUE)
    listed = (folder / "reference" / "index.html").read_text(encoding="utf-8")
    assert "lab.double" in listed
    assert "加倍" in listed


def test_a_changed_canonical_package_is_refused(site, tmp_path, caplog):
    write_package(tmp_path)
    (tmp_path / "lab" / "more.py").write_text("", encoding="utf-8")
    with pytest.raises(Abort):
        site(TRUE, checked=TRUE)
    assert "the canonical package has changed" in caplog.text


PACKAGE = '''def double(x: float) -> float:
    """Twice.

    Names:
        double; 加倍
    """
    return 2 * x
'''


def write_package(folder):
    """A canonical package of one function, and a file that says its formulas were checked."""
    (folder / "lab").mkdir()
    (folder / "lab" / "__init__.py").write_text(PACKAGE, encoding="utf-8")
    (folder / "mdcheck.toml").write_text('canonical = ["lab"]\n', encoding="utf-8")
    content = {"schema": 1, "sources": digest([folder / "lab" / "__init__.py"]), "formulas": {}}
    (folder / "documented.json").write_text(json.dumps(content), encoding="utf-8")


def test_whoever_serves_sees_fresh_verdicts_and_mistakes_stop_nothing(site, tmp_path):
    site(TRUE, checked=TRUE)
    config = load_config(str(tmp_path / "mkdocs.yml"))
    config.plugins.on_startup(command="serve", dirty=False)
    (tmp_path / "notes" / "index.md").write_text(FALSE, encoding="utf-8")
    build(config)
    page = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert page.count('data-verdict="refuted"') == 1
