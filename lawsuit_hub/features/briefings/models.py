"""A group's case file: papers, news and its wordings, who read it, questions, answers for everybody."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import GOES_WITH, Base, Id, SealedType, UtcDateTime
from lawsuit_hub.privacy.sealed import Sealed


class FilingRow(Base):
    """A paper as it was entered, corrected or withdrawn. Rows stay; of one `paper_id` the highest turn counts."""

    __tablename__ = "case_filings"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("lawsuit_groups.id"), index=True)
    paper_id: Mapped[UUID] = mapped_column(Id)
    turn: Mapped[int]
    filed_on: Mapped[date] = mapped_column(Date)
    side: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(30))
    title: Mapped[Sealed | None] = mapped_column(SealedType)
    note: Mapped[Sealed | None] = mapped_column(SealedType)
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))
    withdrawn: Mapped[bool] = mapped_column(default=False)
    once: Mapped[str | None] = mapped_column(String(40), unique=True)

    __table_args__ = (UniqueConstraint("paper_id", "turn"),)


class BriefingRule(Base):
    """Whether a caseworker releases news of this group; without a row it is shown as the lawyer publishes it."""

    __tablename__ = "briefing_rules"

    group_id: Mapped[UUID] = mapped_column(ForeignKey("lawsuit_groups.id"), primary_key=True)
    by_desk: Mapped[bool]
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)
    set_by: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))


class News(Base):
    """News from a lawyer. `sent_turn`: the wording she wants members to read; `shown_turn`: the one they read."""

    __tablename__ = "counsel_news"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("lawsuit_groups.id"), index=True)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime)
    once: Mapped[str] = mapped_column(String(40), unique=True)
    last_turn: Mapped[int] = mapped_column(default=0)
    sent_turn: Mapped[int | None]
    shown_turn: Mapped[int | None]
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    shown_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    released_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    returned: Mapped[str] = mapped_column(Text, default="")
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (CheckConstraint("(shown_turn is null) = (published_at is null)", name="shown"),)


class NewsWording(Base):
    """What news said, each time it was worded. Rows stay."""

    __tablename__ = "counsel_news_wordings"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    news_id: Mapped[UUID] = mapped_column(ForeignKey("counsel_news.id"))
    group_id: Mapped[UUID] = mapped_column(ForeignKey("lawsuit_groups.id"), index=True)
    turn: Mapped[int]
    title: Mapped[Sealed | None] = mapped_column(SealedType)
    text: Mapped[Sealed | None] = mapped_column(SealedType)
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (UniqueConstraint("news_id", "turn"),)


class NewsReading(Base):
    """A member said that she read it."""

    __tablename__ = "counsel_news_readings"

    news_id: Mapped[UUID] = mapped_column(ForeignKey("counsel_news.id"), primary_key=True)
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), primary_key=True, index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = ({"info": {GOES_WITH: "victim_id"}},)


class GroupAnswer(Base):
    """An answer for everybody, with the question in words that name nobody. It stays when its askers go."""

    __tablename__ = "group_answers"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("lawsuit_groups.id"), index=True)
    question: Mapped[Sealed | None] = mapped_column(SealedType)
    text: Mapped[Sealed | None] = mapped_column(SealedType)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_account: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))
    once: Mapped[str] = mapped_column(String(40), unique=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class MemberQuestion(Base):
    """A member's question, personal data replaced. Answered by an answer for everybody, or by a reply to her alone."""

    __tablename__ = "member_questions"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("lawsuit_groups.id"))
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), index=True)
    text: Mapped[Sealed | None] = mapped_column(SealedType)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    once: Mapped[str] = mapped_column(String(40))
    answer_id: Mapped[UUID | None] = mapped_column(ForeignKey("group_answers.id"), index=True)
    reply: Mapped[Sealed | None] = mapped_column(SealedType)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))

    __table_args__ = (
        UniqueConstraint("victim_id", "once"),
        Index(None, "group_id", "answered_at"),
        {"info": {GOES_WITH: "victim_id"}},
    )
