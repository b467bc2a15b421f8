"""The checker's side of the fork server: started when needed, restarted when it died, closed at exit."""

import atexit
import contextlib
import os
import select
import subprocess
import sys
import tempfile
from typing import IO, Any

from mdcheck.execute import protocol
from mdcheck.execute.protocol import WALL, Job, Report
from mdcheck.records import dataclass

_START_SECONDS = 60.0
_DEATHS = 2
_LAST_LINES = 8
_BOOT = "import sys; sys.path[:] = {path!r}; from mdcheck.execute.server import serve; serve()"


class WorkerError(RuntimeError):
    """The fork server does not work here: nothing can be said about any fence."""


@dataclass(slots=True)
class _Server:
    process: subprocess.Popen[bytes]
    into: IO[bytes]
    out: IO[bytes]
    said: IO[bytes]
    answered: bool = False


_servers: dict[tuple[int, int], _Server] = {}


def run_job(job: Job) -> Report:
    """Run the fences of one page, within the time that the job allows.

    Raises:
        WorkerError: The server died twice before it answered any job.
    """
    deaths = 0
    while True:
        server = _server(job.seed)
        try:
            return _asked(server, job)
        except (OSError, ValueError, KeyError, TypeError) as error:
            words = _last_words(server)
            _stop(job.seed)
            if server.answered:
                return Report((), (), "killed", detail=f"the worker failed: {error}")
            deaths += 1
            if deaths == _DEATHS:
                raise WorkerError(f"the process that runs code cannot start: {words or error}") from error


def _asked(server: _Server, job: Job) -> Report:
    protocol.send(server.into, protocol.job_to_json(job))
    answer = _receive(server, WALL * job.cpu_seconds + _START_SECONDS)
    report = protocol.report_from_events(answer["events"], end=answer["end"], detail=answer["detail"])
    server.answered = True
    return report


def _last_words(server: _Server) -> str:
    """The end of what the server wrote to standard error."""
    server.said.seek(0)
    lines = server.said.read().decode(errors="replace").split("\n")
    return "; ".join([line.strip() for line in lines if line.strip()][-_LAST_LINES:])


def _receive(server: _Server, seconds: float) -> dict[str, Any]:
    if not select.select([server.out], [], [], seconds)[0]:
        raise TimeoutError("no answer in time")
    answer = protocol.receive(server.out)
    if not isinstance(answer, dict):
        raise OSError("it ended early")
    return answer


def _server(seed: int) -> _Server:
    key = (os.getpid(), seed)
    if key not in _servers or _servers[key].process.poll() is not None:
        _servers[key] = _start(seed)
    return _servers[key]


def _start(seed: int) -> _Server:
    said = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the server
    process = subprocess.Popen(
        [sys.executable, "-s", "-c", _BOOT.format(path=[os.path.abspath(p) for p in sys.path])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=said,
        env=_environment(seed),
        cwd="/",
        start_new_session=True,
    )
    if process.stdin is None or process.stdout is None:
        raise OSError("no pipes to the worker")
    return _Server(process, process.stdin, process.stdout, said)


def _environment(seed: int) -> dict[str, str]:
    threads = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMEXPR_NUM_THREADS")
    return {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "MPLBACKEND": "Agg",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": str(seed),
        "PYTHONUTF8": "1",
        **dict.fromkeys(threads, "1"),
    }


def _stop(seed: int) -> None:
    server = _servers.pop((os.getpid(), seed), None)
    if server is None:
        return
    for stream in (server.into, server.out, server.said):
        with contextlib.suppress(OSError):
            stream.close()
    server.process.kill()
    server.process.wait()


@atexit.register
def close() -> None:
    """End the servers of this process."""
    for owner, seed in list(_servers):
        if owner == os.getpid():
            _stop(seed)
