"""What the command line of ``mdcheck check`` asks for."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import click

from mdcheck.cli import completion
from mdcheck.cli.devices import DEVICES, NoDeviceError, resolve
from mdcheck.cli.sections import Option
from mdcheck.config import Config, did_you_mean
from mdcheck.pipeline.crew import usable_processors
from mdcheck.records import dataclass
from mdcheck.report import base as formats


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked for; empty selectors leave the configuration's in force."""

    select: tuple[str, ...]
    extend_select: tuple[str, ...]
    ignore: tuple[str, ...]
    config: str | None
    isolated: bool
    output_format: str
    output: tuple[tuple[str, str], ...]
    evidence: str | None
    statistics: bool
    quiet: bool
    verbose: bool
    exit_zero: bool
    fix: bool
    unsafe_fixes: bool
    diff: bool
    stdin_filename: str | None
    force_exclude: bool
    since: str | None
    baseline: str | None
    ratchet: bool
    jobs: int
    shard: tuple[int, int]
    scheduler: str | None
    no_cache: bool
    no_exec: bool
    device: str | None
    watch: bool

    def over(self, config: Config) -> Config:
        """``config`` with the command line's wishes over it: ``--select`` starts the selection anew."""
        kept = config if not self.select else replace(config, select=self.select, extend_select=(), ignore=())
        return replace(
            kept,
            extend_select=(*kept.extend_select, *self.extend_select),
            ignore=(*kept.ignore, *self.ignore),
            execute=config.execute and not self.no_exec,
            device=_device(self.device or config.device),
        )

    @property
    def outputs(self) -> tuple[tuple[str, str], ...]:
        """Formats with the files that they go to."""
        return (*self.output, *((("evidence", self.evidence),) if self.evidence else ()))


def _device(wanted: str) -> str:
    try:
        return resolve(wanted)
    except NoDeviceError as error:
        raise click.UsageError(str(error)) from error


def _names(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def _jobs(_context: click.Context, option: click.Parameter, value: str) -> int:
    if value == "auto":
        return usable_processors()
    if not value.isdecimal() or int(value) < 1:
        raise click.BadParameter(f"'{value}' is neither a number above 0 nor 'auto'", param=option)
    return int(value)


def _shard(_context: click.Context, option: click.Parameter, value: str) -> tuple[int, int]:
    number, _, count = value.partition("/")
    if not (number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count)):
        raise click.BadParameter(f"'{value}' is no part of a whole, as 2/8 is", param=option)
    return int(number), int(count)


def _files(
    _context: click.Context, option: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    return tuple(_file(value, option) for value in values)


def _file(value: str, option: click.Parameter) -> tuple[str, str]:
    name, _, file = value.partition(":")
    if not file:
        raise click.BadParameter(f"'{value}' is not FORMAT:FILE, as in sarif:report.sarif", param=option)
    if name not in formats.names():
        known = did_you_mean(name, formats.names()) or f"; there are {', '.join(formats.names())}"
        raise click.BadParameter(f"there is no format '{name}'{known}", param=option)
    return name, file


def _section(title: str) -> Callable[..., Any]:
    return partial(click.option, cls=Option, section=title)


_rules, _print, _mend = _section("Which rules"), _section("What to print"), _section("Mend")
_new, _speed, _other = _section("Only what is new"), _section("Speed"), _section("Other")
_selectors = partial(_rules, multiple=True, metavar="RULES", callback=_names, shell_complete=completion.rules)

_OUTPUTS: tuple[Callable[..., Any], ...] = (
    _print("--output-format", type=click.Choice(formats.names()), default="full", show_default=True),
    _print(
        "--output",
        multiple=True,
        metavar="FORMAT:FILE",
        callback=_files,
        help="Also write a report to a file, as in sarif:report.sarif; may be given several times.",
    ),
)
jobs_option: Callable[..., Any] = _speed(
    "--jobs", "-j", default="auto", show_default=True, callback=_jobs, help="Processes to work in."
)

ALL: tuple[Callable[..., Any], ...] = (
    _selectors("--select", help="Rules to run: codes, prefixes or names, separated by commas; ALL for all."),
    _selectors("--extend-select", help="Rules to run besides the selected ones."),
    _selectors("--ignore", help="Rules to leave out."),
    _rules(
        "--config",
        type=click.Path(),
        metavar="FILE",
        help="The configuration file, instead of the nearest one upwards.",
    ),
    _rules("--isolated", is_flag=True, help="Read no configuration file."),
    *_OUTPUTS,
    _print("--evidence", type=click.Path(), metavar="FILE", help="The same as --output evidence:FILE."),
    _print("--statistics", is_flag=True, help="Count the findings of each rule instead of printing them."),
    _print("--quiet", "-q", is_flag=True, help="Print findings only."),
    _print("--verbose", "-v", is_flag=True, help="Say more on standard error."),
    _print("--exit-zero", is_flag=True, help="Exit with 0 even if there are findings."),
    _mend("--fix", is_flag=True, help="Mend what can be mended safely."),
    _mend("--unsafe-fixes", is_flag=True, help="Let --fix and --diff also change what a note means."),
    _mend("--diff", is_flag=True, help="Print what --fix would change, and change nothing."),
    _new("--since", metavar="REV", help="Leave out what was found at REV and stands on unchanged lines."),
    _new(
        "--baseline",
        type=click.Path(),
        metavar="FILE",
        help="Leave out what `mdcheck baseline` wrote down there.",
    ),
    _new("--ratchet", is_flag=True, help="Fail if the baseline lists what is not found any more."),
    jobs_option,
    _speed("--shard", default="1/1", metavar="I/N", callback=_shard, help="Check one of N parts."),
    _speed("--scheduler", metavar="ADDRESS", help="Let a Dask cluster work, as in tcp://host:8786."),
    _speed("--no-cache", is_flag=True, help="Neither believe nor keep what earlier runs found out."),
    _speed("--no-exec", is_flag=True, help="Run no code fence."),
    _speed("--device", type=click.Choice(DEVICES), help="Where to compare code fences; cpu if left out."),
    _other("--force-exclude", is_flag=True, help="Leave out excluded files even if they are named outright."),
    _other("--watch", is_flag=True, help="Check again whenever a file changes, until Ctrl-C."),
    _other(
        "--stdin-filename",
        type=click.Path(),
        metavar="FILE",
        help="The name of the note on standard input (PATH -).",
    ),
)


def options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command all of them."""
    return _given(command, ALL)


def output_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command those that say where reports go."""
    return _given(command, _OUTPUTS)


def _given(command: Callable[..., Any], chosen: tuple[Callable[..., Any], ...]) -> Callable[..., Any]:
    for option in reversed(chosen):
        command = option(command)
    return command
