"""Every key by which one building is known: its road and number, and its legal dong and lot, where an address writes both.

Whoever writes "화곡로 12-3 (화곡동 1012-3)" tells that both are one house; no map is asked.
"""

import re

from lawsuit_hub.values.address import Address
from lawsuit_hub.values.refused import BadAddress

_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]{2,100})[)\]]")


def building_keys(address: Address, home_province: str) -> tuple[str, ...]:
    """The one that stands outside brackets first; none for what is not recognised."""
    place = " ".join(
        part for part in (address.province, address.district, address.city_district, address.township) if part
    )
    found = [address.building(home_province)]
    for bracketed in _IN_BRACKETS.findall(address.text) if place else ():
        found += [_read(part, place, home_province) for part in (bracketed, *bracketed.split(","))]
    return tuple(dict.fromkeys(key for key in found if key))


def _read(part: str, place: str, home_province: str) -> str | None:
    try:
        return Address.parse(f"{place} {part.strip()}").building(home_province)
    except BadAddress:
        return None
