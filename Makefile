# Two commands matter: `make demo` and `make test`. Each does all its own set-up.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo playground test setup check bench format

demo: setup
	$(BIN)/cutover demo

playground: setup
	$(BIN)/python -m bot.playground

test: setup
	$(BIN)/python -m pytest --numprocesses 2 --dist worksteal

setup:
	@$(PYTHON) infra/set_up.py

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup
	$(BIN)/python -m tests.bench

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
