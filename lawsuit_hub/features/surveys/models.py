"""The tables of surveys. Answers are not here but in an urn (features/urns); no row says that somebody answered, or when anything was typed."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import GOES_WITH, Base, Id, SealedType, UtcDateTime
from lawsuit_hub.privacy.sealed import Sealed


class Survey(Base):
    """`content`: the questionnaire (questionnaires.told), whose `turn` counts its changes and whose `fingerprint` holds it fast from the
    opening on. `closes_on`: the last day on which answers are taken.
    `counted`: while it is open what is shown of how many had answered on `counted_on`, then how many did.
    `presented_at`: its results were told for the first time. `warned_on`: since when the desk's page of today says that what nobody
    published goes soon. `gone_at`: answers, marks and who was asked were destroyed (ending.py)."""

    __tablename__ = "surveys"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    urn_id: Mapped[UUID] = mapped_column(Id)
    state: Mapped[str] = mapped_column(String(10), index=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    turn: Mapped[int] = mapped_column(default=0)
    fingerprint: Mapped[str | None] = mapped_column(String(64))
    rule: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    opened_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    closes_on: Mapped[date | None]
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    invited: Mapped[int] = mapped_column(default=0)
    remind_days: Mapped[str] = mapped_column(String(40), default="")
    reminded: Mapped[int | None]
    counted: Mapped[int] = mapped_column(default=0)
    counted_on: Mapped[date | None]
    results_on: Mapped[date | None]
    presented_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    warned_on: Mapped[date | None]
    gone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    results_path: Mapped[str] = mapped_column(String(200), default="")

    __table_args__ = (
        CheckConstraint("state in ('draft', 'open', 'closed', 'presented')", name="state"),
        CheckConstraint("gone_at is null or state in ('closed', 'presented')", name="gone_when_over"),
    )


class SurveyPerson(Base):
    """Who is asked, settled when it opens, until its answers go. `told`: no message about it is owed to her any more."""

    __tablename__ = "survey_people"

    survey_id: Mapped[UUID] = mapped_column(ForeignKey("surveys.id"), primary_key=True)
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), primary_key=True, index=True)
    told: Mapped[bool]

    __table_args__ = ({"info": {GOES_WITH: "victim_id"}},)


class SurveyDraft(Base):
    """A half-filled sheet under a key that only a cookie and its person's id together make. It goes when it is sent or its survey closes:
    no moment stands here, and whose it is neither."""

    __tablename__ = "survey_drafts"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    survey_id: Mapped[UUID] = mapped_column(ForeignKey("surveys.id"), index=True)
    finder: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    content: Mapped[Sealed] = mapped_column(SealedType)
