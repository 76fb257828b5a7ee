"""What became of payments: paid, failed (she gives another account), a list called off, money that came back. Each is settled once."""

from datetime import date, datetime

from sqlalchemy import select, update

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.costs import budgets, deciding, granting, paying, reading
from lawsuit_hub.features.costs.models import CostApplication, CostBatch, CostPayment
from lawsuit_hub.features.costs.types import PaymentState, Stale, State, UnfitResult, called
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.dates import KST


def settle(work: Work, batch_no: int, results: list[tuple[int, date | None]]) -> int:
    """How many were settled now; what was settled so before is no mistake. Raises NoSuchApplication, UnfitResult; then nothing is."""
    work.require(Permission.COST_PAY)
    batch = _held(work, batch_no)
    rows = {
        one.application_number: one
        for one in work.db.scalars(select(CostPayment).where(CostPayment.batch_id == batch.id))
    }
    said = dict(results)
    for number, paid_on in results:
        row = rows.get(number)
        if row is None or said[number] != paid_on or not _fits(row, paid_on):
            raise UnfitResult(number)
        if paid_on is not None and not _kst(batch.made_at) <= paid_on <= work.today:
            raise UnfitResult(number)
    done = 0
    for number, paid_on in said.items():
        if rows[number].state == PaymentState.HANDED.value:
            _settle(work, rows[number], _outcome(paid_on), paid_on)
            done += 1
    audit.record(work, "cost:settled", about=batch.id, kind="cost_batch", number=batch_no, rows=done)
    work.db.flush()
    return done


def _outcome(paid_on: date | None) -> PaymentState:
    return PaymentState.FAILED if paid_on is None else PaymentState.PAID


def _fits(row: CostPayment, paid_on: date | None) -> bool:
    """Nothing was said of it yet, or just this: another day is another result."""
    return row.state == PaymentState.HANDED.value or (row.state, row.paid_on) == (_outcome(paid_on).value, paid_on)


def _kst(moment: datetime) -> date:
    return moment.astimezone(KST).date()


def call_off(work: Work, batch_no: int, *, reason: str) -> None:
    """The finance office paid nothing of it: everybody in it is granted as before. Raises NoSuchApplication, Stale, ReasonMissing,
    ReasonHoldsNumber."""
    work.require(Permission.COST_PAY)
    kept, batch = audit.clean_reason(reason), _held(work, batch_no)
    rows = work.db.scalars(select(CostPayment).where(CostPayment.batch_id == batch.id)).all()
    if batch.called_off_at is not None or any(one.state != PaymentState.HANDED.value for one in rows):
        raise Stale
    for row in rows:
        row.state, row.settled_at, row.settled_by = PaymentState.CALLED_OFF.value, work.now, work.actor.id
        if work.db.get(CostApplication, row.application_id) is None:  # she was erased: it goes into no other list
            budgets.release(work, row.programme_id, row.budget_year, row.amount)
        _application_is(work, row, State.APPROVED)
    batch.called_off_at = work.now
    drop_file(work, batch)
    audit.record(work, "cost:list-called-off", about=batch.id, kind="cost_batch", reason=kept, number=batch_no)
    work.db.flush()


def came_back(work: Work, number: int, *, reason: str, seen: int) -> None:
    """All that was paid for an application came back: the money is there for others. Raises NoSuchApplication, Stale, ReasonMissing,
    ReasonHoldsNumber."""
    work.require(Permission.COST_PAY)
    kept, row = audit.clean_reason(reason), reading.row_for_money(work, number)
    if row.turn != seen or row.state != State.PAID.value:
        raise Stale
    paid = select(CostPayment).where(CostPayment.application_id == row.id, CostPayment.state == "paid")
    for payment in work.db.scalars(paid.with_for_update()).all():
        payment.state = PaymentState.REFUNDED.value
        budgets.give_back(work, row.programme_id, payment.budget_year, payment.amount)
    granting.end_appeal(work, row)
    granting.take_off(work, row, left=0)
    row.state, row.moved_at, row.turn = State.REFUNDED.value, work.now, row.turn + 1
    audit.record(work, "cost:refunded", about=row.victim_id, reason=kept, number=called(number))
    work.db.flush()
    granting.promote(work, row.programme_id)


def drop_file(work: Work, batch: CostBatch) -> None:
    if batch.file is not None:
        batch.file = None
        work.keys.forget(batch.id)


def _settle(work: Work, row: CostPayment, wanted: PaymentState, paid_on: date | None) -> None:
    row.state, row.settled_at, row.settled_by, row.paid_on = wanted.value, work.now, work.actor.id, paid_on
    application = work.db.get(CostApplication, row.application_id)
    if paid_on is not None:
        budgets.pay(work, row.programme_id, row.budget_year, row.amount)
    elif application is None:  # she was erased: nobody will give another account
        budgets.release(work, row.programme_id, row.budget_year, row.amount)
    work.db.flush()
    if application is None:
        return
    left = application.amount - granting.on_its_way(work, application.id)
    _application_is(work, row, State.FAILED if paid_on is None else State.APPROVED if left else State.PAID)
    audit.record(
        work, "cost:payment", about=application.victim_id, number=called(application.number), outcome=wanted.value
    )
    deciding.news(work, application)


def _application_is(work: Work, row: CostPayment, state: State) -> None:
    one = update(CostApplication).where(CostApplication.id == row.application_id)
    work.db.execute(one.values(state=state.value, moved_at=work.now, turn=CostApplication.turn + 1))


def _held(work: Work, number: int) -> CostBatch:
    """Whoever settles a list holds it: two who bring the same result settle it once."""
    batch = paying.batch_row(work, number)
    programmes = select(CostPayment.programme_id).where(CostPayment.batch_id == batch.id).distinct()
    for programme_id in sorted(work.db.scalars(programmes)):
        budgets.take_turn(work, programme_id)
    people = select(CostPayment.victim_id).where(CostPayment.batch_id == batch.id, CostPayment.victim_id.is_not(None))
    victims.hold_all(work, {one for one in work.db.scalars(people) if one is not None})
    row = select(CostBatch).where(CostBatch.number == number).with_for_update()
    return work.db.scalars(row.execution_options(populate_existing=True)).one()
