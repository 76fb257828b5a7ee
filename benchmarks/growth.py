"""The benchmark of matching as a town grows: one new registration against a million registered leases, beside a thousand.

The tables are filled directly, with blind indexes as the service makes them. Measured is the deed itself, `landlords.report`:
whose landlord is whose, what is likely, everything written; the sealing of her own data is another benchmark's.
"""

import random
import resource
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import uuid4

from benchmarks import people
from benchmarks.figure import Figure
from benchmarks.towns import SURNAMES, SYLLABLES
from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.features.landlords import likeness
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.landlords.buildings import PURPOSE
from lawsuit_hub.features.landlords.details import PURPOSES, facts_of
from lawsuit_hub.features.landlords.matching import FactKind
from lawsuit_hub.features.landlords.types import Evidence, LandlordKind
from lawsuit_hub.infra.keystore import TableKeyStore
from lawsuit_hub.infra.work import Works
from lawsuit_hub.instance import Instance
from lawsuit_hub.privacy.keyring import Keys
from lawsuit_hub.values.landlord_name import LandlordName
from lawsuit_hub.values.name_likeness import name_keys

LEASES, FEW_LEASES = 1_000_000, 1_000
A_LANDLORD = 20  # leases of one
HOUSES = 2  # of one landlord
ASKED = 400
AT_ONCE = 20_000
NOW = "2026-01-02 03:04:05.000000"
Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Times:
    median: float
    p99: float


def growth(size: int | None) -> Figure:
    """The floor is the same among a thousand: 1 would be no growth at all."""
    return _figure("match", size, lambda times: times.median)


def growth_p99(size: int | None) -> Figure:
    return _figure("match-p99", size, lambda times: times.p99)


def compared(*sizes: int, asked: int = ASKED) -> list[Times]:
    """Seconds of one registration among so many leases: in turn, so that a machine whose speed drifts drifts for all."""
    with ExitStack() as stack:
        towns = [(Town(leases), stack.enter_context(people.instance())) for leases in sizes]
        taken: list[list[float]] = [[] for _ in towns]
        for town, instance in towns:
            town.fill(instance)
            _register(instance.works, town.newcomer())  # statements are built once
        for _ in range(asked):
            for spent, (town, instance) in zip(taken, towns, strict=True):
                spent.append(_register(instance.works, town.newcomer()))
    return [Times(statistics.median(spent), sorted(spent)[int(len(spent) * 0.99)]) for spent in taken]


def _figure(name: str, size: int | None, part: Callable[[Times], float]) -> Figure:
    size = size or LEASES
    few, many = compared(min(FEW_LEASES, size), size)
    ours, floor = part(many), part(few)
    return Figure(
        name=name, size=size, value=round(1 / ours, 1), unit="people/s", floor=round(1 / floor, 1), ratio=round(ours / floor, 2),
        limit=None, peer=None, peer_ratio=None,
        peak_mb=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    )  # fmt: skip


def _register(works: Works, said: Evidence) -> float:
    victim_id = uuid4()
    with works.open(SYSTEM) as work:
        work.db.connection().exec_driver_sql(_VICTIM, (victim_id.hex, victim_id.hex[:12]))
        work.keys.new_subject(victim_id)
        work.db.flush()
        start = time.perf_counter()
        landlords.report(work, victim_id=victim_id, evidence=said, may_merge=lambda _stays, _goes: False)
        work.db.flush()
        return time.perf_counter() - start


