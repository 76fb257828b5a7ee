"""Who of a group was invited, who entered, who never did; and who would get an invite now. Never who opened a link."""

from uuid import UUID

from sqlalchemy import func, select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.invites.models import Invite
from lawsuit_hub.features.invites.types import MemberInvites, Passed, Reached, Way
from lawsuit_hub.features.lawsuits import groups, rooms
from lawsuit_hub.features.lawsuits.types import MemberLine
from lawsuit_hub.features.openchats import seats
from lawsuit_hub.features.openchats import service as openchats
from lawsuit_hub.features.openchats.types import Chat
from lawsuit_hub.features.victims import stopping
from lawsuit_hub.infra.work import Work

SILENT = frozenset({Passed.NOT_ACTIVE, Passed.PAUSED, Passed.QUIET})


def of_group(work: Work, group_id: UUID) -> list[MemberInvites]:
    """Every member, in the order of their places."""
    work.require(Permission.ROOM_MANAGE)
    members = groups.members(work, group_id)
    chats = {chat.id: chat for chat in openchats.of_group(work, group_id)}
    sits = seats.of_members(work, group_id)
    invites = _by_member(work, group_id)
    quiet = stopping.stopped(work, [one.victim_id for one in members])
    built_in = not rooms.has_open_chat(work, group_id)
    return [
        _line(
            work,
            one,
            invites.get(one.membership_id, []),
            chats.get(sits.get(one.membership_id, group_id)),
            quiet,
            built_in=built_in,
        )
        for one in members
    ]


def count_unused(work: Work, group_id: UUID) -> int:
    """How many invites of a group would still let somebody in, or are to be sent."""
    unused = (Invite.group_id == group_id, Invite.used_at.is_(None), Invite.revoked_at.is_(None))
    good = select(func.count()).select_from(Invite).where(*unused, Invite.expires_at > work.now)
    return int(work.db.execute(good).scalar_one())


def to_invite(lines: list[MemberInvites]) -> list[UUID]:
    """Who gets an invite when all are invited."""
    return [one.member.victim_id for one in lines if one.passed is None]


def mark(lines: list[MemberInvites]) -> str:
    """What a page remembers of the preview it showed: sent with another, nothing is done."""
    return "".join("x" if one.passed else "o" for one in lines)


def _by_member(work: Work, group_id: UUID) -> dict[UUID, list[Invite]]:
    found: dict[UUID, list[Invite]] = {}
    for row in work.db.scalars(select(Invite).where(Invite.group_id == group_id).order_by(Invite.made_at)):
        found.setdefault(row.membership_id, []).append(row)
    return found


def _line(
    work: Work, member: MemberLine, invites: list[Invite], chat: Chat | None, quiet: set[UUID], *, built_in: bool
) -> MemberInvites:
    entered = [row.used_at for row in invites if row.used_at and _is_in(row, member, chat)]
    if built_in and member.entered_room_at is not None:
        entered.append(member.entered_room_at)  # also who went in without an invite
    newest = invites[-1] if invites else None
    if entered:
        reached = Reached.ENTERED
    elif newest is None:
        reached = Reached.NEVER
    else:
        reached = Reached.INVITED if _is_good(work, newest, chat, built_in=built_in) else Reached.RUN_OUT
    return MemberInvites(
        member=member,
        reached=reached,
        passed=_passed(member, reached, quiet),
        chat=chat.number if chat else None,
        way=Way(newest.way) if newest else None,
        made_at=newest.made_at if newest else None,
        expires_at=newest.expires_at if newest else None,
        entered_at=entered[-1] if entered else None,
    )


def _is_in(row: Invite, member: MemberLine, chat: Chat | None) -> bool:
    """She used an invite into the chat that is hers now, since it is this chat and since she is active."""
    if chat is None or row.chat_id != chat.id or row.room_version < chat.entry_version:
        return False
    return member.active_since is not None


def _is_good(work: Work, row: Invite, chat: Chat | None, *, built_in: bool) -> bool:
    open_still = row.used_at is None and row.revoked_at is None and row.expires_at > work.now
    if built_in:
        return open_still and row.chat_id is None
    return open_still and chat is not None and row.chat_id == chat.id and row.room_version == chat.version


def _passed(member: MemberLine, reached: Reached, quiet: set[UUID]) -> Passed | None:
    if member.active_since is None:
        return Passed.NOT_ACTIVE
    if member.paused_at is not None:
        return Passed.PAUSED
    if member.victim_id in quiet:
        return Passed.QUIET
    return {Reached.ENTERED: Passed.ENTERED, Reached.INVITED: Passed.INVITED}.get(reached)
