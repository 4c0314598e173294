# Two commands matter: `make run` and `make test`. `make help` lists the others.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PORT ?= 8000
CATALOGUES := $(wildcard src/maille/*/locale/*/LC_MESSAGES/*.po)
COMPILED := $(CATALOGUES:.po=.mo)
# Each worker takes tests that stand together: what a file sets up once is set up once.
WORKERS := -n 2 --dist worksteal
PYTEST := $(BIN)/pytest --cov --cov-report=
# Thousands of requests to pages whose own tests cover them: nothing is counted meanwhile.
UNCOVERED := tests/journeys tests/project/test_policies.py
# Tests of rows and pages run a second time on PostgreSQL; the rest reads no database.
ON_ROWS := tests/db tests/geography tests/people tests/places tests/directory tests/observations tests/reports tests/territory tests/portal tests/project

.PHONY: help run test explore check fmt setup setup-test lock screenshots bench-pages bench-map bench-mesh bench-what-if bench-directory bench-capture bench-duplicates faults faults-quick calibrate clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

run: setup ## install, prepare, load the demo on first start, serve on PORT (8000)
	@$(BIN)/maille demo --if-empty
	@$(BIN)/maille serve --port $(PORT)

setup: .venv/.run $(COMPILED) var/vendor/.stamp ## install what the product needs, nothing else

setup-test: setup .venv/.test ## install what the tests need besides

test: setup-test ## everything: checks, tests on SQLite and PostgreSQL, journeys in a browser
	$(MAKE) --jobs 2 --output-sync=target check faults-quick
	rm -f .coverage .coverage.*
	$(PYTEST) $(WORKERS) tests src --ignore tests/repository $(UNCOVERED:%=--ignore %)
	$(BIN)/python tools/with_postgresql.py $(BIN)/pytest $(WORKERS) $(ON_ROWS)
	MAILLE_TEST_BROWSER="$$(tools/find_browser.sh)" $(BIN)/pytest $(WORKERS) --force-enable-socket $(UNCOVERED)
	$(BIN)/coverage report --include 'src/maille/core/*' --fail-under 100
	$(BIN)/coverage report --omit 'src/maille/core/*' --fail-under 95

explore: setup-test ## draw many other examples for the properties (an hour)
	$(BIN)/pytest $(WORKERS) --hypothesis-profile explore tests/core

check: setup-test ## lint, types, contracts of the repository
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest tests/repository

fmt: setup-test ## put the code in its usual form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: ## resolve the libraries again (needs uv)
	uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate requirements/run.in -o requirements/run.txt
	uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -c requirements/run.txt requirements/test.in -o requirements/test.txt
	uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate requirements/node.in -o requirements/node.txt

screenshots: setup-test ## take again the pictures of the README
	$(BIN)/python tools/take_screenshots.py

bench-pages: setup ## measure the pages beside their peers, in environments of their own
	$(BIN)/python benchmarks/pages.py

bench-map: setup ## measure the map with 100,000 places, beside Supercluster
	$(BIN)/python benchmarks/map.py

bench-directory: setup ## measure lists of 100,000 places brought in and given away (some minutes)
	$(BIN)/python benchmarks/directory.py

bench-mesh: setup ## measure the mesh beside spopt and access, in an environment of their own (half an hour)
	$(BIN)/python benchmarks/mesh.py

bench-what-if: setup-test ## measure in a browser how soon a study answers another question (three minutes)
	$(BIN)/python benchmarks/what_if.py

bench-capture: setup-test ## measure how fast notes are taken in for good (half an hour)
	$(BIN)/python benchmarks/capture.py

bench-duplicates: setup-test ## measure how well and how fast duplicates are found (some minutes)
	$(BIN)/python -m benchmarks.duplicates

faults: setup-test ## break the server on purpose: nothing may be lost, doubled or refused (an hour)
	$(BIN)/python benchmarks/faults.py

faults-quick: setup-test ## the same on few observations: every kind of fault, no figure (two minutes)
	$(BIN)/python benchmarks/faults.py --quick

calibrate: setup-test ## see how often intervals hold the truth, in places made up (some minutes)
	$(BIN)/python -m benchmarks.calibrate

clean: ## forget the environment, keep the data
	rm -rf .venv

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Maille needs Python 3.11 or later: apt install python3"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Maille needs Python 3.11 or later; $(PYTHON) is older."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python lacks venv. On Debian: apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/.run: requirements/run.txt pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-compile --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/.test: requirements/test.txt | .venv/.run
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-compile --require-hashes -r requirements/test.txt
	@touch $@

# What pages take from npm; without a registry the map stays away and the rest works.
var/vendor/.stamp: package.json package-lock.json .npmrc tools/vendor.py | .venv/.run
	@if $(BIN)/python tools/vendor.py; then touch $@; fi

%.mo: %.po | .venv/.run
	@$(BIN)/pybabel -q compile -i $< -o $@
