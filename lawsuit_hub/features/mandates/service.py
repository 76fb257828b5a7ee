"""The mandates of a group for its caseworker and its lawyer: who signed, who waits; papers confirmed, people reminded, resigning."""

import hashlib
from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select, update

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.lawsuits import assignments, groups
from lawsuit_hub.features.lawsuits import endings as group_endings
from lawsuit_hub.features.lawsuits.types import GroupId, MemberLine
from lawsuit_hub.features.mandates import endings, papers, signing, standing, texts, timeline, wording
from lawsuit_hub.features.mandates.models import Mandate, MandateForm
from lawsuit_hub.features.mandates.standing import agents
from lawsuit_hub.features.mandates.types import (
    BadFacts,
    ConsentNeeded,
    Ending,
    FormView,
    GroupMandates,
    MandateView,
    MemberMandate,
    NoSuchMandate,
    NothingToEnd,
    SaidNo,
    Special,
    State,
    Verified,
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
_OLDEST = timedelta(days=365)  # a paper older than that is signed anew


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
    profiles = victims.profiles(work, ids)
    answers = standing.here(work, group_id, firm_id, standing.newest(work, ids))
    since = consents.since(work, ids, firm_id=firm_id) if firm_id else {}
    steps = timeline.of_people(work, ids, firm_id=firm_id) if firm_id else {}
    stands = agents(work, group_id)
    found = []
    for one in people:
        person, her = profiles[one.victim_id], one.victim_id
        agrees = firm_id is not None and person.consents_to_firm(firm_id)
        if work.actor.role is Role.LAWYER and not agrees:
            found.append(MemberMandate(one, "", None, None, known=False))
            continue
        made = MemberMandate(one, person.hints.name, since.get(her) if agrees else None, answers.get(her))
        found.append(replace(made, timeline=steps.get(her, ()), represented=her in stands))
    return found


def confirm(work: Work, code: str, alias: str, *, signed_on: date, specials: Collection[Special], reason: str) -> None:
    """The signed paper was seen: uploaded (by a caseworker), or the original in the hand of whoever says so. From now it stands, and she
    is told. Over her no, or after she ended one, a lawyer confirms only what she handed in herself since.

    `reason`: where it was seen, which she reads. Raises NoSuchGroup, NoSuchMandate, NoCounsel, ConsentNeeded, AlreadySigned, SaidNo,
    BadFacts("future" | "early" | "specials"), ReasonMissing, ReasonHoldsNumber.
    """
    work.require(Permission.MANDATE_MANAGE)
    group_id, kept = reach(work, code), audit.clean_reason(reason)
    victim_id = _one(work, group_id, alias).victim_id
    victims.hold(work, victim_id)
    form, newest = wording.require(work, group_id), standing.newest(work, [victim_id]).get(victim_id)
    _confirmable(work, form, newest, signed_on=signed_on, specials=specials)
    if not victims.profile(work, victim_id).consents_to_firm(form.firm_id):
        raise ConsentNeeded
    row = standing.open_row(work.db, victim_id)
    if row is None or newest is None or newest.state is not State.HANDED_IN or row.form_id != form.id:
        handed = row.paper_id if row is not None and newest is not None and newest.state is State.HANDED_IN else None
        row = signing.answer(work, victim_id, group_id, form, Way.PAPER)
        row.paper_id = handed
    row.signed_on, row.stands_since, row.confirmed_by = signed_on, work.now, work.actor.id
    row.specials = sorted(one.value for one in specials)
    audit.record(work, "mandate:confirmed", about=victim_id, reason=kept, number=standing.called(row.number))
    outbox.queue(work, "mandate_changed", to=victim_id)
    work.db.flush()


def _confirmable(
    work: Work, form: FormView, newest: MandateView | None, *, signed_on: date, specials: Collection[Special]
) -> None:
    today = work.today
    if signed_on > today:
        raise BadFacts("future")
    said_no = newest is not None and (newest.state is State.REFUSED or newest.ended_as is Ending.REVOKED)
    if said_no and work.actor.role is Role.LAWYER:
        raise SaidNo
    ended = newest.ended_at.astimezone(KST).date() if newest is not None and newest.ended_at else None
    if signed_on < (ended or today - _OLDEST):
        raise BadFacts("early")
    if not set(specials) <= set(form.facts.specials):
        raise BadFacts("specials")


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
    outbox.queue_many(work, "mandate", to=waiting)
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
    return papers.blank(texts.body(form.facts), foot=foot)


def take_electronic(work: Work, code: str, *, on: bool) -> bool:
    """The firm takes signatures on the screen, or paper alone: said by one of its lawyers. False where it is so already."""
    work.require(Permission.MANDATE_MANAGE)
    firm_id = standing.firm_of(work, reach(work, code))
    if work.actor.role is not Role.LAWYER or firm_id is None:
        raise NotAllowed
    return identity.take_electronic_mandates(work, firm_id, on=on)


def verify(work: Work, data: bytes) -> Verified | None:
    """Which mandate a file is, byte for byte; None for any other file, and for one of a group or firm that is not this lawyer's."""
    work.require(Permission.MANDATE_VERIFY)
    wanted = select(Mandate, MandateForm.version).join(MandateForm, MandateForm.id == Mandate.form_id)
    found = work.db.execute(wanted.where(Mandate.sha256 == hashlib.sha256(data).hexdigest())).one_or_none()
    if found is None:
        return None
    row, version = found
    group_id = group_endings.stayed(work, row.group_id)
    if work.actor.role is Role.LAWYER and not _hers(work, group_id, row.firm_id):
        return None
    stands = row.ended_at is None and group_id is not None and row.victim_id in agents(work, group_id)
    return Verified(standing.view(row, version), stands)


def _hers(work: Work, group_id: GroupId | None, firm_id: UUID) -> bool:
    """Whether the acting lawyer has the group, and is of the firm."""
    if group_id is None or standing.firm_of(work, group_id) != firm_id:
        return False
    assigned = assignments.standing(work, group_id)
    return assigned is not None and assigned.lawyer_id == work.actor.id


def retire(work: Work) -> None:
    """Copies whose time is over, and mandates whose ground is gone; the worker calls it."""
    over = update(Mandate).where(Mandate.copy_until <= work.now)
    work.db.execute(over.values(copy=None, copy_finder=None, copy_until=None))
    endings.settle(work)
    endings.ask_of_begun(work)


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
