"""Where she is signed in: her own sessions only, and an end that counts at once."""

import re

import pytest

from tests.features.my.visits import press, visit
from tests.people import make_answer, make_victim
from tests.world import World

pytestmark = pytest.mark.pages

PAGE = "/my/sessions"
HANDLE = re.compile(r'name="which" value="([0-9a-f]{32})"')


def test_she_sees_this_one_and_the_others_without_their_ids(world: World) -> None:
    she, app = make_victim(world), world.app()
    here, there = visit(world, app, she), visit(world, app, she)
    visit(world, app, make_victim(world, make_answer(world, phone="010-0765-4321")))
    html = here.get(PAGE).get_data(as_text=True)
    assert html.count('<li class="record">') == 2
    assert html.count("지금 이곳") == 1
    assert len(HANDLE.findall(html)) == 1
    with there.session_transaction() as session:
        assert session["_user_id"] not in html
    assert "127.0.0.1" not in html


def test_one_that_she_ends_is_over_at_its_next_click(world: World) -> None:
    she, app = make_victim(world), world.app()
    here, there, third = (visit(world, app, she) for _ in range(3))
    shown = HANDLE.findall(here.get(PAGE).get_data(as_text=True))
    assert press(here, PAGE, f"{PAGE}/end", which=shown[0]).location == PAGE
    states = sorted(one.get("/my").status_code for one in (there, third))
    assert states == [200, 302]
    assert press(here, PAGE, f"{PAGE}/end-others").location == PAGE
    assert {one.get("/my").status_code for one in (there, third)} == {302}
    assert here.get("/my").status_code == 200
    assert "로그인해 있던 곳을 로그아웃했습니다." in here.get("/my/record").get_data(as_text=True)


def test_another_s_session_is_not_hers_to_end(world: World) -> None:
    app = world.app()
    she, other = make_victim(world), make_victim(world, make_answer(world, phone="010-0765-4321"))
    here, theirs, second = visit(world, app, she), visit(world, app, other), visit(world, app, other)
    foreign = HANDLE.findall(theirs.get(PAGE).get_data(as_text=True))[0]
    for which in (foreign, "", "0" * 32, "é", "x" * 4000):
        assert press(here, PAGE, f"{PAGE}/end", which=which).location == PAGE
    assert second.get("/my").status_code == 200


def test_what_ran_out_is_not_shown(world: World) -> None:
    she, app = make_victim(world), world.app()
    visit(world, app, she)
    world.clock.forward(minutes=world.settings.member_idle_minutes + 1)
    here = visit(world, app, she)
    assert HANDLE.findall(here.get(PAGE).get_data(as_text=True)) == []
