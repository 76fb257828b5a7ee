"""What is replaced in free writing before it is kept, what its forms say is not found, and what only looks like it."""

import time

import pytest

from lawsuit_hub.features.publishing import detecting, replacing
from lawsuit_hub.features.publishing.offices import Offices
from lawsuit_hub.features.publishing.types import BIRTH, NAME


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("저는 1985년 3월 2일생입니다", "저는 [생년월일]입니다"),
        ("1985.03.02 생", "[생년월일]"),
        ("85. 3. 2.생, 화곡동", "[생년월일], 화곡동"),
        ("850302생이고 혼자 삽니다", "[생년월일]이고 혼자 삽니다"),
        ("19850302 생", "[생년월일]"),
        ("생년월일은 1985년 3월 2일입니다", "[생년월일]입니다"),
        ("생일이 850302예요", "[생년월일]예요"),
        ("1985-03-02 출생", "[생년월일] 출생"),
        ("1985년 3월 2일에 태어났어요", "[생년월일]에 태어났어요"),
        ("1985년 3월 2일이 제 생일입니다", "[생년월일]이 제 생일입니다"),
        ("생년월일 1985 03 02", "[생년월일]"),
        ("85년 3월 2일 출생", "[생년월일] 출생"),
    ],
)
def test_a_day_of_birth_is_replaced_wherever_the_word_for_it_stands(said: str, kept: str) -> None:
    seen = replacing.replaced(said)
    assert seen.text == kept and seen.replaced == {BIRTH}


@pytest.mark.parametrize(
    "said",
    [
        "2023년 3월 2일 생긴 일입니다",
        "2023년 3월 2일 생활비가 떨어졌어요",
        "2023.03.02 생계급여를 신청했습니다",
        "1985년생이고 2023년에 계약했습니다",
        "일이 2023년 3월 2일에 있었고 학생 850명이",
        "출생률은 2023년에 줄었습니다",
        "보증금 850302원, 사건 2023가합850302",
        "생일은 3월 2일입니다",
        "피해 발생일은 2022년 12월 6일입니다",
        "사고 발생일: 2022-12-06, 손해 발생일 2022.12.06부터",
        "저출생 2024 대책, 출생 1985년",
        "2024년 5월 1일 생의 끝에서",
        "전세사기로 3억원을 잃었고 지금도 302호에 삽니다",
        "경매로 1억 2천만원만 받고 201호를 비웠습니다",
        "특별법 제정으로 2023년 6월 1일부터 시행된 제3호",
        "한 아저씨가 이 마음씨 그대로, 경찰님과 변호인님, 동생님, 부동산님",
    ],
)
def test_other_days_and_numbers_stay(said: str) -> None:
    assert replacing.replaced(said).text == said


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("홍길동 씨가 그랬고", "[이름]씨가 그랬고"),
        ("홍길동님이 그랬고", "[이름]님이 그랬고"),
        ("홍 길 동 님을 보면", "[이름]님을 보면"),
        ("홍길동씨와 함께", "[이름]씨와 함께"),
    ],
)
def test_who_is_called_by_name_leaves_a_sentence_that_reads_well(said: str, kept: str) -> None:
    assert replacing.replaced(said).text == kept


@pytest.mark.parametrize(
    "said", ["서울 강서구 화곡동 123-4", "화곡로 123", "행복빌라 302호", "naver.com/abc", "1985년생", "홍길동이 그랬고"]
)
def test_what_is_not_found_is_what_the_page_names(said: str) -> None:
    """Where one of these is found one day, the words before sending (surveys/check.html) and docs/surveys.md promise too little."""
    assert replacing.replaced(said).text == said


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (
            "https://example.com/a 성명: 홍길동, 화곡로 12 301호, 1985년 3월 2일생입니다",
            "[링크] 성명: [이름], [주소], [생년월일]입니다",
        ),
        ("글은 www.example.com/a 에 있고 연락은 홍길동 010-0123-4567", "글은 [링크] 에 있고 연락은 [이름] [전화번호]"),
        ("홍길동 010-0123-4567, 김보기 010-0123-4567", "[이름] [전화번호], [이름] [전화번호]"),
        ("화곡로 12 일등빌라 301호, 화곡동 123-4 2층 201호", "[주소], [주소]"),
    ],
)
def test_all_kinds_in_one_text_are_replaced(said: str, kept: str) -> None:
    assert replacing.replaced(said).text == kept


@pytest.mark.parametrize(
    "said", ["생년월일은 85. 3. 2.", "85. 3. 2. 출생", "85년 3월 2일에 태어났고", "생일이 85년 3월 2일", "85.3.2 생"]
)
def test_the_gate_sees_each_of_them(said: str) -> None:
    assert detecting.in_text(said, Offices()).counts[BIRTH] == 1


@pytest.mark.parametrize(
    "word", ["생일", "성명", "전화번호", "이름은", "생년월일(", "저는", "화곡로", "홍", "https://", "0"]
)
def test_a_text_of_spaces_or_figures_holds_up_nobody(word: str) -> None:
    for filler in (" ", "1", "가", ": ", "1-", "1. "):
        text = (word + filler * 1500)[:1500]
        started = time.process_time()
        replacing.replaced(text)
        detecting.in_text(text, Offices())
        assert time.process_time() - started < 1


def test_the_gate_sees_whoever_stands_before_a_number_wherever_it_stands() -> None:
    assert detecting.in_text("홍길동 010-0123-4567, 김보기 010-0123-4567", Offices()).counts[NAME] == 2
