# Two commands on a fresh machine: make check, make test.
PYTHON ?= python3
FUZZ ?= notes --seconds 600
BIN := .venv/bin
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: check test bench fuzz clean

check: .venv/installed
	$(BIN)/mdcheck check notes

test: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto

bench: .venv/installed-bench
	$(BIN)/python bench/read.py

fuzz: .venv/installed-dev
	$(BIN)/python bench/fuzz.py $(FUZZ)

clean:
	rm -rf .venv node_modules mdcheck/latex/katex

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'mdcheck needs Python 3.11 or newer; name one with make PYTHON=python3.12' >&2; exit 1; }
	$(PYTHON) -m venv .venv || \
	  { echo 'Python lacks its venv module (Debian: apt-get install python3-venv)' >&2; rm -rf .venv; exit 1; }
	$(PIP) --upgrade pip

# KaTeX is fetched once, by the build hook.
.venv/installed: .venv/bin/python pyproject.toml hatch_build.py package-lock.json
	@command -v npm >/dev/null || test -d node_modules/katex || \
	  { echo 'npm is needed once, to fetch KaTeX (Debian: apt-get install npm; macOS: brew install node)' >&2; exit 1; }
	$(PIP) -e .
	touch $@

.venv/installed-dev: .venv/installed
	$(PIP) -e '.[dev]'
	touch $@

.venv/installed-bench: .venv/installed-dev
	$(PIP) -e '.[bench]'
	touch $@
