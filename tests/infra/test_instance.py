"""An instance opens only when folder, keys, database and schema belong together and nobody else can read them."""

import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from lawsuit_hub.infra import schema
from lawsuit_hub.infra.db import make_engine
from lawsuit_hub.instance import DEFAULTS, Instance, make_instance, migrate, open_instance
from lawsuit_hub.privacy.keyring import BadKeys, Keyring
from lawsuit_hub.settings import BadSettings, Settings

TRIAL = 'production = false\ntrusted_hosts = ["localhost"]\n'


@pytest.fixture(autouse=True)
def process() -> Iterator[None]:
    """Opening an instance sets the process's umask and its logs; the tests after these get theirs back."""
    umask, records = os.umask(0o022), logging.getLogRecordFactory()
    os.umask(umask)
    yield
    os.umask(umask)
    logging.setLogRecordFactory(records)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "instance"


@pytest.fixture
def environ(empty_database_url: str, database_kind: str) -> dict[str, str]:
    return {"DATABASE_URL": empty_database_url} if database_kind == "postgresql" else {}


def make(folder: Path, environ: dict[str, str]) -> Settings:
    made = make_instance(folder, text=TRIAL, environ=environ)
    close(made)
    return made.settings


def close(instance: Instance) -> None:
    instance.engine.dispose()
    instance.works.limits.close()


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_what_is_made_opens_and_nobody_else_can_read_it(folder: Path, environ: dict[str, str]) -> None:
    settings = make(folder, environ)
    close(open_instance(settings))
    assert mode(folder) == 0o700
    for path in folder.rglob("*"):
        assert not mode(path) & 0o077, f"{path.name} is open to others"
    assert (folder / "hub.db").exists() == (not environ)


def test_nothing_is_made_over_what_is_there(folder: Path, environ: dict[str, str]) -> None:
    make(folder, environ)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(BadSettings, match="already has"):
        make_instance(folder, text=TRIAL, environ=environ)
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("taken", ["keys", "hub.toml", "hub.db"])
def test_each_of_keys_settings_and_data_stops_the_making(folder: Path, taken: str) -> None:
    folder.mkdir()
    (folder / taken).touch()
    with pytest.raises(BadSettings, match=taken):
        make_instance(folder, text=TRIAL, environ={})
    assert [path.name for path in folder.iterdir()] == [taken]


def test_a_folder_that_others_can_enter_is_refused(folder: Path, environ: dict[str, str]) -> None:
    settings = make(folder, environ)
    folder.chmod(0o750)
    with pytest.raises(BadSettings, match="chmod 700"):
        open_instance(settings)


@pytest.mark.parametrize("name", ["vault.key", "index.key", "root.key", "session.key"])
def test_a_key_that_others_can_read_is_refused_by_name(folder: Path, environ: dict[str, str], name: str) -> None:
    settings = make(folder, environ)
    (folder / "keys" / name).chmod(0o640)
    with pytest.raises(BadKeys, match=name):
        open_instance(settings)


def test_a_missing_key_is_refused_and_not_made_anew(folder: Path, environ: dict[str, str]) -> None:
    settings = make(folder, environ)
    (folder / "keys" / "index.key").unlink()
    with pytest.raises(BadKeys, match=r"index\.key"):
        open_instance(settings)
    assert not (folder / "keys" / "index.key").exists()


def test_keys_of_another_instance_are_refused(folder: Path, environ: dict[str, str], tmp_path: Path) -> None:
    settings = make(folder, environ)
    Keyring.create(tmp_path / "others")
    (folder / "keys").rename(folder / "own")
    (tmp_path / "others").rename(folder / "keys")
    with pytest.raises(BadKeys, match="differ"):
        open_instance(settings)
    (folder / "keys").rename(tmp_path / "others")
    (folder / "own").rename(folder / "keys")
    close(open_instance(settings))


def test_an_old_schema_is_refused_until_it_is_migrated(folder: Path, environ: dict[str, str]) -> None:
    settings = make(folder, environ)
    engine = make_engine(settings.database_url)
    schema.downgrade(engine, "base")
    engine.dispose()
    with pytest.raises(BadSettings, match="hub migrate"):
        open_instance(settings)
    migrate(settings)
    close(open_instance(settings))


def test_the_settings_of_a_new_instance_are_those_of_a_real_one(folder: Path) -> None:
    folder.mkdir()
    (folder / "hub.toml").write_text(DEFAULTS, encoding="utf-8")
    settings = Settings.load(folder, {})
    assert settings.production
    assert settings.public_base_url.startswith("https://")
    with pytest.raises(BadSettings, match="allow_file_carrier"):
        settings.refuse_unfit_for_serving(demo_keys=False)
