"""The pages of suggestions: two steps and a code shown once, a member's own, the desk that never tells whose it is."""

import re
from io import BytesIO
from unicodedata import normalize

import pytest

from lawsuit_hub.features.suggestions import queue
from lawsuit_hub.features.suggestions.types import Event, Status
from lawsuit_hub.features.victims import service as victims
from tests.features.my.visits import csrf, press, visit, visit_as_caseworker
from tests.features.suggestions.conftest import TEXT, TITLE, Voices

pytestmark = pytest.mark.pages
SAID = {"category": "auction", "text": TEXT}
CODE = re.compile(r"(?:[2-9A-Z]{4}-){3}[2-9A-Z]{4}(?=</p>)")


def once(html: str) -> str:
    return re.search(r'name="once"[^>]*value="([^"]+)"', html).group(1)


def test_anybody_sees_what_would_be_kept_and_gets_a_code(voices: Voices) -> None:
    client = visit(voices.world, voices.world.app())
    page = client.get("/suggestions/new").get_data(as_text=True)
    assert 'name="quotable"' in page and "checked" not in page and 'name="tell"' not in page
    fields = {**SAID, "text": normalize("NFD", f"{TEXT} 010-0000-4444"), "csrf_token": csrf(page), "once": once(page)}
    seen = client.post("/suggestions/new", data=fields)
    html = seen.get_data(as_text=True)
    assert seen.status_code == 200 and "[전화번호]" in html and "0000-4444" not in html and voices.rows() == []
    sent = client.post("/suggestions/new", data={**fields, "once": once(html), "sure": "yes"})
    code = CODE.search(sent.get_data(as_text=True)).group()
    assert (
        sent.status_code == 200
        and "voice=" in sent.headers["Set-Cookie"]
        and sent.headers["Cache-Control"].startswith("no-store")
    )
    again = client.post("/suggestions/new", data={**fields, "once": once(html), "sure": "yes"})
    assert CODE.search(again.get_data(as_text=True)).group() == code and len(voices.rows()) == 1
    opened = press(client, "/suggestions/receipt", code=code.lower())
    assert opened.status_code == 200 and "[전화번호]" in opened.get_data(as_text=True)
    agreed = press(client, "/suggestions/receipt", "/suggestions/receipt/consent", code=code, quotable="yes")
    assert agreed.status_code == 200 and voices.rows()[0].quotable
    assert press(client, "/suggestions/receipt", code="ABCD").status_code == 422
    assert press(client, "/suggestions/receipt", "/suggestions/receipt/withdraw", code=code).status_code == 303
    assert voices.rows() == []


def test_a_refused_form_keeps_what_was_typed(voices: Voices) -> None:
    client = visit(voices.world, voices.world.app())
    number = "900101-1" + "234567"
    answer = press(client, "/suggestions/new", category="loans", text=f"이자가 높습니다 {number}", once="a" * 32)
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422 and "이자가 높습니다" in html and "주민등록번호는 받지 않습니다" in html
    assert press(client, "/suggestions/new", text=TEXT, once="a" * 32).status_code == 422  # no category
    large = client.post("/suggestions/new", data={"text": "가" * 4_000_000})
    assert large.status_code in (400, 413) and voices.rows() == []


def test_a_member_finds_hers_and_nobody_else_s(voices: Voices) -> None:
    app = voices.world.app()
    client, other = visit(voices.world, app, voices.her), visit(voices.world, app, voices.another)
    answer = press(client, "/suggestions/new", **SAID, sure="yes", once="a" * 32, quotable="y", tell="y")
    assert answer.headers["Location"] == "/suggestions/mine"
    (row,) = voices.rows()
    assert TEXT in client.get("/suggestions/mine").get_data(as_text=True)
    assert TEXT not in other.get("/suggestions/mine").get_data(as_text=True)
    address = f"/suggestions/mine/{row.id}"
    assert press(other, "/suggestions/new", f"{address}/withdraw").status_code == 404
    assert press(client, "/suggestions/mine", f"{address}/consent").status_code == 303 and not voices.rows()[0].quotable
    assert press(client, "/suggestions/mine", f"{address}/withdraw").status_code == 303 and voices.rows() == []


