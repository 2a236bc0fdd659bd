# Each target first makes .venv ready (.ci/bootstrap.sh), which takes a moment where nothing is to do.
# Without make: sh .ci/bootstrap.sh && .venv/bin/cxaudit demo

.PHONY: demo test lint bench clean bootstrap

demo: bootstrap                 # the sample audit's report; prints where the PDF is
	@.venv/bin/cxaudit demo

# Compiled files are kept even where Python is told not to: the tests start the command many times.
test: bootstrap                 # ARGS="-k scoring"; by default in as many processes as there are cores
	@PYTHONDONTWRITEBYTECODE= .venv/bin/python -m pytest -q $(or $(ARGS),-n auto --dist worksteal)

lint: bootstrap
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check --quiet cxaudit tests
	@.venv/bin/mypy

bench: bootstrap
	@.venv/bin/python tests/bench.py $(ARGS)

clean:                          # what can be made again, except .venv
	rm -rf build dist *.egg-info .hypothesis .mypy_cache .pytest_cache .ruff_cache
	rm -f ./*.pdf
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

bootstrap:
	@sh .ci/bootstrap.sh
