"""Whether somebody may get support, rule by rule, from what is known: yes, no or not known, with why and what would settle it. Pure.

A check is no decision: two caseworkers decide. Knows no database and no words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lawsuit_hub.features.costs.types import Answer, Item, Known, Rule, Rules, Status

YES, NO, UNKNOWN = Known.YES, Known.NO, Known.UNKNOWN


@dataclass(frozen=True, slots=True)
class Facts:
    """What the service knows of one person. `region`: of her lease; `status`: None where nobody said; `shown`: a paper of it was handed in;
    `seen_lease`: a caseworker saw her lease; `household_has`: the same house has it granted, or somebody whom she names applied,
    None for whoever is told nothing of others;
    `alone`: None where she has not said; `left`: won of this year's budget, None where there is none."""

    today: date
    region: str = ""
    seen_lease: bool = False
    status: Status | None = None
    shown: bool = False
    items: tuple[Item, ...] = ()
    household_known: bool = False
    household_has: bool | None = False
    alone: bool | None = None
    left: int | None = None


def evaluate(rules: Rules, facts: Facts) -> tuple[Answer, ...]:
    """Every rule of the programme, in order."""
    return (
        _window(rules, facts),
        _district(rules, facts),
        _status(rules, facts),
        _since(rules, facts),
        _costs(rules, facts),
        _household(facts),
        _one_of(rules, facts),
        _budget(rules, facts),
    )


def may_apply(answers: Iterable[Answer]) -> bool:
    """Nothing that is known speaks against it; a full budget does not either: there is a waiting list."""
    return all(one.known is not NO or one.rule is Rule.BUDGET for one in answers)


def recognisable(rules: Rules, item: Item) -> bool:
    return item.kind in rules.kinds and item.spent_on >= rules.spent_from


def _window(rules: Rules, facts: Facts) -> Answer:
    if facts.today < rules.opens:
        return Answer(Rule.WINDOW, NO, "not_yet", "wait")
    if rules.closes is not None and facts.today > rules.closes:
        return Answer(Rule.WINDOW, NO, "closed")
    return Answer(Rule.WINDOW, YES, "open")


def _district(rules: Rules, facts: Facts) -> Answer:
    if not facts.region:
        return Answer(Rule.DISTRICT, UNKNOWN, "no_address", "write_address")
    if not any(one in facts.region.split() or one == facts.region for one in rules.districts):
        return Answer(Rule.DISTRICT, NO, "elsewhere", "ask_desk")
    if not facts.seen_lease:
        return Answer(Rule.DISTRICT, UNKNOWN, "lease_unseen", "show_lease")
    return Answer(Rule.DISTRICT, YES, "here")


def _status(rules: Rules, facts: Facts) -> Answer:
    if facts.status is None:
        return Answer(Rule.STATUS, UNKNOWN, "status_unsaid", "say_status")
    if facts.status not in rules.statuses:
        return Answer(Rule.STATUS, NO, "status_none", "get_status")
    if not facts.shown:
        return Answer(Rule.STATUS, UNKNOWN, "status_unshown", "show_status")
    return Answer(Rule.STATUS, YES, "status_shown")


def _since(rules: Rules, facts: Facts) -> Answer:
    if not facts.items:
        return Answer(Rule.SINCE, UNKNOWN, "no_items", "write_items")
    after = [one.spent_on >= rules.spent_from for one in facts.items]
    if all(after):
        return Answer(Rule.SINCE, YES, "all_after")
    return Answer(Rule.SINCE, UNKNOWN, "some_before", "mend_items") if any(after) else Answer(Rule.SINCE, NO, "before")


def _costs(rules: Rules, facts: Facts) -> Answer:
    if not facts.items:
        return Answer(Rule.COSTS, UNKNOWN, "no_items", "write_items")
    fitting = [one.kind in rules.kinds for one in facts.items]
    if all(fitting):
        return Answer(Rule.COSTS, YES, "kinds_fit")
    return Answer(Rule.COSTS, UNKNOWN, "some_kinds", "mend_items") if any(fitting) else Answer(Rule.COSTS, NO, "kinds")


def _household(facts: Facts) -> Answer:
    if facts.household_has:
        return Answer(Rule.HOUSEHOLD, UNKNOWN, "same_house", "ask_desk")
    if not facts.household_known:
        return Answer(Rule.HOUSEHOLD, UNKNOWN, "no_address", "write_address")
    if facts.household_has is None:
        return Answer(Rule.HOUSEHOLD, UNKNOWN, "desk_compares")
    return Answer(Rule.HOUSEHOLD, YES, "first")


def _one_of(rules: Rules, facts: Facts) -> Answer:
    if not rules.one_of:
        return Answer(Rule.ONE_OF, YES, "no_others")
    if facts.alone is None:
        return Answer(Rule.ONE_OF, UNKNOWN, "unsaid", "declare")
    return Answer(Rule.ONE_OF, YES, "declared") if facts.alone else Answer(Rule.ONE_OF, NO, "got_other")


def _budget(rules: Rules, facts: Facts) -> Answer:
    if facts.left is None:
        return Answer(Rule.BUDGET, UNKNOWN, "no_budget", "wait")
    if facts.left <= 0:
        return Answer(Rule.BUDGET, NO, "used_up", "waiting_list")
    return Answer(Rule.BUDGET, YES, "left")
