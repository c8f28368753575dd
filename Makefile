# Needs git, make, Python 3.11 or newer and pip. `make` shows our own ledger; `make test` runs the tests.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input --retries 10 --timeout 60
SOURCES := setup.cfg pyproject.toml

.DEFAULT_GOAL := show
.PHONY: show test lint types imports wheel docs bench torture migration test-postgres clean
.DELETE_ON_ERROR:

show: $(VENV)/.installed predictions.sqlite  ## the overdue list and the scoreboard of our own ledger
	@$(BIN)/pledger --db predictions.sqlite overdue
	@echo
	@$(BIN)/pledger --db predictions.sqlite score

# Two stamps: what a user needs, and what a developer needs on top of it.
$(VENV)/.installed: $(SOURCES)
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --editable .
	@touch $@

$(VENV)/.developer: $(SOURCES)
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --editable '.[dev]'
	@touch $(VENV)/.installed $@

# Made once, never overwritten: people may go on in theirs. To make it anew, move it away first.
predictions.sqlite: | $(VENV)/.installed
	@$(BIN)/pledger --db $@ init --from examples/predictions.journal

test: $(VENV)/.developer
	@$(BIN)/python -m pytest -q --numprocesses auto --maxprocesses 4

lint: $(VENV)/.developer
	@$(BIN)/ruff check --quiet .

types: $(VENV)/.developer
	@$(BIN)/mypy --no-error-summary

imports: $(VENV)/.developer
	@$(BIN)/lint-imports > $(VENV)/imports.txt || { cat $(VENV)/imports.txt; exit 1; }

wheel: $(VENV)/.developer  ## build from what is committed, install elsewhere, use it there
	@.ci/wheel $(BIN)/python

docs: $(VENV)/.developer  ## write what the commands answer into their pages
	@$(BIN)/python docs/tables.py
	@$(BIN)/python -m pytest -q --update-docs -k test_page tests/test_docs.py
	@$(BIN)/python docs/picture.py

bench: $(VENV)/.developer  ## side by side with peers; takes minutes
	@$(PIP) install --editable '.[bench]'
	@$(BIN)/python benchmarks/run.py --million

torture: $(VENV)/.developer
	@$(BIN)/python -m pytest -q -m torture tests

migration: $(VENV)/.developer  ## make migration m="what it adds"
	@test -n "$(m)" || { echo 'say what it does: make migration m="..."' >&2; exit 2; }
	@$(BIN)/python migrations/new.py "$(m)"

test-postgres: $(VENV)/.developer  ## the store's tests on a server of their own
	@$(PIP) install --editable '.[postgres]'
	@tests/postgres.sh $(BIN)/python -m pytest -q tests/store

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
