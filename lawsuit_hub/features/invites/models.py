"""Private invites: only keyed hashes of a token and a short code; and leak drills."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import Base, Id, UtcDateTime


class Invite(Base):
    """For one member, one use, bound to her chat as it was; a token that was never made (`token_mac` NULL) waits for the worker.

    `code_mac`: the short code of the same invite, where one was printed or read out. `way`: own, message or paper.
    """

    __tablename__ = "invites"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    membership_id: Mapped[UUID] = mapped_column(ForeignKey("memberships.id"), index=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("lawsuit_groups.id"), index=True)
    token_mac: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)
    code_mac: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)
    chat_id: Mapped[UUID | None] = mapped_column(ForeignKey("open_chats.id"), index=True)
    room_version: Mapped[int]
    way: Mapped[str] = mapped_column(String(10))
    hours: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class LeakDrill(Base):
    """Every invite of a group void, every chat to be replaced, everybody invited anew: once. One open of a group."""

    __tablename__ = "leak_drills"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("lawsuit_groups.id"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime)
    begun_by: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))
    voided: Mapped[int]
    chats: Mapped[int]
    invited: Mapped[int] = mapped_column(default=0)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        Index(
            "uq_leak_drills_open",
            "group_id",
            unique=True,
            sqlite_where=text("ended_at is null"),
            postgresql_where=text("ended_at is null"),
        ),
    )
