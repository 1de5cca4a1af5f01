# `make build` and `make test` need only Python 3.11 to 3.13 with pip and venv, make and git.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# The stamps keep repeat runs quick: pip runs again only when the dependencies change.
RUN    := $(VENV)/.installed
DEV    := $(VENV)/.installed-dev
# dev,spark for the tests of the cluster too: 450 MB more, and Java 17.
EXTRAS ?= dev

.DEFAULT_GOAL := build
.PHONY: build test fuzz docs format clean

build: $(RUN)
	$(BIN)/govgraph build seeds -o output

test: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto --dist loadfile

# Minutes for each property of the tests, and the seed that gives the same cases again.
MINUTES ?= 1
SEED    ?= 1
fuzz: $(DEV)
	$(BIN)/python -m tests.fuzz --minutes $(MINUTES) --seed $(SEED)

docs: $(DEV)
	$(BIN)/python -m govgraph.write.html.reference docs/ontology.html
	$(BIN)/python -m tests.api.notebook
	$(BIN)/python -m tests.browser.picture docs/page.png
	GOVGRAPH_RENEW=1 $(BIN)/pytest -n 0 tests/test_walks.py
	$(BIN)/python -m tests.licences

format: $(DEV)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) dist build
	find output -mindepth 1 ! -name .gitkeep -delete

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
	  { echo "govgraph needs Python 3.11 to 3.13; name one: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "Install the venv module (Debian: python3-venv) and run make again." >&2; exit 1; }

$(RUN): pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet -c constraints.txt -e .
	@touch $@

$(DEV): $(RUN)
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[$(EXTRAS)]'
	@touch $@
