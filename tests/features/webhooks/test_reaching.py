"""Posts go to machines of the public internet, and to those inside that the operator named; whatever a name points to."""

import socket
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from lawsuit_hub.infra.posting import NotReached, post, tls
from lawsuit_hub.values.refused import BadWebhookUrl
from lawsuit_hub.values.webhook_url import WebhookUrl, is_ordinary, is_public
from tests.features.webhooks.conftest import Office
from tests.features.webhooks.receiver import Receiver, listening

ANY = "0.0.0.0"  # noqa: S104 - nothing is bound to it
INSIDE = [
    "127.0.0.1", "10.0.0.1", "172.16.5.5", "192.168.0.1", "100.64.0.1", "169.254.169.254", ANY, "255.255.255.255", "224.0.0.1",
    "240.0.0.1", "198.18.0.1", "192.0.2.1", "::1", "::", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1",
    "64:ff9b::a00:1", "2002:7f00:1::", "2002:a00:1::1", "2001::1", "2001:db8::1", "fc00::1", "fd12::1", "fe80::1", "fe80::1%eth0", "ff02::1", "",
    "nonsense",
]  # fmt: skip
PUBLIC = ["93.184.216.34", "1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1"]


def test_what_is_inside_is_seen_in_every_spelling() -> None:
    assert [one for one in INSIDE if is_public(one)] == []
    assert [one for one in PUBLIC if not is_public(one)] == []


def test_a_named_machine_may_be_inside_and_never_where_clouds_keep_their_credentials() -> None:
    assert all(is_ordinary(one) for one in ("10.0.0.1", "127.0.0.1", "fd12::1", "1.1.1.1"))
    assert not any(
        is_ordinary(one) for one in ("169.254.169.254", "fe80::1", ANY, "::", "224.0.0.1", "240.0.0.1", "nonsense")
    )


REFUSED = [
    ("http://hooks.example.com/", "scheme"),
    ("ftp://hooks.example.com/", "scheme"),
    ("javascript:alert(1)", "scheme"),
    ("file:///etc/passwd", "scheme"),
    ("hooks.example.com", "scheme"),
    ("https://hooks.example.com:22/", "port"),
    ("https://hooks.example.com:6379/", "port"),
    ("https://hooks.example.com:0/", "shape"),
    ("https://hooks.example.com:99999/", "shape"),
    ("https://user:word@hooks.example.com/", "shape"),
    ("https://hooks.example.com@10.0.0.1/", "shape"),
    ("https://hooks.example.com/#part", "shape"),
    ("https://hooks.example.com\\@10.0.0.1/", "shape"),
    ("https://hooks.example.com/a b", "shape"),
    ("https://hooks.example.com/\r\nX: y", "shape"),
    ("https://훅.example.com/", "shape"),
    ("https:///path", "shape"),
    ("https://[::1/", "shape"),
    ("https://hooks.example.com/" + "a" * 500, "shape"),
    ("https://127.0.0.1/", "inside"),
    ("https://[::1]/", "inside"),
    ("https://[::ffff:10.0.0.1]/", "inside"),
    ("https://169.254.169.254/latest/", "inside"),
    ("https://localhost/", "inside"),
    ("https://LOCALHOST./", "inside"),
    ("https://intranet/", "inside"),
    ("https://2130706433/", "inside"),
    ("https://0x7f.1/", "inside"),
    ("https://printer.local/", "inside"),
    ("https://metadata.google.internal/", "inside"),
]


@pytest.mark.parametrize(("text", "why"), REFUSED, ids=[str(number) for number in range(len(REFUSED))])
def test_an_address_that_must_not_be_posted_to_is_refused(text: str, why: str) -> None:
    with pytest.raises(BadWebhookUrl) as refused:
        WebhookUrl.parse(text)
    assert refused.value.why == why


def test_a_name_in_the_settings_opens_exactly_what_it_says() -> None:
    url = WebhookUrl.parse("http://intranet:9000/hook?a=1", ("intranet:9000",))
    assert (url.host, url.port, url.target, url.secure, url.named) == ("intranet", 9000, "/hook?a=1", False, True)
    assert WebhookUrl.parse("http://10.0.0.7/", ("10.0.0.7",)).named
    for text in ("http://intranet:9001/", "http://intranet/", "https://intranet/"):
        with pytest.raises(BadWebhookUrl):
            WebhookUrl.parse(text, ("intranet:9000",))
    with pytest.raises(BadWebhookUrl):
        WebhookUrl.parse("http://10.0.0.7:22/", ("10.0.0.7",))
    assert not WebhookUrl.parse("https://hooks.example.com:8443", ("intranet",)).named


