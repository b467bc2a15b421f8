"""What takes long to load is loaded when it is used, and not when it is named."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def told(program: str) -> object:
    """What a program in a process of its own prints as JSON."""
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return json.loads(run.stdout)


def test_a_module_is_loaded_by_its_first_use():
    assert told("""
import sys, json
from mdcheck.pipeline.deferred import defer
defer("email")
import email
before = [name for name in sys.modules if name.startswith("email.")]
whole = email.message_from_string("Subject: x")["Subject"]
import email.utils
print(json.dumps([before, whole, email.utils.parseaddr("a@b")[1], type(email).__name__]))
""") == [[], "x", "a@b", "module"]


def test_a_part_of_a_package_counts_as_use():
    assert (
        told("""
import json
from mdcheck.pipeline.deferred import defer
defer("email")
from email.utils import parseaddr
print(json.dumps(parseaddr("a@b")[1]))
""")
        == "a@b"
    )


def test_what_is_loaded_or_unknown_is_left_alone():
    assert told("""
import sys, json
from mdcheck.pipeline.deferred import defer
defer("json")
defer("no_such_module_anywhere")
print(json.dumps([type(json).__name__, "no_such_module_anywhere" in sys.modules]))
""") == ["module", False]


def test_judging_what_needs_no_sample_loads_no_numpy():
    assert told(r"""
import sys, json
from mdcheck.pipeline.deferred import defer
defer("numpy")
from mdcheck import markdown
from mdcheck.config import Config
from mdcheck.model.source import Source
from mdcheck.verify import judge
text = "# Sums\n\n$$2 + 2 = 4$$\n\n$$(a + b)^2 = a^2 + 2ab + b^2$$\n\nLet $x$ be a number.\n"
claims = judge(markdown.read(Source("n.md", text)), Config(root="."))
print(json.dumps([sorted({type(c.verdict).__name__ for c in claims}), "numpy._core" in sys.modules]))
""") == [["Proved"], False]
