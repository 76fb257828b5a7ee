"""Where another system of the office listens: an address of the web, and which machines may be asked there. Pure: asks no name server.

`named` are the hosts of the operator's setting, as `host` or `host:port`: machines of the office's own network. Any other address must be
https, on one of two ports, at a machine of the public internet.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Self
from urllib.parse import urlsplit

from lawsuit_hub.values.refused import BadWebhookUrl

LONGEST = 500
PORTS = (443, 8443)
NAMED_PORTS = (80, 443, 8080, 8443)
_DEFAULT = {"https": 443, "http": 80}
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,62})(\.[a-z0-9]([a-z0-9-]{0,62}))*")
_GLOBAL_V6 = ip_network("2000::/3")
_SIX_TO_FOUR = ip_network("2002::/16")  # carries an IPv4 address of any kind


@dataclass(frozen=True, slots=True)
class WebhookUrl:
    """`target`: what is asked for, with its query. `named`: the operator vouches for the machine."""

    text: str
    secure: bool
    host: str
    port: int
    target: str
    named: bool

    @classmethod
    def parse(cls, text: str, named: Collection[str] = ()) -> Self:
        """Raises BadWebhookUrl, whose `why` says what is wrong."""
        text = text.strip()
        if len(text) > LONGEST or not text.isascii() or not text.isprintable() or " " in text or "\\" in text:
            raise BadWebhookUrl("shape")
        scheme, host, port, target = _split(text)
        vouched = host in named or f"{host}:{port}" in named
        if scheme != "https" and not vouched:
            raise BadWebhookUrl("scheme")
        if port not in PORTS and not (vouched and (port in NAMED_PORTS or f"{host}:{port}" in named)):
            raise BadWebhookUrl("port")
        if not vouched and not _looks_public(host):
            raise BadWebhookUrl("inside")
        return cls(text, scheme == "https", host, port, target, vouched)

    def may_reach(self, address: str) -> bool:
        """Whether a post may go to the address that a name server gave."""
        return is_ordinary(address) if self.named else is_public(address)


def is_public(address: str) -> bool:
    """On the internet for everybody; not inside, not this machine, not a way round to one of these."""
    here = _address(address)
    if isinstance(here, IPv6Address) and (here not in _GLOBAL_V6 or here in _SIX_TO_FOUR):
        return False
    return here is not None and here.is_global and not here.is_multicast and not here.is_reserved


def is_ordinary(address: str) -> bool:
    """One machine, also inside; never a neighbour's own address, under which clouds keep their credentials."""
    here = _address(address)
    return here is not None and not (here.is_multicast or here.is_unspecified or here.is_link_local or here.is_reserved)


def _address(text: str):  # type: ignore[no-untyped-def] # the standard library's two kinds
    try:
        here = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(here, "ipv4_mapped", None) or here


def _split(text: str) -> tuple[str, str, int, str]:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise BadWebhookUrl("shape") from None
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in _DEFAULT or "@" in parts.netloc or "#" in text:
        raise BadWebhookUrl("scheme" if parts.scheme not in _DEFAULT else "shape")
    if not _HOST.fullmatch(host) and _address(host) is None or port == 0:
        raise BadWebhookUrl("shape")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return parts.scheme, host, port or _DEFAULT[parts.scheme], target


def _looks_public(host: str) -> bool:
    """What can be told without asking: an address as it stands, a name with a place in the public tree."""
    if _address(host) is not None:
        return is_public(host)
    last = host.rpartition(".")[2]
    return (
        "." in host
        and not last.isdigit()
        and last not in ("local", "localhost", "internal", "lan", "home", "arpa", "test", "invalid")
    )
