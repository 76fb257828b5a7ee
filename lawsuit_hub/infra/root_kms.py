"""The root key in AWS KMS. What it wraps is bound to its name by the encryption context, which CloudTrail shows."""

import configparser
from typing import Any

import boto3
import botocore.session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError

from lawsuit_hub.infra.root_settings import (
    CONNECT_SECONDS,
    READ_SECONDS,
    file_of,
    require,
    secret_problems,
    unsafe_address,
)
from lawsuit_hub.privacy.root import NotUnderRoot, RootKey, RootRefused, RootUnavailable
from lawsuit_hub.settings import BadSettings, Settings

_NOT_OURS = frozenset({"InvalidCiphertextException", "IncorrectKeyException"})
_TEMPORARY = frozenset(
    {"ThrottlingException", "KMSInternalException", "DependencyTimeoutException", "KeyUnavailableException"}
)
_SERVER = 500
_CREDENTIALS = ("aws_access_key_id", "aws_secret_access_key")


def root_key(settings: Settings) -> RootKey:
    """Raises BadSettings."""
    wrong = unsafe_address("kms_endpoint", settings.kms_endpoint)
    if settings.kms_credentials_file:
        wrong += secret_problems(settings, "kms_credentials_file")
    require(settings, ("kms_region", "kms_key"), wrong)
    return KmsRoot(_client(settings), settings.kms_key)


class KmsRoot:
    """The client is shared by threads, as boto3 allows for clients."""

    def __init__(self, client: Any, key: str) -> None:
        self._client = client
        self._key = key

    def wrap(self, name: str, key: bytes) -> bytes:
        return bytes(self._ask(name, "encrypt", Plaintext=key)["CiphertextBlob"])

    def unwrap(self, name: str, blob: bytes) -> bytes:
        return bytes(self._ask(name, "decrypt", CiphertextBlob=blob)["Plaintext"])

    def check(self) -> str | None:
        return None

    def _ask(self, name: str, deed: str, **what: bytes) -> Any:
        try:
            return getattr(self._client, deed)(KeyId=self._key, EncryptionContext={"lawsuit-hub": name}, **what)
        except ClientError as error:
            code = str(error.response.get("Error", {}).get("Code", ""))
            status = int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
            if code in _NOT_OURS:
                raise NotUnderRoot(name) from None
            if code in _TEMPORARY or status >= _SERVER:
                raise RootUnavailable(f"KMS cannot answer now ({code or status})") from None
            raise RootRefused(f"KMS refuses ({code}): see docs/key-providers.md") from None
        except NoCredentialsError:
            raise RootRefused("no credentials for KMS: kms_credentials_file, or a role of this machine") from None
        except BotoCoreError as error:
            raise RootUnavailable(f"KMS does not answer ({type(error).__name__})") from None


def _client(settings: Settings) -> Any:
    """Without a file the machine's own role is asked; never the environment, never a home folder."""
    session = botocore.session.Session()
    providers = session.get_component("credential_provider")
    for name in ("env", "assume-role", "assume-role-with-web-identity", "shared-credentials-file", "config-file"):
        providers.remove(name)
    keys = _credentials(settings) if settings.kms_credentials_file else {}
    config = Config(
        connect_timeout=CONNECT_SECONDS, read_timeout=READ_SECONDS, retries={"total_max_attempts": 1}, proxies={}
    )
    return boto3.Session(botocore_session=session, region_name=settings.kms_region).client(
        "kms", endpoint_url=settings.kms_endpoint or None, config=config, **keys
    )


def _credentials(settings: Settings) -> dict[str, str]:
    """A file as AWS's own tools write it; its first section counts."""
    path, parsed = file_of(settings, "kms_credentials_file"), configparser.ConfigParser(interpolation=None)
    try:
        parsed.read_string(path.read_text(encoding="utf-8"))
        section = parsed[parsed.sections()[0]]
        keys = {name: section[name] for name in _CREDENTIALS}
    except (configparser.Error, KeyError, IndexError, UnicodeDecodeError):
        raise BadSettings(f"kms_credentials_file: {path} needs a section with {' and '.join(_CREDENTIALS)}") from None
    token = section.get("aws_session_token")
    return {**keys, "aws_session_token": token} if token else keys
