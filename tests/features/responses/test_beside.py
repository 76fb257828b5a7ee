"""Who else stands around the contract, as a sheet says it: broker, proxy, present owner."""

from lawsuit_hub.features.responses.answers import read_answer
from lawsuit_hub.features.responses.questions import recognise
from lawsuit_hub.features.responses.types import Rejected
from lawsuit_hub.features.victims import kept_answers
from lawsuit_hub.features.victims.types import Answer

HEADER = [
    "타임스탬프", "개인정보 수집·이용에 동의하십니까?", "성명", "휴대전화 번호", "피해주택 주소", "임대인 성명", "보증금",
    "공인중개사사무소 이름", "중개사무소 등록번호", "임대인 대리인 성명", "현재 등기부상 소유자",
]  # fmt: skip
ROW = [
    "2024-01-03 10:00:00", "동의합니다", "홍길동", "010-0123-4567", "서울 강서구 화곡로 12-3, 101호 (화곡동 1012-3)", "나대로", "2억",
]  # fmt: skip


def answer(*beside: str) -> Answer:
    read = read_answer(recognise(HEADER).mapping, [*ROW, *beside], home_province="서울")
    assert not isinstance(read, Rejected)
    return read


def test_broker_proxy_and_present_owner_are_taken_where_they_are_said() -> None:
    said = answer("표본공인중개사", "11500-2021-00123", "김대리", "새주인")
    assert said.broker and said.broker_number and said.proxy and said.owner
    assert (said.broker.text, said.broker_number.text) == ("표본공인중개사", "11500202100123")
    assert (said.proxy.text, said.owner.text) == ("김대리", "새주인")
    assert said.building_also == ("서울|강서구|화곡로|12-3", "서울|강서구|화곡동|1012-3")


def test_what_nobody_can_read_there_refuses_no_row() -> None:
    said = answer("모름", "없습니다", "-", "")
    assert [said.broker, said.broker_number, said.proxy, said.owner] == [None] * 4


def test_an_answer_that_waits_on_the_desk_keeps_them() -> None:
    said = answer("표본공인중개사", "가1234-567", "김대리", "새주인")
    again = kept_answers.read(kept_answers.written(said), home_province="서울")
    assert (again.broker, again.broker_number, again.proxy, again.owner, again.building_also) == (
        said.broker, said.broker_number, said.proxy, said.owner, said.building_also,
    )  # fmt: skip
