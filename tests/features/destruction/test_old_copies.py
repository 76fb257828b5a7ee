"""Copies that were made before: after the turn of the keys nobody in them opens, and in the live database all others do."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import create_engine, select, update
from sqlalchemy.orm import Session

from lawsuit_hub.features.audit import watch
from lawsuit_hub.features.destruction import nightly
from lawsuit_hub.features.destruction import service as destruction
from lawsuit_hub.features.destruction.types import Ground
from lawsuit_hub.features.lawsuits import cards
from lawsuit_hub.features.rotation import service as rotation
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.db import Base, SealedType
from lawsuit_hub.infra.keystore import SubjectKey, TableKeyStore
from lawsuit_hub.privacy.keyring import CannotOpen, KeyKind, Keys, Place, Sealed
from lawsuit_hub.worker import deliver
from tests.databases import SqliteDatabases
from tests.people import make_group
from tests.world import World, open_world

REASON = "본인이 창구에서 지워 달라고 함"
HINT = {"victims.hints"}


@pytest.fixture
def world(
    sqlite_databases: SqliteDatabases, build_schema: Callable[[str], None], key_folder: Path, tmp_path: Path
) -> Iterator[World]:
    """With keys of its own: this test destroys some."""
    keys = shutil.copytree(key_folder, tmp_path / "keys")
    made = open_world(tmp_path / "instance", sqlite_databases.create_copy(build_schema), keys)
    yield made
    made.engine.dispose()
    made.works.limits.close()


def copied(world: World, target: Path) -> None:
    """The file and its log as a thief would take them."""
    source = Path(world.settings.database_url.removeprefix("sqlite:///"))
    for path in source.parent.glob(f"{source.name}*"):
        shutil.copyfile(path, target.with_name(path.name.replace(source.name, target.name)))


def sealed_of(session: Session, victim_id: UUID) -> list[tuple[Place, KeyKind, Sealed]]:
    """Every value under her own keys that this database holds."""
    found = []
    for table in Base.metadata.sorted_tables:
        if table.name != "victims" and "victim_id" not in table.columns:
            continue
        for column in (one for one in table.columns if isinstance(one.type, SealedType)):
            whose = table.c.get("victim_id", table.c.id)
            for row_id, value in session.execute(select(table.c.id, column).where(whose == victim_id)):
                name = f"{table.name}.{column.name}"
                if value is not None and name not in ("memberships.card", "leases.row_mac"):
                    kind = KeyKind.HINT if name in HINT else KeyKind.VAULT
                    found.append((Place(name, victim_id, row_id), kind, value))
    return found


def opens(keys: Keys, place: Place, kind: KeyKind, value: Sealed) -> bool:
    try:
        keys.open(value, place, kind)
    except CannotOpen:
        return False
    return True


def test_a_copy_made_before_is_unreadable_after_the_turn_and_the_others_stay_readable(
    world: World, tmp_path: Path
) -> None:
    group, (her, other, *_) = make_group(world, size=3)
    assert nightly.fold(world.works) >= 3, "as the worker does every minute: no key lies under the vault's pair"
    taken = tmp_path / "taken.db"
    copied(world, taken)
    with world.as_system() as work:
        destruction.destroy(work, her, ground=Ground.CONSENT, reason=REASON)
    deliver(world.instance)
    copy = create_engine(f"sqlite:///{taken}")
    with Session(copy) as session:
        keys = Keys(world.works.ring, TableKeyStore(session))
        values = sealed_of(session, her)
        assert len(values) > 12 and all(opens(keys, *one) for one in values), "before the turn a copy gives her away"
    turn = nightly.turn_if_due(world.works)
    assert turn is not None and not turn.kept
    with Session(copy) as session:
        keys = Keys(world.works.ring, TableKeyStore(session))
        for victim_id in (her, other):
            assert not any(opens(keys, *one) for one in sealed_of(session, victim_id)), "nobody in it opens any more"
    copy.dispose()
    with world.as_system() as work:
        assert sealed_of(work.db, her) == []
        assert all(opens(work.keys, *one) for one in sealed_of(work.db, other))
        assert victims.phone_for_delivery(work, other)
        assert watch.verify(work).first_broken is None, "the trail keeps ids only: it is whole"
    with world.as_member(other) as work:
        seen = cards.own_group(work, other)
    assert seen is not None and seen.group_id == group


def test_nothing_turns_in_a_night_without_destruction(world: World) -> None:
    _, (her, *_) = make_group(world, size=2)
    assert nightly.turn_if_due(world.works) is None
    with world.as_system() as work:
        destruction.destroy(work, her, ground=Ground.CONSENT, reason=REASON)
    world.clock.forward(hours=1)
    assert nightly.turn_if_due(world.works) is not None
    world.clock.forward(hours=24)
    assert nightly.turn_if_due(world.works) is None


def test_a_turn_that_was_killed_is_ended_the_next_night(world: World) -> None:
    """The vault's new key had begun; its old one stood, and no other kind had turned."""
    _, (her, *_) = make_group(world, size=2)
    with world.as_system() as work:
        destruction.destroy(work, her, ground=Ground.CONSENT, reason=REASON)
    world.clock.forward(hours=1)
    rotation.rotate(world.works, "vault")
    turn = nightly.turn_if_due(world.works)
    assert turn is not None and turn.made == ["peer-0002", "hint-0002"]
    assert turn.retired == ["hint-0001", "peer-0001", "vault-0001"]
    assert nightly.turn_if_due(world.works) is None


def test_the_file_of_a_retired_key_goes_the_next_night(world: World) -> None:
    left = world.settings.keys_folder / "hint/0001.key"
    kept = left.read_bytes()
    rotation.turn_over(world.works)
    left.write_bytes(kept)
    left.chmod(0o600)
    turn = nightly.turn_if_due(world.works)
    assert turn is not None and not turn.made and not left.exists()


def test_an_old_key_that_has_to_stay_is_told_each_night_and_no_new_one_is_made(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    _, (her, other, *_) = make_group(world, size=3)
    with world.as_system() as work:
        work.db.execute(update(SubjectKey).where(SubjectKey.subject_id == other).values(wrapped=bytes(60)))
        destruction.destroy(work, her, ground=Ground.CONSENT, reason=REASON)
    world.clock.forward(hours=1)
    made = []
    for _ in range(2):
        caplog.clear()
        turn = nightly.turn_if_due(world.works)
        assert turn is not None and "hint-0001" in turn.kept and "hint-0001" in caplog.text
        made.append(turn.made)
    assert made == [["vault-0002", "peer-0002", "hint-0002"], []]
