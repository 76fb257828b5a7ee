"""What is found in texts and files that are to go public, and what is not."""

import time
from dataclasses import replace

import pytest

from lawsuit_hub.features.publishing import detecting, looking, types
from lawsuit_hub.features.publishing.offices import Offices
from lawsuit_hub.features.publishing.types import Finding, HoldsResidentNumber
from lawsuit_hub.settings import Settings
from tests.features.publishing import made
from tests.world import World

pytestmark = pytest.mark.either


@pytest.fixture
def settings(world: World) -> Settings:
    return world.settings


def kinds(found: tuple[Finding, ...]) -> set[str]:
    return {one.kind for one in found}


@pytest.mark.parametrize(
    "text",
    [
        "문의는 콜센터 1533-8119로 해 주세요. 접수 2026-12-05, 사건 2026가합12345",
        "강서구청 주택과 02-0000-0000, 지원금 1,500,000원, 301호실에서 엽니다",
        "성명: 성명을 적습니다. 임차인: 전세 계약자",
        "담당자님께 연락해 주세요. 임차인: 전세사기 피해자로 결정된 사람",
        "서울 강서구 화곡로 302 강서구청 5층 대회의실",
    ],
)
def test_what_an_office_writes_is_no_find(settings: Settings, text: str) -> None:
    assert looking.scan_text(settings, text) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"전화 {made.phone(7)}", types.PHONE),
        ("메일 gildong.sample@example.com", types.EMAIL),
        ("홍길동님이 오셨습니다", types.NAME),
        ("성명: 홍길동", types.NAME),
        ("성명: 홍\u200b길동", types.NAME),
        ("생년월일 1991.03.07", types.BIRTH),
        ("서울 강서구 화곡로 302, 101동 1203호", types.ADDRESS),
        ("국민은행 123456-01-234567", types.ACCOUNT),
        ("https://open.kakao.com/o/abcdef", types.OPEN_CHAT),
    ],
)
def test_what_could_be_somebody_s_is_found(settings: Settings, text: str, kind: str) -> None:
    assert kind in kinds(looking.scan_text(settings, text))


def test_numbers_and_addresses_that_the_settings_name_are_the_office_s(world: World) -> None:
    own = replace(world.settings, office_contacts="02-2600-*, 031-123-4567, help@example.go.kr, @dept.example.go.kr")
    for said in ("02-2600-1234", "+82 2 2600 1234", "031-123-4567", "help@example.go.kr", "a@dept.example.go.kr"):
        assert looking.scan_text(own, f"문의 {said}") == (), said
    for said in ("02-2601-1234", "010-0260-0123", "other@example.go.kr", "a@dept.example.go.kr.example.com"):
        assert looking.scan_text(own, f"문의 {said}"), said


@pytest.mark.parametrize("unit", ["0123456789", "가1", "성명 : ", "김가님 ", "900101 ", "a@", "-1", "동 1 ", "010 "])
def test_no_text_takes_long(unit: str) -> None:
    began = time.process_time()
    detecting.in_text(unit * (400_000 // len(unit)), Offices())
    assert time.process_time() - began < 10


def test_a_resident_number_is_refused_outright(settings: Settings) -> None:
    with pytest.raises(HoldsResidentNumber):
        looking.scan_text(settings, "번호 900101-1" + "234567")


def test_a_hidden_column_of_telephone_numbers_is_found_where_it_is(settings: Settings) -> None:
    [found] = looking.look(settings, "참석.xlsx", made.hidden_column()).findings
    assert (found.kind, found.place.code, found.place.name, found.place.column, found.place.hidden, found.count) == (
        types.PHONE, "sheet_hidden", "참석", "C", True, 12,
    )  # fmt: skip


def test_a_clean_workbook_is_clean(settings: Settings) -> None:
    assert looking.look(settings, "사업.xlsx", made.clean_book()).findings == ()


def test_a_note_on_a_cell_is_read(settings: Settings) -> None:
    found = looking.look(settings, "사업.xlsx", made.noted_book()).findings
    assert {types.PHONE, types.NAME} <= {one.kind for one in found if one.place.code == "note"}
