"""What comes before the first session of a staff account: a password of one's own and a second factor."""

from uuid import UUID

from sqlalchemy import select, update

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity import (
    passkey_ceremonies,
    passkeys,
    passwords,
    recovery_codes,
    second_factor,
    sign_ins,
    staff,
    staff_sign_in,
    standing,
    tries,
)
from lawsuit_hub.features.identity.factors import has_factor
from lawsuit_hub.features.identity.models import StaffAccount
from lawsuit_hub.features.identity.passkey_types import Ceremony, Owner, OwnerKind
from lawsuit_hub.features.identity.types import FactorOffer, FirstSteps, LinkDead, SignedIn, WeakPassword
from lawsuit_hub.infra.passkeys import Answer
from lawsuit_hub.infra.work import Work

PER_ADDRESS = "30 per 10 minutes"


def enrolment_is_open(work: Work, token: str, *, address: str | None = None) -> bool:
    """Asking consumes nothing: messengers and mail scanners open every link."""
    return _invited(work, token, address) is not None


def enrol(work: Work, token: str, password: str, *, address: str | None) -> FirstSteps:
    """The link's one use: sets the password; the second factor follows. Raises LinkDead, WeakPassword, TooMany."""
    if address:
        work.limits.hit(PER_ADDRESS, "staff-enrol", work.keys.mac("sign_ins.address", address).hex())
    passwords.refuse_weak(password)
    kept = passwords.make_hash(password)  # before the transaction's first statement: it takes its time
    account = _invited(work, token, address)
    if account is None:
        raise LinkDead
    passwords.refuse_weak(password, account.login)
    still = (StaffAccount.enrolment_mac == staff.token_mac(work, token)) & (StaffAccount.id == account.id)
    used = (
        update(StaffAccount)
        .where(still)
        .values(
            enrolment_mac=None,
            enrolment_expires_at=None,
            password_hash=kept,
            must_change_password=False,
            failures=0,
            locked_until=None,
        )
    )
    if work.db.execute(used.returning(StaffAccount.id)).scalar() is None:
        raise LinkDead
    tries.forget_all(work, account.id)
    audit.record(_as(work, account, address), "staff:password-set", about=account.id, kind="staff")
    return staff_sign_in.begin_first_steps(work, account, address)


def first_steps(work: Work, session_id: str | None, *, address: str | None = None) -> FirstSteps | None:
    """What is still due in this half-open session; None when there is none, or it has run out."""
    account = _account(work, session_id, address)
    return None if account is None else _due(work, UUID(session_id), account)


def factor_offer(work: Work, steps: FirstSteps) -> FactorOffer | None:
    """What the person's app has to learn; only while it is due."""
    account = work.db.get(StaffAccount, steps.account_id)
    return second_factor.offer(work, account) if account is not None and steps.factor_due else None


def change_password(work: Work, session_id: str | None, password: str, *, address: str | None) -> FirstSteps | None:
    """The first password gives way to one that nobody else has seen. Raises WeakPassword; None when the session ran out."""
    passwords.refuse_weak(password)
    kept = passwords.make_hash(password)
    account = _account(work, session_id, address)
    if account is None:
        return None
    passwords.refuse_weak(password, account.login)
    if passwords.matches(password, account.password_hash):
        raise WeakPassword("same")
    account.password_hash, account.must_change_password = kept, False
    audit.record(_as(work, account, address), "staff:password-set", about=account.id, kind="staff")
    return _due(work, UUID(session_id), account)


def confirm_factor(work: Work, session_id: str | None, code: str, *, address: str | None) -> tuple[str, ...] | None:
    """The first right code enrols the second factor; the recovery codes that come with it are shown now and never again."""
    account = _account(work, session_id, address)
    if account is None or has_factor(work, account) or not second_factor.confirm(work, account, code):
        return None
    hers = _as(work, account, address)
    audit.record(hers, "staff:second-factor-set", about=account.id, kind="staff")
    return recovery_codes.make(hers, account)


def first_passkey_is_offered(work: Work, steps: FirstSteps) -> bool:
    return passkeys.passkey_site(work, Owner(OwnerKind.STAFF, steps.account_id)) is not None


def first_passkey_offer(work: Work, session_id: str | None, *, address: str | None) -> Ceremony | None:
    """A passkey in the place of an app. None when no factor is due; raises NotOffered, TooMany."""
    account = _account(work, session_id, address)
    if account is None or has_factor(work, account):
        return None
    owner = Owner(OwnerKind.STAFF, account.id)
    return passkey_ceremonies.passkey_offer(work, owner, name=account.login, address=address)


def confirm_passkey(
    work: Work, session_id: str | None, *, ceremony: str | None, answer: Answer, label: str, address: str | None
) -> bool:
    """The passkey becomes the account's second factor. False when none is due; raises PasskeyRefused, BadLabel."""
    account = _account(work, session_id, address)
    if account is None or has_factor(work, account):
        return False
    acting = _as(work, account, address)
    owner = Owner(OwnerKind.STAFF, account.id)
    passkey_ceremonies.add_passkey(acting, owner, ceremony=ceremony, answer=answer, label=label)
    account.pending_totp_secret = None  # the app that was offered beside it
    audit.record(acting, "staff:second-factor-set", about=account.id, kind="staff")
    return True


def finish(work: Work, session_id: str | None, *, address: str | None) -> SignedIn | None:
    """Turns the half-open session into a real one once nothing is due any more."""
    account = _account(work, session_id, address)
    if account is None or account.must_change_password or not has_factor(work, account):
        return None
    return staff_sign_in.let_in(work, account, address)


def _invited(work: Work, token: str, address: str | None) -> StaffAccount | None:
    waits = select(StaffAccount).where(
        StaffAccount.enrolment_mac == staff.token_mac(work, token),
        StaffAccount.enrolment_expires_at > work.now,
        StaffAccount.closed_at.is_(None),
    )
    account = work.db.scalar(waits)
    return account if account is not None and standing.why_not(account, work.now, address) is None else None


def _account(work: Work, session_id: str | None, address: str | None) -> StaffAccount | None:
    try:
        account_id = sign_ins.first_account(work, UUID(session_id or ""))
    except ValueError:
        return None
    account = work.db.get(StaffAccount, account_id) if account_id is not None else None
    stands = account is not None and account.closed_at is None and standing.why_not(account, work.now, address) is None
    return account if stands else None


def _due(work: Work, session_id: UUID, account: StaffAccount) -> FirstSteps:
    return FirstSteps(session_id, account.id, account.must_change_password, not has_factor(work, account))


def _as(work: Work, account: StaffAccount, address: str | None) -> Work:
    return work.acting_as(Actor(Role(account.role), account.id, address))
