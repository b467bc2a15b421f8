"""What a shell offers where rules are named: click asks with ``_MDCHECK_COMPLETE`` set."""

import click
from click.shell_completion import CompletionItem


def rules(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Codes and names of rules that go on as the last piece of a list does."""
    from mdcheck.rules.registry import all_rules

    before, comma, last = begun.rpartition(",")
    return [
        CompletionItem(before + comma + name, help=rule.name)
        for rule in all_rules()
        for name in (rule.code, rule.name)
        if name.casefold().startswith(last.casefold())
    ]


def rules_or_files(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Rules, or files where no rule begins so."""
    return rules(context, parameter, begun) or [CompletionItem(begun, type="file")]
