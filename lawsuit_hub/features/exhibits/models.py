"""A group's check list, what was checked, its common exhibits, the numbers of all, and who packed them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import GOES_WITH, Base, Id, SealedType, UtcDateTime
from lawsuit_hub.privacy.sealed import Sealed


class CheckList(Base):
    """Which papers the group's suit wants: pairs of kind and need, in the order of the exhibits. Rows stay; the last version counts."""

    __tablename__ = "exhibit_lists"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("lawsuit_groups.id"))
    version: Mapped[int]
    wanted: Mapped[list[list[str]]] = mapped_column(JSON)
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)
    set_by: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))

    __table_args__ = (UniqueConstraint("group_id", "version"),)


class Check(Base):
    """What was found of one document, the last word of whoever looked. `words` are scrubbed. The document itself may be gone."""

    __tablename__ = "exhibit_checks"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), index=True)
    document_id: Mapped[UUID] = mapped_column(Id, unique=True)
    outcome: Mapped[str] = mapped_column(String(10))
    flaw: Mapped[str | None] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text)
    checked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    checked_by: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))

    __table_args__ = (
        CheckConstraint("outcome in ('checked', 'returned')", name="outcome"),
        CheckConstraint("outcome = 'checked' or flaw is not null", name="flaw"),
        {"info": {GOES_WITH: "victim_id"}},
    )


class Common(Base):
    """An exhibit of the whole group, handed in by its lawyer or caseworker. Its title lies under the group's peer key."""

    __tablename__ = "common_exhibits"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("lawsuit_groups.id"), index=True)
    title: Mapped[Sealed] = mapped_column(SealedType)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    received_from: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))


class CommonPage(Base):
    """A picture under a key of its own, as pages of members are."""

    __tablename__ = "common_exhibit_pages"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    common_id: Mapped[UUID] = mapped_column(ForeignKey("common_exhibits.id"))
    number: Mapped[int]
    picture: Mapped[Sealed] = mapped_column(SealedType)
    width: Mapped[int]
    height: Mapped[int]

    __table_args__ = (UniqueConstraint("common_id", "number"),)


class Head(Base):
    """갑 제N호증: a kind of paper, with a branch for each plaintiff's, or one common exhibit. Rows stay, and so numbers never move.

    `branches`: the last that was given. `common_id` may be of an exhibit that is gone.
    """

    __tablename__ = "exhibit_heads"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("lawsuit_groups.id"))
    number: Mapped[int]
    kind: Mapped[str | None] = mapped_column(String(20))
    common_id: Mapped[UUID | None] = mapped_column(Id)
    branches: Mapped[int] = mapped_column(default=0)
    fixed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        CheckConstraint("(kind is null) <> (common_id is null)", name="one"),
        UniqueConstraint("group_id", "number"),
        UniqueConstraint("group_id", "kind"),
        UniqueConstraint("group_id", "common_id"),
    )


class Numbered(Base):
    """A document's place: several of one person's may share a branch, being parts of one paper. The document itself may be gone."""

    __tablename__ = "exhibit_places"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    head_id: Mapped[UUID] = mapped_column(ForeignKey("exhibit_heads.id"))
    branch: Mapped[int]
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), index=True)
    document_id: Mapped[UUID] = mapped_column(Id)
    fixed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (UniqueConstraint("head_id", "document_id"), {"info": {GOES_WITH: "victim_id"}})


class Plaintiff(Base):
    """원고 N of a group's exhibits; kept with its first fixing."""

    __tablename__ = "exhibit_plaintiffs"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("lawsuit_groups.id"))
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), index=True)
    number: Mapped[int]

    __table_args__ = (
        UniqueConstraint("group_id", "number"),
        UniqueConstraint("group_id", "victim_id"),
        {"info": {GOES_WITH: "victim_id"}},
    )


class Fixing(Base):
    """The deed by which numbers were given. `plaintiffs`: the last number of one, also if she is erased since; `exhibits`: how many were new."""

    __tablename__ = "exhibit_fixings"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("lawsuit_groups.id"), index=True)
    plaintiffs: Mapped[int]
    exhibits: Mapped[int]
    fixed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    fixed_by: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))


class Archive(Base):
    """A leave to take a group's exhibits as one locked file until a time; it is made while it is taken and kept nowhere.

    `agreed`: a second person's word, where `needs_second`. `reason` and `answer` are scrubbed.
    """

    __tablename__ = "exhibit_archives"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("lawsuit_groups.id"), index=True)
    lawyer_id: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))
    firm_id: Mapped[UUID] = mapped_column(ForeignKey("law_firms.id"))
    purpose: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text)
    people: Mapped[int]
    exhibits: Mapped[int]
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    needs_second: Mapped[bool]
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    agreed: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(Text, default="")
    until: Mapped[datetime] = mapped_column(UtcDateTime)
    begun_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    packed: Mapped[int | None]
    left_out: Mapped[int | None]
    sha256: Mapped[str | None] = mapped_column(String(64))

    __table_args__ = (
        CheckConstraint("decided_by is null or decided_by <> lawyer_id", name="two_people"),
        CheckConstraint("purpose in ('filing', 'review')", name="purpose"),
    )
