.DEFAULT_GOAL := help
.PHONY: help sure run test migrate translate

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
	. scripts/lib.sh && ensure_venv && \
	"$$venv/bin/pybabel" -q extract -F pyproject.toml -k _l --no-location --sort-output --project lawsuit-hub -o lawsuit_hub/translations/messages.pot . && \
	"$$venv/bin/pybabel" -q update -i lawsuit_hub/translations/messages.pot -d lawsuit_hub/translations --no-fuzzy-matching && \
	"$$venv/bin/pybabel" -q compile -d lawsuit_hub/translations --statistics

SHELL := /bin/bash