class Town:
    """Landlords by number: whatever is known of one follows from it, so nothing has to be kept in memory."""

    def __init__(self, leases: int) -> None:
        self.leases = leases
        self.many = max(1, leases // A_LANDLORD)
        self.draw = random.Random(5)
        self.dates: dict[date, bytes] = {}

    def newcomer(self) -> Evidence:
        """As people come: most of a landlord who is known, some with a typo, some in a house that nobody named before."""
        draw = self.draw
        landlord, chance = draw.randrange(self.many), draw.random()
        house = draw.randrange(HOUSES)
        if chance < 0.55:
            return self.evidence(landlord, house, born=draw.random() < 0.5)
        if chance < 0.70:
            return self.evidence(landlord, house, name=_misspelt(self.name(landlord), draw), born=False)
        if chance < 0.85:
            return self.evidence(landlord, HOUSES + draw.randrange(1000), born=draw.random() < 0.5)
        return self.evidence(self.many + draw.randrange(self.many), house, born=draw.random() < 0.5)

    def name(self, landlord: int) -> str:
        draw = random.Random(landlord)
        return draw.choice(SURNAMES) + draw.choice(SYLLABLES) + draw.choice(SYLLABLES)

    def evidence(self, landlord: int, house: int, *, born: bool, name: str = "", lease: int = 0) -> Evidence:
        birth = date(1945, 1, 1) + timedelta(days=landlord * 7919 % 18_000)
        return Evidence(
            name=LandlordName.parse(name or self.name(landlord)),
            kind=LandlordKind.PERSON,
            birth=birth if born else None,
            building=f"서울|강서구|표본로{landlord % 997}길|{landlord // 997}-{house}",
            contract_date=signed_on(landlord, lease),
        )

    def fill(self, instance: Instance) -> None:
        """As a million registrations would have left the tables, save what lies sealed."""
        with instance.works.open(SYSTEM, read_only=True) as work:
            rows = self._rows(lambda: Keys(instance.works.ring, TableKeyStore(work.db)))
            database = sqlite3.connect(instance.settings.instance / "hub.db")
            database.execute("pragma foreign_keys = off")
            database.execute("pragma synchronous = off")
            database.execute("pragma cache_size = -400000")
            again = _without_indexes(database)
            for table, some in rows:
                marks = ", ".join("?" * len(some[0]))
                database.executemany(f"insert or ignore into {table} values ({marks})", some)
            database.execute("insert or ignore into landlord_turns (id, taken, landlords) values (1, 0, 0)")
            database.execute("update landlord_turns set landlords = ?", (self.many,))
            for index in again:
                database.execute(index)
            database.commit()
            database.execute("analyze")
            database.close()

    def _rows(self, fresh: Callable[[], Keys]) -> Iterator[tuple[str, list[Row]]]:
        for start in range(0, self.many, AT_ONCE // A_LANDLORD):
            made: dict[str, list[Row]] = {}
            keys = fresh()  # each remembers what it was asked
            for landlord in range(start, min(self.many, start + AT_ONCE // A_LANDLORD)):
                for table, row in self._of(keys, landlord):
                    made.setdefault(table, []).append(row)
            yield from made.items()

    def _of(self, keys: Keys, landlord: int) -> Iterator[tuple[str, Row]]:
        landlord_id, name = uuid4().hex, LandlordName.parse(self.name(landlord))
        opened = f"2020-01-01 {landlord // 3600 % 24:02}:{landlord // 60 % 60:02}:{landlord % 60:02}.{landlord:06}"
        yield "landlords (id, opened_at)", (landlord_id, opened)
        index = keys.index(likeness.NAME_PURPOSE, name.key)
        for key, (purpose, text) in zip(name_keys(name), likeness.recognised_by(name), strict=True):
            yield "landlord_name_keys", (index, keys.index(purpose, text), int(key.kind))
        houses = [uuid4().hex for _ in range(HOUSES)]
        for house, building_id in enumerate(houses):
            yield "buildings", (building_id, NOW)
            text = self.evidence(landlord, house, born=False).buildings[0]
            yield "building_keys", (keys.index(PURPOSE, text), building_id)
        yield from self._leases(keys, landlord, landlord_id, houses)

    def _leases(self, keys: Keys, landlord: int, landlord_id: str, houses: list[str]) -> Iterable[tuple[str, Row]]:
        said: dict[tuple[int, bool], list[tuple[bytes, int]]] = {}
        held: set[tuple[bytes, int]] = set()
        for lease in range(A_LANDLORD):
            house, born = lease % HOUSES, lease % 3 > 0
            victim_id, report_id = uuid4().hex, uuid4().hex
            yield _VICTIMS, (victim_id, victim_id[:12], "form", True, NOW, NOW)
            yield _REPORTS, (report_id, victim_id, landlord_id, "settled", "rule", NOW, bytes(180), houses[house])
            if (house, born) not in said:
                facts = facts_of(keys, replace(self.evidence(landlord, house, born=born), contract_date=None))
                said[house, born] = [(fact.blind, int(fact.kind)) for fact in facts]
            for fact in (told := (*said[house, born], self._date(keys, landlord, lease))):
                yield "landlord_report_facts (report_id, fact_index, kind)", (report_id, *fact)
            held.update(told)
        for fact in held:
            yield "landlord_facts (landlord_id, fact_index, kind, reports)", (landlord_id, *fact, 9)

    def _date(self, keys: Keys, landlord: int, lease: int) -> tuple[bytes, int]:
        day = signed_on(landlord, lease)
        if day not in self.dates:
            self.dates[day] = keys.index(PURPOSES[FactKind.CONTRACT_DATE], day.isoformat())
        return self.dates[day], int(FactKind.CONTRACT_DATE)


_VICTIMS = "victims (id, reference, channel, joins, registered_at, answered_at)"
_REPORTS = "landlord_reports (id, victim_id, landlord_id, status, decided_by, since, details, building_id)"
_VICTIM = f"insert into victims (id, reference, channel, joins, registered_at, answered_at) values (?, ?, 'web', 1, '{NOW}', '{NOW}')"


def _without_indexes(database: sqlite3.Connection) -> list[str]:
    """Drops those that can be made at the end, which is faster; returns how."""
    found = database.execute("select name, sql from sqlite_master where type = 'index' and sql is not null").fetchall()
    for name, _ in found:
        database.execute(f'drop index "{name}"')
    return [sql for _, sql in found]


def signed_on(landlord: int, lease: int) -> date:
    return date(2019, 1, 1) + timedelta(days=(landlord + lease * 37) % 1700)


def _misspelt(name: str, draw: random.Random) -> str:
    place = draw.randrange(1, len(name))
    code = ord(name[place]) - 0xAC00
    vowel = code % 588 // 28
    return name[:place] + chr(0xAC00 + code + ((vowel + 4) % 21 - vowel) * 28) + name[place + 1 :]


def main() -> int:
    found = compared(FEW_LEASES, LEASES)
    for leases, one in zip((FEW_LEASES, LEASES), found, strict=True):
        told = f"median {one.median * 1000:.2f} ms, p99 {one.p99 * 1000:.2f} ms"
        print(f"{leases:>9} leases, {leases // A_LANDLORD} landlords: {told}")
    print(f"ratio: median {found[1].median / found[0].median:.2f}, p99 {found[1].p99 / found[0].p99:.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
