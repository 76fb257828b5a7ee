"""Who waits for what, and since when: counts and ids over the features' tables. Read-only; selects no sealed column."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, select

from lawsuit_hub.features.desk.list_types import NO_GROUP, Standing, Wanted
from lawsuit_hub.features.desk.types import Next, Pile, PileLine
from lawsuit_hub.features.documents.models import Decision, Document
from lawsuit_hub.features.documents.types import DocumentKind
from lawsuit_hub.features.invites.models import Invite
from lawsuit_hub.features.landlords.models import LandlordReport
from lawsuit_hub.features.lawsuits.models import Group, Membership
from lawsuit_hub.features.outbox.kinds import DISCREET
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.rights.models import RightsRequest
from lawsuit_hub.features.victims.models import Consent, Lease, Task, Victim
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.dates import KST

FAILED_FOR = timedelta(days=30)

_Who = Select[Any, Any]


def _unconfirmed(_: Work) -> _Who:
    return select(Victim.id, Victim.registered_at).where(Victim.confirmed_at.is_(None), Victim.withdrawn_at.is_(None))


def _unseen(since: Any) -> _Who:
    """Who said yes, confirmed and is in nobody's way, and whose lease nobody has seen."""
    return (
        select(Victim.id, since)
        .join(Lease, Lease.victim_id == Victim.id)
        .where(
            Victim.confirmed_at.is_not(None),
            Lease.verified_at.is_(None),
            Victim.withdrawn_at.is_(None),
            Victim.barred_at.is_(None),
            Victim.joins,
        )
    )


def _handed_in() -> Any:
    """By person, when she last handed something in, as long as nobody has decided about it."""
    newest = (
        select(Document.victim_id, func.max(Document.received_at).label("at"))
        .where(Document.kind == DocumentKind.LEASE.value)
        .group_by(Document.victim_id)
        .subquery()
    )
    decided = exists().where(
        Decision.victim_id == newest.c.victim_id, ~Decision.over, Decision.decided_at >= newest.c.at
    )
    return select(newest.c.victim_id, newest.c.at).where(~decided).subquery()


def _uploads(_: Work) -> _Who:
    waits = _handed_in()
    return _unseen(waits.c.at).join(waits, waits.c.victim_id == Victim.id)


def _doubtful(_: Work) -> _Who:
    mine = Decision.victim_id == Victim.id
    return _unseen(Decision.decided_at).join(Decision, mine & ~Decision.over).where(Decision.outcome == "doubtful")


def _leases(_: Work) -> _Who:
    """Who has handed in nothing that waits, and about whom nobody has decided."""
    decided = exists().where(Decision.victim_id == Victim.id, ~Decision.over, Decision.outcome != "accepted")
    waits = _handed_in()
    return _unseen(Victim.confirmed_at).where(~decided, Victim.id.not_in(select(waits.c.victim_id)))


def _landlords(_: Work) -> _Who:
    return (
        select(LandlordReport.victim_id, LandlordReport.since)
        .join(Victim, Victim.id == LandlordReport.victim_id)
        .where(LandlordReport.status == "pending", Victim.withdrawn_at.is_(None))
    )


def _tasks(kind: str) -> Callable[[Work], _Who]:
    return lambda _: select(Task.victim_id, Task.opened_at).where(Task.kind == kind, Task.closed_at.is_(None))


def _requests(_: Work) -> _Who:
    """What people asked about their own data, as far as the desk may answer; a wish to be erased has a pile of its own."""
    waits = and_(RightsRequest.answered_at.is_(None), RightsRequest.kind.not_in(("erase", "objection")))
    oldest = func.min(RightsRequest.asked_at)
    return select(RightsRequest.victim_id, oldest).where(waits).group_by(RightsRequest.victim_id)


def _invited(_: Work) -> _Who:
    """The newest invite that nobody revoked and that was not used; also one that has run out."""
    unused = and_(Invite.used_at.is_(None), Invite.revoked_at.is_(None))
    return (
        select(Membership.victim_id, func.max(Invite.made_at))
        .join(Invite, Invite.membership_id == Membership.id)
        .where(unused, Membership.active_since.is_not(None), Membership.entered_room_at.is_(None))
        .group_by(Membership.victim_id)
    )


def _failed(work: Work) -> _Who:
    """Messages that the carrier gave up in the last month; what is void by now or has nobody to go to is no failure. Whoever is reminded
    of a ballot or a survey has not taken part in it: such messages bring nobody here."""
    return (
        select(Message.recipient_id, func.min(Message.failed_at))
        .join(Victim, Victim.id == Message.recipient_id)
        .where(
            Message.recipient == "victim",
            Message.failure == "carrier",
            Message.kind.not_in(DISCREET),
            Message.failed_at >= work.now - FAILED_FOR,
            Victim.withdrawn_at.is_(None),
        )
        .group_by(Message.recipient_id)
    )


