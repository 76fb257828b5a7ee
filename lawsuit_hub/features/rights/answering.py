"""Answers to requests: by a caseworker or the privacy officer, with words that she reads; a refusal names its ground."""

from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.destruction import service as destruction
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.lawsuits import service as lawsuits
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.rights import corrections, requests
from lawsuit_hub.features.rights.facts import GROUNDS
from lawsuit_hub.features.rights.models import RightsRequest
from lawsuit_hub.features.rights.types import Ground, GroundMissing, Kind, NotForThisRole, Outcome
from lawsuit_hub.features.victims import stopping
from lawsuit_hub.infra.work import Work

BY_HAND = (Outcome.DONE, Outcome.PARTLY, Outcome.REFUSED)


def outcomes_for(role: Role, kind: Kind, *, has_changes: bool) -> tuple[Outcome, ...]:
    """What this role may answer. What changes a person's data is the caseworker's, whole or not at all; an erasure is answered by
    carrying it out, or by her staying. An objection is to what the desk did: the desk does not answer it."""
    if kind is Kind.ERASE or (kind is Kind.OBJECTION and role is not Role.PRIVACY_OFFICER):
        return ()
    if has_changes:
        return (Outcome.DONE, Outcome.REFUSED) if role is Role.CASEWORKER else ()
    return BY_HAND


def answer(work: Work, request_id: UUID, *, outcome: Outcome, ground: Ground | None, words: str) -> None:
    """Raises NoSuchRequest, AlreadyAnswered, NotForThisRole, GroundMissing, ReasonMissing, ReasonHoldsNumber."""
    work.require(Permission.REQUEST_ANSWER)
    said = audit.clean_reason(words)
    landlords.take_turn(work)  # a correction or a lifted stop places her anew
    row = requests.locked(work, request_id)
    kind = Kind(row.kind)
    if outcome not in outcomes_for(work.actor.role, kind, has_changes=row.changes is not None):
        raise NotForThisRole
    chosen = _ground(kind, outcome, ground)
    _carry_out(work, row, kind, outcome)
    requests.close(work, row, outcome, ground=chosen, answer=said)
    told = {"ground": chosen.value} if chosen else {}
    audit.record(
        work, "request:answered", about=row.victim_id, reason=said, asked=kind.value, outcome=outcome.value, **told
    )
    outbox.queue(work, "request_answered", to=row.victim_id)
    work.db.flush()


def _ground(kind: Kind, outcome: Outcome, ground: Ground | None) -> Ground | None:
    if outcome is Outcome.DONE:
        return None
    if ground not in GROUNDS[kind]:
        raise GroundMissing
    return ground


def _carry_out(work: Work, row: RightsRequest, kind: Kind, outcome: Outcome) -> None:
    if outcome is Outcome.DONE and row.changes is not None:
        corrections.carry_out(work, row)
    elif kind is Kind.STOP and outcome is Outcome.DONE and stopping.stop(work, row.victim_id):
        lawsuits.refresh(work, row.victim_id)  # asked at the counter: it takes effect with the answer at the latest
    elif kind is Kind.STOP and outcome is Outcome.REFUSED and stopping.resume(work, row.victim_id):
        lawsuits.refresh(work, row.victim_id)


def follow_erasures(work: Work) -> int:
    """Answers the wishes to be erased that were carried out, or that she gave up, and closes whatever else one had asked who is
    erased now: nobody is left to read an answer. The worker calls it. Returns how many."""
    waiting, settled = requests.all_open(work), 0
    erased = destruction.erased_ids(work) if waiting else set[UUID]()
    for row in waiting:
        gone, wished = row.victim_id in erased, row.kind == Kind.ERASE.value
        if gone or (wished and destruction.request_of(work, row.victim_id) is None):
            outcome = Outcome.DONE if gone and wished else Outcome.TAKEN_BACK
            requests.close(work, row, outcome)
            audit.record(work, "request:answered", about=row.victim_id, asked=row.kind, outcome=outcome.value)
            settled += 1
    return settled
