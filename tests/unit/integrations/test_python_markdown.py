"""The Python-Markdown extension: every formula comes out once, rendered, with the badge of its verdict."""

import json
import re
from html import unescape

import markdown
import pytest

from mdcheck.integrations.documented import GENERATED
from mdcheck.integrations.evidence import EvidenceError
from mdcheck.integrations.python_markdown import MdcheckExtension

MARKDOWN = ["admonition", "attr_list", "footnotes", "md_in_html", "tables", "toc", "pymdownx.superfences"]


@pytest.fixture
def convert(evidence_of):
    def run(note: str, *, checked: str | None = None, **options: str) -> str:
        file = evidence_of(note=note if checked is None else checked)
        options = {"documented": str(file.with_name("documented.json")), "cache": "", **options}
        extension = MdcheckExtension(evidence=str(file), **options)
        run.md = markdown.Markdown(extensions=[*MARKDOWN, extension])
        return run.md.convert(note)

    return run


def badges(html: str) -> list[str]:
    return re.findall(r'data-verdict="(\w+)"', html)


def visible(html: str) -> str:
    """What a reader sees besides formulas and badges."""
    return unescape(re.sub(r"<[^>]*>", "", re.sub(r"(?s)<mdcheck-formula.*?</mdcheck-formula>", "◇", html)))


@pytest.mark.parametrize(
    ("note", "count"),
    [
        ("a $x$ b", 1),
        ("a\n$$\nx = 1\n$$\nb", 1),
        ("> $$\n> x_1\n> $$\n", 1),
        ("!!! note\n    $$x^2$$\n\n    and \\(y_1*z*\\)\n", 2),
        ("| $|x|$ | $a_1$ |\n|---|---|\n| $b_*$ | $c$ |\n", 4),
        ("- one $x_1$\n- two $x_2$\n", 2),
        ("# On $H(X)$\n\n[$x$](https://example.org)", 2),
        ("<div markdown>$x$ and _y_</div>\n", 1),
        ("text[^1]\n\n[^1]: note $x_1$\n", 1),
        ("\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}\n", 1),
        ("```math\nx^2\n```\n", 1),
        ("`$a$` and $x$ cost $5 or $6", 1),
    ],
)
def test_every_formula_is_rendered_once_and_no_token_is_left(convert, note, count):
    html = convert(note)
    assert html.count("<mdcheck-formula") == html.count('class="katex"') == count
    assert visible(html).count("◇") == count
    assert not re.search(r"mdcheck\d+q", html)


def test_dollars_of_prices_and_of_code_stay(convert):
    assert visible(convert("`$a$` and $x$ cost $5 or $6")) == "$a$ and ◇ cost $5 or $6"


def test_text_around_formulas_is_still_markdown(convert):
    html = convert("**bold $a_1$ text** and *slanted $b_2$*")
    assert re.search(r"<strong>bold <mdcheck-formula.*</mdcheck-formula> text</strong>", html)


def test_the_badge_tells_the_weakest_verdict_and_its_grounds(convert):
    html = convert("$1 + 1 = 2$ and $1 + 1 = 3$ and $a$")
    assert badges(html) == ["proved", "refuted"]
    assert "mdcheck explain notes/note.md:1" in html
    assert "left 2, right 3" in unescape(html)


def test_the_values_that_a_symbol_takes_wear_no_badge(convert):
    assert badges(convert("for $\\tau > 0$ and $0 \\le p < 1$")) == []
    assert badges(convert("with $N = 256$ and $\\tau = 0.1$")) == []
    assert badges(convert("$e^x \\ge 1 + x$")) == ["supported"]


def test_evidence_is_escaped(convert):
    html = convert("$1 < 2$, $a = \\text{<script>\"'}$")
    assert "<script>" not in html


def test_the_table_of_contents_shows_the_source_of_a_formula(convert):
    convert("# On $H_0$ here")
    (heading,) = convert.md.toc_tokens
    assert (heading["name"], heading["id"]) == ("On H_0 here", "on-h_0-here")


def test_formulas_in_attributes_are_words(convert):
    html = convert('# Plot {title="of $x_1$"}\n')
    assert "mdcheck-formula" not in html
    assert 'title="of x_1"' in html


