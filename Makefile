PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet install --constraint constraints.txt

# Each command of a test is a process of its own, and would compile all that it imports.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help site serve test lint bench golden screenshots lighthouse validate clean
.DEFAULT_GOAL := site

help:
	@echo "make site         the site, into site/"
	@echo "make serve        the site at http://127.0.0.1:8000, following the files"
	@echo "make test         all tests"
	@echo "make lint         ruff and mypy"
	@echo "make bench        how fast it is; three quarters of an hour"
	@echo "make golden       the golden pages of the tests anew"
	@echo "make screenshots  pictures of every kind of page, into screenshots/"
	@echo "make validate     every page through the Nu HTML Checker; needs Node.js and Java"
	@echo "make lighthouse   Lighthouse on three kinds of pages; needs Node.js"
	@echo "make clean        remove all that these have made"

site: $(VENV)/installed
	@$(BIN)/brief build
	@echo "Look at it with 'make serve', or open site/ with any web server."

serve: $(VENV)/installed
	@$(BIN)/brief serve

test: lint
	@$(BIN)/python tests/browser/chromium.py
	@$(BIN)/pytest -n auto --dist worksteal

lint: $(VENV)/installed-test
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy

bench: $(VENV)/installed-test
	@$(BIN)/python tests/bench/annotation.py
	@$(BIN)/python tests/bench/glossary.py
	@$(BIN)/python tests/bench/alignment.py
	@$(BIN)/python tests/browser/chromium.py
	@$(BIN)/python -m tests.bench.serving
	@$(BIN)/python -m tests.bench.serving 10000 40
	@$(PIP) --editable '.[bench]'
	@$(BIN)/python -m tests.bench.building
	@$(BIN)/python -m tests.bench.growth

golden: $(VENV)/installed-test
	@UPDATE_GOLDEN=1 $(BIN)/pytest -q tests/test_golden.py

screenshots: $(VENV)/installed-test
	@$(BIN)/python tests/browser/chromium.py
	@$(BIN)/python -m tests.browser.screenshots $(ONLY)

lighthouse: $(VENV)/installed-test
	@$(BIN)/python tests/browser/chromium.py
	@$(BIN)/python -m tests.browser.lighthouse

validate: $(VENV)/installed-test
	@$(BIN)/python -m tests.browser.validator

clean:
	@rm -rf $(VENV) site screenshots .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("brief needs Python 3.11 or later: make PYTHON=python3.12 ...") if sys.version_info < (3, 11) else 0'
	@echo "Making a virtual environment in $(VENV)/"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "Installing brief"
	@$(PIP) --editable .
	@touch $@

$(VENV)/installed-test: $(VENV)/installed
	@echo "Installing what the tests need"
	@$(PIP) --editable '.[test]'
	@touch $@
