"""What a row is read into, and which reason a row that is not taken gets."""

from dataclasses import fields
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from lawsuit_hub.features.responses.answers import read_answer
from lawsuit_hub.features.responses.questions import Question, recognise
from lawsuit_hub.features.responses.types import Rejected
from lawsuit_hub.features.victims.types import Answer
from lawsuit_hub.infra.sheet import open_sheet
from lawsuit_hub.infra.sheet_cells import NumberCell

SAMPLES = Path(__file__).parents[2] / "samples"
# 910101-1 000004: of the shape of a resident number, and right as a corporation number.
BOTH_SHAPES = "910101-1000004"
CELLS = {
    Question.TIMESTAMP: "2024/01/03 9:41:48 오전 GMT+9",
    Question.CONSENT_COLLECT: "동의합니다",
    Question.NAME: "카나리아 (표본용)",
    Question.PHONE: "010-0999-1234",
    Question.EMAIL: "sample@example.com",
    Question.ADDRESS: "강서구 화곡로 302, 101동 1203호",
    Question.LANDLORD_KIND: "개인",
    Question.LANDLORD_NAME: "임표본",
    Question.LANDLORD_NUMBER: "",
    Question.DEPOSIT: "1억 2,000만",
    Question.CONTRACT_DATE: "2021. 12. 6",
    Question.END_DATE: "20231206",
    Question.MOVE_IN_DATE: "2021년 12월 6일",
    Question.FIXED_DATE: "",
    Question.SITUATION: "경매 개시, 보증금 미반환, 경매 개시",
    Question.JOINS: "예, 참여하겠습니다",
    Question.FREE_TEXT: "",
}
MAPPING = {question: column for column, question in enumerate(CELLS)}


def read(changes: dict[Question, str] | None = None, *others: str, absent: Question | None = None) -> Answer | Rejected:
    mapping = {question: column for question, column in MAPPING.items() if question is not absent}
    return read_answer(mapping, [*(CELLS | (changes or {})).values(), *others], home_province="서울")


def taken(changes: dict[Question, str] | None = None, *others: str, absent: Question | None = None) -> Answer:
    answer = read(changes, *others, absent=absent)
    assert isinstance(answer, Answer), answer
    return answer


def reason(changes: dict[Question, str], *others: str) -> str | None:
    answer = read(changes, *others)
    return answer.reason if isinstance(answer, Rejected) else None


def test_a_file_of_answers_is_read_row_by_row() -> None:
    with (SAMPLES / "answers.csv").open("rb") as stream:
        sheet = open_sheet(stream)
        found = recognise(sheet.header)
        answers = [read_answer(found.mapping, row, home_province="서울") for row in sheet]
    assert found.certain
    assert [answer.reason if isinstance(answer, Rejected) else None for answer in answers] == [
        None, "consent", "name", "phone", "landlord", "deposit", "date", "forbidden_identifier", None, None, None,
    ]  # fmt: skip
    phones = [answer.phone.e164 for answer in answers if isinstance(answer, Answer)]
    assert phones == ["+821001234001", "+821001234009", "+821001234010", "+821001234011"]
    ninth = answers[8]
    assert isinstance(ninth, Answer)
    assert (ninth.landlord_kind, ninth.deposit.amount, ninth.joins) == ("corporation", 165_000_000, False)
    assert ninth.consents == {"collect": True, "firm": False}
    assert ninth.business_number is not None
    assert ninth.free_text == "이자 지원이 필요해요\n아이가 둘입니다"


def test_a_form_in_english_is_read() -> None:
    with (SAMPLES / "answers_english.csv").open("rb") as stream:
        sheet = open_sheet(stream)
        found = recognise(sheet.header)
        first, second = (read_answer(found.mapping, row, home_province="서울") for row in sheet)
    assert found.certain
    assert isinstance(first, Answer)
    assert (first.joins, first.landlord_kind, first.deposit.amount) == (True, "corporation", 150_000_000)
    assert second == Rejected("consent")


