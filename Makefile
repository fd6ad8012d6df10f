# Everything here works on a machine that has Python 3.11 or newer (with venv) and make.

PYTHON ?= python3
BIN := .venv/bin
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help demo test lint format bench interop clean

help:  ## show this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1|\2/' | column -t -s '|' 2>/dev/null \
		|| grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST)

demo: .venv/.installed  ## make a test set from the example handbook and show it
	$(BIN)/kgsynth generate fixtures/handbook -n 20 -o out/handbook.jsonl

test: .venv/.installed-dev  ## run all tests
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

lint: .venv/.installed-dev  ## check style and types
	$(BIN)/ruff check .
	$(BIN)/mypy

format: .venv/.installed-dev  ## format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/.installed  ## time the whole chain on the example handbook
	@for n in 20 100; do \
		echo "$$n samples:"; bash -c "time $(BIN)/kgsynth generate fixtures/handbook -n $$n -o out/bench-$$n.jsonl --quiet"; \
	done

interop: .venv/.installed  ## let each evaluation tool read what is exported for it (network, about 11 GB)
	$(BIN)/python interop/run.py

clean:  ## remove what was made: the environment, caches and output
	rm -rf .venv .interop out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/.installed: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/.installed-dev: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	@touch .venv/.installed $@
