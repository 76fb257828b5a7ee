"""How a message ends, or waits: each of these changes one row in a transaction that is open."""

import logging
import secrets
from datetime import datetime, timedelta

from lawsuit_hub.features.outbox import budget
from lawsuit_hub.features.outbox.kinds import CODE
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.outbox.quiet import not_at_night
from lawsuit_hub.features.outbox.service import OWN_KEY
from lawsuit_hub.infra.carriers import Outcome, Verdict
from lawsuit_hub.infra.work import Work

log = logging.getLogger("lawsuit_hub.outbox")

ATTEMPTS = 6
FIRST_WAIT, FIRST_WAIT_URGENT = timedelta(minutes=2), timedelta(seconds=15)
AGAIN_SOON = timedelta(seconds=20)
HELD_WAIT = timedelta(minutes=5)
LOOK_WAIT = timedelta(seconds=30)
LOOKS = 6
CARRIER, UNSURE = "carrier", "unsure"
_JITTER = 50  # hundredths: from three quarters of a wait to five quarters


def settle(work: Work, row: Message, outcome: Outcome) -> int:
    """1 when the message is settled by what a carrier said of it."""
    if outcome.verdict is Verdict.TAKEN:
        return taken(work, row, outcome)
    if outcome.verdict is Verdict.UNKNOWN:
        return doubt(work, row)
    not_taken(work, row)
    if outcome.verdict is Verdict.REFUSED:
        return give_up(work, row, outcome.reason)
    if outcome.verdict is Verdict.HELD:
        wait(work, row, held=outcome.reason)
    elif outcome.verdict is Verdict.INSTEAD:
        row.params = {**row.params, "plain": True}
        row.due_at, row.leased_until = work.now, None
    else:
        again(work, row, outcome.reason)
    return 0


def taken(work: Work, row: Message, outcome: Outcome | None = None) -> int:
    close(work, row)
    row.sent_at, row.unknown_at = work.now, None
    if outcome is not None and outcome.carrier_id:
        row.carrier_id = outcome.carrier_id
    return 1


def give_up(work: Work, row: Message, reason: str) -> int:
    close(work, row)
    row.failed_at, row.failure = work.now, reason[:80]
    return 1


def not_taken(work: Work, row: Message) -> None:
    """A carrier surely has nothing of it: what it was to cost is given back."""
    if row.asked_at is not None and row.channel is not None:
        budget.take_back(work, row.kind, row.channel, cost=row.cost, at=row.asked_at)
    row.asked_at, row.cost = None, 0


def again(work: Work, row: Message, reason: str = "") -> int:
    """Later, each time after longer and never all at one moment; after some attempts not at all."""
    row.leased_until, row.attempts = None, row.attempts + 1
    if row.attempts >= ATTEMPTS:
        log.error("message %s was given up after %d attempts", row.id, row.attempts)
        return give_up(work, row, reason or CARRIER)
    first = FIRST_WAIT_URGENT if row.urgent else FIRST_WAIT
    row.due_at = _morning(work, row, first * 2 ** (row.attempts - 1))
    return 0


def wait(work: Work, row: Message, *, held: str) -> None:
    """Something here stops it (a budget, an account without money): no attempt, and it is not given up."""
    row.leased_until, row.held = None, held[:30]
    row.due_at = _morning(work, row, HELD_WAIT)


def wait_for_root(work: Work, row: Message) -> None:
    """Identities are closed for a while: nobody was asked to send, so it is no attempt."""
    row.leased_until, row.due_at = None, work.now + AGAIN_SOON


def put_back(work: Work, row: Message) -> None:
    """It was to be told to a carrier and was not: no attempt either."""
    not_taken(work, row)
    row.leased_until, row.due_at = None, work.now + AGAIN_SOON


def doubt(work: Work, row: Message) -> int:
    """It may have been taken: looked up, some times, and then shown to a person."""
    row.looks += 1
    if row.looks > LOOKS:
        return to_a_person(work, row)
    row.leased_until, row.due_at = None, work.now + _jittered(LOOK_WAIT * 2 ** (row.looks - 1))
    return 0


def to_a_person(work: Work, row: Message) -> int:
    """A code is of no use any more; and the last word to an erased person keeps her number no longer than until here."""
    if row.kind == CODE or OWN_KEY in row.params:
        return give_up(work, row, UNSURE)
    row.leased_until, row.unknown_at = None, work.now
    log.warning("of message %s nobody but a person can say whether it arrived", row.id)
    return 1


def is_settled(row: Message) -> bool:
    return row.sent_at is not None or row.failed_at is not None


def close(work: Work, row: Message) -> None:
    row.leased_until, row.sealed, row.held = None, None, None
    if OWN_KEY in row.params:
        work.keys.forget(row.id)


def _morning(work: Work, row: Message, after: timedelta) -> datetime:
    at = work.now + _jittered(after)
    return at if row.urgent or row.recipient == "staff" else not_at_night(work.settings, at)


def _jittered(span: timedelta) -> timedelta:
    return span * (75 + secrets.randbelow(_JITTER + 1)) / 100
