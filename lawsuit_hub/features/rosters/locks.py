"""What a roster's file is locked with: a password, or the lawyer's own age key. The only module that knows who keeps which key."""

import io
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO, cast
from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.rosters.key_types import KeyRefused, NoKeyKept
from lawsuit_hub.features.rosters.models import RosterKey
from lawsuit_hub.features.rosters.scope import lawyer
from lawsuit_hub.features.rosters.types import SheetFormat
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.age_lock import BadRecipient, SecretHalf, age_lock, fingerprint, recipient_of
from lawsuit_hub.privacy.file_lock import lock_pdf, xlsx_lock, zip_entry
from lawsuit_hub.privacy.passwords import make_password


@dataclass(frozen=True, slots=True)
class Lock:
    """`secret`: a password, or with `by_key` the recipient, which is none."""

    secret: str = field(repr=False)
    by_key: bool = False

    @property
    def recipient(self) -> str | None:
        return self.secret if self.by_key else None

    def opened(self, form: SheetFormat, stem: str, out: io.BytesIO) -> AbstractContextManager[BinaryIO]:
        """Takes the file as it is written; `out` gets it locked. If the block raises, `out` opens nowhere."""
        if self.by_key:
            return cast(AbstractContextManager[BinaryIO], age_lock(self.secret, out))
        if form is SheetFormat.XLSX:
            return xlsx_lock(self.secret, out)
        if form is SheetFormat.PDF:
            return _pdf_lock(self.secret, out)
        return zip_entry(f"{stem}.{form.value}", self.secret, out)


@contextmanager
def _pdf_lock(password: str, out: io.BytesIO) -> Iterator[BinaryIO]:
    plain = io.BytesIO()
    yield plain
    lock_pdf(plain.getvalue(), password, out)


@dataclass(frozen=True, slots=True)
class KeptKey:
    recipient: str
    set_at: datetime

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.recipient)


def lock(work: Work, password: str | None, *, by_key: bool) -> Lock:
    """Her key, the password, or one that we make. Raises NoKeyKept."""
    if not by_key:
        return Lock(password if password is not None else make_password())
    key = kept_key(work)
    if key is None:
        raise NoKeyKept
    return Lock(key.recipient, by_key=True)


def kept_key(work: Work) -> KeptKey | None:
    """Of the lawyer who acts."""
    row = work.db.get(RosterKey, _own_id(work))
    return None if row is None else KeptKey(row.recipient, row.set_at)


def keep_key(work: Work, text: str) -> KeptKey:
    """She is told, as of everything that opens what is hers. Raises KeyRefused."""
    work.require(Permission.ROSTER_EXPORT)
    own_id = _own_id(work)
    try:
        recipient = recipient_of(text)
    except BadRecipient as bad:
        raise KeyRefused(secret=isinstance(bad, SecretHalf)) from None
    row = work.db.get(RosterKey, own_id)
    if row is not None and row.recipient == recipient:
        return KeptKey(row.recipient, row.set_at)
    if row is None:
        row = RosterKey(id=own_id)
        work.db.add(row)
    row.recipient, row.set_at = recipient, work.now
    _tell(work, own_id, "lawyer:key-kept", fingerprint=fingerprint(recipient))
    return KeptKey(row.recipient, row.set_at)


def drop_key(work: Work) -> bool:
    """Files that are locked with it stay so. False where there was none."""
    work.require(Permission.ROSTER_EXPORT)
    own_id = _own_id(work)
    row = work.db.get(RosterKey, own_id)
    if row is None:
        return False
    work.db.delete(row)
    _tell(work, own_id, "lawyer:key-dropped", fingerprint=fingerprint(row.recipient))
    return True


def _tell(work: Work, own_id: UUID, deed: str, **details: str) -> None:
    audit.record(work, deed, about=own_id, kind="staff", **details)
    outbox.queue(work, "roster_key_changed", to=own_id, recipient="staff")
    work.db.flush()


def _own_id(work: Work) -> UUID:
    return lawyer(work)[0].id
