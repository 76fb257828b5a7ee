"""Pages of rooms: with and without a script, other groups, replays, old tabs, bodies without measure."""

import re
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity.models import SignIn
from lawsuit_hub.features.lawsuits import assignments
from lawsuit_hub.infra.web import HubApp
from tests.features.my.visits import csrf, press, set_room, visit, without_csrf
from tests.features.rooms.talks import REASON, make_talk, other_talk
from tests.features.rosters.exports import make_finished
from tests.people import caseworker_of, make_active
from tests.world import World

pytestmark = pytest.mark.pages

SCRIPT = {"X-Requested-With": "room"}


@pytest.fixture
def app(world: World) -> HubApp:
    return world.app()


def read(client: FlaskClient, path: str = "/my/room") -> str:
    return client.get(path).get_data(as_text=True)


def test_without_a_script_she_comes_in_writes_and_reads(world: World, app: HubApp) -> None:
    talk = make_talk(world, size=2)
    newcomer = visit(world, app, make_active(world, name="서새로", phone="010-0777-0001"))
    assert "대화방 들어가기" in read(newcomer)
    assert press(newcomer, "/my/room", "/my/room/enter").headers["Location"] == "/my/room"
    sent = press(newcomer, "/my/room", "/my/room/messages", text="제 번호는 010-0123-9999", key=str(uuid4()))
    assert sent.status_code == 303
    page = read(newcomer)
    assert "[전화번호]" in page and "010-0123-9999" not in page
    assert "가리고 보냈습니다" in page, "the writer is told"
    neighbour = visit(world, app, talk.people[0])
    assert "[전화번호]" in read(neighbour) and "가리고 보냈습니다" not in read(neighbour)
    assert "읽지 않은 글이 1개" in read(neighbour, "/my")
    assert "이 방의 누구도 1:1로 돈을 요구하지 않습니다." in page and "변호사법 제34조, 제109조" in page


def test_what_is_refused_stays_in_the_box_with_its_reason(world: World, app: HubApp) -> None:
    talk = make_talk(world, size=2)
    client = visit(world, app, talk.people[0])
    sent = press(client, "/my/room", "/my/room/messages", text="번호는 910307-2123456", key=str(uuid4()))
    assert sent.status_code == 422
    assert "주민등록번호는 받지 않습니다" in sent.get_data(as_text=True)
    long = press(client, "/my/room", "/my/room/messages", text="가" * 501, key=str(uuid4()))
    assert long.status_code == 422 and "가" * 501 in long.get_data(as_text=True)


def test_a_repeated_post_with_its_key_is_kept_once_in_two_browsers_of_hers(world: World, app: HubApp) -> None:
    talk = make_talk(world, size=2)
    key = str(uuid4())
    browsers = [visit(world, app, talk.people[0]) for _ in range(2)]
    for client in browsers:
        form = {"csrf_token": csrf(read(client)), "text": "한 번만", "key": key}
        for _ in range(2):
            assert client.post("/my/room/messages", data=form, headers=SCRIPT).json["seq"] == 1
    news = browsers[1].get("/my/room/messages?after=0").json
    assert [one["text"] for one in news["entries"]] == ["한 번만"]
    assert (news["last"], news["more"]) == (1, False)


def test_news_come_in_portions_each_number_once(world: World, app: HubApp) -> None:
    talk = make_talk(world, size=8)
    for number in range(130):
        talk.say(talk.people[number % 8], f"글 {number}")
        if number % 100 == 99:
            world.clock.forward(minutes=2)
    client = visit(world, app, talk.people[0])
    got, after, more = [], 0, True
    while more:
        news = client.get(f"/my/room/messages?after={after}").json
        got += [one["seq"] for one in news["entries"]]
        after, more = news["last"], news["more"]
    assert got == list(range(1, 131))
    page = read(client)
    assert "글 129" in page and ">글 29<" not in page
    earlier = re.findall(r'href="(/my/room\?before=\d+)"', page)
    assert ">글 29<" in read(client, earlier[0])
    answer = client.get("/my/room/stream", headers={"Last-Event-ID": "1"})
    assert answer.status_code == 409 and answer.json["poll"], "who is far behind asks for the news first"


