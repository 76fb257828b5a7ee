"""Failed tries of staff: counted by where they come from, so that a guesser locks himself out and not the person he guesses at.

A source is a browser that was in before (it carries a mark, browser_marks.py), or else a network. Wrong codes after a right
password are also counted together, wherever they come from: who sends them has half of what opens the door. A known browser
does not wait for that count. Decision 0024 says what the worst case is.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, func, select

from lawsuit_hub.features.identity import browser_marks
from lawsuit_hub.features.identity.models import StaffAccount, StaffTry
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.networks import network_of

MOST_SOURCES = 200  # of one account at a time: from more networks at once, whoever is not known counts as one
_FREE_FAILURES = 2  # a slip of the finger costs no wait


@dataclass(frozen=True, slots=True)
class Source:
    """`mac`: keyed, so that the table tells nobody's address."""

    mac: bytes
    known: bool


def source_of(work: Work, account: StaffAccount, *, address: str | None, browser_mark: str | None) -> Source:
    """`browser_mark`: what the browser carries, unchecked."""
    browser = browser_marks.browser_of(work, account.id, browser_mark)
    if browser is not None:
        return Source(_mac(work, account, f"browser {browser}"), known=True)
    mac = _mac(work, account, f"network {network_of(address)}")
    if work.db.get(StaffTry, (account.id, mac)) is None and _are_many(work, account):
        mac = _mac(work, account, "all the others")
    return Source(mac, known=False)


def _are_many(work: Work, account: StaffAccount) -> bool:
    live = (StaffTry.account_id == account.id) & (StaffTry.last_at >= _over(work))
    return work.db.execute(select(func.count()).select_from(StaffTry).where(live)).scalar_one() >= MOST_SOURCES


def _mac(work: Work, account: StaffAccount, told: str) -> bytes:
    return work.keys.mac("staff_tries.source", account.id.bytes + told.encode())


def _over(work: Work) -> datetime:
    return work.now - timedelta(minutes=work.settings.staff_lock_minutes)


def must_wait(work: Work, account: StaffAccount, source: Source) -> bool:
    row = work.db.get(StaffTry, (account.id, source.mac))
    ends = [row.locked_until if row else None, None if source.known else account.locked_until]
    return any(end is not None and end > work.now for end in ends)


def is_locked(work: Work, account: StaffAccount, source: Source) -> bool:
    """Not only slowed down. Of an account as a whole: its codes."""
    limit = work.settings.staff_lock_failures
    row = work.db.get(StaffTry, (account.id, source.mac))
    return (row is not None and row.failures >= limit) or (not source.known and account.failures >= limit)


def count(work: Work, account: StaffAccount, source: Source, *, wrong_code: bool) -> bool:
    """One failure more; True when it locked. The account's row is held by the caller."""
    row = _row(work, account, source)
    row.failures, row.locked_until = _after(work, row.failures, row.locked_until)
    row.last_at = work.now
    locked = row.failures >= work.settings.staff_lock_failures
    if wrong_code and not source.known:
        account.failures, account.locked_until = _after(work, account.failures, account.locked_until)
        locked = locked or account.failures >= work.settings.staff_lock_failures
    work.db.flush()
    return locked


def forget(work: Work, account: StaffAccount, source: Source) -> None:
    """After a success nothing is counted of this source; of the account only if this source had to wait for its count.

    A known browser's success gives nobody elsewhere new tries at the code.
    """
    mine = (StaffTry.account_id == account.id) & (StaffTry.source_mac == source.mac)
    work.db.execute(delete(StaffTry).where(mine))
    if not source.known:
        account.failures, account.locked_until = 0, None


def forget_all(work: Work, account_id: UUID) -> None:
    work.db.execute(delete(StaffTry).where(StaffTry.account_id == account_id))


def _row(work: Work, account: StaffAccount, source: Source) -> StaffTry:
    row = work.db.get(StaffTry, (account.id, source.mac))
    if row is not None:
        return row
    work.db.execute(delete(StaffTry).where(StaffTry.account_id == account.id, StaffTry.last_at < _over(work)))
    row = StaffTry(account_id=account.id, source_mac=source.mac, failures=0, last_at=work.now)
    work.db.add(row)
    return row


def _after(work: Work, failures: int, locked_until: datetime | None) -> tuple[int, datetime]:
    """A lock that has run out begins the count anew."""
    limit = work.settings.staff_lock_failures
    if failures >= limit and (locked_until is None or locked_until <= work.now):
        failures = 0
    failures += 1
    if failures >= limit:
        return failures, work.now + timedelta(minutes=work.settings.staff_lock_minutes)
    return failures, work.now + timedelta(seconds=2 ** (failures - _FREE_FAILURES) if failures > _FREE_FAILURES else 0)
