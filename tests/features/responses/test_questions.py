"""Columns are recognised by what their question asks, in either language and any order, and never guessed."""

import json
import random
import unicodedata

import pytest

from lawsuit_hub.features.responses.questions import BadMap, Question, fingerprint, read_map, recognise

KOREAN = {
    "타임스탬프": Question.TIMESTAMP,
    "1. 개인정보 수집·이용에 동의하십니까? (필수)": Question.CONSENT_COLLECT,
    "2. 소송대리인(변호사)에게 제공하는 데 동의하십니까?": Question.CONSENT_FIRM,
    "같은 임대인의 피해자에게 내 정보(성씨, 지역, 보증금 구간)를 보여주는 데 동의하십니까?": Question.CONSENT_SHARE,
    "성명": Question.NAME,
    "휴대전화 번호": Question.PHONE,
    "이메일 주소": Question.EMAIL,
    "피해주택 주소": Question.ADDRESS,
    "본인 생년월일": Question.BIRTH_DATE,
    "임대인 구분": Question.LANDLORD_KIND,
    "임대인 성명 또는 법인명": Question.LANDLORD_NAME,
    "임대인 생년월일 또는 사업자등록번호 (아는 경우)": Question.LANDLORD_NUMBER,
    "임대차 보증금": Question.DEPOSIT,
    "월세": Question.MONTHLY_RENT,
    "임대차 계약일": Question.CONTRACT_DATE,
    "임대차 시작일": Question.START_DATE,
    "계약 만료일": Question.END_DATE,
    "전입신고일": Question.MOVE_IN_DATE,
    "확정일자": Question.FIXED_DATE,
    "현재 상황 (복수 선택)": Question.SITUATION,
    "공동소송에 참여하시겠습니까?": Question.JOINS,
    "제도개선 건의 또는 하고 싶은 말씀": Question.FREE_TEXT,
}
ENGLISH = {
    "Timestamp": Question.TIMESTAMP,
    "Do you agree to the collection and use of your personal information? (required)": Question.CONSENT_COLLECT,
    "Do you consent to passing your information to the law firm?": Question.CONSENT_FIRM,
    "Do you agree to share your masked card with other members?": Question.CONSENT_SHARE,
    "Full name *": Question.NAME,
    "Mobile phone number": Question.PHONE,
    "E-mail address": Question.EMAIL,
    "Address of the leased house": Question.ADDRESS,
    "Date of birth": Question.BIRTH_DATE,
    "Landlord type (individual / corporation)": Question.LANDLORD_KIND,
    "Landlord's name or company name": Question.LANDLORD_NAME,
    "Landlord's date of birth or business registration number": Question.LANDLORD_NUMBER,
    "Deposit (KRW)": Question.DEPOSIT,
    "Monthly rent": Question.MONTHLY_RENT,
    "Contract date": Question.CONTRACT_DATE,
    "Lease start date": Question.START_DATE,
    "Lease end date": Question.END_DATE,
    "Move-in report date": Question.MOVE_IN_DATE,
    "Fixed date": Question.FIXED_DATE,
    "Current situation (select all that apply)": Question.SITUATION,
    "Would you like to join the joint lawsuit?": Question.JOINS,
    "Suggestions or anything else": Question.FREE_TEXT,
}


@pytest.mark.parametrize("form", [KOREAN, ENGLISH], ids=["korean", "english"])
def test_a_whole_form_is_recognised_in_any_order(form: dict[str, Question]) -> None:
    for seed in range(5):
        header = list(form)
        random.Random(seed).shuffle(header)
        found = recognise(header)
        assert {header[column]: question for question, column in found.mapping.items()} == form
        assert found.certain
        assert found.unknown == ()


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("이름 (임차인 본인)", Question.NAME),
        ("3) 성함*", Question.NAME),
        ("핸드폰", Question.PHONE),
        ("연락처", Question.PHONE),
        ("임차주택 소재지", Question.ADDRESS),
        ("주소", Question.ADDRESS),
        ("임대인 (개인/법인)", Question.LANDLORD_KIND),
        ("임대인은 개인입니까, 법인입니까?", Question.LANDLORD_KIND),
        ("집주인 이름", Question.LANDLORD_NAME),
        ("임대인", Question.LANDLORD_NAME),
        ("임대인 사업자등록번호", Question.BUSINESS_NUMBER),
        ("임대차계약 체결일", Question.CONTRACT_DATE),
        ("계약 종료일", Question.END_DATE),
        ("피해 상황을 자유롭게 적어주세요", Question.FREE_TEXT),
        ("공동소송 참여에 동의하십니까?", Question.JOINS),
        ("개인정보 제3자 제공 동의 (법무법인)", Question.CONSENT_FIRM),
        ("[필수] 개인정보 수집 및 이용 동의", Question.CONSENT_COLLECT),
        ("공인중개사 성명", Question.BROKER),
        ("계약을 중개한 공인중개사사무소 이름", Question.BROKER),
        ("중개사무소 등록번호", Question.BROKER_NUMBER),
        ("임대인 대리인 성명", Question.PROXY),
        ("현재 등기부상 소유자", Question.OWNER),
        ("Name of the broker", Question.BROKER),
        ("Current owner of the house", Question.OWNER),
    ],
)
def test_a_question_is_recognised_in_its_other_wordings(text: str, question: Question) -> None:
    assert list(recognise([text]).mapping) == [question]
    assert list(recognise([unicodedata.normalize("NFD", f"7. {text}")]).mapping) == [question]


