"""One copy of the database, everything in it looked at: who cast which slip is guessed no better than by chance."""

from dataclasses import dataclass
from math import sqrt
from random import Random
from uuid import UUID, uuid4

from sqlalchemy import text

from lawsuit_hub.features.urns import batches, marks
from lawsuit_hub.features.urns import service as urns
from lawsuit_hub.infra.db import Base
from lawsuit_hub.privacy.keyring import Sealed
from tests.features.urns.test_urns import made
from tests.world import World, statements

PEOPLE, URNS, LONG = 30, 24, 9_000  # letters: a slip of 16 KB, so that batches are parted


@dataclass(frozen=True)
class Seen:
    """What lies in a copy of one urn, opened with every key there is. `people`: by the place of their marks. `slips`: by batch, then by
    place, the rows as the database numbers them. `order`: who came when, from another source (a camera, a log of a proxy)."""

    people: list[UUID]
    slips: list[list[UUID]]
    sizes: list[int]
    order: list[UUID]

    @property
    def flat(self) -> list[UUID]:
        return [whose for batch in self.slips for whose in batch]


def cast_in(world: World, urn: UUID, rand: Random) -> list[UUID]:
    """Each slip holds its caster's id, which no slip would: the test has to know who was right."""
    order = [uuid4() for _ in range(PEOPLE)]
    for who in order:
        with world.as_member(who) as work:
            urns.cast(work, urn, who=who, slip=str(who).ljust(rand.choice((40, LONG)), "."))
    return order


def look(world: World, urn: UUID, order: list[UUID]) -> Seen:
    """As they lie: by rowid on SQLite, by ctid on PostgreSQL."""
    by, spelt = ("rowid", urn.hex) if world.engine.dialect.name == "sqlite" else ("ctid", urn)
    with world.as_system() as work:
        rows = list(
            work.db.scalars(text(f"select slips from urn_batches where urn_id = :urn order by {by}"), {"urn": spelt})
        )
        known = marks.split(bytes(work.db.scalar(text("select marks from urns where id = :urn"), {"urn": spelt})))
        whose = {marks.mark_of(work.keys, urn, who): who for who in order}
        slips = [
            [UUID(work.keys.open_from_vault(Sealed(one), "urn_batches.slips", urn)[5:41]) for one in batches.unpacked(bytes(row))]
            for row in rows
        ]  # fmt: skip
        sizes = [len(one) for row in rows for one in batches.unpacked(bytes(row))]
    return Seen([whose[mark] for mark in known], slips, sizes, order)


GUESSES = {
    "the place of the mark is the place of the slip": lambda seen: zip(seen.people, seen.flat, strict=True),
    "and from behind": lambda seen: zip(seen.people, reversed(seen.flat), strict=True),
    "slips lie as they came": lambda seen: zip(seen.order, seen.flat, strict=True),
    "the newest lie first": lambda seen: zip(reversed(seen.order), seen.flat, strict=True),
    "by size": lambda seen: zip(
        seen.people, [whose for _, whose in sorted(zip(seen.sizes, seen.flat, strict=True), key=lambda one: one[0])], strict=True
    ),
}  # fmt: skip


def test_no_guess_from_one_copy_is_better_than_chance(world: World) -> None:
    """A guess that knows nothing is right about once an urn, whatever its size (the fixed points of a random order: mean 1, variance 1).
    Four standard deviations over all urns are allowed: one honest run in thirty thousand fails."""
    rand, copies = Random(), []
    for _ in range(URNS):
        urn = made(world)
        copies.append(look(world, urn, cast_in(world, urn, rand)))
    assert any(len(seen.slips) > 1 for seen in copies), "no batch was parted: rows were not looked at"
    bound = 1 + 4 / sqrt(URNS)
    for name, guess in GUESSES.items():
        right = sum(sum(who == whose for who, whose in guess(seen)) for seen in copies) / URNS
        assert right <= bound, f"{name}: {right:.2f} of {PEOPLE} right where chance gives 1"


def test_neither_rows_nor_places_follow_the_order_of_coming(world: World) -> None:
    """Whoever knows from elsewhere who came when learns nothing from where slips lie: no rank goes with a rank."""
    rand, pairs = Random(), []
    for _ in range(URNS):
        urn = made(world)
        seen = look(world, urn, cast_in(world, urn, rand))
        came = {who: place for place, who in enumerate(seen.order)}
        pairs += [(came[whose], place) for place, whose in enumerate(seen.flat)]
    middle = (PEOPLE - 1) / 2
    spread = sum((came - middle) ** 2 for came, _ in pairs)
    together = sum((came - middle) * (place - middle) for came, place in pairs) / spread
    assert abs(together) < 4 / sqrt(len(pairs)), together


def test_tables_of_urns_hold_no_moment_no_counter_and_nothing_of_a_person(world: World) -> None:
    kinds = {}
    for name in ("urns", "urn_batches"):
        kinds |= {f"{name}.{one.name}": type(one.type).__name__ for one in Base.metadata.tables[name].columns}
    assert kinds == {
        "urns.id": "Uuid",
        "urns.marks": "LargeBinary",
        "urn_batches.id": "Uuid",
        "urn_batches.urn_id": "Uuid",
        "urn_batches.slips": "SealedType",
    }


def test_the_same_person_has_another_mark_in_every_urn_and_none_without_the_key(world: World) -> None:
    who, one, other = uuid4(), uuid4(), uuid4()
    with world.as_system() as work:
        assert marks.mark_of(work.keys, one, who) != marks.mark_of(work.keys, other, who)


def test_casting_leaves_no_other_row_and_no_word_in_a_log(world: World, caplog) -> None:  # type: ignore[no-untyped-def]
    """The transaction writes in the two tables of urns and nowhere else: nothing stands beside a slip that its caster has a part in."""
    caplog.set_level(0)
    urn, who = made(world), uuid4()
    caplog.clear()
    with statements(world.engine) as said, world.as_member(who) as work:
        urns.cast(work, urn, who=who, slip="slip")
    written = {
        one.split()[1 if one.lower().startswith("update") else 2]
        for one in said
        if one.lower().startswith(("insert", "update", "delete"))
    }
    assert written == {"urns", "urn_batches"}
    assert not [line for line in caplog.records if str(who) in line.getMessage() or urn.hex in line.getMessage()]
