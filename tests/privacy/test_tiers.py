"""Which keys a tier gets, and that it does not start with one it must not hold."""

import shutil
import stat
from pathlib import Path
from uuid import uuid4

import pytest

from lawsuit_hub.privacy import tiers
from lawsuit_hub.privacy.keyring import BadKeys, KeyKind, Keyring, NotHere
from lawsuit_hub.privacy.tiers import Tier

SHARED = {"vault.pub", "audit/0001.pub", "session.key", "hint/0001.key"}
HELD = {Tier.PUBLIC: SHARED | {"peer/0001.key"}, Tier.COUNSEL: SHARED}


@pytest.fixture
def folder(key_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(key_folder, tmp_path / "keys"))


def files_of(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("tier", HELD)
def test_a_tier_is_handed_exactly_what_it_holds(folder: Path, tmp_path: Path, tier: Tier) -> None:
    target = tmp_path / "handed"
    assert set(tiers.hand_out(folder, tier, target)) == files_of(target) == HELD[tier]
    for path in (target, *target.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)
    tiers.refuse_forbidden(target, tier)
    ring = Keyring.load_public(target, tiers.kinds_of(tier))
    assert ring.check_values().items() < Keyring.load(folder).check_values().items()
    assert ring.holds(KeyKind.PEER) == (tier is Tier.PUBLIC)
    if tier is Tier.COUNSEL:
        with pytest.raises(NotHere):
            ring.wrap(uuid4(), KeyKind.PEER, 1, bytes(32))
    with pytest.raises(NotHere):
        ring.index("victims.phone", "+821000000001")


@pytest.mark.parametrize("tier", HELD)
def test_a_tier_refuses_every_key_it_must_not_hold(folder: Path, tmp_path: Path, tier: Tier) -> None:
    everything = files_of(folder)
    assert len(everything - HELD[tier]) >= 6
    for name in sorted(everything - HELD[tier]):
        target = tmp_path / f"with-{name.replace('/', '-')}"
        tiers.hand_out(folder, tier, target)
        (target / name).parent.mkdir(exist_ok=True)
        shutil.copy(folder / name, target / name)
        with pytest.raises(BadKeys) as refused:
            tiers.refuse_forbidden(target, tier)
        assert refused.value.problems == ((name, tiers.FORBIDDEN),)
        with pytest.raises(BadKeys):
            tiers.hand_out(folder, tier, target)


def test_handing_out_again_adds_what_is_new_and_overwrites_nothing(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "handed"
    tiers.hand_out(folder, Tier.PUBLIC, target)
    assert tiers.hand_out(folder, Tier.PUBLIC, target) == []
    Keyring.load(folder).add_epoch(KeyKind.PEER)
    assert tiers.hand_out(folder, Tier.PUBLIC, target) == ["peer/0002.key"]
    Keyring.create(tmp_path / "other")
    (target / "session.key").write_bytes((tmp_path / "other" / "session.key").read_bytes())
    with pytest.raises(BadKeys) as refused:
        tiers.hand_out(folder, Tier.PUBLIC, target)
    assert refused.value.problems == (("session.key", tiers.ANOTHER),)


def test_a_tier_outside_says_which_of_its_keys_is_missing(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "handed"
    tiers.hand_out(folder, Tier.COUNSEL, target)
    (target / "hint" / "0001.key").unlink()
    with pytest.raises(BadKeys, match=r"hint/0001\.key"):
        Keyring.load_public(target, tiers.kinds_of(Tier.COUNSEL))
