"""The tables of key epochs: which keys wrap, which only unwrap, which index key the hashes were made with. Holds no key."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import CheckConstraint, Index, LargeBinary, String, delete, func, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from lawsuit_hub.infra.db import Base, UtcDateTime, go_with_writers

PAIR = "pair"  # the vault's key pair, under whose public half a key lies that was made where nothing may be opened
KINDS = ("vault", "peer", "hint", PAIR)


class KekEpoch(Base):
    """A key that wraps subject keys. One of each kind is active: every process wraps under the one that stands here.

    A retired epoch has no row. The foreign key of `subject_keys` then refuses whoever would still wrap under it, and
    refuses to let it go while it wraps one.
    """

    __tablename__ = "kek_epochs"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(10))
    since: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        CheckConstraint("kind in ('vault', 'peer', 'hint', 'pair')", name="kind"),
        CheckConstraint("state in ('active', 'old')", name="state"),
        Index(
            "uq_kek_epochs_one_active",
            "kind",
            unique=True,
            sqlite_where=text("state = 'active'"),
            postgresql_where=text("state = 'active'"),
        ),
    )


class KeyCheck(Base):
    """The check value of each key of the instance, so that a changed or missing key stops the service at once."""

    __tablename__ = "key_checks"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(String(64))
    noted_at: Mapped[datetime] = mapped_column(UtcDateTime)


class IndexEpoch(Base):
    """The blind indexes in all tables were made with index keys 1 to the highest number here."""

    __tablename__ = "index_epochs"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    since: Mapped[datetime] = mapped_column(UtcDateTime)


class IndexRenewal(Base):
    """While an index key rotates: what each blind index becomes. Emptied by the switch."""

    __tablename__ = "index_renewals"

    before: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    after: Mapped[bytes] = mapped_column(LargeBinary)


def active_keks(session: Session) -> dict[str, str]:
    """The wrapping key of each kind, held until this transaction ends: nobody retires one that a work in flight uses."""
    rows = session.execute(
        select(KekEpoch.kind, KekEpoch.id).where(KekEpoch.state == "active").with_for_update(read=True, key_share=True)
    )
    return {row.kind: row.id for row in rows}


def is_numbered(name: str) -> bool:
    """Whether a check value's name is of a numbered epoch, which is noted when it becomes active, not when it is seen."""
    kind, _, number = name.rpartition("-")
    return kind in {*KINDS, "index"} and number.isdecimal()


def begin(session: Session, newest: Mapping[str, str], now: datetime) -> None:
    """A database that knows no active key of a kind takes the newest of the ring."""
    known = set(session.scalars(select(KekEpoch.kind).where(KekEpoch.state == "active")))
    session.add_all(
        KekEpoch(id=kek_id, kind=kind, state="active", since=now)
        for kind, kek_id in newest.items()
        if kind not in known
    )
    if session.scalar(select(IndexEpoch.number).limit(1)) is None:
        session.add(IndexEpoch(number=1, since=now))
    session.flush()


def active(session: Session, kind: str) -> str | None:
    """The active key of a kind, without holding it."""
    return session.scalar(select(KekEpoch.id).where(KekEpoch.kind == kind, KekEpoch.state == "active"))


def activate(session: Session, kind: str, kek_id: str, check: str, now: datetime) -> bool:
    """From the commit on every process wraps under it. False where it, or a newer one, is active already."""
    before = update(KekEpoch).where(KekEpoch.kind == kind, KekEpoch.state == "active", KekEpoch.id < kek_id)
    if not session.execute(before.values(state="old")).rowcount:  # type: ignore[attr-defined]
        return False
    session.add(KekEpoch(id=kek_id, kind=kind, state="active", since=now))
    note(session, {kek_id: check}, now)
    session.flush()
    return True


def index_epoch(session: Session) -> int:
    """How many index keys are behind what the tables hold. It stays so until this transaction ends, also for who only reads."""
    go_with_writers(session.connection())
    return int(session.scalar(select(func.max(IndexEpoch.number))) or 1)


def known(session: Session) -> set[str]:
    """Names of the epochs whose keys must be there and unchanged."""
    return {
        *session.scalars(select(KekEpoch.id)),
        *(f"index-{n:04}" for n in session.scalars(select(IndexEpoch.number))),
    }


def noted(session: Session) -> dict[str, str]:
    """Check values of all keys that must be there and unchanged."""
    return {row.name: row.value for row in session.scalars(select(KeyCheck))}


def note(session: Session, values: Mapping[str, str], now: datetime) -> None:
    session.add_all(KeyCheck(name=name, value=value, noted_at=now) for name, value in values.items())


def forget(session: Session, names: Iterable[str]) -> None:
    session.execute(delete(KeyCheck).where(KeyCheck.name.in_(list(names))))
