"""Everybody casts once and every slip comes out once, whoever comes at the same moment; slips are read where the vault is, from five on."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select, update

from lawsuit_hub.features.urns import batches
from lawsuit_hub.features.urns import service as urns
from lawsuit_hub.features.urns.models import Urn, UrnBatch
from lawsuit_hub.features.urns.types import FEWEST, LONGEST_SLIP, HasCast, NoSuchUrn, SlipTooLong, TooFew
from lawsuit_hub.privacy.keyring import CannotOpen, NotHere, Sealed
from tests.world import World


def made(world: World) -> UUID:
    urn = uuid4()
    with world.as_system() as work:
        urns.make(work, urn)
    return urn


def cast(world: World, urn: UUID, who: UUID, slip: str) -> None:
    with world.as_member(who) as work:
        urns.cast(work, urn, who=who, slip=slip)


def filled(world: World, slips: int, *, bytes_each: int = 10) -> tuple[UUID, list[UUID]]:
    urn, people = made(world), [uuid4() for _ in range(slips)]
    for number, who in enumerate(people):
        cast(world, urn, who, f"{number:04}".ljust(bytes_each, "."))
    return urn, people


def read(world: World, urn: UUID) -> list[str]:
    with world.as_system() as work:
        return urns.slips(work, urn)


def test_every_slip_comes_out_once_and_who_has_not_cast_is_known(world: World) -> None:
    urn, people = filled(world, 7)
    stranger = uuid4()
    with world.as_system() as work:
        assert Counter(slip.rstrip(".") for slip in urns.slips(work, urn)) == Counter(f"{n:04}" for n in range(7))
        assert urns.count(work, urn) == 7
        assert urns.has_cast(work, urn, people[3]) and not urns.has_cast(work, urn, stranger)
        assert urns.missing(work, urn, [*people, stranger]) == {stranger}


def test_fifty_who_cast_at_once_cast_once_each(world: World) -> None:
    urn, people = made(world), [uuid4() for _ in range(25)]

    def press(number: int) -> bool:
        with suppress(HasCast):
            cast(world, urn, people[number % 25], f"{number % 25}")
            return True
        return False

    with ThreadPoolExecutor(16) as pool:
        taken = list(pool.map(press, range(50)))
    assert sum(taken) == 25
    assert Counter(read(world, urn)) == Counter(str(number) for number in range(25))


@pytest.mark.either
def test_four_are_read_by_nobody(world: World) -> None:
    urn, _people = filled(world, FEWEST - 1)
    with pytest.raises(TooFew):
        read(world, urn)


@pytest.mark.either
def test_who_casts_can_open_nothing(world: World) -> None:
    urn, people = filled(world, FEWEST)
    with world.as_member(people[0]) as work, pytest.raises(NotHere):
        urns.slips(work, urn)


@pytest.mark.either
def test_the_order_that_slips_are_read_in_is_drawn_anew_each_time(world: World) -> None:
    urn, _people = filled(world, 30)
    assert len({tuple(read(world, urn)) for _ in range(4)}) == 4


@pytest.mark.either
def test_any_text_comes_back_as_it_was_and_too_long_a_one_is_refused(world: World) -> None:
    texts = ["", "\0끝\0", "가" * 21_666, "🏠" * 16_250, "x" * LONGEST_SLIP, "카나리아".encode().decode()]
    urn = made(world)
    for text in texts:
        cast(world, urn, uuid4(), text)
    assert Counter(read(world, urn)) == Counter(texts)
    with pytest.raises(SlipTooLong):
        cast(world, urn, uuid4(), "가" * 21_667)


def test_lengths_tell_of_five_sizes_and_nothing_else() -> None:
    assert {len(batches.filled("가" * letters).encode()) for letters in range(0, 21_000, 7)} == set(batches.SIZES)


@pytest.mark.either
def test_no_row_ever_holds_fewer_than_five_once_five_are_in(world: World) -> None:
    urn, rows = made(world), set()
    for number in range(90):
        cast(world, urn, uuid4(), f"{number}".ljust(9_000, "."))
        with world.as_system() as work:
            sizes = [len(batches.unpacked(row.data)) for row in work.db.scalars(select(UrnBatch.slips))]
        assert sum(sizes) == number + 1
        assert min(sizes) >= FEWEST or number < FEWEST
        rows.add(len(sizes))
    assert max(rows) > 4, "batches were never parted: the test looked at one row"


@pytest.mark.either
def test_an_erased_person_leaves_no_mark_and_the_count_stays(world: World) -> None:
    (urn, people), other = filled(world, 6), made(world)
    cast(world, other, people[0], "other")
    with world.as_system() as work:
        urns.forget(work, people[:2])
    with world.as_system() as work:
        assert urns.missing(work, urn, people) == set(people[:2])
        assert urns.missing(work, other, people[:1]) == {people[0]}
        assert urns.count(work, urn) == 6 and len(urns.slips(work, urn)) == 6


@pytest.mark.either
def test_what_is_destroyed_is_gone_from_the_file_too(world: World) -> None:
    urn, people = filled(world, 6)
    with world.engine.connect() as db:
        held = next(iter(db.scalars(select(UrnBatch.slips)))).data[20:60]
        mark = db.scalar(select(Urn.marks))[:16]
    with world.as_system() as work:
        urns.destroy(work, urn)
        urns.destroy(work, urn)
    with pytest.raises(NoSuchUrn):
        cast(world, urn, people[0], "late")
    with world.as_system() as work:
        assert not work.db.scalar(select(func.count()).select_from(UrnBatch))
    if world.engine.dialect.name == "sqlite":
        data = b"".join(path.read_bytes() for path in files(world))
        assert held not in data and mark not in data


def files(world: World) -> list[Path]:
    path = Path(world.engine.url.database or "")
    return [one for one in path.parent.glob(f"{path.name}*") if one.is_file()]


@pytest.mark.either
def test_what_stood_before_a_cast_does_not_lie_beside_the_database(world: World) -> None:
    """SQLite's write-ahead log holds former pages: who compared them would see one mark and one slip come together."""
    if world.engine.dialect.name != "sqlite":
        return
    urn, _people = filled(world, 6)
    log = [path for path in files(world) if path.name.endswith("-wal")]
    assert [path.stat().st_size for path in log] in ([0], [])


