"""The mirror of notices in the channel, and who said that she follows it. Notices are for everybody: their words lie open here too."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import GOES_WITH, Base, Id, UtcDateTime


class MirrorTask(Base):
    """`open_of`: the notice's number while it is open: of one notice one task is open at a time."""

    __tablename__ = "channel_tasks"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    notice: Mapped[int] = mapped_column(index=True)
    open_of: Mapped[int | None]
    kind: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    before: Mapped[str] = mapped_column(String(100), default="")
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    outcome: Mapped[str | None] = mapped_column(String(10))
    post_url: Mapped[str] = mapped_column(String(100), default="")
    reason: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (
        UniqueConstraint("open_of"),
        CheckConstraint("kind in ('post', 'correct', 'delete')", name="kind"),
        CheckConstraint("outcome in ('done', 'not_needed', 'overtaken')", name="outcome"),
        CheckConstraint("(closed_at is null) = (outcome is null)", name="closed"),
        CheckConstraint("(closed_at is null) = (open_of is not null)", name="open"),
        Index(None, "closed_at", "due_at"),
    )


class Follower(Base):
    """Somebody follows the channel. `wants_notices`: each new notice is told to her by AlimTalk, where that is configured."""

    __tablename__ = "channel_followers"

    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), primary_key=True)
    since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    told_by: Mapped[str | None] = mapped_column(String(10))
    wants_notices: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        CheckConstraint("told_by in ('herself', 'desk')", name="told_by"),
        CheckConstraint("(since is null) = (told_by is null)", name="told"),
        {"info": {GOES_WITH: "victim_id"}},
    )
