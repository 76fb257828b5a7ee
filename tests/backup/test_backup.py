"""Backups as a whole: taken while people register, restored onto a new machine, everybody there and nobody else's."""

import os
import resource
import signal
import threading
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import Column, Engine, MetaData, Table, func, inspect, select

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.access.roles import Role
from lawsuit_hub.backup import restoring, taking
from lawsuit_hub.backup.container import BadBackup, Head, Writer
from lawsuit_hub.backup.rows import Form
from lawsuit_hub.backup.shelf import BackupRunning, name_of
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.destruction import service as destruction
from lawsuit_hub.features.destruction.types import Ground
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity.models import StaffAccount
from lawsuit_hub.features.lawsuits import cards
from lawsuit_hub.features.rotation import service as rotation
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.models import Victim
from lawsuit_hub.infra import schema
from lawsuit_hub.infra.db import Base, make_engine
from lawsuit_hub.infra.keystore import SubjectKey
from lawsuit_hub.instance import open_instance
from lawsuit_hub.privacy import keyfiles, recovery
from lawsuit_hub.privacy.recovery import RecoveryKey
from lawsuit_hub.privacy.ring import Keyring
from lawsuit_hub.settings import BadSettings, Settings
from lawsuit_hub.values.networks import Networks
from tests.backup.conftest import Machine
from tests.databases import Databases
from tests.features.my.visits import set_room, visit
from tests.people import make_group, make_victim
from tests.rules.scene import make_scene
from tests.rules.test_damaged_rows import walk
from tests.world import World


def count(world: World, table: str = "victims") -> int:
    with world.engine.connect() as db:
        return int(db.execute(select(func.count()).select_from(Base.metadata.tables[table])).scalar_one())


def phone_of(world: World, victim_id: UUID) -> str | None:
    with world.as_system() as work:
        return victims.phone_for_delivery(work, victim_id)


def test_a_whole_service_comes_back_and_every_page_opens(machine: Machine) -> None:
    """Everything of every feature, then every page of it on the new machine, as the people in it."""
    scene = make_scene(machine.world)
    machine.back_up()
    scene.world = restored = machine.restored()
    scene.app = restored.app()
    for table in Base.metadata.sorted_tables:
        if table.name not in {"audit_lines", "phone_codes", "passkey_challenges"}:
            assert count(restored, table.name) == count(machine.world, table.name), table.name
    codes = walk(scene)
    assert set(codes.values()) == {200}, {name: code for name, code in codes.items() if code != 200}
    assert phone_of(restored, scene.canary) == "+821009991234"
    with restored.as_system() as work:
        (line,) = work.db.scalars(select(AuditLine).where(AuditLine.deed == "backup:restored"))
        assert line.details["data"].startswith("data-")
        assert audit.verify(work).ok, "the trail does not verify on the new machine"


@pytest.fixture
def other_databases(database_kind: str, request: pytest.FixtureRequest) -> Databases:
    """Of the kind that this test does not run on."""
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[database_kind]
    made: Databases = request.getfixturevalue(f"{other}_databases")
    return made


def test_a_backup_of_one_database_is_restored_into_the_other(machine: Machine, other_databases: Databases) -> None:
    group_id, members = make_group(machine.world, size=3)
    set_room(machine.world, group_id)
    machine.back_up()
    restored = machine.restored(onto=other_databases)
    with restored.as_member(members[0]) as work:
        seen = cards.own_group(work, members[0])
    assert seen is not None and [card.name_mask for card in seen.cards] != [""]
    assert phone_of(restored, members[2]) == phone_of(machine.world, members[2])
    newcomer = make_victim(restored, name="새로온", phone="010-0300-0001")  # numbers of rows go on where they stood
    assert phone_of(restored, newcomer) == "+821003000001"
    assert visit(restored, restored.app(), members[1]).get("/my").status_code == 200


