"""What everybody may see of the money, counted once a day: shares in steps and no few people, so that no single step shows."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.costs import budgets, programmes
from lawsuit_hub.features.costs.models import CostApplication, CostBudget, CostDay
from lawsuit_hub.features.costs.types import Open
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy import small_cells

STEP = 5  # per cent
_EVERYTHING = 100


def count_today(work: Work) -> int:
    """Counts each programme in force unless it was done today (Korean time). Returns how many."""
    work.require(Permission.STATISTICS_COUNT)
    done = 0
    for one in programmes.in_force(work):
        there = select(CostDay.id).where(CostDay.programme_id == one.id, CostDay.day == work.today)
        if work.db.scalar(there) is not None:
            continue
        try:
            with work.db.begin_nested():
                work.db.add(CostDay(id=new_id(), programme_id=one.id, day=work.today, shown=_shown(work, one.id)))
        except IntegrityError:  # two at once: the first one's count stands
            continue
        done += 1
    return done


def shown(work: Work) -> tuple[Open, ...]:
    """The programmes in force, with their last count."""
    found = []
    for one in programmes.in_force(work):
        rules = one.rules
        if rules is None or one.live is None:
            continue
        row = work.db.scalar(
            select(CostDay).where(CostDay.programme_id == one.id).order_by(CostDay.day.desc()).limit(1)
        )
        said = row.shown if row is not None and row.shown.get("year") == work.today.year else {}
        day = row.day if row is not None and said else None
        made = Open(one.id, one.number, one.live, rules, said.get("year"), said.get("total"), said.get("used"))
        found.append(
            Open(made.id, made.number, made.turn, rules, made.year, made.total, made.used, said.get("applicants"), day)
        )
    return tuple(found)


def _shown(work: Work, programme_id: UUID) -> dict[str, int | None]:
    budget = budgets.this_year(work, programme_id)
    applied, granted = _people(work, programme_id), _people(work, programme_id, granted=True)
    if budget is None or not budget.total:
        return {}
    share = _EVERYTHING * (budget.committed + budget.paid) // budget.total
    return {
        "year": budget.year,
        "total": budget.total,
        "used": share // STEP * STEP if small_cells.total_shown([granted]) is not None else None,
        "applicants": small_cells.total_shown([applied]),
    }


def _people(work: Work, programme_id: UUID, *, granted: bool = False) -> int:
    states = ["approved", "handed", "paid", "failed"] if granted else ["draft", "withdrawn"]
    rows = select(func.count()).select_from(CostApplication).where(CostApplication.programme_id == programme_id)
    wanted = CostApplication.state.in_(states) if granted else CostApplication.state.not_in(states)
    return int(work.db.execute(rows.where(wanted)).scalar_one())


def paid(work: Work) -> tuple[int, int]:
    """For the page of public numbers, which moves them itself: won that was paid by all programmes in all years, and to how many people."""
    won = work.db.scalar(select(func.coalesce(func.sum(CostBudget.paid), 0)))
    people = select(func.count(func.distinct(CostApplication.victim_id))).where(CostApplication.state == "paid")
    return int(won or 0), int(work.db.scalar(people) or 0)
