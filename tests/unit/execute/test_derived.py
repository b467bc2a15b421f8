"""Functions in other clothes: what is cut out of a fence computes what the fence computed."""

import ast
from collections.abc import Iterable
from typing import Any

from mdcheck.execute.differential import derived


def first(code: str) -> Any:
    return ast.parse(code).body[0]


def made(nodes: Iterable[ast.FunctionDef], **names: Any) -> dict[str, Any]:
    """The derived functions, ready to be called."""
    for node in nodes:
        exec(compile(ast.Module([node], []), "<derived>", "exec"), names)
    return names


def test_the_parts_of_a_tuple_are_called_as_its_variables() -> None:
    code = "def both(a, b):\n    less = a - b\n    more = a + b\n    return less, more"
    found = made(derived.parts(first(code)))
    assert (found["less"](5, 3), found["more"](5, 3)) == (2, 8)


def test_the_parts_of_a_tuple_are_called_as_the_function_says() -> None:
    found = made(derived.parts(first("def precision_and_recall(a, b):\n    return a / b, b / a")))
    assert (found["precision"](1, 2), found["recall"](1, 2)) == (0.5, 2.0)


def test_every_return_gives_the_part() -> None:
    code = (
        "def f(a):\n    if a < 0:\n        return {'low': 0, 'high': 1}\n    return {'low': a, 'high': 2 * a}"
    )
    found = made(derived.parts(first(code)))
    assert (found["high"](-1), found["high"](3)) == (1, 6)


def test_a_return_of_a_function_inside_is_left_alone() -> None:
    code = "def f(a):\n    def g():\n        return 1, 2\n    one, two = g()\n    return dict(one=one, two=a)"
    assert made(derived.parts(first(code)))["two"](7) == 7


def test_a_return_without_the_part_makes_none() -> None:
    assert not list(derived.parts(first("def f(a):\n    if a:\n        return None\n    return {'b': a}")))


def test_methods_take_what_their_object_is_built_of() -> None:
    code = (
        "class Box:\n    def __init__(self, w, h):\n        self.w, self.h = w, h\n"
        "    def area(self):\n        return self.w * self.h\n"
        "    def scaled(self, by):\n        return by * self.w\n"
    )
    found = made(derived.methods(first(code)))
    assert found["area"](2, 3) == 6
    assert "scaled" not in found


def test_a_variable_is_a_function_of_those_that_are_taken() -> None:
    body = ast.parse("a = 1\nb = 2\nunused = a + 1\ntotal = a + b\nmean = total / 2").body
    (last,) = [i for i in derived.assigned(body) if i == 4]
    assert derived.upstream(body, last) == (["total"], ["total", "a", "b"])
    node = derived.value(body, last, ["a", "b"])
    assert made([node])["mean"](3, 5) == 4
    assert "unused" not in ast.unparse(node)


def test_what_a_loop_adds_up_is_part_of_a_variable() -> None:
    body = ast.parse("xs = [1, 2]\ns = 0\nfor x in xs:\n    s += x\nmean = s / len(xs)").body
    assert made([derived.value(body, 3, ["xs"])])["mean"]([4, 6, 8]) == 6
