"""Fences that try to get out: none may succeed, and the checker goes on."""

import os
import shutil
import socket
import sys
import tempfile
import textwrap
from pathlib import Path

import pytest

from mdcheck.execute.client import run_job
from mdcheck.execute.protocol import Fence, Job, Report
from mdcheck.execute.sandbox import Cell, contain

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="containment is for Linux")


def attempt(code: str, *, cpu: float = 10.0) -> tuple[str, Report]:
    """Run code whose last value is `said`; what it says comes back as an output note."""
    program = textwrap.dedent(code) + '\nprint(said)  # 输出: "nothing"\n'
    report = run_job(Job((Fence(program),), cpu_seconds=cpu, statement_seconds=3.0))
    said = next((note.observed or "" for note in report.notes if note.kind == "output"), "")
    return said, report


def alive() -> bool:
    return attempt("said = 1 + 1")[0] == "2"


REFUSED = {
    "socket": "import socket\nsocket.socket()",
    "exec": "import subprocess\nsubprocess.run(['/bin/true'])",
    "os.system is an exec too": "import os\nassert os.system('true') == 0",
    "fork": "import os\nos.fork()",
    "process pool": "import multiprocessing as m\nm.get_context('fork').Process(target=print).start()",
    "signal to the parent": "import os\nos.kill(os.getppid(), 9)",
    "signal to everyone": "import os\nos.kill(-1, 9)",
    "the parent's memory": "import os\nopen(f'/proc/{os.getppid()}/mem', 'rb')",
    "the parent's environment": "import os\nopen(f'/proc/{os.getppid()}/environ', 'rb')",
    "password file": "open('/etc/passwd')",
    "home directory": "import os\nos.listdir(os.path.expanduser('~root'))",
    "file system root": "import os\nos.listdir('/')",
    "shared memory": "open('/dev/shm/x', 'w')",
    "installed package": "import json\nopen(json.__file__, 'a')",
    "mode of a file": "import json, os\nos.chmod(json.__file__, 0o777)",
    "limits of the parent": "import os, resource as r\nr.prlimit(os.getppid(), r.RLIMIT_CPU, (1, 1))",
    "own limits": "import resource\nresource.setrlimit(resource.RLIMIT_AS, (-1, -1))",
    "namespaces": "import ctypes\nassert ctypes.CDLL(None).unshare(0x10000000) == 0",
    "tracing": "import ctypes, os\nassert ctypes.CDLL(None).ptrace(16, os.getppid(), 0, 0) == 0",
    "new mounts": "import ctypes\nassert ctypes.CDLL(None).mount(b'none', b'/tmp', b'tmpfs', 0, None) == 0",
    "anonymous files": "import os\nos.memfd_create('x')",
}


@pytest.mark.parametrize("escape", REFUSED.values(), ids=REFUSED.keys())
def test_is_refused(escape: str) -> None:
    body = textwrap.indent(escape, "    ")
    said, _ = attempt(f"try:\n{body}\n    said = 'escaped'\nexcept Exception as error:\n    said = 'refused'")
    assert said == "refused"


def test_cannot_write_beside_its_directory(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    target = tmp_path / "escaped"
    attempt(f"open({str(target)!r}, 'w').write('x')\nsaid = 1")
    assert not target.exists()


def test_may_write_in_its_directory_which_is_gone_afterwards() -> None:
    said, _ = attempt(
        "import os\nopen('a.txt', 'w').write('x')\nsaid = os.getcwd() + ' ' + open('a.txt').read()"
    )
    directory, content = said.split()
    assert content == "x"
    assert not Path(directory).exists()


def test_its_directory_cannot_fill_the_disk() -> None:
    said, report = attempt(
        """
        said = 0
        try:
            for number in range(20):
                with open(f"{number}", "wb") as file:
                    said += file.write(bytes(8 << 20))
        except OSError:
            pass
        """
    )
    if "private file system" in report.missing or "namespaces" in report.missing:
        pytest.skip("no private file system here")
    assert int(said) <= 40 << 20


def test_secrets_of_the_environment_are_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MDCHECK_TEST_SECRET", "hunter2")
    said, _ = attempt(
        "import os\nsaid = 'hunter2' in str(dict(os.environ)) + open('/proc/self/environ').read()"
    )
    assert said == "False"


def test_an_endless_loop_is_interrupted_and_the_page_goes_on() -> None:
    said, report = attempt("said = 'before'\nwhile True: pass")
    assert said == "before"
    assert "takes longer than the time limit (1)" in _skipped(report)


def test_what_swallows_the_interrupt_is_killed() -> None:
    code = (
        "import time\nwhile True:\n    try:\n        time.sleep(9)\n    except BaseException: pass\nsaid = 1"
    )
    _, report = attempt(code, cpu=2.0)
    assert report.end == "time"
    assert alive()


def test_memory_is_bounded() -> None:
    said, _ = attempt("said = 'survived'\nhoard = bytearray(64 << 30)")
    assert said == "survived"
    assert alive()


def test_threads_may_start_but_not_without_end() -> None:
    said, _ = attempt(
        """
        import threading, time
        said = 0
        try:
            for _ in range(10_000):
                threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
                said += 1
        except RuntimeError:
            pass
        """
    )
    assert 0 < int(said) < 5_000
    assert alive()


def test_output_is_bounded() -> None:
    said, report = attempt("print('x' * (64 << 20))\nsaid = 1")
    assert said == "1"
    assert len(str(report)) < 1 << 20


def test_a_page_that_kills_itself_leaves_the_others() -> None:
    _, report = attempt("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\nsaid = 1")
    assert report.end == "killed"
    assert alive()


def test_a_page_that_exits_hard_is_said_to_have_ended_early() -> None:
    _, report = attempt("import os\nos._exit(0)\nsaid = 1")
    assert report.end == "killed"


def test_one_page_does_not_see_another() -> None:
    attempt("import math\nmath.leaked = 1\nsaid = 1")
    assert attempt("import math\nsaid = hasattr(math, 'leaked')")[0] == "False"


@pytest.mark.skipif(os.getuid() != 0, reason="needs to become somebody else")
def test_contains_nobody_too() -> None:
    room = Path(tempfile.mkdtemp())
    cell, outside = room / "cell", room / "outside"
    for directory in (room, cell, outside):
        directory.mkdir(exist_ok=True)
        os.chown(directory, 65534, 65534)
    pid = os.fork()
    if pid == 0:
        os._exit(_as_nobody(cell, outside))
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert not list(outside.iterdir())
    shutil.rmtree(room)


def _as_nobody(cell: Path, outside: Path) -> int:
    """0 if the process may write in its cell and nowhere else, and may not open sockets."""
    os.setgid(65534)
    os.setuid(65534)
    contain(Cell(str(cell)))
    Path("inside").write_text("x")
    for attempt_out in (lambda: (outside / "x").write_text("x"), socket.socket, os.fork):
        try:
            attempt_out()
        except OSError:
            continue
        return 1
    return 0


def _skipped(report: Report) -> str:
    return "; ".join(f"{why} ({n})" for fence in report.fences for why, n in fence.skipped.items())