def test_a_changed_note_is_not_shown(convert):
    with pytest.raises(EvidenceError, match="stale"):
        convert("$a$ changed", checked="$a$")


def test_a_formula_that_does_not_render_is_named(convert):
    with pytest.raises(EvidenceError, match=r"notes/note.md:3: this formula does not render"):
        convert("a\n\n$\\frac{1}$\n")


def test_pages_without_maths_need_no_evidence(convert):
    assert convert("# Made\n\n`$x$`", checked="$a$") == '<h1 id="made">Made</h1>\n<p><code>$x$</code></p>'


def test_macros_of_the_note_hold_in_its_formulas(convert):
    html = convert("$\\newcommand{\\half}{\\frac12}\\half$\n\n$\\half x$")
    assert html.count('class="katex"') == 2
    assert "katex-error" not in html


def test_fences_that_were_looked_at_carry_their_status(convert):
    html = convert("- text\n\n    ```python\n    x = 1\n    ```\n\n```text\nno\n```\n")
    assert html.count("<mdcheck-fence") == 1
    assert "not-run" in visible(html)
    assert html.count("<pre>") == 2


def test_a_rendered_formula_is_kept_for_the_next_build(evidence_of, tmp_path, monkeypatch):
    file = evidence_of(note="$x^2$")

    def build() -> str:
        extension = MdcheckExtension(evidence=str(file), cache=str(tmp_path / "cache"))
        return markdown.Markdown(extensions=[extension]).convert("$x^2$")

    first = build()
    monkeypatch.setattr("mdcheck.latex.katex.render", lambda *_, **__: pytest.fail("rendered again"))
    assert build() == first


def test_the_badge_of_a_claim_in_words_stands_behind_it(convert):
    html = convert("前文。\n\n联合熵（Conditional Entropy）是常用的量。")
    assert re.search(
        r"(?s)联合熵（Conditional Entropy）<mdcheck-claim [^>]*>.*</mdcheck-claim>是常用的量", html
    )
    assert badges(html) == ["refuted"]


def test_the_badge_of_a_claim_in_words_stays_out_of_links(convert):
    html = convert("[联合熵（Conditional Entropy）是常用的量](https://example.org)。")
    assert re.search(r"</a><mdcheck-claim", html)


def test_front_matter_does_not_move_badges(convert):
    body = "联合熵（Conditional Entropy）是常用的量。"
    moved = convert(body, checked=f"---\ntitle: x\n---\n\n{body}")
    assert moved.replace("note.md:5", "note.md:1") == convert(body)


def test_counter_examples_are_false_on_purpose(convert):
    html = convert("<!-- mdcheck: expect refuted-arithmetic -->\n\n$1 + 1 = 3$\n\n$1 + 1 = 2$")
    assert badges(html) == ["expected", "proved"]
    assert "refuted-arithmetic" in html[html.index("<mdcheck-formula") :]


def test_labels_are_in_the_language_of_the_site(convert):
    html = convert("$1 + 1 = 2$", language="zh")
    assert 'aria-label="结论: 已证明"' in html
    assert "<b>重现</b>" in html


def test_formulas_of_docstrings_carry_what_was_found_about_the_code(convert, tmp_path):
    claim = {"kind": "lab.f", "verdict": "supported", "reading": "", "method": "compared", "reason": None}
    claim |= {"evidence": {"points": 8, "precision": 1e-6}, "expected": [], "command": "make selfcheck"}
    known = {"f = x": {"place": "lab.py:1", "claims": [claim]}, "x": {"place": "lab.py:1", "claims": []}}
    content = {"schema": 1, "sources": "0", "formulas": known}
    (tmp_path / "documented.json").write_text(json.dumps(content), encoding="utf-8")
    html = convert("Of $x$.\n\n$$ f  =\n x $$", checked="another note")
    assert badges(html) == ["supported"]
    assert html.count('class="katex"') == 2
    assert "make selfcheck" in html
    with pytest.raises(EvidenceError, match="does not know the text with 'y'"):
        convert("Of $y$.", checked="another note")


def test_formulas_of_generated_pages_have_no_badge(convert):
    html = convert(f"{GENERATED}\n\n# Rule\n\nOff by $\\ln 2$.", checked="another note")
    assert html.count('class="katex"') == 1
    assert badges(html) == []
