"""Which house it is: the building and the unit in it, as one index. Where no building is recognised, the address as written."""

import re
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.features.victims.models import Lease
from lawsuit_hub.features.victims.types import Answer
from lawsuit_hub.infra.db import batches
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.address import Address


def house_index(work: Work, answer: Answer) -> bytes | None:
    """None without any address."""
    written = house(answer)
    return work.keys.index("leases.house", written) if written else None


def house_index_of(work: Work, address: Address) -> bytes:
    """The same for an address alone, as somebody types it who looks for the house."""
    return work.keys.index("leases.house", _house_of(address, address.building(work.settings.home_province)))


def house(answer: Answer) -> str:
    return _house_of(answer.address, answer.building) if answer.address else ""


def _house_of(address: Address, building: str | None) -> str:
    # In the text as it stands: 표본로 12 301호 without its spaces would be house 12301.
    unit = "".join(re.findall(r"\d+(?=\s*호)", address.text)[-1:])
    return f"{building}|{unit}" if building else "".join(address.text.split()).casefold()


def of_people(work: Work, victim_ids: Iterable[UUID]) -> dict[UUID, bytes | None]:
    """The index of each one's house, as it stands; opens nothing."""
    found: dict[UUID, bytes | None] = {}
    for some in batches(victim_ids):
        rows = select(Lease.victim_id, Lease.house_index).where(Lease.victim_id.in_(some))
        found.update((row[0], row[1]) for row in work.db.execute(rows))
    return found
