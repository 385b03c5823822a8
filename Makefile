# Everything sets itself up: Python 3.11 or newer and make are enough. `make help` lists what there is.
PORT ?= 8000
# Looked for once, before ours comes first on PATH.
ifndef PYTHON
PYTHON := $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && command -v $$p && break; done)
endif
VENV := $(CURDIR)/.venv
READY := $(VENV)/.ready
TEST_READY := $(VENV)/.test-ready
export PATH := $(VENV)/bin:$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# The one that comes with Python 3.11 takes half as long again. Where the machine has a pip, it need not be unpacked first.
PIP := pip==26.3
PLACE = { test -x $(VENV)/bin/python || $(PYTHON) -m venv --without-pip $(VENV); } && { \
	$(PYTHON) -m pip --python $(VENV)/bin/python install --quiet $(PIP) 2>/dev/null || { \
	$(VENV)/bin/python -m ensurepip >/dev/null && $(VENV)/bin/python -m pip install --quiet $(PIP); }; }
# What is imported is compiled then, once, even where Python has been told to keep nothing compiled: the notebooks are
# run by eighty kernels. Nobody imports all of it; pip takes "no" for this option's "yes".
export PIP_NO_COMPILE := no
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help serve book test browser page-test lab lint bench soak clean build

help:
	@echo "make serve   build the book and open it at http://localhost:$(PORT)"
	@echo "make lab     open the chapters in JupyterLab"
	@echo "make book    build the book into _build/html"
	@echo "make test    check everything"
	@echo "make lint | bench | soak | clean"

# What pip does takes longest and cannot be shared out: all else stands back.
$(READY): requirements.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, and was not found on PATH."; exit 1; }
	@echo "installing the packages, and building what the page needs"
	@$(PYTHON) -c 'from hatch_build import node_is_there; raise SystemExit(not node_is_there())' || { $(PLACE) && \
		pip install --quiet "$$($(PYTHON) -c 'from hatch_build import NODE_FROM_PYPI; print(NODE_FROM_PYPI)')"; }
	@nice $(PYTHON) hatch_build.py & parts=$$!; \
		$(PLACE) && grep -v '^\.' requirements.txt | pip install --quiet --no-deps -r /dev/stdin && \
		pip install --quiet --no-deps --editable .; packages=$$?; \
		wait $$parts && exit $$packages
	@touch $@

$(TEST_READY): $(READY) tests/requirements.txt
	pip install --quiet -r tests/requirements.txt
	@touch $@

build: $(READY)
	@python hatch_build.py

book: build
	jupyter-book build . -W -n --keep-going

serve: book
	PYTHONPATH=book python -m musicking_book.serve --port $(PORT)

lab: build
	jupyter lab --LabApp.default_url=/lab/tree/chapters

lint: $(TEST_READY) build
	ruff check .
	mypy
	npm run --silent lint
	python -m musicking.tables --check

# The book takes longest and begins; what needs no browser runs beside it, once the packages for it are there; what is
# written stays together, where make can see to it.
test: build
	@$(MAKE) --no-print-directory -j2 $(if $(filter output-sync,$(.FEATURES)),--output-sync=target) book browser lint page-test
	python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

browser: build
	@python -m tests.browser.chromium >/dev/null

page-test: build
	npm test --silent

bench: $(TEST_READY) book
	PYTHONPATH=book python -m bench

soak: $(TEST_READY) build
	MUSICKING_AGREEMENT=10000 MUSICKING_DAMAGED=2000 MUSICKING_ALL_SONGS=yes \
		python -m pytest tests/agreement tests/unit/export/test_peaks.py
	MUSICKING_STATES=500 npx vitest run --root page test/form/loudness.test.ts test/form/crossing.test.ts
	MUSICKING_COMPOSED=3000 python -m pytest tests/unit/form/test_compose.py -k full_combination

clean:
	rm -rf _build .venv node_modules musicking/_built .pytest_cache .mypy_cache .ruff_cache .hypothesis
