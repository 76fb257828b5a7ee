"""What somebody has to look at in KakaoTalk now and then: the list, what is due, and who looked last."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.openchats.models import ChatCheck, OpenChat
from lawsuit_hub.features.openchats.types import Checked, Item
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work


def look(work: Work, chat: OpenChat, found: dict[Item, bool]) -> int:
    """A caseworker looked: what was as it should be, and what was not. Returns how many items she said something about."""
    work.require(Permission.ROOM_MANAGE)
    assert work.actor.id is not None  # noqa: S101 - a caseworker has an account
    for item, fine in found.items():
        work.db.add(
            ChatCheck(
                id=new_id(),
                chat_id=chat.id,
                item=item.value,
                version=chat.version,
                fine=fine,
                at=work.now,
                by_account=work.actor.id,
            )
        )
    if found:
        wrong = sum(not fine for fine in found.values())
        audit.record(work, "room:checked", about=chat.group_id, kind="group", number=chat.number, wrong=wrong)
    work.db.flush()
    return len(found)


def of(work: Work, chats: Iterable[OpenChat]) -> dict[UUID, tuple[Checked, ...]]:
    """Every item of each chat. What was seen of an older version of the chat says nothing about this one."""
    wanted = {chat.id: chat for chat in chats}
    newest: dict[tuple[UUID, str], ChatCheck] = {}
    for row in work.db.scalars(select(ChatCheck).where(ChatCheck.chat_id.in_(list(wanted))).order_by(ChatCheck.at)):
        if row.version >= wanted[row.chat_id].entry_version:
            newest[row.chat_id, row.item] = row
    return {one: tuple(_line(work, item, newest.get((one, item.value))) for item in Item) for one in wanted}


def _line(work: Work, item: Item, row: ChatCheck | None) -> Checked:
    if row is None:
        return Checked(item, fine=False, at=None, by=None, due=True)
    old = row.at <= work.now - timedelta(days=work.settings.room_check_days)
    return Checked(item, fine=row.fine, at=row.at, by=row.by_account, due=old or not row.fine)
