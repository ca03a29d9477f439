# Each target sets up .venv when it is missing or older than what it is made from.
PYTHON ?= python3
BIN := .venv/bin
WORKERS ?= 2

.PHONY: lab test check book demo pictures

lab: .venv/ready
	@$(BIN)/course lab $(ARGS)

test: .venv/ready
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup $(ARGS)

check: .venv/ready
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/python -m pytest -n $(WORKERS) -m "not slow" $(ARGS)

book: .venv/ready
	@$(BIN)/course book $(ARGS)

demo: .venv/ready
	@$(BIN)/course demo $(ARGS)

pictures: .venv/ready
	@$(BIN)/python -m tests.take_pictures

.venv/ready: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and \
	  f"Depthwise needs Python 3.11 or newer, and {sys.executable} is {sys.version.split()[0]}: \
	run make PYTHON=/path/to/python3.11")'
	@echo "Setting up .venv with $$($(PYTHON) --version), about two minutes and 2 GB …"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --progress-bar on -r requirements.txt
	@touch $@
