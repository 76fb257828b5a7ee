"""A change that a caseworker asked for waits some days. Her old number is told at once; she or the desk can stop it meanwhile."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.telephones.models import PhoneChange
from lawsuit_hub.features.telephones.types import Change, ChangeWaits, NothingWaits, NumberTaken, Outcome, SameNumber
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import NoSuchVictim, VictimId
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.refusals import NotYours
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import Place
from lawsuit_hub.values.phone import PhoneNumber

_OPEN = PhoneChange.ended_at.is_(None)


def ask(work: Work, victim_id: VictimId, phone: PhoneNumber, *, reason: str, checked: str) -> Change:
    """`checked`: how the caseworker saw that it is she who asks.

    Raises ReasonMissing, ReasonHoldsNumber, NoSuchVictim, ChangeWaits, NumberTaken, SameNumber.
    """
    work.require(Permission.PERSON_RENUMBER)
    why, how = audit.clean_reason(reason), audit.clean_reason(checked)
    victims.hold(work, victim_id)
    if victims.profile(work, victim_id).withdrawn_at is not None:
        raise NoSuchVictim
    if of_person(work, victim_id) is not None:
        raise ChangeWaits
    owner = victims.find_by_phone(work, phone)
    if owner is not None:
        raise SameNumber if owner == victim_id else NumberTaken
    row = _add(work, victim_id, phone, why, how)
    audit.record(work, "phone:change-asked", about=victim_id, reason=why, checked=how)
    outbox.queue(work, "number_change_asked", to=victim_id)
    work.db.flush()
    return _change(row)


def _add(work: Work, victim_id: VictimId, phone: PhoneNumber, reason: str, checked: str) -> PhoneChange:
    row = PhoneChange(
        id=new_id(),
        victim_id=victim_id,
        reason=reason,
        checked=checked,
        asked_by=work.actor.id,
        asked_at=work.now,
        due_at=work.now + timedelta(days=work.settings.number_change_days),
    )
    row.phone = work.keys.seal(phone.e164, Place("phone_changes.phone", victim_id, row.id))
    try:
        with work.db.begin_nested():
            work.db.add(row)
            work.db.flush()
    except IntegrityError as refused:  # two caseworkers at once: the index decides
        if "victim_id" in str(refused.orig) or "one_waits" in str(refused.orig):
            raise ChangeWaits from None
        raise
    return row


def stop(work: Work, victim_id: VictimId) -> None:
    """Her own word, or the desk's for her. Raises NotYours, NothingWaits: it was stopped or carried out before."""
    if work.actor.role is not Role.MEMBER:
        work.require(Permission.PERSON_RENUMBER)
    elif work.actor.id != victim_id:
        raise NotYours
    if not end(work, victim_id, Outcome.STOPPED):
        raise NothingWaits
    audit.record(work, "phone:change-stopped", about=victim_id)
    outbox.queue(work, "number_change_stopped", to=victim_id)
    work.db.flush()


def end(work: Work, victim_id: VictimId, outcome: Outcome) -> bool:
    """The number that waited goes. False when nothing waited."""
    row = _row(work, victim_id, lock=True)
    if row is None:
        return False
    row.ended_at, row.outcome, row.phone = work.now, outcome.value, None
    work.db.flush()
    return True


def begin_anew(work: Work) -> int:
    """After a restore of older data: whoever stopped a change since would not know that it waits again. Her days begin anew, and
    she is told again; returns how many."""
    rows = work.db.scalars(select(PhoneChange).where(_OPEN).with_for_update()).all()
    for row in rows:
        row.due_at = work.now + timedelta(days=work.settings.number_change_days)
        outbox.queue(work, "number_change_asked", to=row.victim_id)
    return len(rows)


def due(work: Work) -> list[UUID]:
    rows = select(PhoneChange.id).where(_OPEN, PhoneChange.due_at <= work.now).order_by(PhoneChange.due_at)
    return list(work.db.scalars(rows))


def opened(work: Work, change_id: UUID) -> tuple[VictimId, PhoneNumber] | None:
    """Whose, and the number that waited; None when it was stopped a moment ago, or is not due."""
    work.require(Permission.PERSON_RENUMBER)
    whose = work.db.scalar(select(PhoneChange.victim_id).where(PhoneChange.id == change_id))
    if whose is None:
        return None
    victims.hold(work, whose)  # she first, as everybody who changes a number does
    row = work.db.get(PhoneChange, change_id, with_for_update=True, populate_existing=True)
    if row is None or row.ended_at is not None or row.due_at > work.now:
        return None
    number = work.keys.open(row.phone, Place("phone_changes.phone", row.victim_id, row.id))
    return None if number is None else (row.victim_id, PhoneNumber(number))


def waiting_number(work: Work, victim_id: VictimId) -> str | None:
    """For her own copy."""
    work.require(Permission.COPY_MAKE)
    row = _row(work, victim_id)
    return None if row is None else work.keys.open(row.phone, Place("phone_changes.phone", victim_id, row.id))


def of_person(work: Work, victim_id: VictimId) -> Change | None:
    """What waits for her now."""
    row = _row(work, victim_id)
    return None if row is None else _change(row)


def history(work: Work, victim_id: VictimId) -> list[Change]:
    """The oldest first; for her own copy, and the newest for her case file."""
    rows = select(PhoneChange).where(PhoneChange.victim_id == victim_id).order_by(PhoneChange.asked_at)
    return [_change(row) for row in work.db.scalars(rows)]


def _row(work: Work, victim_id: VictimId, *, lock: bool = False) -> PhoneChange | None:
    wanted = select(PhoneChange).where(PhoneChange.victim_id == victim_id, _OPEN)
    if lock:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    return work.db.scalar(wanted)


def _change(row: PhoneChange) -> Change:
    outcome = Outcome(row.outcome) if row.outcome else None
    return Change(row.id, row.asked_at, row.due_at, row.ended_at, outcome, row.reason, row.checked)
