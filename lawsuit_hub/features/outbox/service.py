"""Messages owed: queued in the deed's own transaction, so that what rolls back owes nothing and what is committed always does.

What others build upon: `queue`, `queue_many` (many at once, with a `batch` that can be paused), `queue_sealed` (a number whoever it
belongs to). A text of one's own is checked before by `bodies.fits`. Delivering is the worker's (delivering.py).
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select

from lawsuit_hub.features.outbox.kinds import URGENT
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.outbox.quiet import not_at_night
from lawsuit_hub.features.outbox.types import Letter
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import Place
from lawsuit_hub.values.message_body import MessageBody

OWN_KEY = "own_key"


def queue(
    work: Work,
    kind: str,
    *,
    to: UUID,
    recipient: str = "victim",
    due_at: datetime | None = None,
    urgent: bool = False,
    **params: Any,
) -> UUID:
    """Owes a victim or staff a message; ids only, the worker writes it. `urgent`: also at night, and before others."""
    return _add(work, kind, recipient=recipient, recipient_id=to, due_at=due_at, params=params, urgent=urgent)


def queue_many(
    work: Work,
    kind: str,
    *,
    to: Iterable[UUID],
    params: Mapping[str, Any] | None = None,
    due_at: datetime | None = None,
    batch: UUID | None = None,
) -> int:
    """Owes each of many victims the same message, in one statement; `batch` is one of `batches.begin`. Returns how many."""
    urgent = kind in URGENT
    about = {
        "kind": kind,
        "recipient": "victim",
        "params": dict(params or {}),
        "urgent": urgent,
        "batch_id": batch,
        "queued_at": work.now,
    }
    rows = [
        {**about, "id": new_id(), "recipient_id": one, "due_at": _due(work, due_at, urgent=urgent, recipient="victim")}
        for one in to
    ]
    if rows:
        work.db.execute(insert(Message), rows)
        work.wake_worker()
    return len(rows)


def queue_sealed(work: Work, kind: str, *, to: str, body: str) -> UUID:
    """Owes a telephone number a text, whoever it belongs to; both sealed to the vault's public key.

    Raises CannotCarry or TooLong: nothing is owed that no carrier takes.
    """
    row = new_id()
    text = MessageBody.of(body).text
    sealed = work.keys.seal_to_vault(f"{to}\n{text}", "outbox_messages.sealed", row)
    return _add(work, kind, recipient="sealed", sealed=sealed, row=row)


def queue_last(work: Work, kind: str, *, to: str, body: str) -> UUID:
    """A last word to somebody who is erased now: under a key of its own, which goes when it is sent, so that no copy keeps
    her number."""
    row = new_id()
    work.keys.new_subject(row)
    sealed = work.keys.seal(f"{to}\n{body}", Place("outbox_messages.sealed", row, row))
    return _add(work, kind, recipient="sealed", sealed=sealed, row=row, params={OWN_KEY: True})


def queue_nothing(work: Work, kind: str, *, body: str) -> UUID:
    """A row of the same shape that sends nothing: an unknown number must not be told apart by what is stored."""
    row = new_id()
    sealed = work.keys.seal_to_vault(f"+821000000000\n{body}", "outbox_messages.sealed", row)
    return _add(work, kind, recipient="nobody", sealed=sealed, row=row)


def _add(
    work: Work,
    kind: str,
    *,
    recipient: str,
    recipient_id: UUID | None = None,
    params: dict[str, Any] | None = None,
    sealed: Any = None,
    row: UUID | None = None,
    due_at: datetime | None = None,
    urgent: bool = False,
) -> UUID:
    urgent = urgent or kind in URGENT
    message = Message(
        id=row or new_id(),
        kind=kind,
        recipient=recipient,
        recipient_id=recipient_id,
        params=params or {},
        sealed=sealed,
        urgent=urgent,
        queued_at=work.now,
        due_at=_due(work, due_at, urgent=urgent, recipient=recipient),
    )
    work.db.add(message)
    work.wake_worker()
    return message.id


def _due(work: Work, at: datetime | None, *, urgent: bool, recipient: str) -> datetime:
    """Mail wakes nobody."""
    moment = at or work.now
    return moment if urgent or recipient == "staff" else not_at_night(work.settings, moment)


def sealed_letter(work: Work, message: Message) -> Letter | None:
    if message.recipient == "nobody" or message.sealed is None:
        return None
    if OWN_KEY in message.params:
        text = work.keys.open(message.sealed, Place("outbox_messages.sealed", message.id, message.id))
    else:
        text = work.keys.open_from_vault(message.sealed, "outbox_messages.sealed", message.id)
    to, _, body = text.partition("\n")
    return Letter(to, message.kind, body, str(message.id))


def owed(work: Work) -> int:
    """How many messages are still to be sent."""
    unsent = select(func.count()).select_from(Message)
    unsent = unsent.where(Message.sent_at.is_(None), Message.failed_at.is_(None), Message.unknown_at.is_(None))
    return int(work.db.execute(unsent).scalar_one())


def given_up(work: Work, kind: str, *, since: datetime) -> set[UUID]:
    """To whom messages of a kind could not be brought."""
    failed = (Message.kind == kind, Message.failed_at.is_not(None), Message.queued_at >= since)
    rows = work.db.scalars(select(Message.recipient_id).where(*failed))
    return {one for one in rows if one is not None}
