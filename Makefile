# Two commands on a fresh machine: make check, make test.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: check test lint bench fuzz site clean

check: .venv/installed
	$(BIN)/mdcheck check notes

test: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2

bench: .venv/installed-bench
	$(BIN)/python bench/read.py

fuzz: .venv/installed-dev
	$(BIN)/python bench/fuzz.py

clean:
	rm -rf .venv node_modules mdcheck/latex/katex

.venv/bin/python:
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip

.venv/installed: .venv/bin/python pyproject.toml hatch_build.py package-lock.json
	$(BIN)/pip install --quiet --disable-pip-version-check -e .
	touch $@

.venv/installed-dev: .venv/installed
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@

.venv/installed-bench: .venv/installed-dev
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[bench]'
	touch $@
