"""A person found to stand on the landlord's side is removed by two caseworkers, and comes back by two where that was wrong."""

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.documents.models import Removal
from lawsuit_hub.features.documents.types import RemovalDone, RemovalView, SecondNeeded
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.lawsuits import service as lawsuits
from lawsuit_hub.features.openchats import changes
from lawsuit_hub.features.openchats.types import Why
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.victims import barring
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import NoSuchVictim, VictimId
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import NotAllowed, Work

REMOVE, RESTORE = "remove", "restore"
_DONE, _DROPPED = "done", "dropped"


def ask(work: Work, victim_id: VictimId, *, reason: str) -> RemovalView:
    """The first word: to remove who is in, or to bring back who was removed. Nothing changes for her, and her record says nothing of it.

    Raises RemovalDone where a word waits already.
    """
    work.require(Permission.PERSON_BAR)
    kept = audit.clean_reason(reason)
    victims.hold(work, victim_id)
    person = victims.profile(work, victim_id)
    if person.withdrawn_at is not None:
        raise NoSuchVictim
    if _open(work, victim_id) is not None:
        raise RemovalDone
    if work.actor.id is None:
        raise NotAllowed
    kind = RESTORE if person.barred_at else REMOVE
    row = Removal(id=new_id(), victim_id=victim_id, kind=kind, reason=kept, asked_at=work.now, asked_by=work.actor.id)
    work.db.add(row)
    audit.record(work, "removal:asked", about=row.id, kind="removal", which=kind)
    work.db.flush()
    return _view(row)


def decide(work: Work, victim_id: VictimId, *, agree: bool, reason: str) -> str | None:
    """The second word. Returns what was done (`remove`, `restore`), or None where it was dropped: that, whoever asked may do herself.

    Raises SecondNeeded for whoever asked, RemovalDone. Her unused invites are the caller's to void.
    """
    work.require(Permission.PERSON_BAR)
    kept = audit.clean_reason(reason)
    landlords.take_turn(work)
    victims.hold(work, victim_id)
    row = _open(work, victim_id)
    if row is None:
        raise RemovalDone
    if agree and row.asked_by == work.actor.id:
        raise SecondNeeded
    row.decided_at, row.decided_by, row.outcome = work.now, work.actor.id, _DONE if agree else _DROPPED
    audit.record(work, "removal:decided", about=row.id, kind="removal", which=row.kind, agreed=agree)
    work.db.flush()
    if not agree:
        return None
    if row.kind == REMOVE:
        _remove(work, victim_id, reason=kept)
    else:
        barring.unbar(work, victim_id, reason=kept)
        lawsuits.refresh(work, victim_id)
    outbox.queue(work, "standing_changed", to=victim_id)
    return row.kind


def _remove(work: Work, victim_id: VictimId, *, reason: str) -> None:
    """Her place ends; the room she may know has to be changed; those who stay are told that there is news, and no more."""
    place = groups.membership_of(work, victim_id)
    barring.bar(work, victim_id, reason=reason)
    victims.see_leases_again(work, [victim_id])
    lawsuits.refresh(work, victim_id)
    if place is None:
        return
    changes.demand(work, place.group_id, why=Why.INSIDER, reason=reason)
    for one in groups.active_victims(work, place.group_id):
        outbox.queue(work, "news", to=one)


def waiting(work: Work, victim_id: VictimId) -> RemovalView | None:
    work.require(Permission.PERSON_READ)
    row = _open(work, victim_id)
    return None if row is None else _view(row)


def _open(work: Work, victim_id: VictimId) -> Removal | None:
    return work.db.scalar(select(Removal).where(Removal.victim_id == victim_id, Removal.outcome.is_(None)))


def _view(row: Removal) -> RemovalView:
    return RemovalView(row.id, row.victim_id, row.kind, row.reason, row.asked_at, row.asked_by, row.decided_at)
