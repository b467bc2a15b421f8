"""The published site in Debian's chromium, served to it and to nobody else."""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def server():
    """A server of a folder that is still to be named; the site is built for its address."""

    class Quiet(SimpleHTTPRequestHandler):
        folder = "."

        def __init__(self, *args, **kwargs):
            super().__init__(*args, directory=self.folder, **kwargs)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


@pytest.fixture(scope="session")
def address(server):
    """Where the site is served."""
    return f"http://127.0.0.1:{server.server_address[1]}/"


@pytest.fixture(scope="session")
def project(tmp_path_factory, server, address):
    """A copy of the notes that has been checked and built."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "notes", folder / "notes")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "impl").symlink_to(ROOT / "impl")
    (folder / "mdcheck.toml").write_text('canonical = ["impl"]\n', encoding="utf-8")
    run("tools.documented", folder / ".evidence" / "documented.json", cwd=ROOT)
    run("mdcheck", "check", "notes", "--evidence", ".evidence/evidence.json", cwd=folder)
    run("mkdocs", "build", "--strict", cwd=folder, SITE_URL=address)
    server.RequestHandlerClass.folder = str(folder / "site")
    return folder


def run(module: str, *arguments, cwd: Path, **environment: str) -> str:
    """Run a module and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=cwd,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def notes(project):
    """The evidence of each note by its path in the site."""
    found = json.loads((project / ".evidence" / "evidence.json").read_text(encoding="utf-8"))["notes"]
    return {re.sub(r"^notes/|\.md$", "", note["path"]): note for note in found.values()}


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        pytest.skip("chromium is not installed (Debian: apt-get install chromium)")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def open_page(browser, project, address):
    """Open a page of the site; what it asks for and what it complains about is kept in ``page.seen``."""
    contexts = []

    def visit(path: str = "index.html", *, width: int = 1280, scheme: str = "light", base: str = address):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.seen = {"requests": [], "complaints": []}
        page.on("request", lambda request: page.seen["requests"].append(request.url))
        page.on("console", lambda said: page.seen["complaints"].append((said.type, said.text)))
        page.on("pageerror", lambda error: page.seen["complaints"].append(("error", str(error))))
        page.goto(base + path, wait_until="networkidle")
        page.wait_for_function("document.readyState === 'complete'")  # idle, yet busy
        return page

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture
def keep():
    """Keep a screenshot among the artefacts of the run."""
    folder = ROOT / "build" / "screenshots"

    def shot(page, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{name}.png")

    return shot
