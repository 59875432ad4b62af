# One command each; every one sets up what it needs and skips what is done.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INDEX ?= var/index
CORPUS ?= corpus
export Q

.PHONY: help ask serve index test test-quick eval bench bench-scale soak fuzz screenshots
.DEFAULT_GOAL := help

help:
	@echo 'make ask Q="..."   answer a question about the orders in $(CORPUS)/'
	@echo 'make serve         the chat in a browser'
	@echo 'make index         bring the index up to date'
	@echo 'make test          the whole suite, ruff and mypy'
	@echo 'make test-quick    tables of phrases, types and lint, in less than a minute'
	@echo 'make eval          how well the gold questions are answered'
	@echo 'make bench         how long it takes'
	@echo 'make bench-scale   the same with a million paragraphs (N=100000: with so many)'
	@echo 'make soak          100,000 questions while orders come and go: memory stays (N=10000: so many)'
	@echo 'make fuzz          hostile input, a minute for each reader (N=600: seconds each)'
	@echo 'make screenshots   pictures of the chat, for README'

ask: $(VENV)/installed index
	@test -n "$$Q" || { echo 'make ask Q="your question"' >&2; exit 2; }
	@$(BIN)/so-ordered ask --index $(INDEX) -- "$$Q"

serve: $(VENV)/installed index
	$(BIN)/so-ordered serve --index $(INDEX)

# A file that cannot be indexed is named; the other orders still answer.
index: $(VENV)/installed
	@$(BIN)/so-ordered index $(CORPUS) --index $(INDEX) --brief || test -f $(INDEX)/CURRENT

test: $(VENV)/tests-installed
	$(BIN)/python -m pytest -n 2 --dist worksteal
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m eval check

# The tables of phrases, which need neither a model nor a server.
QUICK := tests/test_arrow.py tests/test_no_fitting.py $(addprefix tests/indexer/test_,caption.py courts.py deadlines.py \
	docket_numbers.py frames.py judges.py lazy.py names.py operators.py periods.py sentences.py) \
	$(addprefix tests/assistant/test_,counting.py cues.py dates.py daycount.py facts.py legal_holidays.py question.py)

test-quick: $(VENV)/tests-installed
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 $(QUICK)

eval: $(VENV)/tests-installed
	$(BIN)/python -m eval check

bench: $(VENV)/installed
	$(BIN)/python -m eval.bench
	$(BIN)/python -m eval.bench.web --index $(INDEX) --corpus $(CORPUS)

# Hours at a million; what was made is kept in var/scale.
bench-scale: $(VENV)/installed
	$(BIN)/python -m eval.bench.scale $(if $(N),--paragraphs $(N))

# An hour or so.
soak: $(VENV)/installed index
	$(BIN)/python -m eval.robustness.soak --index $(INDEX) --corpus $(CORPUS) $(if $(N),--questions $(N))

# What it finds lies in var/fuzz/found, with the command that shows it again.
fuzz: $(VENV)/fuzz-installed
	$(BIN)/python -m tests.fuzz $(if $(N),--seconds $(N))

screenshots: $(VENV)/tests-installed index
	SO_ORDERED_INDEX=$(INDEX) $(BIN)/python tests/browser/screenshots.py

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo 'installing (once; a few minutes)'
	$(BIN)/python -m pip install -q -c constraints.txt -e .
	@touch $@

$(VENV)/tests-installed: $(VENV)/installed
	$(BIN)/python -m pip install -q -c constraints.txt -e '.[dev]'
	@touch $@

$(VENV)/fuzz-installed: $(VENV)/tests-installed
	$(BIN)/python -m pip install -q -c constraints.txt -e '.[dev,fuzz]'
	@touch $@
