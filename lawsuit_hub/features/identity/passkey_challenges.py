"""Challenges of passkey ceremonies: each for one browser, one purpose, one person and one answer, for a few minutes."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete

from lawsuit_hub.features.identity.models import PasskeyChallenge
from lawsuit_hub.features.identity.passkey_types import Owner, Purpose
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work

MINUTES = 5
PER_ADDRESS = "120 per 10 minutes"  # an address may be a carrier's gateway


@dataclass(frozen=True, slots=True, repr=False)
class Taken:
    challenge: bytes
    handle: str | None


def begin(work: Work, owner: Owner | None, *, purpose: Purpose, address: str | None, handle: str | None = None) -> UUID:
    """Raises TooMany before anything is written."""
    if address:
        work.limits.hit(PER_ADDRESS, "passkey", work.keys.mac("sign_ins.address", address).hex())
    row = PasskeyChallenge(
        id=new_id(),
        purpose=purpose.value,
        owner_id=owner.id if owner else None,
        user_handle=handle,
        expires_at=work.now + timedelta(minutes=MINUTES),
    )
    work.db.add(row)
    return row.id


def challenge_of(work: Work, ceremony: UUID) -> bytes:
    return work.keys.mac("passkey_challenges.challenge", ceremony.bytes)


def take(work: Work, ceremony: str | None, *, purpose: Purpose, owner: Owner | None) -> Taken | None:
    """Once for each ceremony, however many answer at the same time; one begun for another purpose or person is over as well.

    The caller must let the transaction commit, or the ceremony is not over.
    """
    try:
        wanted = UUID(ceremony or "")
    except ValueError:
        return None
    gone = delete(PasskeyChallenge).where(PasskeyChallenge.id == wanted)
    columns = (
        PasskeyChallenge.purpose,
        PasskeyChallenge.owner_id,
        PasskeyChallenge.user_handle,
        PasskeyChallenge.expires_at,
    )
    row = work.db.execute(gone.returning(*columns)).one_or_none()
    fits = row is not None and (row.purpose, row.owner_id) == (purpose.value, owner.id if owner else None)
    if row is None or not fits or row.expires_at <= work.now:
        return None
    return Taken(challenge_of(work, wanted), row.user_handle)


def forget_challenges(work: Work) -> int:
    """Ceremonies that nobody answered in time."""
    gone = delete(PasskeyChallenge).where(PasskeyChallenge.expires_at <= work.now).returning(PasskeyChallenge.id)
    return len(work.db.execute(gone).all())
