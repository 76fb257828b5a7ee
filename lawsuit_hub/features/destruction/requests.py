"""Wishes to be erased: asked, taken back, approved. What is shown of her ends at once; her data when it is carried out."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.roles import STAFF_ROLES, Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.destruction import pairs, register
from lawsuit_hub.features.destruction.models import ErasureRequest
from lawsuit_hub.features.destruction.types import HER_OWN, AlreadyErased, Ground, NothingAsked, OwnWish, Request
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.registration import service as registration
from lawsuit_hub.features.victims import tasks
from lawsuit_hub.features.victims.references import references
from lawsuit_hub.features.victims.types import ConsentKind, NoSuchVictim, VictimId
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work

_OPEN = ErasureRequest.cancelled_at.is_(None)


def ask(work: Work, victim_id: VictimId, *, ground: Ground, reason: str = "") -> Request:
    """Her own wish, or staff's for her. Her card, her line in rosters to come and her invites end now; the rest when it is carried out.

    Asking again changes nothing. Raises AlreadyErased; NoSuchVictim for anybody but herself and who may erase.
    """
    _hers(work, victim_id)
    kept = audit.clean_reason(reason) if reason.strip() else ""
    landlords.take_turn(work)
    if register.of_person(work, victim_id) is not None:
        raise AlreadyErased
    present = _row(work, victim_id)
    if present is not None:
        return _her_own_now(work, present, ground)
    registration.change_consent(work, victim_id, ConsentKind.COLLECT, text=None, given=False, firm_id=None)
    due_at = work.now + timedelta(days=work.settings.erasure_days)
    row = ErasureRequest(
        id=new_id(),
        victim_id=victim_id,
        ground=ground.value,
        reason=kept,
        asked_at=work.now,
        asked_by=work.actor.id if work.actor.role in STAFF_ROLES else None,
        due_at=due_at,
    )
    work.db.add(row)
    audit.record(work, "destruction:asked", about=victim_id, reason=kept or None, ground=ground.value)
    work.db.flush()
    return _request(row, references(work, [victim_id])[victim_id])


def _her_own_now(work: Work, row: ErasureRequest, ground: Ground) -> Request:
    """What staff wrote down for her becomes her own word when she says it herself."""
    if work.actor.role is Role.MEMBER and Ground(row.ground) not in HER_OWN and ground in HER_OWN:
        row.ground, row.asked_by = ground.value, None
        row.due_at = work.now + timedelta(days=work.settings.erasure_days)
        audit.record(work, "destruction:asked", about=row.victim_id, ground=ground.value)
        work.db.flush()
    return _request(row, references(work, [row.victim_id])[row.victim_id])


def cancel(work: Work, victim_id: VictimId) -> bool:
    """She stays: her own second thought, or what a caseworker heard from her. False when nothing waited."""
    _hers(work, victim_id)
    landlords.take_turn(work)
    row = _row(work, victim_id)
    tasks.take_back_withdrawal(work, victim_id)
    if row is None:
        return False
    row.cancelled_at, row.reason = work.now, ""
    audit.record(work, "destruction:cancelled", about=victim_id)
    work.db.flush()
    return True


def approve(work: Work, victim_id: VictimId) -> bool:
    """The privacy officer's word: the worker carries it out now. False where another's is needed too (destruction.pairs).

    Raises NothingAsked, OwnWish.
    """
    work.require(Permission.DESTRUCTION_APPROVE)
    landlords.take_turn(work)
    row = _row(work, victim_id)
    if row is None:
        raise NothingAsked
    if row.asked_by is not None and row.asked_by == work.actor.id:
        raise OwnWish
    if row.approved_at is None:
        if not pairs.is_enough(work, victim_id.hex, people=1):
            return False
        row.approved_at, row.approved_by = work.now, work.actor.id
        audit.record(work, "destruction:approved", about=victim_id, ground=row.ground)
        work.db.flush()
        work.wake_worker()
    return True


def begin_anew(work: Work) -> int:
    """After a restore of older data: somebody may have taken her wish back since. Every wish waits its days again and wants its
    approval again; returns how many."""
    rows = work.db.scalars(select(ErasureRequest).where(_OPEN).with_for_update()).all()
    for row in rows:
        row.due_at = work.now + timedelta(days=work.settings.erasure_days)
        row.approved_at = row.approved_by = None
    return len(rows)


def of_person(work: Work, victim_id: VictimId) -> Request | None:
    row = _row(work, victim_id)
    return None if row is None else _request(row, references(work, [victim_id])[victim_id])


def noted(work: Work, victim_id: VictimId) -> tuple[datetime | None, UUID | None]:
    """For the register: when she asked, and who approved."""
    row = _row(work, victim_id)
    return (None, None) if row is None else (row.asked_at, row.approved_by)


def waiting(work: Work) -> list[Request]:
    """All that wait, the nearest day first. References only."""
    work.require(Permission.DESTRUCTION_READ)
    rows = list(work.db.scalars(select(ErasureRequest).where(_OPEN).order_by(ErasureRequest.due_at, ErasureRequest.id)))
    names = references(work, [row.victim_id for row in rows])
    return [_request(row, names[row.victim_id]) for row in rows]


def ripe(work: Work) -> list[VictimId]:
    """Whoever is to be erased now: approved, or by her own word when her days have passed."""
    return list(work.db.scalars(_ripe(work, ErasureRequest.victim_id).order_by(ErasureRequest.due_at)))


def ripe_ground(work: Work, victim_id: VictimId) -> Ground | None:
    """Why she is to be erased now; None where she is not."""
    found = work.db.scalar(_ripe(work, ErasureRequest.ground).where(ErasureRequest.victim_id == victim_id))
    return None if found is None else Ground(found)


def _ripe(work: Work, column: InstrumentedAttribute[Any]) -> Select[Any]:
    her_own = ErasureRequest.ground.in_([one.value for one in HER_OWN]) & (ErasureRequest.due_at <= work.now)
    return select(column).where(_OPEN, or_(ErasureRequest.approved_at.is_not(None), her_own))


def _row(work: Work, victim_id: VictimId) -> ErasureRequest | None:
    return work.db.scalar(select(ErasureRequest).where(ErasureRequest.victim_id == victim_id, _OPEN))


def _hers(work: Work, victim_id: VictimId) -> None:
    if work.actor.role is not Role.MEMBER:
        work.require(Permission.PERSON_ERASE)
    elif work.actor.id != victim_id:
        raise NoSuchVictim


def _request(row: ErasureRequest, reference: str) -> Request:
    return Request(
        row.victim_id,
        reference,
        Ground(row.ground),
        row.reason,
        row.asked_at,
        row.due_at,
        row.approved_at is not None,
        row.asked_by,
    )
