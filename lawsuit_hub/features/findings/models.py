"""The tables of findings: what the desk chose to count, and what was published. Answers are not here, and no hidden number."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import Base, Id, UtcDateTime


class FindingPlan(Base):
    """`pairs`: questions counted against each other. `voices`: groups of free answers with their words and quotes, which passed the scan.
    `marking`: questions that together could tell who somebody is, for the file of rows, as one person chose and another confirmed them;
    they stay from the day it was first taken out."""

    __tablename__ = "finding_plans"

    survey_id: Mapped[UUID] = mapped_column(ForeignKey("surveys.id"), primary_key=True)
    turn: Mapped[int] = mapped_column(default=0)
    pairs: Mapped[list[list[str]]] = mapped_column(JSON)
    voices: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    marking: Mapped[list[str]] = mapped_column(JSON)
    rows_out_on: Mapped[date | None]
    marked_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    confirmed_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))

    __table_args__ = (
        CheckConstraint(
            "confirmed_by is null or (marked_by is not null and confirmed_by <> marked_by)", name="two_people"
        ),
    )


class FindingIssue(Base):
    """What everybody may read, word for word, and its two papers. `hidden`, `withheld`: which cells and tables stay so in later issues."""

    __tablename__ = "finding_issues"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    survey_id: Mapped[UUID] = mapped_column(ForeignKey("surveys.id"))
    version: Mapped[int]
    content: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    plan: Mapped[dict[str, Any]] = mapped_column(JSON)
    hidden: Mapped[list[str]] = mapped_column(JSON)
    withheld: Mapped[list[str]] = mapped_column(JSON)
    pdf: Mapped[bytes] = mapped_column(LargeBinary)
    pdf_digest: Mapped[str] = mapped_column(String(64))
    hwpx: Mapped[bytes] = mapped_column(LargeBinary)
    hwpx_digest: Mapped[str] = mapped_column(String(64))
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_by: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))

    __table_args__ = (UniqueConstraint("survey_id", "version"),)
