"""A project in a folder of its own."""

import pytest

from tests.everyday.projects import Project


@pytest.fixture
def project(tmp_path) -> Project:
    made = Project(tmp_path)
    made.write("mdcheck.toml", "")
    return made
