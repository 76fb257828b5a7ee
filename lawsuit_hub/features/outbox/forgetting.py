"""What is forgotten of messages: rows that were settled long ago, and codes that wait for a number whose person is erased."""

import logging
from datetime import timedelta

from sqlalchemy import delete, func, or_, select

from lawsuit_hub.features.outbox import settling
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.outbox.service import OWN_KEY, sealed_letter
from lawsuit_hub.infra.keystore import without_key
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import CannotOpen

log = logging.getLogger("lawsuit_hub.outbox")


def retire(work: Work) -> int:
    """Rows of messages that were sent or given up long ago go, and those of which nobody said whether they arrived; the worker
    calls it. The keys of last words that only a report ended go at once."""
    _forget_keys(work)
    long_ago = work.now - timedelta(days=work.settings.outbox_days)
    settled = func.coalesce(Message.sent_at, Message.failed_at, Message.unknown_at) < long_ago
    return len(work.db.execute(delete(Message).where(settled).returning(Message.id)).all())


def _forget_keys(work: Work) -> None:
    """Who takes reports holds no key and destroys none."""
    ended = or_(Message.sent_at.is_not(None), Message.failed_at.is_not(None))
    for row in work.db.scalars(select(Message).where(Message.recipient == "sealed", ended, ~without_key(Message.id))):
        settling.close(work, row)


def forget_number(work: Work, number: str) -> int:
    """Codes that wait for this number are not sent any more; returns how many. Only the vault can tell which they are."""
    waiting = select(Message).where(Message.recipient == "sealed", Message.sealed.is_not(None))
    hers = [row for row in work.db.scalars(waiting) if OWN_KEY not in row.params and _to(work, row) == number]
    for row in hers:
        work.db.delete(row)
    return len(hers)


def settle_keyless(work: Work) -> int:
    """After a restore of older data: a message whose own key is gone was settled since, and nobody can send it. Returns how many."""
    waiting = select(Message).where(Message.recipient == "sealed", Message.sealed.is_not(None), without_key(Message.id))
    gone = [row for row in work.db.scalars(waiting) if OWN_KEY in row.params]
    for row in gone:
        row.sealed, row.failed_at, row.failure = None, work.now, "settled after the backup"
    return len(gone)


def _to(work: Work, message: Message) -> str:
    try:
        letter = sealed_letter(work, message)
    except CannotOpen as error:  # nobody can send it either: it holds up nobody's erasure
        log.error("the waiting message %s does not open: %s", message.id, type(error).__name__)
        return ""
    return letter.to if letter else ""
