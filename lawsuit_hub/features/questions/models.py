"""The question board: questions, and what was said on them. Texts lie under a key of each question, which goes with it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import GOES_WITH, Base, Id, SealedType, UtcDateTime
from lawsuit_hub.privacy.sealed import Sealed


class BoardQuestion(Base):
    """`waits_since`: of staff an answer is wanted. `shown_on`: the day from which anybody reads it; a day, so that no page and no order
    tells the hour. `turn` counts every change, so that two people do not answer at once. No `victim_id`: asked without an account."""

    __tablename__ = "board_questions"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    victim_id: Mapped[UUID | None] = mapped_column(ForeignKey("victims.id"), index=True)
    public: Mapped[bool]
    category: Mapped[str] = mapped_column(String(20))
    title: Mapped[Sealed | None] = mapped_column(SealedType)
    text: Mapped[Sealed | None] = mapped_column(SealedType)
    once: Mapped[str] = mapped_column(String(40), unique=True)
    turn: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    moved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    waits_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    shown_on: Mapped[date | None] = mapped_column(Date)
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    hidden_reason: Mapped[str] = mapped_column(Text, default="")
    joined_to: Mapped[UUID | None] = mapped_column(ForeignKey("board_questions.id"), index=True)
    taken_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    taken_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    helpful: Mapped[int] = mapped_column(default=0)

    __table_args__ = (
        Index(None, "waits_since"),
        Index(None, "shown_on", "id"),
        {"info": {GOES_WITH: "victim_id"}},
    )


class BoardPost(Base):
    """What was said on a question, each time it was worded. Rows stay; of one `number` the highest `turn` counts. `shown`: on the board,
    as far as the question is."""

    __tablename__ = "board_posts"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    question_id: Mapped[UUID] = mapped_column(ForeignKey("board_questions.id"))
    number: Mapped[int]
    turn: Mapped[int]
    text: Mapped[Sealed | None] = mapped_column(SealedType)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_account: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    shown: Mapped[bool]

    __table_args__ = (UniqueConstraint("question_id", "number", "turn"),)
