"""What everybody may see of the money, counted once a day and moved as the public numbers are: two days compared tell of no one person."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.costs import budgets, programmes
from lawsuit_hub.features.costs.models import CostApplication, CostBudget, CostDay
from lawsuit_hub.features.costs.types import Open
from lawsuit_hub.features.statistics import stepping
from lawsuit_hub.features.statistics.stepping import Shown
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work

STEP = 5  # per cent
_EVERYTHING = 100
_GRANTED = ("approved", "handed", "paid", "failed")


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
                work.db.add(CostDay(id=new_id(), programme_id=one.id, day=work.today, shown=_moved(work, one.id)))
        except IntegrityError:  # two at once: the first one's count stands
            continue
        done += 1
    return done


def shown(work: Work) -> tuple[Open, ...]:
    """The programmes in force, with their last count."""
    found = []
    for one in programmes.in_force(work):
        if one.rules is None or one.live is None:
            continue
        row = _last(work, one.id)
        said = row.shown if row is not None and row.shown.get("year") == work.today.year else {}
        total, won = said.get("total"), said.get("won")
        made = Open(
            id=one.id,
            number=one.number,
            turn=one.live,
            rules=one.rules,
            year=said.get("year"),
            total=total,
            used=_EVERYTHING * won // total // STEP * STEP if won is not None and total else None,
            applicants=said.get("applicants"),
            day=row.day if row is not None and said else None,
        )
        found.append(made)
    return tuple(found)


def _moved(work: Work, programme_id: UUID) -> dict[str, int | None]:
    """What is shown from today on. Applicants move by five of them at least; the money moves with five people more to whom it was granted, and
    stays where it was when the year's total changes: neither a step nor another total tells of one grant."""
    row, budget = _last(work, programme_id), budgets.this_year(work, programme_id)
    before: dict[str, int | None] = row.shown if row is not None else {}
    applied = stepping.of_people(Shown(before.get("applicants")), _applied(work, programme_id), far=stepping.distance())
    kept = {"applicants": applied.number}
    if budget is None or not budget.total:
        return kept
    was = Shown(before.get("won"), before.get("people") or 0) if before.get("year") == budget.year else Shown()
    granted = budget.committed + budget.paid
    now = stepping.of_money(was, granted, _granted(work, programme_id, budget.year), far=stepping.distance())
    won = None if now.number is None else min(now.number, budget.total)
    return kept | {"year": budget.year, "total": budget.total, "won": won, "people": now.people}


def _last(work: Work, programme_id: UUID) -> CostDay | None:
    rows = select(CostDay).where(CostDay.programme_id == programme_id)
    return work.db.scalar(rows.order_by(CostDay.day.desc()).limit(1))


def _applied(work: Work, programme_id: UUID) -> int:
    rows = select(func.count(func.distinct(CostApplication.victim_id)))
    rows = rows.where(CostApplication.programme_id == programme_id)
    return int(work.db.scalar(rows.where(CostApplication.state.not_in(["draft", "withdrawn"]))) or 0)


def _granted(work: Work, programme_id: UUID, year: int) -> int:
    """To how many this year's money was granted."""
    rows = select(func.count(func.distinct(CostApplication.victim_id)))
    rows = rows.where(CostApplication.programme_id == programme_id, CostApplication.budget_year == year)
    return int(work.db.scalar(rows.where(CostApplication.state.in_(_GRANTED))) or 0)


def paid(work: Work) -> tuple[int, int]:
    """For the page of public numbers, which moves them itself: won that was paid by all programmes in all years, and to how many people."""
    won = work.db.scalar(select(func.coalesce(func.sum(CostBudget.paid), 0)))
    people = select(func.count(func.distinct(CostApplication.victim_id))).where(CostApplication.state == "paid")
    return int(won or 0), int(work.db.scalar(people) or 0)
