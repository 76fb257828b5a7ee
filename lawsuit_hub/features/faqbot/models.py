"""Utterances that nothing answered: without who said them, where, or at what hour."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import Base, Id, SealedType
from lawsuit_hub.privacy.sealed import Sealed


class UnansweredRow(Base):
    """Each has a key of its own, which goes with it."""

    __tablename__ = "bot_unanswered"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    text: Mapped[Sealed | None] = mapped_column(SealedType)
    channel: Mapped[str] = mapped_column(String(10))
    said_on: Mapped[date] = mapped_column(Date, index=True)
