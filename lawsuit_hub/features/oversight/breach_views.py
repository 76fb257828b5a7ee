"""Breaches as the officer reads them: the list, one with its steps, its people by reference, the clock. Changes nothing."""

from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.oversight import breach_facts as facts
from lawsuit_hub.features.oversight.breach_types import BreachView, Category, NoSuchBreach
from lawsuit_hub.features.oversight.models import Breach, BreachPerson
from lawsuit_hub.features.victims.references import references
from lawsuit_hub.infra.i18n import SEOUL
from lawsuit_hub.infra.work import Work

KIND = "breach_notice"
PAGE = 100


def breaches(work: Work) -> list[BreachView]:
    """Open ones first, then the newest."""
    work.require(Permission.BREACH_HANDLE)
    rows = work.db.scalars(select(Breach).order_by(Breach.closed_at.is_not(None), Breach.number.desc()).limit(PAGE))
    return [breach_of(work, row) for row in rows]


def breach(work: Work, number: int) -> BreachView:
    """Raises NoSuchBreach."""
    work.require(Permission.BREACH_HANDLE)
    return breach_of(work, row_of(work, number))


def people(work: Work, number: int, *, page: int) -> tuple[list[tuple[str, datetime | None]], int]:
    """References of the list, and when each was told; with the number of pages."""
    work.require(Permission.BREACH_HANDLE)
    row = row_of(work, number)
    pages = max(1, -(-row.affected // PAGE))
    listed = (
        select(BreachPerson.victim_id, BreachPerson.notified_at)
        .where(BreachPerson.breach_id == row.id)
        .order_by(BreachPerson.victim_id)
        .offset((min(max(page, 1), pages) - 1) * PAGE)
        .limit(PAGE)
    )
    found = list(work.db.execute(listed))
    named = references(work, [one.victim_id for one in found])
    return [(named.get(one.victim_id, ""), one.notified_at) for one in found], pages


def breach_of(work: Work, row: Breach) -> BreachView:
    waiting = (BreachPerson.breach_id == row.id, BreachPerson.notified_at.is_(None))
    day = day_of(row)
    return BreachView(
        id=row.id,
        number=row.number,
        known_at=row.known_at,
        due_at=row.known_at + timedelta(hours=facts.fact("notify_hours", day).value),
        what=row.what,
        categories=tuple(Category(one) for one in row.categories),
        external=row.external,
        sensitive=row.sensitive,
        parts=tuple(row.means.get("parts", [])),
        frozen_at=row.frozen_at,
        affected=row.affected,
        waiting=int(work.db.execute(select(func.count()).select_from(BreachPerson).where(*waiting)).scalar_one()),
        notice=row.notice,
        items=facts.notice_items(day),
        reasons=tuple(
            facts.report_reasons(affected=row.affected, sensitive=row.sensitive, external=row.external, on=day)
        ),
        notified_at=row.notified_at,
        unreached=_unreached(work, row),
        web_from=row.web_from,
        web_until=row.web_until,
        reported_at=row.reported_at,
        closed_at=row.closed_at,
        closing_note=row.closing_note or "",
    )


def _unreached(work: Work, row: Breach) -> int:
    failed = outbox.given_up(work, KIND, since=row.notified_at) if row.notified_at else set()
    if not failed:
        return 0
    return len(failed & set(work.db.scalars(select(BreachPerson.victim_id).where(BreachPerson.breach_id == row.id))))


def missing(row: Breach) -> tuple[str, ...]:
    return tuple(one for one in facts.notice_items(day_of(row)) if not row.notice.get(one, "").strip())


def day_of(row: Breach) -> date:
    return row.known_at.astimezone(SEOUL).date()


def row_of(work: Work, number: int, *, lock: bool = False) -> Breach:
    found = select(Breach).where(Breach.number == number).execution_options(populate_existing=lock)
    row = work.db.scalar(found.with_for_update() if lock else found)
    if row is None:
        raise NoSuchBreach
    return row


def clock_count(work: Work) -> int:
    """How many breaches have a clock that runs."""
    rows = list(work.db.scalars(select(Breach).where(Breach.closed_at.is_(None))))
    return sum(breach_of(work, row).clock_runs for row in rows)
