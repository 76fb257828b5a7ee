"""The database itself decides which key wraps: an unknown one never, one that still wraps stays."""

from uuid import uuid4

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.infra.epochs import KekEpoch, KeyCheck
from lawsuit_hub.infra.keystore import SubjectKey
from lawsuit_hub.instance import check_keys
from lawsuit_hub.privacy.keyring import KeyKind, UnknownKey
from tests.world import World


def test_a_new_database_takes_the_newest_keys_of_its_ring(world: World) -> None:
    with world.as_system() as work:
        rows = {(row.kind, row.id, row.state) for row in work.db.scalars(select(KekEpoch))}
        noted = set(work.db.scalars(select(KeyCheck.name)))
    ids = {"vault": "vault-0001", "peer": "peer-0001", "hint": "hint-0001", "pair": "pair-0001"}
    assert rows == {(kind, kek_id, "active") for kind, kek_id in ids.items()}
    assert set(ids.values()) <= noted


def test_nobody_wraps_under_a_key_that_the_database_does_not_know(world: World) -> None:
    with pytest.raises(IntegrityError), world.as_system() as work:
        work.db.add(
            SubjectKey(
                subject_id=uuid4(),
                kind="vault",
                generation=1,
                suite=1,
                kek_id="vault-0009",
                wrapped=b"w",
                commitment=b"c",
            )
        )


def test_a_key_that_still_wraps_cannot_be_taken_from_the_database(world: World) -> None:
    with world.as_system() as work:
        work.keys.new_subject(uuid4(), KeyKind.PEER)
    with pytest.raises(IntegrityError), world.as_system() as work:
        work.db.execute(delete(KekEpoch).where(KekEpoch.id == "peer-0001"))


def test_two_keys_of_a_kind_are_never_active_together(world: World) -> None:
    with pytest.raises(IntegrityError), world.as_system() as work:
        work.db.add(KekEpoch(id="peer-0002", kind="peer", state="active", since=work.now))


def test_a_process_that_lacks_the_active_key_refuses_instead_of_using_another(world: World) -> None:
    with world.as_system() as work:
        work.db.execute(update(KekEpoch).where(KekEpoch.kind == "vault").values(state="old"))
        work.db.flush()
        work.db.add(KekEpoch(id="vault-0002", kind="vault", state="active", since=work.now))
    with pytest.raises(UnknownKey), world.as_system() as work:
        work.keys.new_subject(uuid4())
    with world.as_system() as work:
        assert work.db.scalars(select(SubjectKey)).all() == []


def test_a_key_that_lies_ready_is_not_noted_before_it_is_active(world: World) -> None:
    with world.as_system() as work:
        work.db.execute(delete(KeyCheck).where(KeyCheck.name == "hint-0001"))
        work.db.execute(update(KekEpoch).where(KekEpoch.id == "hint-0001").values(id="hint-0007"))
    check_keys(world.works, world.works.ring)
    with world.as_system() as work:
        assert "hint-0001" not in set(work.db.scalars(select(KeyCheck.name)))
