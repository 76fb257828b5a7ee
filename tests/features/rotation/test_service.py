"""Keys turn while people register: nobody is lost, nothing stays under an old key, what was destroyed opens nowhere."""

import shutil
from pathlib import Path
from threading import Thread
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.rotation import service as rotation
from lawsuit_hub.features.rotation.types import NoSuchKey, SomeDoNotOpen, StillActive, StillWraps
from lawsuit_hub.infra.keystore import SubjectKey, TableKeyStore
from lawsuit_hub.infra.work import Works
from lawsuit_hub.instance import check_keys
from lawsuit_hub.privacy.keyring import KeyKind, Keyring, UnknownKey
from lawsuit_hub.privacy.root import ROOT_FILE
from tests.features.rotation.conftest import make_crowd
from tests.people import make_victim
from tests.world import World


def rewrap(world: World, size: int = 2000) -> int:
    return max((step.done for step in rotation.rewrap(world.works, size=size)), default=0)


def states(world: World) -> dict[str, tuple[str, int]]:
    with world.as_system() as work:
        return {one.id: (one.state, one.wraps) for one in rotation.status(work)}


def test_what_is_wrapped_after_a_rotation_is_wrapped_under_the_new_key(world: World) -> None:
    make_crowd(world, 2)
    assert rotation.rotate(world.works, "vault") == "vault-0002"
    make_crowd(world, 2)
    assert states(world) == {
        "hint-0001": ("active", 4),
        "pair-0001": ("active", 2),
        "peer-0001": ("active", 0),
        "vault-0001": ("old", 1),
        "vault-0002": ("active", 1),
    }


def test_everything_moves_to_the_new_keys_and_opens_there(world: World) -> None:
    crowd = make_crowd(world, 24)
    for kind in rotation.KINDS:
        rotation.rotate(world.works, kind)
    assert rewrap(world, size=5) == 48
    assert crowd.under() == {"vault-0002": 24, "hint-0002": 24}
    assert crowd.unreadable() == 0
    assert rewrap(world) == 0


def test_keys_made_where_nothing_may_be_opened_come_under_the_vault_s_own(world: World) -> None:
    crowd = make_crowd(world, 6)
    assert crowd.under()["pair-0001"] == 3
    rewrap(world)
    assert crowd.under() == {"vault-0001": 6, "hint-0001": 6}
    assert crowd.unreadable() == 0


def test_a_turn_makes_every_key_new_and_destroys_the_old_ones(world: World) -> None:
    crowd = make_crowd(world, 6)
    turn = rotation.turn_over(world.works)
    assert turn.made == ["vault-0002", "peer-0002", "hint-0002"] and turn.rewrapped == 12
    assert turn.retired == ["hint-0001", "peer-0001", "vault-0001"] and turn.kept == []
    assert crowd.unreadable() == 0
    folder = world.settings.keys_folder
    assert not any(
        path.name.endswith("0001.key")
        for path in (*folder.glob("kek/*"), *folder.glob("peer/*"), *folder.glob("hint/*"))
    )
    check_keys(world.works, Keyring.load(folder))


def test_a_copy_of_the_database_opens_nothing_once_its_keys_are_destroyed(world: World) -> None:
    crowd = make_crowd(world, 6)
    rewrap(world)
    with world.as_system() as work:
        copied = TableKeyStore(work.db).get_many(crowd.sealed, KeyKind.VAULT)
    rotation.turn_over(world.works)
    for (key,) in copied.values():
        with pytest.raises(UnknownKey):
            Keyring.load(world.settings.keys_folder).unwrap(key)


def test_a_key_that_wraps_or_is_active_is_not_destroyed(world: World) -> None:
    crowd = make_crowd(world, 4)
    with pytest.raises(StillActive):
        rotation.retire(world.works, "hint-0001")
    rotation.rotate(world.works, "hint")
    with pytest.raises(StillWraps, match="4 subject keys"):
        rotation.retire(world.works, "hint-0001")
    with pytest.raises(NoSuchKey):
        rotation.retire(world.works, "hint-0009")
    assert crowd.unreadable() == 0
    assert (world.settings.keys_folder / "hint/0001.key").exists()


def test_a_process_that_has_not_looked_since_wraps_under_the_new_key_too(world: World) -> None:
    elsewhere = Works(
        world.works.sessions, Keyring.load(world.settings.keys_folder), world.works.limits, world.settings
    )
    rotation.rotate(world.works, "vault")
    with elsewhere.open(SYSTEM) as work:
        work.keys.new_subject(uuid4())
    assert states(world)["vault-0002"] == ("active", 1)


