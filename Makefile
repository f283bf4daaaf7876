# The contributor's manual: `make` lists what there is.
VENV := .venv
PYTHON := $(VENV)/bin/python
STAMP := $(VENV)/.installed
export QT_API := pyside6

.PHONY: help demo test check fix lock clean
help:
	@echo "make demo   the live feed against a sandbox of its own (needs a display)"
	@echo "make test   every test, offscreen"
	@echo "make check  format, lint, types, import contracts"
	@echo "make fix    let ruff mend what it can"
	@echo "make lock   resolve the dependencies anew"

$(STAMP): requirements/locked.txt pyproject.toml
	@python3 -c 'import sys; sys.exit(0 if (3,11) <= sys.version_info < (3,14) else "Svetu Console needs Python 3.11, 3.12 or 3.13.")'
	python3 -m venv $(VENV)
	$(PYTHON) -m pip install --quiet --require-hashes --only-binary :all: -r requirements/locked.txt
	$(PYTHON) -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

demo: $(STAMP)
	@exec $(VENV)/bin/svetu-console --demo

test: $(STAMP)
	@QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest

check: $(STAMP)
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

fix: $(STAMP)
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

lock: $(STAMP)
	$(PYTHON) -m pip install --quiet uv
	$(VENV)/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-annotate --no-header --extra desktop --extra gateway --extra sandbox --group dev \
	  --upgrade pyproject.toml -o requirements/locked.txt

clean:
	rm -rf $(VENV) build dist
