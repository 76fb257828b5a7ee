"""People are counted once a day, few of them are in no cell, and what is kept holds nobody."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.statistics import service as statistics
from lawsuit_hub.features.statistics.models import StatisticsDay
from lawsuit_hub.features.statistics.types import Topic
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.work import NotAllowed
from tests.people import make_victim
from tests.world import World

GANGSEO, MAPO = "서울특별시 강서구 표본로 {}, 101호", "서울특별시 마포구 보기로 {}, 101호"


def register(world: World, count: int, address: str, *, first: int = 1, deposit: str = "120,000,000") -> list[object]:
    return [
        make_victim(
            world,
            name="한표본",
            phone=f"010-0{first + number:03d}-0001",
            address=address.format(first + number),
            deposit=deposit,
        )
        for number in range(count)
    ]


def count(world: World) -> bool:
    with world.as_system() as work:
        return statistics.count_today(work)


def table(world: World, topic: Topic) -> dict[str, int | None]:
    with world.as_system() as work:
        newest = statistics.newest(work)
    assert newest is not None
    found = next(one for one in newest.tables if one.topic is topic)
    return {cell.label: cell.count for cell in found.cells}


def test_people_are_counted_by_month_region_band_and_stage(world: World) -> None:
    register(world, 6, GANGSEO)
    world.clock.forward(days=32)
    register(world, 7, MAPO, first=20, deposit="80,000,000")
    assert count(world)
    assert {label: number for label, number in table(world, Topic.MONTH).items() if number} == {
        (world.clock.now - timedelta(days=32)).strftime("%Y-%m"): 6,
        world.clock.now.strftime("%Y-%m"): 7,
    }
    assert table(world, Topic.REGION) == {"서울 마포구": 7, "서울 강서구": 6}
    assert {band: number for band, number in table(world, Topic.BAND).items() if number} == {
        "0.5억~1억": 7,
        "1억~1.5억": 6,
    }
    assert set(table(world, Topic.STAGE).values()) == {0}, "nobody is active yet"


def test_few_people_stand_in_no_cell(world: World) -> None:
    register(world, 6, GANGSEO)
    register(world, 2, MAPO, first=20)
    assert count(world)
    assert table(world, Topic.REGION) == {"서울 강서구": None, "서울 마포구": None}, "8 less 6 is two"
    with world.as_system() as work:
        kept = work.db.scalars(select(StatisticsDay.tables)).one()
    assert ": 2" not in kept and ": 6" not in kept.split('"region"')[1].split("}")[0], "nor in the database"


def test_who_withdrew_is_not_counted(world: World) -> None:
    first, *_rest = register(world, 7, GANGSEO)
    reference = _of(world, first)
    with world.engine.begin() as db:
        db.execute(text("update victims set withdrawn_at = registered_at where reference = :one"), {"one": reference})
    assert count(world)
    assert table(world, Topic.REGION) == {"서울 강서구": 6}


def _of(world: World, victim_id: object) -> str:
    with world.as_system() as work:
        return victims.profile(work, victim_id).reference


def test_a_day_has_one_count_however_often_it_is_asked(world: World) -> None:
    register(world, 6, GANGSEO)
    assert count(world) and not count(world)
    register(world, 1, GANGSEO, first=50)
    assert not count(world)
    assert table(world, Topic.REGION) == {"서울 강서구": 6}, "who looks twice a day sees nobody come"
    world.clock.forward(days=1)
    assert count(world)
    assert table(world, Topic.REGION) == {"서울 강서구": 7}


def test_counting_is_the_workers_alone(world: World) -> None:
    for role in (Role.CASEWORKER, Role.LAWYER, Role.ADMIN, Role.PRIVACY_OFFICER):
        with pytest.raises(NotAllowed), world.as_staff(role, None) as work:
            statistics.count_today(work)
