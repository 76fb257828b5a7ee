"""New epochs and destroyed ones: noticed by a ring that is in use, whole or not at all on the disk."""

import os
import shutil
import stat
from pathlib import Path
from uuid import uuid4

import pytest

from lawsuit_hub.privacy import keyfiles
from lawsuit_hub.privacy.epochs import KeyInUse
from lawsuit_hub.privacy.keyring import BadKeys, KeyKind, Keyring, KeysExist, NotHere, UnknownKey

FILES = {KeyKind.VAULT: "kek/vault-0002.key", KeyKind.PEER: "peer/0002.key", KeyKind.HINT: "hint/0002.key"}


@pytest.fixture
def folder(key_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(key_folder, tmp_path / "keys"))


def active(ring: Keyring, kind: KeyKind) -> str:
    return ring.wrap(uuid4(), kind, 1, bytes(32)).kek_id


@pytest.mark.parametrize("kind", KeyKind)
def test_a_ring_in_use_wraps_under_an_epoch_that_another_process_made(folder: Path, kind: KeyKind) -> None:
    serving, rotating = Keyring.load(folder), Keyring.load(folder)
    old = serving.wrap(uuid4(), kind, 1, bytes(32))
    assert rotating.add_epoch(kind) == f"{kind.value}-0002"
    assert active(serving, kind) == f"{kind.value}-0002"
    assert serving.unwrap(old) == bytes(32)
    assert serving.unwrap(rotating.wrap(uuid4(), kind, 1, bytes(32))) == bytes(32)
    assert serving.check_values() == Keyring.load(folder).check_values()
    assert stat.S_IMODE((folder / FILES[kind]).stat().st_mode) == 0o600


@pytest.mark.parametrize("kind", KeyKind)
def test_a_ring_in_use_forgets_a_destroyed_epoch_at_once(folder: Path, kind: KeyKind) -> None:
    serving, rotating = Keyring.load(folder), Keyring.load(folder)
    old = serving.wrap(uuid4(), kind, 1, bytes(32))
    rotating.add_epoch(kind)
    assert serving.unwrap(old) == bytes(32)
    rotating.retire_epoch(kind, old.kek_id)
    with pytest.raises(UnknownKey):
        serving.unwrap(old)
    assert old.kek_id not in serving.check_values()


def test_changes_within_one_tick_of_the_disks_clock_are_all_seen(folder: Path) -> None:
    serving, rotating = Keyring.load(folder), Keyring.load(folder)
    for number in range(2, 12):
        rotating.add_epoch(KeyKind.PEER)
        os.utime(folder / "peer", ns=((folder / "peer").stat().st_atime_ns, 10**18 * 2))
        assert active(serving, KeyKind.PEER) == f"peer-{number:04}"


def test_a_destroyed_key_is_written_over_before_its_file_goes(folder: Path, tmp_path: Path) -> None:
    ring = Keyring.load(folder)
    ring.add_epoch(KeyKind.PEER)
    (tmp_path / "same").hardlink_to(folder / "peer/0001.key")
    before = (tmp_path / "same").read_bytes()
    ring.retire_epoch(KeyKind.PEER, "peer-0001")
    assert not (folder / "peer/0001.key").exists()
    after = (tmp_path / "same").read_bytes()
    assert len(after) == len(before)
    assert b"lawsuit-hub" not in after


def test_the_newest_and_an_unknown_epoch_are_not_destroyed(folder: Path) -> None:
    ring = Keyring.load(folder)
    with pytest.raises(KeyInUse):
        ring.retire_epoch(KeyKind.VAULT, "vault-0001")
    with pytest.raises(UnknownKey):
        ring.retire_epoch(KeyKind.VAULT, "vault-0007")
    with pytest.raises(UnknownKey):
        ring.retire_epoch(KeyKind.VAULT, "../root")
    assert (folder / "kek/vault-0001.key").exists()


def test_a_public_ring_makes_and_destroys_no_key_of_the_vault(folder: Path) -> None:
    public = Keyring.load_public(folder)
    with pytest.raises(NotHere):
        public.add_epoch(KeyKind.VAULT)
    with pytest.raises(NotHere):
        public.retire_epoch(KeyKind.VAULT, "vault-0001")


def test_a_key_file_is_there_whole_or_not_at_all(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OSError, match="space"):
        Keyring.load(folder).add_epoch(KeyKind.VAULT)
    assert [path.name for path in (folder / "kek").iterdir()] == ["vault-0001.key"]


def test_two_that_make_the_same_epoch_do_not_write_over_each_other(folder: Path) -> None:
    keyfiles.write(folder, "peer/0002.key", bytes(32), demo=False)
    with pytest.raises(KeysExist):
        keyfiles.write(folder, "peer/0002.key", bytes([1]) * 32, demo=False)
    assert keyfiles.read_one(folder, "peer/0002.key") == bytes(32)
    assert sorted(path.name for path in (folder / "peer").iterdir()) == ["0001.key", "0002.key"]


def test_a_folder_that_lost_every_key_of_a_kind_says_so_and_recovers(folder: Path) -> None:
    ring = Keyring.load(folder)
    (folder / "peer").rename(folder / "away")
    with pytest.raises(BadKeys, match="peer"):
        active(ring, KeyKind.PEER)
    (folder / "away").rename(folder / "peer")
    assert active(ring, KeyKind.PEER) == "peer-0001"
