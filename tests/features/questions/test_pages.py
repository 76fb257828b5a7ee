"""The board's pages: asking in two steps, what a script is told, what staff see, what is refused."""

import re
from unicodedata import normalize

import pytest

from lawsuit_hub.features.faq import service as faq
from lawsuit_hub.features.questions import answering
from lawsuit_hub.features.victims import service as victims
from tests.features.my.visits import csrf, press, visit, visit_as_caseworker
from tests.features.questions.conftest import ANSWER, TEXT, TITLE, Board

pytestmark = pytest.mark.pages
ASKED = {"category": "auction", "reader": "public", "title": TITLE, "text": TEXT}


def once(html: str) -> str:
    return re.search(r'name="once"[^>]*value="([^"]+)"', html).group(1)


def test_a_visitor_sees_what_would_be_kept_and_sends_it(board: Board) -> None:
    client = visit(board.world, board.world.app())
    page = client.get("/questions/ask").get_data(as_text=True)
    fields = {**ASKED, "text": normalize("NFD", f"{TEXT} 010-0000-4444"), "csrf_token": csrf(page), "once": once(page)}
    seen = client.post("/questions/ask", data=fields)
    html = seen.get_data(as_text=True)
    assert seen.status_code == 200 and "[전화번호]" in html and "0000-4444" not in html and board.listed() == ()
    sent = {**fields, "text": f"{TEXT} [전화번호]", "once": once(html), "sure": "yes"}
    assert client.post("/questions/ask", data=sent).headers["Location"] == "/questions"
    assert "담당자가 보고" in client.get("/questions").get_data(as_text=True)


def test_a_member_chooses_who_reads_and_finds_it_among_her_own(board: Board) -> None:
    client = visit(board.world, board.world.app(), board.her)
    answer = press(client, "/questions/ask", **{**ASKED, "reader": "private", "sure": "yes", "once": "a" * 32})
    assert answer.headers["Location"] == "/questions/mine"
    (line,) = board.own()
    assert not line.public and TITLE in client.get("/questions/mine").get_data(as_text=True)
    board.answer(line.id)
    assert ANSWER in client.get(f"/questions/{line.id}").get_data(as_text=True)
    more = press(
        client,
        f"/questions/{line.id}",
        f"/questions/{line.id}/more",
        text="010-0000-4444 더요",
        seen=str(board.read(line.id, board.her).turn),
    )
    assert more.status_code == 200 and "[전화번호] 더요" in more.get_data(as_text=True)
    old = press(client, f"/questions/{line.id}", f"/questions/{line.id}/more", text="더요", sure="yes", seen="0")
    assert old.status_code == 409
    assert (
        press(client, f"/questions/{line.id}", f"/questions/{line.id}/withdraw").status_code == 303
        and board.own() == ()
    )


def test_a_script_is_told_what_is_like_it_and_the_words_stand_in_no_address(board: Board) -> None:
    board.faq()
    client = visit(board.world, board.world.app())
    token = csrf(client.get("/questions/ask").get_data(as_text=True))
    answer = client.post("/questions/near", data={"text": "배당요구 언제까지 해요", "csrf_token": token})
    assert [one["url"] for one in answer.json] == ["/faq/Q1"]
    assert client.get("/questions/near?text=배당요구").status_code in (404, 405)
    assert client.post("/questions/near", data={"text": "배당요구"}).status_code == 400


def test_search_marks_words_and_nothing_is_markup(board: Board) -> None:
    asked = board.ask("<b>경매</b>가 시작되면", TEXT)
    board.show(asked)
    html = visit(board.world, board.world.app()).get("/questions?q=경매를").get_data(as_text=True)
    assert "&lt;b&gt;<mark>경매</mark>" in html
    client = visit(board.world, board.world.app())
    assert client.get("/questions?page=0").status_code == client.get("/questions?page=51").status_code == 404
    assert client.get("/questions?q=%00&category=x&page=y").status_code == 200


def test_staff_answer_mask_and_hide_on_pages_that_do_not_tell_who_asked(board: Board) -> None:
    asked = board.ask("임대인 임표본이 연락을 끊었습니다")
    client = visit_as_caseworker(board.world, board.world.app())
    url = f"/desk/questions/{asked}"
    assert "게시판의 물음" in client.get("/desk").get_data(as_text=True)
    assert "답을 기다리는 물음" in client.get("/desk/questions").get_data(as_text=True)
    html = client.get(url).get_data(as_text=True)
    with board.world.as_system() as work:
        reference = victims.profile(work, board.her).reference
    assert reference not in html and str(board.her) not in html

    def seen() -> str:
        return str(board.case(asked).thread.turn)

    assert press(client, url, f"{url}/show", **{"show-seen": seen(), "show-masks": "임표본"}).status_code == 303
    assert press(client, url, f"{url}/take").status_code == 303
    bad = press(client, url, f"{url}/answer", **{"answer-seen": seen(), "answer-text": "010-0100-0001로 전화하세요"})
    assert bad.status_code == 422 and "010-0100-0001" in bad.get_data(as_text=True)
    assert press(client, url, f"{url}/answer", **{"answer-seen": seen(), "answer-text": ANSWER}).status_code == 303
    assert press(client, url, f"{url}/answer", **{"answer-seen": "1", "answer-text": ANSWER}).status_code == 409
    empty = re.compile(r'<textarea[^>]* name="faq-variants"[^>]*>\s*</textarea>')
    assert empty.search(client.get(url).get_data(as_text=True))
    entry = {"faq-question": "연락이 끊기면?", "faq-text": ANSWER, "faq-variants": "임대인 잠적\n연락 두절"}
    assert press(client, url, f"{url}/faq", **entry).status_code == 303
    with board.world.as_visitor() as work:
        assert [one.variants for one in faq.entries(work)] == [("임대인 잠적", "연락 두절")]
    assert press(client, url, f"{url}/hide", **{"hide-seen": seen(), "hide-reason": "시험해 봅니다"}).status_code == 303
    opened = press(client, url, f"{url}/asker", **{"asker-reason": "협박이 있어 연락합니다"})
    assert opened.headers["Location"] == f"/desk/people/{reference}"


def test_helpful_is_pressed_once(board: Board) -> None:
    asked = board.ask()
    board.show(asked)
    board.answer(asked)
    client = visit(board.world, board.world.app())
    for _ in range(2):
        assert press(client, f"/questions/{asked}", f"/questions/{asked}/helpful").status_code == 303
    assert "1명에게 도움이 됨" in client.get("/questions").get_data(as_text=True)


def test_another_caseworker_s_question_says_so(board: Board) -> None:
    asked = board.ask()
    board.desk(lambda work: answering.take(work, asked))
    client, url = visit_as_caseworker(board.world, board.world.app()), f"/desk/questions/{asked}"
    assert "다른 담당자가 답하고 있습니다" in client.get(url).get_data(as_text=True)
    assert press(client, url, f"{url}/take").status_code == 409


def test_english_pages_speak_english_and_mark_what_people_wrote(board: Board) -> None:
    asked = board.ask()
    board.show(asked)
    client = visit(board.world, board.world.app())
    client.get("/language/en")
    for path in ("/questions", "/questions/ask", f"/questions/{asked}"):
        html = client.get(path).get_data(as_text=True)
        bare = re.sub(r'<(\w+)[^>]*lang="ko"[^>]*>.*?</\1>|<title>.*?</title>', "", html, flags=re.S)
        assert not re.findall("[가-힣]{2,}", re.sub(r"<[^>]+>", " ", bare)), path
