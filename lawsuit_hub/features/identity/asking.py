"""How often codes may be asked for: so that no telephone rings all night, the bill has an end, and no stranger keeps anybody out.

A stranger who knows a number can use up what all browsers have for it; docs/codes.md says how long that keeps its owner
out, and why it never does in a browser of hers. Numbers nobody registered are counted alike.
"""

import hmac
import logging
from datetime import timedelta

from lawsuit_hub.features.identity.types import Browser
from lawsuit_hub.infra.refusals import TooMany
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.phone import PhoneNumber

log = logging.getLogger("lawsuit_hub.identity")

# By a browser that never proved the number. What one address or one browser may ask is less than what the number has,
# so that neither alone can use it up; how much that is, and the budget of the day, are settings.
NUMBER_HOURS = 6
PER_NUMBER_AND_ADDRESS = f"6 per {NUMBER_HOURS} hours"
PER_NUMBER_AND_BROWSER = "5 per 10 minutes"
# By browsers that proved it: only its owner has any, and what she asks takes from nobody else's.
PER_OWN_NUMBER = "10 per 10 minutes"
PER_OWN_NUMBER_A_DAY = "30 per day"
_DAY = 144  # times ten minutes


def count(work: Work, index: bytes, browser: Browser, *, is_known: bool) -> None:
    """The narrowest count first: what is refused there is not taken from the number's, nor from the day's. Raises TooMany."""
    number = index.hex()
    if is_known:
        work.limits.hit(PER_OWN_NUMBER, "code-own", number)
        work.limits.hit(PER_OWN_NUMBER_A_DAY, "code-own", number)
        _count_in_all(work, "code-all-own", max(1, work.settings.codes_per_day // 2))
        return
    if browser.address:
        place = work.keys.mac("phone_codes.address", browser.address).hex()
        in_ten_minutes = work.settings.codes_per_address
        work.limits.hit(f"{in_ten_minutes} per 10 minutes", "code-address", place)
        work.limits.hit(f"{in_ten_minutes * _DAY // 10} per day", "code-address", place)
        work.limits.hit(PER_NUMBER_AND_ADDRESS, "code-number-address", number, place)
    here = work.keys.mac("phone_codes.browser", browser.secret).hex()
    work.limits.hit(PER_NUMBER_AND_BROWSER, "code-number-browser", number, here)
    work.limits.hit(f"{work.settings.codes_per_number} per {NUMBER_HOURS} hours", "code", number)
    _count_in_all(work, "code-all", work.settings.codes_per_day)


def _count_in_all(work: Work, name: str, budget: int) -> None:
    try:
        work.limits.hit(f"{budget} per day", name)
    except TooMany:
        log.error("the day's budget of codes is used up (%s): codes_per_day is %d", name, work.settings.codes_per_day)
        raise


def mark(work: Work, phone: PhoneNumber) -> str:
    """What a browser keeps that proved a number just now: by it the number's owner is told from strangers who ask for codes.
    It opens nothing, and says nothing to whoever holds no key."""
    until = int((work.now + timedelta(days=work.settings.browser_days)).timestamp())
    return f"{until}.{_mark_mac(work, phone, until)}"


def is_known(work: Work, phone: PhoneNumber, browser: Browser) -> bool:
    """Whether this browser proved the number before, and not too long ago."""
    written, _, given = browser.mark.partition(".")
    until = int(written) if written.isascii() and written.isdigit() and len(written) < len("99999999999") else 0
    right = hmac.compare_digest(given.encode("utf-8", "replace"), _mark_mac(work, phone, until).encode())
    return right and until > work.now.timestamp()


def _mark_mac(work: Work, phone: PhoneNumber, until: int) -> str:
    return work.keys.mac("phone_codes.mark", f"{until}.{phone.e164}").hex()
