"""Seats of an organisation: reserved once however often a form comes, asked for too seldom to count others by; a report of few people."""

from functools import partial
from uuid import UUID, uuid4

import pytest

from lawsuit_hub.features.meetings import door, reports, signing_up
from lawsuit_hub.features.meetings.types import BadMeeting
from tests.features.meetings.conftest import Meetings, at_once
from tests.features.meetings.test_pages import send
from tests.features.my.visits import visit, visit_as_caseworker
from tests.people import make_victim


def reserve(meetings: Meetings, meeting: UUID, organisation: UUID, seats: int, *, once: str) -> None:
    meetings.desk(lambda work: signing_up.reserve(work, meeting, organisation, seats, once=once))


def give_back(meetings: Meetings, meeting: UUID, her: UUID) -> None:
    with meetings.world.as_member(her) as work:
        signing_up.cancel(work, meeting)


def test_one_form_reserves_once_one_after_the_other_and_at_one_moment(meetings: Meetings) -> None:
    meeting, organisation, once = meetings.open(), meetings.organisation(), uuid4().hex
    assert at_once([partial(reserve, meetings, meeting, organisation, 4, once=once)] * 4) == [None] * 4
    reserve(meetings, meeting, organisation, 4, once=once)
    assert [one.seats for one in meetings.seats(meeting)] == [4] and meetings.row(meeting).taken == 4
    reserve(meetings, meeting, organisation, 4, once=uuid4().hex)
    assert meetings.row(meeting).taken == meetings.taken(meeting) == 8


@pytest.mark.pages
def test_the_desk_s_form_that_comes_twice_reserves_once(meetings: Meetings) -> None:
    meeting, organisation = meetings.open(), meetings.organisation()
    desk, page = visit_as_caseworker(meetings.world, meetings.world.app()), f"/desk/meetings/{meeting}"
    html = desk.get(page).get_data(as_text=True)
    form = html.partition(f'action="{page}/reserve"')[2].partition("</form>")[0]
    hidden = {
        name: form.partition(f'name="{name}"')[2].partition('value="')[2].partition('"')[0]
        for name in ("csrf_token", "reserve-csrf_token", "reserve-once")
        if f'name="{name}"' in form
    }
    typed = hidden | {"reserve-organisation": str(organisation), "reserve-seats": "3"}
    assert [desk.post(f"{page}/reserve", data=typed).status_code for _ in range(2)] == [303, 303]
    assert meetings.row(meeting).taken == 3
    del typed["reserve-once"]
    assert desk.post(f"{page}/reserve", data=typed).status_code == 422


@pytest.mark.either
def test_who_speaks_for_an_organisation_cannot_count_others_by_giving_seats_back(meetings: Meetings) -> None:
    meeting, organisation = meetings.open(capacity=20), meetings.organisation()
    her, colleague = make_victim(meetings.world), make_victim(meetings.world, phone="010-0470-0001")
    for one in (her, colleague):
        meetings.speaks_for(one, organisation)
    for _one in range(7):
        meetings.visitor(meeting)
    with pytest.raises(BadMeeting):
        meetings.member(meeting, her, seats=21, organisation_id=organisation)
    learnt = []
    for seats in (16, 12):
        meetings.member(meeting, her, seats=seats, organisation_id=organisation)
        learnt.append(meetings.ticket(meeting, her).waiting)
        give_back(meetings, meeting, her)
    assert learnt == [True, False], "thirteen are free: twelve to fifteen is all she knows"
    for one in (her, colleague):
        with pytest.raises(BadMeeting) as refused:
            meetings.member(meeting, one, seats=14, organisation_id=organisation)
        assert refused.value.why == "again"
    meetings.member(meeting, her)
    reserve(meetings, meeting, organisation, 5, once=uuid4().hex)
    another = meetings.open(capacity=20)
    meetings.member(another, her, seats=3, organisation_id=organisation)


