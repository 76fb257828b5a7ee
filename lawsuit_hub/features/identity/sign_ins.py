"""Sessions as rows: begun, looked up at each request, renewed by a proof, ended by idleness, age, a wrong place or the account's end."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select, update

from lawsuit_hub.access.actor import VISITOR, Actor
from lawsuit_hub.access.roles import STAFF_ROLES, Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity import standing
from lawsuit_hub.features.identity.factors import HAS_FACTOR
from lawsuit_hub.features.identity.models import SignIn, StaffAccount
from lawsuit_hub.features.identity.open_sessions import seconds_left, unknown_to
from lawsuit_hub.features.identity.types import SignedIn
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work, Works

FIRST = "first"  # the role of a session that may only finish an account
FIRST_MINUTES = 15
SECOND = "second"  # of one that may only show its passkey
SECOND_MINUTES = 5
_TOUCHED_EVERY = timedelta(minutes=1)


def start(
    work: Work, role: Role, account_id: UUID, address: str | None = None, *, proved_at: datetime | None = None
) -> SignedIn:
    """A new session; signing in is a proof. Other sessions of the account stay: they are shown (decision 0022); what led to
    this one half-open is used up.

    A member's network address is not kept.
    """
    if role in STAFF_ROLES:
        half_open = SignIn.account_id == account_id, SignIn.role.in_((FIRST, SECOND)), SignIn.ended_at.is_(None)
        work.db.execute(update(SignIn).where(*half_open).values(ended_at=work.now))
    row = _add(work, role.value, account_id, address if role in STAFF_ROLES else None)
    row.proved_at = proved_at or work.now
    return _signed_in(work, row)


def prove(work: Work, session_id: UUID) -> SignedIn | None:
    """Notes that this person has just proved who she is, whatever the proof was: the session goes on under a new id.

    The old id is dead from then on. None for a session that is over: of two proofs at once one counts.
    """
    row = _under_a_new_id(work, session_id)
    return None if row is None else _signed_in(work, row)


def renew(work: Work, session_id: UUID) -> SignedIn | None:
    """The session goes on under a new id and is no proof: whoever copied the old one is out. None for one that is over."""
    before = work.db.get(SignIn, session_id)
    row = _under_a_new_id(work, session_id)
    if before is None or row is None:
        return None
    row.proved_at = before.proved_at
    work.db.flush()
    return _signed_in(work, row)


def _under_a_new_id(work: Work, session_id: UUID) -> SignIn | None:
    open_still = (SignIn.id == session_id) & SignIn.ended_at.is_(None)
    ended = update(SignIn).where(open_still).values(ended_at=work.now).returning(SignIn.id)
    if work.db.execute(ended).scalar() is None:
        return None
    old = work.db.get_one(SignIn, session_id)
    row = _add(work, old.role, old.account_id, old.address)
    row.started_at, row.accepted_at = old.started_at, old.accepted_at
    work.db.flush()
    return row


def start_first(work: Work, account_id: UUID, address: str | None) -> UUID:
    """A session that opens nothing but the steps an account has still to do."""
    end_all(work, account_id)
    return _add(work, FIRST, account_id, address).id


def first_account(work: Work, session_id: UUID) -> UUID | None:
    """Whose first steps these are, or None when they have run out."""
    return _half_open(work, session_id, FIRST, FIRST_MINUTES)


def start_second(work: Work, account_id: UUID, address: str | None) -> UUID:
    """A session that opens nothing but the page where a passkey is asked for. Nobody's session ends for a password alone."""
    return _add(work, SECOND, account_id, address).id


def second_account(work: Work, session_id: UUID) -> UUID | None:
    """Whose passkey is awaited, or None when it took too long."""
    return _half_open(work, session_id, SECOND, SECOND_MINUTES)


def _half_open(work: Work, session_id: UUID, role: str, minutes: int) -> UUID | None:
    row = work.db.get(SignIn, session_id)
    alive = row is not None and row.role == role and row.ended_at is None
    if row is None or not alive or work.now - row.started_at >= timedelta(minutes=minutes):
        return None
    return row.account_id


def signed_in(works: Works, session_id: str, *, touch: bool = True, address: str | None = None) -> SignedIn | None:
    """Who this session belongs to, or None when it is over. `touch=False`: asking does not keep it alive.

    A session of an account whose last day is over, or that is used outside the account's networks, ends for good.

    `address`: from where it is used now; of staff it stands in the records of what they do, of members it is not kept.
    """
    try:
        wanted = UUID(session_id)
    except ValueError:
        return None
    with works.open(VISITOR, read_only=True) as work:
        row = work.db.get(SignIn, wanted)
        if row is None or not _is_alive(work, row):
            return None
        over = _why_over(work, row, address)
        moved = address is not None and row.role != Role.MEMBER.value and address != row.address
        touched = touch and (moved or work.now - row.seen_at >= _TOUCHED_EVERY)
        found = _signed_in(work, row, seen=work.now if touched else None, address=address if moved else None)
    if over is not None:
        with works.open(replace(VISITOR, address=address)) as work:
            _turn_out(work, wanted, over)
        return None
    if touched:
        with works.open(VISITOR) as work:
            stay(work, wanted, address=found.actor.address)
    return found


