"""What lies in the outbox, for the desk: what waits and why, what was given up, what nobody knows, what it cost. Opens nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from lawsuit_hub.features.outbox.batches import STOPPED
from lawsuit_hub.features.outbox.budget import Budget, budget
from lawsuit_hub.features.outbox.kinds import DISCREET, REMINDERS
from lawsuit_hub.features.outbox.models import Message, Spending
from lawsuit_hub.infra.work import Work

SHOWN = 50
GIVEN_UP_DAYS = 14

_OPEN = Message.sent_at.is_(None) & Message.failed_at.is_(None) & Message.unknown_at.is_(None)
_COUNTED = _OPEN & Message.kind.not_in(REMINDERS)  # how many are owed is how many had not taken part
# A reminder of what she has done meanwhile, or cannot do any more: one such line would say that somebody has.
_DROPPED = Message.kind.in_(REMINDERS) & Message.failure.in_(
    ("she has voted, or cannot any more", "not wanted any more")
)
_UNKNOWN = Message.unknown_at.is_not(None) & Message.sent_at.is_(None) & Message.failed_at.is_(None)


@dataclass(frozen=True, slots=True)
class Line:
    """`discreet`: whom it is for, and when exactly, is nobody's to see. `at`: when it was given up, or when nobody knew any more;
    `reason` is a word of features/messages/words.py."""

    id: UUID
    kind: str
    recipient: str
    recipient_id: UUID | None
    queued_at: datetime
    at: datetime
    reason: str
    may_be_retried: bool
    discreet: bool


@dataclass(frozen=True, slots=True)
class KindLine:
    """Of this month; `cost` in 전."""

    kind: str
    channel: str
    count: int
    cost: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """Without reminders. `held`: by what (budget, balance, …), all of them; `morning`: owed at night; `doubted`: being looked up."""

    all: int
    morning: int
    doubted: int
    held: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Board:
    waiting: Waiting
    unknown: Sequence[Line]
    unknown_count: int
    given_up: Sequence[Line]
    given_up_count: int
    budget: Budget
    kinds: Sequence[KindLine]


def board(work: Work) -> Board:
    since = work.now - timedelta(days=GIVEN_UP_DAYS)
    failed = (Message.failed_at >= since) & (Message.failure != STOPPED) & ~_DROPPED
    return Board(
        waiting=_waiting(work),
        unknown=_lines(work, _UNKNOWN, Message.unknown_at.desc()),
        unknown_count=_count(work, _UNKNOWN),
        given_up=_lines(work, failed, Message.failed_at.desc()),
        given_up_count=_count(work, failed),
        budget=budget(work),
        kinds=_kinds(work),
    )


def to_be_told(work: Work) -> tuple[int, Sequence[tuple[str, int]], Budget]:
    """For the desk's first page: how many outcomes nobody knows, what a carrier holds up and why, the budget."""
    return _count(work, _UNKNOWN), [one for one in _held(work) if one[0] != "budget"], budget(work)


def _held(work: Work) -> list[tuple[str, int]]:
    held = select(Message.held, func.count()).where(_OPEN, Message.held.is_not(None)).group_by(Message.held)
    return sorted((str(why), int(count)) for why, count in work.db.execute(held))


def _waiting(work: Work) -> Waiting:
    return Waiting(
        all=_count(work, _COUNTED),
        morning=_count(work, _COUNTED & (Message.due_at > work.now + timedelta(hours=1)) & (Message.attempts == 0)),
        doubted=_count(work, _COUNTED & Message.asked_at.is_not(None)),
        held=_held(work),
    )


def _count(work: Work, which: ColumnElement[bool]) -> int:
    return int(work.db.execute(select(func.count()).select_from(Message).where(which)).scalar_one())


def _lines(work: Work, which: ColumnElement[bool], newest: ColumnElement[Any]) -> list[Line]:
    return [
        _line(row) for row in work.db.scalars(select(Message).where(which).order_by(newest, Message.id).limit(SHOWN))
    ]


def _line(row: Message) -> Line:
    return Line(
        row.id,
        row.kind,
        row.recipient,
        None if row.kind in DISCREET else row.recipient_id,
        row.queued_at,
        row.failed_at or row.unknown_at or row.queued_at,
        row.failure or "",
        may_be_retried(row),
        row.kind in DISCREET,
    )


def may_be_retried(row: Message) -> bool:
    """What was sealed is gone by then; and what went as SMS instead lives on as that."""
    return row.failed_at is not None and row.recipient in {"victim", "staff"} and row.failure not in NOT_AGAIN


# Whose person is gone, who does not want it, what is over, what went another way, what somebody stopped.
NOT_AGAIN = frozenset(
    {
        STOPPED, "no_alimtalk", "nobody to send to", "not a victim's message", "she asked to be left alone", "she switched it off",
        "no open account to send to", "the invite is void", "the day is over, done or cancelled, or not hers any more", "cannot_carry", "too_long",
        "opted_out", "retried", "she has voted, or cannot any more",
    }
)  # fmt: skip


def _kinds(work: Work) -> list[KindLine]:
    """Without reminders: how many went is how many had not voted or answered."""
    sums = (
        select(Spending.kind, Spending.channel, func.sum(Spending.count), func.sum(Spending.cost))
        .where(Spending.day >= work.today.replace(day=1), Spending.kind.not_in(REMINDERS))
        .group_by(Spending.kind, Spending.channel)
        .order_by(func.sum(Spending.cost).desc(), Spending.kind, Spending.channel)
    )
    return [KindLine(kind, channel, int(count), int(cost)) for kind, channel, count, cost in work.db.execute(sums)]
