"""A list that is due, approved as it was shown; and the job that carries out what was approved, each thing once."""

import logging
from collections.abc import Callable
from uuid import UUID

from sqlalchemy import delete, select

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.destruction import due, erasing, pairs, register, requests
from lawsuit_hub.features.destruction.models import DueApproved, KeptByLaw
from lawsuit_hub.features.destruction.types import HER_OWN, DueItem, Ground, ListChanged
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.responses import uploads
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work, Works

log = logging.getLogger("lawsuit_hub.destruction")

ENDED = "보유기간이 지나 파기 승인을 받음"
HER_WISH = "본인이 지워 달라고 청함"
APPROVED = "개인정보 보호책임자가 승인함"


def approve_list(work: Work, kind: str, *, seen: str) -> int:
    """The privacy officer approves exactly the list she saw; returns how many: 0 where another's word is needed too.

    Raises ListChanged.
    """
    work.require(Permission.DESTRUCTION_APPROVE)
    landlords.take_turn(work)
    now = next((one for one in due.due(work) if one.kind == kind), None)
    if now is None or now.seen != seen or work.actor.id is None:
        raise ListChanged
    if not pairs.is_enough(work, seen, people=now.count if kind in register.PEOPLE else 0):
        return 0
    for item in now.items:
        work.db.add(_approved(work, kind, item, work.actor.id))
    audit.record(work, "destruction:list-approved", list=kind, count=now.count, seen=seen)
    work.db.flush()
    work.wake_worker()
    return now.count


def _approved(work: Work, kind: str, item: DueItem, by: UUID) -> DueApproved:
    return DueApproved(
        id=new_id(),
        kind=kind,
        subject_id=item.subject_id,
        reference=item.reference,
        approved_at=work.now,
        approved_by=by,
    )


def carry_out(works: Works) -> int:
    """Erases whose wish is ripe and destroys what was approved, each in a work of its own; returns how many. Nothing else goes."""
    with works.open(SYSTEM, read_only=True) as work:
        ripe = requests.ripe(work)
        approved = list(work.db.scalars(select(DueApproved.id).where(DueApproved.settled_at.is_(None))))
    return sum(_one(works, _wish, one) for one in ripe) + sum(_one(works, _settle, one) for one in approved)


def _one(works: Works, deed: Callable[[Work, UUID], bool], subject: UUID) -> int:
    try:
        with works.open(SYSTEM) as work:
            return int(deed(work, subject))
    except Exception as error:  # whatever it is, those behind this one must not wait for it
        log.error("%s was not destroyed: %s", subject, type(error).__name__)
        return 0


def _wish(work: Work, victim_id: UUID) -> bool:
    """Asked again under the turn: she may have taken it back a moment ago."""
    landlords.take_turn(work)
    ground = requests.ripe_ground(work, victim_id)
    if ground is None:
        return False
    erasing.destroy(work, victim_id, ground=ground, reason=HER_WISH if ground in HER_OWN else APPROVED)
    return True


def _settle(work: Work, approved_id: UUID) -> bool:
    """Whatever is due no more (she signed in meanwhile) is kept, and said so."""
    work.require(Permission.DESTRUCTION_CARRY_OUT)
    landlords.take_turn(work)
    row = work.db.get_one(DueApproved, approved_id, with_for_update=True)
    if row.settled_at is not None:
        return False
    item = due.item(work, row.kind, row.subject_id)
    row.settled_at, row.outcome = work.now, "kept" if item is None else "destroyed"
    head = row.approved_by
    work.db.flush()
    if item is None:
        audit.record(work, "destruction:kept", about=row.subject_id, kind=row.kind)
        return False
    _destroy(work, row.kind, item, head)
    return True


def _destroy(work: Work, kind: str, item: DueItem, head: UUID) -> None:
    if kind in register.PEOPLE:
        erasing.destroy(work, item.subject_id, ground=Ground.RETENTION, reason=ENDED, head_id=head)
        return
    _THINGS[kind](work, item.subject_id)
    record = register.add(
        work,
        kind=kind,
        reference=item.reference,
        made_at=item.made_at,
        ground=Ground.RETENTION,
        reason=ENDED,
        subject_id=item.subject_id,
        head_id=head,
    )
    audit.record(work, "destruction:carried-out", about=item.subject_id, kind=kind, number=record.number)
    erasing.leave_no_trace(work)


def _forget_proof(work: Work, row_id: UUID) -> None:
    work.db.execute(delete(KeptByLaw).where(KeptByLaw.id == row_id))
    work.keys.forget(row_id)


_THINGS: dict[str, Callable[[Work, UUID], None]] = {
    "upload": uploads.forget,
    "staff": identity.forget_account,
    "consent_proof": _forget_proof,
}
