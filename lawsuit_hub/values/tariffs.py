"""What a message costs, by a dated table, in 전 (a hundredth of a won). Knows no message."""

import re

from lawsuit_hub.values.message_body import Channel
from lawsuit_hub.values.refused import BadValue

AS_OF, CONFIDENCE = "2026-11-30", "M?"
JEON = 100
# Rounded up from what carriers are said to ask of small customers. None was read in a contract: the setting `tariffs` puts the
# operator's own in their place.
TARIFFS: dict[Channel, int] = {Channel.SMS: 2000, Channel.LMS: 5000, Channel.ALIMTALK: 1500, Channel.MAIL: 0}
_ONE = re.compile(r"\s*(sms|lms|alimtalk|mail)\s*:\s*(\d{1,5})(?:\.(\d{1,2}))?\s*", re.ASCII)


def tariffs_with(written: str) -> dict[Channel, int]:
    """The table with prices of one's own: `sms: 18.5; lms: 45`, in won. Raises BadValue."""
    known = dict(TARIFFS)
    for one in written.split(";"):
        if not one.strip():
            continue
        if (match := _ONE.fullmatch(one)) is None:
            raise BadValue
        known[Channel(match[1])] = int(match[2]) * JEON + int((match[3] or "0").ljust(2, "0"))
    return known


def won(jeon: int) -> int:
    """Whole won, rounded up: a budget is not told less than was spent."""
    return -(-jeon // JEON)
