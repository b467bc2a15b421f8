"""The fork server: loads heavy libraries once, forks a contained child a page, kills what overstays."""

import contextlib
import gc
import importlib
import json
import os
import re
import select
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import replace
from typing import Any

from mdcheck.execute.protocol import WALL, Job, job_from_json, receive, send
from mdcheck.execute.worker.child import live
from mdcheck.patterns import regex
from mdcheck.records import dataclass

_LARGEST_REPORT = 4 << 20
_WARM = {
    "torch": regex(
        r"\b(torch|nn|F|optim)\b"
        r"|(?:def|class) \w*(softmax|entropy|norm|cos|precision|recall|f_?1|accuracy|nce|kl|ada|momentum"
        r"|attention|loss|hinge|huber|focal|triplet|contrast|kernel|auc|roc|perplex|information|divergence"
        r"|gini|dropout|embed|skip|cbow|sampling|ms[el]|ma[el]|sgd|rms|nesterov|nag|descent|bpe|huffman"
        r"|confusion|sensitiv|specific|[ft]pr|quanti|prun|mask|l[12]_|penalty|regulari|decay|positional"
        r"|residual|one_?hot|ema|moving|combin|permut|factorial|batch|risk|likelihood|optim|update|step"
        r"|mean_|square|error|sigmoid|relu|elu|silu|swish|softplus|clip|ridge|regression|equation|ols|block"
        r"|tanh|dice|iou|jaccard|dcg|r2|rmse|r_?squared|mape|anneal|warm_?up|standardi|z_?score|min_?max|rope|rotary"
        r"|grad|deriv|prime|df\b"
        r"|bottleneck|ks_|smooth|watson|distil|jensen|gd\b|h\b)"
        r"|^ *[\w.]*(precision|recall|f_?1|accuracy|tpr|fpr|specificity|entropy|kl|auc|perplexity|softmax|cos"
        r"|norm|loss|[tf][pn])\w* *=(?!=)"
        r"|(return\b.*|['\"(] *)\b(precision|recall|f1|accuracy|tpr|fpr|specificity)\b",
        re.IGNORECASE | re.MULTILINE,
    ),
    "numpy": regex(r"\b(numpy|np|scipy|sklearn|pandas)\b"),
    "matplotlib.pyplot": regex(r"\b(matplotlib|plt)\b"),
}


def serve() -> None:
    """Answer jobs on standard input until it closes."""
    incoming, outgoing = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while (data := receive(incoming)) is not None:
        job = job_from_json(data)
        _warm_up(job)
        if not _asks_for("torch", job):  # an earlier page loaded it: no reason to say more of this one
            job = replace(job, canonical=())
        gc.freeze()  # children collect only their own, so that they do not copy the server's pages
        send(outgoing, _run(job))


def _warm_up(job: Job) -> None:
    if not job.execute:
        return
    for module in _WARM:
        if module not in sys.modules and _asks_for(module, job):
            with contextlib.suppress(ImportError):
                importlib.import_module(module)
            if module == "torch" and module in sys.modules:
                _prepare_torch()
    if "torch" in sys.modules and any("optim" in fence.text for fence in job.fences):
        importlib.import_module("torch._dynamo")  # takes seconds, and the first optimizer imports it
    if "torch" in sys.modules and job.canonical:
        importlib.import_module("mdcheck.execute.differential.driving")
        importlib.import_module("mdcheck.execute.differential.compare").warm_up(job.canonical, job.root)


def _asks_for(module: str, job: Job) -> bool:
    if module == "torch" and job.formulas:
        return True
    texts = (*(fence.text for fence in job.fences), *job.mentions)
    return any(_WARM[module].search(text) for text in texts)


def _prepare_torch() -> None:
    import torch

    torch.set_num_threads(1)
    importlib.import_module("torch.distributions")
    importlib.import_module("torch.optim")


@dataclass(frozen=True, slots=True)
class _Ending:
    word: str
    detail: str = ""


def _run(job: Job) -> dict[str, Any]:
    directory = tempfile.mkdtemp(prefix="mdcheck-")
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        live(job, report=writing, directory=directory)
    os.close(writing)
    try:
        raw, ending = _collect(reading, time.monotonic() + WALL * job.cpu_seconds)
    finally:
        os.close(reading)
        os.kill(child, signal.SIGKILL)
        status = os.waitpid(child, 0)[1]
        shutil.rmtree(directory, ignore_errors=True)
    return {"events": _events(raw), **_verdict(ending, raw, status)}


def _collect(reading: int, deadline: float) -> tuple[bytes, _Ending]:
    parts: list[bytes] = []
    size = 0
    while True:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([reading], [], [], left)[0]:
            return b"".join(parts), _Ending("time", "the page took longer than it may")
        part = os.read(reading, 1 << 16)
        if not part:
            return b"".join(parts), _Ending("closed")
        parts.append(part)
        size += len(part)
        if size > _LARGEST_REPORT:
            return b"".join(parts), _Ending("killed", "the page reported more than it may")


def _verdict(ending: _Ending, raw: bytes, status: int) -> dict[str, str]:
    if ending.word != "closed":
        return {"end": ending.word, "detail": ending.detail}
    if raw.endswith(b'{"done": true}\n'):
        return {"end": "done", "detail": ""}
    number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if number == signal.SIGXCPU:
        return {"end": "time", "detail": "the page used more processor time than it may"}
    name = signal.Signals(number).name if number else f"exit code {os.waitstatus_to_exitcode(status)}"
    return {"end": "killed", "detail": f"the process that ran the page ended early ({name})"}


def _events(raw: bytes) -> list[dict[str, Any]]:
    events = []
    for line in raw.splitlines():
        with contextlib.suppress(ValueError):
            event = json.loads(line)
            if isinstance(event, dict):
                events.append(event)
    return events
