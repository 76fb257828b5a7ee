"""A survey from its draft to its end: who is asked, what cannot change, one answer each, reminders, days, counts."""

from dataclasses import replace
from datetime import timedelta
from threading import Thread

import pytest
from sqlalchemy import func, select, update

from lawsuit_hub.access.roles import Role
from lawsuit_hub.demo import survey_answers
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.destruction import erasing
from lawsuit_hub.features.destruction.types import Ground
from lawsuit_hub.features.lawsuits.types import Stage
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.surveys import (
    answering,
    building,
    drafts,
    editing,
    inviting,
    keeping,
    opening,
    records,
    service,
    sheets,
)
from lawsuit_hub.features.surveys.models import SurveyDraft
from lawsuit_hub.features.surveys.refusals import (
    AnsweredAlready,
    Frozen,
    Incomplete,
    NoSuchSurvey,
    NotNow,
    NotReady,
    Over,
    Stale,
)
from lawsuit_hub.features.surveys.types import Kind, Option, Question, Questionnaire, Rule, State, Whom
from lawsuit_hub.features.urns.types import TooFew
from lawsuit_hub.features.victims.models import Victim
from lawsuit_hub.infra import secret_cookie
from lawsuit_hub.privacy.keyring import CannotOpen
from tests.features.surveys.conftest import SMALL, Asked
from tests.people import caseworker_of, make_active, make_victim
from tests.surveys import GANGSEO, answer, closed, fill, made, of_2023, opened

SAID = {"living": "no", "say": "고맙습니다"}


def at_desk(asked: Asked, deed):
    with asked.world.as_staff(Role.CASEWORKER, caseworker_of(asked.world)) as work:
        return deed(work)


def test_it_is_opened_for_who_was_verified_and_each_is_told_once(asked: Asked) -> None:
    stranger = make_victim(asked.world, name="홍표본", phone="010-0300-0001")
    survey = opened(asked.world, SMALL)
    line = at_desk(asked, lambda work: service.one(work, survey))
    assert (line.state, line.invited, line.answered) == (State.OPEN, 6, None)
    assert service.tell(asked.world.works) == 6 and service.tell(asked.world.works) == 0
    with asked.world.as_system() as work:
        told = set(work.db.scalars(select(Message.recipient_id).where(Message.kind == service.INVITATION)))
    assert told == set(asked.people)
    with asked.world.as_member(stranger) as work, pytest.raises(NoSuchSurvey):
        answering.begun(work, survey, None)


def test_the_rule_may_name_groups_or_stages_and_is_counted_before(asked: Asked) -> None:
    def counts(work, rule):
        return inviting.count(work, rule)

    assert at_desk(asked, lambda work: counts(work, Rule(Whom.VERIFIED))) == (6, 6)
    every_stage = Rule(Whom.STAGES, tuple(one.value for one in Stage))
    assert at_desk(asked, lambda work: counts(work, every_stage)) == (6, 6)
    for bad in (Rule(Whom.GROUPS), Rule(Whom.GROUPS, ("GS-9999",)), Rule(Whom.STAGES, ("no",))):
        with pytest.raises(NotReady):
            at_desk(asked, lambda work, bad=bad: counts(work, bad))


def test_who_wants_no_messages_is_asked_and_not_written_to(asked: Asked) -> None:
    with asked.world.as_system() as work:
        work.db.execute(update(Victim).where(Victim.id == asked.people[0]).values(stopped_at=work.now))
    survey = opened(asked.world, SMALL)
    assert service.tell(asked.world.works) == 5
    answer(asked.world, survey, asked.people[0], SAID)


def test_nothing_of_an_opened_survey_changes_and_two_editors_do_not_overwrite_each_other(asked: Asked) -> None:
    survey = made(asked.world, SMALL)
    with pytest.raises(Stale):
        at_desk(asked, lambda work: building.change(work, survey, lambda whole: replace(whole, title="x"), turn=0))
    at_desk(asked, lambda work: building.remove(work, survey, turn=1))
    survey = opened(asked.world, SMALL)
    with pytest.raises(Frozen):
        at_desk(asked, lambda work: building.change(work, survey, lambda whole: replace(whole, title="x"), turn=1))
    with pytest.raises(Frozen):
        at_desk(asked, lambda work: building.remove(work, survey, turn=1))
    assert len(at_desk(asked, lambda work: service.one(work, survey)).fingerprint) == 64


