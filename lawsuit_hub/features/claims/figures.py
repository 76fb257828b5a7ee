"""What is known of each person's money: sealed under her hint key, written by herself, her lawyer or a caseworker."""

import json
import logging
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.claims.models import ClaimFigures
from lawsuit_hub.features.claims.types import (
    MOST_WEIGHT,
    MOST_WON,
    BadFigures,
    Figures,
    FiguresMoved,
    Noted,
    NotReadable,
)
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.db import batches, new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import CannotOpen, KeyKind, Place

# Beside the roles of people.
BY_DECISION = "decision"
log = logging.getLogger("lawsuit_hub.claims")


def of(work: Work, victim_ids: Iterable[UUID]) -> dict[UUID, Noted]:
    """The newest, for everybody asked for; where they do not open, a log line says so."""
    wanted = list(victim_ids)
    newest: dict[UUID, ClaimFigures] = {}
    for some in batches(wanted):
        rows = select(ClaimFigures).where(ClaimFigures.victim_id.in_(some))
        for row in work.db.scalars(rows.order_by(ClaimFigures.turn)):
            newest[row.victim_id] = row
    work.keys.prefetch(list(newest), KeyKind.HINT)
    nothing = Noted()
    return {one: _noted(work, newest[one]) if one in newest else nothing for one in wanted}


def noted_among(work: Work, among: Select[tuple[UUID]]) -> set[UUID]:
    """Of whom anything was ever noted."""
    return set(work.db.scalars(select(ClaimFigures.victim_id).where(ClaimFigures.victim_id.in_(among)).distinct()))


def note(work: Work, victim_id: UUID, **changes: Any) -> bool:
    """`changes`: fields of Figures; the others stay. `seen`: the turn that the page showed, where it matters.

    False where it stands so already. Raises BadFigures, NotReadable, FiguresMoved.
    """
    victims.hold(work, victim_id)
    hints, noted = victims.profile(work, victim_id).hints, of(work, [victim_id])[victim_id]
    if not hints.readable or not noted.readable:
        raise NotReadable
    if changes.pop("seen", noted.turn) != noted.turn:
        raise FiguresMoved
    figures = replace(noted.figures, **changes)
    _check(figures, deposit=hints.deposit, today=work.today)
    if figures == noted.figures and noted.turn:
        return False
    _add(work, victim_id, figures, turn=noted.turn + 1, by=work.actor.role.value)
    return True


def add_granted(work: Work, victim_id: UUID, more: int) -> bool:
    """Support that the service itself decided on (features/costs): `more` or less won than stood, never less than none. False where hers do not
    open: the decision stands, a log line says so, and who asks keeps in mind that it is not there."""
    victims.hold(work, victim_id)
    noted = of(work, [victim_id])[victim_id]
    if noted.readable and more:
        figures = replace(noted.figures, granted=min(max(noted.figures.granted + more, 0), MOST_WON))
        _add(work, victim_id, figures, turn=noted.turn + 1, by=BY_DECISION)
    return noted.readable


def _add(work: Work, victim_id: UUID, figures: Figures, *, turn: int, by: str) -> None:
    row = ClaimFigures(id=new_id(), victim_id=victim_id, turn=turn)
    row.entered_at, row.entered_as = work.now, by
    row.figures = work.keys.seal(_written(figures), _place(row), KeyKind.HINT)
    work.db.add(row)
    audit.record(work, "claim:figures", about=victim_id)
    work.db.flush()


def _check(figures: Figures, *, deposit: int, today: date) -> None:
    for name in ("paid_back", "distributed", "granted"):
        if not 0 <= getattr(figures, name) <= MOST_WON:
            raise BadFigures("large", name)
    if figures.came_back > deposit:
        raise BadFigures("more", "paid_back" if figures.paid_back else "distributed")
    if not 0 <= figures.weight <= MOST_WEIGHT:
        raise BadFigures("weight", "weight")
    if figures.interest_from is not None and figures.interest_from > today:
        raise BadFigures("future", "interest_from")


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
        return Noted(at=row.entered_at, by=row.entered_as, readable=False, turn=row.turn)
    paid_back, distributed, day, granted, weight = opened
    since = date.fromisoformat(day) if day else None
    return Noted(Figures(paid_back, distributed, since, granted, weight), row.entered_at, row.entered_as, turn=row.turn)
