"""Counter-examples: what is expected must be found there, and is no failure then."""

import pytest

from mdcheck.config import Config
from mdcheck.model.source import Source
from mdcheck.pipeline.run import Checker

FALSE = r"$$H(p,q)=H(p)-D_{KL}(p\|q)$$"
TRUE = r"$$H(p,q)=H(p)+D_{KL}(p\|q)$$"
EXPECT = "<!-- mdcheck: expect refuted-identity -->"
WRONG_KL = 'def kl_divergence(p, q):\n    """KL 散度"""\n    return (p * (q / p).log()).sum(-1)\n'
LOSS = r"$$L_i = -\log \frac{\exp(s(z_i, z_{j(i)})/\tau)}{\sum_{k=1, k \neq i}^{2N} \exp(s(z_i, z_k)/\tau)}$$"


def check(note: str, **config):
    return Checker.of(Config(**config)).source(Source("note.md", note))


def names(note: str, **config) -> tuple[list[str], list[str]]:
    """The rules that fail a note, and those that were expected to speak."""
    outcome = check(note, **config)
    return [found.rule for found in outcome.diagnostics], [found.rule for found in outcome.expected]


@pytest.mark.parametrize(
    "note",
    [
        f"{EXPECT}\n\n{FALSE}\n",
        f"{EXPECT}\n{FALSE}\n",
        f"<!-- mdcheck: expect F301 -->\n\n{FALSE}\n",
        f"<!-- mdcheck: expect[refuted-identity] the sign is a common slip -->\n\n{FALSE}\n",
        f"由 ${FALSE.strip('$')}$ 得证。 {EXPECT}\n",
        f"{EXPECT}\n\n| 名称 | 公式 |\n|---|---|\n| 交叉熵 | ${FALSE.strip('$')}$ |\n".replace(
            r"\|", r"\Vert "
        ),
    ],
)
def test_what_is_expected_and_found_fails_nothing(note):
    assert names(note) == ([], ["refuted-identity"])


@pytest.mark.parametrize(
    "note",
    [
        f"## 常见错误\n\n{EXPECT}\n\n{FALSE}\n",
        f"{EXPECT}\n\n错误写法：${FALSE.strip('$')}$\n",
        f"{EXPECT}\n\n| 错误写法 |\n|---|\n| ${FALSE.strip('$')}$ |\n".replace(r"\|", r"\Vert "),
    ],
)
def test_words_that_call_it_wrong_do_not_excuse_a_counter_example(note):
    assert names(note) == ([], ["refuted-identity"])
    assert names(note.replace(EXPECT, "")) == ([], [])


def test_an_expectation_that_is_not_met_is_an_error_at_the_comment_and_says_what_became_of_the_block():
    note = f"text\n\n{EXPECT}\n\n{TRUE}\n"
    (found,) = check(note).diagnostics
    assert (found.code, found.severity.word) == ("X914", "error")
    assert note[found.span.start : found.span.end] == EXPECT
    assert "is supported" in found.message or "is proved" in found.message


def test_every_name_must_be_met():
    note = f"<!-- mdcheck: expect refuted-identity, false-contents -->\n\n{FALSE}\n"
    assert names(note) == (["unmet-expectation"], ["refuted-identity"])


def test_an_expectation_reaches_one_block():
    assert names(f"{EXPECT}\n\n{FALSE}\n\n{FALSE}\n") == (["refuted-identity"], ["refuted-identity"])
    assert names(f"text {EXPECT}\n\n{FALSE}\n") == (["unmet-expectation", "refuted-identity"], [])


def test_other_findings_in_the_block_are_not_expected():
    assert names(f"{EXPECT}\n\n{FALSE} [a](missing.md)\n") == (["missing-target"], ["refuted-identity"])


def test_a_rule_that_was_not_asked_is_not_missed():
    assert names(f"{EXPECT}\n\n{TRUE}\n", select=("X9",)) == ([], [])


def test_what_a_counter_example_defines_holds_nowhere_else():
    wrong = r"$$\text{Precision} = \frac{TP}{TP+FN}$$"
    right = r"$$\text{Precision} = \frac{TP}{TP+FP}$$"
    note = f"<!-- mdcheck: expect another-concept -->\n\n{wrong}\n\n{right}\n"
    assert names(note) == ([], ["another-concept"])


def test_counter_examples_do_not_see_each_other():
    note = "".join(f"{EXPECT}\n\n{FALSE}\n\n" for _ in range(3))
    assert names(note) == ([], ["refuted-identity"] * 3)


def test_sentences_can_be_counter_examples():
    note = f"<!-- mdcheck: expect false-contents -->\n\n请注意分母不包含负样本：\n\n{LOSS}\n"
    assert names(note) == ([], ["false-contents"])


def test_code_can_be_a_counter_example_though_its_comment_calls_it_wrong():
    fence = f"```python\nimport torch\n# 错误的实现\n{WRONG_KL}```\n"
    assert names(f"<!-- mdcheck: expect snippet-disagrees -->\n{fence}") == ([], ["snippet-disagrees"])
    assert names(fence) == ([], [])


def test_code_that_was_not_to_run_is_not_missed():
    fence = f"<!-- mdcheck: expect snippet-disagrees -->\n```python\nimport torch\n{WRONG_KL}```\n"
    assert names(fence, execute=False) == ([], [])


def test_code_that_its_author_does_not_run_is_a_warning():
    outcome = check("<!-- mdcheck: expect snippet-exception -->\n```python no-run\n1 / 0\n```\n")
    assert [(found.rule, found.severity.word) for found in outcome.diagnostics] == [
        ("unmet-expectation", "warning")
    ]


def test_without_expectations_nothing_changes():
    outcome = check(f"{FALSE}\n")
    assert [found.rule for found in outcome.diagnostics] == ["refuted-identity"]
    assert outcome.expected == ()