def test_everybody_reads_how_far_a_topic_is_and_joins_it_once(voices: Voices) -> None:
    topic = voices.topic(f"<b>{TITLE}</b>")
    voices.publish(topic)
    voices.step(topic, Event(Status.FORWARDED, voices.world.clock.now.date(), "국회", "2026-1호"))
    client = visit(voices.world, voices.world.app())
    html = client.get(f"/suggestions/{topic}").get_data(as_text=True)
    assert "&lt;b&gt;" in html and "국회에 전달함 (문서 번호 2026-1호)" in html and "5명 미만" in html
    for _ in range(2):
        assert press(client, f"/suggestions/{topic}", f"/suggestions/{topic}/support").status_code == 303
    assert "함께하셨습니다" in client.get(f"/suggestions/{topic}").get_data(as_text=True)
    assert voices.view(topic).people.visitors == 1
    press(client, f"/suggestions/{topic}", f"/suggestions/{topic}/support", leave="yes")
    assert voices.view(topic).people.visitors == 0
    assert f"/suggestions/{topic}" in client.get("/sitemap.xml").get_data(as_text=True)
    assert f"/suggestions/{topic}" in client.get("/suggestions?q=경매").get_data(as_text=True)
    assert client.get("/suggestions/999").status_code == client.get("/suggestions?page=99").status_code == 404
    assert client.get("/suggestions?q=%00&category=x&page=y").status_code == 200
    hidden = voices.topic("아직 아무도 못 보는 주제")
    assert client.get(f"/suggestions/{hidden}").status_code == 404


def test_staff_gather_word_and_publish_on_pages_that_do_not_tell_whose_it_is(voices: Voices) -> None:
    sent = voices.send(tell=True)
    voices.send("다른 건의", by=voices.another)
    with voices.world.as_system() as work:
        reference = victims.profile(work, voices.her).reference
    client = visit_as_caseworker(voices.world, voices.world.app())
    new = f"/desk/suggestions/topics/new?of={sent.id}"
    made = press(
        client, new, title=TITLE, summary="경매를 미루는 기간을 늘리자는 건의입니다.", category="auction", once="t"
    )
    topic = made.headers["Location"]
    assert topic == "/desk/suggestions/topics/1" and voices.view(1).people.suggestions == 1
    html = client.get(topic).get_data(as_text=True)
    mark = re.search(r'name="publish-mark"[^>]*value="([^"]+)"', html).group(1)
    seen = str(voices.view(1).turn)
    fields = {"publish-seen": seen, "publish-mark": mark}
    assert press(client, topic, f"{topic}/publish", **fields).status_code == 303 and voices.view(1).shown_on
    assert press(client, topic, f"{topic}/publish", **fields).status_code == 409  # an old tab
    step = {"step-seen": str(voices.view(1).turn), "step-status": "answered", "step-day": "어제"}
    assert press(client, topic, f"{topic}/step", **step).status_code == 422
    for page in ("/desk", "/desk/suggestions", f"/desk/suggestions/{sent.id}", topic, "/desk/suggestions/topics"):
        told = client.get(page).get_data(as_text=True)
        assert reference not in told and "홍길동" not in told and "홍*동" not in told, page
    assert "모을 건의" in client.get("/desk").get_data(as_text=True)


def test_the_desk_says_that_it_does_not_show_all_that_waits(voices: Voices) -> None:
    client = visit_as_caseworker(voices.world, voices.world.app())
    for number in range(queue.MOST - 1):
        voices.send_as_visitor(f"{number}번째 건의입니다", network=f"198.51.{number}.0/24")
    assert "건까지 보입니다" not in client.get("/desk/suggestions").text
    for number in range(2):
        voices.send_as_visitor(f"늦게 온 건의 {number}", network=f"198.52.{number}.0/24")
    told = client.get("/desk/suggestions").text
    assert f"오래 기다린 것부터 {queue.MOST}건까지 보입니다" in told and told.count("card-title") == queue.MOST + 1


def test_an_answer_s_file_is_fetched_once_it_is_published(voices: Voices) -> None:
    topic = voices.topic()
    voices.publish(topic)
    client = visit_as_caseworker(voices.world, voices.world.app())
    page = client.get(f"/desk/suggestions/topics/{topic}").get_data(as_text=True)
    token = re.search(r'name="file-csrf_token"[^>]*value="([^"]+)"', page).group(1)
    data = {"file-csrf_token": token, "file-file": (BytesIO("회신합니다.".encode()), "회신.txt")}
    added = client.post(f"/desk/suggestions/topics/{topic}/files", data=data)
    assert added.status_code == 303
    assert "회신.txt" not in client.get(f"/suggestions/{topic}").get_data(as_text=True)
    voices.publish(topic)
    shown = client.get(f"/suggestions/{topic}").get_data(as_text=True)
    assert "회신.txt" in shown
    address = re.search(r'href="(/files/[^"]+)"', shown).group(1)
    assert client.get(address).get_data() == "회신합니다.".encode()
