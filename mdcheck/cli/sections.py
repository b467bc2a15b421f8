"""Help by task: options stand under the question that they answer."""

from collections import defaultdict
from typing import Any

import click

_LAST = "Other"


class Option(click.Option):
    """An option that knows its section of the help."""

    def __init__(self, *args: Any, section: str = _LAST, **options: Any) -> None:
        super().__init__(*args, **options)
        self.section = section


class Command(click.Command):
    """A command whose help has a section for each task, in the order in which they first come up."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, section by section."""
        sections: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx) if isinstance(parameter, click.Option) else None
            if record is not None:
                sections[getattr(parameter, "section", _LAST)].append(record)
        for title, records in sorted(sections.items(), key=lambda item: item[0] == _LAST):
            with formatter.section(title):
                formatter.write_dl(records)


class Group(click.Group):
    """A group that loads a command only when it is called; ``lazy`` tells where each is, and what it does."""

    def __init__(self, *args: Any, lazy: dict[str, tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self._lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """All commands, in order of use."""
        return list(self._lazy)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        """Load a command."""
        from importlib import import_module

        if name not in self._lazy:
            return None
        command: click.Command = getattr(import_module(self._lazy[name][0]), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name, or a word about the likeliest."""
        from mdcheck.config import did_you_mean

        if args and args[0] not in self._lazy and not args[0].startswith("-"):
            ctx.fail(f"there is no command '{args[0]}'{did_you_mean(args[0], self._lazy)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write what each command does; none of them is loaded."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in self._lazy.items()])
