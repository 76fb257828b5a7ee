"""이의신청: within days of the decision, with words and papers; a third person decides, and the money in dispute is kept meanwhile."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.costs import budgets, contents, deciding, granting, reading
from lawsuit_hub.features.costs.models import CostAppeal, CostApplication
from lawsuit_hub.features.costs.types import (
    APPEALABLE,
    LONGEST_WORDS,
    AnotherPerson,
    AppealOver,
    Application,
    BadWords,
    Findings,
    NoSuchApplication,
    NothingLeft,
    Stale,
    State,
    called,
)
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.refusals import ReasonHoldsNumber
from lawsuit_hub.infra.work import NotAllowed, Work
from lawsuit_hub.infra.written import scrubbed

_SHORTEST = 5


def appeal(work: Work, number: int, words: str, *, seen: int) -> None:
    """Hers. What is in dispute is held for her as far as there is money. Raises NoSuchApplication, Stale, AppealOver, BadWords."""
    work.require(Permission.OWN_WRITE)
    if work.actor.id is None:
        raise NotAllowed
    kept = _kept(words)
    budgets.take_turn(work, reading.row_of(work, number).programme_id)
    victims.hold(work, work.actor.id)
    row = reading.row_of(work, number, lock=True)
    if row.victim_id != work.actor.id:
        raise NoSuchApplication
    if row.turn != seen or State(row.state) not in APPEALABLE:
        raise Stale
    before = work.db.scalar(select(CostAppeal.id).where(CostAppeal.application_id == row.id))
    if before is not None or row.appeal_until is None or work.today > row.appeal_until:
        raise AppealOver
    made = CostAppeal(id=new_id(), application_id=row.id, victim_id=row.victim_id, made_at=work.now, held=0)
    made.words = contents.seal_words(work, made, "cost_appeals.words", kept)
    wanted = reading.view(work, row).most - row.amount
    try:
        with work.db.begin_nested():
            if wanted > 0:
                made.held_year = budgets.reserve(work, row.programme_id, wanted, year=row.budget_year)
                made.held = wanted if made.held_year is not None else 0
            work.db.add(made)
            work.db.flush()
    except IntegrityError:
        raise AppealOver from None
    _moved(work, row)
    audit.record(work, "cost:appealed", about=row.victim_id, number=called(row.number), held=made.held)
    work.db.flush()


def decide(work: Work, number: int, *, more: int, reason: str, seen: int) -> None:
    """Neither of the two says: `more` won than was granted, or nothing. Raises NoSuchApplication, Stale, AnotherPerson, NothingLeft,
    HouseholdHasIt, AnotherOpen, BadWords, ReasonMissing, ReasonHoldsNumber."""
    work.require(Permission.COST_DECIDE)
    kept, row = audit.clean_reason(reason), reading.row_for_money(work, number)
    stands = work.db.scalar(select(CostAppeal).where(CostAppeal.application_id == row.id))
    if row.turn != seen or stands is None or stands.outcome is not None or State(row.state) not in APPEALABLE:
        raise Stale
    if work.actor.id in {None, row.first_by, row.second_by}:
        raise AnotherPerson
    view = reading.view(work, row)
    if not 0 <= more <= view.most - row.amount:
        raise BadWords("range", "more")
    with work.db.begin_nested():  # who is refused here leaves what was held
        kept_of = stands.held_year
        granting.release_appeal(work, row)
        if more:
            _grant_more(work, row, more, kept_of)
    stands.decided_at, stands.decided_by = work.now, work.actor.id
    stands.outcome = "granted" if more else "denied"
    contents.put_findings(work, row, _found(view, kept, more))
    _moved(work, row)
    audit.record(work, "cost:appeal-decided", about=row.victim_id, reason=kept, number=called(row.number), more=more)
    deciding.tell(work, row, appealed=True)
    work.db.flush()
    granting.promote(work, row.programme_id)


def _grant_more(work: Work, row: CostApplication, more: int, kept_of: int | None) -> None:
    """The year of what is granted later is that of the first grant, where there was one: the money of another year stays there."""
    if row.state == State.REJECTED.value:
        if not granting.grant(work, row, more, kept_of=kept_of):
            raise NothingLeft(kept_of or work.today.year)
        return
    if budgets.reserve(work, row.programme_id, more, year=row.budget_year) is None:
        raise NothingLeft(row.budget_year or work.today.year)
    row.amount += more
    granting.carry(work, row, more)
    if row.state == State.PAID.value:
        row.state = State.APPROVED.value


def _found(view: Application, reason: str, more: int) -> Findings:
    """What was found at first, with what the appeal added: to the costs that were recognised for less, in their order."""
    found = view.findings
    assert found is not None  # noqa: S101 - whatever was decided was looked at
    recognised = list(found.recognised)
    for place, item in enumerate(view.content.items):
        added = min(more, item.amount - recognised[place])
        recognised[place] += added
        more -= added
    approve = found.approve or sum(recognised) > 0
    return Findings(found.rules, tuple(recognised), found.because, approve, reason, found.household_no)


def _kept(words: str) -> str:
    if len(words) > LONGEST_WORDS:
        raise BadWords("long", "words")
    try:
        kept = scrubbed(words).strip()
    except ReasonHoldsNumber:
        raise BadWords("number", "words") from None
    if len(kept) < _SHORTEST:
        raise BadWords("empty", "words")
    return kept


def _moved(work: Work, row: CostApplication) -> None:
    row.turn += 1
    row.moved_at = work.now
