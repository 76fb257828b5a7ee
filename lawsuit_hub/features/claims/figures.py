"""What is known of each person's money: sealed under her hint key, written by herself, her lawyer or a caseworker."""

import json
import logging
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.claims.models import ClaimFigures
from lawsuit_hub.features.claims.types import MOST_WON, BadFigures, Figures, Noted, NotReadable
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import CannotOpen, KeyKind, Place
from lawsuit_hub.values.dates import KST

_TOGETHER = 500  # SQLite bounds the parameters of a statement
_MOST_WEIGHT = 10_000

log = logging.getLogger("lawsuit_hub.claims")


def of(work: Work, victim_ids: Iterable[UUID]) -> dict[UUID, Noted]:
    """For everybody asked for; what does not open stands as nothing known, and a log line says so."""
    wanted = list(victim_ids)
    rows: list[ClaimFigures] = []
    for first in range(0, len(wanted), _TOGETHER):
        some = wanted[first : first + _TOGETHER]
        rows.extend(work.db.scalars(select(ClaimFigures).where(ClaimFigures.victim_id.in_(some))))
    work.keys.prefetch([row.victim_id for row in rows], KeyKind.HINT)
    known = {row.victim_id: _noted(work, row) for row in rows}
    return {one: known.get(one, Noted()) for one in wanted}


def note(work: Work, victim_id: UUID, **changes: Any) -> bool:
    """`changes`: fields of Figures; the others stay. False where it stands so already. Raises BadFigures, NotReadable."""
    victims.hold(work, victim_id)
    hints = victims.profile(work, victim_id).hints
    if not hints.readable:
        raise NotReadable
    row = work.db.scalar(select(ClaimFigures).where(ClaimFigures.victim_id == victim_id))
    stands = _noted(work, row).figures if row else Figures()
    figures = replace(stands, **changes)
    _check(figures, deposit=hints.deposit, today=work.now.astimezone(KST).date())
    if row is not None and figures == stands:
        return False
    if row is None:
        row = ClaimFigures(id=new_id(), victim_id=victim_id)
    row.figures = work.keys.seal(_written(figures), _place(row), KeyKind.HINT)
    row.entered_at, row.entered_as = work.now, work.actor.role.value
    work.db.add(row)
    audit.record(work, "claim:figures", about=victim_id)
    work.db.flush()
    return True


def _check(figures: Figures, *, deposit: int, today: date) -> None:
    amounts = (figures.paid_back, figures.distributed, figures.granted)
    if min(amounts) < 0 or max(amounts) > MOST_WON:
        raise BadFigures("large")
    if figures.came_back > deposit:
        raise BadFigures("more")
    if not 0 <= figures.weight <= _MOST_WEIGHT:
        raise BadFigures("weight")
    if figures.interest_from is not None and figures.interest_from > today:
        raise BadFigures("future")


def _place(row: ClaimFigures) -> Place:
    return Place("claim_figures.figures", row.victim_id, row.id)


def _written(figures: Figures) -> str:
    day = figures.interest_from.isoformat() if figures.interest_from else None
    return json.dumps([figures.paid_back, figures.distributed, day, figures.granted, figures.weight])


def _noted(work: Work, row: ClaimFigures) -> Noted:
    try:
        opened = json.loads(work.keys.open(row.figures, _place(row), KeyKind.HINT))
    except CannotOpen as error:
        log.error("the figures of %s do not open: %s", row.victim_id, type(error).__name__)
        return Noted()
    paid_back, distributed, day, granted, weight = opened
    since = date.fromisoformat(day) if day else None
    return Noted(Figures(paid_back, distributed, since, granted, weight), row.entered_at, row.entered_as)
