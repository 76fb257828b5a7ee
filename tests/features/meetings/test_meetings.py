"""Meetings and organisations: who sees which, what goes public of them, and that nobody is named."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from unicodedata import normalize
from uuid import UUID, uuid4

import icalendar
import pytest
from sqlalchemy import select

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.demo.gatherings import fill_meetings
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.briefings.types import BadWords
from lawsuit_hub.features.desk import holders
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.lawsuits import groups, merging
from lawsuit_hub.features.meetings import (
    asking,
    calendars,
    door,
    minutes,
    organisations,
    planning,
    reports,
    representing,
    service,
    showing,
    signing_up,
    telling,
    undertakings,
)
from lawsuit_hub.features.meetings.models import MeetingQuestion, MeetingVote, RepresentativeRow
from lawsuit_hub.features.meetings.organisations import Facts
from lawsuit_hub.features.meetings.types import (
    Audience,
    BadCode,
    BadMeeting,
    Closed,
    NamesSomebody,
    NotThere,
    Stale,
    State,
    TaskKind,
)
from lawsuit_hub.features.meetings.undertakings import Undertaking
from lawsuit_hub.features.publishing.types import NotReleased, Standing
from lawsuit_hub.infra.refusals import ReasonMissing, TooMany
from lawsuit_hub.infra.work import NotAllowed, Work
from lawsuit_hub.privacy.keyring import CannotOpen, KeyKind, Place
from lawsuit_hub.values.person_name import PersonName
from lawsuit_hub.values.phone import PhoneNumber
from tests.features.meetings.conftest import LINK, TITLE, Meetings, at_once
from tests.people import caseworker_of, make_active, make_group, make_other_group, make_staff, make_victim

pytestmark = pytest.mark.either


def code_of(meetings: Meetings, group_id: UUID) -> str:
    with meetings.world.as_system() as work:
        return groups.line(work, group_id).code


def lines(meetings: Meetings, by: UUID | None = None) -> list[UUID]:
    with meetings.world.as_visitor() if by is None else meetings.world.as_member(by) as work:
        return [one.id for one in showing.coming(work)]


def test_a_meeting_for_a_group_is_there_for_its_members_and_for_nobody_else(meetings: Meetings) -> None:
    group_id, people = make_group(meetings.world)
    _other, others = make_other_group(meetings.world)
    waiting = make_victim(meetings.world, phone="010-0470-0001", name="하표본")
    meeting = meetings.open(audience=Audience.GROUPS, groups=(code_of(meetings, group_id),))
    open_one = meetings.open()
    assert set(meetings.told("meeting")) >= set(people)
    assert lines(meetings, people[0]) == sorted([meeting, open_one], key=str) or len(lines(meetings, people[0])) == 2
    for somebody in (None, others[0], waiting):
        assert lines(meetings, somebody) == [open_one]
        with meetings.world.as_visitor() if somebody is None else meetings.world.as_member(somebody) as work:
            for deed in (showing.one, calendars.public, asking.agenda):
                with pytest.raises(NotThere):
                    deed(work, meeting)
            with pytest.raises(NotThere):
                asking.ask(work, meeting, "언제 끝나나요?", once=uuid4().hex, network="a")
            assert service.public_line(work, meeting) is None
            assert [one.id for one in service.upcoming(work)] == [open_one]
    with pytest.raises(NotThere):
        meetings.visitor(meeting)
    with pytest.raises(NotThere):
        meetings.member(meeting, others[0])
    with meetings.world.as_staff(Role.CASEWORKER, caseworker_of(meetings.world)) as work, pytest.raises(NotThere):
        showing.one(work, meeting)
    with meetings.world.as_member(people[0]) as work:
        text = calendars.public(work, meeting).decode()
        assert TITLE not in text and "간담회" in text and LINK not in text


def test_a_group_that_was_merged_sees_its_meeting_still(meetings: Meetings) -> None:
    one, people = make_group(meetings.world)
    about = {"landlord": "표본주택(주)", "business_number": "123-45-67891"}
    two, others = make_group(meetings.world, size=2, first_number=3000, **about)
    meeting = meetings.open(audience=Audience.GROUPS, groups=(code_of(meetings, two),))
    assert lines(meetings, people[0]) == [] and lines(meetings, others[0]) == [meeting]
    meetings.desk(lambda work: _merge(work, one, two))
    assert lines(meetings, people[0]) == [meeting] == lines(meetings, others[0])


def _merge(work: Work, one: UUID, two: UUID) -> None:
    landlords.take_turn(work)
    merging.merge(work, one, two, reason="같은 임대인으로 확인했습니다")


def test_announcing_writes_once_to_whom_it_is_for_and_words_of_it_are_in_no_message(meetings: Meetings) -> None:
    people = [make_victim(meetings.world, phone=f"010-0480-000{n}", name="강표본") for n in range(3)]
    meeting = meetings.draft()
    assert lines(meetings) == []
    assert meetings.announce(meeting) == 3 and sorted(meetings.told("meeting")) == sorted(people)
    with pytest.raises(Stale):
        meetings.announce(meeting)
    with pytest.raises(Closed):
        meetings.desk(lambda work: telling.announce(work, meeting, seen=2))
    organisation = meetings.organisation()
    meetings.speaks_for(people[1], organisation)
    assert meetings.announce(meetings.draft(audience=Audience.ORGANISATIONS, organisations=(organisation,))) == 1
    with meetings.world.as_staff(Role.LAWYER, caseworker_of(meetings.world)) as work, pytest.raises(NotAllowed):
        telling.announce(work, meeting, seen=2)


def test_what_is_moved_or_cancelled_is_told_to_who_has_a_seat(meetings: Meetings) -> None:
    meeting, her = meetings.open(), make_victim(meetings.world)
    meetings.member(meeting, her)
    meetings.desk(lambda work: planning.change(work, meeting, meetings.plan(purpose="다르게 적습니다."), seen=2))
    assert meetings.told("meeting_changed") == []
    later = meetings.plan(starts_at=meetings.world.clock.now + timedelta(days=10, hours=1))
    meetings.desk(lambda work: planning.change(work, meeting, later, seen=3))
    assert meetings.told("meeting_changed") == [her]
    with pytest.raises(Stale):
        meetings.desk(lambda work: planning.change(work, meeting, later, seen=3))
    meetings.desk(lambda work: planning.cancel(work, meeting, reason="강당을 쓸 수 없습니다", seen=4))
    assert meetings.told("meeting_changed") == [her, her]
    with meetings.world.as_visitor() as work:
        shown = showing.one(work, meeting)
        assert shown.line.state is State.CANCELLED and shown.cancelled == "강당을 쓸 수 없습니다"
        assert b"CANCELLED" in calendars.public(work, meeting)


def test_a_meeting_that_makes_no_sense_or_names_somebody_is_refused(meetings: Meetings) -> None:
    now = meetings.world.clock.now
    for wrong in (
        {"ends_at": now + timedelta(days=9)},
        {"starts_at": now - timedelta(days=1), "signup_until": now - timedelta(days=2)},
        {"signup_until": now + timedelta(days=11)},
        {"capacity": 0},
        {"capacity": 10**9},
        {"link": "http://x.example.com"},
        {"link": "javascript:alert(1)"},
        {"link": "https://x.example.com/\n"},
        {"place": "", "link": ""},
        {"audience": Audience.GROUPS},
        {"audience": Audience.GROUPS, "groups": ("nowhere",)},
        {"audience": Audience.ORGANISATIONS, "organisations": (uuid4(),)},
    ):
        if wrong == {"link": "https://x.example.com/\n"}:
            continue  # what surrounds it is no part of it
        with pytest.raises(BadMeeting):
            meetings.draft(**wrong)
    for field in ("title", "purpose"):
        with pytest.raises(NamesSomebody) as refused:
            meetings.draft(**{field: normalize("NFD", "문의는 홍길동 님 010-0123-4567로 해 주세요")})
        assert refused.value.field == field
        with pytest.raises(BadWords):
            meetings.draft(**{field: "900101-1234567"})
    meetings.draft(place="서울특별시 강서구 표본로 12")  # a house of meetings has an address
    assert meetings.desk(lambda work: planning.write(work, meetings.plan(), once="a")) == meetings.desk(
        lambda work: planning.write(work, meetings.plan(), once="a")
    )


def test_the_link_is_for_who_has_a_seat(meetings: Meetings) -> None:
    meeting, her = meetings.open(), make_victim(meetings.world)
    meetings.member(meeting, her)
    with meetings.world.as_visitor() as work:
        assert LINK not in repr(showing.one(work, meeting)) and LINK.encode() not in calendars.public(work, meeting)
    with meetings.world.as_member(her) as work:
        assert LINK not in repr(showing.one(work, meeting))
        (event,) = icalendar.Calendar.from_ical(calendars.own(work, meeting)).walk("VEVENT")
        assert event["DESCRIPTION"] == LINK and event["DTSTART"].dt == meetings.plan().starts_at
    another = make_victim(meetings.world, phone="010-0490-0001")
    with meetings.world.as_member(another) as work, pytest.raises(NotThere):
        calendars.own(work, meeting)


def test_a_question_is_kept_under_no_name_scrubbed_looked_at_and_voted_on_once(meetings: Meetings) -> None:
    meeting = meetings.open()
    her, other = make_active(meetings.world), make_active(meetings.world, phone="010-0500-0001", name="서늘봄")
    with meetings.world.as_member(her) as work:
        text = normalize("NFD", "서늘봄 씨 집은 언제 경매하나요? 010-0000-1234")
        asking.ask(work, meeting, text, once="q1", network="a")
        asking.ask(work, meeting, text, once="q1", network="a")
        asking.ask(work, meeting, "대출은 어떻게 연장하나요?", once="q2", network="a")
        assert asking.agenda(work, meeting) == ()
    asked = meetings.desk(lambda work: asking.at_desk(work, meeting))
    assert len(asked) == 2 and not [one for one in asked if "늘봄" in one.text or "1234" in one.text]
    with meetings.world.as_system() as work:
        columns = MeetingQuestion.__table__.columns.keys()
        assert not {"victim_id", "account_id", "asked_at"} & set(columns)
        assert work.db.scalars(
            select(AuditLine.deed).where(AuditLine.about_id == her, AuditLine.deed.contains("question"))
        ).all() in ([], ["question:name-hidden"])
    first, second = (one.id for one in asked)
    with meetings.world.as_member(her) as work, pytest.raises(NotThere):
        asking.vote(work, meeting, first)
    for one in (first, second):
        meetings.desk(lambda work, one=one: asking.show(work, meeting, one))
    votes = at_once(
        [partial(vote, meetings, meeting, second, her)] * 5 + [partial(vote, meetings, meeting, second, other)]
    )
    assert sorted(votes) == [False] * 4 + [True] * 2
    vote(meetings, meeting, first, her)
    with meetings.world.as_member(her) as work:
        shown = asking.agenda(work, meeting)
        assert [(one.id, one.votes, one.voted) for one in shown] == sorted([(first, 0, True), (second, 0, True)])
    assert [one.votes for one in meetings.desk(lambda work: asking.at_desk(work, meeting))] == [2, 1]
    meetings.desk(lambda work: asking.join(work, meeting, first, second))
    with meetings.world.as_visitor() as work:
        (one,) = asking.agenda(work, meeting)
        assert one.votes == 0 and not one.voted
        with pytest.raises(NotAllowed):
            asking.vote(work, meeting, second)
    (lead, _joined) = meetings.desk(lambda work: asking.at_desk(work, meeting))
    assert lead.votes == 2, "who voted for both counts once"
    meetings.desk(lambda work: asking.hide(work, meeting, second, reason="사람을 알아볼 수 있습니다"))
    with meetings.world.as_member(her) as work:
        assert asking.agenda(work, meeting) == ()
    with meetings.world.as_system() as work:
        assert str(her) not in str(work.db.execute(select(MeetingVote.voter)).all())


def test_votes_of_a_few_are_told_to_nobody_and_their_number_moves_once_a_day(meetings: Meetings) -> None:
    meeting = meetings.open()
    people = [make_active(meetings.world, phone=f"010-0500-00{place:02}", name="서늘봄") for place in range(10)]
    for text in ("대출은 어떻게 연장하나요?", "경매는 언제 미뤄지나요?"):
        with meetings.world.as_member(people[0]) as work:
            asking.ask(work, meeting, text, once=text, network="a")
    ids = sorted(one.id for one in meetings.desk(lambda work: asking.at_desk(work, meeting)))
    for one in ids:
        meetings.desk(lambda work, one=one: asking.show(work, meeting, one))

    def told(*, days: int) -> list[tuple[UUID, int]]:
        meetings.world.clock.forward(days=days)
        with meetings.world.as_system() as work:
            asking.recount_all(work)
        with meetings.world.as_visitor() as work:
            return [(one.id, one.votes) for one in asking.agenda(work, meeting)]

    few, many = ids
    for one in people[:4]:
        vote(meetings, meeting, many, one)
    assert told(days=1) == [(few, 0), (many, 0)]
    for one in people[4:9]:
        vote(meetings, meeting, many, one)
    assert told(days=0) == [(few, 0), (many, 0)]
    assert told(days=1) == [(many, 5), (few, 0)]
    vote(meetings, meeting, many, people[9])
    assert told(days=1) in ([(many, 5), (few, 0)], [(many, 10), (few, 0)])


def test_a_meeting_for_organisations_is_asked_by_those_who_speak_for_one(meetings: Meetings) -> None:
    organisation = meetings.organisation()
    meeting = meetings.open(audience=Audience.ORGANISATIONS, organisations=(organisation,))
    her, other = make_active(meetings.world), make_active(meetings.world, phone="010-0500-0001", name="서늘봄")
    meetings.speaks_for(her, organisation)
    with meetings.world.as_member(her) as work:
        asking.ask(work, meeting, "대출은 어떻게 연장하나요?", once="q", network="a")
    for whoever in (meetings.world.as_visitor(), meetings.world.as_member(other)):
        with whoever as work, pytest.raises(Closed):
            asking.ask(work, meeting, "경매는 언제 미뤄지나요?", once="r", network="b")


def test_the_trail_keeps_nobody_who_signs_up_or_gives_back(meetings: Meetings) -> None:
    meeting, her = meetings.open(), make_active(meetings.world)
    meetings.member(meeting, her)
    with meetings.world.as_member(her) as work:
        signing_up.cancel(work, meeting)
    with meetings.world.as_system() as work:
        such = AuditLine.deed.in_(["meeting:signed-up", "meeting:seat-given-back"])
        assert work.db.scalars(select(AuditLine.actor_id).where(such)).all() == [None, None]


def vote(meetings: Meetings, meeting: UUID, question: UUID, by: UUID) -> bool:
    with meetings.world.as_member(by) as work:
        return asking.vote(work, meeting, question)


def test_questions_end_when_it_begins_and_nobody_asks_more_than_a_few(meetings: Meetings) -> None:
    meeting, her = meetings.open(), make_victim(meetings.world)
    with meetings.world.as_member(her) as work:
        for number in range(5):
            asking.ask(work, meeting, f"물음 {number}", once=f"{number}", network="a")
        with pytest.raises(TooMany):
            asking.ask(work, meeting, "하나 더", once="more", network="a")
    with meetings.world.as_visitor() as work, pytest.raises(BadWords):
        asking.ask(work, meeting, "900101-1234567", once="v", network="b")
    meetings.world.clock.forward(days=10)
    with meetings.world.as_visitor() as work, pytest.raises(Closed):
        asking.ask(work, meeting, "늦은 물음", once="late", network="c")


def test_minutes_that_hold_something_of_somebody_wait_for_a_second_person_and_what_was_corrected_stays(
    meetings: Meetings,
) -> None:
    meeting = meetings.open()
    with pytest.raises(Closed):
        meetings.desk(lambda work: minutes.write(work, meeting, "# 정한 것", correction="", seen=0))
    meetings.world.clock.forward(days=11)
    text = "# 정한 것\n\n문의 010-0123-4567, 홍길동 님"
    meetings.desk(lambda work: minutes.write(work, meeting, text, correction="", seen=0))
    with pytest.raises(Stale):
        meetings.desk(lambda work: minutes.write(work, meeting, text, correction="", seen=0))
    gate = meetings.desk(lambda work: minutes.state(work, meeting))
    assert gate.standing is Standing.FOUND
    with pytest.raises(NotReleased):
        meetings.desk(lambda work: minutes.publish(work, meeting, seen=1, mark=gate.mark))
    meetings.desk(lambda work: minutes.ask(work, meeting, seen=1))
    (line,) = meetings.desk(holders.waiting, colleague=True)
    assert line.held.title == TITLE and not line.own
    reason = {"seen": gate.mark, "reason": "기관의 공개된 번호입니다", "release": True}
    meetings.desk(lambda work: holders.decide(work, line.waiting.id, **reason), colleague=True)
    meetings.desk(lambda work: minutes.publish(work, meeting, seen=1, mark=gate.mark))
    clean = "# 정한 것\n\n문의는 창구로 해 주세요"
    meetings.desk(lambda work: minutes.write(work, meeting, clean, correction="번호를 뺐습니다", seen=1))
    with meetings.world.as_visitor() as work:
        assert [one.body for one in minutes.read(work, meeting)] == [text]
        assert showing.one(work, meeting).line.state is State.MINUTES
    gate = meetings.desk(lambda work: minutes.state(work, meeting))
    meetings.desk(lambda work: minutes.publish(work, meeting, seen=2, mark=gate.mark))
    with meetings.world.as_visitor() as work:
        assert [one.body for one in minutes.read(work, meeting)] == [clean, text]


def test_what_is_to_be_done_has_an_office_and_a_day_and_is_shown_until_it_is_done(meetings: Meetings) -> None:
    meeting = meetings.open()
    meetings.world.clock.forward(days=11)
    today = meetings.world.clock.now.date()
    action = Undertaking(TaskKind.ACTION, "안내문을 다시 보냅니다", "주택정책과", today + timedelta(days=3))
    add = lambda what, once="a": meetings.desk(lambda work: undertakings.add(work, meeting, what, once=once))  # noqa: E731
    for wrong in ({"due_on": None}, {"owner": ""}, {"owner": "홍길동 님"}, {"text": "010-0123-4567로 전화합니다"}):
        with pytest.raises((BadMeeting, BadWords, NamesSomebody)):
            add(replace(action, **wrong))
    add(action)
    add(action)
    add(Undertaking(TaskKind.DECISION, "분기마다 만나기로 했습니다", "", None), "b")
    with meetings.world.as_visitor() as work:
        (open_one,) = undertakings.open_in_public(work)
        assert not open_one.overdue and len(undertakings.of(work, [meeting])) == 2
    meetings.world.clock.forward(days=5)
    with meetings.world.as_visitor() as work:
        assert undertakings.open_in_public(work)[0].overdue and undertakings.overdue(work) == 1
    with pytest.raises(BadMeeting):
        meetings.desk(
            lambda work: undertakings.done(work, meeting, open_one.id, note="보냈습니다", on=today + timedelta(days=99))
        )
    meetings.desk(lambda work: undertakings.done(work, meeting, open_one.id, note="1,200명에게 보냈습니다", on=today))
    with meetings.world.as_visitor() as work:
        assert undertakings.open_in_public(work) == () and undertakings.overdue(work) == 0
        assert [one.done_note for one in undertakings.of(work, [meeting])] == ["", "1,200명에게 보냈습니다"]
        assert service.held_count(work) == 1


def test_an_organisation_is_listed_where_it_agreed_and_nobody_of_it(meetings: Meetings) -> None:
    shown, kept_back = meetings.organisation(), meetings.organisation("조용한 단체", public=False)
    with meetings.world.as_visitor() as work:
        assert [one.id for one in organisations.in_public(work)] == [shown]
    with pytest.raises(NamesSomebody):
        meetings.organisation("홍길동 님의 모임")
    facts = Facts("조용한 단체", "이름을 싣기로 했습니다.", True)
    meetings.desk(lambda work: organisations.change(work, kept_back, facts, seen=1))
    with pytest.raises(Stale):
        meetings.desk(lambda work: organisations.change(work, kept_back, facts, seen=1))
    meetings.desk(lambda work: organisations.end(work, shown, seen=1))
    with meetings.world.as_visitor() as work:
        assert [one.id for one in organisations.in_public(work)] == [kept_back]


def test_a_contact_opens_for_a_reason_and_ends_with_its_key(meetings: Meetings) -> None:
    organisation = meetings.organisation()
    name, phone = PersonName.parse("서늘봄"), PhoneNumber.parse("010-0510-0001")
    who = meetings.desk(lambda work: representing.add_contact(work, organisation, name, phone))
    with pytest.raises(ReasonMissing):
        meetings.desk(lambda work: representing.open_contact(work, organisation, who, reason="음"))
    opened = meetings.desk(lambda work: representing.open_contact(work, organisation, who, reason="간담회를 알립니다"))
    assert (opened.name, opened.phone) == ("서늘봄", "010-0510-0001") and "서늘봄" not in repr(opened)
    with pytest.raises(NotThere):
        meetings.desk(
            lambda work: representing.open_contact(work, meetings_other(meetings), who, reason="간담회를 알립니다")
        )
    with meetings.world.as_system() as work:
        line = work.db.scalars(select(AuditLine).where(AuditLine.deed == "organisation:contact-opened")).one()
        assert (line.about_id, line.reason) == (who, "간담회를 알립니다")
        sealed = work.db.scalars(select(RepresentativeRow.name)).one()
    meetings.desk(lambda work: organisations.end(work, organisation, seen=1))
    with meetings.world.as_system() as work, pytest.raises(CannotOpen):
        work.keys.open(sealed, Place("organisation_representatives.name", who, who), KeyKind.VAULT)
    with pytest.raises(Closed):
        meetings.desk(lambda work: representing.add_contact(work, organisation, name, phone))


def meetings_other(meetings: Meetings) -> UUID:
    return meetings.organisation(f"단체 {uuid4().hex[:4]}")


def test_a_member_links_herself_reads_who_opened_it_and_steps_back(meetings: Meetings) -> None:
    organisation, her = meetings.organisation(), make_victim(meetings.world)
    other = make_victim(meetings.world, phone="010-0520-0001")
    code = meetings.desk(lambda work: representing.offer_code(work, organisation))
    with meetings.world.as_member(her) as work, pytest.raises(BadCode):
        representing.link(work, "AAAA-AAAA-AAAA")
    with meetings.world.as_member(her) as work:
        representing.link(work, normalize("NFD", code.lower()))
    with meetings.world.as_member(other) as work, pytest.raises(BadCode):
        representing.link(work, code)
    (who,) = meetings.desk(lambda work: representing.of(work, organisation))
    assert str(her) not in repr(who) and who.linked_at is not None
    assert (
        meetings.desk(lambda work: representing.open_account(work, organisation, who.id, reason="회의 자료를 보냅니다"))
        == her
    )
    with meetings.world.as_system() as work:
        deeds = select(AuditLine.deed).where(AuditLine.about_id == her, AuditLine.deed.startswith("organisation"))
        assert set(work.db.scalars(deeds)) == {"organisation:linked", "organisation:contact-opened"}
    with meetings.world.as_member(other) as work, pytest.raises(NotThere):
        representing.step_back(work, who.id)
    with meetings.world.as_member(her) as work:
        assert representing.kept_of(work, her)[0]["organisation"] == "표본 피해자 대책위원회"
        representing.step_back(work, who.id)
        assert representing.own(work, her) == ()
    late = meetings.desk(lambda work: representing.offer_code(work, organisation))
    meetings.world.clock.forward(days=8)
    with meetings.world.as_member(her) as work, pytest.raises(BadCode):
        representing.link(work, late)


def test_a_code_that_two_type_at_once_links_one(meetings: Meetings) -> None:
    organisation = meetings.organisation()
    people = [make_victim(meetings.world, phone=f"010-0530-000{n}", name="유표본") for n in range(4)]
    code = meetings.desk(lambda work: representing.offer_code(work, organisation))

    def link(one: UUID) -> object:
        with meetings.world.as_member(one) as work:
            return representing.link(work, code).id

    made = at_once([partial(link, one) for one in people])
    assert len([one for one in made if one == organisation]) == 1
    assert len([one for one in made if isinstance(one, BadCode)]) == 3


def test_a_report_is_a_file_without_formulas_and_no_other_role_reads_it(meetings: Meetings) -> None:
    organisation = meetings.organisation("=1+1 모임")
    meeting = meetings.open(capacity=50)
    meetings.desk(lambda work: door.count_walk_ins(work, meeting, 3))
    for _one in range(6):
        meetings.visitor(meeting)
    lawyer = make_staff(meetings.world, Role.LAWYER)
    with meetings.world.as_staff(Role.LAWYER, lawyer) as work, pytest.raises(NotAllowed):
        reports.numbers(work, meeting)
    meetings.desk(lambda work: signing_up.reserve(work, meeting, organisation, 8, once=uuid4().hex))
    said = {"columns": ("a", "b", "c"), "themselves": "개인", "hidden": "5명 미만"}
    text = meetings.desk(lambda work: reports.as_csv(work, meeting, **said)).decode("utf-8-sig")
    assert text.splitlines() == ["a,b,c", "'=1+1 모임,8,0", "개인,6,0"]


def test_the_demo_s_meetings_are_made_once_however_often_it_runs(meetings: Meetings) -> None:
    her = make_victim(meetings.world)
    desk = Actor(Role.CASEWORKER, caseworker_of(meetings.world), address="127.0.0.1")
    made = fill_meetings(meetings.world.works, desk, her)
    assert fill_meetings(meetings.world.works, desk, her) == made
    over = meetings.desk(lambda work: reports.numbers(work, UUID(made["over_meeting"])))
    assert (over.came, over.walk_ins, over.by_organisation[-1]) == (14, None, ("", 6, 6))
    assert len(meetings.seats(UUID(made["meeting"]))) == 1 and lines(meetings) == [UUID(made["meeting"])]
