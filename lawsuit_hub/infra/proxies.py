"""Whose word counts about who asks: only that of proxies whose address is in the settings. Knows no page.

Anybody can write X-Forwarded-For. So it is read from its end, one step for each proxy of ours and no further than one of ours
wrote it; where somebody else asks, whatever she forwards is taken away before anything sees it.
"""

from collections.abc import Callable, Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Any

Network = IPv4Network | IPv6Network
Application = Callable[[dict[str, Any], Any], Iterable[bytes]]

FORWARDED = (
    "HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT", "HTTP_X_FORWARDED_PREFIX", "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_PROTOCOL", "HTTP_X_FORWARDED_SSL", "HTTP_X_FORWARDED_SERVER", "HTTP_X_FORWARDED_SCHEME", "HTTP_X_REAL_IP", "HTTP_X_CLIENT_IP",
    "HTTP_X_ORIGINAL_URL", "HTTP_X_REWRITE_URL", "HTTP_X_REQUEST_ID", "HTTP_TRUE_CLIENT_IP", "HTTP_CF_CONNECTING_IP",
)  # fmt: skip
REQUEST_ID = "hub.proxy_request_id"


def networks_of(written: Iterable[str]) -> tuple[Network, ...]:
    """Raises ValueError for what is no network."""
    return tuple(ip_network(one) for one in written)


class OwnProxies:
    """Before the application: REMOTE_ADDR and the scheme become the visitor's own where a proxy of ours says so."""

    def __init__(self, application: Application, *, proxies: int, networks: Iterable[str]) -> None:
        self._application = application
        self._proxies = proxies
        self._networks = networks_of(networks) if proxies else ()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        given = {name: str(environ.pop(name)) for name in FORWARDED if name in environ}
        peer = read_address(environ.get("REMOTE_ADDR", ""))
        environ["REMOTE_ADDR"] = peer or ""
        if given and peer and self._is_ours(peer):
            environ["REMOTE_ADDR"] = self._visitor(peer, given.get("HTTP_X_FORWARDED_FOR", ""))
            environ[REQUEST_ID] = given.get("HTTP_X_REQUEST_ID", "")
            scheme = given.get("HTTP_X_FORWARDED_PROTO", "").rpartition(",")[2].strip()
            if scheme in ("http", "https"):
                environ["wsgi.url_scheme"] = scheme
        return self._application(environ, start_response)

    def _visitor(self, peer: str, chain: str) -> str:
        hops = [hop.strip() for hop in chain.split(",")] if chain else []
        for _ in range(self._proxies):
            if not hops or not self._is_ours(peer):
                break
            told = read_address(hops.pop())
            if told is None:  # a proxy of ours wrote nonsense: its own address is the last that is known
                break
            peer = told
        return peer

    def _is_ours(self, address: str) -> bool:
        found = ip_address(address)
        return any(found in network for network in self._networks if network.version == found.version)


def read_address(text: str) -> str | None:
    """As one spelling for one address: without port, brackets and zone, an IPv4 address in IPv6 clothes as itself."""
    text = text.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = getattr(found, "ipv4_mapped", None)
    return str(mapped or found)
