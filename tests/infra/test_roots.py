"""Each provider of root keys over its real HTTP API: what it binds, what it refuses, what happens when it stops in mid-request."""

import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from lawsuit_hub.infra import root_settings
from lawsuit_hub.infra.roots import root_of
from lawsuit_hub.privacy.patient_root import PAUSE_SECONDS
from lawsuit_hub.privacy.root import NotUnderRoot, RootKey, RootRefused, RootTrouble, RootUnavailable
from lawsuit_hub.settings import BadSettings, Settings
from tests.clock import Clock
from tests.infra.root_services import MOMENT, Service, private_file
from tests.infra.vault_stand_in import ROLE, SECRET, StandIn, vault_stand_in

KEY = bytes(range(32))
NAME = "kek/vault-0001.key"


def root(settings: Settings, clock: Clock | None = None) -> RootKey:
    made = root_of(settings, clock.seconds if clock else time.monotonic)
    assert made is not None
    return made


def refusal(settings: Settings) -> str:
    with pytest.raises(BadSettings) as refused:
        root_of(settings)
    return str(refused.value)


def test_what_is_wrapped_unwraps_under_its_name_and_no_other(service: Service) -> None:
    made = root(service.settings)
    wrapped = made.wrap(NAME, KEY)
    assert KEY not in wrapped
    assert made.wrap(NAME, KEY) != wrapped
    with pytest.raises(NotUnderRoot) as other:
        made.unwrap("vault.key", wrapped)
    assert other.value.name == "vault.key"
    assert root(service.settings).unwrap(NAME, wrapped) == KEY


