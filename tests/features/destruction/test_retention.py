"""The table of periods: whole, on paper as in code, and counted to the day."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta

import pytest

from lawsuit_hub.features.destruction.due import _FINDERS
from lawsuit_hub.features.destruction.retention import BY_KIND, RULES, Way, moved
from lawsuit_hub.settings import BadSettings, Settings
from tests.rules.source import ROOT

PAPER = (ROOT / "docs" / "retention.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.kind)
def test_the_paper_says_what_the_table_says(rule) -> None:  # type: ignore[no-untyped-def]
    (line,) = [line for line in PAPER.splitlines() if line.startswith(f"| `{rule.kind}` ")]
    defaults = {field.name: field.default for field in fields(Settings)}
    period = f"`{rule.setting}`: {defaults[rule.setting]} {rule.unit}" if rule.setting else rule.period
    assert period in line and rule.ground in line and rule.since in line


def test_every_kind_that_waits_for_approval_can_be_listed() -> None:
    assert {kind for kind, rule in BY_KIND.items() if rule.way is Way.APPROVAL} == set(_FINDERS)


@pytest.mark.parametrize(
    ("start", "years", "end"),
    [((2026, 3, 2), -5, (2021, 3, 2)), ((2028, 2, 29), -5, (2023, 2, 28)), ((2028, 2, 29), 3, (2031, 3, 1)), ((2028, 2, 29), 4, (2032, 2, 29))],
)  # fmt: skip
def test_a_leap_day_is_never_kept_shorter(start: tuple[int, int, int], years: int, end: tuple[int, int, int]) -> None:
    assert moved(datetime(*start, tzinfo=UTC), years=years) == datetime(*end, tzinfo=UTC)
    assert moved(datetime(*start, tzinfo=UTC), years=0) - datetime(*start, tzinfo=UTC) == timedelta(0)


def test_more_than_five_days_to_think_are_refused(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "hub.toml").write_text("erasure_days = 6\n", encoding="utf-8")
    with pytest.raises(BadSettings, match="erasure_days"):
        Settings.load(tmp_path, {})
