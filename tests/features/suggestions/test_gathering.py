"""Caseworkers gather suggestions under topics, and everybody sees how far a topic is and how many stand behind it."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.features.publishing.types import NotReleased
from lawsuit_hub.features.suggestions import (
    counting,
    gathering,
    keeping,
    own,
    progress,
    queue,
    reading,
    service,
    showing,
    topics,
)
from lawsuit_hub.features.suggestions.models import Suggestion
from lawsuit_hub.features.suggestions.types import (
    BadSuggestion,
    Event,
    HoldsName,
    NoSupport,
    NotThere,
    Stale,
    Status,
)
from lawsuit_hub.infra.peer_texts import seal
from lawsuit_hub.infra.refusals import ReasonMissing, TooMany
from lawsuit_hub.infra.work import NotAllowed
from tests.features.suggestions.conftest import ELSEWHERE, TEXT, TITLE, Voices
from tests.people import make_victim

REASON = "같은 뜻의 건의라서 옮깁니다"


def test_the_same_words_wait_as_one_and_are_gathered_with_one_press(voices: Voices) -> None:
    sent = [voices.send_as_visitor(text) for text in (TEXT, TEXT + "!!", " 경매 유예 기간을  더 늘려 주세요 ")]
    voices.send("이자가 너무 높습니다")
    topic = voices.topic()
    desk = voices.desk(queue.desk)
    assert [one.times for one in desk.bunches if one.proposals] == [3] and desk.waiting == 4
    assert voices.gather(sent[1].id, topic, same=True) == 3
    with pytest.raises(Stale):  # another was faster
        voices.gather(sent[0].id, topic)
    assert voices.desk(queue.desk).waiting == 1
    assert voices.view(topic).people.suggestions == 3 and voices.view(topic).status is Status.REVIEW


@pytest.mark.either
def test_who_waits_longest_comes_first(voices: Voices) -> None:
    voices.send("먼저 온 건의입니다")
    voices.world.clock.now += timedelta(days=3)
    voices.send("나중에 온 건의입니다")
    desk = voices.desk(queue.desk)
    assert [one.days for one in desk.bunches] == [3, 0] and desk.oldest_days == 3


@pytest.mark.either
def test_one_is_moved_and_a_topic_joined_only_with_a_reason(voices: Voices) -> None:
    one, other = voices.topic(), voices.topic("이자 낮추기", "이자를 낮추자는 건의입니다.")
    sent = [voices.send(), voices.send("다른 말", by=voices.another)]
    for each in sent:
        voices.gather(each.id, one)
    with pytest.raises(ReasonMissing):
        voices.desk(lambda work: gathering.move(work, [sent[0].id], one, other, reason=""))
    assert voices.desk(lambda work: gathering.move(work, [sent[0].id], one, other, reason=REASON)) == 1
    with pytest.raises(Stale):  # an old page
        voices.desk(lambda work: gathering.move(work, [sent[0].id], one, other, reason=REASON))
    assert voices.desk(lambda work: gathering.move(work, [sent[0].id], other, None, reason=REASON)) == 1
    assert voices.desk(queue.desk).waiting == 1
    voices.publish(one)
    voices.publish(other)
    voices.join(one, by=voices.her)
    voices.join(other, by=voices.her)
    seen = voices.view(other).turn
    voices.desk(lambda work: gathering.join(work, other, one, seen=seen, reason=REASON))
    assert [topic.number for topic in voices.listed()] == [one]
    with voices.world.as_visitor() as work:
        assert reading.now_in(work, other) == one
        with pytest.raises(NotThere):
            reading.one(work, other)
    assert voices.view(one).people.members == 2  # she joined both and wrote: once
    with voices.world.as_system() as work:
        reasons = list(work.db.scalars(select(AuditLine.reason).where(AuditLine.deed == "suggestion:moved")))
    assert reasons == [REASON, REASON]


@pytest.mark.either
def test_what_was_forwarded_is_not_joined_to_another(voices: Voices) -> None:
    one, other = voices.topic(), voices.topic("이자", "이자를 낮추자는 건의입니다.")
    voices.step(one, Event(Status.FORWARDED, voices.world.clock.now.date(), "국회"))
    with pytest.raises(BadSuggestion):
        voices.desk(lambda work: gathering.join(work, one, other, seen=voices.view(one).turn, reason=REASON))


@pytest.mark.either
def test_words_are_quoted_with_consent_after_a_look_and_never_else(voices: Voices) -> None:
    topic = voices.topic()
    agreed, refused = voices.send("제 말을 써도 됩니다"), voices.send("쓰지 마세요", by=voices.another, quotable=False)
    for one in (agreed, refused):
        voices.gather(one.id, topic)
    voices.publish(topic)
    assert voices.read(topic)[3] == ()
    voices.look(agreed.id)
    with pytest.raises(Stale):
        voices.look(refused.id)
    assert [one.text for one in voices.read(topic)[3]] == ["제 말을 써도 됩니다"]
    with voices.world.as_member(voices.her) as work:
        own.consent(work, agreed.id, quotable=False)
    assert voices.read(topic)[3] == ()
    with voices.world.as_member(voices.her) as work:
        own.consent(work, agreed.id, quotable=True)
    assert voices.read(topic)[3] == ()  # looked at again first


@pytest.mark.either
def test_a_caseworker_masks_what_only_a_person_sees(voices: Voices) -> None:
    topic, sent = voices.topic(), voices.send("빵집 위 임표본 집이 문제입니다")
    voices.gather(sent.id, topic)
    voices.look(sent.id, "임표본", "빵집 위")
    voices.publish(topic)
    assert voices.read(topic)[3][0].text == "[가림] [가림] 집이 문제입니다"
    assert voices.mine()[0].text == "[가림] [가림] 집이 문제입니다"


@pytest.mark.either
def test_put_aside_it_waits_no_more_and_its_writer_reads_why(voices: Voices) -> None:
    sent = voices.send("광고입니다")
    voices.desk(lambda work: gathering.put_aside(work, sent.id, seen=0, reason="건의가 아니라 광고입니다"))
    assert voices.desk(queue.desk).waiting == 0 and voices.mine()[0].aside == "건의가 아니라 광고입니다"
    voices.desk(lambda work: gathering.bring_back(work, sent.id, seen=1))
    assert voices.desk(queue.desk).waiting == 1 and voices.mine()[0].aside == ""


@pytest.mark.either
def test_what_holds_a_find_is_public_after_a_second_person_s_word(voices: Voices) -> None:
    topic = voices.topic(TITLE, "담당: 홍길동님, 010-0000-1111")
    with pytest.raises(NotReleased):
        voices.publish(topic)
    voices.desk(lambda work: showing.ask(work, topic, seen=0))
    with pytest.raises(BadSuggestion):
        voices.topic(TITLE, "900101-1" + "234567")
    gate = voices.desk(lambda work: showing.state(work, topic))
    view = voices.view(topic)

    def release(work: object) -> None:
        held = showing.held(work, view.id)
        publishing.release(
            work,
            showing.holder(view.id),
            held.text,
            seen=gate.mark,
            reason="본인이 실어 달라고 합니다",
            authors=held.authors,
        )

    voices.desk(release, colleague=True)
    voices.publish(topic)
    assert voices.read(topic)[0].summary == "담당: 홍길동님, 010-0000-1111"
    today = voices.world.clock.now.date()
    voices.step(topic, Event(Status.ANSWERED, today, "국회", words="새로 적은 답"))
    assert voices.read(topic)[1] == () and voices.view(topic).unshown  # not what was released


@pytest.mark.either
def test_the_way_of_a_topic_is_there_for_all_to_see(voices: Voices) -> None:
    topic, today = voices.topic(), voices.world.clock.now.date()
    voices.publish(topic)
    for bad in (
        Event(Status.FORWARDED, today + timedelta(days=1), "국회"),
        Event(Status.FORWARDED, today),
        Event(Status.ANSWERED, today, "국회"),
        Event(Status.ADOPTED, today),
        Event(Status.RECEIVED, today),
        Event(Status.FORWARDED, today, "국회", words="900101-1" + "234567"),
    ):
        with pytest.raises(BadSuggestion):
            voices.step(topic, bad)
    voices.step(topic, Event(Status.FORWARDED, today, "국토교통부", "제2026-1호"))
    voices.step(topic, Event(Status.PARTLY, today, words="기간만 늘렸습니다."))
    shown, steps, _files, _quotes = voices.read(topic)
    assert shown.status is Status.PARTLY
    assert [(one.status, one.recipient, one.document) for one in steps] == [
        (Status.FORWARDED, "국토교통부", "제2026-1호"),
        (Status.PARTLY, "", ""),
    ]
    with pytest.raises(NoSupport):
        voices.join(topic, by=voices.her)
    seen = voices.view(topic).turn
    voices.desk(lambda work: progress.remove(work, topic, 2, seen=seen, reason="잘못 적었습니다"))
    assert voices.read(topic)[0].status is Status.FORWARDED


def test_for_the_dossier_a_step_is_written_once_to_many(voices: Voices) -> None:
    ids = [voices.view(voices.topic(f"주제 {one}")).id for one in range(3)]
    voices.gather(voices.send().id, 1)
    today = voices.world.clock.now.date()
    for _ in range(2):
        voices.desk(lambda work: service.forward(work, ids, recipient="국회", day=today, number="1호"))
        voices.desk(lambda work: service.answer(work, ids[:1], recipient="국회", day=today, number="", words="답"))
    assert [len(voices.desk(lambda work, n=n: topics.steps(work, n))) for n in ids] == [2, 1, 1]
    voices.desk(lambda work: service.conclude(work, ids[:1], outcome=Status.ADOPTED, day=today, words="고쳤습니다"))
    assert [one.number for one in voices.desk(lambda work: service.topics_with(work, [Status.ADOPTED]))] == [1]
    with voices.world.as_system() as work:
        told = service.figures(work)
    assert (told.received, told.forwarded, told.answered) == (1, 1, 1)
    with voices.world.as_member(voices.her) as work, pytest.raises(NotAllowed):
        service.forward(work, ids, recipient="국회", day=today, number="1호")


def test_each_counts_once_and_the_number_outside_moves_once_a_day(voices: Voices) -> None:
    topic = voices.topic()
    voices.gather(voices.send().id, topic)
    voices.publish(topic)
    for _ in range(2):
        voices.join(topic, by=voices.her)
        voices.join(topic, browser="one")
    voices.join(topic, browser="two", network=ELSEWHERE)
    people = voices.view(topic).people
    assert (people.suggestions, people.members, people.visitors, people.all) == (1, 1, 2, 3)
    for number in range(6):
        voices.join(topic, by=make_victim(voices.world, name="정표본", phone=f"010-0300-000{number}"))
    assert voices.view(topic).people.all == 9 and voices.listed()[0].people is None
    recount(voices)
    assert voices.listed()[0].people is None  # not on the same day
    voices.world.clock.now += timedelta(days=1)
    recount(voices)
    assert voices.listed()[0].people == 5
    voices.join(topic, by=voices.another)
    voices.step(topic, Event(Status.FORWARDED, voices.world.clock.now.date(), "국회"))
    recount(voices)
    assert voices.listed()[0].people == 5 and voices.view(topic).people.all == 10


def test_who_adds_four_browsers_learns_nothing_of_a_topic_of_a_few(voices: Voices) -> None:
    few, two = voices.topic(), voices.topic("다른 주제입니다")
    voices.gather(voices.send().id, few)
    for text, by in (("다른 말을 적습니다.", None), ("또 다른 말을 적습니다.", voices.another)):
        voices.gather(voices.send(text, by=by).id, two)
    for topic in (few, two):
        voices.publish(topic)
    assert [one.number for one in voices.listed()] == [few, two]
    for place in range(3):
        voices.join(few, browser=f"b{place}", network=f"198.51.{place}.0/24")
    for _day in range(4):
        voices.world.clock.now += timedelta(days=1)
        recount(voices)
        assert [(one.number, one.people) for one in voices.listed()] == [(few, None), (two, None)]


def recount(voices: Voices) -> None:
    with voices.world.as_system() as work:
        counting.recount_all(work)


def test_a_press_at_the_same_moment_counts_once(voices: Voices) -> None:
    topic = voices.topic()
    voices.publish(topic)
    together = [threading.Thread(target=lambda: voices.join(topic, by=voices.her)) for _ in range(6)]
    for one in together:
        one.start()
    for one in together:
        one.join()
    assert voices.view(topic).people.all == 1


@pytest.mark.either
def test_one_network_cannot_press_a_topic_up(voices: Voices) -> None:
    topic = voices.topic()
    voices.publish(topic)
    with pytest.raises(TooMany):
        for number in range(100):
            voices.join(topic, browser=f"browser {number}")
    assert voices.view(topic).people.all == 20


@pytest.mark.either
def test_topics_are_found_by_their_words_while_they_are_public(voices: Voices) -> None:
    topic = voices.topic()
    with voices.world.as_visitor() as work:
        assert reading.found(work, "경매 유예", page=1) == ((), 0)
        with pytest.raises(NotThere):
            reading.one(work, topic)
    voices.publish(topic)
    with voices.world.as_visitor() as work:
        assert [one.number for one in reading.found(work, "경매 유예", page=1)[0]] == [topic]
    seen = voices.view(topic).turn
    voices.desk(lambda work: showing.withdraw(work, topic, seen=seen, reason="다시 쓰려고 내립니다"))
    with voices.world.as_visitor() as work:
        assert (
            reading.found(work, "경매 유예", page=1) == ((), 0) and reading.listed(work, category=None, page=1)[1] == 0
        )


@pytest.mark.either
def test_what_the_machine_finds_is_not_quoted(voices: Voices) -> None:
    topic, sent = voices.topic(), voices.send()
    voices.gather(sent.id, topic)
    with voices.world.as_system() as work:  # as a text from before a rule of the scanner
        row = work.db.get(Suggestion, sent.id)
        row.text = seal(work, "성명: 홍길동", keeping.TEXT, row.id, row.id)
    with pytest.raises(HoldsName):
        voices.look(sent.id)
