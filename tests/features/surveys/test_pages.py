"""The pages: a member's way through, an old tab, a code for another device; the builder as plain forms."""

import re
from unicodedata import normalize
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.surveys import service
from lawsuit_hub.features.surveys.types import State
from tests.features.my.visits import csrf, press, visit, visit_as_caseworker
from tests.features.surveys.conftest import SMALL, Asked
from tests.people import caseworker_of
from tests.surveys import answer, closed, opened

pytestmark = pytest.mark.pages


def html(client: FlaskClient, path: str) -> str:
    return client.get(path).get_data(as_text=True)


def fill_page(client: FlaskClient, survey: UUID, number: int, go: str = "next", **typed: str):
    """Sends a page with what it shows, as a browser does."""
    page = html(client, f"/surveys/{survey}/answer?page={number}")
    seen = re.findall(r'name="seen" value="([^"]+)"', page)
    about = {"csrf_token": csrf(page), "page": str(number), "of": "2", "go": go, "seen": seen}
    return client.post(f"/surveys/{survey}/answer", data={**about, **{f"q-{key}": said for key, said in typed.items()}})


def test_a_member_walks_through_goes_back_and_sends_once(asked: Asked) -> None:
    survey = opened(asked.world, SMALL)
    client = visit(asked.world, asked.world.app(), asked.people[0])
    assert "답을 기다립니다" in html(client, "/surveys") and "답하기" in html(client, f"/surveys/{survey}")
    wrong = fill_page(client, survey, 1)
    assert wrong.status_code == 422 and "답해 주세요" in wrong.get_data(as_text=True)
    more = fill_page(client, survey, 1, living="yes")
    assert more.headers["Location"].endswith("page=1&more=1")
    assert "앞으로의 계획은?" in html(client, more.headers["Location"])
    assert fill_page(client, survey, 1, living="yes", plan="이사").headers["Location"].endswith("page=2")
    bad = fill_page(client, survey, 2, money="아주 많이", say="고맙습니다")
    page = bad.get_data(as_text=True)
    assert bad.status_code == 422 and "아주 많이" in page and "고맙습니다" in page
    back = fill_page(client, survey, 2, go="back", money="2억 3천", say=normalize("NFD", "010-0000-1234로 전화 주세요"))
    assert back.headers["Location"].endswith("page=1") and "이사" in html(client, back.headers["Location"])
    assert fill_page(client, survey, 2, money="2억 3천", say="010-0000-1234로").headers["Location"].endswith("/check")
    check = html(client, f"/surveys/{survey}/check")
    assert "2억 3,000만 원" in check and "[전화번호]" in check and "0000-1234" not in check
    assert "글 속에 홀로 적힌 이름, 호수가 없는 주소" in check and "http나 www로 시작하는 링크" in check
    sent = press(client, f"/surveys/{survey}/check", f"/surveys/{survey}/send")
    assert sent.status_code == 303 and re.match(r"survey-[0-9a-f]{20}=;", sent.headers["Set-Cookie"])
    assert "이 조사에 답하셨습니다" in html(client, f"/surveys/{survey}")
    assert "답을 기다립니다" not in html(client, "/surveys")


def test_what_was_not_asked_is_dropped_whatever_a_page_sends(asked: Asked) -> None:
    survey = opened(asked.world, SMALL)
    client = visit(asked.world, asked.world.app(), asked.people[0])
    page = html(client, f"/surveys/{survey}/answer?page=1")
    forged = {
        "csrf_token": csrf(page),
        "page": "1",
        "of": "2",
        "seen": ["living", "plan", "say"],
        "q-living": "no",
        "q-plan": "x",
        "q-say": "y",
    }
    assert client.post(f"/surveys/{survey}/answer", data=forged).status_code == 303
    check = html(client, f"/surveys/{survey}/check")
    assert "앞으로의 계획은?" not in check and ">y<" not in check
    assert "저희가 찾지 못합니다" not in check, "she wrote nothing in her own words"


