"""Tables of meetings and of the organisations that come to them. A seat stands under an alias; who sits there goes some days after."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import GOES_WITH, Base, Id, SealedType, UtcDateTime
from lawsuit_hub.privacy.sealed import Sealed


class OrganisationRow(Base):
    """`public`: it agreed to be listed, by its name alone."""

    __tablename__ = "organisations"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    once: Mapped[str] = mapped_column(String(40), unique=True)
    turn: Mapped[int] = mapped_column(default=1)
    name: Mapped[str] = mapped_column(Text)
    about: Mapped[str] = mapped_column(Text)
    public: Mapped[bool]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class RepresentativeRow(Base):
    """Somebody whom an organisation named: a name and a number sealed under a key of its own, or a member who linked herself by the code
    of which `code_mac` is kept."""

    __tablename__ = "organisation_representatives"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id"), index=True)
    victim_id: Mapped[UUID | None] = mapped_column(ForeignKey("victims.id"), index=True)
    name: Mapped[Sealed | None] = mapped_column(SealedType)
    phone: Mapped[Sealed | None] = mapped_column(SealedType)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    linked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    code_mac: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)
    code_until: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (UniqueConstraint("organisation_id", "victim_id"), {"info": {GOES_WITH: "victim_id"}})


class MeetingRow(Base):
    """`taken`: seats that are somebody's; never more than there are, by a constraint of the table. `last_place`: of who signed up last.
    `signed_up`, `came`: what was counted before the seats were deleted."""

    __tablename__ = "meetings"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    once: Mapped[str] = mapped_column(String(40), unique=True)
    turn: Mapped[int] = mapped_column(default=1)
    title: Mapped[str] = mapped_column(Text)
    purpose: Mapped[str] = mapped_column(Text)
    place: Mapped[str] = mapped_column(Text)
    link: Mapped[Sealed | None] = mapped_column(SealedType)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    capacity: Mapped[int]
    signup_until: Mapped[datetime] = mapped_column(UtcDateTime)
    audience: Mapped[str] = mapped_column(String(20))
    taken: Mapped[int] = mapped_column(default=0)
    last_place: Mapped[int] = mapped_column(default=0)
    walk_ins: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    announced_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancelled: Mapped[str] = mapped_column(Text, default="")
    last_minutes: Mapped[int] = mapped_column(default=0)
    cleaned_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    signed_up: Mapped[int | None]
    came: Mapped[int | None]

    __table_args__ = (
        CheckConstraint("taken >= 0 and taken <= capacity", name="room"),
        CheckConstraint("ends_at > starts_at", name="order"),
        Index(None, "starts_at"),
    )


class MeetingGroup(Base):
    """A group whose members a meeting is for."""

    __tablename__ = "meeting_groups"

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("lawsuit_groups.id"), primary_key=True)


class MeetingOrganisation(Base):
    """An organisation that a meeting is for."""

    __tablename__ = "meeting_organisations"

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id"), primary_key=True)


class Seat(Base):
    """Who signed up. Without an account: `receipt_mac` alone leads to it. `ticket`: what stands in the picture that is scanned, sealed
    under the meeting's key; `ticket_mac` finds it. `needs`: sealed under a key of this row, for staff. `once`: of the desk's form
    that reserved it for an organisation."""

    __tablename__ = "meeting_seats"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"))
    victim_id: Mapped[UUID | None] = mapped_column(ForeignKey("victims.id"), index=True)
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"))
    seats: Mapped[int]
    place: Mapped[int]
    waiting: Mapped[bool]
    alias: Mapped[str] = mapped_column(String(40))
    door_code: Mapped[str] = mapped_column(String(6))
    ticket: Mapped[Sealed | None] = mapped_column(SealedType)
    ticket_mac: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    receipt_mac: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)
    once: Mapped[str | None] = mapped_column(String(40), unique=True, index=True)
    needs: Mapped[Sealed | None] = mapped_column(SealedType)
    signed_up_at: Mapped[datetime] = mapped_column(UtcDateTime)
    came: Mapped[int] = mapped_column(default=0)
    came_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        UniqueConstraint("meeting_id", "victim_id"),
        UniqueConstraint("meeting_id", "place"),
        UniqueConstraint("meeting_id", "alias"),
        UniqueConstraint("meeting_id", "door_code"),
        CheckConstraint("seats > 0 and came >= 0 and came <= seats", name="came"),
        {"info": {GOES_WITH: "victim_id"}},
    )


class MeetingQuestion(Base):
    """A question to a meeting, its text under a key of its own. Who asked is kept nowhere. `votes_shown`: what anybody reads, of
    `counted_on`."""

    __tablename__ = "meeting_questions"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"), index=True)
    once: Mapped[str] = mapped_column(String(40), unique=True)
    text: Mapped[Sealed | None] = mapped_column(SealedType)
    shown: Mapped[bool] = mapped_column(default=False)
    hidden: Mapped[bool] = mapped_column(default=False)
    joined_to: Mapped[UUID | None] = mapped_column(ForeignKey("meeting_questions.id"))
    votes_shown: Mapped[int] = mapped_column(default=0)
    counted_on: Mapped[date | None] = mapped_column(Date)


class MeetingVote(Base):
    """`voter`: a keyed hash of the account and of this meeting. It goes with the seats."""

    __tablename__ = "meeting_votes"

    question_id: Mapped[UUID] = mapped_column(ForeignKey("meeting_questions.id"), primary_key=True)
    voter: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)


class MinutesRow(Base):
    """What minutes said, each time they were worded; rows stay. `shown_from`: since when people read them."""

    __tablename__ = "meeting_minutes"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"))
    turn: Mapped[int]
    body: Mapped[str] = mapped_column(Text)
    correction: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_account: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))
    shown_from: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (UniqueConstraint("meeting_id", "turn"),)


class TaskRow(Base):
    """What was decided, and what an office or an organisation does until a day. `note`: how it was done."""

    __tablename__ = "meeting_tasks"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"), index=True)
    once: Mapped[str] = mapped_column(String(40), unique=True)
    kind: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Text)
    owner: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date | None] = mapped_column(Date)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_on: Mapped[date | None] = mapped_column(Date)
    note: Mapped[str] = mapped_column(Text, default="")


class MeetingCount(Base):
    """How many of one organisation signed up and came, as it was when the seats were deleted."""

    __tablename__ = "meeting_counts"

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
    signed_up: Mapped[int]
    came: Mapped[int]
