"""A group went into another for good: what lies under its key is sealed again with the key of the group that stands."""

from typing import Any

from sqlalchemy import select

from lawsuit_hub.features.lawsuits import endings
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.features.proceedings.models import CourtCase, Deadline, Hearing
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import CannotOpen, KeyKind, Place

_SEALED: tuple[tuple[Any, str, str], ...] = (
    (CourtCase, "number", "court_cases.number"),
    (Deadline, "title", "deadlines.title"),
)


def carry_over(work: Work, group_id: GroupId) -> int:
    """Before the group's key is destroyed: its cases and days are the other's from now on. Returns how many rows. What was damaged
    before stays where it is: it reads as empty there too."""
    stands = endings.stayed(work, group_id)
    if stands is None or stands == group_id:
        return 0
    carried = 0
    for model, name, where in _SEALED:
        for row in work.db.scalars(select(model).where(model.group_id == group_id)):
            try:
                words = work.keys.open(getattr(row, name), Place(where, group_id, row.id), KeyKind.PEER)
            except CannotOpen:
                continue
            _carry_room(work, row, stands)
            setattr(row, name, work.keys.seal(words, Place(where, stands, row.id), KeyKind.PEER))
            row.group_id = stands
            carried += 1
    work.db.flush()
    return carried


def _carry_room(work: Work, row: Any, stands: GroupId) -> None:
    """Of a day in court its room goes along; what does not open is nothing."""
    court = work.db.get(Hearing, row.id) if isinstance(row, Deadline) else None
    if court is None:
        return
    where = "hearings.room"
    try:
        words = work.keys.open(court.room, Place(where, row.group_id, row.id), KeyKind.PEER)
    except CannotOpen:
        words = None
    court.room = work.keys.seal(words, Place(where, stands, row.id), KeyKind.PEER)
