"""What is typed wrong: said beside the field and on top, in plain words, and nothing of it is lost."""

import re
import unicodedata

import pytest

from tests.features.registration.conftest import LANDLORD, LEASE, PERSON, Visitor, bytes_of
from tests.world import World

pytestmark = pytest.mark.pages

FIELDS_AND_WORDS = [
    ("person", PERSON, "name", "  ", "이름을 적어 주세요."),
    ("person", PERSON, "birth_date", "1991-13-40", "생년월일을 읽을 수 없습니다."),
    ("person", PERSON, "email", "아무나", "이메일 주소를 다시 봐 주세요."),
    ("lease", LEASE, "address", "우리 집", "주소를 시·군·구부터 적어 주세요."),
    ("lease", LEASE, "deposit", "많이", "보증금을 읽을 수 없습니다."),
    ("lease", LEASE, "contract_date", "작년 봄", "날짜를 읽을 수 없습니다."),
    ("lease", LEASE, "contract_date", "2031-01-01", "아직 오지 않은 날입니다."),
    ("lease", LEASE, "end_date", "2021-12-31", "끝나는 날이 시작한 날보다 앞섭니다."),
    ("landlord", LANDLORD, "name", "모름", "계약서에 적힌 임대인 이름을 적어 주세요."),
    ("landlord", LANDLORD, "number", "123-45-67890", "번호 끝자리가 맞지 않습니다. 모르면 비워 두세요."),
    ("landlord", LANDLORD, "number", "000-00-00000", "번호 끝자리가 맞지 않습니다. 모르면 비워 두세요."),
    ("landlord", LANDLORD, "number", "12345", "사업자등록번호는 10자리, 법인등록번호는 13자리입니다."),
    ("landlord", LANDLORD, "kind", "", "개인인지 회사인지 골라 주세요."),
    ("landlord", LANDLORD, "joins", "perhaps", "하나를 골라 주세요."),
]
RESIDENT_NUMBERS = [
    "900101-1234567",
    "9001011234567",
    "900101 1234567",
    "９００１０１－１２３４５６７",
    "900101\u20131234567",
    "9001\u200b01-1234567",
    "850505-5678901",
]
TYPED = [
    ("phone", {}, "phone"),
    ("person", PERSON, "name"),
    ("person", PERSON, "birth_date"),
    ("person", PERSON, "email"),
    ("lease", LEASE, "address"),
    ("lease", LEASE, "deposit"),
    ("lease", LEASE, "move_in_date"),
    ("landlord", LANDLORD, "name"),
    ("landlord", LANDLORD, "birth_date"),
    ("landlord", LANDLORD, "number"),
]


def value_of(html: str, name: str) -> str:
    found = re.search(rf'<input[^>]*name="{name}"[^>]*>', html)
    assert found
    value = re.search(r'value="([^"]*)"', found[0])
    return value[1] if value else ""


@pytest.mark.parametrize("step", ["person", "lease", "landlord"])
def test_an_error_stands_beside_the_field_and_on_top_and_what_was_typed_stays(visitor: Visitor, step: str) -> None:
    visitor.agree()
    visitor.prove()
    token = visitor.token("/register/phone")
    for data, name, wrong, words in [row[1:] for row in FIELDS_AND_WORDS if row[0] == step]:
        answer = visitor.client.post(f"/register/{step}", data={"csrf_token": token, **data, name: wrong})
        html = answer.get_data(as_text=True)
        assert (answer.status_code, "<title>오류: " in html) == (422, True)
        assert html.count(words) == 2
        assert f'href="#{name}' in html
        if wrong.strip() and name not in ("kind", "joins"):
            assert value_of(html, name) == wrong
            assert value_of(visitor.page(f"/register/{step}"), name) == wrong


def test_everything_right_beside_an_error_stays_too(visitor: Visitor) -> None:
    visitor.agree()
    visitor.prove()
    html = visitor.send("/register/lease", {**LEASE, "deposit": "많이"}).get_data(as_text=True)
    assert value_of(html, "contract_date") == "2021년 12월 6일"
    assert html.count(" checked") == 2


