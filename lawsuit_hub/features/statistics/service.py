"""Counts people once a day by month, region, deposit and stage, and keeps only what may be shown. Opens hints, nothing else.

Once a day, so that nobody who looks twice sees one person come or go.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.lawsuits.types import Stage
from lawsuit_hub.features.statistics.models import StatisticsDay
from lawsuit_hub.features.statistics.types import Cell, Counted, Table, Topic
from lawsuit_hub.features.victims import counting
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy import masking, small_cells
from lawsuit_hub.values.dates import KST

MONTHS = 12
UNKNOWN = ""
_STEP = 50_000_000
_BANDS = tuple(masking.band(won) for won in range(0, 1_000_000_001, _STEP))


def count_today(work: Work) -> bool:
    """Counts unless it was done today (Korean time). False when it was: however often it is asked, a day has one count."""
    work.require(Permission.STATISTICS_COUNT)
    today = work.today
    if work.db.get(StatisticsDay, today) is not None:
        return False
    counted = json.dumps({table.topic: _kept(table) for table in _tables(work, today)}, ensure_ascii=False)
    try:
        with work.db.begin_nested():
            work.db.add(StatisticsDay(day=today, at=work.now, tables=counted))
    except IntegrityError:  # two at once: the first one's count stands
        return False
    return True


def newest(work: Work) -> Counted | None:
    """The last day's tables; None before the first night."""
    row = work.db.scalar(select(StatisticsDay).order_by(StatisticsDay.day.desc()).limit(1))
    if row is None:
        return None
    kept: dict[str, dict[str, object]] = json.loads(row.tables)
    return Counted(row.day, row.at, tuple(_read(Topic(topic), table) for topic, table in kept.items()))


def _tables(work: Work, today: date) -> Iterable[Table]:
    months, regions, bands = Counter[str](), Counter[str](), Counter[str]()
    for people in counting.everybody(work):
        for person in people:
            months[person.registered_at.astimezone(KST).strftime("%Y-%m")] += 1
            regions[person.hints.region] += 1
            bands[person.hints.band] += 1
    yield _table(Topic.MONTH, _in_months(months, today))
    yield _by_size(_table(Topic.REGION, regions))
    yield _table(Topic.BAND, {**{band: bands.pop(band, 0) for band in _BANDS}, **bands})
    yield _table(Topic.STAGE, _by_stage(work))


def _in_months(counted: Mapping[str, int], today: date) -> dict[str, int]:
    """The last twelve; what was before stands under the empty label, so that the cells make up the total."""
    number = today.year * 12 + today.month - 1
    named = [f"{one // 12:04d}-{one % 12 + 1:02d}" for one in range(number - MONTHS + 1, number + 1)]
    before = sum(count for month, count in counted.items() if month not in named)
    return {UNKNOWN: before, **{month: counted.get(month, 0) for month in named}}


def _by_stage(work: Work) -> dict[str, int]:
    active = Counter[str]()
    for line in groups.lines(work):
        active[line.stage.value] += line.members
    return {stage.value: active[stage.value] for stage in Stage}


def _table(topic: Topic, counts: Mapping[str, int]) -> Table:
    cells = tuple(Cell(label, count) for label, count in small_cells.table_shown(counts).items())
    return Table(topic, cells, small_cells.total_shown(list(counts.values())))


def _by_size(table: Table) -> Table:
    """The largest first; the hidden by name, since their order would say which holds more."""
    ordered = sorted(table.cells, key=lambda cell: (cell.count is None, -(cell.count or 0), cell.label))
    return Table(table.topic, tuple(ordered), table.total)


def _kept(table: Table) -> dict[str, object]:
    return {"cells": {cell.label: cell.count for cell in table.cells}, "total": table.total}


def _read(topic: Topic, kept: Mapping[str, object]) -> Table:
    cells, total = kept["cells"], kept["total"]
    assert isinstance(cells, dict) and (total is None or isinstance(total, int))  # noqa: S101 - as `_kept` wrote it
    return Table(topic, tuple(Cell(label, count) for label, count in cells.items()), total)
