"""Marks of browsers in which an account signed in before: whoever carries one has failures counted apart from strangers'.

A mark opens nothing and tells nobody who its account is; without the service's key nobody can make one.
"""

import hmac
import re
import secrets
from datetime import timedelta
from uuid import UUID

from lawsuit_hub.infra.work import Work

LASTS = timedelta(days=180)
_RANDOM = 16
_MARK = re.compile(r"[0-9a-f]{40}\.[0-9a-f]{64}", re.ASCII)  # a random part and its end


def fresh(work: Work, account_id: UUID) -> str:
    browser = f"{secrets.token_hex(_RANDOM)}{int((work.now + LASTS).timestamp()):08x}"
    return f"{browser}.{_signed(work, account_id, browser)}"


def browser_of(work: Work, account_id: UUID, mark: str | None) -> str | None:
    """Which browser of this account's it is, or None for a stranger's, a forged or another account's mark."""
    if mark is None or not _MARK.fullmatch(mark):
        return None
    browser, _, signed = mark.partition(".")
    is_hers = hmac.compare_digest(signed, _signed(work, account_id, browser))
    return browser if is_hers and int(browser[_RANDOM * 2 :], 16) > work.now.timestamp() else None


def _signed(work: Work, account_id: UUID, browser: str) -> str:
    return work.keys.mac("staff_browsers", account_id.bytes + browser.encode()).hex()
