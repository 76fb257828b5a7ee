"""The case file by its pages: the lawyer writes and answers, the member asks in two steps, an old page and another's id do nothing."""

import re
from uuid import uuid4

import pytest

from lawsuit_hub.access.roles import Role
from tests.features.my.visits import press, visit, visit_as_caseworker
from tests.features.proceedings.cases import Case
from tests.world import World

pytestmark = pytest.mark.pages

ASKED = "저 김표본인데 다음 재판에 가야 하나요?"


def test_a_member_sees_her_question_as_it_would_be_kept_before_she_sends_it(world: World, case: Case) -> None:
    app = world.app()
    her = visit(world, app, case.counsel.people[0])
    page = "/my/case/questions"
    seen = press(her, page, text=ASKED, once="a").get_data(as_text=True)
    assert "저 [이름]인데" in seen and "표본" not in seen and "이대로 보내기" in seen
    assert press(her, page, text="900101-1234567", once="a").status_code == 422
    assert press(her, page, text=ASKED, once="a", sure="yes").status_code == 303
    assert "저 [이름]인데" in her.get(page).get_data(as_text=True)
    lawyer = visit(world, app, case.counsel.lawyer_id, role=Role.LAWYER)
    url = f"/briefings/{case.code}/questions"
    said = lawyer.get(url).get_data(as_text=True)
    (question,) = set(re.findall(r'value="([0-9a-f-]{36})"', said))
    typed = {"answer-questions": question, "answer-to": "all", "answer-text": "아니요.", "answer-once": "a"}
    assert press(lawyer, url, **typed).status_code == 422, "the question in neutral words is missing"
    assert press(lawyer, url, **typed, **{"answer-question": "재판에 가야 하나요?"}).status_code == 303
    other = visit(world, app, case.counsel.people[1]).get(page).get_data(as_text=True)
    assert "재판에 가야 하나요?" in other and "[이름]" not in other and case.alias(case.counsel.people[0]) not in other


def test_news_is_checked_published_and_read_and_an_old_page_is_told_so(world: World, case: Case) -> None:
    app, url = world.app(), f"/briefings/{case.code}/news"
    lawyer = visit(world, app, case.counsel.lawyer_id, role=Role.LAWYER)
    draft = {"title": "소식", "text": "이표본 님과 <b>합의</b>했습니다\n\n둘째 문단", "once": "a"}
    one = press(lawyer, url, **draft).headers["Location"]
    assert "사람 이름: 이표본" in lawyer.get(one).get_data(as_text=True)
    assert press(lawyer, one, f"{one}/publish", **{"publish-seen": "1"}).status_code == 422
    assert press(lawyer, one, f"{one}/mask", **{"mask-seen": "1"}).status_code == 303
    assert press(lawyer, one, f"{one}/publish", **{"publish-seen": "1"}).status_code == 409
    assert press(lawyer, one, f"{one}/publish", **{"publish-seen": "2"}).status_code == 303
    her = visit(world, app, case.counsel.people[1])
    page = her.get("/my/case").get_data(as_text=True)
    assert "&lt;b&gt;합의" in page and "이표본" not in page
    assert press(her, "/my/case", f"/my/case/news/{one.rsplit('/', 1)[1]}/read").status_code == 303
    assert press(her, "/my/case", f"/my/case/news/{uuid4()}/read").status_code == 404
    desk = visit_as_caseworker(world, app)
    assert press(desk, one, f"{one}/release", **{"release-seen": "2"}).status_code == 409
    assert desk.get(f"/briefings/{case.code}").status_code == 200
