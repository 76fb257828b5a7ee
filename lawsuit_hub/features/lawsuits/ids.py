"""Who is in a group, as ids alone: for what asks about all of a hundred thousand at once."""

from collections.abc import Container, Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from lawsuit_hub.features.lawsuits.models import Membership
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.infra.work import Work

_SEATS: Any = Membership.__table__.c


def active(group_id: GroupId) -> Select[tuple[UUID]]:
    """A question to put into another: the active members."""
    asked: Select[tuple[UUID]] = select(_SEATS.victim_id).where(
        _SEATS.group_id == group_id, _SEATS.left_at.is_(None), _SEATS.active_since.is_not(None)
    )
    return asked


def active_and_places(group_id: GroupId) -> Select[tuple[UUID, int]]:
    """The same with the place of each."""
    asked: Select[tuple[UUID, int]] = active(group_id).add_columns(_SEATS.place)
    return asked


def active_but(work: Work, group_id: GroupId, known: Container[UUID]) -> list[UUID]:
    """The active members who are not among these."""
    asked: Iterable[UUID] = work.db.scalars(active(group_id))
    return [one for one in asked if one not in known]


def count_active(work: Work, group_id: GroupId) -> int:
    return work.db.execute(select(func.count()).select_from(active(group_id).subquery())).scalar_one()


def waiting(work: Work, group_id: GroupId) -> int:
    """How many are members and not active yet."""
    not_yet = (_SEATS.group_id == group_id, _SEATS.left_at.is_(None), _SEATS.active_since.is_(None))
    return work.db.execute(select(func.count()).select_from(Membership).where(*not_yet)).scalar_one()
