.DEFAULT_GOAL := help
.PHONY: help sure run test migrate translate pictures

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

sure: ## everything a change has to pass: lint, types, import contracts, the suite
	./scripts/test

run: ## the demo, on http://127.0.0.1:8000
	./scripts/demo

test: ## the suite alone, on both databases, without the browser
	. scripts/lib.sh && ensure_dev_venv && "$$venv/bin/pytest" -n 2 -m "not e2e"

migrate: ## bring the instance's database to the newest schema
	./scripts/hub migrate

translate: ## gather the texts, bring the translations up to date, compile them
	. scripts/lib.sh && ensure_venv && template="$$(mktemp)" && trap 'rm -f "$$template"' EXIT && \
	"$$venv/bin/pybabel" -q extract -F pyproject.toml -k _l -k lazy_pgettext:1c,2 --no-location --sort-output -o "$$template" . && \
	"$$venv/bin/pybabel" -q update -i "$$template" -d lawsuit_hub/translations -l en --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 120 && \
	"$$venv/bin/pybabel" compile -d lawsuit_hub/translations -l en --statistics

pictures: ## make the README's pictures anew
	. scripts/lib.sh && ensure_dev_venv && "$$venv/bin/python" -m tests.e2e.pictures

SHELL := /bin/bash
