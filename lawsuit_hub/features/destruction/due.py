"""What has been kept long enough: lists by kind, of ids and references. Read-only; opens nothing."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.destruction.models import DestructionRecord, DueApproved, KeptByLaw
from lawsuit_hub.features.destruction.retention import RULES, Way, cutoff
from lawsuit_hub.features.destruction.types import DueItem, DueList
from lawsuit_hub.features.identity.models import SignIn, StaffAccount
from lawsuit_hub.features.identity.service import CLOSED_LOGIN
from lawsuit_hub.features.lawsuits.models import Group, Membership, StageStep
from lawsuit_hub.features.lawsuits.types import Stage
from lawsuit_hub.features.responses.models import Upload
from lawsuit_hub.features.victims.models import Victim
from lawsuit_hub.infra.work import Work

_Rows = Iterable[tuple[UUID, str, datetime]]


def due(work: Work) -> list[DueList]:
    """Every kind that waits for approval and of which something is due; what is approved already is not listed again."""
    work.require(Permission.DESTRUCTION_READ)
    approved = set(work.db.scalars(select(DueApproved.subject_id).where(DueApproved.settled_at.is_(None))))
    lists = [_list(work, rule.kind, approved) for rule in RULES if rule.way is Way.APPROVAL]
    return [one for one in lists if one.items]


def item(work: Work, kind: str, subject_id: UUID) -> DueItem | None:
    """One thing looked up by itself, however long the list is; None where it is due no more."""
    found = list(_FINDERS[kind](work, cutoff(work.settings, kind, work.now), subject_id))
    return DueItem(*found[0]) if found else None


def _list(work: Work, kind: str, without: set[UUID]) -> DueList:
    rows = _FINDERS[kind](work, cutoff(work.settings, kind, work.now), None)
    items = tuple(DueItem(*row) for row in sorted(rows, key=lambda row: (row[2], row[1])) if row[0] not in without)
    ids = "".join(sorted(item.subject_id.hex for item in items))
    return DueList(kind, items, hashlib.sha256(f"{kind}|{ids}".encode()).hexdigest())


def _members(work: Work, before: datetime, only: UUID | None) -> _Rows:
    """Of a group the closing counts, as the consent text says; without one, the last sign of her."""
    closed = _closings()
    in_group = select(Membership.victim_id).where(Membership.left_at.is_(None))
    seen = select(func.max(SignIn.seen_at)).where(SignIn.account_id == Victim.id).scalar_subquery()
    here = (Victim.withdrawn_at.is_(None), Victim.confirmed_at.is_not(None))
    of_groups = (
        _people(only)
        .join(Membership, Membership.victim_id == Victim.id)
        .join(closed, closed.c.group_id == Membership.group_id)
        .where(*here, Membership.left_at.is_(None), closed.c.at <= before)
    )
    alone = _people(only).where(
        *here,
        Victim.id.not_in(in_group),
        Victim.confirmed_at <= before,
        Victim.answered_at <= before,
        func.coalesce(seen, Victim.confirmed_at) <= before,
    )
    return [*_rows(work, of_groups), *_rows(work, alone)]


def _closings() -> Any:
    """Groups that are closed now, and since when."""
    return (
        select(StageStep.group_id, func.max(StageStep.at).label("at"))
        .join(Group, Group.id == StageStep.group_id)
        .where(Group.stage == Stage.CLOSED.value, StageStep.stage == Stage.CLOSED.value)
        .group_by(StageStep.group_id)
        .subquery()
    )


def _unconfirmed(work: Work, before: datetime, only: UUID | None) -> _Rows:
    waits = (Victim.withdrawn_at.is_(None), Victim.confirmed_at.is_(None), Victim.answered_at <= before)
    return _rows(work, _people(only).where(*waits))


def _people(only: UUID | None) -> Select[Any, Any, Any]:
    return select(Victim.id, Victim.reference, Victim.registered_at).where(*_alone(Victim.id, only))


def _alone(column: InstrumentedAttribute[UUID], only: UUID | None) -> list[ColumnElement[bool]]:
    return [] if only is None else [column == only]


def _uploads(work: Work, before: datetime, only: UUID | None) -> _Rows:
    rows = select(Upload.id, Upload.made_at).where(Upload.finished_at <= before, *_alone(Upload.id, only))
    return [(row[0], f"U-{row[0].hex[:8]}", row[1]) for row in work.db.execute(rows)]


def _staff(work: Work, before: datetime, only: UUID | None) -> _Rows:
    rows = select(StaffAccount.id, StaffAccount.created_at).where(
        StaffAccount.closed_at <= before,
        StaffAccount.login.not_like(f"{CLOSED_LOGIN}%"),
        *_alone(StaffAccount.id, only),
    )
    return [(row[0], f"{CLOSED_LOGIN}{row[0].hex[:8]}", row[1]) for row in work.db.execute(rows)]


def _proofs(work: Work, _before: datetime, only: UUID | None) -> _Rows:
    """Their own end stands beside them, as it was counted when they were put apart."""
    rows = (
        select(KeptByLaw.id, KeptByLaw.record_number, DestructionRecord.destroyed_at)
        .join(DestructionRecord, DestructionRecord.number == KeptByLaw.record_number)
        .where(KeptByLaw.until <= work.now, *_alone(KeptByLaw.id, only))
    )
    return [(row[0], f"#{row[1]}", row[2]) for row in work.db.execute(rows)]


def _rows(work: Work, query: Select[Any, Any, Any]) -> _Rows:
    return [(row[0], row[1], row[2]) for row in work.db.execute(query)]


_FINDERS: dict[str, Callable[[Work, datetime, UUID | None], _Rows]] = {
    "member": _members,
    "unconfirmed": _unconfirmed,
    "upload": _uploads,
    "staff": _staff,
    "consent_proof": _proofs,
}