def answering(monkeypatch: pytest.MonkeyPatch, *lookups: list[str]) -> list[str]:
    """A name server that says another thing each time it is asked."""
    asked: list[str] = []

    def look_up(host: str, port: int, **_more: object) -> list[tuple[object, ...]]:
        asked.append(host)
        found = lookups[min(len(asked), len(lookups)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in found]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


@pytest.mark.parametrize("found", [["127.0.0.1"], ["93.184.216.34", "10.0.0.1"], ["::1"], []])
def test_a_public_name_that_points_inside_gets_no_connection(
    found: list[str], receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, found)
    connected: list[object] = []
    monkeypatch.setattr(socket, "create_connection", lambda *where, **_more: connected.append(where))
    with pytest.raises(NotReached) as refused:
        post(WebhookUrl.parse("https://hooks.example.com/"), b"{}", {}, context=tls())
    assert refused.value.why == "inside" and not connected


def test_a_name_is_looked_up_once_and_the_connection_goes_to_that_very_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever answers publicly first and with an inner address a moment later is not asked a second time."""
    asked = answering(monkeypatch, ["93.184.216.34"], ["127.0.0.1"])
    reached: list[tuple[str, int]] = []

    def connect(where: tuple[str, int], **_more: object) -> socket.socket:
        reached.append(where)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(NotReached) as refused:
        post(WebhookUrl.parse("https://hooks.example.com/"), b"{}", {}, context=tls())
    assert refused.value.why == "connect"
    assert asked == ["hooks.example.com"] and reached == [("93.184.216.34", 443)]


def test_a_proxy_of_the_environment_is_not_asked(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    office.owe()
    office.tell()
    assert office.row().status == 200


def test_a_name_nobody_knows_and_a_port_nobody_listens_at(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(NotReached) as refused:
            post(WebhookUrl.parse(f"http://127.0.0.1:{port}/", (f"127.0.0.1:{port}",)), b"{}", {}, context=tls())
    assert refused.value.why == "connect"

    def unknown(*_of: object, **_more: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(NotReached) as refused:
        post(WebhookUrl.parse("https://hooks.example.com/"), b"{}", {}, context=tls())
    assert refused.value.why == "lookup"


def test_what_the_settings_no_longer_name_is_no_longer_posted_to(office: Office, make_world: object) -> None:
    office.owe()
    object.__setattr__(office.world.settings, "webhook_hosts", ())
    office.tell()
    assert (office.row().failure, office.receiver.got) == ("inside", [])


def test_the_certificate_must_be_good_for_the_name(tmp_path: Path) -> None:
    """Against a receiver with TLS: trusted by the office's own authority it is posted to, otherwise not, and not under another name."""
    authority, key = make_certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority, key)
    with listening(Receiver(), wrap=lambda raw: context.wrap_socket(raw, server_side=True)) as receiver:
        named = (f"localhost:{receiver.port}", receiver.host)
        url = WebhookUrl.parse(f"https://localhost:{receiver.port}/hook", named)
        assert post(url, b"{}", {}, context=tls(str(authority)))[0] == 200
        with pytest.raises(NotReached) as refused:
            post(url, b"{}", {}, context=tls())
        assert refused.value.why == "tls"
        with pytest.raises(NotReached) as refused:
            post(WebhookUrl.parse(f"https://{receiver.host}/hook", named), b"{}", {}, context=tls(str(authority)))
        assert refused.value.why == "tls" and len(receiver.got) == 1
    with listening(Receiver()) as plain:
        url = WebhookUrl.parse(f"https://{plain.host}/", (plain.host,))
        with pytest.raises(NotReached) as refused:
            post(url, b"{}", {}, context=tls())
        assert refused.value.why == "tls"


def make_certificate(folder: Path) -> tuple[Path, Path]:
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    certificate, private = folder / "own.pem", folder / "own.key"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    form = serialization.PrivateFormat.PKCS8
    private.write_bytes(key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()))
    return certificate, private
