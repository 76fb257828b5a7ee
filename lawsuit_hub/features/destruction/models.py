"""Destruction: wishes that wait, lists that were approved, the register of what was done, and what the law keeps, apart."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import GOES_WITH, Base, Id, SealedType, UtcDateTime
from lawsuit_hub.privacy.sealed import Sealed


class ErasureRequest(Base):
    """A wish to be erased, or somebody's proposal that she be; it is gone with her, or closed when it was taken back.

    `asked_by`: the account of staff that wrote it down; empty where she asked herself.
    """

    __tablename__ = "erasure_requests"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), index=True)
    ground: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    asked_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    approved_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        CheckConstraint("ground in ('own_request', 'consent', 'retention', 'command', 'answer')", name="ground"),
        Index(None, "cancelled_at", "due_at"),
        {"info": {GOES_WITH: "victim_id"}},
    )


class FirstWord(Base):
    """One person's word where two are asked for (destruction.pairs). `about`: a person's random id, or the name of a list."""

    __tablename__ = "destruction_first_words"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    about: Mapped[str] = mapped_column(String(64))
    given_by: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (UniqueConstraint("about", "given_by"),)


class DueApproved(Base):
    """One thing on a list that the privacy officer approved. It is settled once: destroyed, or kept because it was due no more."""

    __tablename__ = "destruction_approved"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[UUID] = mapped_column(Id, index=True)
    reference: Mapped[str] = mapped_column(String(40))
    approved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    approved_by: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    outcome: Mapped[str | None] = mapped_column(String(10))

    __table_args__ = (CheckConstraint("outcome in ('destroyed', 'kept')", name="outcome"),)


class DestructionRecord(Base):
    """One line of the register (개인정보 파기 관리대장, 표준 개인정보 보호지침 별지 제5호): numbered without gaps, naming nobody.

    `subject_id` and `reference` are random. No foreign keys: it is carried into databases older than itself.
    """

    __tablename__ = "destruction_records"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    subject_id: Mapped[UUID | None] = mapped_column(Id, unique=True)
    reference: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(20))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    destroyed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ground: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text)
    handler_role: Mapped[str] = mapped_column(String(20))
    handler_id: Mapped[UUID | None] = mapped_column(Id)
    system_user: Mapped[str | None] = mapped_column(String(60))
    head_id: Mapped[UUID | None] = mapped_column(Id)


class KeptByLaw(Base):
    """What has to stay of somebody who is erased (개인정보 보호법 제21조 3항: apart from everything else), under a key of its own."""

    __tablename__ = "kept_by_law"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    record_number: Mapped[int] = mapped_column(ForeignKey("destruction_records.number"), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    ground: Mapped[str] = mapped_column(String(120))
    until: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    content: Mapped[Sealed] = mapped_column(SealedType)
