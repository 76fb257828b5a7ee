"""Where the court's post is to reach each person, as she chose."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import GOES_WITH, Base, Id, SealedType, UtcDateTime
from lawsuit_hub.privacy.sealed import Sealed


class ServiceChoice(Base):
    """One row a person; what she chose before is not kept. `hint`: `address` masked, under her hint key."""

    __tablename__ = "service_choices"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), unique=True)
    turn: Mapped[int]
    place: Mapped[str] = mapped_column(String(10))
    protected: Mapped[bool]
    address: Mapped[Sealed | None] = mapped_column(SealedType)
    hint: Mapped[Sealed | None] = mapped_column(SealedType)
    reason: Mapped[Sealed | None] = mapped_column(SealedType)
    chosen_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        CheckConstraint("place in ('office', 'other', 'home')", name="place"),
        CheckConstraint("place != 'other' or address is not null", name="other_is_written"),
        CheckConstraint("not protected or place != 'home'", name="protected_is_elsewhere"),
        {"info": {GOES_WITH: "victim_id"}},
    )
