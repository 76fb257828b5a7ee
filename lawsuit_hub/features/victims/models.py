"""People who were wronged, their leases, consents, what waits for a caseworker, and half-filled registrations."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import GOES_WITH, Base, BlindIndex, Id, SealedType, UtcDateTime
from lawsuit_hub.privacy.sealed import Sealed


class Victim(Base):
    """`reference` (P-7K3QX) is what the desk calls her. `hints` is what she and staff lists see, under her hint key."""

    __tablename__ = "victims"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    reference: Mapped[str] = mapped_column(String(12), unique=True)
    phone_index: Mapped[bytes | None] = mapped_column(BlindIndex, unique=True)
    name_index: Mapped[bytes | None] = mapped_column(BlindIndex, index=True)
    name: Mapped[Sealed | None] = mapped_column(SealedType)
    phone: Mapped[Sealed | None] = mapped_column(SealedType)
    birth_date: Mapped[Sealed | None] = mapped_column(SealedType)
    email: Mapped[Sealed | None] = mapped_column(SealedType)
    service_address: Mapped[Sealed | None] = mapped_column(SealedType)
    free_text: Mapped[Sealed | None] = mapped_column(SealedType)
    hints: Mapped[Sealed | None] = mapped_column(SealedType)
    joins: Mapped[bool] = mapped_column(default=False)
    channel: Mapped[str] = mapped_column(String(10))
    registered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    stopped_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    barred_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (CheckConstraint("channel in ('web', 'form', 'desk')", name="channel"),)


class Lease(Base):
    """The jeonse contract a victim reports, one for each victim. `landlord_*` is what she wrote, in her own words."""

    __tablename__ = "leases"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), unique=True)
    house_index: Mapped[bytes | None] = mapped_column(BlindIndex, index=True)
    landlord_index: Mapped[bytes | None] = mapped_column(BlindIndex)
    address: Mapped[Sealed | None] = mapped_column(SealedType)
    deposit: Mapped[Sealed | None] = mapped_column(SealedType)
    monthly_rent: Mapped[Sealed | None] = mapped_column(SealedType)
    contract_date: Mapped[Sealed | None] = mapped_column(SealedType)
    start_date: Mapped[Sealed | None] = mapped_column(SealedType)
    end_date: Mapped[Sealed | None] = mapped_column(SealedType)
    move_in_date: Mapped[Sealed | None] = mapped_column(SealedType)
    fixed_date: Mapped[Sealed | None] = mapped_column(SealedType)
    situation: Mapped[Sealed | None] = mapped_column(SealedType)
    landlord_kind: Mapped[Sealed | None] = mapped_column(SealedType)
    landlord_name: Mapped[Sealed | None] = mapped_column(SealedType)
    landlord_birth_date: Mapped[Sealed | None] = mapped_column(SealedType)
    landlord_number: Mapped[Sealed | None] = mapped_column(SealedType)
    row_mac: Mapped[Sealed | None] = mapped_column(SealedType)
    verified_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    verified_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))


class ConsentText(Base):
    """Every version of every text that anybody was asked to agree to."""

    __tablename__ = "consent_texts"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    locale: Mapped[str] = mapped_column(String(5))
    body: Mapped[str] = mapped_column(Text)
    first_used_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Consent(Base):
    """One answer to one consent; withdrawal closes it, a new answer is a new row."""

    __tablename__ = "consents"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"))
    kind: Mapped[str] = mapped_column(String(20))
    firm_id: Mapped[UUID | None] = mapped_column(ForeignKey("law_firms.id"))
    text_sha256: Mapped[str | None] = mapped_column(ForeignKey("consent_texts.sha256"))
    given: Mapped[bool]
    channel: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        CheckConstraint("kind in ('collect', 'share_card', 'firm')", name="kind"),
        CheckConstraint("(kind = 'firm') = (firm_id is not null) or channel = 'form'", name="firm_is_named"),
        Index(None, "victim_id", "kind"),
        {"info": {GOES_WITH: "victim_id"}},
    )


class Task(Base):
    """Something about a person that waits for a caseworker; `answer` is the newer answer, sealed, where there is one."""

    __tablename__ = "victim_tasks"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    answer: Mapped[Sealed | None] = mapped_column(SealedType)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    outcome: Mapped[str | None] = mapped_column(String(20))

    __table_args__ = (CheckConstraint("kind in ('withdrawal', 'changed_answer')", name="kind"),)


class Draft(Base):
    """A half-filled registration, sealed under a key that only the visitor's own cookie carries."""

    __tablename__ = "registration_drafts"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    finder: Mapped[bytes] = mapped_column(LargeBinary)
    content: Mapped[Sealed] = mapped_column(SealedType)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

    __table_args__ = (UniqueConstraint("finder"),)
