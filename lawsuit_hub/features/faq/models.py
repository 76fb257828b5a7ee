"""Questions that are asked often: the entries and everything they ever said. All of it is for everybody."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import Base, Id, UtcDateTime


class FaqEntry(Base):
    """One question. `code` is its name in addresses and files; `turn` the wording that stands; `of_file`: a file loaded it."""

    __tablename__ = "faq_entries"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    turn: Mapped[int]
    of_file: Mapped[bool]
    once: Mapped[str | None] = mapped_column(String(40), unique=True)


class FaqWording(Base):
    """An entry as it was worded, or taken out and put back. Rows stay."""

    __tablename__ = "faq_wordings"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("faq_entries.id"))
    turn: Mapped[int]
    category: Mapped[str] = mapped_column(String(40))
    question: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text)
    variants: Mapped[list[str]] = mapped_column(JSON)
    retired: Mapped[bool]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_account: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))

    __table_args__ = (UniqueConstraint("entry_id", "turn"),)
