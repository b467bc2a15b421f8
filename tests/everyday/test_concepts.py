"""When a canonical concept changes, what was held against it is run again, and nothing else is."""

import pytest

from mdcheck.execute import client

pytest.importorskip("torch")
CONCEPT = '''from jaxtyping import Float
from torch import Tensor


def {name}(x: Float[Tensor, "n"]) -> Float[Tensor, "n"]:
    r"""{title}: on a slope.

    Formula:
        $w_i = g(x_i) + x_i$

    Names:
        {title}; {title}

    Args:
        x: Where.

    Returns:
        Heights.
    """
    return x.{f}() + x
'''
FENCE = "# Waves\n\n```python\nimport torch\n\n\ndef {name}(x):\n    return torch.{f}(x) + x\n```\n"


@pytest.fixture
def waves(project, monkeypatch):
    """Two notes with a wave each, in the order in which they are run."""
    project.write("mdcheck.toml", 'canonical = ["waves"]\n')
    project.write("waves/__init__.py", "")
    for name, f in (("tilted", "sin"), ("ragged", "cos")):
        project.write(f"waves/{name}.py", CONCEPT.format(name=f"{name}_wave", title=f"{name} wave", f=f))
        project.write(f"{name}.md", FENCE.format(name=f"{name}_wave", f=f))
    ran: list[str] = []
    run_job = client.run_job

    def recorded(job):
        ran.append(job.fences[0].text.split("def ")[1].split("_")[0])
        return run_job(job)

    monkeypatch.setattr("mdcheck.pipeline.jobs.run_job", recorded)

    def check() -> tuple[dict[str, str], list[str]]:
        """The status of each note's fence, and which notes were run for it."""
        ran.clear()
        client.close()  # as a new run would begin
        report, done = project.report(cached=True), list(ran)
        assert report == project.report(cached=False)
        return {fence["path"].rpartition("/")[2]: fence["status"] for fence in report["snippets"]}, done

    yield project, check
    client.close()


def test_only_what_was_held_against_a_concept_runs_again(waves):
    project, check = waves
    assert check() == ({"tilted.md": "agrees", "ragged.md": "agrees"}, ["ragged", "tilted"])
    assert check()[1] == []
    project.write("waves/tilted.py", CONCEPT.format(name="tilted_wave", title="tilted wave", f="tan"))
    status, ran = check()
    assert status["tilted.md"] != "agrees"
    assert (status["ragged.md"], ran) == ("agrees", ["tilted"])
    project.write("tilted.md", "more words\n\n" + FENCE.format(name="tilted_wave", f="sin"))
    assert check()[1] == []  # the code is the same: only the note is read again
    project.write("waves/new.py", CONCEPT.format(name="broken_wave", title="broken wave", f="tan"))
    assert check()[1] == ["ragged", "tilted"]  # a new name might be what a note means
