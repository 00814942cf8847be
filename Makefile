# Everything runs in .venv, which the first call makes; it needs Python 3.11 or newer with pip, and make.

PYTHON ?= python3
VENV ?= .venv
ARGUMENTS ?=
BIN := $(VENV)/bin
PROJECT := $(VENV)/.project-installed
TOOLS := $(VENV)/.tools-installed
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DELETE_ON_ERROR:
.PHONY: help demo test lint types imports package docs bench mutants prover-mutants agreement format clean

help:
	@echo 'make demo      check specs/ and show what is found in its seeded twins'
	@echo 'make test      run every test (ARGUMENTS="-k name" narrows them)'
	@echo 'make lint      style;  make types    mypy and pyright;  make imports  the import contract'
	@echo 'make package   build, compare and install the wheel;    make docs     write the generated pages'
	@echo 'make bench     speed, as ratios to peers;               make format   apply the style'
	@echo 'make mutants   change the interpreter entry by entry: do its tests notice?'
	@echo 'make prover-mutants  change the rules of the prover one by one: does anybody notice?'
	@echo 'make agreement  prove and explore 10,000 random definitions: do the verdicts agree?'
	@echo 'make clean     remove .venv and everything that was built'

demo: $(PROJECT)
	$(BIN)/stageproof check specs --fail-level never --show-level warning --output-format full
	@echo 'The command is $(BIN)/stageproof; try $(BIN)/stageproof explain rejection-ignored.'

test: $(TOOLS)
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadgroup $(ARGUMENTS)

lint: $(TOOLS)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(TOOLS)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# pyright runs on node; where there is none, a wheel brings it.
types: $(TOOLS)
	@command -v node >/dev/null || $(BIN)/python -m pip install --quiet 'pyright[nodejs]'
	@$(BIN)/mypy && mypy=0 || mypy=1; $(BIN)/pyright && exit $$mypy

imports: $(TOOLS)
	$(BIN)/lint-imports

package: $(TOOLS)
	$(BIN)/pytest tests/test_packaging.py

docs: $(TOOLS)
	$(BIN)/python docs/generate.py

bench: $(TOOLS)
	$(BIN)/python -m pip install --quiet --group bench
	$(BIN)/python benchmarks/run.py $(ARGUMENTS)

mutants: $(TOOLS)
	$(BIN)/python tests/mutants/mutants.py

prover-mutants: $(TOOLS)
	$(BIN)/python tests/mutants/prover_mutants.py $(ARGUMENTS)

agreement: $(TOOLS)
	$(BIN)/python tests/agreement/agreement.py $(ARGUMENTS)

clean:
	rm -rf $(VENV) dist build benchmarks/work .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# The stamps make a second call instant; pip asks the network only for what is missing.
$(PROJECT): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "stageproof needs Python 3.11 or newer, and $(PYTHON) is not; try make PYTHON=python3.12"; exit 1; }
	@test -e src/stageproof/grammar/model.py || { \
	  echo "src/stageproof/grammar is no link: run git config core.symlinks true && git checkout -- src"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(TOOLS): $(PROJECT)
	$(BIN)/python -m pip install --quiet --group dev
	@touch $@
