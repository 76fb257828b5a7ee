"""The list for the finance office: who is granted and not on her way yet, in a file locked with a password that is shown once; each
payment once. Whoever agreed to an application as the second, or granted its appeal, never hands it on herself."""

import hashlib
import io
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import func, select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.costs import budgets, contents, granting, reading
from lawsuit_hub.features.costs.models import CostAppeal, CostApplication, CostBatch, CostPayment
from lawsuit_hub.features.costs.reading import Rows
from lawsuit_hub.features.costs.types import (
    Account,
    Batch,
    FileGone,
    Made,
    NoSuchApplication,
    NothingToPay,
    Payment,
    PaymentState,
    State,
    called,
)
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra import workbook
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.numbers import add_numbered
from lawsuit_hub.infra.refusals import TooMany
from lawsuit_hub.infra.work import NotAllowed, Work
from lawsuit_hub.privacy.file_lock import lock_xlsx
from lawsuit_hub.privacy.keyring import CannotOpen, Place
from lawsuit_hub.privacy.passwords import make_password

FILE_LIES = timedelta(hours=24)
MOST_ROWS = 2000
TITLES = ("신청 번호", "예금주", "은행", "계좌번호", "금액(원)", "적요")
_WIDTHS = (12, 20, 16, 24, 14, 20)
_Row = tuple[CostPayment, Account]


def ready(work: Work) -> tuple[int, int, int]:
    """How many she may hand on now, their sum, and how many wait for somebody else because she agreed to them herself."""
    work.require(Permission.COST_PAY)
    rows = work.db.scalars(_payable()).all()
    hers = _others(work, rows)
    total = sum(one.amount - granting.on_its_way(work, one.id) for one in hers)
    return len(hers), total, len(rows) - len(hers)


def make(work: Work, *, once: str, reason: str) -> Made:
    """Marks them as handed to the finance office and makes the file. Raises NothingToPay (also where this form made its list before),
    ReasonMissing, ReasonHoldsNumber, TooMany."""
    work.require(Permission.COST_PAY)
    if work.actor.id is None:
        raise NotAllowed
    kept = audit.clean_reason(reason)
    work.limits.hit("10 per hour", "cost-list", str(work.actor.id))
    if work.db.scalar(select(CostBatch.id).where(CostBatch.once == once)) is not None:
        raise NothingToPay
    budgets.take_turns(work)
    victims.hold_all(work, set(work.db.scalars(_payable().with_only_columns(CostApplication.victim_id))))
    wanted = _payable().with_for_update().execution_options(populate_existing=True)
    rows = _others(work, work.db.scalars(wanted).all())
    if not rows:
        raise NothingToPay
    with work.db.begin_nested():  # who is refused here leaves no list behind
        batch = _batch(work, once)
        paid = _payments(work, batch, rows)
        if not paid:
            raise NothingToPay
    password = make_password()
    locked = io.BytesIO()
    lock_xlsx(io.BytesIO(_sheet(batch, paid)), password, locked)
    batch.payments, batch.amount = len(paid), sum(one.amount for one, _account in paid)
    batch.sha256 = hashlib.sha256(locked.getvalue()).hexdigest()
    batch.file = work.keys.seal(locked.getvalue(), Place("cost_batches.file", batch.id, batch.id))
    _mark(work, batch, paid, kept)
    return Made(batch.number, password, batch.payments, batch.amount)


def file_of(work: Work, number: int) -> bytes:
    """For whoever made it, for a day. Raises NoSuchApplication, FileGone."""
    work.require(Permission.COST_PAY)
    row = batch_row(work, number)
    if row.made_by != work.actor.id or row.file is None or row.made_at + FILE_LIES <= work.now:
        raise FileGone
    return work.keys.open_bytes(row.file, Place("cost_batches.file", row.id, row.id))


def listed(work: Work) -> tuple[Batch, ...]:
    """The newest first."""
    work.require(Permission.COST_PAY)
    rows = work.db.scalars(select(CostBatch).order_by(CostBatch.number.desc()).limit(200)).all()
    return tuple(_view(work, one, lines=False) for one in rows)


def one(work: Work, number: int) -> Batch:
    """Raises NoSuchApplication."""
    work.require(Permission.COST_PAY)
    return _view(work, batch_row(work, number), lines=True)


def batch_row(work: Work, number: int) -> CostBatch:
    row = work.db.scalar(select(CostBatch).where(CostBatch.number == number))
    if row is None:
        raise NoSuchApplication
    return row