def test_changed_and_foreign_bytes_are_refused(service: Service) -> None:
    made = root(service.settings)
    wrapped = made.wrap(NAME, KEY)
    other = b"A" if wrapped[-6:-5] != b"A" else b"B"
    for wrong in (wrapped[:-6] + other + wrapped[-5:], b"", bytes(60), b"vault:v1:AAAA", wrapped[: len(wrapped) // 2]):
        with pytest.raises(RootRefused):
            made.unwrap(NAME, wrong)


@pytest.mark.parametrize("state", ["hangs", "resets", "cut"])
def test_stopped_in_mid_request_it_says_so_soon_and_recovers(service: Service, state: str) -> None:
    clock = Clock()
    made = root(service.settings, clock)
    wrapped = made.wrap(NAME, KEY)
    service.door.state, asked, began = state, service.door.asked, time.monotonic()
    with pytest.raises(RootUnavailable) as down:
        made.unwrap(NAME, wrapped)
    assert time.monotonic() - began < 8 * MOMENT
    assert service.door.asked > asked
    assert KEY.hex() not in repr(down.value) + repr(down.value.__context__)
    service.door.state = "open"
    clock.forward(seconds=PAUSE_SECONDS)
    assert made.unwrap(NAME, wrapped) == KEY


def test_nobody_there_is_unavailable(service: Service) -> None:
    settings = replace(service.settings, vault_url="http://127.0.0.1:9", kms_endpoint="http://127.0.0.1:9")
    with pytest.raises(RootUnavailable, match="does not answer"):
        root(settings).wrap(NAME, KEY)


def test_denied_is_refused_and_asked_again_later(service: Service) -> None:
    clock = Clock()
    made = root(service.settings, clock)
    wrapped = made.wrap(NAME, KEY)
    service.deny()
    with pytest.raises(RootRefused):
        made.unwrap(NAME, wrapped)
    service.permit()
    clock.forward(seconds=PAUSE_SECONDS)
    assert made.unwrap(NAME, wrapped) == KEY


def test_after_a_failure_nobody_is_asked_for_a_moment(service: Service) -> None:
    clock = Clock()
    made = root(service.settings, clock)
    wrapped = made.wrap(NAME, KEY)
    service.door.state = "resets"
    with pytest.raises(RootUnavailable):
        made.unwrap(NAME, wrapped)
    asked = service.door.asked
    for _ in range(5):
        with pytest.raises(RootUnavailable):
            made.unwrap(NAME, wrapped)
    assert service.door.asked == asked
    clock.forward(seconds=PAUSE_SECONDS)
    with pytest.raises(RootUnavailable):
        made.unwrap(NAME, wrapped)
    assert service.door.asked > asked


def test_threads_share_a_root(service: Service) -> None:
    made = root(service.settings)
    wrapped = made.wrap(NAME, KEY)
    got: list[bytes] = []
    threads = [threading.Thread(target=lambda: got.append(made.unwrap(NAME, wrapped))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [KEY] * 8


def test_nobody_waits_longer_than_a_person_would() -> None:
    assert root_settings.CONNECT_SECONDS + root_settings.READ_SECONDS <= 4
    assert max(root_settings.CONNECT_SECONDS, root_settings.READ_SECONDS) <= 3


def test_vault_is_asked_with_the_name_as_context(vault: Service, vault_server: StandIn) -> None:
    made = root(vault.settings)
    made.unwrap(NAME, made.wrap(NAME, KEY))
    assert vault_server.calls[0] == ("encrypt", f"lawsuit-hub/{NAME}")
    assert vault_server.calls[-1] == ("decrypt", f"lawsuit-hub/{NAME}")


def test_a_transit_key_that_forgets_its_context_is_refused(vault: Service, vault_server: StandIn) -> None:
    vault_server.derived = False
    with pytest.raises(RootRefused, match="derived=true"):
        root(vault.settings).wrap(NAME, KEY)


def test_a_sealed_vault_is_unavailable_and_a_wrong_key_or_mount_refused(vault: Service, vault_server: StandIn) -> None:
    with pytest.raises(RootRefused, match="vault_key"):
        root(replace(vault.settings, vault_key="another")).wrap(NAME, KEY)
    with pytest.raises(RootRefused, match="vault_mount"):
        root(replace(vault.settings, vault_mount="elsewhere")).wrap(NAME, KEY)
    vault_server.sealed = True
    with pytest.raises(RootUnavailable, match="VaultDown"):
        root(vault.settings).wrap(NAME, KEY)


def test_a_renewed_token_file_counts_from_the_next_question_on(vault: Service, vault_server: StandIn) -> None:
    made = root(vault.settings)
    wrapped = made.wrap(NAME, KEY)
    vault_server.tokens = {"hvs.renewed"}
    private_file(vault.settings.instance / "vault.token", "hvs.renewed\n")
    assert made.unwrap(NAME, wrapped) == KEY


def test_a_role_signs_in_once_and_again_when_its_token_ran_out(vault: Service, vault_server: StandIn) -> None:
    folder = vault.settings.instance
    private_file(folder / "role", ROLE)
    private_file(folder / "secret", SECRET)
    by_role = replace(vault.settings, vault_token_file="", vault_role_id_file="role", vault_secret_id_file="secret")
    made = root(by_role)
    wrapped = made.wrap(NAME, KEY)
    assert made.unwrap(NAME, wrapped) == KEY
    assert vault_server.logins == 1
    vault_server.tokens.clear()
    assert made.unwrap(NAME, wrapped) == KEY
    assert vault_server.logins == 2
    private_file(folder / "secret", "wrong")
    with pytest.raises(RootRefused, match="vault_secret_id_file"):
        root(by_role).unwrap(NAME, wrapped)


def test_what_answers_in_vaults_place_is_not_believed(vault: Service) -> None:
    with vault_stand_in() as other:
        other.answer = lambda *_: {"data": "a page of some proxy"}  # type: ignore[method-assign]
        with pytest.raises(RootRefused, match="as Vault does"):
            root(replace(vault.settings, vault_url=f"http://127.0.0.1:{other.port}")).wrap(NAME, KEY)


def test_nothing_comes_from_the_environment(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("VAULT_TOKEN", "hvs.of-the-environment")
    monkeypatch.setenv("VAULT_NAMESPACE", "elsewhere")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAENVIRONMENT")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "environment")
    made = root(service.settings)
    assert made.unwrap(NAME, made.wrap(NAME, KEY)) == KEY


def test_kms_without_a_file_does_not_take_credentials_of_the_environment(
    kms: Service, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAENVIRONMENT")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "environment")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with pytest.raises(RootRefused, match="kms_credentials_file"):
        root(replace(kms.settings, kms_credentials_file="")).wrap(NAME, KEY)


def test_settings_that_lack_something_say_all_of_it(tmp_path: Path) -> None:
    bare = Settings(instance=tmp_path, database_url="sqlite://")
    assert root_of(bare) is None
    assert "vault_url is not set; vault_token_file is not set" in refusal(replace(bare, root_provider="vault"))
    assert "kms_region is not set; kms_key is not set" in refusal(replace(bare, root_provider="kms"))
    assert "unknown" in refusal(replace(bare, root_provider="hsm"))


def test_secrets_that_others_can_read_and_addresses_in_the_clear_are_refused(tmp_path: Path) -> None:
    bare = Settings(instance=tmp_path, database_url="sqlite://", root_provider="vault", vault_token_file="token")
    private_file(tmp_path / "token", "hvs.invented").chmod(0o640)
    told = refusal(replace(bare, vault_url="http://vault.example.org", vault_ca_file="ca.pem"))
    assert "https://" in told
    assert "chmod 600" in told
    assert "ca.pem is not there" in told
    assert "hvs.invented" not in told
    (tmp_path / "token").unlink()
    assert "cannot be read" in refusal(replace(bare, vault_url="https://vault.example.org"))
    private_file(tmp_path / "aws", "no section")
    kms = replace(bare, root_provider="kms", kms_region="a", kms_key="b", kms_credentials_file="aws")
    assert "aws_access_key_id" in refusal(kms)
    assert "https://" in refusal(replace(kms, kms_endpoint="http://kms.example.org"))


def test_a_provider_whose_package_is_not_installed_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "hvac", None)
    monkeypatch.delitem(__import__("sys").modules, "lawsuit_hub.infra.root_vault", raising=False)
    told = refusal(Settings(instance=tmp_path, database_url="sqlite://", root_provider="vault"))
    assert "pip install --require-hashes -r requirements-vault.txt" in told


def test_every_trouble_is_one_kind_of_trouble() -> None:
    assert issubclass(RootUnavailable, RootTrouble)
    assert issubclass(NotUnderRoot, RootRefused)
    assert issubclass(RootRefused, RootTrouble)