def test_a_resident_number_is_refused_and_kept_in_no_draft(asked: Asked) -> None:
    survey = opened(asked.world, SMALL)
    client = visit(asked.world, asked.world.app(), asked.people[0])
    refused = fill_page(client, survey, 2, say="900101-2000008입니다")
    assert refused.status_code == 422 and "주민등록번호는 받지 않습니다" in refused.get_data(as_text=True)
    assert "900101" not in html(client, f"/surveys/{survey}/answer?page=2")


def test_an_old_tab_after_the_end_shows_what_was_typed_and_says_so(asked: Asked) -> None:
    survey = opened(asked.world, SMALL)
    client = visit(asked.world, asked.world.app(), asked.people[0])
    token = csrf(html(client, f"/surveys/{survey}/answer?page=2"))
    answer(asked.world, survey, asked.people[0], {"living": "no"})
    typed = {
        "csrf_token": token,
        "page": "2",
        "of": "2",
        "seen": ["money", "say"],
        "q-money": "45만",
        "q-say": "오래 적은 글",
    }
    twice = client.post(f"/surveys/{survey}/answer", data=typed)
    assert twice.status_code == 409 and "오래 적은 글" in twice.get_data(as_text=True)
    closed(asked.world, survey)
    late = client.post(f"/surveys/{survey}/answer", data=typed)
    assert (
        late.status_code == 409
        and "45만 원" in late.get_data(as_text=True)
        and "끝났습니다" in late.get_data(as_text=True)
    )
    assert client.get(f"/surveys/{survey}/answer").status_code == 409
    assert client.post(f"/surveys/{survey}/send", data={"csrf_token": token}).status_code == 409


def test_she_goes_on_elsewhere_by_a_code_and_nobody_else_does(asked: Asked) -> None:
    survey, app = opened(asked.world, SMALL), asked.world.app()
    phone = visit(asked.world, app, asked.people[0])
    fill_page(phone, survey, 1, living="no")
    made = press(phone, f"/surveys/{survey}/code").get_data(as_text=True)
    code = re.search(r'id="survey-code"[^>]*>([^<]+)<', made).group(1)
    for person, status in ((asked.people[1], 422), (asked.people[0], 303)):
        desk = visit(asked.world, app, person)
        went = press(desk, f"/surveys/{survey}/code", f"/surveys/{survey}/resume", code=code.lower())
        assert went.status_code == status
    assert "아니요" in html(desk, f"/surveys/{survey}/check")


def test_sending_one_sheet_or_taking_a_code_for_it_loses_no_other_at_the_same_browser(asked: Asked) -> None:
    first, second, third = (opened(asked.world, SMALL) for _ in range(3))
    app = asked.world.app()
    client = visit(asked.world, app, asked.people[0])
    fellow = visit(asked.world, app, asked.people[1])
    for survey in (first, second, third):
        fill_page(client, survey, 1, living="no")
    fill_page(client, third, 2, say="긴 사연")
    fellow._cookies.update(_of_surveys(client))
    fill_page(fellow, third, 1, living="no")
    fill_page(fellow, third, 2, say="다른 사연")
    press(fellow, f"/surveys/{third}/check", f"/surveys/{third}/send")
    for key in _of_surveys(client):
        del client._cookies[key]
    client._cookies.update(_of_surveys(fellow))
    press(client, f"/surveys/{first}/check", f"/surveys/{first}/send")
    assert press(client, f"/surveys/{second}/code").status_code == 200
    assert "긴 사연" in html(client, f"/surveys/{third}/check") and "아니요" in html(client, f"/surveys/{second}/check")


def _of_surveys(client: FlaskClient):
    return {key: one for key, one in client._cookies.items() if "survey-" in str(key)}


