"""What a member wants put right: kept sealed until a caseworker has looked, then written in place of what stood."""

import json
from collections.abc import Mapping
from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.lawsuits import service as lawsuits
from lawsuit_hub.features.registration import service as registration
from lawsuit_hub.features.rights import requests
from lawsuit_hub.features.rights.models import RightsRequest
from lawsuit_hub.features.rights.types import Kind, NothingToCorrect
from lawsuit_hub.features.victims import correcting, opening
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import Place


def ask(work: Work, changes: Mapping[str, str]) -> UUID:
    """The member's own wish: named fields as they should be, an empty one to be taken out. Raises NothingToCorrect."""
    work.require(Permission.OWN_WRITE)
    if not changes or work.actor.id is None:
        raise NothingToCorrect
    return requests.ask(work, work.actor.id, Kind.CORRECT, changes=json.dumps(dict(changes), ensure_ascii=False))


def look(work: Work, request_id: UUID, *, reason: str, once: str) -> dict[str, str]:
    """Opens what she wants put right, with a reason that she reads. Raises NothingToCorrect, AlreadyAnswered, OpenedBefore."""
    work.require(Permission.PERSON_REVEAL)
    kept = audit.clean_reason(reason)
    row = requests.locked(work, request_id)
    if row.changes is None:
        raise NothingToCorrect
    opening.note_opening(work, row.victim_id, ["correction"], kept, once)
    return _changes(work, row)


def waiting_changes(work: Work, request_id: UUID) -> dict[str, str] | None:
    """For her own copy: what she wrote and nobody has answered yet."""
    work.require(Permission.COPY_MAKE)
    row = work.db.get(RightsRequest, request_id)
    return _changes(work, row) if row is not None and row.changes is not None else None


def carry_out(work: Work, row: RightsRequest) -> None:
    """The caller has the turn of matching: an address says of which house she is."""
    changes = _changes(work, row)
    answer = correcting.correct(work, row.victim_id, changes)
    if "address" in changes:
        registration.place(work, row.victim_id, answer)
    if not set(changes) <= correcting.CONTACT:
        invites.revoke(work, row.victim_id)
    lawsuits.refresh(work, row.victim_id)


def _changes(work: Work, row: RightsRequest) -> dict[str, str]:
    opened = work.keys.open(row.changes, Place("rights_requests.changes", row.victim_id, row.id))
    found: dict[str, str] = json.loads(opened or "{}")
    return found
