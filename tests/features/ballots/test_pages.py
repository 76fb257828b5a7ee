"""A member's pages of ballots: voting once, the receipt in that one answer, what an old tab hears."""

import re

import pytest

from lawsuit_hub.access.roles import Role
from tests.features.ballots.halls import QUESTION, REASON, Hall
from tests.features.my.visits import csrf, press, visit
from tests.people import caseworker_of, make_other_group

pytestmark = pytest.mark.pages
CODE = re.compile(r"[A-Z34679]{5}-[A-Z34679]{5}")


def test_a_receipt_is_in_the_answer_to_the_vote_and_nowhere_else(hall: Hall) -> None:
    ballot = hall.make()
    client = visit(hall.world, hall.world.app(), hall.people[0])
    path = f"/my/ballots/{ballot}"
    assert "아직 투표하지 않으셨습니다" in client.get("/my").get_data(as_text=True)
    page = client.get(path).get_data(as_text=True)
    assert "민사소송법 제66조" in page and "확인 번호를 남에게 보이면" in page and not CODE.search(page)
    token = csrf(page)
    nothing = client.post(path, data={"csrf_token": token})
    assert nothing.status_code == 422 and "하나를 골라 주세요" in nothing.get_data(as_text=True)
    answer = client.post(path, data={"csrf_token": token, "vote-choice": "1"})
    assert answer.status_code == 200 and "no-store" in answer.headers["Cache-Control"]
    (code,) = set(CODE.findall(answer.get_data(as_text=True)))
    again = client.post(path, data={"csrf_token": token, "vote-choice": "0"})
    assert again.status_code == 409 and "이미 투표하셨습니다" in again.get_data(as_text=True)
    assert code not in client.get(path).get_data(as_text=True)
    for who in hall.people[1:]:
        hall.vote(who, ballot, 0)
    hall.later(8)
    client = visit(hall.world, hall.world.app(), hall.people[0])
    ended = client.get(path).get_data(as_text=True)
    assert code in ended and "6명 가운데 6명" in ended and 'name="vote-choice"' not in ended


def test_an_old_tab_hears_that_nothing_was_taken(hall: Hall) -> None:
    ballot = hall.make()
    client = visit(hall.world, hall.world.app(), hall.people[0])
    token = csrf(client.get(f"/my/ballots/{ballot}").get_data(as_text=True))
    hall.world.clock.forward(days=8)
    client = visit(hall.world, hall.world.app(), hall.people[0])
    token = csrf(client.get("/my").get_data(as_text=True)) or token
    late = client.post(f"/my/ballots/{ballot}", data={"csrf_token": token, "vote-choice": "1"})
    assert late.status_code == 409 and "표를 받지 않았습니다" in late.get_data(as_text=True)
    hall.later(0)
    page = client.get(f"/my/ballots/{ballot}").get_data(as_text=True)
    assert "5표가 되지 않아 결과를 보이지 않습니다" in page
    assert "6명 가운데 다섯 명보다 적게" in page and "6명 가운데 0명" not in page


def test_another_group_s_ballot_is_a_page_that_is_not_there(hall: Hall) -> None:
    ballot = hall.make()
    _, strangers = make_other_group(hall.world)
    client = visit(hall.world, hall.world.app(), strangers[0])
    token = csrf(client.get("/my").get_data(as_text=True))
    assert client.get(f"/my/ballots/{ballot}").status_code == 404
    answer = client.post(f"/my/ballots/{ballot}", data={"csrf_token": token, "vote-choice": "1"})
    assert answer.status_code == 404
    assert QUESTION not in client.get("/my/ballots").get_data(as_text=True)


def test_a_caseworker_makes_one_and_cancels_it(hall: Hall) -> None:
    client = visit(hall.world, hall.world.app(), caseworker_of(hall.world), role=Role.CASEWORKER)
    page = f"/ballots/{hall.code}"
    last = hall.today.replace(day=28) if hall.today.day < 28 else hall.today.replace(month=hall.today.month + 1, day=20)
    fields = {
        "make-question": QUESTION,
        "make-options": "찬성\n반대",
        "make-from_on": hall.today.isoformat(),
        "make-until_on": last.isoformat(),
        "make-once": "abc",
    }
    unread = press(client, page, **fields)
    assert unread.status_code == 422 and "다시 읽고 표시해 주세요" in unread.get_data(as_text=True)
    made = press(client, page, **fields, **{"make-sure": "y"})
    assert made.status_code == 303
    at = made.headers["Location"]
    shown = client.get(at).get_data(as_text=True)
    assert QUESTION in shown and "투표하는 중" in shown
    ended = press(client, at, f"{at}/cancel", **{"cancel-reason": REASON})
    assert ended.status_code == 303 and REASON in client.get(at).get_data(as_text=True)
    assert "모임 투표를 취소함" in client.get(f"/desk/groups/{hall.code}").get_data(as_text=True)
