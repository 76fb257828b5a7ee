"""KakaoTalk open chats of groups: which, who sits in which, what was checked, what has to be done. There is no API: people do it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import GOES_WITH, Base, Id, SealedType, UtcDateTime
from lawsuit_hub.privacy.sealed import Sealed


class OpenChat(Base):
    """The address of a group's first chat lies with the group (`room_url`, `room_code`), those of more lie here.

    `entry_version`: since which version the chat is another one; whoever entered an older version is not in it. `held_at`: nobody
    enters until it has a new address and a new code.
    """

    __tablename__ = "open_chats"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("lawsuit_groups.id"))
    number: Mapped[int]
    url: Mapped[Sealed | None] = mapped_column(SealedType)
    code: Mapped[Sealed | None] = mapped_column(SealedType)
    version: Mapped[int]
    entry_version: Mapped[int]
    capacity: Mapped[int]
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)
    host_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    held_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        UniqueConstraint("group_id", "number"),
        CheckConstraint("capacity > 0", name="capacity"),
    )


class ChatSeat(Base):
    """In which of her group's chats a member has her place; it counts while she is active there and has not paused."""

    __tablename__ = "open_chat_seats"

    membership_id: Mapped[UUID] = mapped_column(ForeignKey("memberships.id"), primary_key=True)
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), index=True)
    chat_id: Mapped[UUID] = mapped_column(ForeignKey("open_chats.id"), index=True)
    since: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = ({"info": {GOES_WITH: "victim_id"}},)


class ChatCheck(Base):
    """A caseworker looked at one thing in KakaoTalk: as it should be, or not. The newest of the chat's version counts."""

    __tablename__ = "open_chat_checks"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    chat_id: Mapped[UUID] = mapped_column(ForeignKey("open_chats.id"), index=True)
    item: Mapped[str] = mapped_column(String(30))
    version: Mapped[int]
    fine: Mapped[bool]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_account: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))


class ChatTask(Base):
    """A chat has to give way to another one: steps that a person does in KakaoTalk, each with its moment. One open of a chat."""

    __tablename__ = "open_chat_tasks"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    chat_id: Mapped[UUID] = mapped_column(ForeignKey("open_chats.id"))
    why: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    opened_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    steps: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        Index(
            "uq_open_chat_tasks_open",
            "chat_id",
            unique=True,
            sqlite_where=text("closed_at is null"),
            postgresql_where=text("closed_at is null"),
        ),
    )