def test_every_value_of_a_row_is_parsed() -> None:
    answer = taken()
    assert answer.at == datetime.fromisoformat("2024-01-03T09:41:48+09:00")
    assert answer.at.utcoffset() == timedelta(hours=9)
    assert answer.phone.e164 == "+821009991234"
    assert answer.name.text == "카나리아 (표본용)"
    assert answer.email is not None
    assert answer.address is not None
    assert answer.building == "서울|강서구|화곡로|302"
    assert answer.deposit.amount == 120_000_000
    assert (answer.contract_date, answer.end_date) == (date(2021, 12, 6), date(2023, 12, 6))
    assert (answer.move_in_date, answer.fixed_date, answer.start_date) == (date(2021, 12, 6), None, None)
    assert answer.situation == ("경매 개시", "보증금 미반환")
    assert answer.joins
    assert answer.free_text == ""


def test_an_answer_shows_nothing_of_itself() -> None:
    answer = taken({Question.FREE_TEXT: "비밀 이야기"})
    assert repr(answer) == str(answer) == "<answer>"
    assert "카나리아" not in repr([answer, *(getattr(answer, field.name) for field in fields(answer)[:9])])


def test_reasons_come_in_their_order_and_the_first_is_given() -> None:
    spoilt = {
        Question.CONSENT_COLLECT: "", Question.NAME: "", Question.PHONE: "x", Question.LANDLORD_NAME: "", Question.DEPOSIT: "-",
        Question.END_DATE: "언젠가", Question.FREE_TEXT: "900101-1234567",
    }  # fmt: skip
    given = []
    for question in list(spoilt):
        given.append(reason(spoilt))
        del spoilt[question]
    assert given == ["consent", "name", "phone", "landlord", "deposit", "date", "forbidden_identifier"]
    assert reason({}) is None


@pytest.mark.parametrize(
    "yes",
    [
        "동의합니다",
        "동의",
        " 동의함. ",
        "예",
        "네",
        "Yes",
        "I agree",
        "예, 동의합니다",
        "위 내용을 읽었으며 이에 동의합니다.",
        "동의합니다 (필수)",
    ],
)
def test_a_clear_yes_is_consent(yes: str) -> None:
    assert reason({Question.CONSENT_COLLECT: yes}) is None


@pytest.mark.parametrize(
    "no",
    [
        "", "-", "동의하지 않습니다", "미동의", "동의 안 함", "안 동의", "비동의", "아니오", "No", "I do not agree", "I don't agree", "Disagree",
        "일부 동의", "동의합니다만 나중에 철회할 수도", "생각해 보겠습니다", "동의 여부", "?", "1",
    ],
)  # fmt: skip
def test_anything_but_a_clear_yes_is_no_consent(no: str) -> None:
    assert reason({Question.CONSENT_COLLECT: no}) == "consent"


def test_consents_that_the_form_did_not_ask_are_not_invented() -> None:
    assert taken().consents == {"collect": True}


@pytest.mark.parametrize(
    ("said", "joins"),
    [
        ("예, 참여하겠습니다", True), ("참여합니다", True), ("네", True), ("참여 희망", True), ("Yes", True), ("I want to join", True), ("동의합니다", True),
        ("아니오", False), ("생각해 보겠습니다", False), ("예, 아직 고민 중입니다", False), ("참여하지 않겠습니다", False), ("Not sure", False), ("", False),
    ],
)  # fmt: skip
def test_only_a_yes_joins(said: str, joins: bool) -> None:
    assert taken({Question.JOINS: said}).joins is joins


def test_without_the_question_nobody_said_yes() -> None:
    assert not taken(absent=Question.JOINS).joins


@pytest.mark.parametrize("nobody", ["", " ", "-", "모름", "없음", "잘 모름", "알 수 없음"])
def test_a_landlord_without_a_name_is_none_even_with_a_number(nobody: str) -> None:
    assert reason({Question.LANDLORD_NAME: nobody, Question.LANDLORD_NUMBER: "241-77-76312"}) == "landlord"


@pytest.mark.parametrize(
    "cell", ["680120", "19680120", "68.01.20", "1968년 1월 20일", "생년월일: 1968-01-20", NumberCell(680120)]
)
def test_a_landlord_s_birth_date_is_read_from_the_number_cell(cell: str) -> None:
    answer = taken({Question.LANDLORD_NUMBER: cell})
    assert answer.landlord_birth == date(1968, 1, 20)
    assert answer.business_number is None


def test_a_birth_date_that_a_spreadsheet_took_for_a_number_gets_its_zero_back() -> None:
    assert taken({Question.LANDLORD_NUMBER: NumberCell(50107)}).landlord_birth == date(2005, 1, 7)
    assert taken({Question.LANDLORD_NUMBER: "50107"}).landlord_birth is None


