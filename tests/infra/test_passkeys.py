"""What a browser is asked about passkeys, and which answers hold."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawsuit_hub.infra import passkeys
from lawsuit_hub.infra.passkeys import BadAnswer, Site
from lawsuit_hub.settings import Settings
from tests.authenticator import EDDSA, ES256, Device, decoded, encoded

SITE = Site("localhost", "http://localhost", "공동소송 허브")
CHALLENGE, HANDLE = b"c" * 32, encoded(b"h" * 32)


def asked() -> dict[str, Any]:
    return passkeys.creation_options(SITE, challenge=CHALLENGE, handle=HANDLE, name="P-7K3QXM", known=[])


def request() -> dict[str, Any]:
    return passkeys.request_options(SITE, challenge=CHALLENGE)


def made(device: Device) -> passkeys.Created:
    return passkeys.created(SITE, device.create(asked()), challenge=CHALLENGE)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://hub.example.org", ("hub.example.org", "https://hub.example.org")),
        ("https://Hub.Example.org:443/", ("hub.example.org", "https://hub.example.org")),
        ("https://hub.example.org:8443", ("hub.example.org", "https://hub.example.org:8443")),
        ("https://표본.example.org", ("xn--sn3bt14b.example.org", "https://xn--sn3bt14b.example.org")),
        ("http://localhost:8000", ("localhost", "http://localhost:8000")),
        ("http://127.0.0.1:8000", None),
        ("http://[::1]:8000", None),
        ("https://203.0.113.7", None),
        ("http://hub.example.org", None),
        ("https://hub.example.org:port", None),
        ("http://[::1", None),
        ("", None),
    ],
)
def test_the_site_is_the_host_of_the_public_address(tmp_path: Path, url: str, expected: tuple[str, str] | None) -> None:
    settings = Settings(instance=tmp_path, database_url="sqlite://", public_base_url=url)
    site = Site.of(settings)
    assert (None if site is None else (site.rp_id, site.origin)) == expected


def test_the_browser_is_asked_for_a_finger_a_key_that_is_found_again_and_no_attestation() -> None:
    options = asked()
    wanted = options["authenticatorSelection"]
    assert (wanted["residentKey"], wanted["requireResidentKey"], wanted["userVerification"]) == (
        "required",
        True,
        "required",
    )
    assert options["attestation"] == "none"
    assert [one["alg"] for one in options["pubKeyCredParams"]] == [EDDSA, ES256, -257]
    assert options["rp"] == {"name": SITE.name, "id": "localhost"}
    assert (request()["userVerification"], request()["allowCredentials"]) == ("required", [])


@pytest.mark.parametrize("algorithm", [ES256, EDDSA])
def test_what_a_device_made_it_can_use(algorithm: int) -> None:
    device = Device(algorithm=algorithm)
    kept = made(device)
    used = passkeys.used(SITE, device.get(request()), challenge=CHALLENGE, public_key=kept.public_key)
    assert (used.handle, used.sign_count) == (HANDLE, 1)


def test_a_new_passkey_of_another_site_challenge_or_nobody_s_finger_is_refused() -> None:
    device = Device()
    for answer in (
        device.create(asked(), origin="http://localhost:8001"),
        device.create(asked(), origin="https://evil.example"),
        device.create(asked(), rp_id="evil.example"),
        Device(verified=False).create(asked()),
        device.create(asked() | {"challenge": encoded(b"d" * 32)}),
        device.create(asked()) | {"id": "AAAA"},
    ):
        with pytest.raises(BadAnswer):
            passkeys.created(SITE, answer, challenge=CHALLENGE)


@pytest.mark.parametrize(
    "key",
    [
        {1: 2, 3: -7, -1: 1, -2: b"x" * 32, -3: b"y" * 32},  # a point that is not on the curve
        {1: 3, 3: -257, -1: b"\xff" * 128, -2: b"\x01\x00\x01"},  # RSA of 1024 bits
        {1: 3, 3: -7, -1: b"\xff" * 256, -2: b"\x01\x00\x01"},  # RSA that says it is ES256
        {1: 2, 3: -7, -1: 3, -2: b"x" * 66, -3: b"y" * 66},
        {1: 1, 3: -8, -1: 6, -2: b"short"},
        {1: 2, 3: -35, -1: 2, -2: b"x" * 48, -3: b"y" * 48},  # an algorithm that we did not offer
        {},
        [],
    ],
)
def test_a_key_that_could_check_nothing_is_refused(key: object) -> None:
    answer = Device().create(asked())
    said = cbor2.loads(decoded(answer["response"]["attestationObject"]))
    length = 37 + 16 + 2 + 32
    said["authData"] = said["authData"][:length] + cbor2.dumps(key)
    answer["response"]["attestationObject"] = encoded(cbor2.dumps(said))
    with pytest.raises(BadAnswer):
        passkeys.created(SITE, answer, challenge=CHALLENGE)


@pytest.mark.parametrize("fmt", ["tpm", "android-safetynet", "apple", "fido-u2f", "nonsense", 7])
def test_nobody_s_certificates_are_read(fmt: object) -> None:
    answer = Device().create(asked())
    said = cbor2.loads(decoded(answer["response"]["attestationObject"])) | {"fmt": fmt}
    answer["response"]["attestationObject"] = encoded(cbor2.dumps(said))
    with pytest.raises(BadAnswer):
        passkeys.created(SITE, answer, challenge=CHALLENGE)


def test_a_used_passkey_must_be_signed_here_now_and_by_a_finger() -> None:
    device = Device()
    kept, other = made(device), made(Device())

    def refused(answer: dict[str, Any], key: str = kept.public_key) -> None:
        with pytest.raises(BadAnswer):
            passkeys.used(SITE, answer, challenge=CHALLENGE, public_key=key)

    refused(device.get(request(), origin="http://127.0.0.1"))
    refused(device.get(request(), type="webauthn.create"))
    refused(device.get(request(), crossOrigin=True))
    refused(device.get(request() | {"challenge": encoded(b"d" * 32)}))
    refused(device.get(request()), other.public_key)
    refused(replace(device, verified=False).get(request()))
    tampered = device.get(request())
    signature = decoded(tampered["response"]["signature"])
    tampered["response"]["signature"] = encoded(signature[:-1] + bytes([signature[-1] ^ 1]))
    refused(tampered)
    device.kept[0].rp_id = "evil.example"
    refused(device.get(request()))


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.binary(max_size=60).map(encoded),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def _shaken(answer: dict[str, Any], draw: Any) -> dict[str, Any]:
    """One part of an answer replaced by something else."""
    where, name = draw.draw(
        st.sampled_from([(answer, key) for key in answer] + [(answer["response"], key) for key in answer["response"]])
    )
    where[name] = draw.draw(ANYTHING)
    return answer


@given(draw=st.data())
def test_whatever_comes_is_an_answer_or_refused(draw: Any) -> None:
    device = Device()
    kept = made(device)
    for check, answer in (
        (lambda it: passkeys.created(SITE, it, challenge=CHALLENGE), device.create(asked())),
        (
            lambda it: passkeys.used(SITE, it, challenge=CHALLENGE, public_key=kept.public_key),
            device.get(request(), which=0),
        ),
    ):
        try:
            check(_shaken(answer, draw))
        except BadAnswer:
            continue


@given(junk=st.binary(max_size=200))
def test_junk_from_a_device_is_refused(junk: bytes) -> None:
    answer = Device().create(asked())
    answer["response"]["attestationObject"] = encoded(junk)
    with pytest.raises(BadAnswer):
        passkeys.created(SITE, answer, challenge=CHALLENGE)
    said = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": b"\x00" * 32 + b"\xc5" + bytes(4) + junk})
    answer["response"]["attestationObject"] = encoded(said)
    with pytest.raises(BadAnswer):
        passkeys.created(SITE, answer, challenge=CHALLENGE)


def test_brackets_without_end_are_refused() -> None:
    answer = Device().create(asked())
    for name in ("clientDataJSON", "attestationObject"):
        for deep in (b"[" * 12_000, b"\x81" * 12_000):
            broken = answer | {"response": answer["response"] | {name: encoded(deep)}}
            with pytest.raises(BadAnswer):
                passkeys.created(SITE, broken, challenge=CHALLENGE)
