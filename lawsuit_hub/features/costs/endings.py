"""How applications end: with their person, or kept long enough. What was paid stays for the accounts, apart and under keys of its own."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select, update

from lawsuit_hub.features.costs import budgets, granting, papers, settling
from lawsuit_hub.features.costs.models import (
    CostAppeal,
    CostApplication,
    CostBatch,
    CostLetter,
    CostMember,
    CostPage,
    CostPayment,
)
from lawsuit_hub.features.costs.paying import FILE_LIES
from lawsuit_hub.infra.work import Work

_ACCOUNTS = ("handed", "paid", "refunded")


def take_turns(work: Work) -> None:
    """Before anybody is held who is erased: whoever decides about her has her programme's turn and waits for her."""
    budgets.take_turns(work)


def forget_person(work: Work, victim_id: UUID) -> None:
    """Whatever of hers is not paid goes, its money back to the others; of a payment stays what the accounts need, without her id."""
    take_turns(work)
    rows = work.db.scalars(select(CostApplication).where(CostApplication.victim_id == victim_id)).all()
    for row in rows:
        granting.give_up(work, row)
    papers.destroy(work, list(work.db.scalars(select(CostPage.id).where(CostPage.victim_id == victim_id))))
    hers = select(CostPayment).where(CostPayment.victim_id == victim_id, CostPayment.state.not_in(_ACCOUNTS))
    for payment in work.db.scalars(hers).all():
        work.keys.forget(payment.id)
        work.db.delete(payment)
    work.db.flush()
    work.db.execute(update(CostPayment).where(CostPayment.victim_id == victim_id).values(victim_id=None))
    for table in (CostMember, CostLetter, CostAppeal, CostApplication):
        work.db.execute(delete(table).where(table.victim_id == victim_id))
    work.db.flush()
    for programme_id in sorted({row.programme_id for row in rows}):
        granting.promote(work, programme_id)


def retire(work: Work) -> int:
    """The worker calls it: files of lists after a day, pages of what ended, drafts nobody touched, payments whose years are over, with
    their keys. Who waits is granted what there is. Returns how many went."""
    take_turns(work)
    for batch in work.db.scalars(
        select(CostBatch).where(CostBatch.file.is_not(None), CostBatch.made_at <= work.now - FILE_LIES)
    ).all():
        settling.drop_file(work, batch)
    gone = papers.before(work, work.now - timedelta(days=work.settings.cost_paper_days))
    papers.destroy(work, gone)
    for programme_id in work.db.scalars(
        select(CostApplication.programme_id).where(CostApplication.state == "waiting").distinct()
    ).all():
        granting.promote(work, programme_id)
    return len(gone) + _old_payments(work) + _old_applications(work)


def _old_payments(work: Work) -> int:
    before = work.now - timedelta(days=366 * work.settings.cost_account_years)
    old = select(CostPayment).where(CostPayment.state != "handed", CostPayment.settled_at <= before)
    rows = work.db.scalars(old.limit(500)).all()
    for row in rows:
        work.keys.forget(row.id)
        work.db.delete(row)
    work.db.flush()
    return len(rows)


def _old_applications(work: Work) -> int:
    """Drafts that nobody touched, and what was taken back, for as long as papers are kept after an end."""
    before = work.now - timedelta(days=work.settings.cost_paper_days)
    old = select(CostApplication).where(
        CostApplication.state.in_(["draft", "withdrawn"]), CostApplication.moved_at <= before
    )
    rows = work.db.scalars(old.limit(200)).all()
    for row in rows:
        papers.destroy(work, list(work.db.scalars(select(CostPage.id).where(CostPage.application_id == row.id))))
        for table in (CostMember, CostLetter, CostAppeal):
            work.db.execute(delete(table).where(table.application_id == row.id))
        work.db.delete(row)
    work.db.flush()
    return len(rows)
