"""Suggestions, the topics they are gathered under, what became of a topic, and who joined it. Texts lie under a key of each suggestion.

Nowhere stands an hour of a suggestion: it would tell whose it is beside an account or a form that was sent at that second.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import Base, Id, SealedType, UtcDateTime
from lawsuit_hub.privacy.sealed import Sealed


class Suggestion(Base):
    """`person_mac`: of a member, by which she finds hers, is counted once and erased; no page of staff asks for it. `browser_mac`: the
    same of a browser without an account. `author`: her id under a key that the vault opens, only while she wants to be told.
    `text_mac`: of the words alone, by which the same words are found. `looked_on`: a caseworker let its words be quoted."""

    __tablename__ = "suggestions"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    origin: Mapped[str] = mapped_column(String(10))
    category: Mapped[str] = mapped_column(String(20))
    text: Mapped[Sealed | None] = mapped_column(SealedType)
    text_mac: Mapped[bytes] = mapped_column(LargeBinary, index=True)
    person_mac: Mapped[bytes | None] = mapped_column(LargeBinary, index=True)
    browser_mac: Mapped[bytes | None] = mapped_column(LargeBinary)
    author: Mapped[Sealed | None] = mapped_column(SealedType)
    receipt_mac: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)
    once_mac: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)
    quotable: Mapped[bool]
    looked_on: Mapped[date | None] = mapped_column(Date)
    aside: Mapped[str] = mapped_column(Text, default="")
    topic_id: Mapped[UUID | None] = mapped_column(ForeignKey("suggestion_topics.id"), index=True)
    received_on: Mapped[date] = mapped_column(Date)
    turn: Mapped[int] = mapped_column(default=0)

    __table_args__ = (
        CheckConstraint("origin in ('visitor', 'member', 'form')", name="origin"),
        Index(None, "received_on", "id"),
        {"sqlite_with_rowid": False},  # rows do not lie in the order in which they came
    )


class SuggestionTopic(Base):
    """`title`, `summary`: the newest words of a caseworker; `shown_title`, `shown_summary`: those that anybody reads. `people_shown`: the
    number on the public page, of `counted_on`; `kept_members`, `kept_visitors`: people whose suggestions were kept long enough.
    `joined_to`: gathered into another."""

    __tablename__ = "suggestion_topics"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    title: Mapped[str] = mapped_column(String(80))
    summary: Mapped[str] = mapped_column(Text)
    category: Mapped[str] = mapped_column(String(20), index=True)
    status: Mapped[str] = mapped_column(String(10))
    status_on: Mapped[date] = mapped_column(Date)
    shown_title: Mapped[str] = mapped_column(String(80), default="")
    shown_summary: Mapped[str] = mapped_column(Text, default="")
    shown_on: Mapped[date | None] = mapped_column(Date)
    people_shown: Mapped[int] = mapped_column(default=0)
    counted_on: Mapped[date | None] = mapped_column(Date)
    kept_suggestions: Mapped[int] = mapped_column(default=0)
    kept_members: Mapped[int] = mapped_column(default=0)
    kept_visitors: Mapped[int] = mapped_column(default=0)
    joined_to: Mapped[UUID | None] = mapped_column(ForeignKey("suggestion_topics.id"), index=True)
    once: Mapped[str] = mapped_column(String(40), unique=True)
    turn: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    moved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    worded_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))

    __table_args__ = (
        CheckConstraint(
            "status in ('received', 'review', 'forwarded', 'answered', 'adopted', 'partly', 'declined')", name="status"
        ),
        Index(None, "shown_on", "id"),
    )


class TopicStep(Base):
    """What happened to a topic, in order. `shown`: anybody reads it, as far as the topic is public."""

    __tablename__ = "suggestion_steps"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    topic_id: Mapped[UUID] = mapped_column(ForeignKey("suggestion_topics.id"))
    number: Mapped[int]
    status: Mapped[str] = mapped_column(String(10))
    day: Mapped[date] = mapped_column(Date)
    recipient: Mapped[str] = mapped_column(String(60))
    document: Mapped[str] = mapped_column(String(60))
    words: Mapped[str] = mapped_column(Text)
    shown: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_account: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))

    __table_args__ = (UniqueConstraint("topic_id", "number"),)


class MemberSupport(Base):
    """A member who said "나도 같은 의견", once a topic."""

    __tablename__ = "suggestion_member_supports"

    topic_id: Mapped[UUID] = mapped_column(ForeignKey("suggestion_topics.id"), primary_key=True)
    person_mac: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True, index=True)


class VisitorSupport(Base):
    """The same of a browser without an account."""

    __tablename__ = "suggestion_visitor_supports"

    topic_id: Mapped[UUID] = mapped_column(ForeignKey("suggestion_topics.id"), primary_key=True)
    browser_mac: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
