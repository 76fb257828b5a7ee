"""The table of wrapped subject keys, and the store that privacy.keyring.Keys works over."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, Index, LargeBinary, String, delete, exists, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Mapped, Session, mapped_column
from sqlalchemy.types import NullType

from lawsuit_hub.infra import epochs
from lawsuit_hub.infra.db import Base, Id, spelling
from lawsuit_hub.privacy.keyring import WrappedKey
from lawsuit_hub.privacy.sealed import KeyKind, UnknownKey


class SubjectKey(Base):
    """One wrapped key of one subject (a person, a landlord, a group). Dropping the row shreds what it sealed."""

    __tablename__ = "subject_keys"

    subject_id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    generation: Mapped[int] = mapped_column(primary_key=True)
    suite: Mapped[int]
    kek_id: Mapped[str] = mapped_column(ForeignKey("kek_epochs.id"))
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)
    commitment: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (Index(None, "kek_id", "subject_id"),)


_KEYS: Any = SubjectKey.__table__.c
_COLUMNS = (
    type_coerce(_KEYS.subject_id, NullType()),
    _KEYS.generation,
    _KEYS.suite,
    _KEYS.kek_id,
    _KEYS.wrapped,
    _KEYS.commitment,
)


class TableKeyStore:
    """Reads and writes `subject_keys` in the transaction of one Work."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._active: dict[str, str] = {}
        self._index_epoch = 0

    def active(self, kind: str) -> str:
        self._active = self._active or epochs.active_keks(self._session)
        if kind not in self._active:
            raise UnknownKey("the database knows no active key of this kind")
        return self._active[kind]

    def index_epoch(self) -> int:
        self._index_epoch = self._index_epoch or epochs.index_epoch(self._session)
        return self._index_epoch

    def get(self, subject: UUID, kind: KeyKind) -> list[WrappedKey]:
        return self.get_many([subject], kind).get(subject, [])

    def get_many(self, subjects: Iterable[UUID], kind: KeyKind) -> dict[UUID, list[WrappedKey]]:
        wanted = list(subjects)
        spelt = spelling(self._session)
        found: dict[UUID, list[WrappedKey]] = {}
        for start in range(0, len(wanted), 500):  # SQLite bounds the parameters of a statement
            part = wanted[start : start + 500]
            known = {spelt(one): one for one in part}
            rows = self._session.execute(
                select(*_COLUMNS).where(_KEYS.subject_id.in_(part), _KEYS.kind == kind.value).order_by(_KEYS.generation)
            )
            for subject_id, generation, suite, kek_id, blob, commitment in rows:
                subject = known[subject_id]
                key = WrappedKey(subject, kind, generation, suite, kek_id, blob, commitment)
                found.setdefault(subject, []).append(key)
        return found

    def add(self, key: WrappedKey) -> None:
        self._session.add(
            SubjectKey(
                subject_id=key.subject,
                kind=key.kind.value,
                generation=key.generation,
                suite=key.suite,
                kek_id=key.kek_id,
                wrapped=key.blob,
                commitment=key.commitment,
            )
        )

    def remove(self, subject: UUID) -> None:
        self._session.execute(delete(SubjectKey).where(SubjectKey.subject_id == subject))


def without_key(subject: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    """For a query: of this subject no key of any kind is there; it was destroyed."""
    return ~exists().where(SubjectKey.subject_id == subject)