def test_people_who_register_meanwhile_are_in_it_whole_or_not_at_all(machine: Machine) -> None:
    world, stop, made = machine.world, threading.Event(), []
    make_victim(world, phone="010-0200-9999")

    def register() -> None:
        while not stop.is_set() and len(made) < 300:
            made.append(make_victim(world, phone=f"010-02{len(made) // 100:02d}-{1000 + len(made)}"))

    busy = threading.Thread(target=register)
    busy.start()
    while len(made) < 3:
        stop.wait(0.01)
    machine.back_up()
    during = len(made)
    stop.set()
    busy.join()
    restored = machine.restored()
    with restored.engine.connect() as db:
        there = set(db.scalars(select(Victim.id)))
        keyed = set(db.scalars(select(SubjectKey.subject_id)))
    assert 4 <= len(there) <= during + 2
    assert there <= keyed
    for victim_id in there:
        assert phone_of(restored, victim_id) == phone_of(world, victim_id)


def test_who_was_erased_after_the_data_does_not_come_back_and_all_others_do(machine: Machine) -> None:
    world = machine.world
    _, (one, two, three) = make_group(world, size=3)
    was = phone_of(world, two)
    data = machine.back_up().data
    with world.as_system() as work:
        destruction.destroy(work, two, ground=Ground.COMMAND, reason="본인이 창구에서 청했습니다")
    later = make_victim(world, phone="010-0400-0001")
    machine.back_up()
    restored = machine.restored(data=data.name)
    for victim_id in (one, three):
        assert phone_of(restored, victim_id) == phone_of(world, victim_id)
    assert was is not None and phone_of(restored, two) is None
    with restored.as_system() as work:
        assert destruction.of_person(work, two) is not None, "the register does not know of it"
        assert audit.verify(work).ok
    with restored.engine.connect() as db:
        keys = set(db.scalars(select(SubjectKey.subject_id)))
        her = db.execute(select(Base.metadata.tables["victims"]).filter_by(id=two)).mappings().one()
    assert two not in keys, "her key came back"
    assert later not in keys, "a key of somebody whom this data does not know was kept"
    assert not [name for name in ("name", "phone", "hints", "phone_index", "name_index") if her[name] is not None]
    again = make_victim(restored, phone="010-0400-0002")
    assert phone_of(restored, again) == "+821004000002"


def test_a_backup_during_the_turn_of_the_keys_brings_everybody_back(machine: Machine) -> None:
    """The old keys are destroyed after the moment of the copy and before the key files are taken a second time."""
    world, turned = machine.world, []
    works = replace(world.works, ring=Keyring.load(world.settings.keys_folder))
    her = make_victim(world, phone="010-0700-0001")

    def turn(_table: str, _count: int) -> None:
        if not turned:
            turned.extend(rotation.turn_over(works).retired)

    world.clock.forward(minutes=1)
    taking.take(works, world.engine, machine.shelf, keep=None, say=turn)
    assert "vault-0001" in turned and not (world.settings.keys_folder / "kek/vault-0001.key").exists()
    restored = machine.restored()
    assert phone_of(restored, her) == "+821007000001"
    assert make_victim(restored, phone="010-0700-0002")


def test_a_backup_that_lacks_a_key_its_people_need_is_none() -> None:
    old, new = "kek/vault-0001.key", "kek/vault-0002.key"
    assert taking.whole_keys({old: b"old"}, {new: b"new"}, {old}) == {old: b"old", new: b"new"}
    assert taking.whole_keys({old: b"old"}, {new: b"new"}, {new}) == {new: b"new"}
    with pytest.raises(BadBackup, match="again"):
        taking.whole_keys({}, {new: b"new"}, {old})


def test_of_keys_the_newest_two_are_kept_and_of_data_what_was_asked_for(machine: Machine) -> None:
    for _ in range(4):
        machine.back_up()
    assert len(machine.shelf.of_kind("keys")) == 2
    assert len(machine.shelf.of_kind("data")) == 4
    machine.back_up(keep=3)
    lying = {path.name for kind in ("data", "keys") for path in machine.shelf.of_kind(kind)}
    assert len(lying) == 5
    sums = (machine.shelf.folder / "SHA256SUMS").read_text().splitlines()
    assert {line.split("  ")[1] for line in sums} == lying


def test_the_files_are_for_their_owner_alone(machine: Machine) -> None:
    machine.back_up()
    assert machine.shelf.folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in machine.shelf.folder.iterdir()} == {0o600}
    restored = machine.restored()
    assert restored.folder.stat().st_mode & 0o777 == 0o700
    for path in restored.folder.rglob("*"):
        assert not path.stat().st_mode & 0o077, path.name


