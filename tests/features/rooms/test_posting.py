"""Writing into a room: once, in one order, without anybody's personal data."""

import threading
import unicodedata
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.rooms.models import RoomEntry
from lawsuit_hub.features.rooms.posting import A_MINUTE
from lawsuit_hub.features.rooms.types import Empty, HoldsResidentNumber, TooLong, TooManyNames
from lawsuit_hub.infra.refusals import TooMany
from lawsuit_hub.privacy.scrub import ACCOUNT, EMAIL, NAME, OPEN_CHAT, PHONE
from tests.features.rooms.talks import Talk, enter, make_talk
from tests.people import make_active
from tests.world import World


def test_what_one_writes_all_read_in_the_same_order_under_aliases(world: World) -> None:
    talk = make_talk(world)
    one, other, third = talk.people
    talk.say(one, "위임장은 언제까지 내면 되나요?")
    talk.say(other, "12월 5일까지입니다.")
    for reader in talk.people:
        read = talk.read(reader)
        assert [(entry.seq, entry.text) for entry in read.entries] == [
            (1, "위임장은 언제까지 내면 되나요?"),
            (2, "12월 5일까지입니다."),
        ]
        assert [entry.mine for entry in read.entries] == [reader == one, reader == other]
    assert len({entry.who for entry in talk.read(third).entries}) == 2
    assert talk.read(third, after=1).entries[0].seq == 2


@pytest.mark.parametrize(
    ("written", "kept", "kinds"),
    [
        ("전화는 010-0123-9999로 주세요", "전화는 [전화번호]로 주세요", {PHONE}),
        ("공일공 말고 ０１０－０１２３－９９９９", "공일공 말고 [전화번호]", {PHONE}),
        ("sample@example.com 으로 보내요", "[이메일] 으로 보내요", {EMAIL}),
        ("국민 123456-01-234567 로 입금", "국민 [계좌번호] 로 입금", {ACCOUNT}),
        ("https://open.kakao.com/o/sAbCdEf 로 오세요", "[오픈채팅 링크] 로 오세요", {OPEN_CHAT}),
        ("어제 박아무개님을 만났어요", "어제 [이름]님을 만났어요", {NAME}),
    ],
)
def test_personal_data_is_replaced_before_it_is_kept(world: World, written: str, kept: str, kinds: set[str]) -> None:
    talk = make_talk(world, size=2)
    posted = talk.say(talk.people[0], written)
    assert posted.replaced == kinds
    assert talk.texts(talk.people[1]) == [kept]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("홍길순이 그렇게 말했어요", "[이름]이 그렇게 말했어요"),
        ("홍 길순 씨가요", "[이름] 씨가요"),
        ("홍.길.순 이요", "[이름] 이요"),
        ("우리홍길순과남궁표본도", "우리[이름]과[이름]도"),
        (unicodedata.normalize("NFD", "홍길순 맞아요"), "[이름] 맞아요"),
        ("홍길\u200b순이에요", "[이름]이에요"),
        ("홍길동은 없어요", "홍길동은 없어요"),
    ],
)
def test_names_of_the_group_s_own_members_are_found_wherever_they_stand(world: World, written: str, kept: str) -> None:
    talk = make_talk(world, size=2)
    for name, phone in (("홍길순", "010-0777-0001"), ("남궁표본", "010-0777-0002")):
        enter(world, make_active(world, name=name, phone=phone))
    posted = talk.say(talk.people[0], written)
    assert talk.texts(talk.people[1]) == [kept]
    assert posted.replaced == ({NAME} if kept != written else frozenset())


def test_names_of_another_group_s_members_are_no_names_here(world: World) -> None:
    talk = make_talk(world, size=2)
    make_active(world, name="홍길순", phone="010-0777-0001", landlord="유다른", landlord_birth="1955-05-05")
    talk.say(talk.people[0], "홍길순이 그렇게 말했어요")
    assert talk.texts(talk.people[1]) == ["홍길순이 그렇게 말했어요"]


