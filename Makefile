# On a fresh machine: make check, make site, make test.
PYTHON ?= python3
FUZZ ?= notes --seconds 600
BIN := .venv/bin
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: check lock site serve site-zensical test chromium bench mutate fuzz selfcheck oracles figures clean

check: .venv/installed-torch
	$(BIN)/mdcheck check notes

# What is decided in the notes, and what stands on its author's word: accepted as it is now.
lock: .venv/installed-torch
	$(BIN)/mdcheck lock notes

# No site unless everything holds.
site: .venv/installed-site .evidence/documented.json
	rm -rf site
	$(BIN)/mdcheck check notes --evidence .evidence/evidence.json
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

# Every save is checked again, and the page shows the verdicts.
serve: .venv/installed-site .evidence/documented.json
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs serve --no-strict

# The same by the successor of mkdocs-material, which runs no plugins: generated pages are written out first.
site-zensical: .venv/installed-dev .evidence/documented.json
	$(BIN)/mdcheck check notes --evidence .evidence/evidence.json
	$(BIN)/python -m mdcheck.integrations.stage mkdocs.yml build/zensical
	cd build/zensical && ../../$(BIN)/zensical build --clean --strict

# What became of the formulas in the docstrings of the canonical package.
.evidence/documented.json: .venv/installed-site $(shell find impl mdcheck tools -name '*.py')
	$(BIN)/python -m tools.documented $@

test: .venv/installed-dev chromium
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto --dist loadgroup
	$(BIN)/pytest --mdcheck notes

# For tests/browser, which are skipped without it.
chromium:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || { \
	  case "$$(id -u)" in 0) sudo= ;; *) sudo='sudo -n' ;; esac; \
	  { $$sudo apt-get update -qq; $$sudo apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk; } \
	    >/dev/null 2>&1; } || \
	  echo 'chromium cannot be installed here (Debian: apt-get install chromium): tests/browser will be skipped' >&2

bench: .venv/installed-bench
	$(BIN)/python bench/read.py

mutate: .venv/installed-dev
	$(BIN)/python -m bench.mutate $(NOTES)

# Property tests with new examples, then texts and formulas for as long as FUZZ says.
fuzz: .venv/installed-dev
	$(BIN)/pytest -n auto tests/property tests/unit --hypothesis-profile=random
	$(BIN)/python bench/fuzz.py $(FUZZ)

# What each concept of the canonical package is held against.
oracles: .venv/installed-dev
	$(BIN)/python -m tools.oracles --write docs/oracles.md

selfcheck: .venv/installed-dev
	$(BIN)/python -m tools.selfcheck --write docs/selfcheck.md

figures: .venv/installed
	$(BIN)/python -m tools.figures

clean:
	rm -rf .venv node_modules mdcheck/latex/katex site .evidence .mdcheck_cache

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

# Fences are compared with impl, which is torch.
.venv/installed-torch: .venv/installed
	$(PIP) -e '.[torch]'
	touch $@

.venv/installed-site: .venv/installed-torch
	$(PIP) -e '.[site]'
	touch $@

.venv/installed-dev: .venv/installed
	$(PIP) -e '.[dev]'
	touch $@

.venv/installed-bench: .venv/installed-dev
	$(PIP) -e '.[bench]'
	touch $@