def test_another_recovery_key_restores_nothing(machine: Machine) -> None:
    machine.back_up()
    other = machine.world.folder / "other keys"
    other.mkdir(mode=0o700)
    recovery.make(other, other / "recovery.key")
    machine.key = RecoveryKey.read(other / "recovery.key")
    with pytest.raises(BadBackup, match="sealed to recovery key"):
        machine.restored()
    assert not machine.made


def test_who_knows_the_public_half_alone_cannot_slip_in_a_backup(machine: Machine) -> None:
    """A file made for the right public half, but without the secret that only the instance holds."""
    public = machine.key.public
    path = machine.world.folder / "keys" / recovery.PUBLIC_FILE
    path.unlink()
    keyfiles.write(path.parent, path.name, public.half + bytes(32), demo=False)
    machine.back_up()
    with pytest.raises(BadBackup):
        machine.restored()


def test_a_backup_is_restored_into_nothing_only(machine: Machine) -> None:
    machine.back_up()
    chosen = restoring.choose(machine.shelf, machine.key, None)
    with pytest.raises(restoring.NotEmpty):
        machine.restored(folder=machine.world.folder)
    target = machine.world.folder.with_name("new")
    filled = {"DATABASE_URL": machine.world.settings.database_url}
    with pytest.raises(restoring.NotEmpty):
        restoring.restore(target, chosen, environ=filled, actor=SYSTEM, say=lambda _t, _c: None)
    assert not [path for path in target.rglob("*") if path.is_file()], "something was written"


def test_damaged_files_are_refused_wherever_they_are_damaged(machine: Machine) -> None:
    """A bit turned and an end cut off at many places of both files; nothing is written."""
    make_group(machine.world, size=2)
    taken = machine.back_up()
    for path in (taken.data, taken.keys):
        whole = path.read_bytes()
        places = {
            0,
            1,
            30,
            whole.index(b"\n"),
            whole.index(b"\n") + 1,
            whole.index(b"\n") + 60,
            len(whole) - 1,
            len(whole) - 17,
        }
        places |= {len(whole) * part // 12 for part in range(1, 12)}
        for at in sorted(places):
            for damaged in (whole[:at], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]):
                path.write_bytes(damaged)
                with pytest.raises(BadBackup):
                    machine.restored()
        path.write_bytes(whole + b"\0")
        with pytest.raises(BadBackup):
            machine.restored()
        path.write_bytes(whole)
    assert not machine.made and not list(machine.world.folder.parent.glob("restored*"))
    machine.restored()


def test_keys_and_data_do_not_pass_for_each_other(machine: Machine) -> None:
    taken = machine.back_up()
    data, keys = taken.data.read_bytes(), taken.keys.read_bytes()
    taken.data.write_bytes(keys)
    taken.keys.write_bytes(data)
    with pytest.raises(BadBackup):
        machine.restored()


def test_data_that_is_newer_than_every_key_is_refused_with_advice(machine: Machine) -> None:
    machine.back_up()
    newest = machine.back_up()
    newest.keys.unlink()
    with pytest.raises(restoring.KeysOlder, match="--data"):
        machine.restored()
    assert machine.restored(data=machine.shelf.of_kind("data")[1].name)


def as_of(machine: Machine, revision: str, engine: Engine) -> None:
    """A backup as that older version wrote it: only its tables, with only its columns."""
    schema.upgrade(engine, revision)
    there, public, at = inspect(engine), machine.key.public, "20250101T000000Z"
    machine.shelf.folder.mkdir(mode=0o700)
    root = machine.world.folder
    files = {
        "data": ("", root, [root / "hub.toml"]),
        "keys": ("keys/", root / "keys", taking._all_files(root / "keys")),
    }
    with taking.snapshot(machine.world.engine) as connection:
        for kind, placed in files.items():
            writer = Writer(machine.shelf.folder / name_of(kind, at), Head(kind, at, revision, public.id), public)
            for table in taking.tables():
                if (table.name in taking.KEY_TABLES) is (kind == "keys") and there.has_table(table.name):
                    taking._put_table(
                        connection, bare(table, {one["name"] for one in there.get_columns(table.name)}), writer
                    )
            taking.put_files(writer, *placed)
            writer.finish()


