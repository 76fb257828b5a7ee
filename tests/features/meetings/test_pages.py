"""The pages of meetings: a receipt that is shown once, a picture for the door, what another's address answers, what the desk presses."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from lawsuit_hub.features.meetings import asking
from lawsuit_hub.features.meetings.types import Audience
from tests.features.meetings.conftest import LINK, TITLE, Meetings
from tests.features.meetings.test_meetings import code_of
from tests.features.my.visits import csrf, press, visit, visit_as_caseworker, without_csrf
from tests.people import make_group, make_victim

pytestmark = pytest.mark.pages
RECEIPT = re.compile(r"[2-9A-Z]{4}(?:-[2-9A-Z]{4}){3}")


def fields_of(html: str, action: str) -> dict[str, str]:
    """The hidden fields of one form of a page."""
    form = re.search(rf'<form[^>]*action="{re.escape(action)}"[^>]*>(.*?)</form>', html, re.S)
    assert form, action
    return dict(re.findall(r'name="([^"]+)"[^>]*?value="([^"]*)"', form.group(1)))


def send(client: FlaskClient, page: str, action: str, **more: str):  # type: ignore[no-untyped-def]
    return client.post(action, data={**fields_of(client.get(page).get_data(as_text=True), action), **more})


def test_a_visitor_gets_a_receipt_that_opens_her_seat_and_gives_it_back(meetings: Meetings) -> None:
    meeting = meetings.open()
    client, stranger = (visit(meetings.world, meetings.world.app()) for _one in range(2))
    page = f"/meetings/{meeting}"
    assert LINK not in client.get(page).get_data(as_text=True) and TITLE in client.get("/meetings").get_data(
        as_text=True
    )
    answer = send(client, page, f"{page}/sign-up", needs="문자 통역")
    html = answer.get_data(as_text=True)
    receipt = RECEIPT.search(html).group(0)
    assert answer.status_code == 200 and LINK in html and "data:image/svg+xml" in html
    assert "no-store" in answer.headers["Cache-Control"]
    for wrong in ("AAAA-AAAA-AAAA-AAAA", "2" * 16):
        assert press(stranger, "/meetings/receipt", code=wrong).status_code == 404
    opened = press(client, "/meetings/receipt", code=receipt).get_data(as_text=True)
    assert meetings.seats(meeting)[0].alias in opened
    press(client, "/meetings/receipt", "/meetings/receipt/cancel", code=receipt)
    assert meetings.seats(meeting) == () and press(client, "/meetings/receipt", code=receipt).status_code == 404


def test_a_member_s_seat_is_at_her_own_page_and_another_s_address_answers_as_nothing(meetings: Meetings) -> None:
    meeting, her = meetings.open(), make_victim(meetings.world)
    other = make_victim(meetings.world, phone="010-0610-0001")
    app = meetings.world.app()
    mine, hers = visit(meetings.world, app, her), visit(meetings.world, app, other)
    page = f"/meetings/{meeting}"
    assert send(mine, page, f"{page}/sign-up").headers["Location"] == f"{page}/mine"
    html = mine.get(f"{page}/mine").get_data(as_text=True)
    ticket = meetings.ticket(meeting, her)
    assert ticket.alias in html and LINK in html and ticket.door_code in html and ticket.token not in html
    assert (
        LINK.encode() in mine.get(f"{page}/mine.ics").data and LINK.encode() not in mine.get(f"{page}/meeting.ics").data
    )
    assert f"{ticket.line.starts_at:%Y}" in mine.get("/my").get_data(as_text=True)
    for path in (f"{page}/mine", f"{page}/mine.ics"):
        assert hers.get(path).status_code == 404
    assert press(hers, page, f"{page}/mine/cancel").status_code == 404
    assert hers.get(f"/desk/check-in/{ticket.token}").status_code in {302, 403}
    assert LINK not in hers.get(page).get_data(as_text=True)
    assert press(mine, f"{page}/mine", f"{page}/mine/cancel").status_code == 303
    assert mine.get(f"{page}/mine").status_code == 404


def test_a_scanned_picture_lets_in_once_and_says_so_the_second_time(meetings: Meetings) -> None:
    meeting, her = meetings.open(), make_victim(meetings.world, name="서늘봄")
    meetings.member(meeting, her)
    desk = visit_as_caseworker(meetings.world, meetings.world.app())
    path = f"/desk/check-in/{meetings.ticket(meeting, her).token}"
    seen = desk.get(path).get_data(as_text=True)
    assert meetings.ticket(meeting, her).alias in seen and "늘봄" not in seen and "들이기" in seen
    assert meetings.seats(meeting)[0].came == 0, "looking lets nobody in"
    assert "들어왔습니다." in desk.post(path, data={"csrf_token": csrf(seen)}, follow_redirects=True).get_data(
        as_text=True
    )
    again = desk.post(path, data={"csrf_token": csrf(seen)}, follow_redirects=True).get_data(as_text=True)
    assert "이미 들어온 표입니다" in again and meetings.seats(meeting)[0].came == 1
    assert desk.get(path[:-1]).status_code == 404


def test_a_meeting_of_a_group_has_no_address_for_others(meetings: Meetings) -> None:
    group_id, people = make_group(meetings.world, size=2)
    meeting = meetings.open(audience=Audience.GROUPS, groups=(code_of(meetings, group_id),))
    app, other = meetings.world.app(), make_victim(meetings.world, phone="010-0620-0001")
    page = f"/meetings/{meeting}"
    member, stranger = visit(meetings.world, app, people[0]), visit(meetings.world, app, other)
    assert member.get(page).status_code == 200 and TITLE in member.get("/meetings").get_data(as_text=True)
    assert f"<title>{TITLE}" not in member.get(page).get_data(as_text=True), "a group's meeting has no title in a tab"
    nowhere = uuid4()
    for client in (stranger, visit(meetings.world, app), visit_as_caseworker(meetings.world, app)):
        assert TITLE not in client.get("/meetings").get_data(as_text=True)
        for path in (page, f"{page}/agenda", f"{page}/meeting.ics"):
            assert client.get(path).status_code == 404
    # A form's token carries the second at which it was made: two pages of two seconds differ in it alone.
    missing = [
        without_csrf(stranger.get(f"/meetings/{one}").get_data(as_text=True)).replace(str(one), "")
        for one in (meeting, nowhere)
    ]
    assert missing[0] == missing[1]


def test_a_question_is_seen_before_it_is_sent_and_shown_after_a_look(meetings: Meetings) -> None:
    meeting, her = meetings.open(), make_victim(meetings.world)
    client = visit(meetings.world, meetings.world.app(), her)
    page = f"/meetings/{meeting}"
    seen = send(client, page, f"{page}/questions", **{"ask-text": "010-0000-4444로 답해 주세요. 언제 끝나나요?"})
    html = seen.get_data(as_text=True)
    assert seen.status_code == 200 and "[전화번호]" in html and "0000-4444" not in html
    hidden = fields_of(html, f"{page}/questions")
    assert client.post(f"{page}/questions", data=hidden).status_code == 303
    assert "언제 끝나나요" not in client.get(page).get_data(as_text=True)
    desk = visit_as_caseworker(meetings.world, meetings.world.app())
    (one,) = meetings.desk(lambda work: asking.at_desk(work, meeting))
    questions = f"/desk/meetings/{meeting}/questions"
    assert press(desk, questions, f"{questions}/{one.id}/show").status_code == 303
    assert "언제 끝나나요" in client.get(page).get_data(as_text=True)
    assert press(client, page, f"{page}/questions/{one.id}/vote", on="1").status_code == 303
    assert "공감 5명 미만" in client.get(f"{page}/agenda").get_data(as_text=True)


def test_a_caseworker_plans_announces_and_an_old_tab_changes_nothing(meetings: Meetings) -> None:
    make_victim(meetings.world)
    organisation = meetings.organisation()
    desk = visit_as_caseworker(meetings.world, meetings.world.app())
    start = meetings.world.clock.now + timedelta(days=5)
    typed = {
        "title": TITLE, "purpose": "설명합니다.", "place": "구청", "link": "", "day": f"{start:%Y-%m-%d}", "hour": "오후 2시", "end_hour": "16:00",
        "capacity": "30", "until_day": f"{start:%Y-%m-%d}", "until_hour": "09:00", "audience": "all", "groups": "",
    }  # fmt: skip
    wrong = send(desk, "/desk/meetings/new", "/desk/meetings/new", **{**typed, "purpose": "홍길동 님 010-0123-4567"})
    assert wrong.status_code == 422 and "빼 주세요" in wrong.get_data(as_text=True)
    made = send(desk, "/desk/meetings/new", "/desk/meetings/new", **typed)
    page = made.headers["Location"]
    old = fields_of(desk.get(page).get_data(as_text=True), f"{page}/announce")
    assert desk.post(f"{page}/announce", data=old).status_code == 303
    assert desk.post(f"{page}/announce", data=old).status_code == 409
    assert "간담회" in desk.get(f"{page}/report").get_data(as_text=True)
    reserve = send(desk, page, f"{page}/reserve", **{"reserve-organisation": str(organisation), "reserve-seats": "8"})
    assert reserve.status_code == 303
    rows = desk.get(f"{page}/report.csv").get_data(as_text=True).lstrip("\ufeff").splitlines()
    assert rows == ["어디에서,신청,옴", "표본 피해자 대책위원회,8,0", "개인,0,0"]


def test_a_contact_is_opened_by_a_deed_and_a_code_is_shown_once(meetings: Meetings) -> None:
    organisation, her = meetings.organisation(), make_victim(meetings.world)
    app = meetings.world.app()
    desk, client = visit_as_caseworker(meetings.world, app), visit(meetings.world, app, her)
    page = f"/desk/organisations/{organisation}"
    added = send(desk, page, f"{page}/contacts", **{"contact-name": "서늘봄", "contact-phone": "010-0630-0001"})
    assert added.status_code == 303 and "서늘봄" not in desk.get(page).get_data(as_text=True)
    (person,) = re.findall(r"people/([0-9a-f-]{36})/contact", desk.get(page).get_data(as_text=True))
    opened = press(desk, page, f"{page}/people/{person}/contact", **{"open-reason": "간담회를 알립니다"})
    assert "서늘봄" in opened.get_data(as_text=True) and "010-0630-0001" in opened.get_data(as_text=True)
    shown = send(desk, page, f"{page}/code").get_data(as_text=True)
    code = re.search(r"[2-9A-Z]{4}(?:-[2-9A-Z]{4}){2}", shown).group(0)
    assert code not in desk.get(page).get_data(as_text=True)
    assert press(client, "/my/meetings", "/my/organisations", code=code).status_code == 303
    own = client.get("/my/meetings").get_data(as_text=True)
    (spoken_for,) = re.findall(r"/my/organisations/([0-9a-f-]{36})/step-back", own)
    stranger = visit(meetings.world, app, make_victim(meetings.world, phone="010-0640-0001"))
    assert press(stranger, "/my/meetings", f"/my/organisations/{spoken_for}/step-back").status_code == 404
    assert press(client, "/my/meetings", f"/my/organisations/{spoken_for}/step-back").status_code == 303
    assert UUID(spoken_for) and "step-back" not in client.get("/my/meetings").get_data(as_text=True)
