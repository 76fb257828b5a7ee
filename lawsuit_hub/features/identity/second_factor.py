"""The second factor of staff: time-based codes, each good once. The secret is sealed and write-only after enrolment."""

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


def prepare(work: Work, account: StaffAccount) -> None:
    """A fresh secret that waits, sealed, for its first right code; one that waited before is gone."""
    account.pending_totp_secret = work.keys.seal(pyotp.random_base32(), _pending(account))


def offer(work: Work, account: StaffAccount) -> FactorOffer | None:
    """The waiting secret, to be shown to the person it belongs to."""
    secret = work.keys.open(account.pending_totp_secret, _pending(account))
    if secret is None:
        return None
    return FactorOffer(
        secret, pyotp.TOTP(secret).provisioning_uri(name=account.login, issuer_name=work.settings.site_name)
    )


def confirm(work: Work, account: StaffAccount, code: str) -> bool:
    """The first right code makes the waiting secret the account's second factor."""
    secret = work.keys.open(account.pending_totp_secret, _pending(account))
    if secret is None or not _takes(work, account, secret, code):
        return False
    set_secret(work, account, secret)
    return True


def set_secret(work: Work, account: StaffAccount, secret: str) -> None:
    account.totp_secret = work.keys.seal(secret, _own(account))
    account.pending_totp_secret = None


def check(work: Work, account: StaffAccount, code: str) -> bool:
    """True once for each time step, however many ask at the same time."""
    secret = work.keys.open(account.totp_secret, _own(account))
    return secret is not None and _takes(work, account, secret, code)


def _takes(work: Work, account: StaffAccount, secret: str, code: str) -> bool:
    step = _step(secret, code, work.now)
    if step is None:
        return False
    unused = (StaffAccount.id == account.id) & (StaffAccount.totp_last_step < step)
    used = update(StaffAccount).where(unused).values(totp_last_step=step).returning(StaffAccount.id)
    return work.db.execute(used).scalar() is not None


def _step(secret: str, code: str, now: datetime) -> int | None:
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
