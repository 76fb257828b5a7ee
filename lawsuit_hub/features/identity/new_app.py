"""A new authenticator app for somebody who is in, after a lost telephone or beside a passkey: her first right code puts it in the
place of the old one.

Until then its secret stands on her page alone and nothing is stored: the page says it again under a keyed hash that fits this account,
the app it has now, and a quarter of an hour. So no tier opens what waits, an unfinished page changes nothing, and of two pages
the first that is finished ends the other.
"""

import hashlib
import hmac
from datetime import timedelta
from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity import proofs, second_factor, sign_ins
from lawsuit_hub.features.identity.models import StaffAccount
from lawsuit_hub.features.identity.types import FactorOffer, NewApp, OfferOver, SignedIn
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.infra.work import Work

LASTS = timedelta(minutes=15)
_PARTS, _LONGEST_UNTIL = 3, 12


def offer_app(work: Work) -> NewApp:
    """A fresh secret for whoever acts; shown now, and again only after a wrong code."""
    work.require(Permission.OWN_FACTORS)
    account = proofs.own(work)
    until = int((work.now + LASTS).timestamp())
    return _new_app(work, account, second_factor.fresh_secret(), until)


def offered_app(work: Work, token: str) -> NewApp:
    """The same again. Raises OfferOver."""
    work.require(Permission.OWN_FACTORS)
    account = proofs.own(work)
    return _new_app(work, account, *_waiting(work, account, token))


def confirm_app(work: Work, session_id: UUID, *, token: str, code: str) -> SignedIn | None:
    """The new app's first right code makes it hers; every other session ends, and this one goes on under a new id.

    None for a wrong code; raises OfferOver.
    """
    work.require(Permission.OWN_FACTORS)
    account = proofs.own(work)
    secret, _until = _waiting(work, account, token)
    step = second_factor.step_of(secret, code, work.now)
    if step is None:
        return None
    renewed = sign_ins.renew(work, session_id)
    if renewed is None:  # somebody ended it while this was on its way
        raise OfferOver
    second_factor.replace(work, account, secret, used=step)
    ended = sign_ins.end_all(work, account.id, but=renewed.id)
    audit.record(work, "staff:second-factor-set", about=account.id, kind="staff", own=True, sessions=ended)
    outbox.queue(work, "app_set", to=account.id, recipient="staff")
    return renewed


def _new_app(work: Work, account: StaffAccount, secret: str, until: int) -> NewApp:
    token = f"{secret}.{until}.{_mac(work, account, secret, until)}"
    return NewApp(FactorOffer(secret, second_factor.uri(work, account, secret)), token)


def _waiting(work: Work, account: StaffAccount, token: str) -> tuple[str, int]:
    parts = token.split(".")
    if len(parts) != _PARTS or not (parts[1].isascii() and parts[1].isdigit()):
        raise OfferOver
    secret, until = parts[0], int(parts[1][:_LONGEST_UNTIL])
    ours = hmac.compare_digest(_mac(work, account, secret, until).encode(), parts[2].encode("utf-8", "replace"))
    if not ours or work.now.timestamp() >= until:
        raise OfferOver
    return secret, until


def _mac(work: Work, account: StaffAccount, secret: str, until: int) -> str:
    """Fits no longer once the account has another app than when it was made."""
    present = hashlib.sha256(account.totp_secret.data if account.totp_secret is not None else b"").hexdigest()
    return work.keys.mac("staff_accounts.new_app", f"{account.id}|{present}|{until}|{secret}").hex()
