"""What a reader gets: formulas, verdicts, search, dark mode, a phone, and no request to anybody else."""

import re
import shlex

import pytest

from mdcheck.integrations.verdicts import verdict
from tests.browser.conftest import ROOT, run

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

NAMES = sorted(path.stem for path in (ROOT / "notes").glob("*.md"))
PATHS = [f"{name}.html" for name in NAMES]
MADE = ["report.html", "rules/index.html", "rules/refuted-identity.html", "reference/index.html"]
MADE += ["reference/impl.attention.html", "404.html"]


def _asserting(note) -> int:
    """How many formulas claim more than the values that a symbol takes."""
    return sum(verdict(formula["claims"]) is not None for formula in note["formulas"])


def _claims(note) -> list:
    return [claim for formula in note["formulas"] for claim in formula["claims"]]


@pytest.mark.parametrize("name", NAMES)
def test_everything_is_rendered_and_has_the_badge_that_the_evidence_gives_it(open_page, notes, name):
    page, note = open_page(f"{name}.html"), notes[name]
    assert page.locator("mdcheck-formula .katex-html").count() == len(note["formulas"])
    assert page.locator("mdcheck-formula .mdcheck-badge").count() == _asserting(note)
    assert page.locator("mdcheck-claim .mdcheck-badge").count() == len(note["sentences"])
    assert page.locator("mdcheck-fence .mdcheck-badge").count() == sum(
        fence["status"] is not None for fence in note["fences"]
    )
    assert page.locator(".katex-error").count() == 0
    assert "$" not in page.locator("article").inner_text()
    assert page.locator("article autoref").count() == 0


def test_counter_examples_are_shown_as_such_and_nothing_else_is_false(open_page, notes):
    expected = {name: sum(bool(c["expected"]) for c in _claims(note)) for name, note in notes.items()}
    name = max(expected, key=expected.__getitem__)
    assert expected[name] > 0
    page = open_page(f"{name}.html")
    badge = page.locator('mdcheck-formula .mdcheck-badge[data-verdict="expected"]').first
    badge.click()
    why = badge.get_attribute("popovertarget")
    (number,) = re.findall(r"\d+", why)
    rules = {rule for c in notes[name]["formulas"][int(number) - 1]["claims"] for rule in c["expected"]}
    assert rules
    assert all(rule in page.locator(f"#{why}").inner_text() for rule in rules)
    assert page.locator('.mdcheck-badge[data-verdict="refuted"]').count() == 0


@pytest.mark.parametrize("path", [*PATHS, *MADE])
def test_a_page_asks_for_nothing_from_elsewhere_and_has_nothing_to_complain_of(open_page, address, path):
    page = open_page(path)
    assert [url for url in page.seen["requests"] if not url.startswith((address, "data:", "blob:"))] == []
    assert page.seen["complaints"] == []
    assert page.title()
    assert page.locator("h1").count() == 1
    assert page.locator('meta[name="description"], meta[name="viewport"]').count() == 2
    assert page.locator("html").get_attribute("lang") == "zh"
    assert page.locator("img:not([alt]), img[alt='']").count() == 0
    broken = "images => images.filter(image => image.complete && !image.naturalWidth).length"
    assert page.locator("article img").evaluate_all(broken) == 0
    assert page.evaluate("new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size") == (
        page.locator("[id]").count()
    )


