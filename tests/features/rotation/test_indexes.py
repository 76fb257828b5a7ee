"""The index key turns: everybody is found before, during and after, and nobody registers twice at any moment."""

import random
import time
from contextlib import suppress
from pathlib import Path
from threading import Barrier, Thread
from uuid import UUID

import pytest
from sqlalchemy import LargeBinary, func, select

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.desk.people import may_be_landlord
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.rotation import indexes
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.models import Victim
from lawsuit_hub.features.victims.types import AlreadyRegistered
from lawsuit_hub.infra import reindexing
from lawsuit_hub.infra.db import Base, BlindIndex, SealedType
from lawsuit_hub.infra.epochs import IndexRenewal
from lawsuit_hub.infra.work import Works
from lawsuit_hub.instance import check_keys
from lawsuit_hub.privacy.keyring import Keyring, UnknownKey
from lawsuit_hub.values.phone import PhoneNumber
from tests.people import make_victim
from tests.world import World

NUMBER = "010-0123-4567"


def rotate(world: World, size: int = 5000) -> None:
    for _ in indexes.rotate(world.works, size=size):
        pass


def indexed(world: World) -> set[bytes]:
    with world.as_system() as work:
        return {one for column in reindexing.columns() for one in work.db.scalars(select(column)) if one is not None}


def finds(world: World, number: str = NUMBER) -> UUID | None:
    with world.as_visitor() as work:
        return victims.find_by_phone(work, PhoneNumber.parse_mobile(number))


def test_every_column_of_indexes_is_renewed() -> None:
    there = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if column.name.endswith("_index")
        and isinstance(column.type, LargeBinary | BlindIndex)
        and not isinstance(column.type, SealedType)
    }
    renewed = {f"{column.table.name}.{column.name}" for column in reindexing.columns()}
    assert there == renewed, f"give the column the type BlindIndex: {there ^ renewed}"


def test_everybody_is_found_after_it_and_no_old_index_is_left(world: World) -> None:
    her = make_victim(world, phone=NUMBER)
    before = indexed(world)
    rotate(world, size=2)
    after = indexed(world)
    assert len(after) == len(before) and not before & after
    assert finds(world) == her
    rotate(world)
    assert not after & indexed(world) and finds(world) == her
    check_keys(world.works, Keyring.load(world.settings.keys_folder))
    with world.as_system() as work:
        assert work.db.scalar(select(func.count()).select_from(IndexRenewal)) == 0


def test_landlords_are_recognised_across_it(world: World) -> None:
    first = make_victim(world, phone="010-0123-0001", name="임표본", landlord="임표본")
    rotate(world)
    second = make_victim(world, phone="010-0123-0002", landlord="임표본")
    with world.as_staff(Role.CASEWORKER, None) as work:
        assert landlords.standing(work, first) == landlords.standing(work, second)
        assert may_be_landlord(work, victims.profile(work, first))
        assert not may_be_landlord(work, victims.profile(work, second))


def test_a_process_that_has_not_looked_since_finds_her_too(world: World) -> None:
    elsewhere = Works(
        world.works.sessions, Keyring.load(world.settings.keys_folder), world.works.limits, world.settings
    )
    her = make_victim(world, phone=NUMBER)
    rotate(world)
    with elsewhere.open(SYSTEM) as work:
        assert victims.find_by_phone(work, PhoneNumber.parse_mobile(NUMBER)) == her


def test_a_process_without_the_new_key_recognises_nobody_rather_than_wrongly(world: World, key_folder: Path) -> None:
    elsewhere = Works(world.works.sessions, Keyring.load(key_folder), world.works.limits, world.settings)
    rotate(world)
    with pytest.raises(UnknownKey), elsewhere.open(SYSTEM) as work:
        victims.find_by_phone(work, PhoneNumber.parse_mobile(NUMBER))


def test_fifty_registrations_of_one_number_during_the_switch_make_one_person(world: World) -> None:
    make_victim(world, phone="010-0123-9999")
    ready, made = Barrier(51), []

    def register(number: int) -> None:
        ready.wait()
        time.sleep(random.uniform(0, 0.3))
        with suppress(AlreadyRegistered):
            made.append(make_victim(world, phone=NUMBER))

    threads = [Thread(target=register, args=(number,)) for number in range(50)]
    for thread in threads:
        thread.start()
    ready.wait()
    rotate(world)
    for thread in threads:
        thread.join()
    rotate(world)
    with world.as_system() as work:
        assert work.db.scalar(select(func.count()).select_from(Victim)) == 2
    assert [finds(world)] == made


def test_a_rotation_killed_midway_is_taken_up_and_changes_nothing_before_the_switch(world: World) -> None:
    her = make_victim(world, phone=NUMBER)
    before = indexed(world)
    steps = indexes.rotate(world.works, size=1)
    next(steps), next(steps)
    steps.close()  # type: ignore[attr-defined]
    assert indexed(world) == before and finds(world) == her
    check_keys(world.works, Keyring.load(world.settings.keys_folder))
    make_victim(world, phone="010-0123-0002")
    rotate(world)
    assert finds(world) == her and (world.settings.keys_folder / "index/0002.key").exists()
    assert not (world.settings.keys_folder / "index/0003.key").exists()


def test_two_rotations_at_once_make_one_epoch_that_everybody_is_found_under(world: World) -> None:
    her = make_victim(world, phone=NUMBER)
    slow = indexes.rotate(world.works, size=1)
    next(slow)
    rotate(world)
    for _ in slow:
        pass
    with world.as_system() as work:
        assert work.keys.index_epoch() == 2
        assert work.db.scalar(select(func.count()).select_from(IndexRenewal)) == 0
    rotate(world)
    assert finds(world) == her
