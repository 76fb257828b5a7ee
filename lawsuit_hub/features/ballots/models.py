"""Ballots and who may vote in each. What was voted lies in urns, and who has voted too."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import GOES_WITH, Base, Id, SealedType, UtcDateTime
from lawsuit_hub.privacy.keyring import Sealed


class BallotRow(Base):
    """`words`: question, explanation, options. `result`: counts and the list of receipts. `started_at`: then the electorate was frozen and
    the urn of the same id made; `cast` is told with the end, from five on."""

    __tablename__ = "ballots"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("lawsuit_groups.id"), index=True)
    words: Mapped[Sealed | None] = mapped_column(SealedType)
    result: Mapped[Sealed | None] = mapped_column(SealedType)
    from_on: Mapped[date] = mapped_column(Date)
    until_on: Mapped[date] = mapped_column(Date)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))
    once: Mapped[str] = mapped_column(String(40), unique=True)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(Text, default="")
    voters: Mapped[int | None]
    cast: Mapped[int | None]

    __table_args__ = (
        CheckConstraint("until_on > from_on", name="days"),
        CheckConstraint("ended_at is null or cancelled_at is null", name="one_end"),
    )


class BallotVoter(Base):
    """Who may vote: from the start to the end, then nobody needs to know any more. Whether she has, her urn knows."""

    __tablename__ = "ballot_voters"

    ballot_id: Mapped[UUID] = mapped_column(ForeignKey("ballots.id"), primary_key=True)
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), primary_key=True, index=True)

    __table_args__ = ({"info": {GOES_WITH: "victim_id"}},)
