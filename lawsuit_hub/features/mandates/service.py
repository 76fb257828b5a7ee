"""The mandates of a group for its caseworker and its lawyer: who signed, who waits; papers confirmed, people reminded, resigning."""

import hashlib
from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import select, update

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.lawsuits.types import GroupId, MemberLine
from lawsuit_hub.features.mandates import endings, papers, signing, standing, timeline, wording
from lawsuit_hub.features.mandates.models import Mandate, MandateForm
from lawsuit_hub.features.mandates.standing import agents
from lawsuit_hub.features.mandates.types import (
    BadFacts,
    ConsentNeeded,
    Ending,
    GroupMandates,
    MandateView,
    MemberMandate,
    NoSuchMandate,
    NothingToEnd,
    Special,
    State,
    Way,
)
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.proceedings.reaching import active, reach, to_tell
from lawsuit_hub.features.victims import consents
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.work import NotAllowed, Work
from lawsuit_hub.values.dates import KST

__all__ = ["agents", "blank", "confirm", "of_group", "remind", "resign", "retire", "take_electronic", "verify"]

REMINDED = "1 per 3 days"  # a group at a time


def of_group(work: Work, code: str) -> GroupMandates:
    """Raises NoSuchGroup."""
    work.require(Permission.MANDATE_MANAGE)
    group_id = reach(work, code)
    firm_id = standing.firm_of(work, group_id)
    firm = identity.firm(work, firm_id) if firm_id else None
    return GroupMandates(
        line=groups.line(work, group_id),
        firm_name=firm.name if firm else "",
        electronic=firm is not None and firm.electronic_mandates,
        form=wording.of_group(work, group_id),
        members=tuple(_members(work, group_id, firm_id)),
    )


def _members(work: Work, group_id: GroupId, firm_id: UUID | None) -> list[MemberMandate]:
    """Of who does not let this lawyer's firm have her data: her alias, and nothing of her answers."""
    people = active(work, group_id)
    ids = [one.victim_id for one in people]
    profiles, answers = victims.profiles(work, ids), standing.newest(work, ids)
    since = consents.since(work, ids, firm_id=firm_id) if firm_id else {}
    found = []
    for one in people:
        person = profiles[one.victim_id]
        agrees = firm_id is not None and person.consents_to_firm(firm_id)
        if work.actor.role is Role.LAWYER and not agrees:
            found.append(MemberMandate(one, "", None, None))
            continue
        newest = answers.get(one.victim_id)
        mine = newest if newest is not None and newest.firm_id == firm_id else None
        steps = timeline.of_person(work, one.victim_id, firm_id=firm_id) if firm_id else ()
        found.append(MemberMandate(one, person.hints.name, since.get(one.victim_id) if agrees else None, mine, steps))
    return found


def confirm(work: Work, code: str, alias: str, *, signed_on: date, specials: Collection[Special], reason: str) -> None:
    """The signed paper was seen: uploaded (by a caseworker), or the original in the hand of whoever says so. From now it stands.

    `reason`: where it was seen, which she reads. Raises NoSuchGroup, NoSuchMandate, NoCounsel, ConsentNeeded, AlreadySigned,
    BadFacts("future"), ReasonMissing, ReasonHoldsNumber.
    """
    work.require(Permission.MANDATE_MANAGE)
    group_id, kept = reach(work, code), audit.clean_reason(reason)
    if signed_on > work.now.astimezone(KST).date():
        raise BadFacts("future")
    victim_id = _one(work, group_id, alias).victim_id
    victims.hold(work, victim_id)
    form = wording.require(work, group_id)
    if not victims.profile(work, victim_id).consents_to_firm(form.firm_id):
        raise ConsentNeeded
    row = standing.open_row(work.db, victim_id)
    if row is None or row.way != Way.PAPER.value or row.stands_since is not None or row.firm_id != form.firm_id:
        row = signing.answer(work, victim_id, group_id, form, Way.PAPER)
    row.signed_on, row.stands_since, row.confirmed_by = signed_on, work.now, work.actor.id
    row.specials = sorted(one.value for one in specials)
    audit.record(work, "mandate:confirmed", about=victim_id, reason=kept, number=standing.called(row.number))
    work.db.flush()


