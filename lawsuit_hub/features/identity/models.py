"""Staff accounts, their firms, recovery codes, failed tries; sign-ins of everybody; one-time codes; passkeys."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String, false
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import GOES_WITH, Base, BlindIndex, Id, SealedType, UtcDateTime
from lawsuit_hub.privacy.sealed import Sealed
from lawsuit_hub.values.networks import LONGEST


class LawFirm(Base):
    """A firm that consents may name; name and telephone are public facts about a business. `electronic_mandates`: it takes signatures
    on the screen as well as on paper."""

    __tablename__ = "law_firms"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(100), unique=True)
    phone: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    electronic_mandates: Mapped[bool] = mapped_column(default=False, server_default=false())


class StaffAccount(Base):
    """A named account of one person. The second factor's secret is write-only after enrolment.

    `ends_on` is its last day in Seoul; `networks` are those it may be used from, as values.networks writes them.
    `failures` and `locked_until`: wrong codes after a right password, wherever they came from; StaffTry has the others.
    """

    __tablename__ = "staff_accounts"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    login: Mapped[str] = mapped_column(String(200), unique=True)
    role: Mapped[str] = mapped_column(String(20))
    firm_id: Mapped[UUID | None] = mapped_column(ForeignKey("law_firms.id"))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    must_change_password: Mapped[bool] = mapped_column(default=False)
    totp_secret: Mapped[Sealed | None] = mapped_column(SealedType)
    pending_totp_secret: Mapped[Sealed | None] = mapped_column(SealedType)
    totp_last_step: Mapped[int] = mapped_column(default=0)
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    enrolment_mac: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)
    enrolment_expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ends_on: Mapped[date | None]
    networks: Mapped[str | None] = mapped_column(String(LONGEST))

    __table_args__ = (
        CheckConstraint("role in ('caseworker', 'lawyer', 'privacy_officer', 'admin')", name="role"),
        CheckConstraint("role != 'lawyer' or firm_id is not null", name="lawyer_has_firm"),
    )


class RecoveryCode(Base):
    """One of ten codes that stand in for the app, each good once: its keyed hash, never the code."""

    __tablename__ = "recovery_codes"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))
    code_mac: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (Index(None, "account_id"),)


class StaffTry(Base):
    """Failures at one account from one source: a browser that was in before, or a network. Gone soon after the last."""

    __tablename__ = "staff_tries"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"), primary_key=True)
    source_mac: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SignIn(Base):
    """One session of a member or of staff; ending the row ends the session wherever its cookie lies.

    `role` is a role's name, or `first` between a right password and the steps still due before the first real session, or
    `second` between a right password and the passkey.
    `proved_at`: when this person last showed who she is. `accepted_at`: up to when she said that the other sessions are hers.
    """

    __tablename__ = "sign_ins"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    role: Mapped[str] = mapped_column(String(20))
    account_id: Mapped[UUID] = mapped_column(Id)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    proved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    address: Mapped[str | None] = mapped_column(String(60))

    __table_args__ = (Index(None, "account_id", "ended_at"), {"info": {GOES_WITH: "account_id"}})


class PhoneCode(Base):
    """A one-time code sent to a telephone: its keyed hash, never the code; the number as a blind index; and a keyed hash of the
    secret of the browser that asked."""

    __tablename__ = "phone_codes"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    phone_index: Mapped[bytes] = mapped_column(BlindIndex)
    browser_mac: Mapped[bytes] = mapped_column(LargeBinary)
    code_mac: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (Index(None, "phone_index", "made_at"),)


class Passkey(Base):
    """A credential of a member's or of staff's: its public key, and the name she gave it. Its secret never leaves her device.

    Id, key and handle are base64url. The handle is random and the same for all passkeys of a person.
    """

    __tablename__ = "passkeys"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    owner_kind: Mapped[str] = mapped_column(String(10))
    owner_id: Mapped[UUID] = mapped_column(Id)
    rp_id: Mapped[str] = mapped_column(String(253))
    credential_id: Mapped[str] = mapped_column(String(1400), unique=True)
    public_key: Mapped[str] = mapped_column(String(1700))
    user_handle: Mapped[str] = mapped_column(String(50))
    label: Mapped[Sealed] = mapped_column(SealedType)
    sign_count: Mapped[int] = mapped_column(BigInteger, default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        CheckConstraint("owner_kind in ('member', 'staff')", name="owner_kind"),
        Index(None, "owner_id"),
        {"info": {GOES_WITH: "owner_id"}},
    )


class PasskeyChallenge(Base):
    """A ceremony that waits for its one answer. The challenge itself lies nowhere: it is made from the id under a key."""

    __tablename__ = "passkey_challenges"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    purpose: Mapped[str] = mapped_column(String(20))
    owner_id: Mapped[UUID | None] = mapped_column(Id)
    user_handle: Mapped[str | None] = mapped_column(String(50))
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index(None, "expires_at"), {"info": {GOES_WITH: "owner_id"}})
