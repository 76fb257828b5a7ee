"""The numbers of the public page: moved once a day, so that no single step shows (decision 0059). Who counts what is handed in."""

import json
from collections.abc import Callable, Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.lawsuits import present
from lawsuit_hub.features.statistics import stepping
from lawsuit_hub.features.statistics.models import PublicFigure
from lawsuit_hub.features.statistics.stepping import Shown
from lawsuit_hub.features.statistics.types import DEEDS, Figure, Line, Reading
from lawsuit_hub.features.victims import counting
from lawsuit_hub.infra.work import Work

MONTHS = 12

Counter = Callable[[Work], Reading]

# What can be asked from here; the counters of features above come from lawsuit_hub/counters.py.
OWN: Mapping[Figure, Counter] = {
    Figure.PEOPLE: lambda work: Reading(counting.how_many(work)),
    Figure.GROUPS: lambda work: Reading(present.visible_groups(work)),
    Figure.SUITS: lambda work: Reading(present.filed_groups(work)),
}


def move_today(work: Work, counters: Mapping[Figure, Counter]) -> int:
    """Looks at every number that was not looked at today (Korean time), however often it is asked. Returns how many."""
    work.require(Permission.STATISTICS_COUNT)
    return sum(_move(work, figure, count) for figure, count in {**OWN, **counters}.items())


def lines(work: Work) -> tuple[Line, ...]:
    """In the order of the page; what nobody has counted yet is left out."""
    rows = {row.figure: row for row in work.db.scalars(select(PublicFigure))}
    return tuple(_line(rows[one.value]) for one in Figure if one.value in rows)


def counted_on(work: Work) -> date | None:
    return work.db.scalar(select(PublicFigure.counted_on).order_by(PublicFigure.counted_on.desc()).limit(1))


def _move(work: Work, figure: Figure, count: Counter) -> bool:
    row = _held(work, figure)
    if row is None or row.counted_on == work.today:
        return False
    reading, before = count(work), Shown(row.number, row.people)
    now = _shown(figure, before, reading)
    if now != before:
        row.number, row.people, row.moved_on = now.number, now.people, work.today
    row.counted_on = work.today
    row.months = json.dumps(_months(json.loads(row.months), work.today, now.number))
    work.db.flush()
    return True


def _shown(figure: Figure, before: Shown, reading: Reading) -> Shown:
    if figure in DEEDS:
        return stepping.of_deeds(reading.number)
    far = stepping.distance()
    if figure is Figure.MONEY:
        return stepping.of_money(before, reading.number, reading.people, far=far)
    return stepping.of_people(before, reading.number, far=far)


def _months(kept: dict[str, int | None], today: date, number: int | None) -> dict[str, int | None]:
    months = {**kept, f"{today:%Y-%m}": number}
    return {month: months[month] for month in sorted(months)[-MONTHS:]}


def _held(work: Work, figure: Figure) -> PublicFigure | None:
    """Its row, which nobody else moves until this transaction ends. None where another worker is beginning it."""
    wanted = select(PublicFigure).where(PublicFigure.figure == figure.value).with_for_update()
    row = work.db.scalar(wanted.execution_options(populate_existing=True))
    if row is not None:
        return row
    try:
        with work.db.begin_nested():
            row = PublicFigure(figure=figure.value, people=0, since=work.today, moved_on=work.today, months="{}")
            work.db.add(row)
    except IntegrityError:
        return None
    return row


def _line(row: PublicFigure) -> Line:
    months: dict[str, int | None] = json.loads(row.months)
    return Line(Figure(row.figure), row.number, row.since, row.moved_on, tuple(months.items()))
