"""The course of a group's case: where it was filed, how each member stands in it, its dates, who was reminded, calendars."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import GOES_WITH, Base, Id, SealedType, UtcDateTime
from lawsuit_hub.privacy.sealed import Sealed


class CourtCase(Base):
    """A suit or judgment as it was entered with its stage; the newest counts. The number lies under the group's peer key."""

    __tablename__ = "court_cases"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("lawsuit_groups.id"), index=True)
    court: Mapped[str] = mapped_column(String(40))
    number: Mapped[Sealed] = mapped_column(SealedType)
    filed_on: Mapped[date] = mapped_column(Date)
    judged_on: Mapped[date | None] = mapped_column(Date)
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))


class SuitState(Base):
    """How one member stands in the suit, from a day on. Rows stay; the newest of her present group counts."""

    __tablename__ = "suit_states"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("lawsuit_groups.id"))
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"))
    state: Mapped[str] = mapped_column(String(20))
    since: Mapped[date] = mapped_column(Date)
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)
    set_by: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))

    __table_args__ = (
        Index(None, "group_id", "victim_id", "set_at"),
        Index(None, "victim_id"),
        {"info": {GOES_WITH: "victim_id"}},
    )


class Deadline(Base):
    """A day that must not be missed. Its own words, if any, lie under the group's peer key.

    `everybody`: it concerns all active members; else those in `deadline_people`. `source` says where the day is from, `confidence`
    how sure whoever entered it is. `remind_days`: how many days before, as "14,7,1".
    """

    __tablename__ = "deadlines"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("lawsuit_groups.id"), index=True)
    kind: Mapped[str] = mapped_column(String(30))
    title: Mapped[Sealed | None] = mapped_column(SealedType)
    due_on: Mapped[date] = mapped_column(Date)
    counted_from: Mapped[date | None] = mapped_column(Date)
    source: Mapped[str] = mapped_column(String(20))
    confidence: Mapped[str] = mapped_column(String(20))
    everybody: Mapped[bool]
    remind_days: Mapped[str] = mapped_column(String(40))
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))
    once: Mapped[str] = mapped_column(String(40), unique=True)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    ended_as: Mapped[str | None] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (
        CheckConstraint("ended_as in ('done', 'cancelled')", name="ended_as"),
        CheckConstraint("(ended_at is null) = (ended_as is null)", name="ended"),
        Index(None, "ended_at", "due_on"),
    )


class Hearing(Base):
    """What a day in court has besides its day; `id` is the day's. The room lies under the group's peer key.

    `sequence` counts the changes (RFC 5545): a calendar takes the entry with the highest. `moved_from`: the hour before the last
    postponement.
    """

    __tablename__ = "hearings"

    id: Mapped[UUID] = mapped_column(ForeignKey("deadlines.id"), primary_key=True)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    room: Mapped[Sealed | None] = mapped_column(SealedType)
    must_come: Mapped[bool]
    sequence: Mapped[int] = mapped_column(default=0)
    moved_from: Mapped[datetime | None] = mapped_column(UtcDateTime)


class DeadlinePerson(Base):
    """Whom a day concerns, where it does not concern everybody."""

    __tablename__ = "deadline_people"

    deadline_id: Mapped[UUID] = mapped_column(ForeignKey("deadlines.id"), primary_key=True)
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), primary_key=True, index=True)

    __table_args__ = ({"info": {GOES_WITH: "victim_id"}},)


class DeadlineReminder(Base):
    """Who was reminded of a day, how many days before: never twice."""

    __tablename__ = "deadline_reminders"

    deadline_id: Mapped[UUID] = mapped_column(ForeignKey("deadlines.id"), primary_key=True)
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), primary_key=True, index=True)
    days_before: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = ({"info": {GOES_WITH: "victim_id"}},)


class CalendarFeed(Base):
    """The secret address of one member's calendar, as a keyed hash; one of a person stands."""

    __tablename__ = "calendar_feeds"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"))
    secret_mac: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        UniqueConstraint("secret_mac"),
        Index(None, "victim_id"),
        {"info": {GOES_WITH: "victim_id"}},
    )