def test_it_is_not_opened_with_something_in_its_way(asked: Asked) -> None:
    def open_it(work, survey, **about):
        usual = {"turn": 1, "rule": Rule(Whom.VERIFIED), "remind_days": (), "anyway": False}
        opening.open_(work, survey, **{**usual, "closes_on": work.today + timedelta(days=3), **about})

    hole = made(asked.world, editing.with_area(SMALL, "빈 쪽"))
    whole = made(asked.world, SMALL)
    with pytest.raises(NotReady, match="problems"):
        at_desk(asked, lambda work: open_it(work, hole))
    for about, why in (
        ({"remind_days": (1, 2, 0)}, "remind"),
        ({"remind_days": (3,)}, "remind"),
        ({"closes_on": None}, "until"),
    ):
        with pytest.raises(NotReady, match=why):
            at_desk(
                asked,
                lambda work, about=about: open_it(
                    work, whole, **{key: work.today if value is None else value for key, value in about.items()}
                ),
            )


def test_one_answer_each_and_what_was_not_asked_is_dropped(asked: Asked) -> None:
    survey = opened(asked.world, SMALL)
    with pytest.raises(Incomplete) as refusal:
        answer(asked.world, survey, asked.people[0], {"say": "x"})
    assert refusal.value.keys == ("living",)
    for person in asked.people:
        answer(asked.world, survey, person, {**SAID, "plan": "묻지 않은 답"})
    with pytest.raises(AnsweredAlready):
        answer(asked.world, survey, asked.people[0], SAID)
    closed(asked.world, survey)
    everything = at_desk(asked, lambda work: service.answered(work, survey))
    assert (everything.sheets, everything.invited) == ((SAID,) * 6, 6)


def test_answers_are_read_only_when_it_is_over_and_by_five(asked: Asked) -> None:
    survey = opened(asked.world, SMALL)
    for person in asked.people[:4]:
        answer(asked.world, survey, person, SAID)
    with pytest.raises(NotNow):
        at_desk(asked, lambda work: service.answered(work, survey))
    closed(asked.world, survey)
    with pytest.raises(TooFew):
        at_desk(asked, lambda work: service.answered(work, survey))
    assert at_desk(asked, lambda work: service.one(work, survey)).answered is None


def test_personal_data_in_free_words_is_replaced_and_a_fellow_s_name_silently_as_it_is_sent(asked: Asked) -> None:
    make_active(asked.world, name="한아람", phone="010-0300-0002")  # of the same landlord
    survey, secret = opened(asked.world, SMALL), "s" * 43
    with asked.world.as_member(asked.people[0]) as work:
        said = "한아람에게 010-0000-1234로 연락 주세요. 성명: 박철수"
        read = answering.take(work, survey, secret, 2, {"q-say": [said]}, seen=["say"])
        assert "010" not in read.sheet["say"] and "박철수" not in read.sheet["say"]
        assert "한아람" in read.sheet["say"], "what her page shows back tells nobody who is here"
        answering.take(work, survey, secret, 1, {"q-living": ["no"]}, seen=["living"])
        answering.send(work, survey, secret)
    for person in asked.people[1:]:
        answer(asked.world, survey, person, SAID)
    closed(asked.world, survey)
    sent = [one["say"] for one in at_desk(asked, lambda work: service.answered(work, survey)).sheets]
    hers = next(one for one in sent if one != SAID["say"])
    assert "[이름]에게" in hers and "연락 주세요" in hers and "한아람" not in hers and "박철수" not in hers


def test_what_says_that_it_is_a_name_is_replaced_and_one_that_stands_alone_is_hers_to_take_out(asked: Asked) -> None:
    her = make_active(asked.world, name="한아람", phone="010-0300-0002")
    survey, secret = opened(asked.world, SMALL), "s" * 43
    said = (
        "저 한아람은 박철수님께 배웠습니다. 표본로 5, 301호(서울특별시 강서구 표본로 5, 301호)에 삽니다. 이영희 드림. "
        "https://example.com/me 그리고 최민수는 아직 모릅니다."
    )
    with asked.world.as_member(her) as work:
        kept = answering.take(work, survey, secret, 2, {"q-say": [said]}, seen=["say"]).sheet["say"]
    for gone in ("한아람", "박철수", "서울특별시 강서구 표본로 5, 301호", "이영희", "example.com"):
        assert gone not in kept, gone
    assert "최민수는 아직 모릅니다" in kept, "the page says that such a name is not found"


