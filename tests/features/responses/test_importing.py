"""What a file of answers does to people and groups, and what it answers row by row."""

import gc
import io
import json
import os
import random
import threading
import unicodedata
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.lawsuits import newcomers
from lawsuit_hub.features.lawsuits.models import Group, Membership
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.registration import service as registration
from lawsuit_hub.features.responses import answers, importing, taking
from lawsuit_hub.features.responses.importing import BadMap, NotRecognised, read_mapping
from lawsuit_hub.features.responses.models import FormMapping, TakenAnswer
from lawsuit_hub.features.responses.types import Line
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.models import Lease, Task, Victim
from lawsuit_hub.features.victims.types import AlreadyRegistered, ConsentGiven, ConsentKind
from lawsuit_hub.infra.db import Base
from lawsuit_hub.infra.unreadable_sheet import UnreadableSheet
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.phone import PhoneNumber
from tests.features.responses.form_files import EARLIER, LATER, QUESTIONS, as_csv, as_xlsx, people, row, taken
from tests.people import make_victim
from tests.world import World

RESIDENT = "900101-1" + "234567"


def person(world: World, phone: str = "010-0123-4567") -> object:
    with world.as_system() as work:
        return victims.find_by_phone(work, PhoneNumber.parse_mobile(phone))


def opened(world: World, phone: str = "010-0123-4567") -> tuple[str, str, str]:
    """Name, address and deposit as they are sealed."""
    with world.as_system() as work:
        victim_id = victims.find_by_phone(work, PhoneNumber.parse_mobile(phone))
        assert victim_id is not None
        hints = victims.profile(work, victim_id).hints
        return hints.name, hints.address, str(hints.deposit)


def count(world: World, table: type[Base], *conditions: object) -> int:
    with world.as_system() as work:
        return int(work.db.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one())  # type: ignore[arg-type]


def tasks(world: World) -> list[str]:
    with world.as_system() as work:
        return sorted(work.db.scalars(select(Task.kind).where(Task.closed_at.is_(None))))


def owed(world: World) -> list[str]:
    with world.as_system() as work:
        return sorted(work.db.scalars(select(Message.kind)))


def confirmed(world: World, phone: str = "010-0123-4567") -> None:
    with world.as_system() as work:
        victim_id = victims.find_by_phone(work, PhoneNumber.parse_mobile(phone))
        assert victim_id is not None
        registration.confirm(work, victim_id, given=[ConsentGiven(ConsentKind.COLLECT, True)], joins=True)


def test_a_new_person_is_registered_placed_and_invited(world: World) -> None:
    (line,) = taken(world, [row()])
    assert asdict(line) == {
        "row": 1,
        "outcome": "registered",
        "reason": None,
        "group": "GS-0001",
        "membership": "joined",
        "candidates": [],
    }
    assert list(asdict(line)) == ["row", "outcome", "reason", "group", "membership", "candidates"]
    assert owed(world) == ["confirm_invitation"]
    assert count(world, Membership) == 1
    assert opened(world)[0] == "홍*본"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"collect": "동의하지 않습니다", "name": "", "phone": "x"}, "consent"),
        ({"collect": ""}, "consent"),
        ({"name": " ", "phone": "x"}, "name"),
        ({"phone": "02-123-4567", "landlord": ""}, "phone"),
        ({"landlord": "모름", "deposit": "x"}, "landlord"),
        ({"deposit": "많이", "contract": "x"}, "deposit"),
        ({"contract": "옛날", "free": RESIDENT}, "date"),
        ({"free": RESIDENT}, "forbidden_identifier"),
        ({"address": "강서구 표본로 1 " + RESIDENT}, "forbidden_identifier"),
    ],
)
def test_the_first_reason_that_applies_is_given_and_nothing_is_stored(
    world: World, changes: dict[str, str], reason: str
) -> None:
    (line,) = taken(world, [row(**changes)])
    assert asdict(line) == {
        "row": 1,
        "outcome": "rejected",
        "reason": reason,
        "group": None,
        "membership": None,
        "candidates": [],
    }
    assert count(world, Victim) == count(world, TakenAnswer) == count(world, Message) == count(world, AuditLine) == 0


def test_one_bad_row_never_stops_the_file(world: World) -> None:
    rows = [row(), row(phone="?", name="x"), row(phone="010-0123-0002", at=LATER)]
    assert [line.outcome for line in taken(world, rows)] == ["registered", "rejected", "registered"]


