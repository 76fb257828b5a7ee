"""The second factor of staff: time-based codes, each good once. The secret is sealed and write-only after enrolment.

Where nothing may be opened (the lawyers' listener) the inner tier is asked which moment a code belongs to: it reads, and
whoever asked notes that the code was used. Meanwhile signing in holds the one account, for as long as the link waits.
"""

from datetime import datetime

import pyotp
from pyotp.exceptions import OTPVerificationError
from sqlalchemy import update

from lawsuit_hub.features.identity.models import StaffAccount
from lawsuit_hub.features.identity.types import FactorOffer
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import Place
from lawsuit_hub.values.text import ascii_digits

DIGITS = 6
_WINDOW = 1  # a clock may be half a minute off
_LONGEST_INPUT = 20


def fresh_secret() -> str:
    return pyotp.random_base32()


def uri(work: Work, account: StaffAccount, secret: str) -> str:
    """What an app reads from a picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=account.login, issuer_name=work.settings.site_name)


def prepare(work: Work, account: StaffAccount) -> None:
    """A fresh secret that waits, sealed, for its first right code; one that waited before is gone."""
    account.pending_totp_secret = work.keys.seal(fresh_secret(), _pending(account))


def offer(work: Work, account: StaffAccount) -> FactorOffer | None:
    """The waiting secret, to be shown to the person it belongs to. Raises Unavailable."""
    secret = waiting_secret(work, account)
    if secret is None:
        return None
    return FactorOffer(secret, uri(work, account, secret))


def confirm(work: Work, account: StaffAccount, code: str) -> bool:
    """The first right code makes the waiting secret the account's second factor. Raises Unavailable."""
    secret = waiting_secret(work, account)
    if secret is None or not use(work, account, step_of(secret, code, work.now)):
        return False
    set_secret(work, account, secret)
    return True


def waiting_secret(work: Work, account: StaffAccount) -> str | None:
    """Of an account that has no second factor yet."""
    if account.pending_totp_secret is None or account.totp_secret is not None:
        return None
    if work.inner is not None:
        secret = work.inner.ask("offer", account=str(account.id))["secret"]
        return None if secret is None else str(secret)
    return work.keys.open(account.pending_totp_secret, _pending(account))


def set_secret(work: Work, account: StaffAccount, secret: str) -> None:
    account.totp_secret = work.keys.seal(secret, _own(account))
    account.pending_totp_secret = None


def replace(work: Work, account: StaffAccount, secret: str, *, used: int) -> None:
    """In the place of the present one, whose codes are dead. `used`: the step of the new one's first code."""
    set_secret(work, account, secret)
    account.totp_last_step = used


def step(work: Work, account: StaffAccount, code: str) -> int | None:
    """The time step that a code is right for; writes nothing. Raises Unavailable, and TooMany in a tier outside."""
    if work.inner is not None:
        found = work.inner.ask("factor", account=str(account.id), code=code[:_LONGEST_INPUT])["step"]
        return None if found is None else int(found)
    secret = work.keys.open(account.totp_secret, _own(account))
    return None if secret is None else step_of(secret, code, work.now)


def use(work: Work, account: StaffAccount, step: int | None) -> bool:
    """True once for each time step, however many ask at the same time."""
    if step is None:
        return False
    unused = (StaffAccount.id == account.id) & (StaffAccount.totp_last_step < step)
    used = update(StaffAccount).where(unused).values(totp_last_step=step).returning(StaffAccount.id)
    return work.db.execute(used).scalar() is not None


def step_of(secret: str, code: str, now: datetime) -> int | None:
    digits = ascii_digits(code[:_LONGEST_INPUT]).replace(" ", "")
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdigit()):
        return None
    try:
        return pyotp.TOTP(secret).verify_and_get_timecode(digits, for_time=now, valid_window=_WINDOW)
    except OTPVerificationError:
        return None


def _own(account: StaffAccount) -> Place:
    return Place("staff_accounts.totp_secret", account.id, account.id)


def _pending(account: StaffAccount) -> Place:
    return Place("staff_accounts.pending_totp_secret", account.id, account.id)
