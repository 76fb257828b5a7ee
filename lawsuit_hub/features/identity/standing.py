"""Whether an account of staff may be used now, and from here: open, not past its last day, inside its networks."""

from datetime import date, datetime, timedelta

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity.models import StaffAccount
from lawsuit_hub.features.identity.types import BadLastDay
from lawsuit_hub.values.dates import KST
from lawsuit_hub.values.networks import Networks

ENDED, OUTSIDE = "ended", "outside"
MOST_DAYS = 5 * 365


def today(now: datetime) -> date:
    return now.astimezone(KST).date()


def has_ended(account: StaffAccount, now: datetime) -> bool:
    """A lawyer's account without a last day has ended: the service gives every one a day."""
    if account.ends_on is None:
        return account.role == Role.LAWYER.value
    return account.ends_on < today(now)


def refuse_last_day(last: date, now: datetime) -> None:
    """Raises BadLastDay."""
    if last < today(now):
        raise BadLastDay("past")
    if last > today(now) + timedelta(days=MOST_DAYS):
        raise BadLastDay("far")


def why_not(account: StaffAccount, now: datetime, address: str | None) -> str | None:
    """`ended` or `outside`; None where it may be used. A closed account is told apart before."""
    if has_ended(account, now):
        return ENDED
    return None if Networks.stored(account.networks or "").holds(address) else OUTSIDE
