"""Files that go public with something, their bytes, and who released what."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import Base, Id, SealedType, UtcDateTime
from lawsuit_hub.privacy.sealed import Sealed


class PublicFile(Base):
    """`findings`: kinds, places and counts, no value. `locked`: the key of its pieces, sealed to the vault, as long as it holds a find
    that nobody released; without one they lie as they are fetched. `shown`: anybody may have it."""

    __tablename__ = "public_files"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    holder_kind: Mapped[str] = mapped_column(String(20))
    holder_id: Mapped[UUID] = mapped_column(Id)
    name: Mapped[str] = mapped_column(String(130))
    kind: Mapped[str] = mapped_column(String(10))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    token: Mapped[str] = mapped_column(String(32), unique=True)
    findings: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    locked: Mapped[Sealed | None] = mapped_column(SealedType)
    shown: Mapped[bool] = mapped_column(default=False)
    downloads: Mapped[int] = mapped_column(default=0)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    added_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))

    __table_args__ = (UniqueConstraint("holder_kind", "holder_id", "sha256"),)


class PublicPiece(Base):
    """A piece of a file's bytes, so that a large one is fetched without holding it whole."""

    __tablename__ = "public_file_pieces"

    file_id: Mapped[UUID] = mapped_column(ForeignKey("public_files.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class Release(Base):
    """Somebody asked for a second person's word about exactly `mark`; one open at a time for each holder, one for each mark ever."""

    __tablename__ = "public_releases"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    holder_kind: Mapped[str] = mapped_column(String(20))
    holder_id: Mapped[UUID] = mapped_column(Id)
    mark: Mapped[str] = mapped_column(String(64))
    findings: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    outcome: Mapped[str | None] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (
        UniqueConstraint("holder_kind", "holder_id", "mark"),
        CheckConstraint("outcome in ('released', 'refused', 'over')", name="outcome"),
        CheckConstraint("outcome = 'over' or decided_by is null or decided_by <> asked_by", name="second"),
        Index(
            "uq_public_releases_open",
            "holder_kind",
            "holder_id",
            unique=True,
            sqlite_where=text("outcome is null"),
            postgresql_where=text("outcome is null"),
        ),
    )
