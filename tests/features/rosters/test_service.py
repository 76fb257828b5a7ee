"""Who is in a roster, who may take it, what it leaves behind; on both databases."""

import hashlib
import io
import stat
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

import msoffcrypto
import pytest
import pyzipper
from msoffcrypto.exceptions import InvalidKeyError

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.lawsuits import service as lawsuits
from lawsuit_hub.features.lawsuits.types import NoSuchGroup
from lawsuit_hub.features.rosters import kept, making
from lawsuit_hub.features.rosters import service as rosters
from lawsuit_hub.features.rosters.columns import KNOWN, UnknownColumn
from lawsuit_hub.features.rosters.types import (
    AccountClosed,
    AlreadyExported,
    ExportGone,
    FileState,
    NobodyConsented,
    NoSuchExport,
    Purpose,
    RosterChanged,
    SheetFormat,
    WeakFilePassword,
)
from lawsuit_hub.features.victims import consents
from lawsuit_hub.features.victims.types import Channel, ConsentGiven, ConsentKind, Identity
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing, TooMany
from lawsuit_hub.infra.work import NotAllowed
from tests.features.rosters.exports import PASSWORD, REASON, Counsel, counsel, names_in, open_xlsx, rows_of
from tests.people import make_active, make_firm, make_staff, make_victim
from tests.world import World

pytestmark = pytest.mark.either

__all__ = ["counsel"]

FORMATS = [SheetFormat.XLSX, SheetFormat.CSV]  # papers: test_papers.py


def _withdraw(world: World, victim_id: UUID, firm_id: UUID) -> None:
    with world.as_member(victim_id) as work:
        consents.withdraw(work, victim_id, ConsentKind.FIRM, firm_id=firm_id)


def _lines(world: World, subject: UUID, *deeds: str) -> list[Any]:
    with world.as_system() as work:
        return audit.about(work, subject, deeds=deeds)


@pytest.mark.parametrize("form", FORMATS)
def test_it_holds_everybody_who_agreed_to_this_firm_and_nobody_else(
    world: World, counsel: Counsel, form: SheetFormat
) -> None:
    other_firm = make_firm(world, "법무법인 다른곳")
    make_active(world, name="한다른", phone="010-0100-0101", firm_id=other_firm)
    counsel.add("오거절", "010-0100-0102", agrees=False)
    make_victim(world, name="서미확인", phone="010-0100-0103", firm_id=counsel.firm_id)
    _withdraw(world, counsel.add("신철회", "010-0100-0104"), counsel.firm_id)
    counsel.add(
        "권잡음",
        "010-0100-0105",
        landlord="노잡음",
        landlord_birth="1955-05-05",
        address="서울특별시 양천구 잡음로 3, 1호",
    )
    gone = counsel.add("황나감", "010-0100-0106")
    with world.as_member(gone) as work:
        lawsuits.leave(work, gone)
    form_only = counsel.add("안설문", "010-0100-0107", agrees=False)
    with world.as_system() as work:
        preference = ConsentGiven(ConsentKind.FIRM, True, None, counsel.firm_id)
        consents.answer(work, form_only, [preference], channel=Channel.FORM)

    exported = counsel.export(format=form)

    assert names_in(exported) == {"김표본", "이표본"}
    assert exported.rows == 2


def test_the_workbook_does_not_open_without_its_password(counsel: Counsel) -> None:
    file = msoffcrypto.OfficeFile(io.BytesIO(counsel.export().data))
    assert file.is_encrypted()
    with pytest.raises(InvalidKeyError):
        file.load_key(password="Lantern-Quartz-49", verify_password=True)


def test_the_zip_does_not_open_without_its_password(counsel: Counsel) -> None:
    data = counsel.export(format=SheetFormat.CSV).data
    assert "김표본".encode() not in data
    with pyzipper.AESZipFile(io.BytesIO(data)) as archive, pytest.raises(RuntimeError, match="password"):
        archive.read(archive.namelist()[0])


