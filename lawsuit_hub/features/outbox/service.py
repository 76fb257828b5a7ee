"""Messages owed: queued in the deed's transaction, claimed, delivered, marked by the worker. Never sends inside a transaction."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, or_, select, update

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.outbox.types import CannotDeliver, CarrierFailed, Letter, Owed
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work, Works
from lawsuit_hub.privacy.keyring import Place, RootTrouble

log = logging.getLogger("lawsuit_hub.outbox")

LEASE = timedelta(minutes=2)
CLOSED_WAIT = timedelta(seconds=20)
ATTEMPTS = 6
BATCH = 20
OWN_KEY = "own_key"


Writer = Callable[[Work, Owed], Letter | None]
Send = Callable[[Letter], None]


def queue(
    work: Work, kind: str, *, to: UUID, recipient: str = "victim", due_at: datetime | None = None, **params: Any
) -> UUID:
    """Owes a victim or staff a message; ids only, the worker writes it."""
    return _add(work, kind, recipient=recipient, recipient_id=to, due_at=due_at, params=params)


def queue_many(work: Work, kind: str, *, to: Iterable[UUID]) -> None:
    """Owes each of many victims the same message."""
    about = {
        "kind": kind,
        "recipient": "victim",
        "params": {},
        "queued_at": work.now,
        "due_at": work.now,
        "attempts": 0,
    }
    rows = [{**about, "id": new_id(), "recipient_id": one} for one in to]
    if rows:
        work.db.execute(insert(Message), rows)
        work.wake_worker()


def queue_sealed(work: Work, kind: str, *, to: str, body: str) -> UUID:
    """Owes a telephone number a text, whoever it belongs to; both sealed to the vault's public key."""
    row = new_id()
    sealed = work.keys.seal_to_vault(f"{to}\n{body}", "outbox_messages.sealed", row)
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
) -> UUID:
    message = Message(
        id=row or new_id(),
        kind=kind,
        recipient=recipient,
        recipient_id=recipient_id,
        params=params or {},
        sealed=sealed,
        queued_at=work.now,
        due_at=due_at or work.now,
    )
    work.db.add(message)
    work.wake_worker()
    return message.id


def deliver_due(works: Works, *, write: Writer, send: Send) -> int:
    """Claims what is due (commit), writes and sends each, marks it (commit). Returns how many were settled.

    At least once: a worker killed between sending and marking leaves the lease to run out, and the carrier is told
    the same idempotency key again.
    """
    claimed, lease = _claim(works)
    return sum(_deliver_one(works, message_id, lease, write, send) for message_id in claimed)


def _claim(works: Works) -> tuple[list[UUID], datetime]:
    with works.open(SYSTEM) as work:
        due = (
            select(Message.id)
            .where(
                Message.sent_at.is_(None),
                Message.failed_at.is_(None),
                Message.due_at <= work.now,
                or_(Message.leased_until.is_(None), Message.leased_until < work.now),
            )
            .order_by(Message.queued_at)
            .limit(BATCH)
            .with_for_update(skip_locked=True)
        )
        lease = work.now + LEASE
        claim = (
            update(Message)
            .where(Message.id.in_(due.scalar_subquery()))
            .values(leased_until=lease, attempts=Message.attempts + 1)
            .returning(Message.id)
        )
        return list(work.db.scalars(claim)), lease


def _deliver_one(works: Works, message_id: UUID, lease: datetime, write: Writer, send: Send) -> int:
    try:
        with works.open(SYSTEM) as work:
            message = _held(work, message_id, lease)
            if message is None:
                return 0
            letter = sealed_letter(work, message) if message.sealed is not None else write(work, _owed(message))
        if letter is not None:
            send(letter)
    except CannotDeliver as reason:
        return _mark(works, message_id, failure=str(reason))
    except CarrierFailed:
        return _again(works, message_id)
    except RootTrouble as trouble:
        log.warning("messages wait: %s", str(trouble))
        return _wait(works, message_id)
    except Exception as error:  # whatever it is, the messages behind this one must not wait for it
        log.error("message %s could not be sent: %s", message_id, type(error).__name__)
        return _again(works, message_id)
    return _mark(works, message_id)


def _held(work: Work, message_id: UUID, lease: datetime) -> Message | None:
    """The message with a fresh lease; None when the lease ran out meanwhile and another worker has it."""
    mine = (
        (Message.id == message_id)
        & (Message.leased_until == lease)
        & Message.sent_at.is_(None)
        & Message.failed_at.is_(None)
    )
    renew = update(Message).where(mine).values(leased_until=work.now + LEASE).returning(Message)
    return work.db.scalars(renew).one_or_none()


def _owed(message: Message) -> Owed:
    return Owed(message.id, message.kind, message.recipient, message.recipient_id, message.params)


def sealed_letter(work: Work, message: Message) -> Letter | None:
    if message.recipient == "nobody" or message.sealed is None:
        return None
    if OWN_KEY in message.params:
        text = work.keys.open(message.sealed, Place("outbox_messages.sealed", message.id, message.id))
    else:
        text = work.keys.open_from_vault(message.sealed, "outbox_messages.sealed", message.id)
    to, _, body = text.partition("\n")
    return Letter(to, message.kind, body, str(message.id))


def _mark(works: Works, message_id: UUID, *, failure: str | None = None) -> int:
    with works.open(SYSTEM) as work:
        message = work.db.get(Message, message_id)
        if message is None:  # its person was erased while it was on its way
            return 0
        _unseal(work, message)
        message.leased_until = None
        if failure is None:
            message.sent_at = work.now
        else:
            message.failed_at, message.failure = work.now, failure[:80]
    return 1


def _again(works: Works, message_id: UUID) -> int:
    with works.open(SYSTEM) as work:
        message = work.db.get(Message, message_id)
        if message is None:
            return 0
        message.leased_until = None
        message.due_at = work.now + timedelta(minutes=2**message.attempts)
        if message.attempts >= ATTEMPTS:
            message.failed_at, message.failure = work.now, "carrier"
            _unseal(work, message)
            log.error("message %s was given up after %d attempts", message.id, message.attempts)
    return 0


def _wait(works: Works, message_id: UUID) -> int:
    """Identities are closed for a while: nobody was asked to send, so it is no attempt, and it is never given up."""
    with works.open(SYSTEM) as work:
        message = work.db.get(Message, message_id)
        if message is None:
            return 0
        message.leased_until, message.attempts = None, message.attempts - 1
        message.due_at = work.now + CLOSED_WAIT
    return 0


def _unseal(work: Work, message: Message) -> None:
    message.sealed = None
    if OWN_KEY in message.params:
        work.keys.forget(message.id)


def owed(work: Work) -> int:
    """How many messages are still to be sent."""
    unsent = select(func.count()).select_from(Message).where(Message.sent_at.is_(None), Message.failed_at.is_(None))
    return int(work.db.execute(unsent).scalar_one())


def given_up(work: Work, kind: str, *, since: datetime) -> set[UUID]:
    """To whom messages of a kind could not be brought."""
    failed = (Message.kind == kind, Message.failed_at.is_not(None), Message.queued_at >= since)
    rows = work.db.scalars(select(Message.recipient_id).where(*failed))
    return {one for one in rows if one is not None}
