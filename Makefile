# `make help` lists the verbs. Each sets up what it needs, once: see installers/README.md.
.PHONY: help demo run train bench soak test check package clean distclean
.NOTPARALLEL:
.DEFAULT_GOAL := help

ARGS ?=
WORKERS ?= 4
BIN := .venv/bin
SETUP := @sh installers/linux/setup.sh
TESTS := $(BIN)/python -m pytest -m 'not soak'

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | awk -F '\t' '{ printf "  make %-10s %s\n", $$1, $$2 }'
	@echo "  Options of the program: make demo ARGS='--help'"

demo: ## a whole virtual line on this desktop; without a display, headless
	$(SETUP) run
	@$(BIN)/inspector demo $(ARGS)

run: ## the station: starts it where none runs, and opens the operator's app
	$(SETUP) run
	@$(BIN)/inspector $(ARGS)

train: ## train a model package (installs torch)
	$(SETUP) train
	@$(BIN)/inspector model train $(ARGS)

bench: ## measure speed on this machine
	$(SETUP) run
	@$(BIN)/inspector bench $(ARGS)

# Hundreds of processes start: none of them compiles the program anew.
test: export QT_QPA_PLATFORM ?= offscreen
test: export PYTHONDONTWRITEBYTECODE =
test: ## all tests but the long ones; many of them wait, so four processes share two cores
	$(SETUP) dev
	@$(TESTS) -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS) || \
	  sh tests/alone.sh $$? $(TESTS) $(ARGS)

soak: ## the long campaigns
	$(SETUP) dev
	@QT_QPA_PLATFORM=$${QT_QPA_PLATFORM:-offscreen} $(BIN)/python -m pytest -m soak $(ARGS)

check: ## style, format, types and layers
	$(SETUP) dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

package: ## build the wheel into dist/
	$(SETUP) run
	$(BIN)/python -m pip wheel --no-deps --wheel-dir dist .

clean: ## remove build outputs and caches
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find inspector tests installers -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## also remove the virtual environment
	rm -rf .venv .make