@pytest.mark.parametrize("form", FORMATS)
def test_values_come_as_numbers_dates_and_korean_numbers(counsel: Counsel, form: SheetFormat) -> None:
    row = next(row for row in rows_of(counsel.export(format=form)) if row["성명"] == "김표본")
    assert row["연락처"] == "010-0100-0000"
    assert row["임대인 구분"] == "개인"
    assert row["임대인 생년월일·등록번호"] == "1968-01-20"
    assert row["내보내기 번호"] == "X-0001"
    as_read = {
        SheetFormat.XLSX: (235_000_000, datetime(2021, 12, 6)),  # noqa: DTZ001 - a spreadsheet's day has no zone
        SheetFormat.CSV: ("235000000", date(2021, 12, 6).isoformat()),
    }
    assert (row["보증금(원)"], row["계약일"]) == as_read[form]


def test_the_sheet_says_who_took_it_when_and_why(world: World, counsel: Counsel) -> None:
    about = dict(open_xlsx(counsel.export(purpose=Purpose.MANDATE).data)["내보내기 정보"].iter_rows(values_only=True))
    assert about["내보내기 번호"] == "X-0001"
    assert about["받는 변호사"] == "lawyer@example.com"
    assert about["소속"] == "법무법인 표본"
    assert about["이유"] == REASON
    assert about["쓰임"] == "위임 서류 준비"
    assert about["사람 수"] == 2


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("typed", ['=HYPERLINK("http://evil.example","x")', "+82 전화", "@SUM(A1)", "-1+1"])
def test_what_a_spreadsheet_would_run_arrives_as_text(counsel: Counsel, typed: str, form: SheetFormat) -> None:
    counsel.add("최표본", "010-0100-0200", address=f"{typed} 서울특별시 강서구 표본로 12, 999호")
    exported = counsel.export(format=form)
    value = next(row for row in rows_of(exported) if row["성명"] == "최표본")["목적물 주소"]
    assert value.removeprefix("'").startswith(typed[:4])
    if form is SheetFormat.CSV:
        assert value.startswith("'")
    else:
        sheet = open_xlsx(exported.data)["명단"]
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d", "inlineStr"}
        assert not any(cell.hyperlink for row in sheet.iter_rows() for cell in row)


def test_what_people_wrote_freely_is_not_passed_on(counsel: Counsel) -> None:
    counsel.add("최표본", "010-0100-0200", free_text="+82 전화 주세요")
    exported = counsel.export()
    assert "remark" not in exported.columns
    assert "+82 전화" not in str(rows_of(exported))


def test_a_chosen_column_comes_with_number_and_name_only(counsel: Counsel) -> None:
    exported = counsel.export(columns=["deposit"])
    assert exported.columns == ("number", "name", "deposit")
    assert set(rows_of(exported)[0]) == {"순번", "성명", "보증금(원)", "내보내기 번호"}


@pytest.mark.parametrize("column", ["remark", "home_address", "password_hash"])
def test_a_column_that_is_not_offered_is_refused(counsel: Counsel, column: str) -> None:
    with pytest.raises(UnknownColumn):
        counsel.export(columns=[column])


def test_the_servers_password_opens_the_file_and_lies_nowhere(world: World, counsel: Counsel) -> None:
    exported = counsel.export(password=None, keep=True)
    assert exported.password is not None
    assert names_in(exported, exported.password) == {"김표본", "이표본"}
    assert exported.password not in repr(exported)
    found = [
        path for path in world.folder.rglob("*") if path.is_file() and exported.password.encode() in path.read_bytes()
    ]
    assert found == []


def test_ones_own_password_is_not_answered(counsel: Counsel) -> None:
    assert counsel.export().password is None


@pytest.mark.parametrize("weak", ["", "short-1", "aaaaaaaaaaaaaaaa", "password1234", "비밀번호비밀번호비밀번호1"])
def test_a_weak_password_is_refused_before_anything_is_recorded(world: World, counsel: Counsel, weak: str) -> None:
    with pytest.raises(WeakFilePassword):
        counsel.export(password=weak)
    assert _lines(world, counsel.group_id, "roster:export-begun") == []