@pytest.mark.parametrize("cell", ["2417776312", "241-77-76312", "사업자등록번호 241-77-76312", NumberCell(2417776312)])
def test_a_business_number_is_read_from_the_number_cell(cell: str) -> None:
    answer = taken({Question.LANDLORD_NUMBER: cell})
    assert answer.business_number is not None
    assert answer.business_number.digits == "2417776312"


@pytest.mark.parametrize("cell", ["", "모름", "000-00-00000", "241-77-76313", "130111-0006240", "123", "없음"])
def test_a_number_that_is_none_is_unknown_and_no_reason(cell: str) -> None:
    answer = taken({Question.LANDLORD_KIND: "법인", Question.LANDLORD_NUMBER: cell})
    assert (answer.landlord_birth, answer.business_number, answer.corporation_number) == (None, None, None)


@pytest.mark.parametrize("cell", ["130111-0006246", "1301110006246", BOTH_SHAPES])
def test_thirteen_digits_are_a_corporation_s_where_a_corporation_was_chosen(cell: str) -> None:
    answer = taken({Question.LANDLORD_KIND: "법인", Question.LANDLORD_NUMBER: cell})
    assert answer.corporation_number is not None
    assert answer.corporation_number.digits == cell.replace("-", "")


@pytest.mark.parametrize("kind", ["개인", "", "모름"])
@pytest.mark.parametrize(
    "cell", [BOTH_SHAPES, BOTH_SHAPES.replace("-", ""), "9101011000005", "９１０１０１－１０００００５"]
)
def test_a_resident_number_is_refused_where_no_corporation_was_chosen(kind: str, cell: str) -> None:
    changes = {Question.LANDLORD_KIND: kind, Question.LANDLORD_NAME: "㈜표본", Question.LANDLORD_NUMBER: cell}
    assert reason(changes) == "forbidden_identifier"


def test_a_resident_number_is_refused_of_a_corporation_too_if_its_check_digit_is_no_corporation_s() -> None:
    assert (
        reason({Question.LANDLORD_KIND: "법인", Question.LANDLORD_NUMBER: "910101-1000005"}) == "forbidden_identifier"
    )


@pytest.mark.parametrize(
    ("kind", "name", "number", "expected"),
    [
        ("법인", "임표본", "", "corporation"), ("개인사업자", "표본(주)", "", "person"), ("", "㈜ 표본하우징", "", "corporation"),
        ("잘 모름", "표본하우징 주식회사", "", "corporation"), ("", "표본하우징", "130111-0006246", "corporation"), ("", "임표본", "680120", "person"),
        ("", "임표본", "", None), ("Corporation", "Sample", "", "corporation"), ("Individual", "Sample", "", "person"),
    ],
)  # fmt: skip
def test_the_kind_of_landlord_is_the_chosen_one_or_follows_from_name_and_number(
    kind: str, name: str, number: str, expected: str | None
) -> None:
    changes = {Question.LANDLORD_KIND: kind, Question.LANDLORD_NAME: name, Question.LANDLORD_NUMBER: number}
    assert taken(changes).landlord_kind == expected


@pytest.mark.parametrize("question", [Question.CONTRACT_DATE, Question.END_DATE])
@pytest.mark.parametrize("cell", ["재작년 봄", "2021-13-40", "2021"])
def test_a_date_of_the_contract_that_cannot_be_read_is_a_reason(question: Question, cell: str) -> None:
    assert reason({question: cell}) == "date"


@pytest.mark.parametrize("nothing", ["", " ", "-", "없음", "해당 없음", "해당없음", "미신고"])
def test_nothing_is_no_date_and_no_reason(nothing: str) -> None:
    answer = taken(dict.fromkeys((Question.END_DATE, Question.MOVE_IN_DATE, Question.FIXED_DATE), nothing))
    assert (answer.end_date, answer.move_in_date, answer.fixed_date) == (None, None, None)
    assert taken({Question.CONTRACT_DATE: ""}).contract_date is None


@pytest.mark.parametrize("cell", ["", "어제", "2024/13/45 9:41:48 오전 GMT+9"])
def test_a_timestamp_that_cannot_be_read_is_a_reason(cell: str) -> None:
    assert reason({Question.TIMESTAMP: cell}) == "date"


