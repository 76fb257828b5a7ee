"""Root keys of other machines for tests: settings that speak to the stand-ins through a door, waiting only a moment."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import boto3
import pytest
from moto.moto_server.threaded_moto_server import ThreadedMotoServer

from lawsuit_hub.infra import root_kms, root_vault
from lawsuit_hub.settings import Settings
from tests.infra.door import Door, door_to
from tests.infra.vault_stand_in import TOKEN, StandIn, vault_stand_in

MOMENT = 0.25
KMS_CREDENTIALS = "[default]\naws_access_key_id = AKIAINVENTED\naws_secret_access_key = invented\n"

_SAID = b'{"__type": "AccessDeniedException", "Message": "not authorized to perform: kms:Decrypt"}'
# moto asks nobody for permission, so the door says what KMS says.
KMS_DENIES = (
    b"HTTP/1.1 400 Bad Request\r\nContent-Type: application/x-amz-json-1.1\r\nConnection: close\r\n"
    + f"Content-Length: {len(_SAID)}\r\n\r\n".encode()
    + _SAID
)


@dataclass
class Service:
    """A provider behind its door. `deny` lets it refuse whoever asks; `permit` takes that back."""

    settings: Settings
    door: Door
    deny: Callable[[], object]
    permit: Callable[[], object]


def private_file(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    return path


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What does not answer is given up after a moment; what counts is that it is given up."""
    for adapter in (root_vault, root_kms):
        monkeypatch.setattr(adapter, "CONNECT_SECONDS", MOMENT)
        monkeypatch.setattr(adapter, "READ_SECONDS", MOMENT)


@pytest.fixture
def vault_server() -> Iterator[StandIn]:
    with vault_stand_in() as stand_in:
        yield stand_in


@pytest.fixture
def vault(vault_server: StandIn, tmp_path: Path, soon: None) -> Iterator[Service]:
    private_file(tmp_path / "vault.token", TOKEN + "\n")
    with door_to(vault_server.port) as door:
        settings = Settings(
            instance=tmp_path,
            database_url="sqlite://",
            root_provider="vault",
            vault_url=door.url,
            vault_token_file="vault.token",
        )
        tokens = vault_server.tokens
        yield Service(settings, door, tokens.clear, lambda: tokens.add(TOKEN))


@pytest.fixture(scope="session")
def kms_server() -> Iterator[int]:
    """moto's KMS: it seals with AES-GCM and takes the encryption context as AAD."""
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    yield server.get_host_and_port()[1]
    server.stop()


@pytest.fixture
def kms(kms_server: int, tmp_path: Path, soon: None) -> Iterator[Service]:
    private_file(tmp_path / "aws", KMS_CREDENTIALS)
    direct = boto3.client(
        "kms",
        region_name="ap-northeast-2",
        endpoint_url=f"http://127.0.0.1:{kms_server}",
        aws_access_key_id="AKIAINVENTED",
        aws_secret_access_key="invented",
    )
    key = direct.create_key(Description="root")["KeyMetadata"]["KeyId"]
    with door_to(kms_server) as door:
        settings = Settings(
            instance=tmp_path,
            database_url="sqlite://",
            root_provider="kms",
            kms_region="ap-northeast-2",
            kms_key=key,
            kms_endpoint=door.url,
            kms_credentials_file="aws",
        )
        door.refusal = KMS_DENIES
        yield Service(settings, door, lambda: setattr(door, "state", "refuses"), lambda: setattr(door, "state", "open"))
    direct.close()


@pytest.fixture(params=["vault", "kms"])
def service(request: pytest.FixtureRequest) -> Service:
    """Each provider in turn."""
    made: Service = request.getfixturevalue(request.param)
    return made