CHANGES = {
    "another bit": lambda data: data[:300] + bytes([data[300] ^ 1]) + data[301:],
    "another length": lambda data: b"\xff" + data[1:],
    "cut off": lambda data: data[:-1],
    "empty": lambda data: b"",
    "one slip taken away": lambda data: batches.packed(batches.unpacked(data)[1:]),
    "one slip twice in the place of another": lambda data: batches.packed([batches.unpacked(data)[0], *batches.unpacked(data)[:-1]]),
}  # fmt: skip


@pytest.mark.either
@pytest.mark.parametrize("change", CHANGES)
def test_slips_that_were_changed_are_noticed_and_the_others_stay_readable(world: World, change: str) -> None:
    urn, _people = filled(world, 6)
    with world.as_system() as work:
        (data,) = work.db.scalars(select(UrnBatch.slips))
        work.db.execute(update(UrnBatch).values(slips=Sealed(CHANGES[change](data.data))))
    with pytest.raises(CannotOpen):
        read(world, urn)
    with world.as_system() as work:
        found = urns.opened(work, urn)
        assert not found.is_whole and len(found.slips) < 6 and found.cast == 6


@pytest.mark.either
def test_slips_put_in_by_somebody_with_the_database_are_noticed(world: World) -> None:
    urn, _people = filled(world, 6)
    with world.as_system() as work:
        forged = [
            work.keys.seal_to_vault(text, "urn_batches.slips", urn).data
            for text in (batches.filled("forged"), "no digits")
        ]
        work.db.add(UrnBatch(id=uuid4(), urn_id=urn, slips=Sealed(batches.packed(forged))))
    with pytest.raises(CannotOpen):
        read(world, urn)


@pytest.mark.either
def test_slips_of_one_urn_are_none_in_another(world: World) -> None:
    (one, _), (other, _) = filled(world, 5), filled(world, 5)
    with world.as_system() as work:
        here, there = (work.db.scalar(select(UrnBatch.slips).where(UrnBatch.urn_id == urn)) for urn in (one, other))
        work.db.execute(update(UrnBatch).where(UrnBatch.urn_id == one).values(slips=there))
        work.db.execute(update(UrnBatch).where(UrnBatch.urn_id == other).values(slips=here))
    with world.as_system() as work:
        assert urns.opened(work, one).slips == ()
