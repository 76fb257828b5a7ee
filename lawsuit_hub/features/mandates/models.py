"""What a group's mandate says, version by version, and what each person answered to it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import GOES_WITH, Base, Id, SealedType, UtcDateTime
from lawsuit_hub.privacy.sealed import Sealed

_OPEN = text("ended_at is null")


class MandateForm(Base):
    """What a group's mandate to a firm is for. Rows stay; the last version counts. `facts` lie under a hint key of the group, which the
    lawyer's own listener has too."""

    __tablename__ = "mandate_forms"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("lawsuit_groups.id"))
    firm_id: Mapped[UUID] = mapped_column(ForeignKey("law_firms.id"))
    version: Mapped[int]
    facts: Mapped[Sealed] = mapped_column(SealedType)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))

    __table_args__ = (UniqueConstraint("group_id", "firm_id", "version"),)


class Mandate(Base):
    """One person's answer: signed, on paper, or no (`way` is null). At most one of a person is open; rows stay.

    `document`: the signed PDF, under her identity key; `copy`: the same under a key that only her browser's cookie carries, until
    `copy_until`. `paper_id`: the upload that shows her signed paper.
    """

    __tablename__ = "mandates"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"))
    group_id: Mapped[UUID] = mapped_column(ForeignKey("lawsuit_groups.id"), index=True)
    firm_id: Mapped[UUID] = mapped_column(ForeignKey("law_firms.id"))
    form_id: Mapped[UUID] = mapped_column(ForeignKey("mandate_forms.id"))
    way: Mapped[str | None] = mapped_column(String(10))
    specials: Mapped[list[str]] = mapped_column(JSON)
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    signed_on: Mapped[date | None] = mapped_column(Date)
    stands_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    confirmed_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    document: Mapped[Sealed | None] = mapped_column(SealedType, deferred=True)
    sha256: Mapped[str | None] = mapped_column(String(64), unique=True)
    paper_id: Mapped[UUID | None] = mapped_column(Id)
    copy: Mapped[Sealed | None] = mapped_column(SealedType, deferred=True)
    copy_finder: Mapped[bytes | None] = mapped_column(LargeBinary)
    copy_until: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_as: Mapped[str | None] = mapped_column(String(10))

    __table_args__ = (
        CheckConstraint("way in ('drawn', 'passkey', 'paper')", name="way"),
        CheckConstraint("(ended_at is null) = (ended_as is null)", name="ended"),
        CheckConstraint("way is not null or stands_since is null", name="a_no_does_not_stand"),
        Index("uq_mandates_open", "victim_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index(None, "victim_id"),
        {"info": {GOES_WITH: "victim_id"}},
    )
