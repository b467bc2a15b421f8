"""What a reader gets: formulas, verdicts, search, dark mode, a phone, and no request to anybody else."""

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PATHS = ("", "derivatives-and-activations/", "evaluation-metrics/", "information-theory/", "optimizers/")
MADE = ("report/", "rules/", "rules/refuted-identity/")


def _asserting(note) -> int:
    return sum(bool(formula["claims"]) for formula in note["formulas"])


def _claims(note) -> list:
    return [claim for formula in note["formulas"] for claim in formula["claims"]]


@pytest.mark.parametrize("path", PATHS)
def test_every_formula_is_rendered_and_has_the_badge_that_the_evidence_gives_it(open_page, notes, path):
    page, note = open_page(path), notes[path.rstrip("/")]
    assert page.locator("mdcheck-formula .katex-html").count() == len(note["formulas"])
    assert page.locator("mdcheck-formula .mdcheck-badge").count() == _asserting(note)
    assert page.locator("mdcheck-fence .mdcheck-badge").count() == sum(
        fence["status"] is not None for fence in note["fences"]
    )
    assert page.locator(".katex-error").count() == 0
    assert "$" not in page.locator("article").inner_text()


def test_every_note_is_looked_at(notes):
    assert sorted(notes) == sorted(path.rstrip("/") for path in PATHS)


@pytest.mark.parametrize("path", [*PATHS, *MADE])
def test_a_page_asks_for_nothing_from_elsewhere_and_has_nothing_to_complain_of(open_page, address, path):
    page = open_page(path)
    assert [url for url in page.seen["requests"] if not url.startswith((address, "data:", "blob:"))] == []
    assert page.seen["complaints"] == []
    assert page.title()
    assert page.locator("html").get_attribute("lang") == "zh"
    assert page.locator("img:not([alt])").count() == 0


@pytest.mark.parametrize("path", [*PATHS, *MADE])
def test_a_phone_scrolls_up_and_down_only(open_page, path):
    page = open_page(path, width=390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_badge_is_reached_and_opened_by_keyboard_and_closed_by_escape(open_page, notes, keep):
    page = open_page("information-theory/")
    badge = page.locator('.mdcheck-badge[data-verdict="supported"]').first
    why = page.locator(f"#{badge.get_attribute('popovertarget')}")
    assert not why.is_visible()
    badge.focus()
    page.keyboard.press("Enter")
    assert why.is_visible()
    told = " ".join(why.inner_text().split())
    number = int(badge.get_attribute("popovertarget").split("-")[1])
    for claim in notes["information-theory"]["formulas"][number - 1]["claims"]:
        place = f"mdcheck explain notes/information-theory.md:{claim['start']['line']}"
        for part in (f"reading {claim['reading']}", f"method {claim['method']}", "points", place):
            assert part in told
    assert badge.get_attribute("aria-label") == "verdict: supported"
    keep(page, "popover-light")
    page.keyboard.press("Escape")
    assert not why.is_visible()


def test_the_command_in_the_popover_reproduces_the_verdict(open_page, notes, project):
    page = open_page("information-theory/")
    name = page.locator('.mdcheck-display .mdcheck-badge[data-verdict="supported"]').first
    why = page.locator(f"#{name.get_attribute('popovertarget')}")
    command = shlex.split(why.locator('[data-label="reproduce"] code').last.text_content())
    program = Path(sys.executable).with_name(command[0])
    done = subprocess.run([program, *command[1:]], cwd=project, capture_output=True, text=True, check=True)
    assert "supported" in done.stdout
    line = int(command[-1].rpartition(":")[2])
    claims = [claim for claim in _claims(notes["information-theory"]) if claim["start"]["line"] == line]
    assert claims
    assert all(claim["id"] in done.stdout and claim["reading"] in done.stdout for claim in claims)


def test_the_popover_fits_a_phone(open_page, keep):
    page = open_page("information-theory/", width=390)
    badge = page.locator('.mdcheck-display .mdcheck-badge[data-verdict="undecided"]').first
    badge.click()
    box = page.locator(f"#{badge.get_attribute('popovertarget')}").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    keep(page, "popover-phone")


@pytest.mark.parametrize(("query", "path"), [("交叉熵", "information-theory/"), ("softmax", "derivatives")])
def test_search_finds_chinese_and_english(open_page, keep, query, path):
    page = open_page()
    page.locator(".md-search__input").first.fill(query)
    page.keyboard.press("End")  # as an input method ends: with a key
    results = page.locator(".md-search-result__link")
    results.first.wait_for(state="visible")
    assert any(path in link.get_attribute("href") for link in results.all())
    assert all("katex" not in text for text in results.all_inner_texts())
    keep(page, f"search-{path.strip('/')}")


def test_dark_mode_darkens_the_page_and_lightens_formulas(open_page, keep):
    def lightness(page, selector: str, what: str) -> float:
        colour = page.evaluate(f"getComputedStyle(document.querySelector('{selector}')).{what}")
        red, green, blue, *_ = (float(part) for part in colour[colour.index("(") + 1 : -1].split(","))
        return (red + green + blue) / 765

    light, dark = open_page("optimizers/"), open_page("optimizers/", scheme="dark")
    assert lightness(light, "body", "backgroundColor") > 0.9
    assert lightness(dark, "body", "backgroundColor") < 0.3
    assert lightness(dark, ".katex", "color") > 0.5
    assert lightness(dark, ".mdcheck-badge", "color") > lightness(light, ".mdcheck-badge", "color")
    keep(dark, "dark")


def test_instant_navigation_keeps_badges_working(open_page):
    page = open_page()
    page.locator(".md-nav--primary a", has_text="优化器").first.click()
    page.wait_for_url("**/optimizers/")
    badge = page.locator(".mdcheck-badge").first
    badge.click()
    assert page.locator(f"#{badge.get_attribute('popovertarget')}").is_visible()


def test_the_report_leads_to_the_formula_that_is_undecided(open_page):
    page = open_page("report/")
    page.locator('article a[href*="#formula-"]').first.click()
    page.wait_for_url("**#formula-*")
    target = page.locator(f"#{page.url.rpartition('#')[2]}")
    assert target.locator('.mdcheck-badge[data-verdict="undecided"]').count() == 1
