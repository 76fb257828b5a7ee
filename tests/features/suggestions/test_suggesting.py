"""Somebody suggests that something should change: what is kept of it, what is not, and who can find it again."""

import threading
import unicodedata
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.destruction import erasing
from lawsuit_hub.features.destruction.types import Ground
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.suggestions import endings, own, receipts, sending
from lawsuit_hub.features.suggestions.models import MemberSupport
from lawsuit_hub.features.suggestions.types import (
    BadSuggestion,
    Category,
    Event,
    NotThere,
    Status,
    Suggesting,
    WrongCode,
)
from lawsuit_hub.infra.refusals import TooMany
from tests.features.suggestions.conftest import ELSEWHERE, OFFICE, TEXT, Voices

RESIDENT = "900101-1" + "234567"
PERSONAL = [
    ("옆집 홍길동님도 같은 피해자예요", "홍길동", "[이름]"),
    ("제 번호는 010-0123-4567 입니다", "010-0123-4567", "[전화번호]"),
    ("성명: 김표본 연락 바랍니다", "김표본", "[이름]"),
    ("저는 김표본이고 화곡동에 삽니다", "김표본", "[이름]"),
    ("이자를 낮춰 주세요. 최보기 드림", "최보기", "[이름]"),
    ("박예시 010-0000-1111 로 주세요", "박예시", "[이름]"),
    ("화곡로 302 101동 1203호에 삽니다", "1203호", "[주소]"),
    ("생년월일 1991.03.07 입니다", "1991.03.07", "[생년월일]"),
    ("https://example.com/a?b=1 을 봐 주세요", "example.com", "[링크]"),
    ("a@example.com 으로 주세요", "a@example.com", "[이메일]"),
]


@pytest.mark.parametrize(("said", "gone", "tag"), PERSONAL)
@pytest.mark.either
def test_personal_data_is_replaced_before_anything_is_kept(voices: Voices, said: str, gone: str, tag: str) -> None:
    for form in ("NFC", "NFD"):
        typed = unicodedata.normalize(form, said)
        with voices.world.as_visitor() as work:
            seen = sending.preview(work, Suggesting(Category.OTHER, typed, False), network=OFFICE)
        assert gone not in seen.text and tag in seen.text and seen.replaced
        voices.send(typed)
    assert all(gone not in one.text for one in voices.mine())


@pytest.mark.either
def test_her_own_name_does_not_stay_in_what_she_sends(voices: Voices) -> None:
    voices.send("저 홍길동 은 이렇게 바라고, 홍 길 동 드림")
    assert "홍" not in voices.mine()[0].text


@pytest.mark.either
def test_a_resident_number_is_refused_and_nothing_is_kept(voices: Voices) -> None:
    for said in (f"저는 {RESIDENT} 입니다", "", "가" * 1501):
        with pytest.raises(BadSuggestion):
            voices.send(said)
        with pytest.raises(BadSuggestion):
            voices.send_as_visitor(said)
    assert voices.rows() == []


def test_what_a_sheet_would_run_is_kept_as_words(voices: Voices) -> None:
    voices.send('=HYPERLINK("http://example.com","클릭")')
    kept = voices.mine()[0].text
    assert not kept.startswith("=") and "example.com" not in kept


def test_a_form_that_comes_twice_is_one_suggestion_with_one_code(voices: Voices) -> None:
    first, again = (voices.send_as_visitor(once="same") for _ in range(2))
    assert first.code and first.code == again.code and again.again and len(voices.rows()) == 1
    other = voices.send_as_visitor(
        "이자를 낮춰 주세요", once="same"
    )  # a form from a browser's memory, another person's words
    assert other.code != first.code and len(voices.rows()) == 2
    hers, twice = (voices.send(once="hers") for _ in range(2))
    assert hers.id == twice.id and twice.again and not hers.code


def test_a_form_sent_at_the_same_moment_is_one_suggestion(voices: Voices) -> None:
    made = []
    together = [threading.Thread(target=lambda: made.append(voices.send_as_visitor(once="same"))) for _ in range(4)]
    for one in together:
        one.start()
    for one in together:
        one.join()
    assert len(made) == 4 and len({one.code for one in made}) == 1 and len(voices.rows()) == 1


@pytest.mark.either
def test_the_code_alone_opens_it_changes_consent_and_takes_it_back(voices: Voices) -> None:
    code = voices.send_as_visitor(quotable=False).code
    with voices.world.as_visitor() as work:
        seen = own.by_code(work, f" {code.lower().replace('-', ' ')} ", network=ELSEWHERE)
        assert seen.text == TEXT and seen.status is Status.RECEIVED and not seen.quotable
        own.consent_by_code(work, code, quotable=True, network=ELSEWHERE)
        assert own.by_code(work, code, network=ELSEWHERE).quotable
        for wrong in ("", "A" * 16, code[:-1], "x" * 10_000, "0000-0000-0000-0000"):
            with pytest.raises(WrongCode):
                own.by_code(work, wrong, network=ELSEWHERE)
    assert code.replace("-", "").encode() not in voices.row(voices.rows()[0].id).receipt_mac
    with voices.world.as_visitor() as work:
        own.withdraw_by_code(work, code, network=ELSEWHERE)
    assert voices.rows() == []
    with voices.world.as_visitor() as work, pytest.raises(WrongCode):
        own.by_code(work, code, network=ELSEWHERE)


