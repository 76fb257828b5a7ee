"""What people hand in to be verified, who looked at it, what they declared and what was decided: tables of verification."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import GOES_WITH, Base, Id, SealedType, UtcDateTime
from lawsuit_hub.privacy.sealed import Sealed


class Document(Base):
    """One upload: photographs or PDFs that were drawn anew as pages. `for_suit`: features/exhibits says until when it is kept."""

    __tablename__ = "documents"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    received_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    for_suit: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        CheckConstraint(
            "kind in ('lease', 'transfer', 'register', 'resident', 'fixed_date', 'notice', 'order', 'decision', "
            "'distribution', 'messages', 'other', 'mandate')",
            name="kind",
        ),
        {"info": {GOES_WITH: "victim_id"}},
    )


class DocumentPage(Base):
    """A picture under a key of its own: a page that is blackened becomes another row, and the key of the one before is destroyed.

    `burnt`: numbers the machine found; `marked`: rectangles that people drew; `searched` is false where no machine looked.
    """

    __tablename__ = "document_pages"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    document_id: Mapped[UUID] = mapped_column(ForeignKey("documents.id"))
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), index=True)
    number: Mapped[int]
    picture: Mapped[Sealed] = mapped_column(SealedType)
    size: Mapped[int]
    width: Mapped[int]
    height: Mapped[int]
    source: Mapped[str] = mapped_column(String(6))
    burnt: Mapped[int] = mapped_column(default=0)
    marked: Mapped[int] = mapped_column(default=0)
    searched: Mapped[bool]

    __table_args__ = (Index(None, "document_id", "number", unique=True), {"info": {GOES_WITH: "victim_id"}})


class Viewing(Base):
    """A caseworker's leave to look at one person's pages for some minutes; the reason is in the trail."""

    __tablename__ = "document_viewings"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), index=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

    __table_args__ = ({"info": {GOES_WITH: "victim_id"}},)


class Declaration(Base):
    """What she says of herself and the landlord's side. Rows stay; the newest counts. `settled_at`: a caseworker found it no bar."""

    __tablename__ = "conflict_declarations"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"))
    number: Mapped[int]
    relation: Mapped[str] = mapped_column(String(10))
    words: Mapped[Sealed | None] = mapped_column(SealedType)
    declared_at: Mapped[datetime] = mapped_column(UtcDateTime)
    taken_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))

    __table_args__ = (
        CheckConstraint("relation in ('none', 'landlord', 'broker', 'manager', 'other')", name="relation"),
        Index(None, "victim_id", "number", unique=True),
        {"info": {GOES_WITH: "victim_id"}},
    )


class Decision(Base):
    """A caseworker's word about a lease: what she saw, point by point, and what follows. `over`: a later one or a newer answer took its place."""

    __tablename__ = "lease_decisions"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), index=True)
    seen: Mapped[str] = mapped_column(String(10))
    points: Mapped[dict[str, str]] = mapped_column(JSON)
    outcome: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(Text)
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))
    over: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        CheckConstraint("seen in ('upload', 'person')", name="seen"),
        CheckConstraint("outcome in ('accepted', 'refused', 'doubtful')", name="outcome"),
        Index(
            "uq_lease_decisions_standing",
            "victim_id",
            unique=True,
            sqlite_where=text("not over"),
            postgresql_where=text("not over"),
        ),
        {"info": {GOES_WITH: "victim_id"}},
    )


class Removal(Base):
    """Two caseworkers' words that a person stands on the landlord's side, or that she does not after all (`kind` restore)."""

    __tablename__ = "insider_removals"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    outcome: Mapped[str | None] = mapped_column(String(10))

    __table_args__ = (
        CheckConstraint("kind in ('remove', 'restore')", name="kind"),
        CheckConstraint("outcome in ('done', 'dropped')", name="outcome"),
        CheckConstraint("decided_by is null or outcome = 'dropped' or decided_by <> asked_by", name="two_people"),
        Index(
            "uq_insider_removals_open",
            "victim_id",
            unique=True,
            sqlite_where=text("outcome is null"),
            postgresql_where=text("outcome is null"),
        ),
        {"info": {GOES_WITH: "victim_id"}},
    )
