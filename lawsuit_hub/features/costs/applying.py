"""A member applies: saves and goes on later, submits, answers what she was asked for, takes back, mends her account. Opens no identity."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.costs import budgets, contents, granting, programmes, reading, said
from lawsuit_hub.features.costs.models import CostApplication, CostProgramme
from lawsuit_hub.features.costs.types import (
    LONGEST_WORDS,
    OVER,
    WITHDRAWABLE,
    WRITABLE,
    Account,
    Application,
    Content,
    NoSuchApplication,
    NotWhole,
    Stale,
    State,
    Written,
)
from lawsuit_hub.features.victims import houses
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.numbers import add_numbered
from lawsuit_hub.infra.refusals import NotYours, TooMany
from lawsuit_hub.infra.work import Work

RATE = "60 per hour"


def begin(work: Work, programme_no: int) -> int:
    """The number of her application to this programme: the open one - also a refused one whose appeal is open -, or a new draft under the
    rules in force. Raises NoSuchApplication."""
    me = _me(work)
    victims.hold(work, me)
    programme = work.db.scalar(select(CostProgramme).where(CostProgramme.number == programme_no))
    if programme is None or programme.live_turn is None:
        raise NoSuchApplication
    before = _open_row(work, me, programme.id)
    if before is not None:
        return before.number
    work.limits.hit(RATE, "cost", str(me))

    def made(number: int) -> CostApplication:
        row = CostApplication(id=new_id(), number=number, programme_id=programme.id, victim_id=me)
        row.version_turn, row.state, row.turn = programme.live_turn or 0, State.DRAFT.value, 1
        row.made_at = row.moved_at = work.now
        contents.put(work, row, Content())
        return row

    row = add_numbered(work.db, CostApplication.number, made)
    if row is None:
        raise TooMany
    audit.record(work, "cost:begun", about=me, number=reading.view(work, row).called)
    return row.number


def mine(work: Work, number: int) -> Application:
    """Raises NoSuchApplication."""
    work.require(Permission.OWN_READ)
    row = reading.row_of(work, number)
    if row.victim_id != work.actor.id:
        raise NoSuchApplication
    return reading.view(work, row)


def other_open(work: Work, number: int) -> int | None:
    """Another of hers to the same programme that is open. Raises NoSuchApplication."""
    mine(work, number)
    return reading.other_open(work, reading.row_of(work, number))


def all_mine(work: Work) -> tuple[Application, ...]:
    """The newest first."""
    work.require(Permission.OWN_READ)
    rows = select(CostApplication).where(CostApplication.victim_id == work.actor.id)
    return reading.views(work, work.db.scalars(rows.order_by(CostApplication.number.desc())).all())


def save(work: Work, number: int, written: Written, *, seen: int) -> None:
    """As far as she got. Raises NoSuchApplication, Stale, BadWords."""
    row = _writable(work, number, seen)
    before = contents.read(work, row) or Content()
    content = replace(
        before,
        status=written.status,
        status_on=written.status_on,
        items=said.items_of(work, written.items),
        alone=written.alone,
        answered=said.kept(written.answered, "answered", longest=LONGEST_WORDS),
    )
    with work.db.begin_nested():  # an account that is refused leaves nothing of itself
        if written.account is not None:
            content = replace(content, account=said.take_account(work, row, written.account))
        if written.members is not None:
            content = replace(content, members=said.take_members(work, row, written.members))
        contents.put(work, row, content)
        _moved(work, row)
        work.db.flush()


def submit(work: Work, number: int, *, seen: int) -> None:
    """From now on the desk has it; the rules in force now count. Raises NoSuchApplication, Stale, NotWhole."""
    row = _writable(work, number, seen)
    seen_now = reading.view(work, row)
    if lacking := said.missing(seen_now):
        raise NotWhole(lacking)
    programme = work.db.get_one(CostProgramme, row.programme_id)
    rules = programmes.rules_of(work, programme.id, programme.live_turn or row.version_turn)
    if work.today < rules.opens or (rules.closes is not None and work.today > rules.closes and not row.submitted_at):
        raise NotWhole(("window",))
    row.version_turn = programme.live_turn or row.version_turn
    row.household_index = houses.of_people(work, [row.victim_id])[row.victim_id]
    row.state, row.submitted_at = State.SUBMITTED.value, row.submitted_at or work.now
    _moved(work, row)
    audit.record(work, "cost:submitted", about=row.victim_id, number=seen_now.called, pages=len(seen_now.pages))
    work.db.flush()


def withdraw(work: Work, number: int, *, seen: int) -> None:
    """She takes it back: what was granted goes to whoever waits. Raises NoSuchApplication, Stale."""
    budgets.take_turn(work, mine(work, number).programme_id)
    row = _own(work, number)
    if row.turn != seen or State(row.state) not in WITHDRAWABLE:
        raise Stale
    paid, year = granting.on_its_way(work, row.id), row.budget_year
    granting.give_up(work, row)
    granting.take_off(work, row, left=paid)
    row.state = State.WITHDRAWN.value
    if paid:  # what she got stays hers, and her household's once: only the rest is taken back
        row.state, row.amount, row.budget_year = State.PAID.value, paid, year
    _moved(work, row)
    audit.record(work, "cost:withdrawn", about=row.victim_id, number=reading.view(work, row).called)
    work.db.flush()
    granting.promote(work, row.programme_id)


def mend_account(work: Work, number: int, account: Account, *, seen: int) -> None:
    """The finance office could not pay there: another account, and it goes into the next list. Raises NoSuchApplication, Stale, BadWords."""
    row = _own(work, number)
    if row.turn != seen or State(row.state) not in {State.APPROVED, State.WAITING, State.FAILED}:
        raise Stale
    content = contents.read(work, row) or Content()
    contents.put(work, row, replace(content, account=said.take_account(work, row, account)))
    if row.state == State.FAILED.value:
        row.state = State.APPROVED.value
    _moved(work, row)
    audit.record(work, "cost:account", about=row.victim_id, number=reading.view(work, row).called)
    work.db.flush()


def _writable(work: Work, number: int, seen: int) -> CostApplication:
    row = _own(work, number)
    if row.turn != seen or State(row.state) not in WRITABLE:
        raise Stale
    return row


def _own(work: Work, number: int) -> CostApplication:
    me = _me(work)
    victims.hold(work, me)
    row = reading.row_of(work, number, lock=True)
    if row.victim_id != me:
        raise NoSuchApplication
    return row


def _moved(work: Work, row: CostApplication) -> None:
    row.turn += 1
    row.moved_at = work.now


def _open_row(work: Work, victim_id: UUID, programme_id: UUID) -> CostApplication | None:
    rows = select(CostApplication).where(
        CostApplication.victim_id == victim_id, CostApplication.programme_id == programme_id
    )
    over = [one.value for one in OVER]
    still = CostApplication.state.not_in(over) | CostApplication.id.in_(reading.open_appeals())
    return work.db.scalar(rows.where(still).order_by(CostApplication.number.desc()).limit(1))


def _me(work: Work) -> UUID:
    work.require(Permission.OWN_WRITE)
    if work.actor.id is None:
        raise NotYours
    me: UUID = work.actor.id
    return me
