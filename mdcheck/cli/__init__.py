"""The command line: argv to exit code."""

import gc
import os
import signal
import sys

import click

from mdcheck.cli.sections import Group
from mdcheck.config import ConfigError

INTERRUPTED = 130
PATIENT = 200_000, 30, 30
"""Thresholds of the garbage collector: what loading makes stays, and to look through it is slow."""
FAILED = 2
_MOMENT = 0.05  # seconds
_COMMANDS = {
    "check": ("mdcheck.cli.check", "Check notes: print what is wrong with them, mend what can be mended."),
    "inspect": ("mdcheck.cli.inspect", "Show how a place was read: nodes, trees, claims."),
    "explain": ("mdcheck.cli.rules", "Print the page of a rule, or what stands behind a verdict."),
    "rules": ("mdcheck.cli.rules", "List all rules."),
    "baseline": ("mdcheck.cli.baseline", "Write down today's findings, so that only new ones are reported."),
    "lock": ("mdcheck.cli.lock", "Write down what is decided, so that no change takes it away unseen."),
    "merge": ("mdcheck.cli.merge", "Make one report of those of several machines."),
    "cache": ("mdcheck.cli.cache", "Clear what earlier runs left behind, or tell where it is."),
}


@click.group(cls=Group, lazy=_COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mdcheck")
def app() -> None:
    """Check what Markdown notes claim: formulas, tables, code fences and the sentences between them."""


def main() -> None:
    """Run the command line and exit: 0 clean, 1 findings, 2 usage, configuration or tool error."""
    gc.set_threshold(*PATIENT)
    sys.unraisablehook = unlost
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(_run())


def unlost(what: "sys.UnraisableHookArgs") -> None:
    """Press Ctrl-C again where it came in a callback, of which many run during imports: nobody heard it."""
    if what.exc_type is KeyboardInterrupt:
        import threading  # a moment later, outside of the callback

        threading.Timer(_MOMENT, os.kill, (os.getpid(), signal.SIGINT)).start()
    else:
        sys.__unraisablehook__(what)


def _run() -> int:
    try:
        code = app.main(standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except ConfigError as error:
        click.echo(f"Error: {error}", err=True)
        return FAILED
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python complains at exit
        return FAILED
    except Exception as error:
        import logging

        logging.getLogger("mdcheck").debug("failed", exc_info=error)
        click.echo(f"Error: mdcheck failed: {type(error).__name__}: {error} (--verbose shows more)", err=True)
        return FAILED
    return code if isinstance(code, int) else 0