@pytest.mark.pages
def test_she_is_told_beside_the_field_whom_to_call(meetings: Meetings) -> None:
    meeting, organisation, her = meetings.open(), meetings.organisation(), make_victim(meetings.world)
    meetings.speaks_for(her, organisation)
    for _time in range(2):
        meetings.member(meeting, her, seats=2, organisation_id=organisation)
        give_back(meetings, meeting, her)
    client, page = visit(meetings.world, meetings.world.app(), her), f"/meetings/{meeting}"
    answer = send(client, page, f"{page}/sign-up", whom=str(organisation), seats="2")
    assert answer.status_code == 422 and "전화해 주세요" in answer.get_data(as_text=True)


@pytest.mark.either
@pytest.mark.parametrize(
    ("came", "walk_ins", "told", "few"),
    [
        (0, 0, (0, 0, 0), False),
        (6, 7, (6, 7, 13), False),
        (6, 0, (6, 0, 6), False),
        (3, 0, (None, 0, None), True),
        (6, 2, (6, None, None), False),  # in all eight would tell the two
        (2, 6, (None, 6, None), False),
        (1, 1, (None, None, None), True),
        (4, 4, (None, None, None), False),  # eight would tell both
    ],
)
def test_a_report_tells_no_few_people_in_its_totals_either(
    meetings: Meetings, came: int, walk_ins: int, told: tuple[int | None, ...], few: bool
) -> None:
    meeting = meetings.open()
    for _one in range(came):
        meetings.visitor(meeting)
    for line in meetings.seats(meeting):
        meetings.desk(lambda work, line=line: door.let_in_by_code(work, meeting, line.door_code, count=1))
    meetings.desk(lambda work: door.count_walk_ins(work, meeting, walk_ins))
    numbers = meetings.desk(lambda work: reports.numbers(work, meeting))
    assert (numbers.came, numbers.walk_ins, numbers.all) == told and numbers.few is few
    assert numbers.signed_up == told[0] and numbers.waiting == 0
    assert numbers.by_organisation == (("", told[0], told[0]),)


@pytest.mark.either
def test_where_nobody_came_each_line_says_so_as_the_total_does(meetings: Meetings) -> None:
    meeting = meetings.open()
    meetings.visitor(meeting)
    numbers = meetings.desk(lambda work: reports.numbers(work, meeting))
    assert numbers.came == 0 and numbers.by_organisation == (("", None, 0),)


@pytest.mark.pages
def test_few_read_as_fewer_than_five_on_the_report(meetings: Meetings) -> None:
    meeting = meetings.open(capacity=6)
    for _one in range(8):
        meetings.visitor(meeting)
    desk = visit_as_caseworker(meetings.world, meetings.world.app())
    html = desk.get(f"/desk/meetings/{meeting}/report").get_data(as_text=True)
    assert "기다림</dt><dd>5명 미만" in html and "신청</dt><dd>6" in html


@pytest.mark.pages
def test_twelve_that_are_hidden_because_of_three_are_not_called_few(meetings: Meetings) -> None:
    """One word for both: by two words anybody would know which is which."""
    meeting = meetings.open(capacity=30)
    for name, seats in (("작은 모임", 3), ("큰 모임", 12)):
        reserve(meetings, meeting, meetings.organisation(name), seats, once=uuid4().hex)
    desk = visit_as_caseworker(meetings.world, meetings.world.app())
    page = f"/desk/meetings/{meeting}/report"
    html, file = (desk.get(one).get_data(as_text=True) for one in (page, f"{page}.csv"))
    assert file.lstrip("\ufeff").splitlines()[1:] == ["작은 모임,가림,0", "큰 모임,가림,0", "개인,0,0"]
    assert "신청</dt><dd>15" in html and "5명 미만" not in html
    assert html.count(">가림<") == 2 and "‘가림’으로 적습니다" in html


@pytest.mark.pages
def test_a_visitor_whose_network_has_its_three_seats_is_told_what_she_can_do(meetings: Meetings) -> None:
    meeting = meetings.open()
    client, page = visit(meetings.world, meetings.world.app()), f"/meetings/{meeting}"
    answers = [send(client, page, f"{page}/sign-up") for _seat in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 422]
    assert "로그인해서" in answers[3].get_data(as_text=True)
