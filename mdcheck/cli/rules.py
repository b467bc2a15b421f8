"""``mdcheck rules`` and ``mdcheck explain``: what is looked for, why, and what became of one place."""

import json
from typing import Any

import click

from mdcheck.cli.completion import rules_or_files
from mdcheck.cli.place import is_place, place
from mdcheck.report.certificate import certificate, fence_certificate
from mdcheck.report.palette import visible
from mdcheck.rules import pages
from mdcheck.rules.base import Rule
from mdcheck.rules.registry import all_rules
from mdcheck.rules.selectors import complaint, means


@click.command()
@click.option(
    "--output-format", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True
)
def rules(output_format: str) -> None:
    """List all rules; as Markdown, with the page of each."""
    match output_format:
        case "json":
            records = [_record(rule) for rule in all_rules()]
            click.echo(json.dumps(records, ensure_ascii=False, indent=2))
        case "markdown":
            click.echo(_shown(pages.index(all_rules())))
        case _:
            _list()


@click.command()
@click.argument("what", metavar="RULE|FILE:LINE", shell_complete=rules_or_files)
def explain(what: str) -> None:
    """Print the page of a rule, or what stands behind the verdicts at a place."""
    rule = next((rule for rule in all_rules() if what in (rule.code, rule.name)), None)
    if rule is not None:
        click.echo(_shown(pages.page(rule)))
    elif is_place(what):
        click.echo(_certificates(what))
    else:
        raise click.UsageError(
            complaint(what, all_rules()) or f"'{what}' means several rules: {_named(what)}"
        )


def _list() -> None:
    width = max(len(rule.name) for rule in all_rules())
    for rule in all_rules():
        off = "" if rule.default else " (off by default)"
        click.echo(f"{rule.code}  {rule.name:<{width}}  {rule.severity.word:<7}  {pages.title(rule)}{off}")


def _named(selector: str) -> str:
    return ", ".join(f"{rule.code} {rule.name}" for rule in all_rules() if means(selector, rule))


def _shown(page: str) -> str:
    """A page with the invisible characters of its examples spelt out."""
    return "\n".join(map(visible, page.rstrip("\n").split("\n")))


def _record(rule: type[Rule]) -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.word,
        "default": rule.default,
        "fixable": pages.fixable(rule),
        "finds": pages.title(rule),
    }


def _certificates(where: str) -> str:
    at = place(where)
    found = [
        *(certificate(claim) for claim in at.page.claims or () if at.meets(claim.span)),
        *(fence_certificate(fence) for fence in at.page.snippets or () if at.meets(fence.span)),
    ]
    return "\n\n".join(found) if found else "nothing that was checked stands there"