def test_a_second_import_answers_unchanged_and_changes_nothing(world: World) -> None:
    rows = [*people(40), row(collect="아니요", phone="010-0000-0003", at=LATER)]
    rows.append(row(phone="010-0000-0003", at=EARLIER))
    first = taken(world, rows)
    before = {table.name: count_table(world, table.name) for table in Base.metadata.sorted_tables}
    again = taken(world, rows)
    after = {table.name: count_table(world, table.name) for table in Base.metadata.sorted_tables}
    assert [line.outcome for line in again] == ["unchanged"] * 40 + ["rejected", "unchanged"]
    assert [line.group for line in again[:40]] == [line.group for line in first[:40]]
    assert [line.membership for line in again[:40]] == ["joined"] * 40
    assert {name for name in before if before[name] != after[name]} == set()


def count_table(world: World, name: str) -> int:
    with world.as_system() as work:
        table = Base.metadata.tables[name]
        return int(work.db.execute(select(func.count()).select_from(table)).scalar_one())


def test_whoever_said_no_first_and_yes_later_does_not_want_to_withdraw(world: World) -> None:
    rows = [row(collect="아니요"), row(at=LATER)]
    taken(world, rows)
    taken(world, rows)
    assert tasks(world) == []


def test_until_confirmed_the_newest_timestamp_wins_whatever_the_order_of_the_file(world: World) -> None:
    rows = [row(), row(at=LATER, name="박다름", deposit="3억"), row(at=EARLIER, name="최옛날", deposit="2억")]
    lines = taken(world, rows)
    assert [line.outcome for line in lines] == ["registered", "updated", "updated"]
    assert opened(world)[0] == "박*름" and opened(world)[2] == "300000000"
    assert count(world, Victim) == count(world, Lease) == count(world, Membership) == 1


def test_an_older_answer_in_a_later_file_is_noted_but_changes_nothing(world: World) -> None:
    taken(world, [row()])
    (line,) = taken(world, [row(at=EARLIER, name="최옛날", landlord="박다른")])
    assert (line.outcome, line.group) == ("updated", "GS-0001")
    assert opened(world)[0] == "홍*본"
    assert taken(world, [row(at=EARLIER, name="최옛날", landlord="박다른")])[0].outcome == "unchanged"


def test_a_newer_answer_that_leaves_the_birth_date_out_takes_nobody_out_of_the_group(world: World) -> None:
    taken(world, [row()])
    (line,) = taken(world, [row(at=LATER, number="", address="서울특별시 강서구 표본로 12, 302호")])
    assert (line.outcome, line.group, line.membership) == ("updated", "GS-0001", "joined")


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "박다름"},
        {"address": "서울특별시 강서구 표본로 99, 101호"},
        {"landlord": "박다른", "number": ""},
        {"firm": "동의합니다"},
    ],
)
def test_a_confirmed_members_different_answer_changes_nothing_but_waits_and_she_is_told(
    world: World, changes: dict[str, str]
) -> None:
    taken(world, [row()])
    confirmed(world)
    before = opened(world)
    (line,) = taken(world, [row(**{"at": LATER, "firm": "아니요", **changes})])
    assert (line.outcome, line.group, line.membership) == ("updated", "GS-0001", "joined")
    assert opened(world) == before
    assert tasks(world) == ["changed_answer"]
    assert "changed_answer" in owed(world)


def test_a_confirmed_members_same_answer_waits_for_nobody(world: World) -> None:
    taken(world, [row(firm="아니요")])
    confirmed(world)
    (line,) = taken(world, [row(at=LATER, firm="아니요", deposit="3억")])
    assert line.outcome == "updated" and tasks(world) == []
    assert opened(world)[2] == "235000000"


def test_a_known_persons_row_without_consent_opens_one_withdrawal(world: World) -> None:
    taken(world, [row()])
    refusal = row(at=LATER, collect="동의하지 않습니다", phone="제 번호는 010.0123.4567 입니다")
    for _ in range(2):
        (line,) = taken(world, [refusal])
        assert (line.outcome, line.reason) == ("rejected", "consent")
    assert tasks(world) == ["withdrawal"]
    assert owed(world).count("withdrawal_asked") == 1
    assert person(world) is not None


def test_a_withdrawal_that_was_decided_is_not_asked_again_by_the_same_file(world: World) -> None:
    taken(world, [row()])
    refusal = [row(at=LATER, collect="동의하지 않습니다")]
    taken(world, refusal)
    with world.as_system() as work:
        work.db.execute(update(Task).values(closed_at=work.now))
    taken(world, refusal)
    assert tasks(world) == []


def test_a_strangers_row_without_consent_leaves_no_trace(world: World) -> None:
    taken(world, [row(collect="동의하지 않습니다")])
    assert count(world, Victim) == count(world, TakenAnswer) == count(world, Task) == count(world, AuditLine) == 0