@pytest.mark.parametrize(
    ("reason", "refusal"), [("", ReasonMissing), ("  일 ", ReasonMissing), ("910307-1234567 확인", ReasonHoldsNumber)]
)
def test_without_a_reason_nothing_leaves(world: World, counsel: Counsel, reason: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        counsel.export(reason=reason)
    assert _lines(world, counsel.group_id, "roster:export-begun") == []


def test_another_lawyer_of_the_same_firm_does_not_find_the_group(world: World, counsel: Counsel) -> None:
    colleague = make_staff(world, Role.LAWYER, login="colleague@example.com")
    with pytest.raises(NoSuchGroup):
        rosters.export_for(
            world.works,
            Actor(Role.LAWYER, colleague),
            group=counsel.code,
            format=SheetFormat.XLSX,
            reason=REASON,
            password=PASSWORD,
        )
    with world.as_staff(Role.LAWYER, colleague) as work:
        assert rosters.groups_of(work) == []
        for look in (rosters.preview, rosters.history, rosters.group_members):
            with pytest.raises(NoSuchGroup):
                look(work, counsel.code)


def test_a_group_given_to_somebody_else_is_out_of_reach_at_once(world: World, counsel: Counsel) -> None:
    counsel.export()
    counsel.assign(make_staff(world, Role.LAWYER, login="next@example.com"))
    with pytest.raises(NoSuchGroup):
        counsel.export()


def test_a_closed_account_exports_nothing(world: World, counsel: Counsel) -> None:
    with world.as_system() as work:
        identity.close_account(work, counsel.lawyer_id)
    with pytest.raises(AccountClosed):
        counsel.export()


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.PRIVACY_OFFICER, Role.ADMIN, Role.MEMBER, Role.SYSTEM])
def test_nobody_but_a_lawyer_may(world: World, counsel: Counsel, role: Role) -> None:
    with pytest.raises(NotAllowed):
        rosters.export_for(
            world.works,
            Actor(role, counsel.lawyer_id),
            group=counsel.code,
            format=SheetFormat.XLSX,
            reason=REASON,
            password=PASSWORD,
        )


def test_whoever_took_back_her_consent_a_moment_ago_is_out(world: World, counsel: Counsel) -> None:
    assert counsel.export().rows == 2
    _withdraw(world, counsel.people[0], counsel.firm_id)
    assert names_in(counsel.export()) == {"이표본"}


def test_a_group_where_nobody_agreed_has_no_roster(world: World, counsel: Counsel) -> None:
    for one in counsel.people:
        _withdraw(world, one, counsel.firm_id)
    with pytest.raises(NobodyConsented):
        counsel.export()


