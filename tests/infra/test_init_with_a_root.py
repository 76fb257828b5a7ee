"""`hub init` with a root key on another machine, and `hub doctor` while it is down: what an operator sees."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from lawsuit_hub.cli import hub
from lawsuit_hub.doctor import examine
from lawsuit_hub.instance import Instance, make_instance, open_instance
from lawsuit_hub.privacy.keyring import RootUnavailable
from tests.infra.root_services import Service

SETTINGS = """\
public_base_url = "https://hub.example.org"
allow_file_carrier = true
root_provider = "vault"
vault_url = "{url}"
vault_token_file = "{token}"
"""


@pytest.fixture(autouse=True)
def process() -> Iterator[None]:
    """Opening an instance sets the process's umask and its logs; the tests after these get theirs back."""
    umask, records = os.umask(0o022), logging.getLogRecordFactory()
    os.umask(umask)
    yield
    os.umask(umask)
    logging.setLogRecordFactory(records)


@pytest.fixture
def text(vault: Service) -> str:
    return SETTINGS.format(url=vault.door.url, token=vault.settings.instance / "vault.token")


def close(instance: Instance) -> None:
    instance.engine.dispose()
    instance.works.limits.close()


def told(folder: Path) -> dict[bool, str]:
    findings = examine(folder)
    return {good: "\n".join(one.text for one in findings if one.good is good) for good in (True, False)}


def test_without_the_root_key_nothing_is_made(vault: Service, text: str, tmp_path: Path) -> None:
    folder, prepared = tmp_path / "instance", tmp_path / "hub.toml"
    prepared.write_text(text, encoding="utf-8")
    vault.door.state = "resets"
    told = CliRunner().invoke(hub, ["init", "--settings", str(prepared)], env={"LAWSUIT_HUB_INSTANCE": str(folder)})
    assert isinstance(told.exception, RootUnavailable)
    assert list(folder.iterdir()) == []
    vault.door.state = "open"
    told = CliRunner().invoke(hub, ["init", "--settings", str(prepared)], env={"LAWSUIT_HUB_INSTANCE": str(folder)})
    assert told.exit_code == 0, told.output
    assert (folder / "hub.toml").read_text(encoding="utf-8") == text


def test_an_instance_is_made_checked_opened_while_the_root_is_down_and_says_so(
    vault: Service, text: str, tmp_path: Path
) -> None:
    folder = tmp_path / "instance"
    close(make_instance(folder, text=text, environ={}))
    assert not (folder / "keys" / "root.key").exists()
    assert (folder / "hub.toml").read_text(encoding="utf-8") == text
    assert told(folder)[False] == ""
    assert "the root key (vault) answers" in told(folder)[True]

    vault.door.state = "resets"
    said = told(folder)
    assert (
        "the root key (vault): Vault does not answer (ConnectionError); until then identities stay closed"
        in said[False]
    )
    assert "keys are whole" in said[True]
    instance = open_instance(vault.settings.load(folder, {}))
    assert not instance.works.ring.is_demo
    close(instance)
