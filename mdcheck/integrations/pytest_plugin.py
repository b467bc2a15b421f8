"""A pytest plugin: `pytest --mdcheck notes/`; it loads nothing for those who do not ask for it."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of the plugin."""
    group = parser.getgroup("mdcheck", "Markdown notes")
    group.addoption("--mdcheck", action="store_true", help="Check what Markdown notes claim.")
    group.addoption("--mdcheck-no-cache", action="store_true", help="Believe nothing of earlier runs.")
    group.addoption("--mdcheck-no-exec", action="store_true", help="Run no code of notes.")


def pytest_configure(config: pytest.Config) -> None:
    """Let notes be collected, if they are to be checked."""
    if config.getoption("--mdcheck"):
        from mdcheck.integrations import pytest_notes

        config.pluginmanager.register(pytest_notes, "mdcheck-notes")
