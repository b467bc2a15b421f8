"""The checker's side of the fork server: started when needed, restarted when it died, closed at exit."""

import atexit
import contextlib
import os
import select
import subprocess
import sys
from dataclasses import dataclass
from typing import IO, Any

from mdcheck.execute import protocol
from mdcheck.execute.protocol import Job, Report

_START_SECONDS = 60.0
_BOOT = "import sys; sys.path[:] = {path!r}; from mdcheck.execute.server import serve; serve()"


@dataclass(frozen=True, slots=True)
class _Server:
    process: subprocess.Popen[bytes]
    into: IO[bytes]
    out: IO[bytes]


_servers: dict[tuple[int, int], _Server] = {}


def run_job(job: Job) -> Report:
    """Run the fences of one page; never raises and never takes longer than the job's wall clock allows."""
    server = _server(job.seed)
    try:
        protocol.send(server.into, protocol.job_to_json(job))
        answer = _receive(server, job.wall_seconds + _START_SECONDS)
        return protocol.report_from_events(answer["events"], end=answer["end"], detail=answer["detail"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        _stop(job.seed)
        return Report((), (), "killed", detail=f"the worker failed: {error}")


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
    process = subprocess.Popen(
        [sys.executable, "-s", "-c", _BOOT.format(path=[os.path.abspath(p) for p in sys.path])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(seed),
        cwd="/",
        start_new_session=True,
    )
    if process.stdin is None or process.stdout is None:
        raise OSError("no pipes to the worker")
    return _Server(process, process.stdin, process.stdout)


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
    for stream in (server.into, server.out):
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
