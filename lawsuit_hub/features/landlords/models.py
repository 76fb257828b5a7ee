"""Tables of landlords: who they are (sealed), what is known of them and of their houses (blind indexes), who reported them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    SmallInteger,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import GOES_WITH, Base, BlindIndex, Id, SealedType, UtcDateTime
from lawsuit_hub.privacy.sealed import Sealed


class Landlord(Base):
    """A subject with keys of his own: vault for who he is, hint for what staff lists show.

    `opened_at` never repeats: it tells which of two is the older. One who was merged away keeps his sealed fields, because
    the public tier cannot open them to move them; they are read together with those of `merged_into`, which is
    never merged itself.
    """

    __tablename__ = "landlords"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    merged_into: Mapped[UUID | None] = mapped_column(ForeignKey("landlords.id"), index=True)
    name: Mapped[Sealed | None] = mapped_column(SealedType)
    birth: Mapped[Sealed | None] = mapped_column(SealedType)
    business: Mapped[Sealed | None] = mapped_column(SealedType)
    corporation: Mapped[Sealed | None] = mapped_column(SealedType)
    name_hint: Mapped[Sealed | None] = mapped_column(SealedType)
    birth_hint: Mapped[Sealed | None] = mapped_column(SealedType)
    kind_hint: Mapped[Sealed | None] = mapped_column(SealedType)

    __table_args__ = (CheckConstraint("merged_into is null or merged_into <> id", name="merged_into_another"),)


class LandlordFact(Base):
    """What is known of a landlord, and how many reports say so: at zero the row goes. The index tells the kind too,
    since every kind has a purpose of its own."""

    __tablename__ = "landlord_facts"

    landlord_id: Mapped[UUID] = mapped_column(ForeignKey("landlords.id"), primary_key=True)
    fact_index: Mapped[bytes] = mapped_column(BlindIndex, primary_key=True)
    kind: Mapped[int] = mapped_column(SmallInteger)
    reports: Mapped[int]

    __table_args__ = (CheckConstraint("reports > 0", name="somebody_says_so"), Index(None, "fact_index", "landlord_id"))


class LandlordReport(Base):
    """One victim's present report. A newer answer changes it; a pending one has no landlord yet. `details` is what she wrote,
    under her own key, for the day a caseworker says it is a landlord of its own."""

    __tablename__ = "landlord_reports"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), unique=True)
    landlord_id: Mapped[UUID | None] = mapped_column(ForeignKey("landlords.id"), index=True)
    status: Mapped[str] = mapped_column(String(10))
    decided_by: Mapped[str] = mapped_column(String(10))
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    details: Mapped[Sealed] = mapped_column(SealedType)
    building_id: Mapped[UUID | None] = mapped_column(ForeignKey("buildings.id"), index=True)

    __table_args__ = (
        CheckConstraint("(status = 'settled') = (landlord_id is not null)", name="settled_has_a_landlord"),
        CheckConstraint("status in ('settled', 'pending')", name="status"),
        CheckConstraint("decided_by in ('rule', 'caseworker')", name="decided_by"),
        Index(None, "status", "since"),
    )


class LandlordReportFact(Base):
    """What one victim said, over all her answers under the same landlord's name; what she leaves out later stays."""

    __tablename__ = "landlord_report_facts"

    report_id: Mapped[UUID] = mapped_column(ForeignKey("landlord_reports.id"), primary_key=True)
    fact_index: Mapped[bytes] = mapped_column(BlindIndex, primary_key=True)
    kind: Mapped[int] = mapped_column(SmallInteger)

    __table_args__ = (Index(None, "fact_index", "report_id"),)


class LandlordNameKey(Base):
    """The keys under which a name meets those that are nearly the same (values/name_likeness.py), once for each name that any
    report gives. `name_index` is the name's fact; the rows go with the last report that says it."""

    __tablename__ = "landlord_name_keys"

    name_index: Mapped[bytes] = mapped_column(BlindIndex, primary_key=True)
    key_index: Mapped[bytes] = mapped_column(BlindIndex, primary_key=True)
    kind: Mapped[int] = mapped_column(SmallInteger)

    __table_args__ = (Index(None, "key_index", "name_index"),)


class Building(Base):
    """A house that somebody reported, whoever it belongs to; gone with the last report of it. Where it stands only its keys
    tell, to whoever knows the address already."""

    __tablename__ = "buildings"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)


class BuildingKey(Base):
    """Road and number, or legal dong and lot. One house may have both, once somebody wrote both."""

    __tablename__ = "building_keys"

    key_index: Mapped[bytes] = mapped_column(BlindIndex, primary_key=True)
    building_id: Mapped[UUID] = mapped_column(ForeignKey("buildings.id"), index=True)


class LandlordLink(Base):
    """A caseworker's word that the same hand is behind two landlords. It merges nobody; why is in the audit trail."""

    __tablename__ = "landlord_links"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    one: Mapped[UUID] = mapped_column(ForeignKey("landlords.id"))
    other: Mapped[UUID] = mapped_column(ForeignKey("landlords.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (UniqueConstraint("one", "other"), CheckConstraint("one <> other", name="two_landlords"))


class LandlordMergeProposal(Base):
    """Once for each pair, the older first. Decided `apart`, the two are never joined by rule."""

    __tablename__ = "landlord_merge_proposals"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    older: Mapped[UUID] = mapped_column(ForeignKey("landlords.id"))
    younger: Mapped[UUID] = mapped_column(ForeignKey("landlords.id"), index=True)
    because: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decision: Mapped[str | None] = mapped_column(String(10))

    __table_args__ = (
        UniqueConstraint("older", "younger"),
        CheckConstraint("older <> younger", name="two_landlords"),
        CheckConstraint("decision in ('joined', 'apart')", name="decision"),
        CheckConstraint("(decision is null) = (decided_at is null)", name="decided_at_a_time"),
    )


class LandlordRefusal(Base):
    """A caseworker's word that somebody's landlord is not this one."""

    __tablename__ = "landlord_refusals"

    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), primary_key=True)
    landlord_id: Mapped[UUID] = mapped_column(ForeignKey("landlords.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index(None, "landlord_id"), {"info": {GOES_WITH: "victim_id"}})


class LandlordTurn(Base):
    """One row that every deed of matching updates first. Two reports that do not see each other would both open the same
    landlord, and the links between landlords run across names: so they take turns. `landlords` counts those who stand, since
    the weight of a likeness depends on how many there are."""

    __tablename__ = "landlord_turns"

    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    taken: Mapped[int] = mapped_column(BigInteger)
    landlords: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")

    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)