def test_who_does_not_join_has_a_group_and_no_membership(world: World) -> None:
    (line,) = taken(world, [row(joins="아니오")])
    assert (line.group, line.membership) == ("GS-0001", None)
    assert count(world, Membership) == 0


def test_a_name_alone_waits_with_candidates_and_a_later_row_settles_it(world: World) -> None:
    alone = {"number": "", "phone": "010-0123-0002"}
    other = "서울특별시 강서구 다른로 7, 101호"
    lines = taken(world, [row(), row(**alone, address=other)])
    assert (lines[1].group, lines[1].membership, lines[1].candidates) == (None, "pending", ["GS-0001"])
    taken(world, [row(phone="010-0123-0003", address=other)])
    again = taken(world, [row(), row(**alone, address=other)])
    assert (again[1].outcome, again[1].group, again[1].membership) == ("unchanged", "GS-0001", "joined")
    assert count(world, Membership) == 3


def test_a_row_settled_by_a_later_row_of_the_same_batch_gets_its_seat(world: World) -> None:
    other = "서울특별시 강서구 다른로 7, 101호"
    rows = [row(), row(number="", phone="010-0123-0002", address=other), row(phone="010-0123-0003", address=other)]
    taken(world, rows)
    assert count(world, Membership) == 3


def test_a_conflict_of_birth_dates_forbids_though_name_and_house_agree(world: World) -> None:
    lines = taken(world, [row(), row(phone="010-0123-0002", number="1975-03-03")])
    assert [line.group for line in lines] == ["GS-0001", "GS-0002"]


def test_a_row_that_connects_two_groups_makes_them_one_with_the_older_code(world: World) -> None:
    house = "서울특별시 강서구 다른로 7, 101호"
    rows = [row(), row(phone="010-0123-0002", landlord="(주)표본주택", number="", address=house)]
    rows += [row(phone="010-0123-0003", landlord="(주)표본주택", number="", address=house, kind="법인")]
    lines = taken(world, rows)
    assert lines[1].group == lines[2].group == "GS-0002"
    connecting = row(phone="010-0123-0004", number="", address="서울특별시 강서구 표본로 12, 999호")
    assert taken(world, [connecting])[0].group == "GS-0001"


def test_members_of_one_group_get_different_aliases_though_few_are_left(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"푸른 강 {n}" for n in range(12)]

    def drawn(taken_before: set[str]) -> str:
        return next(name for name in names if name not in taken_before)

    monkeypatch.setattr(newcomers, "new_alias", drawn)
    taken(world, people(5, landlords=1))
    taken(world, people(7, first=5, landlords=1))
    with world.as_system() as work:
        assert sorted(work.db.scalars(select(Membership.alias))) == sorted(names)


def test_columns_may_stand_in_any_order(world: World) -> None:
    rows = people(5)
    order = list(range(len(QUESTIONS)))
    random.Random(7).shuffle(order)
    header = list(QUESTIONS.values())
    shuffled = as_csv([[cells[n] for n in order] for cells in rows], header=[header[n] for n in order])
    assert [line.group for line in taken(world, shuffled)] == [line.group for line in taken(world, rows)]
    assert count(world, Victim) == 5


@pytest.mark.parametrize("form", ["cp949", "utf-8-sig", "utf-16", "xlsx", "nfd"])
def test_every_kind_of_file_says_the_same(world: World, form: str) -> None:
    rows = [*people(3), row(free='줄을\n"바꾼", 글')]
    if form == "xlsx":
        data = as_xlsx(rows)
    elif form == "nfd":
        data = unicodedata.normalize("NFD", as_csv(rows).decode()).encode()
    else:
        data = as_csv(rows, encoding=form)
    assert [line.outcome for line in taken(world, data)] == ["registered"] * 4
    assert {line.outcome for line in taken(world, rows)} == {"unchanged"}


def test_questions_that_no_column_answers_are_named_in_one_line_with_the_way_out(world: World) -> None:
    header = [text for text in QUESTIONS.values() if text not in {QUESTIONS["phone"], QUESTIONS["deposit"]}]
    with pytest.raises(NotRecognised) as refusal:
        taken(world, as_csv([], header=header))
    said = str(refusal.value)
    assert "phone, deposit" in said and "--map" in said and "\n" not in said


def test_questions_that_several_columns_answer_are_named(world: World) -> None:
    header = [*QUESTIONS.values(), "성명"]
    with pytest.raises(NotRecognised, match=r"several columns ask name"):
        taken(world, as_csv([], header=header))