def test_whoever_tries_names_out_is_stopped_and_it_stands_in_the_trail(world: World) -> None:
    talk = make_talk(world, size=2)
    make_active(world, name="홍길순", phone="010-0777-0001")
    for _ in range(10):
        talk.say(talk.people[0], "홍길순")
    with pytest.raises(TooManyNames):
        talk.say(talk.people[0], "홍길순")
    talk.say(talk.people[0], "이름은 안 썼어요")
    with world.as_system() as work:
        tried = select(func.count()).where(AuditLine.deed == "room:name-hidden", AuditLine.about_id == talk.people[0])
        assert work.db.scalar(tried) == 10


def test_a_resident_number_is_refused_and_nothing_of_it_is_kept(world: World) -> None:
    talk = make_talk(world, size=2)
    for written in ("제 번호는 910307-2123456 입니다", "9103072123456", "９１０３０７ー２１２３４５６"):
        with pytest.raises(HoldsResidentNumber):
            talk.say(talk.people[0], written)
    assert talk.texts(talk.people[1]) == []


def test_length_is_counted_in_characters(world: World) -> None:
    talk = make_talk(world, size=2)
    talk.say(talk.people[0], unicodedata.normalize("NFD", "한" * 500))
    with pytest.raises(TooLong):
        talk.say(talk.people[0], "한" * 501)
    for nothing in ("", "  \n ", "\u200b\u3164"):
        with pytest.raises(Empty):
            talk.say(talk.people[0], nothing)
    assert [len(text) for text in talk.texts(talk.people[1])] == [500]


def test_the_same_message_sent_again_is_kept_once(world: World) -> None:
    talk = make_talk(world, size=2)
    key = uuid4()
    first, again = (talk.say(talk.people[0], text, key) for text in ("한 번만", "다른 말"))
    assert (first.seq, first.again, again.seq, again.again) == (1, False, 1, True)
    assert talk.say(talk.people[1], "내 열쇠도 같아요", key).seq == 2, "another's key is another's"
    assert talk.texts(talk.people[1]) == ["한 번만", "내 열쇠도 같아요"]


def test_whoever_writes_too_fast_waits(world: World) -> None:
    talk = make_talk(world, size=2)
    for number in range(int(A_MINUTE.split()[0])):
        talk.say(talk.people[0], f"글 {number}")
    with pytest.raises(TooMany):
        talk.say(talk.people[0], "하나 더")
    talk.say(talk.people[1], "저는 됩니다")


def at_once(talk: Talk, deeds: list) -> list[Exception]:
    failed: list[Exception] = []
    start = threading.Barrier(len(deeds))

    def run(deed) -> None:
        start.wait()
        try:
            deed()
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed


def test_those_who_write_at_once_get_numbers_without_a_gap_and_a_repeated_key_one(world: World) -> None:
    talk = make_talk(world, size=4)
    key = uuid4()
    deeds = [lambda n=n, who=who: talk.say(who, f"{n}") for n, who in enumerate(talk.people * 3)]
    deeds += [lambda: talk.say(talk.people[0], "같은 글", key)] * 4
    assert at_once(talk, deeds) == []
    read = talk.read(talk.people[0]).entries
    assert [entry.seq for entry in read] == list(range(1, 14))
    assert sorted(entry.text for entry in read) == sorted([*(str(n) for n in range(12)), "같은 글"])


def test_rooms_that_are_entered_at_once_for_the_first_time_have_one_head(world: World) -> None:
    talk = make_talk(world, size=4)
    with world.as_system() as work:
        for table in ("room_places", "rooms"):
            work.db.connection().exec_driver_sql(f"delete from {table}")
    assert at_once(talk, [lambda who=who: enter(world, who) for who in talk.people]) == []
    assert talk.say(talk.people[3], "모두 들어왔어요").seq == 1


def test_what_lies_in_the_table_is_sealed_and_no_text_stands_in_the_trail(world: World) -> None:
    talk = make_talk(world, size=2)
    talk.say(talk.people[0], "아무에게도 보이지 않는 말")
    with world.as_system() as work:
        row = work.db.scalars(select(RoomEntry)).one()
        assert row.text is not None and "아무에게도".encode() not in row.text.data
        lines = work.db.scalars(select(AuditLine).where(AuditLine.deed.startswith("room:")))
        assert {line.deed for line in lines} == {"room:entered"}
