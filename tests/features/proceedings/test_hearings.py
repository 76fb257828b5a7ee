"""Days in court: an hour and a room on her page, the hour alone in calendars; postponed, called off, never by an old page."""

from datetime import time, timedelta

import icalendar
import pytest

from lawsuit_hub.features.proceedings import calendars, deadlines, hearings, reminding, service
from lawsuit_hub.features.proceedings.hearings import Sitting
from lawsuit_hub.features.proceedings.types import BadDeadline, DeadlineView, NoSuchDeadline
from lawsuit_hub.infra.refusals import ReasonHoldsNumber
from tests.features.my.visits import visit
from tests.features.proceedings.cases import TODAY, Case
from tests.people import make_active
from tests.world import World

pytestmark = pytest.mark.either

DAY = TODAY + timedelta(days=10)
SITTING = Sitting(DAY, time(14, 30), "304호 법정")
REASON = "법원이 날을 다시 정하기로 함"


def enter(case: Case, *, once: str = "a") -> DeadlineView:
    case.lawyer(lambda work: hearings.enter(work, case.code, SITTING, kind="hearing", once=once))
    return hers(case)[0]


def hers(case: Case) -> tuple[DeadlineView, ...]:
    with case.world.as_member(case.counsel.people[0]) as work:
        own = service.own_course(work)
    return own.deadlines or own.called_off


def event(case: Case, one: DeadlineView) -> icalendar.Event:
    with case.world.as_member(case.counsel.people[0]) as work:
        (found,) = icalendar.Calendar.from_ical(calendars.own_date(work, one.id).decode()).walk("VEVENT")
    return found


def change(case: Case, one: DeadlineView, sitting: Sitting, *, seen: int) -> bool:
    return bool(case.lawyer(lambda work: hearings.change(work, case.code, one.id, sitting, seen=seen)))


def test_a_calendar_has_the_hour_and_its_changes_and_no_word_of_the_court(case: Case) -> None:
    one = enter(case)
    assert one.hearing is not None and (one.hearing.room, one.hearing.must_come) == ("304호 법정", False)
    first = event(case, one)
    assert first["dtstart"].to_ical() == f"{DAY:%Y%m%d}T053000Z".encode()
    assert (first["sequence"], first["status"], str(first["summary"])) == (0, "CONFIRMED", "확인할 날짜")
    later = Sitting(DAY + timedelta(days=7), time(10), "305호 법정", must_come=True)
    assert change(case, one, later, seen=0) and not change(case, one, later, seen=1)
    (now,) = hers(case)
    assert now.hearing is not None and now.hearing.moved_from == one.hearing.starts_at and now.due_on == later.day
    moved = event(case, now)
    assert (moved["uid"], moved["sequence"]) == (first["uid"], 1)
    case.desk(lambda work: deadlines.end(work, case.code, one.id, ended_as=deadlines.CANCELLED, reason=REASON))
    ended = event(case, now)
    assert (ended["uid"], ended["sequence"], ended["status"]) == (first["uid"], 2, "CANCELLED")
    with case.world.as_member(case.counsel.people[0]) as work:
        everything = calendars.own(work).decode()
    assert "STATUS:CANCELLED" in everything and not [word for word in ("법정", "304", "재판") if word in everything]


def test_who_was_reminded_of_the_day_before_is_reminded_of_the_new_one(case: Case) -> None:
    one = enter(case)
    case.world.clock.forward(days=9, hours=2)
    assert reminding.remind(case.world.works) == len(case.counsel.people)
    assert reminding.remind(case.world.works) == 0
    change(case, one, Sitting(DAY + timedelta(days=1), time(10)), seen=0)
    assert reminding.remind(case.world.works) == len(case.counsel.people)


def test_an_old_page_a_past_day_and_what_is_over_change_nothing(case: Case) -> None:
    one = enter(case)
    assert not case.lawyer(lambda work: hearings.enter(work, case.code, SITTING, kind="hearing", once="a"))
    change(case, one, Sitting(DAY, time(15)), seen=0)
    for sitting, seen in ((SITTING, 0), (Sitting(TODAY - timedelta(days=1), time(9)), 1)):
        with pytest.raises(BadDeadline):
            change(case, one, sitting, seen=seen)
    with pytest.raises(ReasonHoldsNumber):
        change(case, one, Sitting(DAY, time(9), "900101-1234567"), seen=1)
    case.desk(lambda work: deadlines.end(work, case.code, one.id, ended_as=deadlines.CANCELLED, reason=REASON))
    with pytest.raises(BadDeadline):
        change(case, one, SITTING, seen=1)


def test_a_member_of_another_group_gets_no_file_of_it(world: World, case: Case) -> None:
    one = enter(case)
    about = {"landlord": "조셋째", "landlord_birth": "1960-06-06", "address": "서울특별시 양천구 셋째로 3, 101호"}
    her, _other = (make_active(world, name=f"서바깥{n}", phone=f"010-0200-000{n}", **about) for n in (1, 2))
    with pytest.raises(NoSuchDeadline), world.as_member(her) as work:
        calendars.own_date(work, one.id)
    page = visit(world, world.app(), case.counsel.people[0]).get("/my/case").get_data(as_text=True)
    assert "304호 법정" in page and "오시지 않아도 됩니다" in page