def stay(work: Work, session_id: UUID, *, address: str | None = None) -> None:
    """The idle time begins anew; the longest life of a session does not. `address`: from where staff uses it now."""
    open_still = (SignIn.id == session_id) & SignIn.ended_at.is_(None) & (SignIn.seen_at <= work.now)
    moved = {"address": address} if address else {}
    work.db.execute(update(SignIn).where(open_still).values(seen_at=work.now, **moved))


def end(work: Work, session_id: UUID) -> None:
    open_still = (SignIn.id == session_id) & SignIn.ended_at.is_(None)
    ended = update(SignIn).where(open_still).values(ended_at=work.now).returning(SignIn.account_id)
    account_id = work.db.execute(ended).scalar()
    if account_id is not None and work.actor.is_staff:
        audit.record(work, "staff:signed-out", about=account_id, kind="staff")


def _turn_out(work: Work, session_id: UUID, why: str) -> None:
    """Once for each session, however often its cookie comes again."""
    open_still = (SignIn.id == session_id) & SignIn.ended_at.is_(None)
    ended = update(SignIn).where(open_still).values(ended_at=work.now).returning(SignIn.account_id)
    account_id = work.db.execute(ended).scalar()
    if account_id is not None:
        audit.record(work, "staff:turned-out", about=account_id, kind="staff", why=why)


def end_all(work: Work, account_id: UUID, *, but: UUID | None = None) -> int:
    """Ends every session of a member or of staff, half-open ones too: when she withdraws, when the account closes or changes its
    role. `but`: the one in which she changed what she signs in with."""
    open_still = (SignIn.account_id == account_id) & SignIn.ended_at.is_(None)
    if but is not None:
        open_still &= SignIn.id != but
    ended = work.db.execute(update(SignIn).where(open_still).values(ended_at=work.now).returning(SignIn.id))
    return len(ended.all())


def forget(work: Work, account_id: UUID) -> None:
    """No row says any more when and from where the account was used."""
    work.db.execute(delete(SignIn).where(SignIn.account_id == account_id))


def end_everybody(work: Work) -> None:
    """After a restore: a session of another day is nobody's now."""
    work.db.execute(update(SignIn).where(SignIn.ended_at.is_(None)).values(ended_at=work.now))


def _add(work: Work, role: str, account_id: UUID, address: str | None) -> SignIn:
    row = SignIn(
        id=new_id(),
        role=role,
        account_id=account_id,
        started_at=work.now,
        seen_at=work.now,
        ended_at=None,
        proved_at=work.now,
        accepted_at=None,
        address=address,
    )
    work.db.add(row)
    return row


def _is_alive(work: Work, row: SignIn) -> bool:
    if row.ended_at is not None or row.role in (FIRST, SECOND) or seconds_left(row, work.now, work.settings) <= 0:
        return False
    return Role(row.role) is Role.MEMBER or _account_stands(work, row)


def _account_stands(work: Work, row: SignIn) -> bool:
    """The account is open, finished, and still has the role it signed in with."""
    stands = select(StaffAccount).where(  # the whole row: why a session is over is read off it next
        StaffAccount.id == row.account_id,
        StaffAccount.role == row.role,
        StaffAccount.closed_at.is_(None),
        StaffAccount.must_change_password.is_(False),
        HAS_FACTOR,
    )
    return work.db.scalar(stands) is not None


def _why_over(work: Work, row: SignIn, address: str | None) -> str | None:
    if row.role == Role.MEMBER.value:
        return None
    return standing.why_not(work.db.get_one(StaffAccount, row.account_id), work.now, address)


def _signed_in(work: Work, row: SignIn, *, seen: datetime | None = None, address: str | None = None) -> SignedIn:
    proof_left = row.proved_at + timedelta(minutes=work.settings.proof_minutes) - work.now
    return SignedIn(
        row.id,
        Actor(Role(row.role), row.account_id, address or row.address),
        seconds_left(row, work.now, work.settings, seen),
        proof_expires_in=int(proof_left.total_seconds()),
        others=() if row.role == Role.MEMBER.value else unknown_to(work, row),
    )


def times(work: Work, account_id: UUID) -> list[tuple[datetime, datetime, datetime | None]]:
    """Begun, last used and ended, of every session that is still kept; the oldest first."""
    kept = select(SignIn.started_at, SignIn.seen_at, SignIn.ended_at).where(SignIn.account_id == account_id)
    return [(row[0], row[1], row[2]) for row in work.db.execute(kept.order_by(SignIn.started_at))]
