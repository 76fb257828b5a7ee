"""What the law says about a breach, dated, each with its source and how sure we are. Amended law is a new row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

SURE, LIKELY = "sure", "likely"


@dataclass(frozen=True, slots=True)
class Fact:
    """`value` holds since a day; the newest row that has begun counts."""

    name: str
    value: int
    since: date
    source: str
    confidence: str


FACTS = (
    Fact("notify_hours", 72, date(2023, 9, 15), "개인정보 보호법 시행령 제39조", SURE),
    Fact("report_hours", 72, date(2023, 9, 15), "개인정보 보호법 시행령 제40조", SURE),
    Fact("report_people", 1_000, date(2023, 9, 15), "개인정보 보호법 시행령 제40조 1항 1호", SURE),
    Fact("web_days", 30, date(2023, 9, 15), "개인정보 보호법 시행령 제39조 3항", SURE),
    # The notice also tells of damages and mediation, and is owed where a leak is only possible. The decree that carries
    # it out was not yet to be had when this was written, hence not `sure`.
    Fact("compensation", 0, date(2023, 9, 15), "개인정보 보호법 제34조 1항", SURE),
    Fact("compensation", 1, date(2026, 9, 11), "개인정보 보호법(법률 제21445호) 제34조", LIKELY),
)
ITEMS = ("items", "when", "protect", "measures", "contact")
COMPENSATION = "compensation"


def fact(name: str, on: date) -> Fact:
    """What holds on a day; before the first row, the first."""
    rows = [one for one in FACTS if one.name == name]
    return max((one for one in rows if one.since <= on), key=lambda one: one.since, default=rows[0])


def notice_items(on: date) -> tuple[str, ...]:
    """What the law lists for the notice to the people, in its order."""
    return (*ITEMS, COMPENSATION) if fact(COMPENSATION, on).value else ITEMS


def report_reasons(*, affected: int, sensitive: bool, external: bool, on: date) -> Sequence[str]:
    """Why a breach has to be reported to the commission (PIPC/KISA); empty when nothing obliges."""
    applies = (
        ("people", affected >= fact("report_people", on).value),
        ("sensitive", sensitive),
        ("external", external),
    )
    return [name for name, it_does in applies if it_does]
