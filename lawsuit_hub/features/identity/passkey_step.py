"""The second step of a staff sign-in by passkey: after a right password, in a half-open session. A failure counts towards the lock."""

from dataclasses import replace
from uuid import UUID

from lawsuit_hub.features.identity import passkey_ceremonies as ceremonies
from lawsuit_hub.features.identity import sign_ins, staff_sign_in, standing, tries
from lawsuit_hub.features.identity.models import StaffAccount
from lawsuit_hub.features.identity.passkey_types import Ceremony, Owner, OwnerKind, Purpose
from lawsuit_hub.features.identity.types import FirstSteps, SignedIn
from lawsuit_hub.infra.passkeys import Answer
from lawsuit_hub.infra.work import Work


def passkey_due(work: Work, session_id: str | None, *, address: str | None = None) -> bool:
    """Whether a passkey is awaited in this half-open session."""
    return _account(work, session_id, address=address) is not None


def step_options(work: Work, session_id: str | None, *, address: str | None) -> Ceremony | None:
    """None when the half-open session is over. Raises NotOffered, TooMany."""
    account = _account(work, session_id, address=address)
    if account is None:
        return None
    return ceremonies.passkey_options(work, _owner(account), purpose=Purpose.SECOND_STEP, address=address)


def finish_with_passkey(
    work: Work,
    session_id: str | None,
    *,
    ceremony: str | None,
    answer: Answer,
    address: str | None,
    browser_mark: str | None = None,
) -> SignedIn | FirstSteps | None:
    """None is a refusal, already counted: the caller answers it and lets the transaction commit."""
    work = work.acting_as(replace(work.actor, address=address))
    account = _account(work, session_id, address=address, lock=True)
    if account is None:
        return None
    owner = _owner(account)
    proved = ceremonies.check_passkey(work, answer, ceremony=ceremony, purpose=Purpose.SECOND_STEP, owner=owner)
    source = tries.source_of(work, account, address=address, browser_mark=browser_mark)
    if tries.must_wait(work, account, source):
        staff_sign_in.too_early(work, account, source, right=proved is not None)
        return None
    if proved is None:
        staff_sign_in.refuse(work, account, source, wrong_code=True)
        return None
    return staff_sign_in.go_on(work, account, source, address)


def _account(work: Work, session_id: str | None, *, address: str | None, lock: bool = False) -> StaffAccount | None:
    """Nobody's where the session is over, or the account may not be used from there or any more: such tries count for no lock."""
    try:
        account_id = sign_ins.second_account(work, UUID(session_id or ""))
    except ValueError:
        return None
    if account_id is None:
        return None
    account = work.db.get(StaffAccount, account_id, with_for_update=lock or None, populate_existing=lock)
    stands = account is not None and account.closed_at is None and standing.why_not(account, work.now, address) is None
    return account if stands else None


def _owner(account: StaffAccount) -> Owner:
    return Owner(OwnerKind.STAFF, account.id)
