"""The leak drill: all invites of a group void, every chat replaced, everybody invited anew. Each part happens once, whatever is pressed again."""

from collections.abc import Callable, Iterable
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.invites.models import Invite, LeakDrill
from lawsuit_hub.features.invites.types import Drill, DrillOpen, NothingToDrill
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.openchats import changes
from lawsuit_hub.features.openchats import service as openchats
from lawsuit_hub.features.openchats.types import Why
from lawsuit_hub.features.victims import stopping
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work

OwesInvites = Callable[[Work, Iterable[UUID]], int]


def begin(work: Work, group_id: UUID, *, reason: str, revoke: Callable[[Work, UUID], int]) -> None:
    """Nobody enters from here on until each chat has a new address and a new code.

    Raises NoSuchGroup, NothingToDrill, DrillOpen, ReasonMissing, ReasonHoldsNumber.
    """
    work.require(Permission.ROOM_DRILL)
    kept = audit.clean_reason(reason)
    chats = len(openchats.of_group(work, group_id))
    if not chats:
        raise NothingToDrill
    assert work.actor.id is not None  # noqa: S101 - a caseworker has an account
    row = LeakDrill(
        id=new_id(), group_id=group_id, reason=kept, begun_at=work.now, begun_by=work.actor.id, voided=0, chats=chats
    )
    try:
        with work.db.begin_nested():
            work.db.add(row)
            work.db.flush()
    except IntegrityError:
        raise DrillOpen from None
    changes.demand(work, group_id, why=Why.LEAK, reason=kept, hold=True)
    row.voided = revoke(work, group_id)
    audit.record(work, "drill:begun", about=group_id, kind="group", reason=kept, voided=row.voided, chats=chats)
    work.db.flush()


def carry_on(work: Work, group_id: UUID, *, invite: OwesInvites) -> int:
    """Invites everybody anew once no chat waits for its new address. Nothing happens before, and nothing a second time."""
    if any(chat.held_at for chat in openchats.of_group(work, group_id)):
        return 0
    open_one = (LeakDrill.group_id == group_id, LeakDrill.ended_at.is_(None))
    ended = update(LeakDrill).where(*open_one).values(ended_at=work.now).returning(LeakDrill.id)
    drill_id = work.db.execute(ended).scalar()
    if drill_id is None:
        return 0
    active = groups.active_victims(work, group_id)
    invited = invite(work, set(active) - stopping.stopped(work, active))
    work.db.execute(update(LeakDrill).where(LeakDrill.id == drill_id).values(invited=invited))
    audit.record(work, "drill:invited", about=group_id, kind="group", count=invited)
    return invited


def count_chats(work: Work, group_id: UUID) -> int:
    return len(openchats.of_group(work, group_id))


def newest(work: Work, group_id: UUID) -> Drill | None:
    """The open drill of a group, or the last that ended."""
    row = work.db.scalar(
        select(LeakDrill).where(LeakDrill.group_id == group_id).order_by(LeakDrill.begun_at.desc()).limit(1)
    )
    if row is None:
        return None
    waiting = sum(chat.held_at is not None for chat in openchats.of_group(work, group_id)) if not row.ended_at else 0
    counts = (row.voided, row.chats, waiting, row.invited, _entered(work, row))
    return Drill(row.id, row.reason, row.begun_at, *counts, row.ended_at)


def _entered(work: Work, row: LeakDrill) -> int:
    """How many entered by an invite made since; each counts once."""
    if row.ended_at is None:
        return 0
    since = (Invite.group_id == row.group_id, Invite.made_at >= row.ended_at, Invite.used_at.is_not(None))
    return len(set(work.db.scalars(select(Invite.membership_id).where(*since))))
