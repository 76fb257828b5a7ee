"""Marks of browsers in which an account signed in before: whoever carries one has failures counted apart from strangers'.

A mark opens nothing and tells nobody who its account is; without the service's key nobody can make one.
"""

import hmac
import re
import secrets
from uuid import UUID

from lawsuit_hub.infra.work import Work

_RANDOM = 16
_MARK = re.compile(r"[0-9a-f]{32}\.[0-9a-f]{64}", re.ASCII)


def fresh(work: Work, account_id: UUID) -> str:
    browser = secrets.token_hex(_RANDOM)
    return f"{browser}.{_signed(work, account_id, browser)}"


def browser_of(work: Work, account_id: UUID, mark: str | None) -> str | None:
    """Which browser of this account's it is, or None for a stranger's, a forged or another account's mark."""
    if mark is None or not _MARK.fullmatch(mark):
        return None
    browser, _, signed = mark.partition(".")
    return browser if hmac.compare_digest(signed, _signed(work, account_id, browser)) else None


def _signed(work: Work, account_id: UUID, browser: str) -> str:
    return work.keys.mac("staff_browsers", account_id.bytes + browser.encode()).hex()
