"""A notice that is published gives one task with ready text; corrected or withdrawn it gives another; each is done once, by a person who says so."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TypeVar
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.channel import card
from lawsuit_hub.features.channel import service as channel
from lawsuit_hub.features.channel.types import (
    Kind,
    Mirror,
    MirrorClosed,
    NoSuchMirror,
    NoSuchReferences,
    Noticed,
    WrongPost,
)
from lawsuit_hub.infra.letters import LettersMissing
from lawsuit_hub.infra.refusals import ReasonMissing
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.channel_post import PostText, channel_url, post_url
from lawsuit_hub.values.refused import BadChannelUrl
from tests.features.desk.conftest import Desk
from tests.features.my.visits import visit
from tests.features.rosters.exports import make_finished
from tests.people import caseworker_of, make_victim
from tests.world import World

_T = TypeVar("_T")
HOME = "https://pf.kakao.com/_hubcase"
POST = f"{HOME}/104511238"
NAME = "우리동네 안내"
NOTICE = Noticed(7, "1월 간담회", "1월 18일 저녁에 만납니다.\n\n자리가 정해져 있습니다.", "http://localhost/notices/7")


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    return make_world(channel_url=HOME, channel_name=NAME)


def at_desk(world: World, deed: Callable[[Work], _T]) -> _T:
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        return deed(work)


def publish(world: World, notice: Noticed = NOTICE) -> None:
    with world.as_system() as work:
        channel.published(work, notice)


def only(world: World) -> Mirror:
    (one,) = at_desk(world, channel.waiting)
    return one


def test_a_published_notice_gives_ready_text_and_is_done_with_its_address(world: World) -> None:
    publish(world)
    task = only(world)
    assert (task.kind, task.title, task.notice) == (Kind.POST, "1월 간담회", 7)
    assert task.text == f"{NOTICE.text}\n\n{NOTICE.url}"
    at_desk(world, lambda work: channel.done(work, task.id, url=f"{POST}?ref=share"))
    assert at_desk(world, channel.waiting) == []
    (kept,) = at_desk(world, channel.ended)
    assert (kept.post_url, kept.closed_by, kept.closed_at) == (POST, caseworker_of(world), world.clock.now)
    with world.as_system() as work:
        assert [(one.deed, one.details["notice"]) for one in audit.about(work, task.id)] == [("channel:mirrored", 7)]


def test_a_correction_overtakes_what_waits_and_names_the_post_that_stands(world: World) -> None:
    publish(world)
    first = only(world)
    publish(world, Noticed(7, "2월 간담회", "2월입니다.", NOTICE.url))
    second = only(world)
    assert (second.kind, second.title, second.before) == (Kind.POST, "2월 간담회", ""), "never posted: still a post"
    with pytest.raises(MirrorClosed):
        at_desk(world, lambda work: channel.done(work, first.id, url=POST))
    world.clock.forward(minutes=1)
    at_desk(world, lambda work: channel.done(work, second.id, url=POST))
    publish(world, Noticed(7, "3월 간담회", "3월입니다.", NOTICE.url))
    third = only(world)
    assert (third.kind, third.before) == (Kind.CORRECT, POST)
    world.clock.forward(minutes=1)
    at_desk(world, lambda work: channel.done(work, third.id))
    assert at_desk(world, lambda work: channel.one(work, third.id)).post_url == POST, "the address it had"


def test_a_withdrawn_notice_is_to_go_from_the_channel_if_it_is_there(world: World) -> None:
    publish(world)
    with world.as_system() as work:
        channel.withdrawn(work, 7)
    assert at_desk(world, channel.waiting) == [], "nobody had posted it"
    publish(world)
    posted = only(world)
    at_desk(world, lambda work: channel.done(work, posted.id, url=POST))
    world.clock.forward(minutes=1)
    with world.as_system() as work:
        channel.withdrawn(work, 7)
    task = only(world)
    assert (task.kind, task.before, task.text.strip()) == (Kind.DELETE, POST, "")
    world.clock.forward(minutes=1)
    at_desk(world, lambda work: channel.done(work, task.id))
    with world.as_system() as work:
        channel.withdrawn(work, 7)
    assert at_desk(world, channel.waiting) == [], "it is gone from there"


def test_the_words_of_an_erased_notice_lie_nowhere(world: World) -> None:
    publish(world)
    posted = only(world)
    at_desk(world, lambda work: channel.done(work, posted.id, url=POST))
    world.clock.forward(minutes=1)
    with world.as_system() as work:
        channel.withdrawn(work, 7, erase=True)
    assert (only(world).kind, only(world).title, only(world).before) == (Kind.DELETE, "", POST)
    assert at_desk(world, lambda work: channel.one(work, posted.id)).text == ""


def test_without_a_channel_and_from_an_undone_deed_nothing_waits(make_world: Callable[..., World]) -> None:
    without = make_world(channel_url="")
    publish(without)
    assert at_desk(without, channel.waiting) == []
    world = make_world(channel_url=HOME, channel_name=NAME)
    with pytest.raises(RuntimeError), world.as_system() as work:
        channel.published(work, NOTICE)
        raise RuntimeError
    assert at_desk(world, channel.waiting) == []


def test_of_two_who_press_at_once_one_did_it_and_of_one_notice_one_task_is_open(world: World) -> None:
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: publish(world), range(2)))
    task = only(world)

    def press(_: int) -> bool:
        try:
            at_desk(world, lambda work: channel.done(work, task.id, url=POST))
        except MirrorClosed:
            return False
        return True

    caseworker_of(world)
    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(press, range(4))) == 1


def test_what_waits_too_long_is_told_with_its_age(world: World) -> None:
    publish(world)
    with world.as_system() as work:
        assert channel.overdue(work) == (0, timedelta())
    world.clock.forward(hours=50)
    with world.as_system() as work:
        assert channel.overdue(work) == (1, timedelta(hours=50))
    assert only(world).is_overdue(world.clock.now)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("", "empty"),
        ("https://evil.example.com/_hubcase/1045", "host"),
        ("http://pf.kakao.com/_hubcase/1045", "host"),
        ("https://pf.kakao.com.evil.example/_hubcase/1045", "host"),
        ("https://pf.kakao.com/_hubcase", "shape"),
        ("https://pf.kakao.com/_hubcase/posts", "shape"),
        ("https://pf.kakao.com/_other/104511238", "other"),
        ("javascript:alert(1)", "host"),
    ],
)
@pytest.mark.either
def test_an_address_that_is_no_post_of_ours_is_refused(world: World, url: str, why: str) -> None:
    publish(world)
    task = only(world)
    with pytest.raises(WrongPost) as refused:
        at_desk(world, lambda work: channel.done(work, task.id, url=url))
    assert refused.value.why == why and only(world).id == task.id


def test_not_needed_wants_a_reason_and_an_unknown_task_is_nowhere(world: World) -> None:
    publish(world)
    task = only(world)
    with pytest.raises(ReasonMissing):
        at_desk(world, lambda work: channel.not_needed(work, task.id, reason="x"))
    at_desk(world, lambda work: channel.not_needed(work, task.id, reason="채널에 올릴 일이 아닙니다"))
    assert at_desk(world, lambda work: channel.one(work, task.id)).reason == "채널에 올릴 일이 아닙니다"
    with pytest.raises(NoSuchMirror):
        at_desk(world, lambda work: channel.done(work, uuid4(), url=POST))


@given(st.text(max_size=3000), st.text(max_size=200), st.integers(30, 1200))
def test_texts_never_grow_over_the_limit_and_keep_their_address(body: str, title: str, letters: int) -> None:
    cut = PostText.of(title, body, "https://hub.example/notices/7", title_letters=20, text_letters=max(letters, 60))
    assert len(cut.text.encode("utf-16-le", "surrogatepass")) // 2 <= max(letters, 60)
    assert len(cut.title.encode("utf-16-le", "surrogatepass")) // 2 <= 20
    assert cut.text.endswith("\n\nhttps://hub.example/notices/7")
    cut.text.encode("utf-8")


def test_a_long_text_is_cut_at_a_word_and_emoji_stay_whole() -> None:
    cut = PostText.of("가" * 60, "보증금 " * 400, "https://hub.example/n/1", title_letters=50, text_letters=300)
    assert len(cut.title) == 50 and cut.title.endswith("…") and "보증금…\n\nhttps" in cut.text
    assert PostText.of("😀" * 40, "", "u", title_letters=10, text_letters=50).title == "😀" * 4 + "…"


def test_the_channel_s_own_address() -> None:
    for text in (HOME, f"{HOME}/", f"{HOME}/friend", f" {HOME}/chat "):
        assert channel_url(text) == HOME
    for text in ("https://open.kakao.com/o/gabc", "https://pf.kakao.com/hub", "pf.kakao.com/_hub", f"{HOME}?a=1"):
        with pytest.raises(BadChannelUrl):
            channel_url(text)
    assert post_url(f"{POST}/", channel=HOME) == POST


def test_a_card_is_drawn_for_a_title_and_refused_for_letters_without_a_picture() -> None:
    drawn = card.drawn("1월 간담회 안내 #let x = panic()", "공동소송 허브")
    assert drawn.startswith(b"\x89PNG") and len(drawn) < 200_000
    with pytest.raises(LettersMissing):
        card.drawn("간담회 😀", "공동소송 허브")


def test_a_member_says_it_herself_and_the_desk_marks_whole_lists(world: World) -> None:
    her, other = (
        make_victim(world),
        make_victim(world, name="김표본", phone="010-0123-4568", address="서울특별시 강서구 표본로 13, 1호"),
    )
    with world.as_member(her) as work:
        channel.say(work, follows=True, wants_notices=True)
    with world.as_member(her) as work:
        assert channel.own(work) == (True, True)
    desk = Desk(world, world.app(), Role.CASEWORKER, make_finished(world, Role.CASEWORKER, "channel@example.com"))
    written = [desk.reference(her).lower(), f" {desk.reference(other)} ", ""]
    assert at_desk(world, lambda work: channel.mark(work, written)) == 1
    with pytest.raises(NoSuchReferences) as refused:
        at_desk(world, lambda work: channel.mark(work, ["P-XXXXX"]))
    assert refused.value.unknown == ("P-XXXXX",)
    with world.as_system() as work:
        assert channel.among(work, [her, other, uuid4()]) == {her, other}
        assert "channel:marked" in {one.deed for one in audit.about(work, other)}
    with world.as_member(other) as work:
        channel.say(work, follows=False, wants_notices=False)
    assert at_desk(world, channel.count) == 1


@pytest.mark.pages
def test_the_pages_from_the_list_to_done(world: World) -> None:
    publish(world)
    desk = Desk(world, world.app(), Role.CASEWORKER, make_finished(world, Role.CASEWORKER, "channel@example.com"))
    task: UUID = only(world).id
    url = f"/desk/channel/{task}"
    assert "1월 간담회" in desk.read("/desk/channel") and "자리가 정해져 있습니다" in desk.read(url)
    picture = desk.get(f"{url}/card.png")
    assert picture.mimetype == "image/png" and picture.data.startswith(b"\x89PNG")
    wrong = desk.send(f"{url}/done", page=url, url="https://pf.kakao.com/_other/104511238")
    assert wrong.status_code == 422 and "우리 채널의 글이 아닙니다" in wrong.get_data(as_text=True)
    world.clock.forward(hours=30)
    desk.sign_in()
    assert "카카오톡 채널에 할 일" in desk.read("/desk"), "overdue: among today's work"
    assert desk.send(f"{url}/done", page=url, url=POST).status_code == 303
    assert (
        desk.client.post(
            f"{url}/done", data=desk.form("/desk/channel/followers", "/desk/channel/followers") | {"url": POST}
        ).status_code
        == 409
    )
    assert POST in desk.read("/desk/channel") and "카카오톡 채널에 할 일" not in desk.read("/desk")


@pytest.mark.pages
def test_everybody_sees_the_channel_and_a_member_says_that_she_follows_it(world: World) -> None:
    app = world.app()
    shown = visit(world, app).get("/channel").get_data(as_text=True)
    assert NAME in shown and HOME in shown and "data:image/svg+xml" in shown and "추가하셨나요" not in shown
    her = make_victim(world)
    browser = visit(world, app, her)
    page = browser.get("/channel").get_data(as_text=True)
    token = page.split('name="csrf_token" type="hidden" value="')[1].split('"')[0]
    assert browser.post("/channel", data={"csrf_token": token, "follows": "y"}).status_code == 303
    with world.as_system() as work:
        assert channel.among(work, [her]) == {her}