def resign(work: Work, code: str, alias: str, *, reason: str) -> None:
    """The lawyer is her agent no more; she is told, and reads why. Raises NoSuchGroup, NoSuchMandate, NothingToEnd, ReasonMissing,
    ReasonHoldsNumber."""
    work.require(Permission.MANDATE_MANAGE)
    group_id, kept = reach(work, code), audit.clean_reason(reason)
    victim_id = _one(work, group_id, alias).victim_id
    victims.hold(work, victim_id)
    row = standing.open_row(work.db, victim_id)
    if row is None or row.way is None or row.firm_id != standing.firm_of(work, group_id):
        raise NothingToEnd
    endings.close(work, row, Ending.RESIGNED, reason=kept)


def remind(work: Work, code: str) -> int:
    """Tells those who have not answered; not who said no. Returns how many. Raises NoSuchGroup, NoCounsel, TooMany."""
    work.require(Permission.MANDATE_MANAGE)
    group_id = reach(work, code)
    form = wording.require(work, group_id)
    tell = to_tell(work, group_id)
    answers = standing.newest(work, tell)
    waiting = [one for one in tell if _waits(answers.get(one), form.firm_id)]
    if not waiting:
        return 0
    work.limits.hit(REMINDED, "mandate-reminder", str(group_id))
    for one in waiting:
        outbox.queue(work, "mandate", to=one)
    audit.record(work, "mandate:reminded", about=group_id, kind="group", people=len(waiting))
    return len(waiting)


def _waits(newest: MandateView | None, firm_id: UUID) -> bool:
    return newest is None or newest.firm_id != firm_id or newest.state in {State.WAITING, State.ENDED}


def blank(work: Work, code: str, *, appointment: bool = False) -> bytes:
    """The paper to print. Raises NoSuchGroup, NoCounsel, LettersMissing."""
    work.require(Permission.MANDATE_MANAGE)
    form = wording.require(work, reach(work, code))
    foot = f"{code} · {form.version}판"
    if appointment:
        return papers.blank_appointment(form.facts, foot=foot)
    return papers.blank(wording.text_of(work, form), foot=foot)


def take_electronic(work: Work, code: str, *, on: bool) -> bool:
    """The firm takes signatures on the screen, or paper alone: said by one of its lawyers. False where it is so already."""
    work.require(Permission.MANDATE_MANAGE)
    firm_id = standing.firm_of(work, reach(work, code))
    if work.actor.role is not Role.LAWYER or firm_id is None:
        raise NotAllowed
    return identity.take_electronic_mandates(work, firm_id, on=on)


def verify(work: Work, data: bytes) -> MandateView | None:
    """Which mandate a file is, byte for byte; None for any other file, and for one of a group that is not this lawyer's."""
    work.require(Permission.MANDATE_VERIFY)
    wanted = select(Mandate, MandateForm.version).join(MandateForm, MandateForm.id == Mandate.form_id)
    found = work.db.execute(wanted.where(Mandate.sha256 == hashlib.sha256(data).hexdigest())).one_or_none()
    if found is None:
        return None
    row, version = found
    if work.actor.role is Role.LAWYER and row.victim_id not in agents(work, row.group_id):
        return None
    return standing.view(row, version)


def retire(work: Work) -> None:
    """Copies whose time is over, and mandates whose ground is gone; the worker calls it."""
    over = update(Mandate).where(Mandate.copy_until <= work.now)
    work.db.execute(over.values(copy=None, copy_finder=None, copy_until=None))
    endings.settle(work)


def _one(work: Work, group_id: GroupId, alias: str) -> MemberLine:
    """An active member; a lawyer finds those alone who let her firm have their data."""
    firm_id = standing.firm_of(work, group_id)
    for one in active(work, group_id):
        if one.alias != alias:
            continue
        person = victims.profile(work, one.victim_id)
        if work.actor.role is Role.LAWYER and (firm_id is None or not person.consents_to_firm(firm_id)):
            break
        return one
    raise NoSuchMandate
