"""``mdcheck merge``: one report from those of several machines."""

import click

from mdcheck.cli.options import output_options
from mdcheck.cli.output import Output, written
from mdcheck.cli.settings import palette
from mdcheck.pipeline.parts import PartError, load, merged
from mdcheck.pipeline.rule_pages import rule_pages
from mdcheck.report import base as formats


@click.command()
@click.argument("parts", nargs=-1, required=True, type=click.Path(), metavar="PART...")
@output_options
@click.option("--quiet", "-q", is_flag=True, help="Print findings only.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even if there are findings.")
def merge(
    parts: tuple[str, ...],
    output_format: str,
    output: tuple[tuple[str, str], ...],
    *,
    quiet: bool,
    exit_zero: bool,
) -> int:
    """Put together what `mdcheck check --shard I/N --output part:FILE` wrote on each machine.

    The report is the one that a single run would have printed.
    """
    try:
        loaded = [load(name) for name in parts]
        results = merged(loaded)
    except PartError as error:
        raise click.UsageError(str(error)) from None
    fail_on = min(part.fail_on for part in loaded)
    printed = formats.load(output_format)(palette())
    others = [formats.load(name)(palette(plain=True)) for name, _ in output]
    for each in (printed, *others):
        each.run = formats.Run(fail_on=fail_on, rules=rule_pages)
    with written([name for _, name in output]) as writers:
        report = Output(printed, files=zip(others, writers, strict=True), quiet=quiet)
        for result in results:
            report.add(result)
        report.close()
    return report.exit_code(fail_on, exit_zero=exit_zero)
