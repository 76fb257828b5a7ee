"""What a member reads about herself on one page: her group or what she waits for, her registration, who looked. Opens no vault."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.destruction import service as destruction
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.invites.types import InviteState
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.lawsuits import assignments, cards, groups, pausing
from lawsuit_hub.features.lawsuits import service as lawsuits
from lawsuit_hub.features.lawsuits.types import OwnGroup, Waits
from lawsuit_hub.features.mandates import own as mandates
from lawsuit_hub.features.openchats import service as openchats
from lawsuit_hub.features.proceedings import deadlines
from lawsuit_hub.features.rights import accesses, own
from lawsuit_hub.features.rights.types import Access
from lawsuit_hub.features.rooms import places
from lawsuit_hub.features.rooms.types import Unread
from lawsuit_hub.features.victims import consents, tasks
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.consents import Shown
from lawsuit_hub.features.victims.types import ConsentKind, Profile, VictimId
from lawsuit_hub.infra.refusals import NotYours
from lawsuit_hub.infra.work import Work

FEW_LOOKS = 3


@dataclass(frozen=True, slots=True)
class OwnPage:
    """`group` and `waits`: one of them is None."""

    profile: Profile
    group: OwnGroup | None
    waits: Waits | None
    invite: InviteState | None
    unread: Unread | None
    looks: tuple[Access, ...]
    looks_count: int
    counsel_told: bool
    withdrawal_waits: bool
    erased_on: datetime | None
    """When her own wish is carried out; she can take it back until then. None where a caseworker is to ask her first."""
    answer_waits: bool
    consent_older: bool = False
    """She agreed to words that have changed since."""
    paused: bool = False
    room_held: bool = False
    mandate_waits: bool = False
    next_day: date | None = None
    """The nearest of the days that concern her."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A consent that she may give or take back; `open` is False where a firm no longer works with the groups. `older`: she agreed to
    other words than today's. `mandated`: the firm is her agent as long as it stands."""

    text: Shown
    given: bool
    open: bool = True
    older: bool = False
    mandated: bool = False


def own_page(work: Work) -> OwnPage:
    work.require(Permission.OWN_READ)
    victim_id = _me(work)
    profile = victims.profile(work, victim_id)
    group = cards.own_group(work, victim_id)
    waiting = {task.kind for task in tasks.of_victim(work, victim_id)}
    return OwnPage(
        profile=profile,
        group=group,
        waits=None if group else _waits(work, profile),
        invite=invites.state(work, group.membership_id) if group else None,
        unread=places.unread(work, victim_id) if group and not group.has_room else None,
        looks=accesses.looks(work, limit=FEW_LOOKS),
        looks_count=accesses.count_looks(work),
        counsel_told=_counsel_told(work, group, profile),
        withdrawal_waits=tasks.WITHDRAWAL in waiting,
        erased_on=_erased_on(work, victim_id),
        answer_waits=tasks.CHANGED_ANSWER in waiting,
        consent_older=bool(consents.outdated(work, victim_id)),
        **(_in_group(work, group, victim_id) if group else {}),
    )


def _in_group(work: Work, group: OwnGroup, victim_id: VictimId) -> dict[str, Any]:
    """Whether she paused, whether her rooms are being replaced, and her next day."""
    member = groups.membership_of(work, victim_id)
    chats = openchats.of_group(work, group.group_id)
    days = deadlines.of_member(work, group.group_id, victim_id)
    return {
        "paused": member is not None and member.paused_at is not None,
        "room_held": any(chat.held_at for chat in chats),
        "mandate_waits": mandates.waits(work, victim_id, group.group_id),
        "next_day": days[0].due_on if days else None,
    }


def _erased_on(work: Work, victim_id: VictimId) -> datetime | None:
    request = destruction.request_of(work, victim_id)
    return request.due_at if request else None


def withdraw(work: Work) -> datetime:
    """Her own wish to be erased; returns when it is carried out."""
    work.require(Permission.OWN_WRITE)
    return own.ask_erasure(work)


def stay(work: Work) -> bool:
    """She thought again. False when it was too late, or nothing waited."""
    work.require(Permission.OWN_WRITE)
    return own.keep_registration(work)


def rejoin(work: Work) -> None:
    """With the others again, and no longer pausing."""
    me = _me(work)
    lawsuits.rejoin(work, me)
    if groups.membership_of(work, me) is not None:
        pausing.resume(work)


def _counsel_told(work: Work, group: OwnGroup | None, profile: Profile) -> bool:
    """Whether she lets the firm of her group's lawyer have her data; while there is no lawyer, any firm."""
    assigned = assignments.standing(work, group.group_id) if group else None
    if assigned is None:
        return bool(profile.consents.firms)
    firm = identity.staff(work, assigned.lawyer_id).firm
    return firm is not None and firm.id in profile.consents.firms


def _waits(work: Work, profile: Profile) -> Waits:
    """What the person herself still lacks, never what others lack: an empty group and a waiting one look alike."""
    if profile.barred_at is not None:
        return Waits.BARRED
    if not profile.joins:
        return Waits.NOT_JOINING
    if profile.confirmed_at is None or not profile.consents.collect:
        return Waits.CONFIRMATION
    standing = landlords.standing(work, profile.id)
    if standing is None or standing.landlord_id is None:
        return Waits.LANDLORD
    return Waits.LEASE if profile.verified_at is None else Waits.OTHERS


def asked(work: Work, *, locale: str) -> tuple[Asked, ...]:
    """Every consent as it stands; one given to a firm that has since closed can still be taken back."""
    work.require(Permission.OWN_READ)
    state = victims.profile(work, _me(work)).consents
    texts = consents.shown(work, locale=locale)
    given = {ConsentKind.COLLECT: state.collect, ConsentKind.SHARE_CARD: state.share_card}
    older, agent = consents.outdated(work, _me(work)), mandates.agent_of(work, _me(work))
    stand = [
        Asked(
            text,
            given.get(text.kind, text.firm_id in state.firms),
            older=(text.kind, text.firm_id) in older,
            mandated=agent is not None and text.firm_id == agent,
        )
        for text in texts
    ]
    known = {text.firm_id for text in texts}
    closed = [consents.shown_of_firm(work, firm_id, locale=locale) for firm_id in state.firms if firm_id not in known]
    return (*stand, *(Asked(text, given=True, open=False) for text in closed))


def asked_one(work: Work, kind: str, firm_id: str, *, locale: str) -> Asked:
    """Raises NotYours for a consent that was never asked."""
    for one in asked(work, locale=locale):
        if one.text.kind.value == kind and str(one.text.firm_id or "") == firm_id:
            return one
    raise NotYours


def _me(work: Work) -> VictimId:
    if work.actor.id is None:
        raise NotYours
    me: UUID = work.actor.id
    return me