def _others(work: Work, rows: Sequence[CostApplication]) -> list[CostApplication]:
    """Without those to which she agreed as the second, or of which she granted an appeal."""
    granted = select(CostAppeal.application_id).where(
        CostAppeal.decided_by == work.actor.id, CostAppeal.outcome == "granted"
    )
    hers = set(work.db.scalars(granted))
    return [one for one in rows if one.second_by != work.actor.id and one.id not in hers]


def _payable() -> Rows:
    """Granted, and nothing of it in dispute: what an appeal may add goes along."""
    rows = select(CostApplication).where(
        CostApplication.state == State.APPROVED.value, CostApplication.id.not_in(reading.open_appeals())
    )
    return rows.order_by(CostApplication.number).limit(MOST_ROWS)


def _batch(work: Work, once: str) -> CostBatch:
    def made(number: int) -> CostBatch:
        row = CostBatch(id=new_id(), number=number, once=once, made_at=work.now, made_by=work.actor.id)
        row.payments, row.amount, row.sha256 = 0, 0, ""
        return row

    row = add_numbered(work.db, CostBatch.number, made)
    if row is None:
        raise TooMany
    work.keys.new_subject(row.id)
    return row


def _payments(work: Work, batch: CostBatch, rows: Sequence[CostApplication]) -> list[_Row]:
    """Of one whose account does not open the others are not held up: she stays granted, and the log says so."""
    made: list[_Row] = []
    for row in rows:
        try:
            account = contents.open_account(work, row)
        except CannotOpen as error:
            contents.log.error("the account of %s does not open: %s", row.id, type(error).__name__)
            continue
        left = row.amount - granting.on_its_way(work, row.id)
        if account is None or left <= 0 or row.budget_year is None:
            continue
        made.append((_payment(work, batch, row, account), account))
        row.state, row.moved_at, row.turn = State.HANDED.value, work.now, row.turn + 1
    work.db.flush()
    return made


def _payment(work: Work, batch: CostBatch, row: CostApplication, account: Account) -> CostPayment:
    before = (
        select(func.count())
        .select_from(CostPayment)
        .where(CostPayment.application_id == row.id, CostPayment.state.in_(["handed", "paid"]))
    )
    payment = CostPayment(id=new_id(), batch_id=batch.id, programme_id=row.programme_id, application_id=row.id)
    payment.application_number, payment.victim_id = row.number, row.victim_id
    payment.household_index, payment.household_no = row.household_index, row.household_no
    payment.part = int(work.db.execute(before).scalar_one()) + 1
    payment.budget_year, payment.amount = row.budget_year or 0, row.amount - granting.on_its_way(work, row.id)
    payment.state = PaymentState.HANDED.value
    work.keys.new_subject(payment.id)
    place = Place("cost_payments.payee", payment.id, payment.id)
    payment.payee = work.keys.seal(contents.account_text(account), place)
    work.db.add(payment)
    work.db.flush()
    return payment


def _sheet(batch: CostBatch, paid: Sequence[_Row]) -> bytes:
    rows = [
        (called(one.application_number), account.holder, account.bank, account.number, one.amount, "소송수행경비")
        for one, account in paid
    ]
    total = ("합계", "", "", f"{len(rows)}건", sum(one.amount for one, _account in paid), f"목록 {batch.number}")
    return workbook.made("지급 목록", TITLES, _WIDTHS, [*rows, total])


def _mark(work: Work, batch: CostBatch, paid: Sequence[_Row], reason: str) -> None:
    """One line of the list, and one that each person in it reads."""
    people = [one.victim_id for one, _account in paid if one.victim_id is not None]
    audit.record(
        work, "cost:list-made", about=batch.id, kind="cost_batch", reason=reason, number=batch.number, rows=len(paid),
        amount=batch.amount, sha256=batch.sha256,
    )  # fmt: skip
    audit.record_many(work, "cost:handed", about=people, reason=reason, number=batch.number)
    work.db.flush()


def _view(work: Work, row: CostBatch, *, lines: bool) -> Batch:
    wanted = select(CostPayment).where(CostPayment.batch_id == row.id).order_by(CostPayment.application_number)
    payments = work.db.scalars(wanted).all() if lines else ()
    mine = row.made_by == work.actor.id and row.file is not None and row.made_at + FILE_LIES > work.now
    return Batch(
        row.number,
        row.made_at,
        row.made_by,
        row.payments,
        row.amount,
        row.sha256,
        mine,
        row.called_off_at,
        tuple(
            Payment(
                one.id,
                one.application_number,
                called(one.application_number),
                one.amount,
                PaymentState(one.state),
                one.paid_on,
            )
            for one in payments
        ),
    )
