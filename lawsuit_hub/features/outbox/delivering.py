"""Delivers what is due: claim (commit), write and note that a carrier is told (commit), tell it, note what it said (commit).

At least once where a carrier surely took nothing, never twice where it may have: what a killed worker or a broken connection
leaves in doubt is looked up at the carrier by our own id, and where that tells nothing it is shown to a person (/desk/messages).
Nothing is sent inside a transaction.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.features.outbox import claiming, settling
from lawsuit_hub.features.outbox.claiming import claim, held
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.outbox.preparing import Prepared, Told, Writer, prepare
from lawsuit_hub.features.outbox.types import Letter
from lawsuit_hub.infra.carriers import UNKNOWN, Carrier, Carriers, Outcome, Verdict, masked
from lawsuit_hub.infra.work import Work, Works

log = logging.getLogger("lawsuit_hub.outbox")


def deliver_all(works: Works, *, write: Writer, carriers: Carriers) -> int:
    """Until nothing is due; returns how many were settled."""
    total, found = 0, True
    while found:
        found, settled = _round(works, write, carriers)
        total += settled
    return total


def deliver_due(works: Works, *, write: Writer, carriers: Carriers) -> int:
    """One round; returns how many were settled."""
    return _round(works, write, carriers)[1]


def _round(works: Works, write: Writer, carriers: Carriers) -> tuple[bool, int]:
    claimed, lease = claim(works)
    if not claimed:
        return False, 0
    with works.open(SYSTEM) as work:
        made = prepare(work, held(work, claimed, lease), write, carriers)
    return True, made.settled + _tell(works, made) + _look(works, made)


def _tell(works: Works, made: Prepared) -> int:
    settled = 0
    for carrier, some in _by_carrier(made.fresh):
        if _is_late(works.clock(), some):
            _put_back(works, some)
        else:
            settled += _note(works, some, _asked(carrier.send, some))
    return settled


def _is_late(now: datetime, some: Sequence[Told]) -> bool:
    """Those before took so long that the lease may run out during the call, and another worker then takes these for doubted."""
    return any(now - one.asked_at > claiming.LEASE * 2 / 3 for one in some)


def _put_back(works: Works, some: Sequence[Told]) -> None:
    log.warning("%d messages wait for the next round: this one took too long", len(some))
    with works.open(SYSTEM) as work:
        rows = _rows(work, some)
        for one in some:
            row = rows.get(one.id)
            if row is not None and not settling.is_settled(row) and row.asked_at == one.asked_at:
                settling.put_back(work, row)


def _look(works: Works, made: Prepared) -> int:
    settled = 0
    for _, some in _by_carrier(made.doubted):
        settled += _note(works, some, [_looked_up(works, one) for one in some])
    return settled


def _looked_up(works: Works, told: Told) -> Outcome:
    """Each from its own moment on: a carrier may look only at the minutes that follow it."""
    if told.carrier.absent_after is None:
        return UNKNOWN
    (found,) = _asked(partial(told.carrier.find, since=told.asked_at), [told])
    return _weighed(works.clock(), told, found)


def _weighed(now: datetime, told: Told, found: Outcome) -> Outcome:
    """Not being in a carrier's list says something only after a while."""
    patience = told.carrier.absent_after
    if found.verdict is Verdict.LATER and (patience is None or now - told.asked_at < patience):
        return UNKNOWN
    return found


def _by_carrier(told: Sequence[Told]) -> Iterator[tuple[Carrier, list[Told]]]:
    for carrier in {id(one.carrier): one.carrier for one in told}.values():
        hers = [one for one in told if one.carrier is carrier and not one.alone]
        for start in range(0, len(hers), carrier.most):
            yield carrier, hers[start : start + carrier.most]
        yield from ((carrier, [one]) for one in told if one.carrier is carrier and one.alone)


def _asked(ask: Callable[[list[Letter]], Sequence[Outcome]], some: Sequence[Told]) -> Sequence[Outcome]:
    """Whatever breaks while a carrier is told, it may have taken all."""
    try:
        outcomes = ask([one.letter for one in some])
    except Exception as error:
        log.error("a carrier's answer to %d messages broke: %s", len(some), type(error).__name__)
        return [UNKNOWN] * len(some)
    return outcomes if len(outcomes) == len(some) else [UNKNOWN] * len(some)


def _note(works: Works, told: Sequence[Told], outcomes: Sequence[Outcome]) -> int:
    """What was erased meanwhile has no row. A lease that ran out changes nothing of what a carrier surely took; of all else
    whoever has it now says more; and what a report ended meanwhile is closed here, since who takes reports holds no keys."""
    settled = 0
    with works.open(SYSTEM) as work:
        rows = _rows(work, told)
        for one, outcome in zip(told, outcomes, strict=True):
            row = rows.get(one.id)
            if row is not None and settling.is_settled(row):
                settling.close(work, row)
            if row is None or settling.is_settled(row) or row.asked_at != one.asked_at:
                continue
            settled += settling.settle(work, row, outcome)
            if outcome.verdict is Verdict.REFUSED:
                log.warning("message %s to %s was refused: %s", one.id, masked(one.letter.to), outcome.reason)
    return settled


def _rows(work: Work, told: Sequence[Told]) -> dict[UUID, Message]:
    wanted = select(Message).where(Message.id.in_([one.id for one in told])).with_for_update()
    return {row.id: row for row in work.db.scalars(wanted)}
