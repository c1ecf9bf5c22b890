# Targets are listed by `make help`. Everything installed stays in .venv; all state of a running installation in var.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PORT ?= 8501
DAGSTER_PORT ?= 3000
# Where the state lies: what the command itself takes.
STATE := $(or $(NENPO_VAR),var)
VENV := .venv
# Tests of one file stay together, so that they share what they have built; files run in their order, the long ones first.
PYTEST = $(BIN)/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder
BIN := $(VENV)/bin

# No part reports its use to its maker.
export DO_NOT_TRACK := 1
export DBT_SEND_ANONYMOUS_USAGE_STATS := false
export GX_ANALYTICS_ENABLED := false
export STREAMLIT_BROWSER_GATHER_USAGE_STATS := false
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# Stamps carry a hash of what they were made from (and of the folder, since an environment cannot be moved):
# unchanged input, nothing to do; changed input, another file name.
hash = $(shell { cat $(1) 2>/dev/null; echo $(CURDIR); } | sha256sum | cut -c1-16)
PACKAGES := $(VENV)/packages-$(call hash,requirements.lock)
READY := $(VENV)/ready-$(call hash,requirements.lock pyproject.toml)

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z]+:.* ## ' Makefile | sed -E 's/^([a-z]+):.* ## (.*)/\1\t\2/' | expand -t 12

.PHONY: run
run: setup ## build, from the bundled sample if nothing was ever delivered, and serve the pages on 127.0.0.1 (PORT=8501)
	@test -e $(STATE)/landing || test -e $(STATE)/raw || $(MAKE) sample
	@$(MAKE) build
	@exec $(BIN)/nenpo serve --port $(PORT)

.PHONY: sample
sample: setup ## put the bundled sample deliveries into var/landing
	@echo "==> Writing sample deliveries"
	@rm -rf $(STATE)/landing.partial
	@$(BIN)/nenpo sample --bundled --out $(STATE)/landing.partial
	@if test -e $(STATE)/landing; then \
		cp -r $(STATE)/landing.partial/. $(STATE)/landing && rm -r $(STATE)/landing.partial; \
	else mv $(STATE)/landing.partial $(STATE)/landing; fi

.PHONY: build
build: setup ## take in what is in var/landing, check, build and publish the warehouse; leaves .venv/bin/nenpo
	@echo "==> Building the warehouse"
	@$(BIN)/nenpo build

.PHONY: test
test: setup browser ## every test, the ones in a real browser included
	@$(PYTEST)

.PHONY: soak
soak: setup ## an hour or two of killed builds, a full disk, readers under publication (SOAK="--kills 15 --seconds 120")
	@$(BIN)/python -m tests.soak.run $(SOAK)

.PHONY: check
check: setup ## lint, types and quick tests
	@echo "==> ruff"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@echo "==> mypy, and sqlfluff beside it"
	@$(BIN)/mypy & types=$$!; $(BIN)/sqlfluff lint dbt/models dbt/macros || { wait $$types; exit 1; }; wait $$types
	@echo "==> quick tests"
	@$(PYTEST) -q tests/test_architecture.py tests/unit

.PHONY: dagster
dagster: setup ## Dagster's web pages and schedules, on 127.0.0.1 (DAGSTER_PORT=3000)
	@exec $(BIN)/nenpo dagster --port $(DAGSTER_PORT)

.PHONY: docs
docs: build ## generate the data dictionary, the list of unprotected cells, the schemas of seeds
	@$(BIN)/nenpo docs

.PHONY: dbtdocs
dbtdocs: build ## dbt's static pages (models, SQL, lineage) as var/dbt_docs/index.html; the pages link to them
	@$(BIN)/nenpo dbtdocs

.PHONY: lock
lock: setup ## resolve requirements.in into requirements.lock
	@$(BIN)/uv pip compile requirements.in --output-file requirements.lock --quiet --generate-hashes \
		--no-header --no-strip-extras --no-emit-index-url --no-emit-find-links \
		--python-version 3.11 --python-platform x86_64-unknown-linux-gnu
	@echo "==> requirements.lock: $$(grep -c '==' requirements.lock) packages; make setup installs them"

.PHONY: clean
clean: ## remove the environment, all built state and every cache; nothing that git tracks
	@rm -rf $(VENV) var dbt/target dbt/logs dbt/dbt_packages logs *.egg-info
	@rm -rf .mypy_cache .pytest_cache .ruff_cache
	@find . -path ./.git -prune -o -name __pycache__ -type d -exec rm -rf {} +

.PHONY: setup
setup: $(READY) ## the environment in .venv, exactly as locked

$(READY): $(PACKAGES)
	@echo "==> Installing nenpo itself"
	@$(BIN)/pip install --quiet --no-index --no-deps --no-build-isolation --editable .
	@rm -f $(VENV)/ready-*
	@touch $@

$(PACKAGES):
	@echo "==> Making $(VENV) with Python 3.11"
	@. ./.ci/python311; "$$PYTHON" -m venv --clear $(VENV)
	@echo "==> Installing the $$(grep -c '==' requirements.lock) packages of requirements.lock"
	@$(BIN)/pip install --require-hashes --only-binary :all: --requirement requirements.lock
	@touch $@

.PHONY: browser
browser: ## Debian's Chromium and a Japanese font, for the tests
	@./.ci/debian-packages chromium fonts-ipaexfont-gothic
