"""What is written before a carrier is told: the letter, its channel, its price, and that the carrier is being told now.

From that commit on the message is in doubt until an answer is noted: a worker that dies is followed by one that asks first.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from lawsuit_hub.features.outbox import batches, budget, settling
from lawsuit_hub.features.outbox.bodies import prices
from lawsuit_hub.features.outbox.kinds import CODE
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.outbox.service import sealed_letter
from lawsuit_hub.features.outbox.types import CannotDeliver, Letter, Owed
from lawsuit_hub.infra.carriers import Carrier, Carriers
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import RootTrouble
from lawsuit_hub.values.message_body import ALIMTALK_LETTERS, CannotCarry, Channel, MessageBody, NothingSaid, TooLong

log = logging.getLogger("lawsuit_hub.outbox")

Writer = Callable[[Work, Owed], Letter | None]

PLAIN = "plain"  # in params: as SMS, since AlimTalk could not bring it
_TRIES_IN_COMPANY = 2
CANNOT_CARRY, TOO_LONG, LATE = "cannot_carry", "too_long", "late"


@dataclass(frozen=True, slots=True)
class Told:
    """A letter that goes to a carrier now, or that one may have taken before. `alone`: something in its company broke a call twice."""

    id: UUID
    letter: Letter
    carrier: Carrier
    asked_at: datetime
    alone: bool = False


@dataclass(slots=True)
class Prepared:
    """`doubted`: told by somebody before; `settled`: how many need no carrier."""

    fresh: list[Told] = field(default_factory=list)
    doubted: list[Told] = field(default_factory=list)
    settled: int = 0


class _Unaffordable(Exception):
    """The budget has no place for it today."""


def prepare(work: Work, rows: list[Message], write: Writer, carriers: Carriers) -> Prepared:
    stopped = batches.stopped_among(work, [row.batch_id for row in rows if row.batch_id])
    desk = _Preparing(work, write, carriers, stopped)
    for row in rows:
        desk.take(row)
    desk.enter_spending()
    return desk.made


class _Preparing:
    """One transaction's messages, one after another; what is left of the budget gets less with each."""

    def __init__(self, work: Work, write: Writer, carriers: Carriers, stopped: frozenset[UUID]) -> None:
        self._work, self._write, self._carriers, self._stopped = work, write, carriers, stopped
        purse = budget.budget(work)
        self._left = {urgent: purse.left(urgent=urgent) for urgent in (False, True)}
        self._prices = prices(work.settings)
        self._spent: dict[tuple[str, Channel], int] = {}
        self.made = Prepared()

    def enter_spending(self) -> None:
        """One line of the books for each kind, however many messages."""
        for (kind, channel), count in self._spent.items():
            budget.spend(self._work, kind, channel, cost=count * self._prices[channel], count=count)

    def take(self, row: Message) -> None:
        try:
            if row.asked_at is not None:
                self._doubted(row)
            else:
                self._fresh(row)
        except CannotDeliver as reason:
            self.made.settled += settling.give_up(self._work, row, str(reason))
        except _Unaffordable:
            settling.wait(self._work, row, held="budget")
        except RootTrouble as trouble:
            log.warning("messages wait: %s", str(trouble))
            settling.wait_for_root(self._work, row)
        except Exception as error:  # whatever it is, the messages behind this one must not wait for it
            log.error("message %s could not be written: %s", row.id, type(error).__name__)
            settling.again(self._work, row)

    def _fresh(self, row: Message) -> None:
        work = self._work
        if row.batch_id in self._stopped:
            raise CannotDeliver(batches.STOPPED)
        if row.kind == CODE and row.queued_at + timedelta(minutes=work.settings.code_minutes) <= work.now:
            raise CannotDeliver(LATE)
        written = self._written(row)
        if written is None:
            self.made.settled += settling.taken(work, row)
            return
        letter = _as_it_goes(written, row, self._carriers)
        cost = self._afford(row, letter)
        carrier = self._carriers.of(letter.to)
        row.asked_at, row.looks, row.held = work.now, 0, None
        row.carrier, row.channel, row.cost = carrier.name, letter.channel, cost
        self.made.fresh.append(Told(row.id, letter, carrier, work.now, alone=row.attempts >= _TRIES_IN_COMPANY))

    def _afford(self, row: Message, letter: Letter) -> int:
        cost = self._prices[letter.channel]
        if cost > self._left[row.urgent]:
            raise _Unaffordable
        self._left = {urgent: left - cost for urgent, left in self._left.items()}
        line = (row.kind, letter.channel)
        self._spent[line] = self._spent.get(line, 0) + 1
        return cost

    def _written(self, row: Message) -> Letter | None:
        if row.sealed is not None or row.recipient == "nobody":
            return sealed_letter(self._work, row)
        with self._work.db.begin_nested():  # what one writer broke is undone alone
            return self._write(self._work, Owed(row.id, row.kind, row.recipient, row.recipient_id, row.params))

    def _doubted(self, row: Message) -> None:
        """Written only to learn to whom: an invite that was sent stays good, so what writing changed is undone."""
        undone = self._work.db.begin_nested()
        try:
            letter = self._written(row)
        finally:
            undone.rollback()
        if letter is None or row.asked_at is None:
            return
        carrier = self._carriers.of(letter.to)
        if carrier.name != row.carrier:  # another was chosen since, and this one knows nothing of it
            self.made.settled += settling.to_a_person(self._work, row)
            return
        letter = replace(letter, channel=Channel(row.channel or Channel.SMS))
        self.made.doubted.append(Told(row.id, letter, carrier, row.asked_at))


def _as_it_goes(letter: Letter, row: Message, carriers: Carriers) -> Letter:
    """Raises CannotDeliver for what no carrier takes."""
    if "@" in letter.to:
        return replace(letter, channel=Channel.MAIL)
    try:
        body = MessageBody.of(letter.body)
    except TooLong:
        raise CannotDeliver(TOO_LONG) from None
    except (CannotCarry, NothingSaid):
        raise CannotDeliver(CANNOT_CARRY) from None
    template = "" if row.params.get(PLAIN) or not letter.variables else carriers.templates.get(row.kind, "")
    if template and len(body.text) <= ALIMTALK_LETTERS:
        return replace(letter, body=body.text, channel=Channel.ALIMTALK, template=template)
    return replace(letter, body=body.text, channel=body.channel)
