"""The board by its pages: everybody reads it without a key, a feed that readers accept, an old tab, ten megabytes, files."""

import io
import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from lxml import etree

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.notices import endings
from lawsuit_hub.features.notices.types import Category
from lawsuit_hub.infra.web import HubApp
from lawsuit_hub.privacy.tiers import Tier
from tests.features.my.visits import press, visit
from tests.features.notices.boards import BODY, REASON, TITLE, Board
from tests.people import CANARY_NAME, CANARY_PHONE
from tests.rules.test_tiers import app_at

pytestmark = pytest.mark.pages
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def desk(board: Board) -> FlaskClient:
    return visit(board.world, app(board), board.writer, role=Role.CASEWORKER)


def app(board: Board) -> HubApp:
    return board.world.app()


def typed(**more: str) -> dict[str, str]:
    return {"category": "support", "title": TITLE, "body": BODY, "once": "page", **more}


def hidden(client: FlaskClient, page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', client.get(page).get_data(as_text=True))
    assert found, f"no {name} on {page}"
    return found[1]


def publish(client: FlaskClient, page: str, **more: str) -> int:
    kept = {f"publish-{name}": hidden(client, page, f"publish-{name}") for name in ("seen", "mark")}
    return press(client, page, f"{page}/publish", **{"publish-when": "now"} | kept | more).status_code


def test_a_notice_from_the_first_word_to_the_board(board: Board, desk: FlaskClient) -> None:
    preview = press(desk, "/desk/notices/new", **typed(preview="1")).get_data(as_text=True)
    assert "<strong>구청</strong>" in preview and board.world.app().test_client().get("/notices/1").status_code == 404
    page = press(desk, "/desk/notices/new", **typed()).headers["Location"]
    assert press(desk, "/desk/notices/new", **typed()).headers["Location"] == page
    assert publish(desk, page, **{"publish-when": "later"}) == 422, "without a day"
    assert publish(desk, page) == 303
    visitor = app(board).test_client()
    shown = visitor.get("/notices/1")
    assert "<strong>구청</strong>" in shown.get_data(as_text=True) and "X-Robots-Tag" not in shown.headers
    assert TITLE in visitor.get("/notices").get_data(as_text=True) and TITLE in visitor.get("/").get_data(as_text=True)
    assert visitor.get("/notices?category=law").status_code == 200
    assert TITLE not in visitor.get("/notices?category=law").get_data(as_text=True)
    assert visitor.get("/notices?category=other").status_code == 404
    assert "<mark>소송수행경비</mark>" in visitor.get("/notices?q=소송수행경비").get_data(as_text=True)


def test_a_moment_is_seoul_s(board: Board, desk: FlaskClient) -> None:
    page = press(desk, "/desk/notices/new", **typed()).headers["Location"]
    when = board.world.clock.now + timedelta(days=1)
    said = {"publish-day": f"{when.astimezone():%Y-%m-%d}", "publish-hour": "14:30"}
    kept = {f"publish-{name}": hidden(desk, page, f"publish-{name}") for name in ("seen", "mark")}
    sent = press(desk, page, f"{page}/publish", **{"publish-when": "later"}, **said, **kept)
    assert sent.status_code == 303
    scheduled = board.item(1).scheduled_for
    assert scheduled is not None and scheduled.strftime("%H:%M") == "05:30"
    assert press(desk, page, f"{page}/call-off", **{"off-seen": "1"}).status_code == 303
    assert board.item(1).scheduled_for is None


def test_an_old_tab_changes_nothing(board: Board, desk: FlaskClient) -> None:
    page = press(desk, "/desk/notices/new", **typed()).headers["Location"]
    assert press(desk, f"{page}/edit", **typed(body="고침", seen="1")).status_code == 303
    assert press(desk, f"{page}/edit", **typed(body="옛 화면", seen="1")).status_code == 409
    kept = {"publish-when": "now", "publish-seen": "2", "publish-mark": "0" * 64}
    assert press(desk, page, f"{page}/publish", **kept).status_code == 409
    assert board.item(1).newest.draft.body == "고침" and board.lines() == ()


def test_a_resident_number_is_refused_and_not_repeated_and_ten_megabytes_are_not_read(
    board: Board, desk: FlaskClient
) -> None:
    refused = press(desk, "/desk/notices/new", **typed(body="900101-1234567"))
    assert refused.status_code == 422
    large = desk.post("/desk/notices/new", data=typed(body="가" * 4_000_000))
    assert large.status_code == 413


def test_an_attack_in_a_notice_reaches_nobody(board: Board) -> None:
    attack = "<script>alert(1)</script> [x](javascript:alert(1)) ![x](https://evil.example/x.png)"
    board.shown(attack, title='"><script>alert(1)</script>')
    visitor = app(board).test_client()
    for page in ("/notices", "/notices/1", "/", "/notices?q=alert"):
        said = visitor.get(page).get_data(as_text=True)
        assert "<script>" not in said and "evil.example" not in said and 'href="javascript' not in said


def test_the_feed_is_what_readers_accept(board: Board) -> None:
    for place in range(3):
        board.shown(f"**글** {place} & <b>", once=str(place), title=f"제목 {place} <&>")
        board.world.clock.forward(hours=1)
    visitor = app(board).test_client()
    answer = visitor.get("/notices/feed.atom")
    assert answer.mimetype == "application/atom+xml"
    feed = etree.fromstring(answer.data)
    assert feed.tag == f"{ATOM}feed"
    for required in ("id", "title", "updated"):
        assert len(feed.findall(f"{ATOM}{required}")) == 1, required
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"].endswith("/notices/feed.atom") and links["alternate"].endswith("/notices")
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [f"제목 {place} <&>" for place in (2, 1, 0)]
    for entry in entries:
        for required in ("id", "title", "updated", "published", "content"):
            assert len(entry.findall(f"{ATOM}{required}")) == 1, required
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00", entry.findtext(f"{ATOM}updated") or "")
        assert entry.find(f"{ATOM}content").get("type") == "html"
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 3
    assert etree.fromstring(visitor.get("/notices/feed.atom?category=law").data).findall(f"{ATOM}entry") == []


def test_who_has_the_feed_already_is_sent_nothing_until_it_changes_also_when_a_notice_goes(board: Board) -> None:
    first = board.shown(once="0")
    board.world.clock.forward(hours=1)
    board.shown(once="1", title="다른 글")
    visitor = app(board).test_client()
    answer = visitor.get("/notices/feed.atom")
    tag, changed = answer.headers["ETag"], answer.headers["Last-Modified"]
    assert "public" in answer.headers["Cache-Control"]
    assert visitor.get("/notices/feed.atom", headers={"If-None-Match": tag}).status_code == 304
    assert visitor.get("/notices/feed.atom", headers={"If-Modified-Since": changed}).status_code == 304
    board.world.clock.forward(hours=1)
    board.desk(lambda work: endings.withdraw(work, first, reason=REASON))
    for asked in ({"If-None-Match": tag}, {"If-Modified-Since": changed}):
        again = visitor.get("/notices/feed.atom", headers=asked)
        assert again.status_code == 200 and again.get_data(as_text=True).count("<entry>") == 1


def test_a_withdrawn_notice_says_so_and_searches_forget_it(board: Board) -> None:
    number = board.shown()
    board.desk(lambda work: endings.withdraw(work, number, reason="날짜가 잘못되었습니다"))
    gone = app(board).test_client().get("/notices/1")
    said = gone.get_data(as_text=True)
    assert gone.status_code == 410 and "날짜가 잘못되었습니다" in said and TITLE not in said
    assert "noindex" in gone.headers["X-Robots-Tag"]


def test_crawlers_find_the_board_and_nothing_else(board: Board) -> None:
    board.shown()
    board.write("쓰는 중", once="b")
    visitor = app(board).test_client()
    robots = visitor.get("/robots.txt").get_data(as_text=True)
    assert "Allow: /notices\n" in robots and "Disallow: /\n" in robots and "Sitemap: " in robots
    listed = [one.text for one in etree.fromstring(visitor.get("/sitemap.xml").data).iter("{*}loc")]
    assert [one.rsplit("/", 1)[1] for one in listed] == ["notices", "programmes", "suggestions", "numbers", "1"]


def test_twenty_on_a_page(board: Board) -> None:
    for place in range(21):
        board.shown(once=str(place), title=f"글 {place}", category=Category.LAW)
        board.world.clock.forward(minutes=1)
    visitor = app(board).test_client()
    first, second = (visitor.get(f"/notices?page={page}").get_data(as_text=True) for page in (1, 2))
    assert "글 20" in first and ">글 0<" not in first and ">글 0<" in second
    for odd in ("0", "-1", "x", "999999999999"):
        assert visitor.get(f"/notices?page={odd}").status_code == 200


def test_a_file_is_fetched_by_everybody_only_with_its_notice_published(board: Board, desk: FlaskClient) -> None:
    page = press(desk, "/desk/notices/new", **typed()).headers["Location"]

    def attach(name: str, data: bytes) -> int:
        html = desk.get(page).get_data(as_text=True)
        token = re.search(r'name="file-csrf_token"[^>]*value="([^"]+)"', html)
        assert token
        sent = {"file-csrf_token": token[1], "file-file": (io.BytesIO(data), name)}
        return desk.post(f"{page}/files", data=sent).status_code

    assert attach("안내.txt", "모두에게 알립니다".encode()) == 303
    assert attach("빈.txt", b"") == 422
    assert publish(desk, page) == 303
    visitor = app(board).test_client()
    address = re.search(r'href="(/files/[^"]+)"', visitor.get("/notices/1").get_data(as_text=True))
    assert address and "모두에게" in visitor.get(address[1]).get_data(as_text=True)
    assert attach("명단.csv", f"이름,전화\n{CANARY_NAME},{CANARY_PHONE}\n".encode()) == 303
    assert "명단" not in visitor.get("/notices/1").get_data(as_text=True)
    html = desk.get(page).get_data(as_text=True)
    assert 'id="publish"' not in html and 'id="ask"' in html, "a find waits for a second person"
    board.desk(lambda work: endings.withdraw(work, 1, reason=REASON))
    assert visitor.get(address[1]).status_code == 404


def test_the_tier_outside_reads_the_board_without_a_key(board: Board) -> None:
    board.shown()
    outside = app_at(board.world, Tier.PUBLIC).test_client()
    for page in ("/notices", "/notices/1", "/notices/feed.atom", "/programmes", "/sitemap.xml", "/notices?q=소송"):
        assert outside.get(page).status_code == 200, page
    assert outside.get("/desk/notices").status_code == 404


def test_corrections_can_be_compared(board: Board) -> None:
    number = board.shown("첫 줄\n둘째 줄")
    visitor = app(board).test_client()
    assert visitor.get(f"/notices/{number}/changes").status_code == 404
    board.world.clock.forward(hours=1)
    board.revise(number, "첫 줄\n둘째 글", seen=1, correction="낱말을 고쳤습니다")
    board.publish(number, seen=2)
    said = visitor.get(f"/notices/{number}/changes").get_data(as_text=True)
    assert "<del>줄</del><ins>글</ins>" in said and "낱말을 고쳤습니다" in said
    assert "낱말을 고쳤습니다" in visitor.get(f"/notices/{number}").get_data(as_text=True)


def test_a_number_that_no_notice_can_have_is_not_found(board: Board, desk: FlaskClient) -> None:
    for odd in ("0", "7", "2147483647", "2147483648", "9" * 40):
        assert app(board).test_client().get(f"/notices/{odd}").status_code == 404, odd
        assert desk.get(f"/desk/notices/{odd}").status_code == 404, odd