def test_a_company_has_no_birth_date(visitor: Visitor) -> None:
    visitor.agree()
    visitor.prove()
    answer = visitor.send("/register/landlord", {**LANDLORD, "kind": "corporation"})
    assert answer.status_code == 422
    assert "회사에는 생년월일이 없습니다." in answer.get_data(as_text=True)


def test_children_under_fourteen_are_told_who_may_help(visitor: Visitor) -> None:
    visitor.agree()
    visitor.prove()
    refused = visitor.send("/register/person", {**PERSON, "birth_date": "2012-03-03"})
    assert refused.status_code == 422
    assert "보호자가 담당 창구로 전화해 주세요." in refused.get_data(as_text=True)
    assert visitor.send("/register/person", {**PERSON, "birth_date": "2012-03-02"}).status_code == 303


def test_a_resident_number_is_refused_in_every_field_and_kept_nowhere(
    world: World, visitor: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    visitor.agree()
    visitor.prove()
    for step, data, name in TYPED:
        answer = visitor.send(f"/register/{step}", {**data, name: "900101-1234567"})
        html = answer.get_data(as_text=True)
        assert answer.status_code == 422
        assert html.count("주민등록번호는 받지 않습니다. 그 부분을 지워 주세요.") == 2
        assert "1234567" not in html
        assert value_of(html, name) == ""
        assert "1234567" not in visitor.page(f"/register/{step}")
    assert "1234567" not in caplog.text
    assert b"1234567" not in bytes_of(world)


def test_a_resident_number_is_refused_however_it_is_spelt(visitor: Visitor) -> None:
    visitor.agree()
    visitor.prove()
    token = visitor.token("/register/lease")
    for number in RESIDENT_NUMBERS:
        typed = {**LEASE, "csrf_token": token, "address": f"서울 강서구 {number} 화곡로 1"}
        answer = visitor.client.post("/register/lease", data=typed)
        assert answer.status_code == 422
        assert unicodedata.normalize("NFKC", number)[-7:] not in answer.get_data(as_text=True)
        assert number not in answer.get_data(as_text=True)


def test_a_resident_number_is_refused_when_saving_for_later_too(visitor: Visitor) -> None:
    visitor.agree()
    visitor.prove()
    answer = visitor.send("/register/person", {**PERSON, "name": "홍길동 900101-1234567", "later": "y"})
    assert answer.status_code == 422
    assert "1234567" not in visitor.page("/register/person")


def test_thirteen_digits_are_refused_unless_a_corporation_is_chosen_and_the_check_digit_holds(visitor: Visitor) -> None:
    visitor.agree()
    visitor.prove()
    for kind, number in (
        ("person", "900101-1234560"),
        ("corporation", "900101-1234560"),
        ("corporation", "900101-1234561"),
    ):
        answer = visitor.send(
            "/register/landlord", {"kind": kind, "name": "표본주택", "number": number, "joins": "yes"}
        )
        assert answer.status_code == 422
        assert "123456" not in answer.get_data(as_text=True)


def test_a_body_of_ten_megabytes_is_refused_at_once(visitor: Visitor) -> None:
    token = visitor.token()
    answer = visitor.client.post("/register/person", data={"csrf_token": token, "name": "가" * 3_500_000})
    assert answer.status_code == 413


def test_a_form_from_another_site_is_refused(visitor: Visitor) -> None:
    visitor.agree()
    assert visitor.client.post("/register/phone", data={"phone": "010-0123-4567"}).status_code == 400


def test_nothing_personal_stands_in_an_address_or_a_title(visitor: Visitor) -> None:
    visitor.fill()
    for path in ("/register/phone", "/register/person", "/register/lease", "/register/landlord", "/register/check"):
        answer = visitor.client.get(path)
        title = re.search(r"<title>(.*?)</title>", answer.get_data(as_text=True))
        assert title
        assert not re.search(r"홍|임표본|010|표본로", title[1])
        assert answer.headers["Cache-Control"] == "no-store"