@pytest.mark.parametrize(
    "text",
    [
        "임대인 연락처", "임대인 주소", "비상 연락처", "현재 거주지 주소", "공인중개사 연락처", "임대인과의 관계", "건물 이름",
        "보증금 반환 여부", "HUG 보증보험 가입 여부", "마케팅 정보 수신에 동의하십니까?", "주민등록번호", "계약 기간", "이름과 연락처",
        "점수", "Landlord's phone", "Has the deposit been returned?",
    ],
)  # fmt: skip
def test_a_question_about_somebody_or_something_else_is_not_taken_for_one_of_ours(text: str) -> None:
    found = recognise([text])
    assert found.mapping == {}
    assert found.unknown == (text,)


def test_the_question_that_says_more_is_meant() -> None:
    found = recognise(["주소", "피해주택 주소", "연락처", "휴대전화 번호"])
    assert found.mapping == {Question.ADDRESS: 1, Question.PHONE: 3}
    assert found.unknown == ("주소", "연락처")


def test_two_columns_about_the_broker_stop_no_file() -> None:
    found = recognise([*KOREAN, "중개사무소 이름", "공인중개사 성명"])
    assert found.certain
    assert found.mapping[Question.BROKER] == len(KOREAN)
    assert "공인중개사 성명" in found.unknown


def test_two_columns_for_one_question_are_asked_about() -> None:
    header = [*KOREAN, "핸드폰 번호"]
    found = recognise(header)
    assert found.doubtful == {Question.PHONE: ("휴대전화 번호", "핸드폰 번호")}
    assert Question.PHONE not in found.mapping
    assert Question.PHONE not in found.missing
    assert not found.certain


def test_a_required_question_that_no_column_asks_is_missing_and_others_are_not() -> None:
    header = [text for text in KOREAN if KOREAN[text] not in {Question.DEPOSIT, Question.JOINS, Question.EMAIL}]
    found = recognise(header)
    assert found.missing == (Question.DEPOSIT,)
    assert not found.certain


def test_a_chosen_mapping_explains_what_rules_cannot() -> None:
    header = [*(text for text in KOREAN if KOREAN[text] is not Question.NAME), "핸드폰 번호", "누구세요?", "기타 1"]
    chosen = read_map(json.dumps({"1. 누구세요": "name", "핸드폰 번호": "ignore", "기타 1": "ignore"}))
    found = recognise(header, {**chosen, "누구세요?": "name"})
    assert found.certain
    assert header[found.mapping[Question.NAME]] == "누구세요?"
    assert header[found.mapping[Question.PHONE]] == "휴대전화 번호"
    assert found.unknown == ()


def test_a_chosen_mapping_outweighs_the_rules() -> None:
    found = recognise(["성명", "별명"], {"별명": "name"})
    assert found.mapping == {Question.NAME: 1}
    assert found.unknown == ("성명",)


def test_columns_of_the_same_text_are_told_apart_by_their_place() -> None:
    header = ["이메일 주소", "성명", "이메일 주소"]
    assert recognise(header).doubtful == {Question.EMAIL: ("이메일 주소", "이메일 주소")}
    assert recognise(header, {"#1": "ignore"}).mapping == {Question.NAME: 1, Question.EMAIL: 2}


def test_one_question_chosen_for_two_columns_stays_doubtful() -> None:
    assert recognise(["가", "나"], {"가": "phone", "나": "phone"}).doubtful == {Question.PHONE: ("가", "나")}


@pytest.mark.parametrize("text", ["", "[]", "null", '{"성명": "nome"}', '{"성명": 3}', '{"성명": ["name"]}', "{"])
def test_a_mapping_file_that_says_something_else_is_refused(text: str) -> None:
    with pytest.raises(BadMap):
        read_map(text)


def test_a_form_keeps_its_fingerprint_in_any_order_and_spelling_and_loses_it_with_its_questions() -> None:
    header = list(KOREAN)
    shuffled = [unicodedata.normalize("NFD", f" {text} ") for text in reversed(header)]
    assert fingerprint(header) == fingerprint([*shuffled, ""])
    assert fingerprint(header) != fingerprint([*header, "새 질문"])
    assert fingerprint(header) != fingerprint(["임대인 성명" if text == "임대인 구분" else text for text in header])