def test_personal_data_in_the_questionnaire_itself_is_looked_at_before_it_is_opened(asked: Asked) -> None:
    def words_of(extra: str) -> Questionnaire:
        return replace(SMALL, opening=f"두 쪽입니다. {extra}")

    def open_it(work, survey, *, anyway):
        until = work.today + timedelta(days=3)
        rule, turn = Rule(Whom.VERIFIED), records.get(work, survey).turn
        return opening.open_(work, survey, turn=turn, rule=rule, closes_on=until, remind_days=(), anyway=anyway)

    holds = made(asked.world, words_of("문의: 홍표본 010-0123-4567"))
    assert {one.why for one in at_desk(asked, lambda work: building.problems(work, holds))} == {"holds"}
    with pytest.raises(NotReady, match="problems"):
        at_desk(asked, lambda work: open_it(work, holds, anyway=False))
    assert at_desk(asked, lambda work: open_it(work, holds, anyway=True)) == 6
    with pytest.raises(NotReady, match="resident"):
        made(asked.world, words_of("예: 900101-2000008"))
    option = Option("x", "010-0123-4567로 전화")
    first = replace(SMALL.areas[0].questions[0], options=(*SMALL.areas[0].questions[0].options, option))
    inside = replace(SMALL, areas=(replace(SMALL.areas[0], questions=(first,)), SMALL.areas[1]))
    third = made(asked.world, inside)
    found = at_desk(asked, lambda work: building.problems(work, third))
    assert [(one.why, one.question, one.must_go) for one in found] == [("holds", "living", False)]


def test_a_reminder_goes_to_who_has_not_answered_once_and_is_not_sent_after_all(asked: Asked) -> None:
    survey = opened(asked.world, SMALL)
    service.tell(asked.world.works)
    for person in asked.people[:2]:
        answer(asked.world, survey, person, SAID)
    asked.world.clock.forward(days=4)
    assert service.tell(asked.world.works) == 4 and service.tell(asked.world.works) == 0
    with asked.world.as_system() as work:
        told = set(work.db.scalars(select(Message.recipient_id).where(Message.kind == service.REMINDER)))
        assert told == set(asked.people[2:])
        assert service.still_wanted(work, survey, asked.people[2], reminder=True)
    answer(asked.world, survey, asked.people[2], SAID)
    with asked.world.as_system() as work:
        assert not service.still_wanted(work, survey, asked.people[2], reminder=True)
        assert service.still_wanted(work, survey, asked.people[2], reminder=False)


def test_its_last_day_closes_it_and_half_filled_sheets_go(asked: Asked) -> None:
    survey, secret = opened(asked.world, SMALL), secret_cookie.fresh()
    with asked.world.as_member(asked.people[0]) as work:
        answering.take(work, survey, secret, 1, {"q-living": ["no"]}, seen=["living"])
    asked.world.clock.forward(days=6)
    with asked.world.as_member(asked.people[0]) as work, pytest.raises(Over):
        answering.take(work, survey, secret, 1, {"q-living": ["no"]}, seen=["living"])
    with asked.world.as_system() as work:
        service.turn_the_day(work)
        assert work.db.scalar(select(func.count()).select_from(SurveyDraft)) == 0
    assert at_desk(asked, lambda work: service.one(work, survey)).state is State.CLOSED


def test_how_many_answered_moves_in_fives_once_a_day_and_is_exact_with_the_results(asked: Asked) -> None:
    survey = opened(asked.world, SMALL, days=30)

    def counted() -> int | None:
        with asked.world.as_system() as work:
            service.turn_the_day(work)
        return at_desk(asked, lambda work: service.one(work, survey)).answered

    for person in asked.people[:4]:
        answer(asked.world, survey, person, SAID)
    assert counted() is None
    fill(asked.world, survey, [SAID] * 9)
    assert counted() is None, "counted today"
    asked.world.clock.forward(days=1)
    assert counted() == 10
    answer(asked.world, survey, asked.people[4], SAID)
    seen = set()
    for _day in range(5):
        asked.world.clock.forward(days=1)
        seen.add(counted())
    assert seen == {10}, "one more is not told, however often it is counted"
    answer(asked.world, survey, asked.people[5], SAID)
    fill(asked.world, survey, [SAID] * 2)
    closed(asked.world, survey)
    assert at_desk(asked, lambda work: service.one(work, survey)).answered == 15
    at_desk(asked, lambda work: opening.present(work, survey))
    assert at_desk(asked, lambda work: service.one(work, survey)).answered == 17


def test_an_answer_that_is_on_its_way_as_the_survey_ends_is_counted(asked: Asked) -> None:
    survey, secret = opened(asked.world, SMALL), secret_cookie.fresh()
    for person in asked.people[:5]:
        answer(asked.world, survey, person, SAID)
    with asked.world.as_member(asked.people[5]) as work:
        drafts.save(work, survey, secret, sheets.plain(SAID))
    ending = Thread(target=closed, args=(asked.world, survey))
    with asked.world.as_member(asked.people[5]) as work:
        answering.send(work, survey, secret)
        ending.start()
        ending.join(0.7)
        assert ending.is_alive(), "the end waits for her"
    ending.join()
    assert len(at_desk(asked, lambda work: service.answered(work, survey)).sheets) == 6
    fill(asked.world, survey, [SAID])
    with pytest.raises(CannotOpen):
        at_desk(asked, lambda work: service.answered(work, survey))


