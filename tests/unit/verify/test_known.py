"""A verdict is reached once, and once more where anything that it was made of is another."""

from mdcheck.expr.nodes import Number, Symbol
from mdcheck.model.verdict import Supported, Undecided, Verdict
from mdcheck.verify.known import known, once


class Kept(dict[bytes, Verdict]):
    def put(self, key, verdict):
        self[key] = verdict


def test_a_question_is_asked_once():
    asked = []

    @once
    def decide(statement, *, seed):
        asked.append((statement, seed))
        return Supported(len(asked), 0.0)

    kept = Kept()
    with known(kept):
        first = decide(Symbol("x"), seed="a")
        assert decide(Symbol("x"), seed="a") == first
        assert decide(Symbol("x"), seed="b") != first
    with known(kept):
        assert decide(Symbol("x"), seed="a") == first
    assert len(asked) == 2
    decide(Symbol("x"), seed="a")
    assert len(asked) == 3


def test_what_broke_is_tried_again():
    answers = [Undecided("engine", "RecursionError"), Undecided("time", "too long")]

    @once
    def decide(statement):
        return answers.pop(0)

    with known(Kept()):
        assert [decide(Number(1)).reason for _ in range(3)] == ["engine", "time", "time"]


def test_arguments_without_content_are_no_obstacle():
    @once
    def decide(function):
        return Supported(function(), 0.0)

    with known(Kept()):
        assert decide(lambda: 1) == Supported(1, 0.0)
        assert decide(lambda: 2) == Supported(2, 0.0)
