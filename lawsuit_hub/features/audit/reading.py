"""Reads the trail for whoever reviews it: spans of lines by number, tallies, filters. Writes nothing."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, false, func, select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.infra.work import Work

MOST = 50_000


@dataclass(frozen=True, slots=True)
class TrailLine:
    """A line with all five fields of an access record; `number` orders the trail."""

    number: int
    at: datetime
    role: str
    actor_id: UUID | None
    address: str | None
    system_user: str | None
    deed: str
    about_kind: str | None
    about_id: UUID | None
    reason: str | None
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tally:
    role: str
    actor_id: UUID | None
    system_user: str | None
    deed: str
    about_kind: str | None
    count: int


def newest(work: Work) -> int:
    """The number of the newest line; 0 of an empty trail."""
    return int(work.db.execute(select(func.coalesce(func.max(AuditLine.id), 0))).scalar_one())


def moment_of(work: Work, number: int) -> datetime | None:
    """When the first line from this number on was written."""
    found = select(AuditLine.at).where(AuditLine.id >= number).order_by(AuditLine.id).limit(1)
    return work.db.scalar(found)


def number_before(work: Work, moment: datetime) -> int:
    """The last number written before a moment, by halving: numbers and moments rise together, and no index holds `at`."""
    low, high = 0, newest(work)
    while low < high:
        middle = (low + high + 1) // 2
        at = work.db.scalar(select(AuditLine.at).where(AuditLine.id <= middle).order_by(AuditLine.id.desc()).limit(1))
        if at is None or at < moment:
            low = middle
        else:
            high = middle - 1
    return low


def lines(
    work: Work,
    *,
    after: int = 0,
    upto: int | None = None,
    deeds: Sequence[str] | None = None,
    roles: Sequence[str] | None = None,
    or_typed: bool = False,
    actor_id: UUID | None = None,
    kind: str | None = None,
    newest_first: bool = False,
    limit: int = MOST,
) -> list[TrailLine]:
    """The lines with `after < number <= upto` that meet every condition given; `or_typed`: to the roles, what commands did."""
    conditions: list[ColumnElement[bool]] = [AuditLine.id > after]
    if upto is not None:
        conditions.append(AuditLine.id <= upto)
    if deeds is not None:
        conditions.append(AuditLine.deed.in_(deeds))
    if roles is not None:
        typed = (AuditLine.actor_role == Role.SYSTEM.value) & AuditLine.system_user.is_not(None)
        conditions.append(AuditLine.actor_role.in_(roles) | (typed if or_typed else false()))
    if actor_id is not None:
        conditions.append(AuditLine.actor_id == actor_id)
    if kind is not None:
        conditions.append(AuditLine.about_kind == kind)
    order = AuditLine.id.desc() if newest_first else AuditLine.id
    rows = work.db.execute(
        select(
            AuditLine.id, AuditLine.at, AuditLine.actor_role, AuditLine.actor_id, AuditLine.address,
            AuditLine.system_user, AuditLine.deed, AuditLine.about_kind, AuditLine.about_id, AuditLine.reason,
            AuditLine.details,
        ).where(*conditions).order_by(order).limit(limit)
    )  # fmt: skip
    return [TrailLine(*row) for row in rows]


def every(
    work: Work, *, deeds: Sequence[str], kind: str, details: Mapping[str, Collection[Any]]
) -> Iterator[TrailLine]:
    """Every line of some deeds whose details hold one of the wanted values, however long the trail is."""
    after = 0
    while found := lines(work, after=after, deeds=deeds, kind=kind, limit=5_000):
        yield from (one for one in found if all(one.details.get(name) in some for name, some in details.items()))
        after = found[-1].number


def people(work: Work, *, actor_id: UUID, after: int, upto: int) -> set[UUID]:
    """Whose data an account touched in a span."""
    touched = (
        select(AuditLine.about_id)
        .where(
            AuditLine.actor_id == actor_id, AuditLine.id > after, AuditLine.id <= upto, AuditLine.about_kind == "victim"
        )
        .distinct()
    )
    return {one for one in work.db.scalars(touched) if one is not None}


def tally(work: Work, *, after: int, upto: int) -> list[Tally]:
    """How often who did what in a span, counted by the database."""
    by = (
        AuditLine.actor_role,
        AuditLine.actor_id,
        AuditLine.system_user,
        AuditLine.deed,
        AuditLine.about_kind,
    )
    counted = select(*by, func.count()).where(AuditLine.id > after, AuditLine.id <= upto).group_by(*by).order_by(None)
    return [Tally(*row) for row in work.db.execute(counted)]
