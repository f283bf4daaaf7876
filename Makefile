# The contributor's manual: `make` lists what there is.
PYTHON ?= python3
BIN := .venv/bin
SHOTS := build/tour
SECONDS ?= 600
SEED ?= 1
SEEDS ?= 10000
export QT_API := pyside6
export LANG ?= C.UTF-8

.PHONY: help demo test check fix bench faults translations lock clean
help:
	@echo "make demo    the console on a sandbox of its own; without a display, its tour"
	@echo "make test    every test, offscreen"
	@echo "make check   format, lint, types, import contracts"
	@echo "make fix     let ruff mend what it can"
	@echo "make bench   measure what the goals name: a table, then one line of JSON"
	@echo "make faults  kill, cut and freeze for SECONDS (600) by SEED (1), after SEEDS (10000) simulated ones"
	@echo "make translations  bring .ts and .qm up to date; fails while a text is not translated"
	@echo "make lock    resolve the dependencies anew"
	@echo "make clean   remove what the others made"

demo:
	@$(PYTHON) requirements/set_up.py run
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
	  exec $(BIN)/svetu-console --demo; \
	fi; \
	echo "There is no display: the console does the main job by itself."; \
	$(BIN)/svetu-console tour --shots $(SHOTS) && echo "Its pictures are in $(SHOTS)."

test:
	@$(PYTHON) requirements/set_up.py dev
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 --dist worksteal

check:
	@$(PYTHON) requirements/set_up.py dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix:
	@$(PYTHON) requirements/set_up.py dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench:
	@$(PYTHON) requirements/set_up.py dev
	@$(BIN)/python -m tests.benchmarks

faults:
	@$(PYTHON) requirements/set_up.py dev
	@$(BIN)/python -m tests.faults --seconds $(SECONDS) --seed $(SEED) --seeds $(SEEDS)

translations:
	@$(PYTHON) requirements/set_up.py dev
	@$(BIN)/python -m tests.translations

# Hashes and no addresses; the packages for running are a part of those for working on it.
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-annotate --no-header --extra desktop --extra gateway --extra sandbox
lock:
	@$(PYTHON) requirements/set_up.py dev
	$(COMPILE) --upgrade --group build pyproject.toml -o requirements/run.txt
	$(COMPILE) --upgrade --group dev -c requirements/run.txt pyproject.toml -o requirements/dev.txt

clean:
	rm -rf .venv build dist
