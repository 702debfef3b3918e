# make demo   set up, render every example, show one in the terminal
# make test   set up and run every check
# PYTHON=/path/to/python3.12 chooses the Python that .venv is made with.
.DEFAULT_GOAL := help
.PHONY: help demo test bench fresh lock clean system-demo system-test setup-run setup-dev \
	check-types check-tests
MAKEFLAGS += --no-print-directory

export PATH := $(CURDIR)/.venv/bin:$(PATH)
ifdef PYTHON
export PYTHON
endif
# the checks start cjmap hundreds of times: each would compile it anew where an environment forbids to keep that
unexport PYTHONDONTWRITEBYTECODE

# the map that the demo prints in the terminal
SHOW ?= examples/buy-a-car/buy-a-car.cjm.yaml
# the current map, and its future one, that the demo compares
PAIR := examples/cart-to-checkout/cart-to-checkout

help:
	@echo 'make demo    set up, render every example to build/demo, show one in the terminal'
	@echo 'make test    set up and run every check'
	@echo 'make bench   print the speed table, measured here'
	@echo 'make fresh   write the generated files again'
	@echo 'make lock    resolve the lock files again (UPGRADE=1: newest of everything)'
	@echo 'make clean   remove what these made'

demo: setup-run
	cjmap validate examples
	cjmap render examples --to html,pdf -o build/demo
	cjmap diff $(PAIR:=.cjm.yaml) $(PAIR:=.future.cjm.yaml) -o build/demo/cart-to-checkout/gap-report.html
	cjmap diff $(PAIR:=.cjm.yaml) $(PAIR:=.future.cjm.yaml) -o build/demo/cart-to-checkout/gap-report.pdf
	cjmap show $(SHOW)
	@echo
	@echo 'The rendered maps and what two of them mean together, as pages and PDFs:'
	@find build/demo -type f \( -name '*.html' -o -name '*.pdf' \) | sort | sed 's/^/  /'

test: setup-dev
	ruff check
	ruff format --check
	@$(MAKE) -j2 check-types check-tests

check-types:
	mypy

# a file's tests run one after the other, so that what they share is made once; the slow ones of the browser come first
check-tests:
	pytest -n auto --dist loadfile --no-loadscope-reorder

bench: setup-dev
	python scripts/bench.py

fresh: setup-dev
	python scripts/fresh.py

lock: setup-dev
	scripts/lock

clean:
	rm -rf .venv build dist node_modules scripts/bench/node_modules
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +

system-demo:
	@scripts/system-packages demo

system-test:
	@scripts/system-packages test

setup-run: system-demo
	@scripts/setup run

setup-dev: system-test
	@scripts/setup dev