def test_a_key_prepared_for_another_machine_wraps_nothing_before_it_is_active(world: World) -> None:
    assert rotation.prepare(world.works, "hint") == rotation.prepare(world.works, "hint") == "hint-0002"
    check_keys(world.works, Keyring.load(world.settings.keys_folder))
    make_crowd(world, 2)
    assert states(world)["hint-0001"] == ("active", 2)
    rotation.sweep(world.works, "hint")
    assert rotation.rotate(world.works, "hint") == "hint-0002"
    make_crowd(world, 2)
    assert states(world)["hint-0002"] == ("active", 2)


def test_a_machine_that_lacks_the_new_key_refuses_until_it_has_it(world: World, tmp_path: Path) -> None:
    own = shutil.copytree(world.settings.keys_folder, tmp_path / "public")
    elsewhere = Works(world.works.sessions, Keyring.load(own), world.works.limits, world.settings)
    rotation.rotate(world.works, "hint")
    with pytest.raises(UnknownKey), elsewhere.open(SYSTEM) as work:
        work.keys.new_subject(uuid4(), KeyKind.HINT)
    shutil.copy2(world.settings.keys_folder / "hint/0002.key", own / "hint/0002.key")
    with elsewhere.open(SYSTEM) as work:
        work.keys.new_subject(uuid4(), KeyKind.HINT)


def test_a_file_left_by_a_stopped_retirement_is_found_and_destroyed(world: World) -> None:
    rotation.rotate(world.works, "peer")
    kept = (world.settings.keys_folder / "peer/0001.key").read_bytes()
    rotation.retire(world.works, "peer-0001")
    lying = world.settings.keys_folder / "peer/0001.key"
    assert not lying.exists()
    lying.write_bytes(kept)
    lying.chmod(0o600)
    check_keys(world.works, Keyring.load(world.settings.keys_folder))
    rotation.sweep(world.works, "peer")
    assert not lying.exists()


def test_what_lies_in_the_key_folder_is_told_without_opening_a_key(world: World) -> None:
    rotation.rotate(world.works, "peer")
    left = world.settings.keys_folder / "peer/0001.key"
    kept = left.read_bytes()
    rotation.retire(world.works, "peer-0001")
    left.write_bytes(kept)
    left.chmod(0o600)
    (world.settings.keys_folder / ROOT_FILE).unlink()
    assert rotation.sweep(world.works, "peer") == ["peer-0001"] and not left.exists()


def test_a_key_that_does_not_open_stays_and_is_told_while_all_others_move(world: World) -> None:
    crowd = make_crowd(world, 6)
    spoilt = next(iter(crowd.sealed))
    with world.as_system() as work:
        rewrapped = update(SubjectKey).where(SubjectKey.subject_id == spoilt, SubjectKey.kind == "hint")
        work.db.execute(rewrapped.values(wrapped=bytes(60)))
    rotation.rotate(world.works, "hint")
    with pytest.raises(SomeDoNotOpen, match="1 subject key"):
        rewrap(world)
    assert (crowd.under()["hint-0001"], crowd.under()["hint-0002"]) == (1, 5)
    turn = rotation.turn_over(world.works)
    assert turn.kept == ["hint-0001"] and crowd.unreadable() == 1


def test_whoever_is_erased_while_keys_move_stays_erased(world: World) -> None:
    crowd = make_crowd(world, 8)
    rotation.rotate(world.works, "hint")
    steps = rotation.rewrap(world.works, size=3)
    next(steps)
    gone = list(crowd.sealed)[:4]
    with world.as_system() as work:
        for one in gone:
            work.keys.forget(one)
    for _ in steps:
        pass
    assert crowd.unreadable() == 4 and sum(crowd.under().values()) == 8


def test_registrations_and_a_second_rewrapping_beside_it_lose_nobody(world: World) -> None:
    crowd = make_crowd(world, 60)
    for kind in rotation.KINDS:
        rotation.rotate(world.works, kind)
    came: list[UUID] = []

    def register() -> None:
        for number in range(6):
            came.append(make_victim(world, phone=f"010-0123-{number:04d}"))

    threads = [Thread(target=register), *(Thread(target=rewrap, args=(world, 4)) for _ in range(2))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rewrap(world)
    assert len(came) == 6 and crowd.unreadable() == 0
    assert {name for name, (_, wraps) in states(world).items() if wraps} == {"vault-0002", "hint-0002", "peer-0002"}


def test_each_deed_leaves_its_line(world: World) -> None:
    make_crowd(world, 2)
    rotation.turn_over(world.works, kinds=["hint"])
    with world.as_system() as work:
        lines = [(row.deed, row.details) for row in work.db.scalars(select(AuditLine).order_by(AuditLine.id))]
    assert lines[-3:] == [
        ("keys:rotated", {"key": "hint-0002"}),
        ("keys:rewrapped", {"keys": 3, "unopened": 0}),
        ("keys:retired", {"key": "hint-0001"}),
    ]
