"""Answers already taken, uploads in progress with their row reports, remembered column mappings. No personal data."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import GOES_WITH, Base, BlindIndex, Id, SealedType, UtcDateTime
from lawsuit_hub.privacy.sealed import Sealed


class TakenAnswer(Base):
    """An answer (telephone and timestamp, as one blind index) that was stored before."""

    __tablename__ = "taken_answers"

    answer_index: Mapped[bytes] = mapped_column(BlindIndex, primary_key=True)
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), index=True)
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = ({"info": {GOES_WITH: "victim_id"}},)


class FormMapping(Base):
    """What a caseworker said a form's columns mean, found again by the fingerprint of its header."""

    __tablename__ = "form_mappings"

    fingerprint: Mapped[str] = mapped_column(String(64), primary_key=True)
    mapping: Mapped[dict[str, str]] = mapped_column(JSON)
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Upload(Base):
    """A file of answers on its way through the worker; its sealed chunks lie in a file that is destroyed at the end."""

    __tablename__ = "response_uploads"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    made_by: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(12))
    file_key: Mapped[Sealed | None] = mapped_column(SealedType)
    size: Mapped[int] = mapped_column(default=0)
    header: Mapped[list[str] | None] = mapped_column(JSON)
    mapping: Mapped[dict[str, str] | None] = mapped_column(JSON)
    rows_done: Mapped[int] = mapped_column(default=0)
    counts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    failure: Mapped[str | None] = mapped_column(String(200))
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (CheckConstraint("state in ('asking', 'waiting', 'working', 'done', 'failed')", name="state"),)


class UploadRow(Base):
    """What became of one row."""

    __tablename__ = "response_upload_rows"

    upload_id: Mapped[UUID] = mapped_column(ForeignKey("response_uploads.id"), primary_key=True)
    row: Mapped[int] = mapped_column(primary_key=True)
    outcome: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str | None] = mapped_column(String(30))
    group_code: Mapped[str | None] = mapped_column(String(20))
    membership: Mapped[str | None] = mapped_column(String(10))
    candidates: Mapped[list[str]] = mapped_column(JSON, default=list)
