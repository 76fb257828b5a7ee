"""Two people decide: the first looks at each rule and each cost, the second agrees or gives it back. Whoever did the one never does the other."""

from dataclasses import replace

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.costs import budgets, contents, deciding, granting, reading, rules
from lawsuit_hub.features.costs.models import CostApplication
from lawsuit_hub.features.costs.types import (
    LONGEST_WORDS,
    MOST_HOUSEHOLDS,
    AnotherPerson,
    Application,
    BadWords,
    Findings,
    Known,
    Rule,
    Stale,
    State,
    called,
)
from lawsuit_hub.infra.work import NotAllowed, Work
from lawsuit_hub.infra.written import scrubbed

SUBMITTED = frozenset({State.SUBMITTED})
RETURNED = "returned"


def ask(work: Work, number: int, *, words: str, seen: int) -> None:
    """More is needed: she reads the words and answers. Raises NoSuchApplication, Stale, ReasonMissing, ReasonHoldsNumber."""
    work.require(Permission.COST_CHECK)
    kept, row = audit.clean_reason(words), _held(work, number, seen, SUBMITTED)
    content = reading.view(work, row).content
    contents.put(work, row, replace(content, asked=kept, answered=""))
    row.state = State.MORE.value
    _moved(work, row)
    audit.record(work, "cost:asked", about=row.victim_id, reason=kept, number=called(row.number))
    deciding.news(work, row)
    work.db.flush()


def check(work: Work, number: int, found: Findings, *, seen: int) -> None:
    """The first word: each rule, each cost, what she proposes. Raises NoSuchApplication, Stale, BadWords, ReasonMissing,
    ReasonHoldsNumber."""
    work.require(Permission.COST_CHECK)
    if work.actor.id is None:
        raise NotAllowed
    row = _held(work, number, seen, SUBMITTED)
    kept = _checked(reading.view(work, row), found)
    contents.put_findings(work, row, kept)
    row.state, row.household_no = State.CHECKED.value, kept.household_no
    row.first_at, row.first_by, row.second_at, row.second_by = work.now, work.actor.id, None, None
    _moved(work, row)
    audit.record(work, "cost:checked", about=row.victim_id, number=called(row.number), approve=kept.approve)
    work.db.flush()


def decide(work: Work, number: int, *, agree: bool, reason: str, seen: int) -> State:
    """The second word: agreeing grants the money, or a place on the waiting list, or refuses, as the first proposed; else it goes back to be
    looked at again. Raises NoSuchApplication, Stale, AnotherPerson, HouseholdHasIt, AnotherOpen, ReasonMissing,
    ReasonHoldsNumber."""
    work.require(Permission.COST_DECIDE)
    if work.actor.id is None:
        raise NotAllowed
    kept = audit.clean_reason(reason)
    budgets.take_turn(work, reading.row_of(work, number).programme_id)
    row = _held(work, number, seen, frozenset({State.CHECKED}))
    if row.first_by == work.actor.id:
        raise AnotherPerson
    if not agree:
        return _give_back(work, row, kept)
    found = contents.read_findings(work, row)
    if found is None:
        raise Stale
    with work.db.begin_nested():  # who is refused here leaves no money behind
        row.second_at, row.second_by = work.now, work.actor.id
        if found.approve:
            granting.grant(work, row, _amount(reading.view(work, row), found))
        else:
            row.state, row.amount = State.REJECTED.value, 0
            _moved(work, row)
    audit.record(
        work,
        "cost:decided",
        about=row.victim_id,
        reason=kept,
        number=called(row.number),
        outcome=row.state,
        amount=row.amount,
    )
    if row.state == State.WAITING.value:
        deciding.news(work, row)
    else:
        deciding.tell(work, row)
    work.db.flush()
    return State(row.state)


def _give_back(work: Work, row: CostApplication, reason: str) -> State:
    """Its findings stay for whoever looks again, who may be the first or another; nobody has decided yet."""
    row.state, row.first_by, row.first_at, row.second_by = State.SUBMITTED.value, None, None, None
    _moved(work, row)
    audit.record(work, "cost:given-back", about=row.id, kind="cost", reason=reason, number=called(row.number))
    work.db.flush()
    return State.SUBMITTED


def _amount(one: Application, found: Findings) -> int:
    return min(sum(found.recognised), one.rules.per_household)


def _checked(one: Application, found: Findings) -> Findings:
    """Every rule and every cost has its answer, and whoever recognises less says why. Raises BadWords, ReasonMissing."""
    if set(found.rules) != set(Rule) - {Rule.BUDGET}:
        raise BadWords("empty", "rules")
    if len(found.recognised) != len(one.content.items) or len(found.because) != len(found.recognised):
        raise BadWords("empty", "items")
    because = tuple(scrubbed(text[:LONGEST_WORDS]).strip() for text in found.because)
    for item, won, why in zip(one.content.items, found.recognised, because, strict=True):
        if not 0 <= won <= item.amount or (won and not rules.recognisable(one.rules, item)):
            raise BadWords("range", "items")
        if won < item.amount and not why:
            raise BadWords("because", "items")
    if found.approve and (not sum(found.recognised) or any(each is not Known.YES for each in found.rules.values())):
        raise BadWords("no_rule", "approve")
    if not 1 <= found.household_no <= MOST_HOUSEHOLDS:
        raise BadWords("range", "household_no")
    return replace(found, because=because, reason=audit.clean_reason(found.reason))


def _held(work: Work, number: int, seen: int, states: frozenset[State]) -> CostApplication:
    row = reading.held(work, number)
    if row.turn != seen or State(row.state) not in states:
        raise Stale
    return row


def _moved(work: Work, row: CostApplication) -> None:
    row.turn += 1
    row.moved_at = work.now
