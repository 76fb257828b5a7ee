"""The page of a case's course: its caseworker and its lawyer enter, and to another lawyer it is no other than one that never was."""

import re
from datetime import timedelta

import pytest
from werkzeug.test import TestResponse

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.proceedings import deadlines, service
from tests.features.desk.conftest import Desk
from tests.features.proceedings.cases import TODAY, Case
from tests.features.rosters.exports import make_finished
from tests.world import World

pytestmark = pytest.mark.pages

URL = "/course/GS-0001"
OK, SEE_OTHER, MISSING, CONFLICT, REFUSED = 200, 303, 404, 409, 422


@pytest.fixture
def desk(world: World, case: Case) -> Desk:
    return Desk(world, world.app(), Role.CASEWORKER, make_finished(world, Role.CASEWORKER, "at-work@example.com"))


@pytest.fixture
def lawyer(world: World, case: Case) -> Desk:
    return Desk(world, world.app(), Role.LAWYER, case.counsel.lawyer_id)


def step(desk: Desk, **fields: str) -> TestResponse:
    sent = desk.form(URL, f"{URL}/stage") | {f"next-{name}": value for name, value in fields.items()}
    return desk.client.post(f"{URL}/stage", data=sent)


def test_from_the_page_to_the_court(world: World, case: Case, desk: Desk, lawyer: Desk) -> None:
    assert step(desk).status_code == SEE_OTHER and step(desk).status_code == SEE_OTHER
    assert "위임한 사람이 한 명 이상이어야" in lawyer.read(URL)
    alias = case.alias(case.counsel.people[0])
    states = lawyer.form(URL, f"{URL}/states") | {
        "states-aliases": alias,
        "states-state": "retained",
        "states-since": "2026-03-02",
    }
    assert lawyer.client.post(f"{URL}/states", data=states).status_code == SEE_OTHER
    assert step(lawyer).status_code == SEE_OTHER
    wrong = step(lawyer, court="seoul-south", number="2026허123", filed_on="2026-03-01")
    assert wrong.status_code == REFUSED and "사건 번호가 아닙니다" in wrong.get_data(as_text=True)
    missing = step(lawyer, court="seoul-south")
    assert missing.status_code == REFUSED and "법원, 사건 번호" in missing.get_data(as_text=True)
    assert step(lawyer, court="seoul-south", number="２０２６ 가합 12345", filed_on="2026.3.1").status_code == SEE_OTHER
    assert "2026가합12345" in lawyer.read(URL) and "서울남부지방법원" in desk.read(URL)


def test_an_old_page_is_told_so_and_a_forged_step_is_no_step(desk: Desk) -> None:
    sent = desk.form(URL, f"{URL}/stage")
    assert desk.client.post(f"{URL}/stage", data=sent).status_code == SEE_OTHER
    again = desk.client.post(f"{URL}/stage", data=sent)
    assert again.status_code in (REFUSED, CONFLICT)
    for forged in (
        {"next-to": "filed"},
        {"next-to": "won"},
        {"next-seen": "nowhere"},
        {"other-seen": "settled", "other-to": "gathering"},
    ):
        assert desk.client.post(f"{URL}/stage", data=desk.form(URL, f"{URL}/stage") | forged).status_code == REFUSED


def test_a_day_is_entered_once_and_done_once(world: World, case: Case, lawyer: Desk) -> None:
    sent = lawyer.form(URL, f"{URL}/deadlines") | {
        "day-kind": "appeal", "day-day": "2026-03-02", "day-counted": "y", "day-source": "court", "day-remind": "3 1",
    }  # fmt: skip
    assert [lawyer.client.post(f"{URL}/deadlines", data=sent).status_code for _ in range(2)] == [SEE_OTHER] * 2
    with world.as_member(case.counsel.people[0]) as work:
        (day,) = service.own_course(work).deadlines
    assert day.due_on == TODAY + timedelta(days=14) and day.remind_days == (3, 1)
    end = f"{URL}/deadlines/{day.id}/end"
    form = lawyer.form(URL, end)
    assert lawyer.client.post(end, data=form | {"end-as": "cancelled"}).status_code == REFUSED
    assert lawyer.client.post(end, data=form | {"end-as": "done"}).status_code == SEE_OTHER
    for wrong in (
        {"day-day": "언젠가"},
        {"day-remind": "-1"},
        {"day-kind": "own"},
        {"day-day": "2020-01-01", "day-counted": ""},
    ):
        fresh = lawyer.form(URL, f"{URL}/deadlines") | sent | wrong | {"day-once": "x"}
        assert lawyer.client.post(f"{URL}/deadlines", data=fresh).status_code == REFUSED, wrong


def bare(answer: TestResponse) -> tuple[int, str]:
    """Without what is of the moment: tokens, and the code of the request."""
    text = re.sub(r"[0-9A-F]{4}-[0-9A-F]{4}", "", answer.get_data(as_text=True))
    return answer.status_code, re.sub(r'value="[^"]+"', "", text).replace("GS-0001", "").replace("GS-9999", "")


def test_to_another_lawyer_it_is_the_same_404_as_a_group_that_never_was(world: World, case: Case) -> None:
    case.day(day=TODAY + timedelta(days=5))
    (day,) = case.desk(lambda work: deadlines.of_group(work, case.counsel.group_id))
    other = Desk(world, world.app(), Role.LAWYER, make_finished(world, Role.LAWYER, "other@example.com"))
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', other.read("/staff"))
    assert token is not None
    calls = [
        ("GET", ""),
        *(("POST", path) for path in ("/stage", "/case", "/states", "/deadlines", f"/deadlines/{day.id}/end")),
    ]
    for method, path in calls:
        answers = {
            bare(
                other.client.open(
                    f"/course/{code}{path}", method=method, data={"csrf_token": token[1]} if method == "POST" else None
                )
            )
            for code in ("GS-0001", "GS-9999")
        }
        assert len(answers) == 1 and next(iter(answers))[0] == MISSING, (method, path)