@pytest.mark.either
def test_codes_are_not_guessed(voices: Voices) -> None:
    with voices.world.as_visitor() as work, pytest.raises(TooMany):
        for _ in range(40):
            with pytest.raises(WrongCode):
                own.by_code(work, "2222-2222-2222-2222", network=OFFICE)
    assert receipts.LETTERS == 16


@pytest.mark.either
def test_a_network_sends_so_many_and_no_more(voices: Voices) -> None:
    with pytest.raises(TooMany):
        for _ in range(30):
            voices.send_as_visitor()
    assert len(voices.rows()) == 20
    voices.send_as_visitor(network=ELSEWHERE)
    with pytest.raises(TooMany):
        for _ in range(30):
            voices.send()


@pytest.mark.either
def test_another_member_neither_sees_it_nor_takes_it_back(voices: Voices) -> None:
    sent = voices.send()
    assert voices.mine(voices.another) == ()
    for deed in (lambda work: own.withdraw(work, sent.id), lambda work: own.consent(work, sent.id, quotable=False)):
        with voices.world.as_member(voices.another) as work, pytest.raises(NotThere):
            deed(work)
    with voices.world.as_member(voices.her) as work:
        own.consent(work, sent.id, quotable=False)
    assert not voices.mine()[0].quotable
    with voices.world.as_member(voices.her) as work:
        own.withdraw(work, sent.id)
    assert voices.mine() == ()


def test_nobody_who_reads_the_tables_is_told_whose_it_is(voices: Voices) -> None:
    voices.send(tell=False)
    voices.send("다른 건의입니다", by=voices.another, tell=True)
    with voices.world.as_system() as work:
        found = str(work.db.execute(text("select * from suggestions")).all()).casefold()
        lines = work.db.scalars(select(AuditLine).where(AuditLine.deed.like("suggestion:%"))).all()
    for one in (voices.her, voices.another):
        assert one.hex not in found and str(one) not in found
        assert all(one not in (line.actor_id, line.about_id) for line in lines)
    assert [row.author is None for row in sorted(voices.rows(), key=lambda row: row.author is not None)] == [
        True,
        False,
    ]
    assert all(row.received_on == voices.world.clock.now.date() for row in voices.rows())


@pytest.mark.either
def test_who_asked_to_be_told_is_told_once_and_nobody_else(voices: Voices) -> None:
    topic = voices.topic()
    for sent in (voices.send(tell=True), voices.send("유예를 더", tell=True), voices.send(by=voices.another)):
        voices.gather(sent.id, topic)
    voices.publish(topic)
    today = voices.world.clock.now.date()
    voices.step(topic, Event(Status.FORWARDED, today, "국회", "제1호"))
    assert told(voices) == []
    voices.step(topic, Event(Status.ANSWERED, today, "국회", "", "다음 회기에 다룹니다."))
    assert told(voices) == [voices.her]


def told(voices: Voices) -> list[object]:
    with voices.world.as_system() as work:
        return list(work.db.scalars(select(Message.recipient_id).where(Message.kind == "question_answered")))


def test_with_her_goes_what_she_suggested_and_that_she_joined(voices: Voices) -> None:
    topic = voices.topic()
    hers, anothers = voices.send(tell=True), voices.send(by=voices.another)
    for one in (hers, anothers):
        voices.gather(one.id, topic)
    voices.publish(topic)
    voices.join(topic, by=voices.her)
    with voices.world.as_system() as work:
        erasing.destroy(work, voices.her, ground=Ground.COMMAND, reason="시험 삼아 지웁니다")
    assert [row.id for row in voices.rows()] == [anothers.id]
    with voices.world.as_system() as work:
        assert work.db.scalars(select(MemberSupport)).all() == []
    assert voices.view(topic).people.all == 1


@pytest.mark.either
def test_what_is_kept_long_enough_goes_and_the_numbers_stay(voices: Voices) -> None:
    topic = voices.topic()
    voices.gather(voices.send().id, topic)
    voices.gather(voices.send_as_visitor(browser="b").id, topic)
    voices.publish(topic)
    voices.join(topic, by=voices.another)
    voices.send("아무도 모으지 않은 건의")
    today = voices.world.clock.now.date()
    voices.step(topic, Event(Status.ADOPTED, today, words="시행령을 고쳤습니다."))
    days = voices.world.settings.suggestion_days
    voices.world.clock.now += timedelta(days=days - 1)
    with voices.world.as_system() as work:
        assert endings.retire(work)[0] == 0
    voices.world.clock.now += timedelta(days=1)
    with voices.world.as_system() as work:
        assert endings.retire(work)[0] == 3
    people = voices.view(topic).people
    assert voices.rows() == [] and (people.suggestions, people.members, people.visitors) == (2, 2, 1)
