"""Whose word counts about who asks: an address is what a proxy of ours says, and of nobody else."""

import json
import logging
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawsuit_hub.features.identity.staff_sign_in import PER_ADDRESS
from lawsuit_hub.infra.proxies import OwnProxies
from lawsuit_hub.settings import BadSettings, Settings
from tests.world import World

OURS = ("10.0.0.0/24", "fd00::/64")
HERS = "203.0.113.7"


def asked(proxies: int = 1, **environ: str) -> dict[str, Any]:
    seen: dict[str, Any] = {}

    def application(environ: dict[str, Any], _start: object) -> list[bytes]:
        seen.update(environ)
        return []

    OwnProxies(application, proxies=proxies, networks=OURS)({"wsgi.url_scheme": "http", **environ}, None)
    return seen


@pytest.mark.parametrize(
    ("peer", "forwarded", "proxies", "seen"),
    [
        ("10.0.0.1", HERS, 1, HERS),
        ("10.0.0.1", f"1.1.1.1, {HERS}", 1, HERS),
        ("10.0.0.1", f"1.1.1.1, {HERS}, 10.0.0.2", 2, HERS),
        ("10.0.0.1", f"1.1.1.1, {HERS}", 2, HERS),  # she went around the outer proxy: what she wrote before is hers
        ("10.0.0.1", f"10.0.0.9, {HERS}", 3, HERS),
        (HERS, "1.1.1.1", 1, HERS),
        (HERS, "10.0.0.1", 1, HERS),
        ("10.0.0.1", HERS, 0, "10.0.0.1"),
        ("10.0.0.1", "", 1, "10.0.0.1"),
        ("10.0.0.1", "unknown", 1, "10.0.0.1"),
        ("10.0.0.1", f"{HERS}, _hidden", 1, "10.0.0.1"),
        ("10.0.0.1", "203.0.113.7:4711", 1, HERS),
        ("10.0.0.1", "[2001:db8::7]:4711", 1, "2001:db8::7"),
        ("fd00::1", "2001:DB8:0:0:0:0:0:7", 1, "2001:db8::7"),
        ("::ffff:10.0.0.1", f"::ffff:{HERS}", 1, HERS),
        ("10.0.0.1", f"{HERS}%eth0", 1, HERS),
        ("10.0.0.1", "203.0.113.007", 1, "10.0.0.1"),
        ("10.0.0.1", ",,,", 1, "10.0.0.1"),
        ("", HERS, 1, ""),
    ],
)
def test_an_address_is_what_a_proxy_of_ours_says(peer: str, forwarded: str, proxies: int, seen: str) -> None:
    assert asked(proxies, REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=forwarded)["REMOTE_ADDR"] == seen


@pytest.mark.parametrize("proxies", [0, 1])
def test_what_a_stranger_forwards_is_seen_by_nothing(proxies: int) -> None:
    names = ("FORWARDED", "X_FORWARDED_HOST", "X_FORWARDED_PREFIX", "X_REAL_IP", "X_REQUEST_ID", "X_FORWARDED_PROTO")
    seen = asked(proxies, REMOTE_ADDR=HERS, **{f"HTTP_{name}": "https" for name in names})
    assert not [name for name in seen if "FORWARDED" in name or "HTTP_X" in name or name.startswith("hub.")]
    assert seen["wsgi.url_scheme"] == "http"


@pytest.mark.parametrize(
    ("given_", "scheme"), [("https", "https"), ("http, https", "https"), ("https, http", "http"), ("gopher", "http")]
)
def test_the_scheme_is_the_nearest_proxy_s(given_: str, scheme: str) -> None:
    assert asked(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_PROTO=given_)["wsgi.url_scheme"] == scheme


@given(st.text(max_size=60), st.integers(0, 4))
def test_nonsense_is_an_address_or_the_proxy_s_own(forwarded: str, proxies: int) -> None:
    seen = asked(proxies, REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)["REMOTE_ADDR"]
    assert seen == "10.0.0.1" or set(seen) <= set("0123456789abcdef:.")


@pytest.mark.pages
def test_limits_count_her_address_and_a_spoofed_one_buys_no_more_tries(make_world: Any) -> None:
    world = make_world(proxies=1, proxy_networks=OURS)
    app, most = world.app(), int(PER_ADDRESS.split()[0])
    app.config["WTF_CSRF_ENABLED"] = False

    def ask(peer: str, chain: str) -> int:
        data = {"login": "nobody@office.example", "password": "wrong words of some length"}
        client = app.test_client()
        return client.post(
            "/staff/login", data=data, headers={"X-Forwarded-For": chain}, environ_base={"REMOTE_ADDR": peer}
        ).status_code

    world.works.limits.hit(PER_ADDRESS, "staff-sign-in", place(world, HERS), cost=most)
    assert ask("10.0.0.1", f"198.51.100.1, {HERS}") == ask(HERS, "198.51.100.2") == 429
    assert ask("10.0.0.1", f"{HERS}, 198.51.100.3") != 429


def place(world: World, address: str) -> str:
    return str(world.works.ring.mac("sign_ins.address", address).hex())


@pytest.mark.pages
@pytest.mark.parametrize(
    ("peer", "told", "kept"),
    [
        ("10.0.0.1", "0f" * 16, True),
        (HERS, "0f" * 16, False),
        ("10.0.0.1", "01012345678", False),
        ("10.0.0.1", "0" * 32, False),
        ("10.0.0.1", "0f" * 16 + "\\n", False),
        ("10.0.0.1", "g" * 32, False),
    ],
)
def test_a_proxy_s_number_of_a_request_stands_beside_ours(
    make_world: Any, caplog: pytest.LogCaptureFixture, peer: str, told: str, kept: bool
) -> None:
    caplog.set_level(logging.INFO)
    client = make_world(proxies=1, proxy_networks=OURS).app().test_client()
    client.get("/my?a=01012345678", headers={"X-Request-Id": told}, environ_base={"REMOTE_ADDR": peer})
    line = next(record.msg for record in caplog.records if record.name == "lawsuit_hub.access")
    assert (line.get("proxy_request") == told) is kept
    assert {name: line[name] for name in ("route", "status", "role", "method")} == {
        "route": "/my",
        "status": 302,
        "role": "visitor",
        "method": "GET",
    }
    assert told in caplog.text or not kept
    assert HERS not in json.dumps(line) and "010" not in json.dumps(line)


@pytest.mark.parametrize(
    "text",
    [
        'proxy_networks = ["10.0.0.1/24"]',
        'proxy_networks = ["proxy"]',
        'proxy_networks = "10.0.0.1"',
        'security_contact = "me"',
    ],
)
def test_a_network_that_is_none_is_refused_at_the_start(text: str) -> None:
    with pytest.raises(BadSettings):
        Settings.of(Path("/nowhere"), text, {})