def test_midnight_of_a_workbook_is_a_timestamp() -> None:
    assert taken({Question.TIMESTAMP: "2024-01-03"}).at == datetime.fromisoformat("2024-01-03T00:00:00+09:00")


def test_what_nobody_needs_is_left_out_where_it_cannot_be_read() -> None:
    answer = taken({Question.EMAIL: "없음", Question.ADDRESS: "", Question.MOVE_IN_DATE: "기억 안 남"})
    assert (answer.email, answer.address, answer.building, answer.move_in_date) == (None, None, None, None)


def test_a_telephone_number_that_a_spreadsheet_took_for_a_number_gets_its_sign_back_and_typed_text_does_not() -> None:
    assert taken({Question.PHONE: NumberCell(1001234567)}).phone.e164 == "+821001234567"
    assert taken({Question.PHONE: NumberCell(821001234567)}).phone.e164 == "+821001234567"
    assert reason({Question.PHONE: "1001234567"}) == "phone"
    assert reason({Question.PHONE: "821001234567"}) == "phone"
    assert reason({Question.PHONE: NumberCell(212345678)}) == "phone"


@pytest.mark.parametrize("shape", ["9001011234567", "900101-1234567", "900101 1234567", "９００１０１－１２３４５６７"])
def test_a_resident_number_in_free_text_or_another_column_is_refused_in_any_shape(shape: str) -> None:
    assert reason({Question.FREE_TEXT: f"제 번호 {shape} 입니다"}) == "forbidden_identifier"
    assert reason({}, f"({shape})") == "forbidden_identifier"
    assert reason({}, "", "", shape) == "forbidden_identifier"


@pytest.mark.parametrize(
    "question", [Question.NAME, Question.ADDRESS, Question.EMAIL, Question.SITUATION, Question.JOINS]
)
def test_a_recognised_column_is_held_to_the_hyphenated_form(question: Question) -> None:
    assert reason({question: CELLS[question] + " 900101-1234567"}) == "forbidden_identifier"
    assert reason({question: CELLS[question] + " 9001011234567"}) is None


@pytest.mark.parametrize("nothing", ["-", "없음", " 없습니다. ", ""])
def test_a_free_text_that_says_nothing_is_empty(nothing: str) -> None:
    assert taken({Question.FREE_TEXT: nothing}).free_text == ""


def test_a_row_shorter_than_the_header_is_read_as_far_as_it_goes() -> None:
    answer = read_answer(MAPPING, list(CELLS.values())[:10], home_province="서울")
    assert isinstance(answer, Answer)
    assert (answer.contract_date, answer.situation, answer.joins) == (None, (), False)
    assert read_answer(MAPPING, [], home_province="서울") == Rejected("consent")


def test_a_monthly_rent_may_lie_below_the_least_deposit() -> None:
    mapping = MAPPING | {Question.MONTHLY_RENT: len(MAPPING)}
    rents = {
        cell: read_answer(mapping, [*CELLS.values(), cell], home_province="서울") for cell in ("50만원", "0", "많음")
    }
    amounts = [
        answer.monthly_rent and answer.monthly_rent.amount for answer in rents.values() if isinstance(answer, Answer)
    ]
    assert amounts == [500_000, None, None]


@pytest.mark.parametrize("number", ["9001011234567", "900101 1234567", "９００１０１１２３４５６７"])
def test_a_resident_number_without_its_hyphen_is_kept_in_no_text_that_is_kept_as_written(number: str) -> None:
    written = {
        Question.NAME: f"홍길동 {number}",
        Question.EMAIL: f"{number}@example.com",
        Question.ADDRESS: f"강서구 화곡로 302 {number}",
        Question.SITUATION: f"경매 개시, {number}",
        Question.LANDLORD_NAME: f"임표본({number})",
    }
    answer = taken(written)
    assert answer.name.text == "홍길동" and answer.email is None
    assert answer.address is not None and answer.address.text == "강서구 화곡로 302"
    assert answer.situation == ("경매 개시",)
    assert "1234567" not in answer.landlord.text and answer.landlord.key == taken().landlord.key


@pytest.mark.parametrize("dash", ["-", "–", "ㅡ", "ー", " - "])
def test_what_is_typed_for_a_dash_makes_a_resident_number_hyphenated(dash: str) -> None:
    assert reason({Question.NAME: f"홍길동 900101{dash}1234567"}) == "forbidden_identifier"