def bare(table: Table, columns: set[str]) -> Table:
    kept = [Column(one.name, one.type, primary_key=one.primary_key) for one in table.columns if one.name in columns]
    return Table(table.name, MetaData(), *kept)


def test_data_of_an_older_version_is_restored_and_brought_up_to_date(machine: Machine) -> None:
    _, members = make_group(machine.world, size=2)
    engine = make_engine(machine.environ()["DATABASE_URL"])
    as_of(machine, "0001", engine)
    engine.dispose()
    restored = machine.restored()
    for victim_id in members:
        assert phone_of(restored, victim_id) == phone_of(machine.world, victim_id)
    with restored.as_system() as work:
        assert audit.verify(work).ok, "the older lines were not chained"
    assert make_victim(restored, phone="010-0600-0001")


def test_every_column_has_a_form_and_every_table_its_file(machine: Machine) -> None:
    names = {table.name for table in taking.tables()}
    assert names | taking.LEFT_OUT == {table.name for table in Base.metadata.sorted_tables}
    assert names > taking.KEY_TABLES
    for table in taking.tables():
        assert Form.of(table)


def test_an_account_comes_back_with_its_last_day_and_its_networks(machine: Machine) -> None:
    networks = Networks.parse("192.0.2.0/24")
    with machine.world.as_system() as work:
        identity.add_staff(
            work, login="day@example.com", role=Role.CASEWORKER, ends_on=date(2027, 2, 28), networks=networks
        )
    machine.back_up()
    for world in (machine.world, machine.restored()):
        with world.engine.connect() as db:
            kept = db.execute(select(StaffAccount.ends_on, StaffAccount.networks)).one()
        assert tuple(kept) == (date(2027, 2, 28), "192.0.2.0/24")


def test_a_full_disk_is_said_and_what_lay_there_stays(machine: Machine) -> None:
    machine.back_up()
    before = sorted(machine.shelf.folder.iterdir())
    (machine.world.settings.uploads_folder).mkdir()
    (machine.world.settings.uploads_folder / "waiting").write_bytes(bytes(1_000_000))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, hard))
    try:
        with pytest.raises(OSError, match="too large"):
            machine.back_up()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert sorted(machine.shelf.folder.iterdir()) == before
    machine.back_up()


def test_a_killed_backup_leaves_nothing_that_looks_whole(machine: Machine) -> None:
    world = machine.world
    world.engine.dispose()
    child = os.fork()
    if not child:
        taking.take(
            world.works, world.engine, machine.shelf, keep=None, say=lambda _t, _c: os.kill(os.getpid(), signal.SIGKILL)
        )
    assert os.waitpid(child, 0)[1] == signal.SIGKILL
    assert list(machine.shelf.folder.glob(".*.part")), "it was not killed while it wrote"
    assert not machine.shelf.of_kind("data") and not machine.shelf.of_kind("keys")
    with pytest.raises(BadBackup):
        machine.restored()
    machine.back_up()
    assert not list(machine.shelf.folder.glob(".*.part"))
    machine.restored()


def test_two_at_once_do_not_write_into_one_folder(machine: Machine) -> None:
    refused = []

    def meanwhile(_table: str, _count: int) -> None:
        with pytest.raises(BackupRunning):
            machine.back_up()
        refused.append(True)

    taking.take(machine.world.works, machine.world.engine, machine.shelf, keep=None, say=meanwhile)
    assert refused


def test_what_a_restore_left_half_way_is_no_instance(machine: Machine) -> None:
    machine.back_up()
    chosen = restoring.choose(machine.shelf, machine.key, None)
    target, environ = machine.world.folder.with_name("half"), machine.environ()

    def cut(table: str, _count: int) -> None:
        if table == "victims":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        restoring.restore(target, chosen, environ=environ, actor=SYSTEM, say=cut)
    with pytest.raises(BadSettings, match="was stopped"):
        open_instance(Settings.load(target, environ))
    with pytest.raises(restoring.NotEmpty, match="was stopped"):
        restoring.restore(target, chosen, environ=environ, actor=SYSTEM, say=cut)
