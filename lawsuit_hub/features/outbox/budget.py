"""What messages may cost on a day and in a month, and what they did. A part is kept for codes and notices of breaches.

Counted when a carrier is told, taken back when it surely took nothing. In 전; days and months are Korea's.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.features.outbox.models import Spending
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.dates import KST
from lawsuit_hub.values.message_body import Channel
from lawsuit_hub.values.tariffs import JEON

NEAR = 80  # hundredths of what others than urgent messages may cost: the desk is told from here on
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Purse:
    """One budget: of today or of this month. `reserve` is the part of `limit` that only urgent messages may use."""

    spent: int
    limit: int
    reserve: int

    @property
    def for_others(self) -> int:
        return self.limit - self.reserve

    def left(self, *, urgent: bool) -> int:
        return (self.limit if urgent else self.for_others) - self.spent

    @property
    def used(self) -> int:
        """In hundredths of what others than urgent messages may cost."""
        return self.spent * _WHOLE // self.for_others if self.for_others > 0 else _WHOLE

    @property
    def is_near(self) -> bool:
        return self.used >= NEAR

    @property
    def is_used_up(self) -> bool:
        return self.left(urgent=False) <= 0


@dataclass(frozen=True, slots=True)
class Budget:
    today: Purse
    month: Purse

    def left(self, *, urgent: bool) -> int:
        return min(self.today.left(urgent=urgent), self.month.left(urgent=urgent))


def budget(work: Work) -> Budget:
    settings, today = work.settings, work.today
    sums = select(func.coalesce(func.sum(Spending.cost), 0))
    of_today = int(work.db.execute(sums.where(Spending.day == today)).scalar_one())
    of_month = int(
        work.db.execute(sums.where(Spending.day >= today.replace(day=1), Spending.day <= today)).scalar_one()
    )
    share = settings.budget_reserve_percent
    return Budget(_purse(of_today, settings.budget_day_won, share), _purse(of_month, settings.budget_month_won, share))


def _purse(spent: int, limit_won: int, share: int) -> Purse:
    limit = limit_won * JEON
    return Purse(spent, limit, limit * share // _WHOLE)


def spend(work: Work, kind: str, channel: Channel, *, cost: int, count: int) -> None:
    """Books are by day, kind and channel; whoever is second at a new line adds to it."""
    if _add(work, work.today, kind, channel, cost=cost, count=count):
        return
    try:
        with work.db.begin_nested():
            work.db.add(Spending(day=work.today, kind=kind, channel=channel, count=count, cost=cost))
            work.db.flush()
    except IntegrityError:
        _add(work, work.today, kind, channel, cost=cost, count=count)


def take_back(work: Work, kind: str, channel: str, *, cost: int, at: datetime) -> None:
    _add(work, at.astimezone(KST).date(), kind, channel, cost=-cost, count=-1)


def _add(work: Work, day: date, kind: str, channel: str, *, cost: int, count: int) -> bool:
    line = (Spending.day == day, Spending.kind == kind, Spending.channel == channel)
    more = update(Spending).where(*line).values(count=Spending.count + count, cost=Spending.cost + cost)
    return work.db.execute(more.returning(Spending.day)).first() is not None
