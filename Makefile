# Nothing need be set up before these but git, make and Python 3.11 or newer.
#   make run        the demo: a throw-away community on this machine
#   make test       every test, with the servers that it needs, two at a time (WORKERS=2)
#   make check      form, types, floors, generated documents
#   make bench      each figure with the bare limit of the same run (ARGS=--json)
#   make judge-reading  what reading is worth on labelled mail of others (ARGS=--json; needs ../shared/corpora)
#   make soak-kill  a thousand kills a database (KILLS=1000)
#   make fmt        put the code into form      make docs   write the generated documents
#   make wheel      dist/*.whl                  make lock   pin the newest versions that pyproject.toml allows

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install
CODE := mailcop tests
KILLS ?= 1000
WORKERS ?= 2
ARGS ?=

.PHONY: run test servers check docs fmt bench judge-reading soak-kill newest same-reading wheel lock clean

run: .venv/run.stamp
	@$(BIN)/python -m mailcop demo $(ARGS)

test: .venv/dev.stamp servers
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

servers:
	@packaging/servers.sh

check: .venv/dev.stamp
	@$(BIN)/ruff format --check $(CODE)
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/mypy --strict
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/python -m mailcop.config --check

docs: .venv/dev.stamp
	@$(BIN)/python -m mailcop.config

fmt: .venv/dev.stamp
	@$(BIN)/ruff check --fix --exit-zero --quiet $(CODE)
	@$(BIN)/ruff format $(CODE)

bench: .venv/dev.stamp servers
	@$(BIN)/python -m tests.bench.run $(ARGS)

judge-reading: .venv/dev.stamp
	@$(BIN)/python -m tests.judge.reading $(ARGS)

soak-kill: .venv/dev.stamp servers
	@KILLS=$(KILLS) $(BIN)/python -m pytest tests/ways -m soak $(ARGS)

# The tests that need no server, on the newest Python we promise, where this machine has it.
newest:
	@packaging/newest.sh

# Our own samples, read on every Python we promise that this machine has: the same letters.
same-reading:
	@packaging/same-reading.sh

wheel: .venv/dev.stamp
	@$(BIN)/python -m build --wheel --no-isolation --outdir dist . >/dev/null
	@ls dist/*.whl

lock:
	@packaging/lock.sh

clean:
	rm -rf .venv .venv-* build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/pyvenv.cfg:
	@packaging/venv.sh .venv
	@packaging/command.sh .venv

.venv/run.stamp: requirements.lock | .venv/pyvenv.cfg
	@echo "installing what mailcop needs (requirements.lock)"
	@$(PIP) --require-hashes -r requirements.lock
	@touch $@

.venv/dev.stamp: requirements-dev.lock | .venv/pyvenv.cfg
	@echo "installing what mailcop and its tests need (requirements-dev.lock)"
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@ .venv/run.stamp
