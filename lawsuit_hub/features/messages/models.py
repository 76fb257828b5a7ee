"""What a member switched off: a row for each topic."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import GOES_WITH, Base, Id, UtcDateTime


class SwitchedOff(Base):
    """`topic` is one of outbox.kinds.Topic that may be switched off."""

    __tablename__ = "messages_switched_off"

    victim_id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    topic: Mapped[str] = mapped_column(String(10), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = ({"info": {GOES_WITH: "victim_id"}},)
