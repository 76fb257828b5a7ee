"""Tables of the notice board. All of it is for everybody, so nothing is sealed; resident numbers are refused before they get here."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import Base, Id, UtcDateTime


class NoticeRow(Base):
    """`published_at`: from when on there is something to read, in the future where it is scheduled. `moved_at`: when it left the board or came back;
    `ended`: why."""

    __tablename__ = "notices"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    once: Mapped[str] = mapped_column(String(40), unique=True)
    last_turn: Mapped[int] = mapped_column(default=0)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    pinned_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    archived_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    moved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (Index(None, "published_at", "number"),)


class NoticeWording(Base):
    """What a notice said, each time it was worded. `shown_from`: since when people read it, or will. `announced_at`: when all that
    follows from it was done, which is done once. Those that nobody ever read go when a later one is published."""

    __tablename__ = "notice_wordings"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    notice_id: Mapped[UUID] = mapped_column(ForeignKey("notices.id"))
    turn: Mapped[int]
    category: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    correction: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_account: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))
    shown_from: Mapped[datetime | None] = mapped_column(UtcDateTime)
    announced_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        UniqueConstraint("notice_id", "turn"),
        CheckConstraint("announced_at is null or announced_at >= shown_from", name="announced_after"),
        Index(None, "announced_at", "shown_from"),
    )
