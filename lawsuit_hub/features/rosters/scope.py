"""Who may be in a roster now: counted from standing consents at the moment of asking, never remembered. Opens nobody."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lawsuit_hub.features.addresses import service as addresses
from lawsuit_hub.features.claims.people import suing
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity.types import FirmView, StaffView
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.lawsuits import assignments, groups, ids
from lawsuit_hub.features.rosters.types import AccountClosed, Purpose, RosterChanged
from lawsuit_hub.features.victims import agreeing, consents
from lawsuit_hub.infra.work import Work

_OF_PLAINTIFFS = frozenset({Purpose.COMPLAINT, Purpose.CLAIMS, Purpose.ADDRESSES})


@dataclass(frozen=True, slots=True)
class Counsel:
    """The lawyer who acts, with her firm and one of her groups."""

    account: StaffView
    firm: FirmView
    group_id: UUID
    group_code: str


@dataclass(frozen=True, slots=True)
class Scope:
    """`agreed`: the active members whose consent to the firm stands, in the group's fixed order, and since when."""

    agreed: dict[UUID, datetime]
    active: int
    declined: int
    unanswered: int
    waiting: int


def counsel(work: Work, code: str) -> Counsel:
    """Raises NoSuchGroup for a group that is not this lawyer's at this moment, AccountClosed."""
    return counsel_of(work, groups.by_code(work, code))


def counsel_of(work: Work, group_id: UUID) -> Counsel:
    account, firm = lawyer(work)
    group = groups.get(work, group_id)
    assignments.require(work, group_id, lawyer_id=account.id)
    return Counsel(account, firm, group.id, group.code)


def lawyer(work: Work) -> tuple[StaffView, FirmView]:
    if work.actor.id is None:
        raise AccountClosed
    account = identity.staff(work, work.actor.id)
    if not account.stands or account.firm is None:
        raise AccountClosed
    return account, account.firm


def scope(work: Work, group_id: UUID, firm_id: UUID, purpose: Purpose = Purpose.CASE) -> Scope:
    """For an annex to the complaint only those who sue: who withdrew is no plaintiff, and a table of claims holds who has one.

    Raises NotReadable, for an annex, where figures of somebody in it do not open.
    """
    agreed = agreeing.since(work, ids.active_and_places(group_id), firm_id=firm_id)
    active = ids.count_active(work, group_id)
    others = ids.active_but(work, group_id, agreed) if active > len(agreed) else []
    unanswered = sum(not state.asked for state in consents.states(work, others).values())
    sues = suing(work, group_id) if purpose in _OF_PLAINTIFFS else dict.fromkeys(agreed, True)
    return Scope(
        agreed={one: at for one, at in agreed.items() if one in sues and (sues[one] or purpose is not Purpose.CLAIMS)},
        active=active,
        declined=active - len(agreed) - unanswered,
        unanswered=unanswered,
        waiting=ids.waiting(work, group_id),
    )


def keeping(work: Work, group_id: UUID, people: Collection[UUID]) -> dict[UUID, int]:
    """Each with the turn of her choice that asks to keep her address from the landlord, 0 without; asked before anybody is read."""
    asked = addresses.protected(work, ids.active(group_id))
    return {one: asked.get(one, 0) for one in people}


def require_standing(work: Work, group_id: UUID, people: Mapping[UUID, int]) -> Counsel:
    """That the group is still this lawyer's and everybody in the file still agrees, until this work ends: whoever takes her consent
    back, or the group away, has done so before or comes after. `people`: as `keeping` said; whoever asked since then that her
    address be kept may stand in the file with her home. By turns and not by the clock: a choice may be written long after it began."""
    landlords.take_turn(work)
    assignments.hold(work, group_id)
    work.db.expire_all()
    who = counsel_of(work, group_id)
    everybody = ids.active(group_id)
    if not agreeing.all_agree(work, people, everybody, firm_id=who.firm.id):
        raise RosterChanged
    if any(turn != people.get(one, turn) for one, turn in addresses.protected(work, everybody).items()):
        raise RosterChanged
    return who
