"""The GitHub Action's own step, run by the shell that would run it."""

import os
import sys
from pathlib import Path

import pytest
import yaml

from tests.everyday.projects import MAIN

ACTION = yaml.safe_load((Path(__file__).parents[2] / "action.yml").read_text(encoding="utf-8"))


@pytest.fixture
def step(project, tmp_path_factory):
    """Runs the step that checks, under given inputs, as if mdcheck had been installed."""
    temporary = tmp_path_factory.mktemp("runner")
    program = temporary / "mdcheck" / "bin" / "mdcheck"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\nexec {sys.executable} -c '{MAIN}' \"$@\"\n", encoding="utf-8")
    program.chmod(0o755)
    (check,) = [step for step in ACTION["runs"]["steps"] if step.get("name") == "Check"]

    def run(**inputs: str):
        given = {name: inputs.get(name, each["default"]) for name, each in ACTION["inputs"].items()}
        values = {name: given[value.split(".")[1].split()[0]] for name, value in check["env"].items()}
        environment = {**os.environ, **values, "RUNNER_TEMP": str(temporary)}
        return project.run("bash", "-e", "-o", "pipefail", "-c", check["run"], env=environment)

    return run


def test_findings_are_commands_and_fail_the_step(step, project):
    project.write("my notes.md", "$$1 + 1 = 3$$")
    run = step(arguments="--no-exec -q", sarif="report.sarif")
    assert run.returncode == 1
    assert run.stdout.startswith("::error file=my notes.md,line=1,")
    assert (project.root / "report.sarif").exists()


def test_paths_are_no_commands(step, project):
    project.write("a.md", "$$1 + 1 = 2$$")
    assert step(paths="a.md").returncode == 0
    run = step(paths="a.md; touch evil $(touch worse)")
    assert run.returncode == 2
    assert sorted(path.name for path in project.root.glob("[ew]*")) == []


def test_every_variable_of_the_steps_is_an_input():
    for each in ACTION["runs"]["steps"]:
        for value in (each.get("env") or {}).values():
            assert value.startswith("${{ inputs.")
            assert value.split(".")[1].split()[0] in ACTION["inputs"]
