"""A visitor's receipt: letters that alone lead to her seat. Made from her form, so that a form sent twice has one; kept as a hash."""

import unicodedata
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.meetings.models import Seat
from lawsuit_hub.features.meetings.types import NotThere
from lawsuit_hub.infra.work import Work

_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_LONG, _GROUP = 16, 4
_LONGEST_TYPED = 60
_NETWORK, _IN_ALL = "20 per hour", "2000 per hour"


def made_of(work: Work, meeting_id: UUID, once: str) -> str:
    number = int.from_bytes(work.keys.mac("meeting_seats.once", meeting_id.bytes + once.encode()), "big")
    letters = ""
    for _letter in range(_LONG):
        number, which = divmod(number, len(_LETTERS))
        letters += _LETTERS[which]
    return "-".join(letters[start : start + _GROUP] for start in range(0, _LONG, _GROUP))


def mac_of(work: Work, receipt: str) -> bytes:
    typed = unicodedata.normalize("NFKC", receipt[:_LONGEST_TYPED]).upper()
    return work.keys.mac("meeting_seats.receipt", "".join(one for one in typed if one in _LETTERS))


def seat_of(work: Work, receipt: str, *, network: str) -> Seat:
    """Raises NotThere, TooMany: whoever tries letters is counted."""
    work.require(Permission.MEETING_JOIN)
    work.limits.hit(_NETWORK, "meeting-receipt", work.keys.mac("meeting-network", network).hex())
    work.limits.hit(_IN_ALL, "meeting-receipts")
    seat = work.db.scalar(select(Seat).where(Seat.receipt_mac == mac_of(work, receipt)))
    if seat is None:
        raise NotThere
    return seat
