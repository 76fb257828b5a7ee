"""WebAuthn: what a browser is asked, and whether its answer holds. Knows no person, no table and no request.

The relying party is the host of `public_base_url`, never that of a request: an answer made for another site, or carried
through one, fits no ceremony of ours.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, Self
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import (
    base64url_to_bytes,
    bytes_to_base64url,
    decode_credential_public_key,
    decoded_public_key_to_cryptography,
    options_to_json_dict,
    parse_attestation_object,
    parse_authentication_credential_json,
    parse_client_data_json,
    parse_registration_credential_json,
)
from webauthn.helpers.cose import COSEAlgorithmIdentifier as Algorithm
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AttestationConveyancePreference,
    AttestationFormat,
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from lawsuit_hub.settings import Settings

ALGORITHMS = [Algorithm.EDDSA, Algorithm.ECDSA_SHA_256, Algorithm.RSASSA_PKCS1_v1_5_SHA_256]
PATIENCE_MS = 120_000  # how long the browser waits for a finger or a face
LONGEST_ID = 1023  # bytes of a credential's id, by the standard
SHORTEST_ID = 16
LONGEST_KEY = 1200
SHORTEST_RSA = 2048
# We ask for no attestation; a browser may leave in what an authenticator says with its own new key. Certificates are not read.
_FORMATS = (AttestationFormat.NONE, AttestationFormat.PACKED)
_USUAL_PORTS = {"https": 443, "http": 80}
# What the library stumbles over in bytes that no authenticator made.
_STUMBLES = (
    WebAuthnException,
    InvalidSignature,
    UnsupportedAlgorithm,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OverflowError,
    RecursionError,
)

Answer = Mapping[str, Any]
Options = dict[str, Any]


class BadAnswer(Exception):
    """The browser's answer does not hold. It says no more: the parts of an answer are nobody's business."""


@dataclass(frozen=True, slots=True)
class Site:
    """Whom passkeys are made for: a host name, and the one origin that may ask for them."""

    rp_id: str
    origin: str
    name: str

    @classmethod
    def of(cls, settings: Settings) -> Self | None:
        """None where browsers offer no passkeys: a numeric address, or plain http elsewhere than on this machine."""
        try:
            parts = urlsplit(settings.public_base_url)
            said = parts.port
        except ValueError:
            return None
        host = _plain_host(parts.hostname or "")
        local = host == "localhost" or host.endswith(".localhost")
        if not host or not (parts.scheme == "https" or (parts.scheme == "http" and local)):
            return None
        port = "" if said in (None, _USUAL_PORTS[parts.scheme]) else f":{said}"
        return cls(host, f"{parts.scheme}://{host}{port}", settings.site_name)


@dataclass(frozen=True, slots=True, repr=False)
class Created:
    """A new credential; id and key as base64url."""

    credential_id: str
    public_key: str
    sign_count: int


@dataclass(frozen=True, slots=True, repr=False)
class Used:
    """A credential's answer that holds. `handle`: whose the authenticator says it is, where it says so."""

    handle: str | None
    sign_count: int


def creation_options(site: Site, *, challenge: bytes, handle: str, name: str, known: Iterable[str]) -> Options:
    """`name` stands in the list from which she chooses later, on her own device; `known` are credentials she has already."""
    wanted = AuthenticatorSelectionCriteria(
        resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
    )
    asked = generate_registration_options(
        rp_id=site.rp_id,
        rp_name=site.name,
        user_id=base64url_to_bytes(handle),
        user_name=name,
        challenge=challenge,
        timeout=PATIENCE_MS,
        attestation=AttestationConveyancePreference.NONE,
        authenticator_selection=wanted,
        exclude_credentials=_described(known),
        supported_pub_key_algs=ALGORITHMS,
    )
    return options_to_json_dict(asked)


def request_options(site: Site, *, challenge: bytes, allowed: Iterable[str] = ()) -> Options:
    """Without `allowed` she chooses among all that her devices hold for this site."""
    asked = generate_authentication_options(
        rp_id=site.rp_id,
        challenge=challenge,
        timeout=PATIENCE_MS,
        allow_credentials=_described(allowed),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json_dict(asked)


def created(site: Site, answer: Answer, *, challenge: bytes) -> Created:
    """Raises BadAnswer."""
    with _stumbling():
        credential = parse_registration_credential_json(dict(answer))
        _refuse_framed(credential.response.client_data_json)
        said = parse_attestation_object(credential.response.attestation_object)
        if said.fmt not in _FORMATS or said.att_stmt.x5c:
            raise BadAnswer
        made = verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=site.rp_id,
            expected_origin=site.origin,
            require_user_verification=True,
            supported_pub_key_algs=ALGORITHMS,
        )
        if not SHORTEST_ID <= len(made.credential_id) <= LONGEST_ID or not _is_usable(made.credential_public_key):
            raise BadAnswer
        key = bytes_to_base64url(made.credential_public_key)
        return Created(bytes_to_base64url(made.credential_id), key, made.sign_count)


def used(site: Site, answer: Answer, *, challenge: bytes, public_key: str) -> Used:
    """The count of uses is the caller's to compare, with one that was signed. Raises BadAnswer."""
    with _stumbling():
        credential = parse_authentication_credential_json(dict(answer))
        _refuse_framed(credential.response.client_data_json)
        checked = verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=site.rp_id,
            expected_origin=site.origin,
            credential_public_key=base64url_to_bytes(public_key),
            credential_current_sign_count=0,
            require_user_verification=True,
        )
        handle = credential.response.user_handle
        return Used(bytes_to_base64url(handle) if handle else None, checked.new_sign_count)


@contextmanager
def _stumbling() -> Iterator[None]:
    try:
        yield
    except _STUMBLES:
        raise BadAnswer from None


def _refuse_framed(client_data: bytes) -> None:
    """No page of ours is shown inside another site's."""
    if parse_client_data_json(client_data).cross_origin:
        raise BadAnswer


def _is_usable(public_key: bytes) -> bool:
    """Whether answers can be checked with it later: the kind of key that its algorithm needs, and none too weak."""
    if len(public_key) > LONGEST_KEY:
        return False
    told = decode_credential_public_key(public_key)
    key = decoded_public_key_to_cryptography(told)
    if told.alg == Algorithm.EDDSA:
        return isinstance(key, Ed25519PublicKey)
    if told.alg == Algorithm.ECDSA_SHA_256:
        return isinstance(key, EllipticCurvePublicKey) and isinstance(key.curve, SECP256R1)
    return isinstance(key, RSAPublicKey) and key.key_size >= SHORTEST_RSA


def _described(ids: Iterable[str]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in ids]


def _plain_host(host: str) -> str:
    """As browsers spell it; empty for a numeric address."""
    try:
        ip_address(host)
    except ValueError:
        pass
    else:
        return ""
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return ""
