"""A Dask cluster of two workers finds what one process finds, and loses nothing with a worker."""

import os
import signal

import pytest

from mdcheck.config import ConfigError
from mdcheck.pipeline.cluster import Cluster
from mdcheck.pipeline.session import Session
from mdcheck.pipeline.settings import settings

pytest.importorskip("distributed")


@pytest.fixture
def cluster(project):
    """The address of a scheduler, and its two workers."""
    from distributed import LocalCluster

    for number in range(10):
        project.write(f"n{number}.md", f"# {number}\n\n$$1 + 1 = {2 + number % 2}$$\n\n![x](x{number}.png)\n")
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as started:
        yield started


def test_the_report_is_the_same(project, cluster):
    crew = Cluster(cluster.scheduler_address, settings([str(project.root)]))
    assert project.report(cached=False, cluster=crew) == project.report(cached=False)


def test_a_worker_that_is_killed_loses_nothing(project, cluster):
    config = settings([str(project.root)])
    crew = Cluster(cluster.scheduler_address, config)
    fetches = [crew.submit(f"n{number}.md", b"$$1 + 1 = 3$$") for number in range(30)]
    assert b"refuted-arithmetic" in fetches[0]().head
    os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
    assert all(b"refuted-arithmetic" in fetch().head for fetch in fetches)
    crew.close()


def test_notes_are_named_from_where_the_run_stands(project, cluster, monkeypatch):
    monkeypatch.chdir(project.root)
    project.write("sub/a.md", "![there](../there.png) ![gone](../gone.png)")
    project.write("there.png", "")
    crew = Cluster(cluster.scheduler_address, settings(["."]))
    with Session(settings(["."]), cluster=crew) as session:
        (result,) = session.results(["sub/a.md"])
    assert [found.message for found in result.diagnostics] == ["there is no image ../gone.png"]
    assert result.source.path == "sub/a.md"


def test_workers_with_another_checker_are_refused(project, cluster, monkeypatch):
    here = os.getpid()
    monkeypatch.setattr("mdcheck.pipeline.cluster.checker", lambda: "new" if os.getpid() == here else "old")
    with pytest.raises(ConfigError, match="other states of mdcheck"):
        Cluster(cluster.scheduler_address, settings([str(project.root)]))


def test_a_scheduler_that_does_not_answer_is_an_error(monkeypatch):
    monkeypatch.setattr("mdcheck.pipeline.cluster._PATIENCE", "1s")
    with pytest.raises(ConfigError, match=r"--scheduler tcp://127\.0\.0\.1:9"):
        Cluster("tcp://127.0.0.1:9", settings([]))
