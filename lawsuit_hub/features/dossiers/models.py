"""Recipients, dossiers, their topics, frozen versions and answers. Nothing here is about a person; quotes lie with their suggestions until
a version is frozen, whose bytes stay as they are."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column

from lawsuit_hub.infra.db import Base, Id, UtcDateTime


class DossierRecipient(Base):
    """Whom topics are carried to. `name` is what everybody reads."""

    __tablename__ = "dossier_recipients"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)
    addressee: Mapped[str] = mapped_column(String(120))
    through: Mapped[str] = mapped_column(String(120), default="")
    place: Mapped[int] = mapped_column(default=0)
    offered: Mapped[bool] = mapped_column(default=True)


class Dossier(Base):
    """`turn` counts what changed in its words or topics. `sent_*` since it went out; from then on its words stay."""

    __tablename__ = "dossiers"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    once: Mapped[str] = mapped_column(String(40), unique=True)
    recipient_id: Mapped[UUID] = mapped_column(ForeignKey("dossier_recipients.id"))
    title: Mapped[str] = mapped_column(String(100))
    opening: Mapped[str] = mapped_column(Text)
    cover: Mapped[str] = mapped_column(Text)
    document: Mapped[str] = mapped_column(String(60), default="")
    day: Mapped[date | None] = mapped_column(Date)
    turn: Mapped[int] = mapped_column(default=1)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    worded_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    sent_version: Mapped[int | None]
    sent_on: Mapped[date | None] = mapped_column(Date)
    sent_document: Mapped[str] = mapped_column(String(60), default="")
    sent_way: Mapped[str] = mapped_column(String(10), default="")
    due_on: Mapped[date | None] = mapped_column(Date, index=True)
    answered_on: Mapped[date | None] = mapped_column(Date)
    shown_on: Mapped[date | None] = mapped_column(Date)
    files_shown: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        CheckConstraint("(sent_on is null) = (sent_version is null)", name="sent_version"),
        CheckConstraint("(sent_on is null) = (due_on is null)", name="sent_due"),
        CheckConstraint("sent_way in ('', 'system', 'post', 'mail', 'hand')", name="way"),
    )


class DossierTopic(Base):
    """A topic in a dossier, in its place, with the caseworker's words of it and what became of it at this recipient."""

    __tablename__ = "dossier_topics"

    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossiers.id"), primary_key=True)
    topic_id: Mapped[UUID] = mapped_column(ForeignKey("suggestion_topics.id"), primary_key=True, index=True)
    place: Mapped[int]
    summary: Mapped[str] = mapped_column(Text, default="")
    request: Mapped[str] = mapped_column(Text, default="")
    quotes: Mapped[int] = mapped_column(default=3)
    outcome: Mapped[str] = mapped_column(String(10), default="")
    outcome_words: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (CheckConstraint("outcome in ('', 'adopted', 'partly', 'declined')", name="outcome"),)


class DossierVersion(Base):
    """Frozen: the bytes of both files and their SHA-256, which the audit trail holds too. `turn`: of the words it was made from.
    `printed`: what printing.py keeps of it, with keyed marks of the words of victims in it, by which is found what was taken back since;
    None: frozen before that was kept."""

    __tablename__ = "dossier_versions"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossiers.id"))
    number: Mapped[int]
    turn: Mapped[int]
    pdf: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))
    hwpx: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))
    pdf_sha256: Mapped[str] = mapped_column(String(64))
    hwpx_sha256: Mapped[str] = mapped_column(String(64))
    printed: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    pdf_size: Mapped[int]
    hwpx_size: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_account: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))

    __table_args__ = (UniqueConstraint("dossier_id", "number"),)


class DossierAnswer(Base):
    """What a recipient answered. `shown`: anybody reads it on the dossier's page; its files hang on it in features/publishing."""

    __tablename__ = "dossier_answers"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossiers.id"))
    number: Mapped[int]
    day: Mapped[date] = mapped_column(Date)
    document: Mapped[str] = mapped_column(String(60), default="")
    words: Mapped[str] = mapped_column(Text)
    shown: Mapped[bool] = mapped_column(default=False)
    once: Mapped[str] = mapped_column(String(40), unique=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_account: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))

    __table_args__ = (UniqueConstraint("dossier_id", "number"),)