_PILES: dict[Pile, Callable[[Work], _Who]] = {
    Pile.WITHDRAWALS: _tasks("withdrawal"),
    Pile.ANSWERS: _tasks("changed_answer"),
    Pile.REQUESTS: _requests,
    Pile.LANDLORDS: _landlords,
    Pile.DOUBTFUL: _doubtful,
    Pile.UPLOADS: _uploads,
    Pile.LEASES: _leases,
    Pile.FAILED: _failed,
    Pile.INVITED: _invited,
    Pile.UNCONFIRMED: _unconfirmed,
}


def line(work: Work, pile: Pile) -> PileLine:
    who, since = _columns(work, pile)
    count, oldest = work.db.execute(select(func.count(who), func.min(since))).one()
    return PileLine(pile, count, oldest)


def listed(work: Work, pile: Pile, *, offset: int, limit: int) -> list[tuple[UUID, datetime]]:
    """The longest waiting first."""
    who, since = _columns(work, pile)
    rows = work.db.execute(select(who, since).order_by(since, who).offset(offset).limit(limit))
    return [(victim_id, at) for victim_id, at in rows]


def _columns(work: Work, pile: Pile) -> tuple[Any, Any]:
    waiting = _PILES[pile](work).subquery()
    who, since = waiting.c
    return who, since


def count_wanted(work: Work, wanted: Wanted) -> int:
    return int(work.db.execute(select(func.count()).select_from(_found(work, wanted).subquery())).scalar_one())


def wanted_page(work: Work, wanted: Wanted, *, offset: int, limit: int) -> list[tuple[UUID, datetime]]:
    """Whom a filter finds, the longest registered first."""
    rows = _found(work, wanted).order_by(Victim.registered_at, Victim.id).offset(offset).limit(limit)
    return [(victim_id, at) for victim_id, at in work.db.execute(rows)]


def standings(work: Work, wanted: Wanted) -> list[Standing]:
    """The same, all of them, with what decides whether something is sent to them."""
    rows = _found(work, wanted).order_by(Victim.registered_at, Victim.id)
    said = (Victim.id, Victim.reference, Victim.confirmed_at, Victim.withdrawn_at, Victim.stopped_at, Victim.barred_at)
    return [Standing(*row) for row in work.db.execute(rows.with_only_columns(*said))]


# As people.next_step says it of one person.
_STEP = case(
    (Victim.withdrawn_at.is_not(None), Next.GONE.value),
    (Victim.barred_at.is_not(None), Next.BARRED.value),
    (Victim.confirmed_at.is_(None), Next.CONFIRM.value),
    (~Victim.joins, Next.NOT_JOINING.value),
    (LandlordReport.landlord_id.is_(None), Next.LANDLORD.value),
    (Lease.verified_at.is_(None), Next.LEASE.value),
    else_=Next.NOTHING.value,
)


def _found(work: Work, wanted: Wanted) -> _Who:
    return (
        select(Victim.id, Victim.registered_at)
        .join(Lease, Lease.victim_id == Victim.id)
        .outerjoin(LandlordReport, LandlordReport.victim_id == Victim.id)
        .outerjoin(Group, and_(Group.landlord_id == LandlordReport.landlord_id, Group.merged_into.is_(None)))
        .where(*_asked(work, wanted))
    )


def _asked(work: Work, wanted: Wanted) -> list[ColumnElement[bool]]:
    words = ((_STEP, wanted.step), (Group.stage, wanted.stage), (Victim.channel, wanted.channel))
    asked = [column == said.value for column, said in words if said is not None]
    if wanted.group is not None:
        asked.append(Group.code.is_(None) if wanted.group == NO_GROUP else Group.code == wanted.group)
    if wanted.since is not None:
        asked.append(Victim.registered_at >= _midnight(wanted.since))
    if wanted.until is not None:
        asked.append(Victim.registered_at < _midnight(wanted.until + timedelta(days=1)))
    for said, there in ((wanted.entered, _ENTERED), (wanted.shares, _SHARES), (wanted.papers, _papers(work))):
        if said is not None:
            asked.append(there if said else ~there)
    return asked


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), KST)


_ENTERED = exists().where(
    Membership.victim_id == Victim.id, Membership.left_at.is_(None), Membership.entered_room_at.is_not(None)
)
_SHARES = exists().where(  # a preference from an imported form is no consent
    Consent.victim_id == Victim.id,
    Consent.kind == "share_card",
    Consent.given,
    Consent.withdrawn_at.is_(None),
    Consent.channel != "form",
)


def _papers(work: Work) -> ColumnElement[bool]:
    waiting = _uploads(work).subquery()
    return Victim.id.in_(select(waiting.c[0]))
