"""Where the court's post reaches each person of a file, as she chose; and her home kept out of it where she asked for that.

In the full roster, which the lawyer works with, her home stays and a mark stands beside it. Everywhere else it gives way.
"""

import re
from collections.abc import Mapping, Sequence
from uuid import UUID

from lawsuit_hub.features.addresses import service as addresses
from lawsuit_hub.features.addresses.types import Served, Where
from lawsuit_hub.features.identity.types import FirmView
from lawsuit_hub.features.rosters.columns import ADDRESSING, Column
from lawsuit_hub.features.rosters.looks import Look
from lawsuit_hub.features.rosters.types import Purpose, RosterRow
from lawsuit_hub.infra.work import Work

ASKED = "보호 신청"
INSTEAD = "송달장소: "
WORDS = {Where.HOME: "계약한 집", Where.OTHER: "다른 주소", Where.OFFICE: "변호사 사무소"}
_ASKING = frozenset({*ADDRESSING, "postcode", "protection_reason", "lease_address"})
_POSTCODE = re.compile(r"[\[(]?(?:우\s*)?(\d{5})[\])]?[\s,]+(?=\S)", re.ASCII)


def asked_for(columns: Sequence[Column]) -> bool:
    """Whether anything in a file with these columns depends on what people chose."""
    return any(column.key in _ASKING for column in columns)


def of(work: Work, ids: Sequence[UUID]) -> Mapping[UUID, Served]:
    """Raises CannotOpen."""
    return addresses.opened(work, ids)


def reach(row: RosterRow, chosen: Served, firm: FirmView, look: Look) -> None:
    """A postcode stands apart where the file has a column for it, else before the address as it was written."""
    where, text = _address(row, chosen, firm)
    postcode, bare = _apart(text)
    row.postcode = postcode
    row.service_address = bare if any(column.key == "postcode" for column in look.columns) else text
    row.service_place = WORDS[where]
    row.protection, row.protection_reason = ASKED if chosen.protected else None, chosen.reason or None
    if chosen.protected and look.purpose is not Purpose.CASE:
        row.lease_address = f"{INSTEAD}{text}"


def _address(row: RosterRow, chosen: Served, firm: FirmView) -> tuple[Where, str]:
    """Who asked for protection and wrote her own home as the other address gets the office all the same."""
    home = row.lease_address or ""
    names_home = chosen.where is Where.HOME or _bare(chosen.address) == _bare(home)
    if chosen.where is Where.OFFICE or (chosen.protected and names_home):
        return Where.OFFICE, f"{firm.address} ({firm.name})" if firm.address else f"{firm.name} (사무소 주소 없음)"
    return chosen.where, chosen.address if chosen.where is Where.OTHER else home


def _apart(text: str) -> tuple[str | None, str]:
    """A postcode that stands before an address."""
    found = _POSTCODE.match(text)
    return (found[1], text[found.end() :]) if found else (None, text)


def _bare(text: str) -> str:
    return "".join(letter for letter in _apart(text)[1] if letter.isalnum())