@pytest.mark.parametrize("said", ["", "x", "-1", "9" * 40, "٣", "1e3", "NaN", "\x00"])
def test_a_number_that_is_none_begins_at_the_beginning(world: World, app: HubApp, said: str) -> None:
    talk = make_talk(world, size=2)
    talk.say(talk.people[1], "첫 글")
    client = visit(world, app, talk.people[0])
    news = client.get("/my/room/messages", query_string={"after": said}).json
    assert [one["seq"] for one in news["entries"]] == [1]
    stream = client.get("/my/room/stream", headers={"Last-Event-ID": said.replace("\x00", "0").replace("٣", "z")})
    assert stream.status_code == 503 and stream.json == {"poll": True}


def test_to_a_member_of_another_group_a_message_is_as_unknown_as_one_that_never_was(world: World, app: HubApp) -> None:
    talk, other = make_talk(world), other_talk(world)
    talk.say(talk.people[0], "우리 방의 글")
    stranger = visit(world, app, other.people[0])
    pages = []
    for seq in (1, 999):
        answer = stranger.get(f"/my/room/messages/{seq}")
        assert answer.status_code == 404
        pages.append(re.sub(rf"messages(/|%2F){seq}\b", "messages/N", without_csrf(answer.get_data(as_text=True))))
        for deed in ("report", "hide"):
            token = csrf(read(stranger))
            done = stranger.post(f"/my/room/messages/{seq}/{deed}", data={"csrf_token": token, "reason": "이상합니다"})
            assert done.status_code == 404
    assert pages[0] == pages[1]
    assert stranger.get("/my/room/messages?after=0").json["entries"] == []
    assert "우리 방의 글" not in read(stranger)


def test_who_has_no_group_finds_no_room_like_no_page(world: World, app: HubApp) -> None:
    alone = visit(world, app, make_active(world, phone="010-0777-0001"))
    unknown = without_csrf(read(alone, "/my/no-such-page"))
    for path in ("/my/room", "/my/room/messages?after=0", "/my/room/stream", "/my/room/messages/1"):
        answer = alone.get(path)
        assert answer.status_code == 404
        assert without_csrf(answer.get_data(as_text=True)) == unknown or "room" in path


def test_a_group_that_talks_elsewhere_has_a_room_to_read(world: World, app: HubApp) -> None:
    talk = make_talk(world, size=2)
    talk.say(talk.people[0], "카카오톡으로 가요")
    set_room(world, talk.group_id)
    client = visit(world, app, talk.people[1])
    page = read(client)
    assert "카카오톡으로 가요" in page and 'action="/my/room/messages"' not in page


def test_an_old_tab_after_sign_out_learns_it_and_nothing_else(world: World, app: HubApp) -> None:
    talk = make_talk(world, size=2)
    client = visit(world, app, talk.people[0])
    form = {"csrf_token": csrf(read(client)), "text": "늦은 글", "key": str(uuid4())}
    with world.as_visitor() as work:
        identity.end_all(work, talk.people[0])
    for path in ("/my/room/messages?after=0", "/my/room/stream"):
        answer = client.get(path, headers=SCRIPT)
        assert answer.status_code == 302 and answer.headers["Location"].startswith("/login")
    assert client.post("/my/room/messages", data=form, headers=SCRIPT).status_code in {400, 403}
    assert talk.texts(talk.people[1]) == []


def test_whom_somebody_took_out_is_told_so_on_the_page_and_to_the_script(world: World, app: HubApp) -> None:
    talk = make_talk(world, size=3)
    client = visit(world, app, talk.people[0])
    talk.take_out(talk.people[0])
    page = client.get("/my/room")
    assert page.status_code == 403 and "나가시게 했습니다" in page.get_data(as_text=True)
    assert client.get("/my/room/messages?after=0").json == {"over": "not-inside"}
    assert REASON in read(client, "/my/record"), "the reason stands in her record"


