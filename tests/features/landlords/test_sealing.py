"""What lies in the tables: no name, no date, no number; and the public tier reports without opening anything."""

import threading
from pathlib import Path

from sqlalchemy import Engine, select

from lawsuit_hub.access.actor import VISITOR
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.landlords.models import Landlord
from lawsuit_hub.features.landlords.types import LandlordKind
from lawsuit_hub.infra.db import make_engine
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import KeyKind, Keyring, Place
from lawsuit_hub.values.landlord_name import LandlordName
from tests.features.landlords.reports import (
    BORN,
    BORN_LATER,
    business,
    corporation,
    evidence,
    make_tables,
    tell,
    work_on,
)


def test_the_database_shows_no_name_no_date_no_number(empty_sqlite_url: str, ring: Keyring) -> None:
    engine = make_engine(empty_sqlite_url)
    make_tables(engine, ring)
    number, registered = business(7), corporation(7)
    with work_on(engine, ring) as work:
        tell(work, evidence("카나리아", birth=BORN, number=number, registered=registered, building="강서로|45-3"))
        tell(work, evidence("카나리아", building="강서로|45-4"))
    engine.dispose()
    path = Path(empty_sqlite_url.removeprefix("sqlite:///"))
    stored = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    assert b"landlord_facts" in stored, "the right file was read"
    for secret in ("카나리아", "카**아", BORN.isoformat(), number.digits, registered.digits, "강서로"):
        assert secret.encode() not in stored


def test_the_public_tier_reports_corrects_and_connects_without_opening(engine: Engine, ring: Keyring) -> None:
    with work_on(engine, ring, actor=VISITOR) as work:
        assert not work.keys.can_open(KeyKind.VAULT)
        victim, first = tell(work, evidence("나대로", building="h"))
        tell(work, evidence("나대로", birth=BORN))
    with work_on(engine, ring, actor=VISITOR) as work:
        _, connected = tell(work, evidence("나대로", building="h", birth=BORN))
        assert len(connected.merged) == 1
        tell(work, evidence("나대로", number=business(1)), victim)
        assert landlords.described(work, [first.landlord_id])[first.landlord_id].birth_mask == "1970-**-**"  # type: ignore[index,list-item]
    with work_on(engine, ring) as work:
        row = work.db.scalars(select(Landlord).where(Landlord.id == first.landlord_id)).one()
        place = Place("landlords.business", row.id, row.id)
        assert work.keys.open(row.business, place) == business(1).digits


def test_hints_are_masked_and_a_merged_landlord_keeps_what_the_other_knew(work: Work) -> None:
    _, older = tell(work, evidence("나대로", building="h"))
    _, younger = tell(work, evidence("나대로", birth=BORN))
    tell(work, evidence("나대로", building="h", birth=BORN))
    (hints,) = landlords.described(work, [older.landlord_id]).values()  # type: ignore[list-item]
    assert (hints.name_mask, hints.birth_mask, hints.kind) == ("나*로", "1970-**-**", LandlordKind.PERSON)
    assert hints.buildings_count == 1
    assert "나" not in repr(hints)
    assert landlords.described(work, [younger.landlord_id])  # type: ignore[list-item]


def test_a_landlord_whom_nobody_reports_any_more_is_forgotten(work: Work) -> None:
    victim, outcome = tell(work, evidence("나대로", birth=BORN))
    landlords.withdraw_report(work, victim)
    (hints,) = landlords.described(work, [outcome.landlord_id]).values()  # type: ignore[list-item]
    assert (hints.name_mask, hints.birth_mask, hints.kind, hints.buildings_count) == ("", "", None, 0)
    row = work.db.scalars(select(Landlord).where(Landlord.id == outcome.landlord_id)).one()
    assert row.name is row.birth is row.name_hint is None
    assert tell(work, evidence("나대로", birth=BORN_LATER))[1].candidates == ()


def test_a_landlord_who_registers_as_his_own_tenant_is_recognised(work: Work) -> None:
    victim, outcome = tell(work, evidence("류하수 (임대인)", birth=BORN))
    assert outcome.landlord_id is not None
    names = ("유하수", "나대로")
    blind = [work.keys.index("landlords.loose", LandlordName.parse(name).loose) for name in names]
    assert [landlords.bears_name(work, victim, one) for one in blind] == [True, False]


def test_two_who_report_at_the_same_moment_open_one_landlord(engine: Engine, ring: Keyring) -> None:
    tellers = 8
    together = threading.Barrier(tellers)
    found: list[object] = []

    def report(number: int) -> None:
        together.wait()
        with work_on(engine, ring, actor=VISITOR) as work:
            name = "나대로" if number % 2 else "대로임대"
            found.append(tell(work, evidence(name, number=business(1)))[1].landlord_id)

    threads = [threading.Thread(target=report, args=(number,)) for number in range(tellers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == tellers
    assert len(set(found)) == 1