@pytest.mark.parametrize("path", [*PATHS, *MADE])
def test_a_phone_scrolls_up_and_down_only(open_page, path):
    page = open_page(path, width=390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_badge_is_reached_and_opened_by_keyboard_and_closed_by_escape(open_page, notes, keep):
    page = open_page("information-theory.html")
    badge = page.locator('mdcheck-formula .mdcheck-badge[data-verdict="supported"]').first
    why = page.locator(f"#{badge.get_attribute('popovertarget')}")
    assert not why.is_visible()
    badge.focus()
    page.keyboard.press("Enter")
    assert why.is_visible()
    told = " ".join(why.inner_text().split())
    number = int(badge.get_attribute("popovertarget").split("-")[1])
    for claim in notes["information-theory"]["formulas"][number - 1]["claims"]:
        place = f"mdcheck explain notes/information-theory.md:{claim['start']['line']}"
        method = f"方法 {claim['method']}" if claim["method"] else ""
        for part in (f"理解为 {claim['reading']}", method, place):
            assert part in told
    assert "points" in told
    assert badge.get_attribute("aria-label") == "结论: 有支持"
    keep(page, "popover-light")
    page.keyboard.press("Escape")
    assert not why.is_visible()


def test_the_command_in_the_popover_reproduces_the_verdict(open_page, notes, project):
    page = open_page("information-theory.html")
    name = page.locator('.mdcheck-display .mdcheck-badge[data-verdict="supported"]').first
    why = page.locator(f"#{name.get_attribute('popovertarget')}")
    command = shlex.split(why.locator('[data-label="reproduce"] code').last.text_content())
    told = run(*command, cwd=project)
    assert "supported" in told
    line = int(command[-1].rpartition(":")[2])
    claims = [claim for claim in _claims(notes["information-theory"]) if claim["start"]["line"] == line]
    assert claims
    assert all(claim["id"] in told and claim["reading"] in told for claim in claims)


def test_the_popover_fits_a_phone(open_page, keep):
    page = open_page("information-theory.html", width=390)
    badge = page.locator('.mdcheck-display .mdcheck-badge[data-verdict="undecided"]').first
    badge.click()
    box = page.locator(f"#{badge.get_attribute('popovertarget')}").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    keep(page, "popover-phone")


@pytest.mark.parametrize(("query", "path"), [("交叉熵", "information-theory"), ("softmax", "attention")])
def test_search_finds_chinese_and_english(open_page, keep, query, path):
    page = open_page()
    page.locator(".md-search__input").first.fill(query)
    page.keyboard.press("End")  # as an input method ends: with a key
    results = page.locator(".md-search-result__link")
    results.first.wait_for(state="visible")
    assert any(path in link.get_attribute("href") for link in results.all())
    assert all("katex" not in text for text in results.all_inner_texts())
    keep(page, f"search-{path}")


def test_dark_mode_darkens_the_page_and_lightens_formulas(open_page, keep):
    def lightness(page, selector: str, what: str) -> float:
        colour = page.evaluate(f"getComputedStyle(document.querySelector('{selector}')).{what}")
        red, green, blue, *_ = (float(part) for part in colour[colour.index("(") + 1 : -1].split(","))
        return (red + green + blue) / 765

    light, dark = open_page("optimizers.html"), open_page("optimizers.html", scheme="dark")
    assert lightness(light, "body", "backgroundColor") > 0.9
    assert lightness(dark, "body", "backgroundColor") < 0.3
    assert lightness(dark, ".katex", "color") > 0.5
    assert lightness(dark, ".mdcheck-badge", "color") > lightness(light, ".mdcheck-badge", "color")
    keep(dark, "dark")


def test_instant_navigation_keeps_badges_working(open_page):
    page = open_page()
    page.evaluate("window.kept = true")
    page.locator(".md-nav--primary a", has_text="优化器").first.click()
    page.wait_for_url("**/optimizers.html")
    assert page.evaluate("window.kept")
    page.locator("h1", has_text="优化器").wait_for()
    badge = page.locator(".mdcheck-badge").first
    badge.click()
    assert page.locator(f"#{badge.get_attribute('popovertarget')}").is_visible()


def test_the_report_leads_to_the_formula_that_is_undecided(open_page):
    page = open_page("report.html")
    page.locator('article h3 ~ ul a[href*="#formula-"]').first.click()
    page.wait_for_url("**#formula-*")
    target = page.locator(f"#{page.url.rpartition('#')[2]}")
    target.wait_for()
    assert target.locator('.mdcheck-badge[data-verdict="undecided"]').count() == 1


def test_code_leads_to_what_it_was_compared_with_and_back(open_page):
    page = open_page("information-theory.html")
    page.locator("mdcheck-fence a").first.click()
    page.wait_for_url("**/reference/*.html#impl.*")
    concept = page.url.rpartition("#")[2]
    page.locator(f'[id="{concept}"]').wait_for()
    assert page.locator(".doc-contents .mdcheck-badge").count() > 0
    page.locator('article a[href*="information-theory.html#fence-"]').first.click()
    page.wait_for_url("**/information-theory.html#fence-*")
    page.locator(f"#{page.url.rpartition('#')[2]} .mdcheck-badge").wait_for(state="visible")


def test_code_can_be_copied(open_page):
    page = open_page("information-theory.html")
    assert page.locator("article pre .md-code__button, article .md-clipboard").count() > 0


def test_paper_shows_verdicts_without_what_opens(open_page):
    page = open_page("information-theory.html")
    page.locator(".mdcheck-badge").first.click()
    page.emulate_media(media="print")
    assert page.locator(".mdcheck-badge").first.is_visible()
    assert page.locator(".mdcheck-why:visible").count() == 0
    assert not page.locator(".md-sidebar").first.is_visible()


def test_the_site_works_from_the_file_system(open_page, project, keep):
    page = open_page(base=(project / "site").as_uri() + "/")
    page.locator(".md-nav--primary a", has_text="信息论").first.click()
    page.wait_for_url("**/information-theory.html")
    badge = page.locator(".mdcheck-badge").first
    badge.click()
    assert page.locator(f"#{badge.get_attribute('popovertarget')}").is_visible()
    page.keyboard.press("Escape")
    page.locator(".md-search__input").first.fill("交叉熵")
    page.keyboard.press("End")
    page.locator(".md-search-result__link").first.wait_for(state="visible")
    assert [url for url in page.seen["requests"] if not url.startswith(("file:", "data:", "blob:"))] == []
    assert [said for said in page.seen["complaints"] if said[0] == "error"] == []
    keep(page, "from-files")


def test_figures_follow_the_page_into_the_dark(open_page, keep):
    for scheme in ("light", "dark"):
        page = open_page("derivatives-and-activations.html", scheme=scheme)
        page.locator("article img").first.scroll_into_view_if_needed()
        keep(page, f"figure-{scheme}")