def test_a_body_without_measure_and_a_form_from_elsewhere_are_refused(world: World, app: HubApp) -> None:
    talk = make_talk(world, size=2)
    client = visit(world, app, talk.people[0])
    token = csrf(read(client))
    huge = client.post("/my/room/messages", data={"csrf_token": token, "text": "가" * 4_000_000, "key": ""})
    assert huge.status_code == 413
    assert client.post("/my/room/messages", data={"text": "글", "key": ""}).status_code == 400
    assert talk.texts(talk.people[1]) == []


def test_markup_in_a_message_is_text(world: World, app: HubApp) -> None:
    talk = make_talk(world, size=2)
    talk.say(talk.people[0], "<img src=x onerror=alert(1)> <b>굵게</b>")
    page = read(visit(world, app, talk.people[1]))
    assert "&lt;img src=x" in page and "<img src=x" not in page


def test_asking_again_and_again_does_not_keep_a_session_alive(world: World, app: HubApp) -> None:
    talk = make_talk(world, size=2)
    client = visit(world, app, talk.people[0])
    for _ in range(world.settings.member_idle_minutes + 1):
        world.clock.forward(minutes=1)
        answer = client.get("/my/room/messages?after=0", headers={"X-Requested-With": "fetch"})
    assert answer.status_code == 302


def test_the_desk_opens_a_room_keeps_order_and_the_lawyer_writes(world: World, app: HubApp) -> None:
    talk = make_talk(world, size=3)
    talk.say(talk.people[0], "거친 말")
    account = make_finished(world, Role.CASEWORKER, "desk@example.com")
    desk = visit(world, app, account, role=Role.CASEWORKER)
    base = f"/desk/groups/{talk.code}/room"
    assert "거친 말" not in read(desk, base)
    assert desk.get(f"{base}/messages/1").status_code == 403
    assert press(desk, base, f"{base}/open", **{"open-reason": REASON}).status_code == 303
    assert "거친 말" in read(desk, base)
    wrote = press(desk, base, f"{base}/messages", text="담당자입니다", key=str(uuid4()))
    assert wrote.status_code == 303
    one = f"{base}/messages/1"
    assert press(desk, one, f"{one}/pin").status_code == 303
    assert press(desk, one, f"{one}/pause", **{"pause-reason": REASON, "pause-hours": "24"}).status_code == 303
    assert press(desk, one, f"{one}/remove", **{"remove-reason": "짧"}).status_code == 422
    assert press(desk, one, f"{one}/remove", **{"remove-reason": REASON}).status_code == 303
    who = f"{base}/members/{talk.membership(talk.people[2])}"
    assert press(desk, who, f"{who}/take-out", reason=REASON).status_code == 303
    lawyer = make_finished(world, Role.LAWYER, "counsel@example.com")
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        assignments.assign(work, talk.group_id, lawyer_id=lawyer)
    counsel = visit(world, app, lawyer, role=Role.LAWYER)
    theirs = f"/counsel/groups/{talk.code}/room"
    assert press(counsel, theirs, f"{theirs}/messages", text="변호사입니다", key=str(uuid4())).status_code == 303
    page = read(visit(world, app, talk.people[1]))
    assert "확인된 담당자" in page and "확인된 변호사" in page and "거친 말" not in page
    with world.as_system() as work:
        deeds = set(work.db.scalars(select(AuditLine.deed).where(AuditLine.deed.startswith("room:"))))
        assert deeds == {
            "room:entered", "room:opened", "room:pinned", "room:paused", "room:message-removed", "room:member-removed",
            "room:counsel-wrote",
        }  # fmt: skip
        work.db.execute(update(SignIn).where(SignIn.account_id == lawyer).values(ended_at=work.now))
    assert counsel.get(theirs).status_code == 302