def test_no_page_tells_how_many_have_not_answered_before_the_results(asked: Asked) -> None:
    survey = opened(asked.world, SMALL)
    for person in asked.people[:5]:
        answer(asked.world, survey, person, {"living": "no"})
    closed(asked.world, survey)
    desk = visit_as_caseworker(asked.world, asked.world.app())
    for path in (f"/desk/surveys/{survey}", "/desk/surveys", f"/surveys/{survey}", "/surveys"):
        page = html(desk, path)
        assert "5명 이상" in page and ">5명<" not in page, path


def test_who_was_not_invited_and_who_is_not_signed_in(asked: Asked) -> None:
    survey = opened(asked.world, SMALL)
    visitor = visit(asked.world, asked.world.app())
    assert visitor.get(f"/surveys/{survey}").status_code == 200 and "작은 조사" in html(visitor, "/surveys")
    assert visitor.get(f"/surveys/{survey}/answer").status_code == 302
    assert visitor.get(f"/surveys/{UUID(int=1)}").status_code == 404


def test_a_survey_is_built_of_plain_forms(asked: Asked) -> None:
    client = visit_as_caseworker(asked.world, asked.world.app())
    made = press(client, "/desk/surveys").headers["Location"]
    number = made.rsplit("/", 1)[1]

    def turn() -> str:
        return re.search(r'name="turn" value="(\d+)"', html(client, made)).group(1)

    press(client, made, f"{made}/name", **{"name-turn": "0", "name-title": "새 조사", "name-opening": ""})
    area = press(client, made, f"{made}/areas", **{"area-turn": turn(), "area-title": "집"}).headers["Location"]
    bad = {"kind": "single", "text": "900101-2000008", "options": "예\n아니요", "turn": turn(), "depends": ""}
    refused = press(client, f"{area}/new", **bad)
    assert refused.status_code == 422 and "주민등록번호는 받지 않습니다" in refused.get_data(as_text=True)
    first = {"kind": "single", "text": "사시나요?", "options": "예\n아니요", "turn": turn(), "depends": ""}
    assert press(client, f"{area}/new", **first).status_code == 303
    second = {"kind": "text", "text": "왜인가요?", "turn": turn(), "depends": "q1"}
    chosen = press(client, f"{area}/new", **second)
    assert chosen.headers["Location"].endswith("/questions/q2")
    page = html(client, chosen.headers["Location"])
    option = re.search(r'name="depends_on" value="([^"]+)"', page).group(1)
    press(client, f"{made}/questions/q2", **{**second, "turn": turn(), "depends_on": option})
    assert "고칠 것" not in html(client, made)
    press(client, area, f"{made}/questions/q2", turn=turn(), do="up")
    assert "아무도 이 물음에 이르지 못합니다" in html(client, made)
    press(client, area, f"{made}/questions/q2", turn=turn(), do="down")
    old = press(client, area, f"{made}/questions/q2", turn="0", do="remove")
    assert old.status_code == 409
    assert "앞의 답에 따라 나타나는 물음" in html(client, f"{made}/preview")
    counted = press(client, made, f"{made}/count", **{"open-whom": "verified", "open-turn": turn()})
    assert "6명에게 여쭙니다" in counted.get_data(as_text=True)
    day = asked.world.clock.now.date().replace(day=20) if hasattr(asked.world.clock, "now") else None
    opens = {"open-whom": "verified", "open-turn": turn(), "open-closes_on": str(day or "2026-03-20")}
    assert press(client, made, f"{made}/open", **opens).status_code == 303
    with asked.world.as_staff(Role.CASEWORKER, caseworker_of(asked.world)) as work:
        assert service.one(work, UUID(number)).state is State.OPEN
    assert "다시 알릴 날" in html(client, made)


def test_the_template_opens_in_one_press_and_every_page_of_it_is_shown(asked: Asked) -> None:
    client = visit_as_caseworker(asked.world, asked.world.app())
    made = press(client, "/desk/surveys", template="gangseo_2023").headers["Location"]
    assert "피해자 단체(모임) 구성" in html(client, made)
    for number in range(1, 12):
        assert f"11쪽 중 {number}쪽" in html(client, f"{made}/preview?page={number}")
