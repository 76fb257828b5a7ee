"""Lawsuit groups by landlord and membership in them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import GOES_WITH, Base, Id, SealedType, UtcDateTime
from lawsuit_hub.privacy.sealed import Sealed


class Group(Base):
    """`code` and `area` are all its title says: never the landlord. The room's URL and code lie under the group's peer key.

    `emptied_at`: the last who reported its landlord is erased; its key is gone and nobody can come into it again.
    """

    __tablename__ = "lawsuit_groups"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    landlord_id: Mapped[UUID | None] = mapped_column(ForeignKey("landlords.id"), unique=True)
    area: Mapped[str] = mapped_column(String(40), default="")
    stage: Mapped[str] = mapped_column(String(20))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    merged_into: Mapped[UUID | None] = mapped_column(ForeignKey("lawsuit_groups.id"))
    room_url: Mapped[Sealed | None] = mapped_column(SealedType)
    room_code: Mapped[Sealed | None] = mapped_column(SealedType)
    room_version: Mapped[int] = mapped_column(default=0)
    room_set_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    emptied_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Assignment(Base):
    """A group in a lawyer's hands: from a moment to the end of a last day, or until somebody ends it. Rows stay.

    At most one of a group is open, whatever races.
    """

    __tablename__ = "assignments"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("lawsuit_groups.id"), index=True)
    lawyer_id: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"), index=True)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    assigned_at: Mapped[datetime] = mapped_column(UtcDateTime)
    assigned_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    reason: Mapped[str] = mapped_column(Text)

    __table_args__ = (
        CheckConstraint("ends_at is null or ends_at > starts_at", name="period"),
        Index(
            "uq_assignments_open",
            "group_id",
            unique=True,
            sqlite_where=text("ended_at is null"),
            postgresql_where=text("ended_at is null"),
        ),
    )


class StageStep(Base):
    """When a group came to a stage: the dates under the timeline's dots. `reason` of a step back is kept; `by_account` is NULL for the first."""

    __tablename__ = "lawsuit_stages"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("lawsuit_groups.id"), index=True)
    stage: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    from_stage: Mapped[str | None] = mapped_column(String(20))
    by_account: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    reason: Mapped[str] = mapped_column(Text, default="")


class Membership(Base):
    """A victim who said yes and whose landlord is certain. Active only from `active_since` on (lawsuits.service.refresh).

    `paused_at`: she stays a member and wants no invite, room or reminder until she returns (lawsuits.pausing).
    """

    __tablename__ = "memberships"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("lawsuit_groups.id"))
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), unique=True)
    alias: Mapped[str] = mapped_column(String(30))
    place: Mapped[int]
    joined_at: Mapped[datetime] = mapped_column(UtcDateTime)
    active_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    card: Mapped[Sealed | None] = mapped_column(SealedType)
    entered_room_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    moved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    paused_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        UniqueConstraint("group_id", "alias"),
        CheckConstraint("active_since is null or left_at is null", name="active_not_left"),
        Index(None, "group_id", "active_since"),
        {"info": {GOES_WITH: "victim_id"}},
    )


class GroupChange(Base):
    """A merge, a split or a caseworker's word on one who waited, as far as undoing it needs: ids alone, for `undo_days`.

    `group_id`, `landlord_id`: what stayed. `other_*`: what went into it, or what was taken out of it. `swapped`: the two groups had
    each other's landlord before. `opened`: the group that somebody came into was opened for it. `decided_by` is empty for a rule's.
    """

    __tablename__ = "group_changes"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    kind: Mapped[str] = mapped_column(String(10))
    group_id: Mapped[UUID] = mapped_column(ForeignKey("lawsuit_groups.id"), index=True)
    other_id: Mapped[UUID | None] = mapped_column(ForeignKey("lawsuit_groups.id"), index=True)
    landlord_id: Mapped[UUID] = mapped_column(ForeignKey("landlords.id"))
    other_landlord_id: Mapped[UUID | None] = mapped_column(ForeignKey("landlords.id"))
    absorbed: Mapped[list[str]] = mapped_column(JSON)
    swapped: Mapped[bool] = mapped_column(default=False)
    opened: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    undone_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))

    __table_args__ = (CheckConstraint("kind in ('merge', 'split', 'settle')", name="kind"),)


class GroupChangePerson(Base):
    """Whose report a change took along."""

    __tablename__ = "group_change_people"

    change_id: Mapped[UUID] = mapped_column(ForeignKey("group_changes.id"), primary_key=True)
    victim_id: Mapped[UUID] = mapped_column(Id, primary_key=True)

    __table_args__ = (Index(None, "victim_id"), {"info": {GOES_WITH: "victim_id"}})


class FormerAlias(Base):
    """Under which name somebody was known in a group that she was moved out of: nobody there gets it again, nor she anywhere."""

    __tablename__ = "former_aliases"

    group_id: Mapped[UUID] = mapped_column(ForeignKey("lawsuit_groups.id"), primary_key=True)
    alias: Mapped[str] = mapped_column(String(30), primary_key=True)
    victim_id: Mapped[UUID] = mapped_column(Id)

    __table_args__ = (Index(None, "victim_id"), {"info": {GOES_WITH: "victim_id"}})