def test_a_mapping_given_once_is_used_again_for_the_same_form(world: World) -> None:
    header = ["내 전화" if text == QUESTIONS["phone"] else text for text in QUESTIONS.values()]
    header[header.index(QUESTIONS["deposit"])] = "얼마?"
    data = as_csv([row()], header=header)
    chosen = read_mapping(json.dumps({"내 전화": "phone", "얼마?": "deposit"}).encode())
    assert [line.outcome for line in taken(world, data, chosen=chosen)] == ["registered"]
    assert [line.outcome for line in taken(world, data)] == ["unchanged"]
    assert count(world, FormMapping) == 1


def test_a_dry_run_remembers_no_mapping(world: World) -> None:
    header = ["얼마?" if text == QUESTIONS["deposit"] else text for text in QUESTIONS.values()]
    taken(world, as_csv([row()], header=header), chosen={"얼마?": "deposit"}, dry_run=True)
    assert count(world, FormMapping) == 0


@pytest.mark.parametrize("content", [b"[]", b"{", b"\xff\xfe\x00", b'{"x": "no such question"}'])
def test_a_mapping_that_is_none_is_refused(content: bytes) -> None:
    with pytest.raises(BadMap):
        read_mapping(content)


def test_what_is_no_sheet_is_refused(world: World) -> None:
    with pytest.raises(UnreadableSheet):
        taken(world, b"")


def test_a_dry_run_says_what_an_import_would_and_stores_nothing(world: World) -> None:
    rows = [*people(250), row(collect="아니요")]
    rehearsed = taken(world, rows, dry_run=True)
    assert count(world, Victim) == count(world, Group) == count(world, AuditLine) == count(world, Message) == 0
    assert taken(world, rows) == rehearsed


def test_a_dry_run_wakes_nobody(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    woken: list[int] = []
    object.__setattr__(world.works, "wake", lambda: woken.append(1))
    taken(world, [row()], dry_run=True)
    assert woken == []
    taken(world, [row()])
    assert woken == [1]


def test_rows_before_one_that_breaks_are_stored_and_the_error_is_told(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = answers.read_answer

    def breaks(columns: object, cells: tuple[str, ...], **more: str) -> object:
        if "박고장" in cells:
            raise RuntimeError("never foreseen")
        return honest(columns, cells, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(importing, "read_answer", breaks)
    rows = [*people(7), row(name="박고장"), *people(3, first=50)]
    lines: list[Line] = []
    with pytest.raises(RuntimeError, match="never foreseen"):
        lines.extend(one for one in importing.run(world.works, io.BytesIO(as_csv(rows)), "x.csv"))
    assert count(world, Victim) == 7


def test_a_batch_that_somebody_else_overtook_is_taken_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = taking.take
    overtaken: list[int] = []

    def overtakes(work: Work, read: object) -> object:
        if not overtaken:
            overtaken.append(1)
            work.db.rollback()
            make_victim(world, name="박빠름", phone="010-0000-0001")
            raise AlreadyRegistered
        return honest(work, read)  # type: ignore[arg-type]

    monkeypatch.setattr(taking, "take", overtakes)
    assert [line.outcome for line in taken(world, people(3))] == ["registered", "updated", "registered"]


def test_two_imports_of_one_file_at_once_double_nothing(world: World) -> None:
    rows = people(150)
    results: list[list[Line]] = []
    threads = [threading.Thread(target=lambda: results.append(taken(world, rows))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(lines) for lines in results] == [150, 150]
    assert count(world, Victim) == count(world, TakenAnswer) == count(world, Membership) == 150
    assert count(world, Message) == 150 and count(world, Group) == 10
    first, second = results
    both = zip(first, second, strict=True)
    assert all(sorted((one.outcome, other.outcome)) == ["registered", "unchanged"] for one, other in both)


def test_an_import_begun_in_the_middle_takes_only_the_rest(world: World) -> None:
    lines = taken(world, people(10), start_row=6)
    assert [line.row for line in lines] == [7, 8, 9, 10]


@pytest.mark.either
def test_memory_stays_flat_over_more_than_a_thousand_rows(make_world: Callable[..., World]) -> None:
    grows_little(make_world(), rows=1500)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_memory_stays_flat_over_a_hundred_thousand_rows(make_world: Callable[..., World]) -> None:
    grows_little(make_world(), rows=100_000)


def grows_little(world: World, *, rows: int) -> None:
    data = io.BytesIO(as_csv(people(rows, landlords=100)))
    lines = importing.run(world.works, data, "answers.csv")
    for _ in range(500):  # caches of statements and indexes fill
        next(lines)
    gc.collect()
    before = resident()
    assert sum(1 for _ in lines) == rows - 500
    gc.collect()
    assert resident() - before < 8_000_000


def resident() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
