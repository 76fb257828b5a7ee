"""Tables of the overview of support programmes. All of it is for everybody."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import Base, Id, UtcDateTime


class ProgrammeRow(Base):
    """`place` orders the overview; `ended` says why it is over, empty while it is not. `live_turn`: what people read."""

    __tablename__ = "programmes"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    once: Mapped[str] = mapped_column(String(40), unique=True)
    place: Mapped[int]
    last_turn: Mapped[int] = mapped_column(default=0)
    live_turn: Mapped[int | None]
    ended: Mapped[str] = mapped_column(Text, default="")


class ProgrammeVersion(Base):
    """What was told of a programme, each time it was written: facts with source and day, whom it may fit."""

    __tablename__ = "programme_versions"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programmes.id"))
    turn: Mapped[int]
    name: Mapped[str] = mapped_column(Text)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    rules: Mapped[dict[str, Any]] = mapped_column(JSON)
    one_of: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_account: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    shown_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (UniqueConstraint("programme_id", "turn"),)
