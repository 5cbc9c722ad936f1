# Sets up, runs and checks Yishi. HOST, PORT, DATABASE_URL and the YISHI_ settings pass through, from the environment or
# behind the target: `make run HOST=0.0.0.0 PORT=8080`. Each step leaves a stamp, so a second run does no work twice.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

PY := .venv/bin/python
# Python keeps what it compiled, whatever the surroundings say: the suite starts the program some hundred times.
export PYTHONDONTWRITEBYTECODE :=
WORKERS ?= 3

.PHONY: help
help: ## this menu · 菜单
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

.PHONY: setup
setup: .setup/system .venv/.run .venv/.command static/vendor/.copied ## install what is missing, and nothing else · 安装所需软件
	@echo "== set up 安装就绪"

.PHONY: demo
demo: setup ## a sample community on 127.0.0.1:8000, with sign-in links · 演示
	@.venv/bin/yishi demo

.PHONY: run
run: setup ## your own community: the first visit is a wizard · 正式使用
	@.venv/bin/yishi run

.PHONY: migrate
migrate: setup ## bring the tables of DATABASE_URL up to date · 升级数据库
	@.venv/bin/yishi migrate

.PHONY: test
test: setup .venv/.test .setup/browser ## every test, in a browser too; ARGS="-k roll" chooses · 全部测试
	@$(PY) -m pytest -n $(WORKERS) --dist loadgroup $(ARGS)

.PHONY: test-fast
test-fast: setup .venv/.test ## the tests that need no browser · 快速测试
	@$(PY) -m pytest -n $(WORKERS) --dist loadgroup -m "not browser" $(ARGS)

.PHONY: lint
lint: setup .venv/.test ## ruff, mypy and the import contracts · 代码检查
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports

.PHONY: format
format: setup .venv/.test ## let ruff put the code in order · 代码整理
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

.PHONY: bench
bench: setup .venv/.test ## measure against a bare Flask on this machine · 性能测量
	@$(PY) -m bench $(ARGS)

.PHONY: mutants
mutants: setup .venv/.mutants ## break the law of the meeting on purpose and see the tests notice; takes about ten minutes · 变异测试
	@$(PY) -m mutmut run $(ARGS)
	@$(PY) -m mutmut results

.PHONY: screenshots
screenshots: setup .venv/.test .setup/browser ## pictures of the pages into docs/screenshots · 截图
	@SCREENSHOTS=docs/screenshots $(PY) -m pytest -m browser $(ARGS)

.PHONY: lock
lock: .venv/.run ## pin the packages anew; LOCK=--upgrade takes newer ones · 重新锁定依赖
	@deploy/setup/lock.sh

.PHONY: clean
clean: ## remove what setup and the tests made; data in instance/ stays · 清理
	rm -rf .venv .setup node_modules static/vendor build *.egg-info
	rm -rf mutants .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps. Those in .venv and static/vendor go when their folder goes, and the step is done again.

.setup/system: deploy/setup/system.sh
	@deploy/setup/system.sh
	@mkdir -p .setup && touch $@

.venv/.run: requirements.txt | .setup/system
	@deploy/setup/python.sh requirements.txt
	@touch $@

.venv/.test: requirements-dev.txt | .venv/.run
	@deploy/setup/python.sh requirements-dev.txt
	@touch $@

.venv/.mutants: deploy/setup/requirements-mutants.txt | .venv/.test
	@deploy/setup/python.sh deploy/setup/requirements-mutants.txt
	@touch $@

# The command `yishi` and the import path; without build isolation, so that nothing unpinned is fetched.
.venv/.command: pyproject.toml .venv/.run
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-input --no-build-isolation --no-deps --editable .
	@touch $@

node_modules/.fetched: package-lock.json | .venv/.run
	@deploy/setup/node.sh
	@touch $@

# What pages use; the rest of node_modules is for the tests.
static/vendor/.copied: node_modules/.fetched
	@mkdir -p static/vendor
	@cp node_modules/htmx.org/dist/htmx.min.js node_modules/htmx.org/dist/ext/hx-ptag.min.js \
	    node_modules/@picocss/pico/css/pico.min.css node_modules/signature_pad/dist/signature_pad.umd.min.js static/vendor/
	@touch $@

.setup/browser: | .setup/system
	@deploy/setup/browser.sh $@
