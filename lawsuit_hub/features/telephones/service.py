"""A member's number changes: by her own two codes at once, or by a caseworker's word after days in which it can be stopped."""

import logging
from uuid import UUID

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.telephones import waiting
from lawsuit_hub.features.telephones.types import NumberTaken, Outcome, SameNumber
from lawsuit_hub.features.telephones.waiting import ask, due, history, of_person, stop
from lawsuit_hub.features.victims import renumbering
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import AlreadyRegistered, NoSuchVictim, VictimId
from lawsuit_hub.infra.work import Work, Works
from lawsuit_hub.privacy.keyring import RootTrouble
from lawsuit_hub.values.phone import PhoneNumber

__all__ = ["ask", "carry_out", "change_own", "due", "history", "is_own", "of_person", "stop"]

log = logging.getLogger("lawsuit_hub.telephones")

# To the number that was hers. Whoever reads it there need not know what this service is for.
LEFT = "[{site}] 이 번호로 받으시던 안내를 다른 번호로 옮겼습니다. 본인이 아니면 {phone}로 전화해 주세요."


def is_own(work: Work, phone: PhoneNumber) -> bool:
    """Whether it is the acting member's own; tells nobody but the caller."""
    return work.actor.id is not None and victims.find_by_phone(work, phone) == work.actor.id


def change_own(work: Work, *, old: PhoneNumber, new: PhoneNumber, session_id: UUID) -> None:
    """Both numbers were proved by code in this session, which alone stays. Raises SameNumber, NumberTaken, NoSuchVictim."""
    work.require(Permission.OWN_WRITE)
    if work.actor.id is None or not is_own(work, old):
        raise NoSuchVictim
    _change(work, work.actor.id, old=old, new=new, way="own")
    waiting.end(work, work.actor.id, Outcome.REPLACED)
    identity.end_others(work, this=session_id)


def carry_out(works: Works) -> int:
    """The worker's: every change whose days have passed, each in a work of its own. Returns how many numbers changed."""
    with works.open(SYSTEM, read_only=True) as work:
        ripe = due(work)
    changed = 0
    for change_id in ripe:
        try:
            with works.open(SYSTEM) as work:
                changed += _carry_out(work, change_id)
        except RootTrouble:
            raise
        except Exception as error:  # whatever it is, those behind this one must not wait for it
            log.error("a change of number was not carried out: %s: %s", change_id, type(error).__name__)
    return changed


def _carry_out(work: Work, change_id: UUID) -> bool:
    work.require(Permission.PERSON_RENUMBER)
    found = waiting.opened(work, change_id)
    if found is None:
        return False
    victim_id, new = found
    old = victims.phone_for_delivery(work, victim_id)
    if old is None:
        return _dropped(work, victim_id, Outcome.VOID)
    try:
        _change(work, victim_id, old=PhoneNumber(old), new=new, way="desk")
    except (NumberTaken, SameNumber):
        return _dropped(work, victim_id, Outcome.TAKEN)
    waiting.end(work, victim_id, Outcome.DONE)
    identity.end_all(work, victim_id)
    identity.lose_passkeys(work, victim_id)
    return True


def _dropped(work: Work, victim_id: VictimId, outcome: Outcome) -> bool:
    waiting.end(work, victim_id, outcome)
    audit.record(work, "phone:change-dropped", about=victim_id)
    return False


def _change(work: Work, victim_id: VictimId, *, old: PhoneNumber, new: PhoneNumber, way: str) -> None:
    """Her landlord and her place in a group stay. Invites that nobody used were made for whoever reads the old number."""
    if old == new:
        raise SameNumber
    try:
        renumbering.renumber(work, victim_id, new, way=way)
    except AlreadyRegistered:
        raise NumberTaken from None
    invites.revoke(work, victim_id)
    identity.forget_number(work, old)
    settings = work.settings
    outbox.queue_sealed(
        work, "number_left", to=old.e164, body=LEFT.format(site=settings.site_name, phone=settings.help_phone)
    )
    outbox.queue(work, "number_changed", to=victim_id)
