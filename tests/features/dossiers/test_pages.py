"""Dossiers by their pages: a caseworker from the first word to the answer, what anybody reads, an old tab, a file, a letter."""

import io
import re

import pytest
from flask.testing import FlaskClient

from tests.features.dossiers.carriers import COVER, DOCUMENT, MANY, Carriers
from tests.features.my.visits import press, visit_as_caseworker

pytestmark = pytest.mark.pages
RESIDENT = "번호 900101-1" + "234567"


@pytest.fixture
def desk(carriers: Carriers) -> FlaskClient:
    return visit_as_caseworker(carriers.world, carriers.world.app())


def hidden(client: FlaskClient, page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', client.get(page).get_data(as_text=True))
    assert found, f"no {name} on {page}"
    return found[1]


def typed(carriers: Carriers, **more: object) -> dict[str, object]:
    draft = carriers.draft()
    return {
        "recipient": str(draft.recipient_id),
        "title": draft.title,
        "opening": draft.opening,
        "topics": [str(carriers.many), str(carriers.few)],
        "cover": COVER,
        "once": "page",
        **more,
    }


def test_a_caseworker_gathers_freezes_sends_and_writes_down_the_answer(carriers: Carriers, desk: FlaskClient) -> None:
    assert press(desk, "/desk/dossiers/new", **typed(carriers, topics=[])).status_code == 422
    page = press(desk, "/desk/dossiers/new", **typed(carriers)).headers["Location"]
    assert press(desk, "/desk/dossiers/new", **typed(carriers)).headers["Location"] == page
    (many, *_rest) = carriers.item(1).parts
    words = {"summary": "요약", "request": "늘려 주십시오.", "quotes": "2"}
    assert press(desk, f"{page}/topics/{many.number}", seen="1", **words).status_code == 303
    assert press(desk, f"{page}/topics/{many.number}", seen="1", **words).status_code == 409, "an old tab"
    for form in ("pdf", "hwpx"):
        assert desk.get(f"{page}/preview.{form}").status_code == 200
    kept = {f"freeze-{name}": hidden(desk, page, f"freeze-{name}") for name in ("seen", "mark")}
    assert press(desk, page, f"{page}/freeze", **kept).status_code == 303
    assert press(desk, page, f"{page}/freeze", **kept).status_code in {303, 409}
    shown = desk.get(page).get_data(as_text=True)
    assert carriers.item(1).versions[0].pdf_sha256 in shown and "5명 미만" in shown
    assert desk.get(f"{page}/versions/1.pdf").data == carriers.file(1)
    today = str(carriers.world.clock.now.date())
    sent = {"send-seen": str(carriers.item(1).turn), "send-day": today, "send-document": DOCUMENT, "send-way": "post"}
    assert press(desk, page, f"{page}/send", **{**sent, "send-document": ""}).status_code == 422
    assert press(desk, page, f"{page}/send", **sent).status_code == 303
    answer = {"answer-day": today, "answer-words": "검토하겠습니다.", "answer-once": "one"}
    assert press(desk, page, f"{page}/answers", **{**answer, "answer-words": ""}).status_code == 422
    assert press(desk, page, f"{page}/answers", **answer).status_code == 303
    assert upload(desk, page, "검토 결과입니다".encode(), "회신.txt") == 303
    assert upload(desk, page, RESIDENT.encode(), "회신.txt") == 422
    outcome = {"outcome-outcome": "partly", "outcome-words": "일부만 고칩니다."}
    assert press(desk, page, f"{page}/topics/{many.number}/outcome", **outcome).status_code == 303
    visitor = carriers.world.app().test_client()
    assert visitor.get("/dossiers/1").status_code == 404
    assert press(desk, page, f"{page}/show", **{"show-seen": "2", "show-files": "y"}).status_code == 303
    seen = visitor.get("/dossiers/1").get_data(as_text=True)
    assert DOCUMENT in seen and MANY in seen and "검토하겠습니다." not in seen
    mark = hidden(desk, page, "answers-mark")
    answered = press(desk, page, f"{page}/answers/1/show", **{"answers-seen": "1", "answers-mark": mark})
    assert answered.status_code == 303 and "검토하겠습니다." in visitor.get("/dossiers/1").get_data(as_text=True)
    assert visitor.get("/dossiers/1/file.pdf").data == carriers.file(1) and "국회" in visitor.get("/dossiers").text


def upload(desk: FlaskClient, page: str, data: bytes, name: str) -> int:
    whole = {"file-csrf_token": hidden(desk, page, "file-csrf_token"), "file-file": (io.BytesIO(data), name)}
    return desk.post(f"{page}/answers/1/file", data=whole, content_type="multipart/form-data").status_code


def test_recipients_are_added_and_put_aside(carriers: Carriers, desk: FlaskClient) -> None:
    page = "/desk/dossiers/recipients"
    assert press(desk, page, name="국회", addressee="다른 곳").status_code == 422
    assert press(desk, page, name="경기도", addressee="경기도지사").status_code == 303
    found = re.search(
        r'href="(/desk/dossiers/recipients/[^"]+)" lang="ko">경기도', desk.get(page).get_data(as_text=True)
    )
    assert found and press(desk, found[1], name="경기도", addressee="경기도지사").status_code == 303
    assert "경기도" not in desk.get("/desk/dossiers/new").get_data(as_text=True)


def test_what_holds_a_find_is_not_frozen_and_a_letter_without_a_picture_is_told(
    carriers: Carriers, desk: FlaskClient
) -> None:
    number = carriers.make(opening="문의는 010-0123-4567로 주십시오.")
    page = f"/desk/dossiers/{number}"
    assert "freeze-mark" not in desk.get(page).get_data(as_text=True)
    said = {"freeze-seen": "1", "freeze-mark": carriers.mark(number)}
    assert press(desk, page, f"{page}/freeze", **said).status_code == 409
    assert press(desk, page, f"{page}/ask", **{"ask-seen": "1"}).status_code == 303
    odd = press(desk, f"{page}/edit", **typed(carriers, title="\U0001f600", seen="1"))
    assert odd.status_code == 422 and "글꼴" in odd.get_data(as_text=True)
    assert carriers.item(number).turn == 1, "a refused form changed nothing"


def test_a_visitor_finds_papers_from_a_topic_and_knows_where_she_is(carriers: Carriers) -> None:
    visitor = carriers.world.app().test_client()
    topic = f"/suggestions/{carriers.voices.listed()[0].number}"
    assert 'href="/dossiers">' not in visitor.get(topic).get_data(as_text=True)
    carriers.sent()
    assert 'href="/dossiers">' in visitor.get(topic).get_data(as_text=True)
    for page in ("/dossiers", "/meetings", "/surveys", "/numbers"):
        assert 'href="/suggestions" aria-current' in visitor.get(page).get_data(as_text=True), page
