"""The root key in HashiCorp Vault's Transit engine. What it wraps is bound to its name by the derived key's context."""

import base64
import binascii
from typing import Any

import hvac
import requests
from hvac import exceptions

from lawsuit_hub.infra.root_settings import (
    CONNECT_SECONDS,
    READ_SECONDS,
    file_of,
    require,
    secret_in,
    secret_problems,
    unsafe_address,
)
from lawsuit_hub.privacy.root import NotUnderRoot, RootKey, RootRefused, RootUnavailable
from lawsuit_hub.settings import Settings

_APPROLE = ("vault_role_id_file", "vault_secret_id_file")
_FORM = b"vault:"
_NOT_OURS = ("message authentication failed", "invalid ciphertext")
_TEMPORARY = (
    exceptions.VaultDown,  # sealed, or starting
    exceptions.InternalServerError,
    exceptions.BadGateway,
    exceptions.RateLimitExceeded,
    exceptions.VaultNotInitialized,
    exceptions.UnexpectedError,  # among them 472 and 473: a standby that does not pass on
)


def root_key(settings: Settings) -> RootKey:
    """Raises BadSettings."""
    token = ("vault_token_file",) if settings.vault_token_file or not settings.vault_role_id_file else _APPROLE
    wrong = [*unsafe_address("vault_url", settings.vault_url)]
    for name in token:
        wrong += secret_problems(settings, name) if getattr(settings, name) else []
    if settings.vault_ca_file and not file_of(settings, "vault_ca_file").is_file():
        wrong.append(f"vault_ca_file: {file_of(settings, 'vault_ca_file')} is not there")
    require(settings, ("vault_url", "vault_mount", "vault_key", *token), wrong)
    return VaultRoot(settings, by_role=token == _APPROLE)


class VaultRoot:
    """A connection a question: keys are asked for a few times an hour, and the token's file may be renewed meanwhile."""

    def __init__(self, settings: Settings, *, by_role: bool) -> None:
        self._settings = settings
        self._by_role = by_role
        self._token = ""

    def wrap(self, name: str, key: bytes) -> bytes:
        answer = self._ask(name, "encrypt", plaintext=base64.b64encode(key).decode())
        blob = _field(answer, "ciphertext").encode()
        self._require_binding(name, blob)
        return blob

    def unwrap(self, name: str, blob: bytes) -> bytes:
        if not blob.startswith(_FORM):
            raise NotUnderRoot(name)
        answer = self._ask(name, "decrypt", ciphertext=blob.decode("ascii", "replace"))
        try:
            return base64.b64decode(_field(answer, "plaintext"), validate=True)
        except binascii.Error:
            raise RootRefused("what answers at vault_url does not answer as Vault does") from None

    def check(self) -> str | None:
        return None

    def _require_binding(self, name: str, blob: bytes) -> None:
        """A Transit key made without `derived=true` takes a context and forgets it: any name would open any key."""
        try:
            self.unwrap(f"not {name}", blob)
        except NotUnderRoot:
            return
        raise RootRefused(
            f"the Transit key {self._settings.vault_key} was not made with derived=true: make one that is"
        )

    def _ask(self, name: str, deed: str, **what: str) -> Any:
        try:
            return self._asked(name, deed, what)
        except requests.RequestException as error:
            raise RootUnavailable(f"Vault does not answer ({type(error).__name__})") from None
        except _TEMPORARY as error:
            raise RootUnavailable(f"Vault cannot answer now ({type(error).__name__})") from None
        except exceptions.InvalidRequest as error:
            if deed == "decrypt" and any(words in str(error) for words in _NOT_OURS):
                raise NotUnderRoot(name) from None
            raise RootRefused("Vault does not know the key vault_key, or not this version of it") from None
        except exceptions.InvalidPath:
            raise RootRefused("Vault has nothing at vault_mount") from None
        except exceptions.VaultError as error:
            raise RootRefused(
                f"Vault refuses ({type(error).__name__}): is the token good, does its policy allow encrypt and decrypt?"
            ) from None

    def _asked(self, name: str, deed: str, what: dict[str, str]) -> Any:
        with requests.Session() as session:
            client = self._client(session)
            try:
                return self._question(client, name, deed, what)
            except exceptions.Forbidden:
                if not (self._by_role and self._token):
                    raise
            self._token = ""  # the role's token has run out: one more, once
            return self._question(self._client(session), name, deed, what)

    def _question(self, client: hvac.Client, name: str, deed: str, what: dict[str, str]) -> Any:
        context = base64.b64encode(f"lawsuit-hub/{name}".encode()).decode()
        ask = getattr(client.secrets.transit, f"{deed}_data")
        return ask(self._settings.vault_key, **what, context=context, mount_point=self._settings.vault_mount)

    def _client(self, session: requests.Session) -> hvac.Client:
        """Nothing of it comes from the environment: no token, no proxy, no address."""
        settings = self._settings
        session.trust_env = False
        session.verify = str(file_of(settings, "vault_ca_file")) if settings.vault_ca_file else True
        client = hvac.Client(
            settings.vault_url,
            token=self._token if self._by_role else secret_in(settings, "vault_token_file"),
            timeout=(CONNECT_SECONDS, READ_SECONDS),
            session=session,
            namespace=settings.vault_namespace or None,
            allow_redirects=False,
            verify=session.verify,
        )
        if self._by_role and not self._token:
            role, secret = (secret_in(settings, name) for name in _APPROLE)
            try:
                client.auth.approle.login(role, secret, mount_point=settings.vault_role_mount)
            except exceptions.InvalidRequest:
                raise RootRefused(f"Vault knows no such role: {' or '.join(_APPROLE)} is wrong or ran out") from None
            self._token = client.token
        return client


def _field(answer: Any, name: str) -> str:
    """A redirect or a page of some proxy is no answer."""
    data = answer.get("data") if isinstance(answer, dict) else None
    value = data.get(name) if isinstance(data, dict) else None
    if not isinstance(value, str):
        raise RootRefused("what answers at vault_url does not answer as Vault does")
    return value
