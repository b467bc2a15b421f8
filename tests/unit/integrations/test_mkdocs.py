"""The mkdocs plugin: a site with its report and styles, or none and the reason."""

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

TRUE = "# Sums\n\n$1 + 1 = 2$ and $x = y$\n"
FALSE = "# Sums\n\n$1 + 1 = 3$\n"


@pytest.fixture
def site(tmp_path, evidence_of):
    """Write a note, check what is given as ``checked``, build, and return the folder of the site."""

    def make(note: str, *, checked: str | None = None):
        (tmp_path / "notes").mkdir()
        (tmp_path / "notes" / "index.md").write_text(note, encoding="utf-8")
        (tmp_path / "mkdocs.yml").write_text(
            "site_name: Notes\ndocs_dir: notes\ntheme: {name: material, font: false}\n"
            "plugins: [{mdcheck: {evidence: evidence.json, cache: ''}}]\n",
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
