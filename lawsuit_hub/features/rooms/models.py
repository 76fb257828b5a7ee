"""Built-in rooms: their count of entries, the entries, who has a place in them, what is reported, when staff opened one."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import GOES_WITH, Base, Id, SealedType, UtcDateTime
from lawsuit_hub.privacy.sealed import Sealed


class RoomHead(Base):
    """One of each group whose room was ever entered. Whoever writes holds this row: that alone puts entries in an order."""

    __tablename__ = "rooms"

    group_id: Mapped[UUID] = mapped_column(ForeignKey("lawsuit_groups.id"), primary_key=True)
    last_seq: Mapped[int] = mapped_column(default=0)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RoomEntry(Base):
    """A message, or word that an earlier one (`about`) was removed, pinned or unpinned. The number counts within the room.

    `author_id` is a member's or a staff account's. The text lies under the group's peer key; of a removed message it stays for
    caseworkers until it ages out.
    """

    __tablename__ = "room_entries"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("rooms.group_id"))
    seq: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    role: Mapped[str] = mapped_column(String(20))
    author_id: Mapped[UUID | None] = mapped_column(Id)
    victim_id: Mapped[UUID | None] = mapped_column(ForeignKey("victims.id"), index=True)
    client_key: Mapped[UUID | None] = mapped_column(Uuid(as_uuid=True))
    text: Mapped[Sealed | None] = mapped_column(SealedType)
    about: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    pinned_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        CheckConstraint("kind in ('message', 'removed', 'pinned', 'unpinned')", name="kind"),
        CheckConstraint("(kind = 'message') = (about is null)", name="about_another"),
        UniqueConstraint("group_id", "seq"),
        UniqueConstraint("group_id", "author_id", "client_key"),
        {"info": {GOES_WITH: "victim_id"}},
    )


class RoomPlace(Base):
    """A member's place in her group's room: how far she has read, whether she may write, whether she is in it at all."""

    __tablename__ = "room_places"

    group_id: Mapped[UUID] = mapped_column(ForeignKey("rooms.group_id"), primary_key=True)
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), primary_key=True, index=True)
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    muted_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    read_seq: Mapped[int] = mapped_column(default=0)

    __table_args__ = ({"info": {GOES_WITH: "victim_id"}},)


class RoomHidden(Base):
    """Whose messages a member does not want to see. Nobody else knows of it."""

    __tablename__ = "room_hidden"

    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), primary_key=True)
    hidden_id: Mapped[UUID] = mapped_column(Id, primary_key=True)

    __table_args__ = ({"info": {GOES_WITH: "victim_id"}},)


class RoomReport(Base):
    """A message that a member showed to the caseworkers, once; her reason under the group's peer key."""

    __tablename__ = "room_reports"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("rooms.group_id"))
    seq: Mapped[int]
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), index=True)
    reason: Mapped[Sealed | None] = mapped_column(SealedType)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))

    __table_args__ = (UniqueConstraint("group_id", "seq", "victim_id"), {"info": {GOES_WITH: "victim_id"}})


class RoomOpening(Base):
    """A caseworker opened a room, with a reason that stands in the trail; it is open to her until then."""

    __tablename__ = "room_openings"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("lawsuit_groups.id"))
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index(None, "group_id", "staff_id", "until"),)
