"""Erasing one person: everything of hers that the tables hold, and her keys. Happens once, whoever asks how often."""

import json
import logging
from contextlib import suppress
from uuid import UUID

from sqlalchemy import Engine, delete, update
from sqlalchemy.exc import SQLAlchemyError

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.costs import endings as costs
from lawsuit_hub.features.destruction import register, requests
from lawsuit_hub.features.destruction.models import KeptByLaw
from lawsuit_hub.features.destruction.retention import BY_KIND, moved
from lawsuit_hub.features.destruction.types import Ground, Record
from lawsuit_hub.features.documents import service as documents
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.lawsuits import endings
from lawsuit_hub.features.lawsuits import service as lawsuits
from lawsuit_hub.features.meetings import endings as meetings
from lawsuit_hub.features.outbox import forgetting
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.questions import endings as board
from lawsuit_hub.features.rooms import endings as rooms
from lawsuit_hub.features.rosters import removals
from lawsuit_hub.features.rosters.endings import end_left_over
from lawsuit_hub.features.suggestions import endings as suggestions
from lawsuit_hub.features.urns import service as urns
from lawsuit_hub.features.victims import consents, tasks
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import VictimId
from lawsuit_hub.infra import reindexing
from lawsuit_hub.infra.db import GOES_WITH, Base, SealedType, empty_wal, new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import CannotOpen, Place
from lawsuit_hub.values.phone import PhoneNumber

log = logging.getLogger("lawsuit_hub.destruction")

# The last message. A telephone may be seen by others: it says that it is over, not what it was.
LAST_WORDS = {
    True: "[{site}] 요청하신 대로 등록을 지웠습니다. 이 번호로 더 보내는 문자는 없습니다.",
    False: "[{site}] 보관 기간이 지나 등록을 지웠습니다. 이 번호로 더 보내는 문자는 없습니다.",
}


def destroy(work: Work, victim_id: VictimId, *, ground: Ground, reason: str, head_id: UUID | None = None) -> Record:
    """Erases a person and writes it into the register. Of one who was erased before, the line that stands; nothing is done twice.

    Raises NoSuchVictim, ReasonMissing, ReasonHoldsNumber. The reason must name nobody: it stays for good.
    """
    work.require(Permission.PERSON_ERASE)
    kept = audit.clean_reason(reason)
    landlords.take_turn(work)
    before = register.of_person(work, victim_id)
    if before is not None:
        return before
    costs.take_turns(work)
    victims.hold(work, victim_id)
    person = victims.profile(work, victim_id)
    asked_at, approved_by = requests.noted(work, victim_id)
    _say_goodbye(work, victim_id, by_her=ground is not Ground.RETENTION)
    proof = take_apart(work, victim_id, reason=kept)
    kind = "member" if person.confirmed_at else "unconfirmed"
    record = register.add(
        work,
        kind=kind,
        reference=person.reference,
        made_at=person.registered_at,
        ground=ground,
        reason=kept,
        subject_id=victim_id,
        asked_at=asked_at,
        head_id=head_id or approved_by,
    )
    _keep_proof(work, record, proof)
    audit.record(work, "victim:destroyed", about=victim_id, reason=kept, ground=ground.value, number=record.number)
    work.db.flush()
    leave_no_trace(work)
    return record


def take_apart(work: Work, victim_id: VictimId, *, reason: str) -> list[dict[str, object]]:
    """Blanks and deletes what is hers in every feature, her keys first; returns the proof of her consents.

    Nothing of hers is opened here: it serves a database restored from an older copy, where she has no keys, as well.
    """
    standing = landlords.standing(work, victim_id)
    invites.revoke(work, victim_id)
    tasks.forget(work, victim_id)
    victims.withdraw(work, victim_id, reason=reason)
    proof = consents.proof(work, victim_id)
    documents.forget(work, victim_id)
    victims.shred(work, victim_id)
    lawsuits.refresh(work, victim_id)
    lawsuits.apply(work, landlords.withdraw_report(work, victim_id))
    if standing is not None and standing.landlord_id is not None:
        endings.close_empty(work, standing.landlord_id)
    end_left_over(work)
    identity.end_all(work, victim_id)
    removals.forget(work, victim_id)
    invites.forget(work, victim_id)
    rooms.forget(work, victim_id)
    board.forget_person(work, victim_id)
    urns.forget(work, [victim_id])
    suggestions.forget_person(work, victim_id)
    costs.forget_person(work, victim_id)
    meetings.forget_person(work, victim_id)
    _sweep(work, victim_id)
    reindexing.drop_unused(work.db)
    return proof


def _say_goodbye(work: Work, victim_id: VictimId, *, by_her: bool) -> None:
    number = _number(work, victim_id)
    if number is None:
        return
    forgetting.forget_number(work, number)
    identity.forget_number(work, PhoneNumber(number))
    outbox.queue_last(work, "erased", to=number, body=LAST_WORDS[by_her].format(site=work.settings.site_name))


def _number(work: Work, victim_id: VictimId) -> str | None:
    """None where it does not open either: what is damaged is erased like anything else, only without a word to her."""
    try:
        return victims.phone_for_delivery(work.acting_as(SYSTEM), victim_id)
    except CannotOpen as error:
        log.error("%s is erased without a last message: %s", victim_id, type(error).__name__)
        return None


def _sweep(work: Work, victim_id: VictimId) -> None:
    """Rows that go with her, in whatever feature: a table says so itself (infra.db.GOES_WITH). Where rows of hers stay, what is
    sealed in them goes."""
    work.db.flush()
    for table in reversed(Base.metadata.sorted_tables):
        column = table.info.get(GOES_WITH)
        if column is not None:
            work.db.execute(delete(table).where(table.c[column] == victim_id))
            continue
        sealed = {one.name: None for one in table.columns if isinstance(one.type, SealedType) and one.nullable}
        for key in (key for key in table.foreign_keys if sealed and key.column.table.name == "victims"):
            work.db.execute(update(table).where(key.parent == victim_id).values(sealed))
    work.db.expire_all()


def _keep_proof(work: Work, record: Record, proof: list[dict[str, object]]) -> None:
    """The proof that she had agreed stays, apart and sealed, as long as somebody may ask for it: it says nothing of who she was."""
    years = work.settings.consent_proof_years
    if not years or not proof:
        return
    row = KeptByLaw(
        id=new_id(),
        record_number=record.number,
        kind="consent_proof",
        ground=BY_KIND["consent_proof"].ground,
        until=moved(work.now, years=years),
    )
    work.keys.new_subject(row.id)
    content = json.dumps({"reference": record.reference, "consents": proof})
    row.content = work.keys.seal(content, Place("kept_by_law.content", row.id, row.id))
    work.db.add(row)


def leave_no_trace(work: Work) -> None:
    """After the commit the write-ahead log is emptied: destroyed bytes stay neither in the file nor beside it."""
    bound = work.db.get_bind()
    if isinstance(bound, Engine):
        work.after_commit.append(lambda: _empty(bound))


def _empty(engine: Engine) -> None:
    with suppress(SQLAlchemyError, OSError):  # the worker tries again every hour
        empty_wal(engine)