@pytest.mark.parametrize("place", ["title", "opening", "area", "text", "hint", "option", "line"])
def test_a_resident_number_is_kept_in_no_text_of_the_builder(asked: Asked, place: str) -> None:
    survey, said = made(asked.world, SMALL), "예: ９００１０１-2000008"
    one = Question(
        "q9", Kind.MATRIX, "물음", options=(Option("a", "예"), Option("b", "아니요")), lines=(Option("l", "줄"),)
    )
    edits = {
        "title": lambda whole: replace(whole, title=said),
        "opening": lambda whole: replace(whole, opening=said),
        "area": lambda whole: editing.with_area(whole, said),
        "text": lambda whole: editing.put(whole, 0, replace(one, text=said)),
        "hint": lambda whole: editing.put(whole, 0, replace(one, hint=said)),
        "option": lambda whole: editing.put(whole, 0, replace(one, options=(Option("a", said), Option("b", "아니요")))),
        "line": lambda whole: editing.put(whole, 0, replace(one, lines=(Option("l", said),))),
    }
    with pytest.raises(NotReady, match="resident"):
        at_desk(asked, lambda work: building.change(work, survey, edits[place], turn=1))
    assert at_desk(asked, lambda work: service.one(work, survey)).questionnaire == SMALL
    with pytest.raises(NotReady, match="path"):
        at_desk(asked, lambda work: building.announce(work, survey, on=None, path="/meetings?of=900101-2000008"))


def test_a_draft_is_opened_by_its_cookie_and_its_person_together(asked: Asked) -> None:
    survey, secret = opened(asked.world, SMALL), secret_cookie.fresh()
    with asked.world.as_member(asked.people[0]) as work:
        answering.take(work, survey, secret, 1, {"q-living": ["yes"], "q-plan": ["이사"]}, seen=["living", "plan"])
    with asked.world.as_member(asked.people[0]) as work:
        assert answering.begun(work, survey, secret)[1] == {"living": "yes", "plan": "이사"}
        assert answering.begun(work, survey, secret_cookie.fresh())[1] == {}
    with asked.world.as_member(asked.people[1]) as work:
        assert answering.begun(work, survey, secret)[1] == {}


def test_more_days_need_a_reason_and_a_later_day_and_it_may_end_early(asked: Asked) -> None:
    survey = opened(asked.world, SMALL)
    with pytest.raises(NotReady, match="until"):
        at_desk(asked, lambda work: opening.extend(work, survey, closes_on=work.today, reason="응답이 적어서"))
    at_desk(
        asked, lambda work: opening.extend(work, survey, closes_on=work.today + timedelta(9), reason="응답이 적어서")
    )
    closed(asked.world, survey)
    with pytest.raises(NotNow):
        at_desk(asked, lambda work: opening.close(work, survey, reason="다시 닫습니다"))
    at_desk(asked, lambda work: opening.present(work, survey))
    with pytest.raises(NotReady, match="path"):
        at_desk(asked, lambda work: building.announce(work, survey, on=None, path="//evil.example"))


def test_the_survey_of_2023_is_opened_and_355_answers_are_read(asked: Asked) -> None:
    survey = of_2023(asked.world)
    everything = at_desk(asked, lambda work: service.answered(work, survey))
    given = survey_answers.sheets(GANGSEO)
    assert len(everything.sheets) == 355
    assert sorted(map(str, everything.sheets)) == sorted(map(str, given)) and everything.sheets != given


def test_who_is_erased_leaves_no_mark_and_her_answer_stays_with_nobody(asked: Asked) -> None:
    survey = opened(asked.world, SMALL)
    for person in asked.people:
        answer(asked.world, survey, person, SAID)
    with asked.world.as_system() as work:
        assert keeping.for_copy(work, asked.people[0])[0]["answered"] is True
    with asked.world.as_system() as work:
        erasing.destroy(work, asked.people[0], ground=Ground.COMMAND, reason="본인이 원합니다")
    with asked.world.as_system() as work:
        assert keeping.for_copy(work, asked.people[0]) == []
    closed(asked.world, survey)
    assert len(at_desk(asked, lambda work: service.answered(work, survey)).sheets) == 6


def test_answering_leaves_no_audit_line_and_no_message(asked: Asked) -> None:
    survey = opened(asked.world, SMALL)
    service.tell(asked.world.works)

    def traces():
        with asked.world.as_system() as work:
            return [work.db.scalar(select(func.count()).select_from(table)) for table in (AuditLine, Message)]

    before = traces()
    answer(asked.world, survey, asked.people[0], SAID)
    assert traces() == before
