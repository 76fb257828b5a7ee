"""A programme's money, a row a year. Every won is granted, held, paid and given back by one statement that the database refuses where
there is not so much: nobody reads first and writes later."""

from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.costs.models import CostBudget, CostProgramme
from lawsuit_hub.features.costs.types import MOST_BUDGET, BadWords, Budget, NoBudget
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work


def of(work: Work, programme_id: UUID) -> tuple[Budget, ...]:
    rows = select(CostBudget).where(CostBudget.programme_id == programme_id).order_by(CostBudget.year)
    found = work.db.scalars(rows.execution_options(populate_existing=True))
    return tuple(Budget(one.year, one.total, one.committed, one.paid) for one in found)


def take_turn(work: Work, programme_id: UUID) -> None:
    """Whoever moves a programme's money waits for whoever does, before she holds a person or an application: nobody waits in a ring.
    Who only begins an application, which points at the programme, waits for nobody here (key_share)."""
    row = select(CostProgramme.id).where(CostProgramme.id == programme_id)
    work.db.execute(row.with_for_update(key_share=True))


def take_turns(work: Work) -> None:
    """Of all programmes, in their order: for whoever holds several people afterwards, or cannot know yet what they applied to."""
    for programme_id in sorted(work.db.scalars(select(CostProgramme.id))):
        take_turn(work, programme_id)


def this_year(work: Work, programme_id: UUID) -> Budget | None:
    return next((one for one in of(work, programme_id) if one.year == work.today.year), None)


def decide(work: Work, programme_id: UUID, year: int, total: int, *, reason: str) -> None:
    """A year's money, for the first time or changed; never less than what is granted. Who waits is granted by whoever calls.

    Raises BadWords, NoBudget, ReasonMissing, ReasonHoldsNumber.
    """
    work.require(Permission.COST_DECIDE)
    kept = audit.clean_reason(reason)
    if not 0 <= total <= MOST_BUDGET:
        raise BadWords("range", "total")
    if not work.today.year - 10 <= year <= work.today.year + 1:
        raise BadWords("range", "year")
    take_turn(work, programme_id)
    if not _changed(work, programme_id, year, total) and not _made(work, programme_id, year, total):
        raise NoBudget
    audit.record(work, "cost:budget", about=programme_id, kind="cost_programme", reason=kept, year=year, total=total)


def _changed(work: Work, programme_id: UUID, year: int, total: int) -> bool:
    row = update(CostBudget).where(CostBudget.programme_id == programme_id, CostBudget.year == year)
    enough = row.where(CostBudget.committed + CostBudget.paid <= total)
    changed = work.db.execute(enough.values(total=total, changed_at=work.now))
    return bool(changed.rowcount)  # type: ignore[attr-defined]


def _made(work: Work, programme_id: UUID, year: int, total: int) -> bool:
    """False where the year has its row already."""
    row = CostBudget(id=new_id(), programme_id=programme_id, year=year, total=total, changed_at=work.now)
    row.committed = row.paid = 0
    try:
        with work.db.begin_nested():
            work.db.add(row)
            work.db.flush()
    except IntegrityError:
        return False
    return True


def reserve(work: Work, programme_id: UUID, amount: int, *, year: int | None = None) -> int | None:
    """Takes `amount` of the money of `year` - this year where none is said -, or nothing where there is not so much: then None. Returns the
    year."""
    year = year or work.today.year
    row = update(CostBudget).where(CostBudget.programme_id == programme_id, CostBudget.year == year)
    there = row.where(CostBudget.committed + CostBudget.paid + amount <= CostBudget.total)
    took = work.db.execute(there.values(committed=CostBudget.committed + amount, changed_at=work.now))
    return year if took.rowcount == 1 else None  # type: ignore[attr-defined]


def release(work: Work, programme_id: UUID, year: int, amount: int) -> None:
    """What was granted and not paid goes back."""
    _move(work, programme_id, year, committed=-amount, paid=0)


def pay(work: Work, programme_id: UUID, year: int, amount: int) -> None:
    """What was granted is paid."""
    _move(work, programme_id, year, committed=-amount, paid=amount)


def give_back(work: Work, programme_id: UUID, year: int, amount: int) -> None:
    """What was paid came back."""
    _move(work, programme_id, year, committed=0, paid=-amount)


def _move(work: Work, programme_id: UUID, year: int, *, committed: int, paid: int) -> None:
    row = update(CostBudget).where(CostBudget.programme_id == programme_id, CostBudget.year == year)
    values = {"committed": CostBudget.committed + committed, "paid": CostBudget.paid + paid, "changed_at": work.now}
    moved = work.db.execute(row.values(values))
    if moved.rowcount != 1:  # type: ignore[attr-defined]
        raise NoBudget