def test_consent_taken_back_while_the_file_is_written_stops_it(
    world: World, counsel: Counsel, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock: Callable[..., bytes] = making.locked

    def slow(*given: Any) -> bytes:
        _withdraw(world, counsel.people[0], counsel.firm_id)
        return lock(*given)

    monkeypatch.setattr(making, "locked", slow)
    with pytest.raises(RosterChanged):
        counsel.export(keep=True)
    assert kept.waiting(world.folder) == []
    assert _lines(world, counsel.people[1], "roster:exported") == []


def test_the_mark_stands_before_the_first_person_is_opened(
    world: World, counsel: Counsel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_work: object, people: Iterator[Identity], *_more: object, **_rest: object) -> Iterator[Any]:
        assert _lines(world, counsel.group_id, "roster:export-begun")
        next(iter(people))
        raise OSError("the machine stops here")
        yield

    monkeypatch.setattr(making, "rows", interrupted)
    with pytest.raises(OSError, match="stops here"):
        counsel.export(keep=True)
    (begun,) = _lines(world, counsel.group_id, "roster:export-begun")
    assert begun.reason == REASON
    assert begun.details["rows"] == 2
    assert begun.details["columns"] == list(KNOWN)
    assert _lines(world, counsel.group_id, "roster:exported") == []
    assert not (world.folder / "exports").exists()
    with world.as_staff(Role.LAWYER, counsel.lawyer_id) as work:
        assert [one.state for one in rosters.history(work, counsel.code)] == [FileState.UNFINISHED]


def test_the_group_keeps_size_and_hash_of_the_file_as_it_left(world: World, counsel: Counsel) -> None:
    exported = counsel.export()
    (line,) = _lines(world, counsel.group_id, "roster:exported")
    assert line.reason == REASON
    assert line.details == {
        "number": "X-0001", "rows": 2, "size": len(exported.data), "sha256": hashlib.sha256(exported.data).hexdigest(),
    }  # fmt: skip


def test_everybody_in_it_and_nobody_else_reads_that_it_happened(world: World, counsel: Counsel) -> None:
    left_out = counsel.add("오거절", "010-0100-0102", agrees=False)
    counsel.export(columns=["phone"])
    for one in counsel.people:
        (line,) = _lines(world, one, "roster:exported")
        assert (line.reason, line.details["columns"], line.details["number"]) == (REASON, 3, "X-0001")
        assert line.actor_id == counsel.lawyer_id
    assert _lines(world, left_out, "roster:exported") == []


def test_numbers_follow_each_other_and_name_the_file(counsel: Counsel) -> None:
    assert counsel.export().file_name == f"{counsel.code}_X-0001.xlsx"
    assert counsel.export(format=SheetFormat.CSV).file_name == f"{counsel.code}_X-0002.zip"


def test_one_form_exports_once(counsel: Counsel) -> None:
    counsel.export(once="form-1")
    with pytest.raises(AlreadyExported):
        counsel.export(once="form-1")
    assert counsel.export(once="form-2").number == "X-0002"


def test_exports_are_limited(world: World, counsel: Counsel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rosters, "RATE", "2 per hour")
    counsel.export()
    counsel.export()
    with pytest.raises(TooMany):
        counsel.export()


def test_the_command_line_leaves_no_file_behind(world: World, counsel: Counsel) -> None:
    counsel.export()
    assert not (world.folder / "exports").exists()
    with world.as_staff(Role.LAWYER, counsel.lawyer_id) as work:
        assert [one.state for one in rosters.history(work, counsel.code)] == [FileState.HANDED]


def test_only_the_locked_file_touches_the_disk(world: World, counsel: Counsel) -> None:
    exported = counsel.export(keep=True)
    (path,) = (world.folder / "exports").iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert exported.data in path.read_bytes()
    for file in world.folder.rglob("*"):
        if file.is_file():
            assert "김표본".encode() not in file.read_bytes()


def test_a_waiting_file_is_fetched_once(world: World, counsel: Counsel) -> None:
    exported = counsel.export(keep=True)
    with world.as_staff(Role.LAWYER, counsel.lawyer_id) as work:
        fetched = rosters.fetch(work, exported.id)
    assert (fetched.data, fetched.file_name) == (exported.data, exported.file_name)
    assert kept.waiting(world.folder) == []
    with world.as_staff(Role.LAWYER, counsel.lawyer_id) as work, pytest.raises(ExportGone):
        rosters.fetch(work, exported.id)


def test_a_fetch_that_is_undone_leaves_the_file(world: World, counsel: Counsel) -> None:
    exported = counsel.export(keep=True)
    with pytest.raises(ConnectionError), world.as_staff(Role.LAWYER, counsel.lawyer_id) as work:
        rosters.fetch(work, exported.id)
        raise ConnectionError
    with world.as_staff(Role.LAWYER, counsel.lawyer_id) as work:
        assert rosters.fetch(work, exported.id).data == exported.data


def test_of_two_fetches_at_one_moment_one_gets_the_file(world: World, counsel: Counsel) -> None:
    exported = counsel.export(keep=True)
    path = world.folder / "exports" / str(exported.id)
    both = path.read_bytes()
    with world.as_staff(Role.LAWYER, counsel.lawyer_id) as work:
        rosters.fetch(work, exported.id)
    path.write_bytes(both)  # as the second request still saw it
    with world.as_staff(Role.LAWYER, counsel.lawyer_id) as work, pytest.raises(ExportGone):
        rosters.fetch(work, exported.id)


def test_a_waiting_file_is_its_makers_alone(world: World, counsel: Counsel) -> None:
    exported = counsel.export(keep=True)
    colleague = make_staff(world, Role.LAWYER, login="colleague@example.com")
    for account in (colleague, uuid4()):
        with world.as_staff(Role.LAWYER, account) as work, pytest.raises(NoSuchExport):
            rosters.fetch(work, exported.id)
    counsel.assign(colleague)
    with world.as_staff(Role.LAWYER, counsel.lawyer_id) as work, pytest.raises(NoSuchExport):
        rosters.fetch(work, exported.id)


def test_a_waiting_file_is_not_handed_out_after_somebody_in_it_took_back_her_consent(
    world: World, counsel: Counsel
) -> None:
    exported = counsel.export(keep=True)
    _withdraw(world, counsel.people[1], counsel.firm_id)
    with world.as_staff(Role.LAWYER, counsel.lawyer_id) as work, pytest.raises(RosterChanged):
        rosters.fetch(work, exported.id)


def test_a_waiting_file_lasts_a_day(world: World, counsel: Counsel) -> None:
    exported = counsel.export(keep=True)
    world.clock.forward(hours=23, minutes=59)
    assert rosters.retire_exports(world.works) == 0
    world.clock.forward(minutes=1)
    with world.as_staff(Role.LAWYER, counsel.lawyer_id) as work, pytest.raises(ExportGone):
        rosters.fetch(work, exported.id)
    assert rosters.retire_exports(world.works) == 1
    assert kept.waiting(world.folder) == []


def test_a_file_of_no_export_is_destroyed(world: World, counsel: Counsel) -> None:
    kept.keep(world.folder, uuid4(), {}, b"left by a crash")
    waits = counsel.export(keep=True)
    assert rosters.retire_exports(world.works) == 1
    assert kept.waiting(world.folder) == [waits.id]


def test_the_preview_counts_who_is_in_and_why_others_are_not(world: World, counsel: Counsel) -> None:
    counsel.add("오거절", "010-0100-0102", agrees=False)
    make_victim(world, name="서미확인", phone="010-0100-0103", firm_id=counsel.firm_id)
    with world.as_staff(Role.LAWYER, counsel.lawyer_id) as work:
        seen = rosters.preview(work, counsel.code)
        (line,) = rosters.groups_of(work)
    assert (seen.active, seen.consenting, seen.declined, seen.unanswered, seen.waiting) == (3, 2, 1, 0, 1)
    assert (line.code, line.active, line.consenting) == (counsel.code, 3, 2)


def test_before_an_export_a_lawyer_sees_aliases_and_the_masks_of_those_who_agreed(
    world: World, counsel: Counsel
) -> None:
    counsel.add("오거절", "010-0100-0102", agrees=False)
    with world.as_staff(Role.LAWYER, counsel.lawyer_id) as work:
        seen = rosters.group_members(work, counsel.code)
    assert sorted(one.name_mask for one in seen if one.consents) == ["김*본", "이*본"]
    assert [one.name_mask for one in seen if not one.consents] == [""]
    assert all(one.alias for one in seen)


def test_of_many_presses_of_one_form_at_once_one_exports(world: World, counsel: Counsel) -> None:
    def press(_attempt: int) -> str | None:
        try:
            return counsel.export(once="form-1", format=SheetFormat.CSV).number
        except AlreadyExported:
            return None

    with ThreadPoolExecutor(4) as presses:
        numbers = list(presses.map(press, range(4)))
    assert sorted(numbers, key=str) == [None, None, None, "X-0001"]
    assert len(_lines(world, counsel.people[0], "roster:exported")) == 1
    assert len(_lines(world, counsel.group_id, "roster:export-begun")) == 1


def test_exports_that_begin_at_once_get_different_numbers(counsel: Counsel) -> None:
    with ThreadPoolExecutor(4) as hands:
        exported = list(hands.map(lambda _attempt: counsel.export(format=SheetFormat.CSV), range(4)))
    assert sorted(one.number for one in exported) == ["X-0001", "X-0002", "X-0003", "X-0004"]
    assert len({one.id for one in exported}) == 4


def test_of_many_fetches_at_once_one_gets_the_file(world: World, counsel: Counsel) -> None:
    waits = counsel.export(keep=True)

    def take(_attempt: int) -> bool:
        try:
            with world.as_staff(Role.LAWYER, counsel.lawyer_id) as work:
                return rosters.fetch(work, waits.id).data == waits.data
        except ExportGone:
            return False

    with ThreadPoolExecutor(4) as hands:
        assert sorted(hands.map(take, range(4))) == [False, False, False, True]
