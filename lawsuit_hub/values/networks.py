"""The networks that an account may be used from: IPv4 and IPv6, each spelled in one way. An empty list is every place."""

import ipaddress
import re
from dataclasses import dataclass
from typing import Self

from lawsuit_hub.values.refused import BadNetwork
from lawsuit_hub.values.text import ascii_digits

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

MOST = 20
LONGEST = 1000  # of the list as it is kept
_LONGEST_INPUT = 4000
_V4, _V6 = 24, 56  # what one subscriber or office is given
_BETWEEN = re.compile(r"[\s,;]+")


@dataclass(frozen=True, slots=True)
class Networks:
    """Without doubles, in the order they were typed."""

    kept: tuple[Network, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Addresses and networks between spaces, commas or lines. Raises BadNetwork, whose `why` says what is wrong."""
        if len(text) > _LONGEST_INPUT:
            raise BadNetwork("many")
        found = tuple(dict.fromkeys(_network(one) for one in _BETWEEN.split(ascii_digits(text)) if one))
        if len(found) > MOST:
            raise BadNetwork("many")
        return cls(found)

    @classmethod
    def stored(cls, text: str) -> Self:
        return cls(tuple(ipaddress.ip_network(one) for one in text.split()))

    def __str__(self) -> str:
        return " ".join(str(one) for one in self.kept)

    def holds(self, address: str | None) -> bool:
        """Whether the account may be used from there: an address that nobody can read is on no list."""
        if not self.kept:
            return True
        try:
            here = ipaddress.ip_address(address or "")
        except ValueError:
            return False
        here = getattr(here, "ipv4_mapped", None) or here  # ::ffff:192.0.2.7 is 192.0.2.7
        return any(here.version == one.version and here in one for one in self.kept)


EVERYWHERE = Networks()


def network_of(address: str | None) -> str:
    """Where limits count: the network around an address."""
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network(f"{found}/{_V4 if found.version == 4 else _V6}", strict=False))  # noqa: PLR2004


def _network(text: str) -> Network:
    if "%" in text:  # the zone of a link-local address is a word of one machine
        raise BadNetwork("shape")
    try:
        found = ipaddress.ip_network(text)
    except ValueError:
        raise BadNetwork(_why(text)) from None
    if found.prefixlen == 0:
        raise BadNetwork("everywhere")
    if isinstance(found, ipaddress.IPv6Network) and found.network_address.ipv4_mapped is not None:
        raise BadNetwork("shape")  # its IPv4 form is the one that addresses are compared with
    return found


def _why(text: str) -> str:
    """192.0.2.7/24 may mean the one address or the whole network: whoever typed it has to say."""
    try:
        ipaddress.ip_network(text, strict=False)
    except ValueError:
        return "shape"
    return "bits"
