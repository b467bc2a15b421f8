"""Descriptions of predicted and actual are read in full or not at all."""

import pytest

from mdcheck.claims.conditions import Condition, conditions

PREDICTED, ACTUAL, CORRECT = "predicted", "actual", "correct"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("预测为正，实际为负", {(PREDICTED, True), (ACTUAL, False)}),
        ("实际与预测均为负", {(PREDICTED, False), (ACTUAL, False)}),
        ("把正样本误判为负样本", {(ACTUAL, True), (PREDICTED, False), (CORRECT, False)}),
        ("预测值为 1，预测错误", {(PREDICTED, True), (CORRECT, False)}),
        ("标签为 0 的样本被预测为 1", {(ACTUAL, False), (PREDICTED, True)}),
        ("predicted positive but actually negative", {(PREDICTED, True), (ACTUAL, False)}),
        (
            "positives incorrectly classified as negative",
            {(ACTUAL, True), (PREDICTED, False), (CORRECT, False)},
        ),
        (
            "the model predicts negative while the true label is positive",
            {(PREDICTED, False), (ACTUAL, True)},
        ),
        ("retrieved and relevant", {(PREDICTED, True), (ACTUAL, True)}),
    ],
)
def test_reads_descriptions(text, expected):
    assert conditions(text) == {Condition(aspect, value) for aspect, value in expected}


@pytest.mark.parametrize(
    "text",
    [
        "预测错误的负样本",
        "wrongly classified negatives",
        "不是正例但预测为正例",
        "not predicted positive",
        "样本很多",
        "",
    ],
)
def test_leaves_what_is_ambiguous_or_denied(text):
    assert conditions(text) is None


def test_a_bare_class_is_read_only_where_it_may_be():
    assert conditions("正样本") is None
    assert conditions("正样本", bare="actual") == {Condition("actual", value=True)}
