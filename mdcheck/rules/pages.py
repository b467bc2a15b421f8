"""A rule's page: its docstring, with its cases as examples."""

import inspect
import re
from collections.abc import Iterator, Sequence

from mdcheck.rules.base import Rule


def title(rule: type[Rule]) -> str:
    """What a rule finds, in a line: words that complete "Finds ..."."""
    return _docstring(rule).split("\n", 1)[0].removeprefix("Finds ").rstrip(".")


def fixable(rule: type[Rule]) -> bool:
    """Whether ``--fix`` mends at least one of the rule's own cases."""
    return any(case.fixed is not None for case in rule.invalid)


def page(rule: type[Rule], *, level: int = 1) -> str:
    """The Markdown page of a rule; ``level`` is that of its title."""
    _, _, body = _docstring(rule).partition("\n")
    mark = "#" * level
    facts = [
        rule.severity.word,
        *(["fixable"] if fixable(rule) else []),
        *([] if rule.default else ["off by default"]),
    ]
    parts = [
        f"{mark} {rule.name} ({rule.code})",
        f"Finds {title(rule)}. ({', '.join(facts)})",
        re.sub(r"^##(?= )", f"{mark}#", body.strip(), flags=re.MULTILINE),
        *_examples(rule, mark),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def index(rules: Sequence[type[Rule]]) -> str:
    """A Markdown page with a table of all rules and the page of each."""
    rows = [
        f"| {rule.code} | {rule.name} | {rule.severity.word} | {'yes' if fixable(rule) else ''} "
        f"| {'' if rule.default else 'off'} | {title(rule).replace('|', chr(92) + '|')} |"
        for rule in rules
    ]
    table = "\n".join(
        ("| code | name | severity | fix | default | finds |", "|---|---|---|---|---|---|", *rows)
    )
    return f"# Rules\n\n{table}\n\n" + "\n".join(page(rule, level=2) for rule in rules)


def _examples(rule: type[Rule], mark: str) -> Iterator[str]:
    if rule.invalid:
        yield f"{mark}# Examples"
        for case in rule.invalid:
            yield _fenced(case.note)
            if case.fixed is not None:
                yield f"becomes with `--fix`\n\n{_fenced(case.fixed)}"
    if rule.valid:
        yield "Nothing is found in"
        yield from (_fenced(case.note) for case in rule.valid)


def _fenced(note: str) -> str:
    """``note`` in a fence longer than any in it."""
    longest = max((len(run) for run in re.findall(r"`+", note)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}markdown\n{note.rstrip(chr(10))}\n{fence}"


def _docstring(rule: type[Rule]) -> str:
    return inspect.cleandoc(rule.__doc__ or rule.name)
